"""A class list into a class: what was previewed is written in one save that can be taken back as one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from op_desktop.domain.exchange import ImportBatch
from op_desktop.domain.record import Record, RecordId, new_id
from op_desktop.domain.school import Enrolment, Pupil, RosterMode, SchoolClass
from op_desktop.exchange.columns import Use
from op_desktop.exchange.plan import PlannedRow, Status
from op_desktop.exchange.preview import Preview
from op_desktop.exchange.table import Table
from op_desktop.exchange.target import target_of
from op_desktop.register import rosters
from op_desktop.storage.reader import Reader
from op_desktop.storage.unit_of_work import UnitOfWork

KIND = "roster"


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
    return target_of(reader, class_id).preview(table, uses)


def import_roster(uow: UnitOfWork, class_id: RecordId, shown: Preview, *, sha256: str) -> Imported:
    """Write what a preview showed; importing the same file again writes nothing.

    ``sha256`` is the file's. The class keeps names from now on if the preview has any to keep; one known by
    its headcount becomes one of numbers.
    """
    planned = shown.plan
    counts = {status: planned.count(status) for status in Status}
    done = Imported(counts[Status.NEW], counts[Status.UPDATED], counts[Status.UNCHANGED], counts[Status.REJECTED])
    if not planned.changes:
        return done
    group = uow.require(SchoolClass, class_id)
    changed = [row for row in planned.rows if row.status in (Status.NEW, Status.UPDATED)]
    mode = _mode(group.roster_mode, named=shown.named and any(row.family_name or row.given_name for row in changed))
    if mode is not group.roster_mode:
        uow.put(replace(group, roster_mode=mode))
    batch = ImportBatch(
        id=new_id(), kind=KIND, source=shown.table.name, sha256=sha256, class_id=class_id, imported_at=uow.now,
        created=done.new, updated=done.updated, rejected=done.rejected,
    )  # fmt: skip
    uow.put(batch)
    uow.put_all(record for row in changed for record in _records(uow, class_id, row))
    return replace(done, batch=batch)


def _mode(standing: RosterMode, *, named: bool) -> RosterMode:
    if named:
        return RosterMode.NAMES
    return RosterMode.NUMBERS if standing is RosterMode.HEADCOUNT else standing


def _records(uow: UnitOfWork, class_id: RecordId, row: PlannedRow) -> Iterator[Record]:
    if row.number is None:
        return
    if row.status is Status.NEW:
        pupil = Pupil(id=new_id(), family_name=row.family_name, given_name=row.given_name)
        yield pupil
        yield Enrolment.of(class_id=class_id, pupil_id=pupil.id, number=row.number)
        return
    entry = RecordId(row.entry_id or "")
    if row.family_name or row.given_name:
        pupil = rosters.nameable(uow, uow.require(Enrolment, entry).pupil_id)
        yield replace(pupil, family_name=row.family_name, given_name=row.given_name)
    # Read only now: a pupil whose name was erased is a fresh one.
    yield replace(uow.require(Enrolment, entry), number=row.number)
