"""Schools that came from the ministry's registry: which file brought them, and how an import is taken back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select

from op_desktop.domain.exchange import SCHOOLS, ImportBatch
from op_desktop.domain.record import RecordId, restore, values
from op_desktop.domain.school import School, SchoolClass
from op_desktop.storage.provenance import History, Save, histories, written_in
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.unit_of_work import UnitOfWork

_batch, _class = TABLE_OF[ImportBatch], TABLE_OF[SchoolClass]


@dataclass(frozen=True, slots=True)
class SchoolImportRow:
    """One import of the past."""

    id: RecordId
    source: str
    imported_at: datetime
    created: int
    updated: int
    undone: bool


@dataclass(frozen=True, slots=True)
class SchoolsTakenBack:
    """What taking an import back did."""

    removed: int
    restored: int
    kept: tuple[str, ...]
    """Names of the schools that stay: classes are in them, or somebody changed them since."""


def school_imports(reader: Reader) -> list[SchoolImportRow]:
    """The imports of schools, latest first."""
    query = (
        select(_batch.c.id, _batch.c.source, _batch.c.imported_at, _batch.c.created, _batch.c.updated, _batch.c.undone)
        .where(_batch.c.kind == SCHOOLS)
        .order_by(_batch.c.imported_at.desc(), _batch.c.id.desc())
    )
    return [
        SchoolImportRow(id, source, datetime.fromisoformat(at), created, updated, bool(undone))
        for id, source, at, created, updated, undone in reader.rows(query)
    ]


def take_schools_back(uow: UnitOfWork, batch_id: RecordId) -> SchoolsTakenBack:
    """Undo an import however long ago it was: its schools go, those it changed are as before.

    A school in which there are classes, or which somebody changed since, stays as it is and is named. Taking the same
    import back again does nothing.
    """
    batch = uow.require(ImportBatch, batch_id)
    if batch.undone:
        return SchoolsTakenBack(0, 0, ())
    save = histories(uow.connection, ImportBatch, [batch_id])[batch_id].writes[0].save
    written = histories(uow.connection, School, written_in(uow.connection, save, School))
    standing = [school for id in written if (school := uow.get(School, id)) is not None]
    used = _with_classes(uow, [school.id for school in standing])
    removed = restored = 0
    kept: list[str] = []
    for school in standing:
        before = _before(written[school.id], save, school)
        if before is None or (written[school.id].created_by(save) and school.id in used):
            kept.append(school.name)
        elif written[school.id].created_by(save):
            uow.delete(School, school.id)
            removed += 1
        else:
            uow.put(before)
            restored += 1
    uow.put(replace(batch, undone=True))
    return SchoolsTakenBack(removed, restored, tuple(sorted(kept)))


def _before(history: History, save: Save, school: School) -> School | None:
    """The school as it was, where the import's values still stand; None where somebody changed one since."""
    now, written = values(school), history.set_by(save)
    if any(now[name] != value for name, value in written.items() if name in now):
        return None
    former = history.before(save) or {}
    return restore(School, school.id, {**now, **{name: former[name] for name in written if name in former}})


def _with_classes(uow: UnitOfWork, schools: Sequence[RecordId]) -> set[RecordId]:
    found = uow.rows(select(_class.c.school_id, func.count()).group_by(_class.c.school_id))
    return {RecordId(school) for school, _count in found} & set(schools)
