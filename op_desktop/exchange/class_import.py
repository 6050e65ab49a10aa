"""A class list into a class: what would change, then all of it in one save that can be taken back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from op_desktop.domain.exchange import ImportBatch
from op_desktop.domain.record import Record, RecordId, new_id
from op_desktop.domain.school import Enrolment, Pupil, RosterMode, SchoolClass
from op_desktop.domain.section import ClassName
from op_desktop.exchange.columns import Use
from op_desktop.exchange.plan import PlannedRow, RosterEntry, Status, plan
from op_desktop.exchange.preview import Preview, preview
from op_desktop.exchange.roster import Roster, RosterRow
from op_desktop.exchange.table import Table
from op_desktop.register.rosters import roster
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.unit_of_work import UnitOfWork

KIND = "roster"
_CLASS, _ENROLMENT, _PUPIL = TABLE_OF[SchoolClass], TABLE_OF[Enrolment], TABLE_OF[Pupil]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did; without a batch there was nothing to write."""

    new: int
    updated: int
    unchanged: int
    rejected: int
    batch: ImportBatch | None = None


def preview_for_class(reader: Reader, class_id: RecordId, table: Table, uses: Sequence[Use] | None = None) -> Preview:
    """What importing a table into a class would do; a class that keeps numbers only gets no names."""
    group = reader.require(SchoolClass, class_id)
    existing = [RosterEntry(row.enrolment_id, row.number, row.family, row.given) for row in roster(reader, class_id)]
    named = group.roster_mode is RosterMode.NAMES
    found = preview(table, existing, uses, _elsewhere(reader, group) if named else ())
    if named:
        return found
    bare = Roster(found.roster.kept, tuple(_without_names(found.roster.rows)))
    return replace(found, roster=bare, plan=plan(existing, bare.rows))


def import_roster(uow: UnitOfWork, class_id: RecordId, shown: Preview, *, sha256: str) -> Imported:
    """Write what a preview showed; importing the same file again writes nothing.

    ``sha256`` is the file's. A class known by its headcount becomes one of numbers.
    """
    planned = shown.plan
    counts = {status: planned.count(status) for status in Status}
    done = Imported(counts[Status.NEW], counts[Status.UPDATED], counts[Status.UNCHANGED], counts[Status.REJECTED])
    if not planned.changes:
        return done
    group = uow.require(SchoolClass, class_id)
    if group.roster_mode is RosterMode.HEADCOUNT:
        group = replace(group, roster_mode=RosterMode.NUMBERS)
        uow.put(group)
    batch = ImportBatch(
        id=new_id(), kind=KIND, source=shown.table.name, sha256=sha256, class_id=class_id, imported_at=uow.now,
        created=done.new, updated=done.updated, rejected=done.rejected,
    )  # fmt: skip
    uow.put(batch)
    uow.put_all(record for row in planned.rows for record in _records(uow, class_id, row))
    return replace(done, batch=batch)


def _without_names(rows: Sequence[RosterRow]) -> Iterator[RosterRow]:
    """The rows as a class of numbers sees them; without a column of numbers their order numbers them."""
    numbered = any(row.number is not None for row in rows)
    sound = 0
    for row in rows:
        sound += row.fault is None
        number = row.number if numbered or row.fault is not None else sound
        yield replace(row, number=number, family_name="", given_name="", note=None)


def _records(uow: UnitOfWork, class_id: RecordId, row: PlannedRow) -> Iterator[Record]:
    if row.number is None or row.status not in (Status.NEW, Status.UPDATED):
        return
    if row.status is Status.NEW:
        pupil = Pupil(id=new_id(), family_name=row.family_name, given_name=row.given_name)
        yield pupil
        yield Enrolment.of(class_id=class_id, pupil_id=pupil.id, number=row.number)
        return
    enrolment = uow.require(Enrolment, RecordId(row.entry_id or ""))
    yield replace(enrolment, number=row.number)
    standing = uow.require(Pupil, enrolment.pupil_id)
    yield replace(standing, family_name=row.family_name, given_name=row.given_name)


def _elsewhere(reader: Reader, group: SchoolClass) -> list[RosterEntry]:
    """The named pupils of the school's other classes in the same year."""
    query = (
        select(_ENROLMENT.c.id, _ENROLMENT.c.number, _PUPIL.c.family_name, _PUPIL.c.given_name, _CLASS.c.grade,
               _CLASS.c.section)
        .join(_PUPIL, _PUPIL.c.id == _ENROLMENT.c.pupil_id)
        .join(_CLASS, _CLASS.c.id == _ENROLMENT.c.class_id)
        .where(_CLASS.c.school_id == group.school_id, _CLASS.c.school_year == group.school_year,
               _CLASS.c.id != group.id, _PUPIL.c.family_name != "", _ENROLMENT.c.left_on.is_(None))
    )  # fmt: skip
    return [
        RosterEntry(id, number, family, given, str(ClassName(grade, section)))
        for id, number, family, given, grade, section in reader.rows(query)
    ]
