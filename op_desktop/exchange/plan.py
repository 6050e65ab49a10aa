"""What importing a roster would add, change or refuse, before anything is written."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
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
    existing: Sequence[RosterEntry], rows: Sequence[RosterRow], elsewhere: Iterable[RosterEntry] = ()
) -> RosterPlan:
    """Compare the rows of a file with the class, first by name and number, then by name, then by number.

    A number that belongs to somebody with another name is refused, never handed over: marks hang on it.
    ``elsewhere`` are pupils of other classes, only noted. Importing the same file again changes nothing.
    """
    match = _Match(existing, rows)
    others = {name_key(entry.family_name, entry.given_name): entry.class_name for entry in elsewhere}
    free = _free_numbers(match, rows)
    planned = []
    for position, row in enumerate(rows):
        fault, entry = match.faults.get(position), match.found.get(position)
        number = row.number or (entry.number if entry else None)
        if number is None and not fault:
            number = next(free)
        planned.append(_planned(row, number, entry, fault, others))
    taken = {entry.id for entry in match.found.values()}
    return RosterPlan(tuple(planned), tuple(entry for entry in existing if entry.id not in taken))


class _Match:
    """Which row is which pupil of the class, and which rows cannot be imported."""

    def __init__(self, existing: Sequence[RosterEntry], rows: Sequence[RosterRow]) -> None:
        self.rows = rows
        self.existing = existing
        self.found: dict[int, RosterEntry] = {}
        self.faults = {position: row.fault for position, row in enumerate(rows) if row.fault}
        self._claimed: set[str] = set()
        self._by_number = {entry.number: entry for entry in existing if entry.number is not None}
        self._by_name: dict[str, list[RosterEntry]] = {}
        for entry in existing:
            if key := name_key(entry.family_name, entry.given_name):
                self._by_name.setdefault(key, []).append(entry)
        self._by_name_and_number()
        self._by_name_alone()
        self._by_number_alone()
        self._refuse_taken_numbers()

    def _open(self) -> list[tuple[int, RosterRow]]:
        return [
            (position, row)
            for position, row in enumerate(self.rows)
            if position not in self.found and position not in self.faults
        ]

    def _claim(self, position: int, entry: RosterEntry) -> None:
        self.found[position] = entry
        self._claimed.add(entry.id)

    def _namesakes(self, row: RosterRow) -> list[RosterEntry]:
        named = (
            self._by_name.get(name_key(row.family_name, row.given_name), [])
            if row.family_name or row.given_name
            else []
        )
        return [entry for entry in named if entry.id not in self._claimed]

    def _by_name_and_number(self) -> None:
        for position, row in self._open():
            for entry in self._namesakes(row):
                if entry.number == row.number:
                    self._claim(position, entry)
                    break

    def _by_name_alone(self) -> None:
        for position, row in self._open():
            match self._namesakes(row):
                case [entry]:
                    self._claim(position, entry)
                case [_first, _second, *_others]:
                    self.faults[position] = Remark(NAMESAKES, (("name", row.name),), Use.NUMBER)

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
            for position, row in enumerate(self.rows):
                holder = staying.get(row.number) if position not in self.faults else None
                if holder and self.found.get(position) is not holder:
                    facts = (("number", row.number), ("name", holder.family_name or holder.given_name))
                    self.faults[position] = Remark(NUMBER_TAKEN, facts, Use.NUMBER)
                    if entry := self.found.pop(position, None):
                        self._claimed.discard(entry.id)
                    again = True

    def _staying(self) -> dict[int | None, RosterEntry]:
        """Who keeps the number that they have."""
        moving = {
            entry.id for position, entry in self.found.items() if self.rows[position].number not in (None, entry.number)
        }
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


def _planned(
    row: RosterRow, number: int | None, entry: RosterEntry | None, fault: Remark | None, others: dict[str, str]
) -> PlannedRow:
    family = row.family_name or (entry.family_name if entry else "")
    given = row.given_name or (entry.given_name if entry else "")
    remark, status = fault, Status.REJECTED
    if not fault and entry is None:
        status, remark = Status.NEW, row.note
        if class_name := others.get(name_key(family, given)):
            remark = Remark(ELSEWHERE, (("class_name", class_name),), Use.FAMILY_NAME)
    elif entry and not fault:
        renamed = (family, given) != (entry.family_name, entry.given_name)
        status = Status.UPDATED if renamed or number != entry.number else Status.UNCHANGED
        remark = _change(entry, number, renamed=renamed) or row.note
    return PlannedRow(
        line=row.line,
        status=status,
        entry_id=entry.id if entry and not fault else None,
        number=number,
        family_name=family,
        given_name=given,
        remark=remark,
        written=row.written,
    )


def _change(entry: RosterEntry, number: int | None, *, renamed: bool) -> Remark | None:
    if renamed and entry.name:
        return Remark(NAME_CHANGES, (("old", entry.name),), Use.FAMILY_NAME)
    if entry.number is not None and number != entry.number:
        return Remark(NUMBER_CHANGES, (("old", entry.number), ("new", number)), Use.NUMBER)
    return None
