"""Rows into CSV or Excel files that open as they should, run nothing and read back the same."""

import csv
import io
import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from op_desktop.durable import write_atomically
from op_desktop.exchange.refusals import TextNotStorable, TooManyRowsForExcel
from op_desktop.exchange.values import Column, Kind, Profile, Value, cell
from op_desktop.language import _, said
from op_desktop.progress import SILENT, Progress

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_EXCEL_ROWS = 1_048_575
_EXCEL_TEXT = 32_767
_STEP = 500
_NO_TEXT = re.compile(r"[\0\ud800-\udfff]")
_NO_XML = re.compile(r"[\0\ud800-\udfff\ufffe\uffff]")
_FORMATS = {
    Kind.WHOLE: "#,##0",
    Kind.DECIMAL: "#,##0.00##",
    Kind.MONEY: "#,##0.00 [$€-410]",
    Kind.MINUTES: "[h]:mm",
    Kind.DATE: "dd/mm/yyyy",
    Kind.MOMENT: "dd/mm/yyyy hh:mm",
}
_WIDTHS = {Kind.TEXT: 24, Kind.MONEY: 16, Kind.MOMENT: 17, Kind.DATE: 12}
_WIDTH, _WIDEST = 11, 60


@dataclass(frozen=True, slots=True)
class SheetRows:
    """One sheet of a workbook: its name, its columns and its rows as they come."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    words: str | None = None
    """Language of the titles; None for the reader's."""


def write_csv(
    path: Path,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    profile: Profile,
    progress: Progress = SILENT,
) -> int:
    """Write the rows as they come and return how many there were; the file appears whole or not at all.

    Raises ``TextNotStorable`` or one of the refusals of ``write_atomically``.
    """
    count = 0
    with write_atomically(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig" if profile.byte_order_mark else "utf-8", newline="")
        writer = csv.writer(text, delimiter=profile.separator, lineterminator="\r\n")
        writer.writerow([_(column.title) if profile.people else column.key for column in columns])
        for count, row in enumerate(rows, 1):
            cells = [cell(value, column.kind, profile) for value, column in zip(row, columns, strict=True)]
            _refuse_unstorable(cells, columns, count, _NO_TEXT)
            writer.writerow(cells)
            if count % _STEP == 0:
                progress.step(count, 0)
        text.flush()
        text.detach()
    return count


def write_xlsx(
    path: Path,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    sheet: str,
    progress: Progress = SILENT,
) -> int:
    """Write the rows with their types into one sheet and return how many there were.

    Texts are texts even where they look like formulas or links. Raises ``TextNotStorable``,
    ``TooManyRowsForExcel`` or one of the refusals of ``write_atomically``.
    """
    return write_workbook(path, [SheetRows(sheet, columns, rows)], progress)


def write_workbook(path: Path, sheets: Sequence[SheetRows], progress: Progress = SILENT) -> int:
    """Write several sheets into one file and return how many rows there were; raises like ``write_xlsx``."""
    import xlsxwriter  # only exports need it  # noqa: PLC0415

    total = 0
    # The parts of a half-written sheet stay beside their file, where the person chose to keep such data.
    with write_atomically(path) as file, tempfile.TemporaryDirectory(prefix=".", dir=path.parent) as drafts:
        workbook = xlsxwriter.Workbook(file, {"constant_memory": True, "tmpdir": drafts})
        try:
            for sheet in sheets:
                total += _write_sheet(workbook, sheet, progress)
        finally:
            # Also after a stop: only closing lets go of the drafts, and what it writes is thrown away.
            _close(workbook)
    return total


def _write_sheet(workbook: "Workbook", sheet: SheetRows, progress: Progress) -> int:
    count = 0
    target = _Sheet(workbook, _sheet_name(sheet.name), sheet.columns, sheet.words)
    for count, row in enumerate(sheet.rows, 1):
        target.write(count, row)
        if count % _STEP == 0:
            progress.step(count, 0)
    target.finish(count)
    return count


def _close(workbook: "Workbook") -> None:
    """Put the workbook together; trouble with the disk comes out as the system told it."""
    from xlsxwriter.exceptions import FileCreateError  # only exports need it  # noqa: PLC0415

    try:
        workbook.close()
    except FileCreateError as error:
        cause = error.args[0] if error.args else None
        raise cause if isinstance(cause, OSError) else error from None


class _Sheet:
    """One sheet being written, with a frozen row of titles."""

    def __init__(self, workbook: "Workbook", name: str, columns: Sequence[Column], words: str | None) -> None:
        self._columns = columns
        self._sheet: Worksheet = workbook.add_worksheet(name)
        self._formats: dict[Kind, Format] = {
            kind: workbook.add_format({"num_format": shown}) for kind, shown in _FORMATS.items()
        }
        heading = workbook.add_format({"bold": True, "bottom": 1})
        titles = [said(column.title, words) for column in columns]
        for number, (column, title) in enumerate(zip(columns, titles, strict=True)):
            width = min(_WIDEST, max(len(title) + 2, _WIDTHS.get(column.kind, _WIDTH)))
            self._sheet.set_column(number, number, width)
            self._sheet.write_string(0, number, title, heading)
        self._sheet.freeze_panes(1, 0)

    def write(self, row: int, values: Sequence[Value]) -> None:
        """Write one row; row 0 holds the titles."""
        if row > _EXCEL_ROWS:
            raise TooManyRowsForExcel(limit=_EXCEL_ROWS)
        for number, (value, column) in enumerate(zip(values, self._columns, strict=True)):
            if value is not None and value != "":
                self._put(row, number, value, column)

    def finish(self, rows: int) -> None:
        """Let the titles filter the rows."""
        self._sheet.autofilter(0, 0, rows, max(0, len(self._columns) - 1))

    def _put(self, row: int, number: int, value: str | int | Decimal, column: Column) -> None:
        shown = self._formats.get(column.kind)
        match column.kind:
            case Kind.TRUTH:
                self._sheet.write_boolean(row, number, bool(value))
            case Kind.WHOLE | Kind.DECIMAL:
                self._sheet.write_number(row, number, value, shown)
            case Kind.MONEY:
                self._sheet.write_number(row, number, int(value) / 100, shown)
            case Kind.MINUTES:
                self._sheet.write_number(row, number, int(value) / 1440, shown)
            case Kind.DATE | Kind.MOMENT if (moment := _excel_moment(str(value))) is not None:
                self._sheet.write_datetime(row, number, moment, shown)
            case _:
                _refuse_unstorable([str(value)], [column], row, _NO_XML, _EXCEL_TEXT)
                self._sheet.write_string(row, number, str(value))


def _excel_moment(text: str) -> date | datetime | None:
    """The day or moment of an ISO text; ``None`` before March 1900, where Excel's calendar is wrong."""
    if text < "1900-03-01":
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _sheet_name(text: str) -> str:
    """A name that Excel accepts: no signs of its own, 31 letters at most."""
    return re.sub(r"[\[\]:*?/\\']", " ", text).strip()[:31] or "1"


def _refuse_unstorable(
    cells: Sequence[str], columns: Sequence[Column], row: int, forbidden: re.Pattern[str], longest: int | None = None
) -> None:
    for text, column in zip(cells, columns, strict=True):
        if forbidden.search(text) or (longest is not None and len(text) > longest):
            raise TextNotStorable(line=row, column=_(column.title))
