"""A table into the rows of a class roster: number, surname and name, and nothing else."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from op_desktop.exchange import limits
from op_desktop.exchange.columns import Use
from op_desktop.exchange.names import clean, has_lost_letter, hidden_sign, name_key, part
from op_desktop.exchange.recognition import recognise
from op_desktop.exchange.refusals import NoPupilsFound
from op_desktop.exchange.table import Reason, Record, Table
from op_desktop.language import N_, _

NOT_A_NUMBER = N_("“{text}” is not a register number")
NAME_MISSING = N_("The name is missing")
NUMBER_MISSING = N_("The number is missing")
HIDDEN_SIGN = N_("There is a hidden sign in the name ({sign}): type the name again")
LETTER_LOST = N_("A letter of the name was lost before it came here: type the name again")
NAME_TOO_LONG = N_("The name has more than {limit} letters")
TOO_MANY_CELLS = N_("The row has more cells than the others")
NUMBER_TAKEN = N_("Number {number} already belongs to {name}")
TWICE = N_("Already in row {line}")
NAMESAKE = N_("Same name as in row {line}: check")
SPLIT_UNSURE = N_("Check where the surname ends: {family} | {given}")

_FULL = (Use.FAMILY_FIRST, Use.GIVEN_FIRST)


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said about a row, and the cell that it is about."""

    template: str
    facts: tuple[tuple[str, object], ...] = ()
    about: Use | None = None

    def __str__(self) -> str:
        """The remark in the reader's language."""
        return _(self.template).format(**dict(self.facts))


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRow:
    """One pupil of the file; a row with a ``fault`` cannot be imported, one with a ``note`` deserves a look."""

    line: int
    number: int | None = None
    family_name: str = ""
    given_name: str = ""
    written: tuple[str, ...] = ()
    """The kept cells as they stand in the file, one for each of ``Roster.kept``."""
    fault: Remark | None = None
    note: Remark | None = None
    group: int | None = None
    """The line of the first row of the same pupil, where the file has several; they belong side by side."""

    @property
    def name(self) -> str:
        """Surname and name, or the number where there is no name."""
        return f"{self.family_name} {self.given_name}".strip() or str(self.number or "")


@dataclass(frozen=True, slots=True)
class Roster:
    """Every row of a table as a pupil; only the columns that may be kept are in it."""

    kept: tuple[Use, ...]
    rows: tuple[RosterRow, ...]


def read_roster(table: Table, uses: Sequence[Use] | None = None) -> Roster:
    """The pupils of a table by the uses of its columns (``None``: as recognised).

    Each row of data and each row with too many cells comes back once, with a fault where it cannot be
    imported. Raises ``NoPupilsFound`` when no column holds numbers or names.
    """
    chosen = list(uses) if uses is not None else [guess.use for guess in recognise(table)]
    columns = _columns(chosen)
    if not columns:
        raise NoPupilsFound(name=table.name)
    rows = [_row(record, columns) for record in table.rows]
    for aside in table.aside:
        if aside.reason is Reason.TOO_MANY_CELLS:
            rows.append(_too_wide(aside.record, columns))
    rows.sort(key=lambda row: row.line)
    keys = [name_key(row.family_name, row.given_name) for row in rows]
    return Roster(tuple(columns), tuple(_grouped(_without_doubles(rows, keys), keys)))


def _columns(chosen: Sequence[Use]) -> dict[Use, int]:
    """Which column serves each use: the first one chosen, whole names only without separate ones."""
    found: dict[Use, int] = {}
    for column, use in enumerate(chosen):
        if use is not Use.SKIP:
            found.setdefault(use, column)
    separate = Use.FAMILY_NAME in found or Use.GIVEN_NAME in found
    whole = [use for use in found if use in _FULL]
    for use in whole if separate else whole[1:]:
        del found[use]
    return found


