"""Lessons of a class in a series, moved alone or with those after them."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from op_desktop.domain.record import RecordId
from op_desktop.domain.school import Lesson, Status
from op_desktop.domain.series import Closed, shifted
from op_desktop.register.meetings import MeetingCancelled, refuse_future
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.unit_of_work import UnitOfWork

_lesson = TABLE_OF[Lesson]


def move_lesson(
    uow: UnitOfWork, lesson_id: RecordId, starts_at: datetime, closed: Closed, *, following: bool = False
) -> list[RecordId]:
    """Put a lesson on another day or hour, with ``following`` also those planned after it; returns the ids moved.

    What follows keeps its distance and goes on past the days that ``closed`` tells. Raises ``MeetingCancelled``, and
    ``MeetingInFuture`` where a lesson that was held would come to lie on a day to come.
    """
    lesson = uow.require(Lesson, lesson_id)
    if lesson.status not in (Status.PLANNED, Status.HELD):
        raise MeetingCancelled
    if lesson.status is Status.HELD:
        refuse_future(starts_at, uow.now)
    chain = [lesson, *(_after(uow, lesson) if following else [])]
    moments = shifted([each.starts_at for each in chain], starts_at, closed)
    uow.put_all([replace(each, starts_at=moment) for each, moment in zip(chain, moments, strict=True)])
    return [each.id for each in chain]


def _after(uow: UnitOfWork, lesson: Lesson) -> list[Lesson]:
    """The lessons of the class that are planned for later, in order."""
    query = select(_lesson.c.id).where(
        _lesson.c.class_id == lesson.class_id,
        _lesson.c.status == Status.PLANNED,
        _lesson.c.starts_at > lesson.starts_at.isoformat(timespec="minutes"),
    )
    ids = [id for (id,) in uow.rows(query.order_by(_lesson.c.starts_at, _lesson.c.id))]
    return [uow.require(Lesson, RecordId(id)) for id in ids]
