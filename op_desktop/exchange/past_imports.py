"""The lists that were imported into a class, and taking one back weeks later: only what is still as imported."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select

from op_desktop.domain.exchange import ImportBatch
from op_desktop.domain.record import Record, RecordId, Value, restore, shape, values
from op_desktop.domain.school import Enrolment, Pupil, RosterMode, SchoolClass
from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.register.rosters import PupilRow, roster
from op_desktop.storage.provenance import History, histories, written_in
from op_desktop.storage.reader import Reader, chunks
from op_desktop.storage.tables import RECORDS, TABLE_OF
from op_desktop.storage.unit_of_work import UnitOfWork

_BATCH, _ENROLMENT = TABLE_OF[ImportBatch], TABLE_OF[Enrolment]


class AlreadyTakenBack(UserError):
    """Somebody took the import back before."""

    title = N_("This import was already taken back.")
    advice = N_("Open the list of imports again. Nothing was changed.")


class Why(StrEnum):
    """Why something of an import stays when it is taken back."""

    CHANGED = "changed"
    MARKED = "marked"
    ELSEWHERE = "elsewhere"
    NUMBER_TAKEN = "number_taken"


WHY_TEXTS = {
    Why.CHANGED: N_("changed afterwards"),
    Why.MARKED: N_("already on a register"),
    Why.ELSEWHERE: N_("moved to another class"),
    Why.NUMBER_TAKEN: N_("the former number is taken"),
}


@dataclass(frozen=True, slots=True)
class PastImport:
    """An import as the list of a class shows it."""

    id: RecordId
    source: str
    imported_at: datetime
    created: int
    updated: int
    rejected: int
    undone: bool


@dataclass(frozen=True, slots=True)
class Staying:
    """A pupil whose imported values stay, and why."""

    number: int
    name: str
    why: Why


@dataclass(frozen=True, slots=True)
class TakeBack:
    """What taking an import back does: pupils removed, earlier values written again, and what stays."""

    removed: tuple[PupilRow, ...]
    restored: tuple[Record, ...]
    staying: tuple[Staying, ...]

    @property
    def pupils_restored(self) -> int:
        """How many pupils get an earlier name or number again."""
        return len([record for record in self.restored if isinstance(record, Enrolment | Pupil)])


def past_imports(reader: Reader, class_id: RecordId) -> list[PastImport]:
    """The imports of a class, the latest first."""
    batches = reader.all(ImportBatch, _BATCH.c.class_id == class_id)
    found = [
        PastImport(each.id, each.source, each.imported_at, each.created, each.updated, each.rejected, each.undone)
        for each in batches
    ]
    return sorted(found, key=lambda each: (each.imported_at, each.id), reverse=True)


def foresee(reader: Reader, batch_id: RecordId) -> TakeBack:
    """What taking an import back would do now; raises ``AlreadyTakenBack`` or ``RecordMissing``."""
    batch = reader.require(ImportBatch, batch_id)
    if batch.undone:
        raise AlreadyTakenBack
    return _Weighing(reader, batch).result()


def take_back(uow: UnitOfWork, batch_id: RecordId) -> TakeBack:
    """Take an import back as far as it still stands and return what was done and what was left.

    Raises ``AlreadyTakenBack`` or ``RecordMissing``.
    """
    found = foresee(uow, batch_id)
    for row in found.removed:
        uow.delete(Enrolment, row.enrolment_id)
        uow.delete(Pupil, row.pupil_id)
    uow.put_all(found.restored)
    uow.put(replace(uow.require(ImportBatch, batch_id), undone=True))
    return found


class _Weighing:
    """Looks at every pupil that an import wrote and decides what can go back."""

    def __init__(self, reader: Reader, batch: ImportBatch) -> None:
        self._reader = reader
        self._class_id = RecordId(batch.class_id or "")
        own = histories(reader.connection, ImportBatch, [batch.id])[batch.id]
        # An undone and redone import was written anew: the last save that says what it is counts.
        self._save = own.last_save("sha256") or own.writes[0].save
        self._rows = {row.enrolment_id: row for row in roster(reader, self._class_id)}
        pupils = {row.pupil_id for row in self._rows.values()}
        enrolled = set(written_in(reader.connection, self._save, Enrolment)) & self._rows.keys()
        named = set(written_in(reader.connection, self._save, Pupil)) & pupils
        self._touched = [row for row in self._rows.values() if row.enrolment_id in enrolled or row.pupil_id in named]
        self._enrolments = histories(reader.connection, Enrolment, [row.enrolment_id for row in self._touched])
        self._pupils = histories(reader.connection, Pupil, [row.pupil_id for row in self._touched])
        self._marked = _referred(reader, Enrolment, self._enrolments)
        self._elsewhere = _in_other_classes(reader, self._class_id, self._pupils)
        self._staying: dict[RecordId, Why] = {}

    def result(self) -> TakeBack:
        """The decision over all pupils together: two must not end with one number."""
        removed = [row for row in self._touched if self._made_here(row) and self._may_go(row)]
        restored = [record for row in self._touched if not self._made_here(row) for record in self._former(row)]
        gone = {row.enrolment_id for row in removed}
        restored = self._without_taken_numbers(restored, gone)
        restored += self._former_mode(gone, restored)
        staying = tuple(
            Staying(row.number, f"{row.family} {row.given}".strip(), self._staying[row.enrolment_id])
            for row in self._touched
            if row.enrolment_id in self._staying
        )
        return TakeBack(tuple(removed), tuple(restored), staying)

    def _made_here(self, row: PupilRow) -> bool:
        return self._enrolments[row.enrolment_id].created_by(self._save)

    def _may_go(self, row: PupilRow) -> bool:
        if row.enrolment_id in self._marked:
            self._staying[row.enrolment_id] = Why.MARKED
        elif row.pupil_id in self._elsewhere:
            self._staying[row.enrolment_id] = Why.ELSEWHERE
        elif not (
            self._as_imported(Enrolment, row.enrolment_id, self._enrolments)
            and self._as_imported(Pupil, row.pupil_id, self._pupils)
        ):
            self._staying[row.enrolment_id] = Why.CHANGED
        return row.enrolment_id not in self._staying

    def _as_imported(self, kind: type[Record], id: RecordId, known: dict[RecordId, History]) -> bool:
        imported, standing = known[id].set_by(self._save), values(self._reader.require(kind, id))
        return all(standing[name] == value for name, value in imported.items() if name in standing)

    def _former(self, row: PupilRow) -> Iterator[Record]:
        """The records of a pupil that was there before, as they were; values changed since stay."""
        for kind, id, known in ((Enrolment, row.enrolment_id, self._enrolments), (Pupil, row.pupil_id, self._pupils)):
            history = known.get(id)
            imported = history.set_by(self._save) if history else {}
            if history is None or not imported or row.enrolment_id in self._staying:
                continue
            if not self._as_imported(kind, id, known):
                self._staying[row.enrolment_id] = Why.CHANGED
                continue
            yield self._with(kind, id, history.before(self._save) or {}, imported)

    def _with(self, kind: type[Record], id: RecordId, before: dict[str, Value], imported: Iterable[str]) -> Record:
        standing = values(self._reader.require(kind, id))
        # A name that was erased on request meanwhile has no earlier value any more: it stays empty.
        former = {
            each.name: before.get(each.name) if before.get(each.name) is not None or each.optional else ""
            for each in shape(kind)
            if each.name in imported and each.name in before
        }
        return restore(kind, id, {**standing, **former})

    def _without_taken_numbers(self, restored: Sequence[Record], gone: set[RecordId]) -> list[Record]:
        kept = list(restored)
        while True:
            ends = {row.enrolment_id: row.number for row in self._rows.values() if row.enrolment_id not in gone}
            ends |= {each.id: each.number for each in kept if isinstance(each, Enrolment)}
            counts = Counter(ends.values())
            taken = {each.id for each in kept if isinstance(each, Enrolment) and counts[each.number] > 1}
            if not taken:
                return kept
            self._staying |= dict.fromkeys(taken, Why.NUMBER_TAKEN)
            kept = [each for each in kept if each.id not in taken]

    def _former_mode(self, gone: set[RecordId], restored: Sequence[Record]) -> list[Record]:
        """How the class was kept before, where nothing that stays needs the way it is kept now."""
        history = histories(self._reader.connection, SchoolClass, [self._class_id])[self._class_id]
        before = history.before(self._save)
        if before is None or "roster_mode" not in history.set_by(self._save):
            return []
        standing = self._reader.require(SchoolClass, self._class_id)
        mode = RosterMode(str(before["roster_mode"]))
        staying = [row for row in self._rows.values() if row.enrolment_id not in gone]
        names = {each.id: each.family_name + each.given_name for each in restored if isinstance(each, Pupil)}
        named = any(names.get(row.pupil_id, row.family + row.given) for row in staying)
        if (mode is RosterMode.HEADCOUNT and staying) or (mode is not RosterMode.NAMES and named):
            return []
        return [replace(standing, roster_mode=mode)]


def _referred(reader: Reader, kind: type[Record], ids: Iterable[RecordId]) -> set[RecordId]:
    """Which of these records something else names: marks, answers, certificates."""
    wanted = list(ids)
    columns = [TABLE_OF[other].c[each.name] for other in RECORDS for each in shape(other)
               if each.rule.refers == kind.entity]  # fmt: skip
    found: set[RecordId] = set()
    for column in columns:
        for chunk in chunks(wanted):
            found |= {RecordId(id) for (id,) in reader.rows(select(column).where(column.in_(chunk)).distinct())}
    return found


def _in_other_classes(reader: Reader, class_id: RecordId, pupils: Iterable[RecordId]) -> set[RecordId]:
    found: set[RecordId] = set()
    for chunk in chunks(pupils):
        query = select(_ENROLMENT.c.pupil_id).where(_ENROLMENT.c.pupil_id.in_(chunk), _ENROLMENT.c.class_id != class_id)
        found |= {RecordId(id) for (id,) in reader.rows(query)}
    return found
