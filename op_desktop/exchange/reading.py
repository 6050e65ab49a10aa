"""A file or the clipboard into a table, with what was detected and what is in doubt."""

from collections.abc import Mapping, Sequence
from datetime import date

from op_desktop.exchange import limits
from op_desktop.exchange.delimited import declared_separator, likely_separator, records
from op_desktop.exchange.encoding import decode, refuse_impossible
from op_desktop.exchange.layout import arrange
from op_desktop.exchange.refusals import ClipboardEmpty, FileTooLarge, NotATable, NothingToRead
from op_desktop.exchange.roster_set import RosterSet
from op_desktop.exchange.set_columns import KINDS
from op_desktop.exchange.table import Aside, Choices, Doubt, Reason, Record, Source, Table
from op_desktop.exchange.values import unguarded
from op_desktop.exchange.workbook import COMPOUND, ZIP, Workbook, is_workbook
from op_desktop.exchange.zipped import zipped_files
from op_desktop.language import N_, _

DETECT = Choices()
CLIPBOARD = N_("Clipboard")
_SET_FILES = frozenset(f"{file.name}.csv" for kind in KINDS for file in kind)
_OTHER_KINDS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")


def read_table(data: bytes, name: str, choices: Choices = DETECT, today: date | None = None) -> Table:
    """The table in the bytes of a .csv, .txt, .tsv, .xlsx or zipped roster set called ``name``.

    The kind is told by the content, not by the name; of a set, the class ``choices.sheet``, as it is on ``today``.
    Raises a ``FileRefused`` that names the file,
    the place and the remedy; nothing is ever dropped or replaced in silence.
    """
    if len(data) > limits.BYTES:
        raise FileTooLarge(name=name, limit=limits.BYTES // limits.MEBIBYTE)
    if data.startswith(ZIP) and not is_workbook(data):
        return RosterSet(zipped_files(data, name, _SET_FILES), name).table(choices, today)
    if data.startswith((ZIP, COMPOUND)):
        return _read_workbook(data, name, choices)
    if data.startswith(_OTHER_KINDS):
        raise NotATable(name=name)
    text = decode(data, name, choices.encoding)
    return _read_text(text.text, name, choices, text.encoding, certain=text.certain)


def read_set(files: Mapping[str, bytes], name: str, choices: Choices = DETECT, today: date | None = None) -> Table:
    """The class ``choices.sheet`` out of the loose files of a roster set; raises a ``FileRefused``."""
    if sum(map(len, files.values())) > limits.BYTES:
        raise FileTooLarge(name=name, limit=limits.BYTES // limits.MEBIBYTE)
    return RosterSet(files, name).table(choices, today)


def read_clipboard(text: str, choices: Choices = DETECT) -> Table:
    """The table in cells copied from a spreadsheet; raises ``ClipboardEmpty`` or a ``FileRefused``."""
    if not text.strip():
        raise ClipboardEmpty
    name = _(CLIPBOARD)
    if len(text) > limits.BYTES:
        raise FileTooLarge(name=name, limit=limits.BYTES // limits.MEBIBYTE)
    refuse_impossible(text, name)
    return _read_text(text, name, choices, "utf-8", certain=True)


def _read_text(text: str, name: str, choices: Choices, encoding: str, *, certain: bool) -> Table:
    declared = declared_separator(text)
    likely, divided = likely_separator(text) if choices.separator is None and declared is None else ("", True)
    separator = choices.separator or declared or likely
    found = list(records(text, separator, name))
    first = found[:1] if declared else []
    body = found[1:] if declared else found
    if separator == ";":
        # Only our own Italian export guards its texts, and it always parts cells by semicolons.
        body = [Record(record.line, tuple(unguarded(cell) for cell in record.cells)) for record in body]
    doubts = {doubt for doubt, held in ((Doubt.ENCODING, not certain), (Doubt.SEPARATOR, not divided)) if held}
    chosen = Choices(encoding=encoding, separator=separator, titles=choices.titles)
    return _table(name, Source.TEXT, chosen, doubts, body, [Aside(record, Reason.SEPARATOR_LINE) for record in first])


def _read_workbook(data: bytes, name: str, choices: Choices) -> Table:
    workbook = Workbook(data, name)
    sheet = choices.sheet or workbook.sheets[0]
    chosen = Choices(titles=choices.titles, sheet=sheet)
    return _table(name, Source.WORKBOOK, chosen, set(), list(workbook.records(sheet)), [], workbook.sheets)


def _table(
    name: str,
    source: Source,
    choices: Choices,
    doubts: set[Doubt],
    found: Sequence[Record],
    aside: list[Aside],
    sheets: tuple[str, ...] = (),
) -> Table:
    if all(record.blank for record in found):
        raise NothingToRead(name=name)
    layout = arrange(found, choices.titles)
    if not layout.titles_certain:
        doubts = doubts | {Doubt.TITLES}
    resolved = Choices(
        encoding=choices.encoding, separator=choices.separator, titles=layout.titles_line, sheet=choices.sheet
    )
    return Table(
        name=name,
        source=source,
        choices=resolved,
        doubts=frozenset(doubts),
        sheets=sheets,
        titles=layout.titles,
        width=layout.width,
        rows=layout.rows,
        aside=(*aside, *layout.aside),
    )
