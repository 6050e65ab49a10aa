"""What importing a roster would add, change or refuse, before anything is written."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from op_desktop.domain.names import fold
from op_desktop.exchange.columns import Use
from op_desktop.exchange.names import name_key
from op_desktop.exchange.roster import NUMBER_TAKEN, Remark, RosterRow
from op_desktop.language import N_

NUMBER_CHANGES = N_("Number {old} becomes {new}")
NAME_CHANGES = N_("Was {old}")
NAMESAKES = N_("There are two {name} in the class: write the number")
ELSEWHERE = N_("Already on the list of {class_name}")
KEPT_BY_HAND = N_("Corrected by hand: {old} stays")
HAS_LEFT = N_("Left on {day:%d/%m/%Y}: stays out")
MORE_ROWS = N_("Also in row {lines}: this one counts")


class Status(StrEnum):
    """What the import does with a row."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """A pupil already on a list; ``id`` is whatever the caller knows the pupil by."""

    id: str
    number: int | None
    family_name: str = ""
    given_name: str = ""
    class_name: str = ""
    """The class, where it is another than the one imported into."""
    by_hand: frozenset[Use] = frozenset()
    """What a person wrote after the last import, or without any: never overwritten unasked."""
    imported_name: str = ""
    """Surname and name as a file brought them last, folded; by it a corrected name is found again."""
    left_on: date | None = None

    @property
    def name(self) -> str:
        """Surname and name."""
        return f"{self.family_name} {self.given_name}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRow:
    """One row of the file and what becomes of it: the values are those that the class will have."""

    line: int
    status: Status
    entry_id: str | None
    number: int | None
    family_name: str
    given_name: str
    remark: Remark | None
    written: tuple[str, ...]
    group: int | None = None
    """The line of the first row of the same pupil, where the file has several."""
    disputed: bool = False
    """Whether the file differs from what was corrected by hand: the person may choose the file."""


@dataclass(frozen=True, slots=True)
class RosterPlan:
    """Every row of the file once, and the pupils of the class that the file does not name (they stay)."""

    rows: tuple[PlannedRow, ...]
    absent: tuple[RosterEntry, ...]

    def count(self, status: Status) -> int:
        """How many rows have this status."""
        return Counter(row.status for row in self.rows)[status]

    @property
    def changes(self) -> int:
        """How many rows the import would write."""
        return self.count(Status.NEW) + self.count(Status.UPDATED)


def plan(
    existing: Sequence[RosterEntry],
    rows: Sequence[RosterRow],
    elsewhere: Iterable[RosterEntry] = (),
    overwrite: Collection[int] = (),
) -> RosterPlan:
    """Compare the rows of a file with the class, first by name and number, then by name, then by number.

    A number that belongs to somebody with another name is refused, never handed over: marks hang on it.
    What was corrected by hand stays, but for the rows whose lines are in ``overwrite``. ``elsewhere`` are pupils
    of other classes, only noted. Importing the same file again changes nothing.
    """
    match = _Match(existing, rows, overwrite)
    others = {name_key(entry.family_name, entry.given_name): entry.class_name for entry in elsewhere}
    free = _free_numbers(match, rows)
    twins = _twins(rows)
    planned = []
    for position, row in enumerate(rows):
        fault, entry = match.faults.get(position), match.found.get(position)
        if fault:
            planned.append(_refused(row, fault))
        elif entry:
            planned.append(_known(row, entry, match.number(position), chosen=row.line in overwrite))
        else:
            planned.append(_new(row, row.number or next(free), others, twins.get(row.line, "")))
    taken = {entry.id for entry in match.found.values()}
    absent = (entry for entry in existing if entry.id not in taken and entry.left_on is None)
    return RosterPlan(tuple(planned), tuple(absent))


class _Match:
    """Which row is which pupil of the class, and which rows cannot be imported."""

    def __init__(self, existing: Sequence[RosterEntry], rows: Sequence[RosterRow], overwrite: Collection[int]) -> None:
        self.rows = rows
        self._keys = [name_key(row.family_name, row.given_name) for row in rows]
        self._overwrite = overwrite
        self.existing = existing
        self.found: dict[int, RosterEntry] = {}
        self.faults = {position: row.fault for position, row in enumerate(rows) if row.fault}
        self._claimed: set[str] = set()
        self._by_number = {entry.number: entry for entry in existing if entry.number is not None}
        self._by_name: dict[str, list[RosterEntry]] = {}
        self._by_imported_name = {entry.imported_name: entry for entry in existing if entry.imported_name}
        for entry in existing:
            if key := name_key(entry.family_name, entry.given_name):
                self._by_name.setdefault(key, []).append(entry)
        self._by_name_and_number()
        self._by_name_alone()
        self._by_former_name()
        self._by_number_alone()
        self._refuse_taken_numbers()

    def number(self, position: int) -> int | None:
        """The number that the pupil of this row will have: one corrected by hand stays unless the file was chosen."""
        row, entry = self.rows[position], self.found.get(position)
        if entry is None or row.number is None:
            return row.number if entry is None else entry.number
        kept = Use.NUMBER in entry.by_hand and row.line not in self._overwrite
        return entry.number if kept or entry.left_on is not None else row.number

    def _open(self) -> list[tuple[int, RosterRow]]:
        return [
            (position, row)
            for position, row in enumerate(self.rows)
            if position not in self.found and position not in self.faults
        ]

    def _claim(self, position: int, entry: RosterEntry) -> None:
        self.found[position] = entry
        self._claimed.add(entry.id)

    def _namesakes(self, position: int) -> list[RosterEntry]:
        named = self._by_name.get(self._keys[position], []) if self._keys[position] else []
        return [entry for entry in named if entry.id not in self._claimed]

    def _by_name_and_number(self) -> None:
        for position, row in self._open():
            for entry in self._namesakes(position):
                if entry.number == row.number:
                    self._claim(position, entry)
                    break

    def _by_name_alone(self) -> None:
        for position, row in self._open():
            match self._namesakes(position):
                case [entry]:
                    self._claim(position, entry)
                case [_first, _second, *_others]:
                    self.faults[position] = Remark(NAMESAKES, (("name", row.name),), Use.NUMBER)

    def _by_former_name(self) -> None:
        """The pupil whose name was corrected since the last import of the same list."""
        for position, _row in self._open():
            entry = self._by_imported_name.get(self._keys[position])
            if entry is not None and entry.id not in self._claimed:
                self._claim(position, entry)

    def _by_number_alone(self) -> None:
        for position, row in self._open():
            holder = self._by_number.get(row.number) if row.number is not None else None
            if holder and holder.id not in self._claimed and _may_be_same(row, holder):
                self._claim(position, holder)

    def _refuse_taken_numbers(self) -> None:
        """Refuse rows whose number stays with somebody else; each refusal may leave a further number taken."""
        again = True
        while again:
            again = False
            staying = self._staying()
            for position in range(len(self.rows)):
                number = self.number(position)
                holder = staying.get(number) if position not in self.faults else None
                if holder and self.found.get(position) is not holder:
                    facts = (("number", number), ("name", holder.family_name or holder.given_name))
                    self.faults[position] = Remark(NUMBER_TAKEN, facts, Use.NUMBER)
                    if entry := self.found.pop(position, None):
                        self._claimed.discard(entry.id)
                    again = True

    def _staying(self) -> dict[int | None, RosterEntry]:
        """Who keeps the number that they have."""
        moving = {entry.id for position, entry in self.found.items() if self.number(position) != entry.number}
        return {number: entry for number, entry in self._by_number.items() if entry.id not in moving}


def _may_be_same(row: RosterRow, entry: RosterEntry) -> bool:
    """Whether a row and the holder of its number can be one pupil: one has no name, or they share a part of it."""
    if not row.family_name + row.given_name or not entry.name:
        return True
    mine = {fold(row.family_name), fold(row.given_name)} - {""}
    return bool(mine & {fold(entry.family_name), fold(entry.given_name)})


def _free_numbers(match: _Match, rows: Sequence[RosterRow]) -> Iterator[int]:
    """The numbers that nobody in the class or the file has, upwards from the lowest."""
    taken = {entry.number for entry in match.existing} | {row.number for row in rows}
    number = 0
    while True:
        number += 1
        if number not in taken:
            yield number


def _twins(rows: Sequence[RosterRow]) -> dict[int, str]:
    """For the first row of each group the lines of the others, as ``7, 12``."""
    lines: dict[int, list[str]] = {}
    for row in rows:
        if row.group is not None and row.group != row.line:
            lines.setdefault(row.group, []).append(str(row.line))
    return {first: ", ".join(others) for first, others in lines.items()}


def _refused(row: RosterRow, fault: Remark) -> PlannedRow:
    return PlannedRow(
        line=row.line, status=Status.REJECTED, entry_id=None, number=row.number, family_name=row.family_name,
        given_name=row.given_name, remark=fault, written=row.written, group=row.group,
    )  # fmt: skip


def _new(row: RosterRow, number: int, others: dict[str, str], twins: str) -> PlannedRow:
    remark = row.note
    if others and (class_name := others.get(name_key(row.family_name, row.given_name))):
        remark = Remark(ELSEWHERE, (("class_name", class_name),), Use.FAMILY_NAME)
    elif twins and remark is None:
        remark = Remark(MORE_ROWS, (("lines", twins),))
    return PlannedRow(
        line=row.line, status=Status.NEW, entry_id=None, number=number, family_name=row.family_name,
        given_name=row.given_name, remark=remark, written=row.written, group=row.group,
    )  # fmt: skip


def _known(row: RosterRow, entry: RosterEntry, number: int | None, *, chosen: bool) -> PlannedRow:
    """A pupil of the class: what the file says of it, without what was corrected by hand unless the file was chosen."""
    wanted = {Use.FAMILY_NAME: row.family_name, Use.GIVEN_NAME: row.given_name}
    standing = {Use.FAMILY_NAME: entry.family_name, Use.GIVEN_NAME: entry.given_name}
    disputed = {use for use in entry.by_hand & wanted.keys() if wanted[use] and standing[use] not in ("", wanted[use])}
    if Use.NUMBER in entry.by_hand and row.number not in (None, entry.number):
        disputed.add(Use.NUMBER)
    names = dict(standing)
    if entry.left_on is None:
        names |= {use: text for use, text in wanted.items() if text and (chosen or use not in disputed)}
    family, given = names[Use.FAMILY_NAME], names[Use.GIVEN_NAME]
    renamed = names != standing
    remark = _change(entry, number, renamed=renamed) or row.note
    if entry.left_on is not None:
        remark = Remark(HAS_LEFT, (("day", entry.left_on),))
    elif disputed and not chosen:
        old = str(entry.number) if disputed == {Use.NUMBER} else entry.name
        remark = Remark(KEPT_BY_HAND, (("old", old),), min(disputed))
    return PlannedRow(
        line=row.line, status=Status.UPDATED if renamed or number != entry.number else Status.UNCHANGED,
        entry_id=entry.id, number=number, family_name=family, given_name=given, remark=remark, written=row.written,
        group=row.group, disputed=bool(disputed) and entry.left_on is None,
    )  # fmt: skip


def _change(entry: RosterEntry, number: int | None, *, renamed: bool) -> Remark | None:
    if renamed and entry.name:
        return Remark(NAME_CHANGES, (("old", entry.name),), Use.FAMILY_NAME)
    if entry.number is not None and number != entry.number:
        return Remark(NUMBER_CHANGES, (("old", entry.number), ("new", number)), Use.NUMBER)
    return None
