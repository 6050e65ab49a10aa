"""The lessons of a class, or all of one educator's, as entries for a calendar; without any pupil."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, or_, select

from op_desktop.domain.account import Account
from op_desktop.domain.names import fold
from op_desktop.domain.place import Municipality
from op_desktop.domain.quiz import Module
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import Lesson, School, SchoolClass, Status
from op_desktop.domain.section import ClassName
from op_desktop.register.clashes import educators_of
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF, about_row, change

_lesson, _class, _school = TABLE_OF[Lesson], TABLE_OF[SchoolClass], TABLE_OF[School]
_town, _module, _account = TABLE_OF[Municipality], TABLE_OF[Module], TABLE_OF[Account]


@dataclass(frozen=True, slots=True)
class Entry:
    """A lesson as a calendar shows it; ``starts_at`` is civil time in Rome."""

    id: RecordId
    label: str
    """Its class: ``2ªB``."""
    meeting: int
    meetings: int
    topic: str
    place: str
    starts_at: datetime
    minutes: int
    takes_place: bool
    revision: int
    """How often it was changed since it was planned: it only grows, on every device."""


def timetable(
    reader: Reader,
    *,
    class_id: RecordId | None = None,
    educator_id: RecordId | None = None,
    since: date | None = None,
) -> list[Entry]:
    """Lessons by time, called-off ones included: of a class, of an educator (an account), of all; from a day on."""
    query = _query()
    if class_id is not None:
        query = query.where(_lesson.c.class_id == class_id)
    if since is not None:
        query = query.where(_lesson.c.starts_at >= since.isoformat())
    if educator_id is not None:
        query = query.where(or_(_class.c.educator_id == educator_id, _lesson.c.educators != ""))
    rows = reader.rows(query.order_by(_lesson.c.starts_at, _lesson.c.id))
    if educator_id is not None:
        name = fold(reader.require(Account, educator_id).name)
        rows = [row for row in rows if name in educators_of(row.educators, row.educator)]
    return [_entry(row) for row in rows]


def _query() -> Any:
    own = (change.c.entity == Lesson.entity) & about_row(_lesson.c.id)
    revisions = select(func.count()).where(own).scalar_subquery()
    return (
        select(_lesson.c.id, _class.c.grade, _class.c.section, _class.c.planned_meetings, _lesson.c.meeting,
               _lesson.c.title, func.coalesce(_module.c.title, "").label("module"), _lesson.c.place,
               _school.c.name.label("school"), _town.c.name.label("town"), _lesson.c.starts_at, _lesson.c.minutes,
               _lesson.c.status, _lesson.c.educators, func.coalesce(_account.c.name, "").label("educator"),
               revisions.label("revisions"))
        .join(_class, _class.c.id == _lesson.c.class_id)
        .join(_school, _school.c.id == _class.c.school_id)
        .join(_town, _town.c.id == _school.c.municipality_id)
        .outerjoin(_account, _account.c.id == _class.c.educator_id)
        .outerjoin(_module, _module.c.id == func.coalesce(_lesson.c.taught_module_id, _lesson.c.module_id))
    )  # fmt: skip


def _entry(row: Any) -> Entry:
    return Entry(
        id=row.id,
        label=str(ClassName(row.grade, row.section)),
        meeting=row.meeting,
        meetings=max(row.planned_meetings, row.meeting),
        topic=row.title or row.module,
        place=", ".join(part for part in (row.place, row.school, row.town) if part),
        starts_at=datetime.fromisoformat(row.starts_at),
        minutes=row.minutes,
        takes_place=row.status in (Status.PLANNED, Status.HELD),
        revision=max(0, row.revisions - 1),
    )