def _row(record: Record, columns: dict[Use, int]) -> RosterRow:
    written = tuple(record.cells[column] for column in columns.values())
    cells = {use: clean(text) for use, text in zip(columns, written, strict=True)}
    family, given = cells.get(Use.FAMILY_NAME, ""), cells.get(Use.GIVEN_NAME, "")
    note = None
    for use in _FULL:
        if cells.get(use):
            name = part(cells[use], family_first=use is Use.FAMILY_FIRST)
            family, given = name.family_name, name.given_name
            if not name.certain:
                note = Remark(SPLIT_UNSURE, (("family", family), ("given", given)), use)
    number, fault = _number(cells.get(Use.NUMBER, ""))
    fault = fault or _name_fault(family, given) or _missing(number, family + given, columns)
    return RosterRow(
        line=record.line,
        number=number,
        family_name=family,
        given_name=given,
        written=written,
        fault=fault,
        note=None if fault else note,
    )


def _too_wide(record: Record, columns: dict[Use, int]) -> RosterRow:
    written = tuple(record.cells[column] for column in columns.values())
    return RosterRow(line=record.line, written=written, fault=Remark(TOO_MANY_CELLS))


def _number(text: str) -> tuple[int | None, Remark | None]:
    bare = text.rstrip(".)°º").strip()
    if not text:
        return None, None
    if bare.isascii() and bare.isdigit() and len(bare) <= 6 and 0 < int(bare) <= limits.NUMBER:
        return int(bare), None
    return None, Remark(NOT_A_NUMBER, (("text", text[:20]),), Use.NUMBER)


def _name_fault(family: str, given: str) -> Remark | None:
    for use, name in ((Use.FAMILY_NAME, family), (Use.GIVEN_NAME, given)):
        if sign := hidden_sign(name):
            return Remark(HIDDEN_SIGN, (("sign", sign),), use)
        if has_lost_letter(name):
            return Remark(LETTER_LOST, (), use)
        if len(name) > limits.NAME:
            return Remark(NAME_TOO_LONG, (("limit", limits.NAME),), use)
    return None


def _missing(number: int | None, name: str, columns: dict[Use, int]) -> Remark | None:
    if name:
        return None
    if set(columns) - {Use.NUMBER}:
        return Remark(NAME_MISSING, (), Use.FAMILY_NAME)
    return None if number is not None else Remark(NUMBER_MISSING, (), Use.NUMBER)


def _without_doubles(rows: Sequence[RosterRow], keys: Sequence[str]) -> list[RosterRow]:
    """The same rows; whoever comes second with a number, or with a name and nothing to tell apart, is at fault."""
    by_number: dict[int, RosterRow] = {}
    by_name: dict[str, RosterRow] = {}
    checked: list[RosterRow] = []
    for row, key in zip(rows, keys, strict=True):
        found = row if row.fault else _against_earlier(row, key, by_number, by_name)
        checked.append(found)
        if found.fault:
            continue
        if row.number is not None:
            by_number[row.number] = row
        if key:
            by_name.setdefault(key, row)
    return checked


def _grouped(rows: Sequence[RosterRow], keys: Sequence[str]) -> list[RosterRow]:
    """The same rows, those of one pupil (whatever the case, blanks and accents) knowing the first of them."""
    same = [key or str(row.number or "") for row, key in zip(rows, keys, strict=True)]
    counts = Counter(same)
    first: dict[str, int] = {}
    for row, pupil in zip(rows, same, strict=True):
        first.setdefault(pupil, row.line)
    return [replace(row, group=first[pupil]) if pupil and counts[pupil] > 1 else row
            for row, pupil in zip(rows, same, strict=True)]  # fmt: skip


def _against_earlier(
    row: RosterRow, key: str, by_number: dict[int, RosterRow], by_name: dict[str, RosterRow]
) -> RosterRow:
    namesake = by_name.get(key) if key else None
    holder = by_number.get(row.number) if row.number is not None else None
    if holder and holder is not namesake:
        name = holder.family_name or holder.given_name
        facts = (("number", row.number), ("name", name)) if name else (("line", holder.line),)
        return replace(row, fault=Remark(NUMBER_TAKEN if name else TWICE, facts, Use.NUMBER), note=None)
    if namesake and (row.number is None or namesake.number in (None, row.number)):
        return replace(row, fault=Remark(TWICE, (("line", namesake.line),)), note=None)
    if namesake:
        return replace(row, note=Remark(NAMESAKE, (("line", namesake.line),)))
    return row
