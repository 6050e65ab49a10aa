"""What a class list goes into: the pupils that are there, what was corrected by hand, and which names are kept."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from op_desktop.domain.exchange import ImportBatch
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import Enrolment, Pupil, RosterMode, SchoolClass
from op_desktop.domain.section import ClassName
from op_desktop.exchange.columns import Use
from op_desktop.exchange.names import name_key
from op_desktop.exchange.plan import RosterEntry, plan
from op_desktop.exchange.preview import Preview, preview
from op_desktop.exchange.roster import Roster, RosterRow
from op_desktop.exchange.table import Table
from op_desktop.register.rosters import PupilRow, roster
from op_desktop.storage.provenance import History, Save, histories
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF

_CLASS, _ENROLMENT, _PUPIL, _BATCH = (TABLE_OF[each] for each in (SchoolClass, Enrolment, Pupil, ImportBatch))
_FIELDS = {"family_name": Use.FAMILY_NAME, "given_name": Use.GIVEN_NAME}


@dataclass(frozen=True, slots=True)
class Target:
    """A class as an import sees it; without ``existing`` one that is about to be made."""

    existing: tuple[RosterEntry, ...] = ()
    elsewhere: tuple[RosterEntry, ...] = ()
    mode: RosterMode = RosterMode.NAMES

    @property
    def asks_for_names(self) -> bool:
        """Whether keeping names would change how the class is kept."""
        return self.mode is not RosterMode.NAMES

    def preview(
        self,
        table: Table,
        uses: Sequence[Use] | None = None,
        *,
        named: bool | None = None,
        overwrite: Collection[int] = (),
    ) -> Preview:
        """What importing the table would do; ``named`` keeps the names, which else the class decides."""
        keep = not self.asks_for_names if named is None else named
        found = preview(table, self.existing, uses, self.elsewhere if keep else (), overwrite)
        if not keep:
            rows = tuple(_numbered(_without_names(found.roster.rows)))
            bare = Roster(found.roster.kept, rows)
            return replace(found, roster=bare, plan=plan(self.existing, rows), named=False)
        if not self._fills_seats(found.roster.rows):
            return found
        rows = tuple(_numbered(found.roster.rows))
        return replace(found, plan=plan(self.existing, rows, self.elsewhere, overwrite))

    def _fills_seats(self, rows: Sequence[RosterRow]) -> bool:
        """Whether names without numbers come into a class that has numbers without names: by their order, then."""
        seats = self.existing and not any(entry.name for entry in self.existing)
        return bool(seats) and not any(row.number is not None for row in rows)


def target_of(reader: Reader, class_id: RecordId) -> Target:
    """A class with everybody who ever was in it; raises ``RecordMissing``."""
    group = reader.require(SchoolClass, class_id)
    elsewhere = _elsewhere(reader, group.school_id, group.school_year, class_id)
    return Target(tuple(_entries(reader, class_id)), tuple(elsewhere), group.roster_mode)


def new_target(reader: Reader, school_id: RecordId | None, school_year: int) -> Target:
    """A class that will be made for the list, in a school on file or in one to be added."""
    return Target(elsewhere=tuple(_elsewhere(reader, school_id, school_year, None)) if school_id else ())


def _without_names(rows: Iterable[RosterRow]) -> Iterator[RosterRow]:
    """The rows as a class of numbers sees them."""
    return (replace(row, family_name="", given_name="", note=None) for row in rows)


def _numbered(rows: Iterable[RosterRow]) -> Iterator[RosterRow]:
    """Without any number of their own, the sound rows are numbered in their order."""
    listed = list(rows)
    numbered = any(row.number is not None for row in listed)
    sound = 0
    for row in listed:
        sound += row.fault is None
        yield row if numbered or row.fault is not None else replace(row, number=sound)


def _entries(reader: Reader, class_id: RecordId) -> Iterator[RosterEntry]:
    rows = roster(reader, class_id)
    imports = _saves_of_imports(reader, class_id)
    numbers = histories(reader.connection, Enrolment, [row.enrolment_id for row in rows])
    names = histories(reader.connection, Pupil, [row.pupil_id for row in rows])
    for row in rows:
        name = names.get(row.pupil_id)
        yield RosterEntry(
            row.enrolment_id, row.number, row.family, row.given,
            by_hand=_by_hand(row, numbers.get(row.enrolment_id), name, imports),
            imported_name=_imported_name(name, imports), left_on=row.left_on,
        )  # fmt: skip


def _saves_of_imports(reader: Reader, class_id: RecordId) -> frozenset[Save]:
    batches = [RecordId(id) for (id,) in reader.rows(select(_BATCH.c.id).where(_BATCH.c.class_id == class_id))]
    found = histories(reader.connection, ImportBatch, batches).values()
    return frozenset(each.save for history in found for each in history.writes)


def _by_hand(row: PupilRow, number: History | None, name: History | None, imports: Collection[Save]) -> frozenset[Use]:
    found = {use for field, use in _FIELDS.items() if _typed(name, field, imports)}
    # A number that no list ever gave was only the next free one: the school's own may replace it.
    if number and any("number" in each.values and each.save in imports for each in number.writes):
        found |= {Use.NUMBER} if _typed(number, "number", imports) else set()
    # A place that nobody named yet was counted, not corrected: a list may number it.
    return frozenset(found) if row.family or row.given else frozenset()


def _typed(history: History | None, field: str, imports: Collection[Save]) -> bool:
    last = history.last_save(field) if history else None
    return last is not None and last not in imports


def _imported_name(history: History | None, imports: Collection[Save]) -> str:
    name: Mapping[str, object] = {}
    for each in history.writes if history else ():
        if each.save in imports:
            name = {**name, **{field: each.values[field] for field in _FIELDS if field in each.values}}
    return name_key(str(name.get("family_name") or ""), str(name.get("given_name") or ""))


def _elsewhere(
    reader: Reader, school_id: RecordId, school_year: int, class_id: RecordId | None
) -> Iterator[RosterEntry]:
    """The named pupils of the school's other classes in the same year."""
    query = (
        select(_ENROLMENT.c.id, _ENROLMENT.c.number, _PUPIL.c.family_name, _PUPIL.c.given_name, _CLASS.c.grade,
               _CLASS.c.section)
        .join(_PUPIL, _PUPIL.c.id == _ENROLMENT.c.pupil_id)
        .join(_CLASS, _CLASS.c.id == _ENROLMENT.c.class_id)
        .where(_CLASS.c.school_id == school_id, _CLASS.c.school_year == school_year, _CLASS.c.id != (class_id or ""),
               _PUPIL.c.family_name != "", _ENROLMENT.c.left_on.is_(None))
    )  # fmt: skip
    for id, number, family, given, grade, section in reader.rows(query):
        yield RosterEntry(id, number, family, given, str(ClassName(grade, section)))
