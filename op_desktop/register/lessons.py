"""The lessons of a class: planned, described, moved, cancelled."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from op_desktop.domain.attendance import LessonMark
from op_desktop.domain.record import RecordId, new_id
from op_desktop.domain.school import Lesson, SchoolClass, Status
from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.register.meetings import RegisterState, refuse_unless_open, state_of
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.unit_of_work import UnitOfWork

_lesson, _mark = TABLE_OF[Lesson], TABLE_OF[LessonMark]
LONGEST = 600
"""Minutes; no lesson lasts longer."""


class MinutesUnfit(UserError):
    """A duration that no meeting has."""

    title = N_("A meeting lasts 1 to {most} minutes.")
    advice = N_("Write hours as 2.5 or 2:30.")


@dataclass(frozen=True, slots=True)
class LessonRow:
    """A lesson in the plan of its class."""

    id: RecordId
    meeting: int
    starts_at: datetime
    minutes: int
    title: str
    state: RegisterState
    marks: int
    place: str
    educators: str
    note: str
    replaces_id: RecordId | None


def lesson_plan(reader: Reader, class_id: RecordId) -> list[LessonRow]:
    """The lessons of a class by date, cancelled ones included."""
    marks = select(func.count()).where(_mark.c.lesson_id == _lesson.c.id).scalar_subquery()
    query = (
        select(_lesson.c.id, _lesson.c.meeting, _lesson.c.starts_at, _lesson.c.minutes, _lesson.c.title,
               _lesson.c.status, marks, _lesson.c.place, _lesson.c.educators, _lesson.c.note, _lesson.c.replaces_id)
        .where(_lesson.c.class_id == class_id)
        .order_by(_lesson.c.starts_at, _lesson.c.meeting, _lesson.c.id)
    )  # fmt: skip
    return [
        LessonRow(id, meeting, datetime.fromisoformat(starts), minutes, title, state_of(status, count), count, *rest)
        for id, meeting, starts, minutes, title, status, count, *rest in reader.rows(query)
    ]


def plan_lessons(
    uow: UnitOfWork,
    class_id: RecordId,
    starts: Sequence[datetime],
    minutes: int | None = None,
    titles: Sequence[str] = (),
    *,
    place: str = "",
    educators: str = "",
) -> list[RecordId]:
    """Give a class lessons at these moments, numbered after those it has; without ``minutes`` the class's own.

    Raises ``MinutesUnfit``.
    """
    school_class = uow.require(SchoolClass, class_id)
    length = _fit(school_class.lesson_minutes if minutes is None else minutes)
    standing = _lesson.c.status.in_((Status.PLANNED, Status.HELD))
    last = uow.value(select(func.max(_lesson.c.meeting)).where(_lesson.c.class_id == class_id, standing)) or 0
    planned = [
        Lesson(id=new_id(), class_id=class_id, meeting=last + 1 + number, starts_at=moment, minutes=length,
               title=titles[number].strip() if number < len(titles) else "", place=place, educators=educators)
        for number, moment in enumerate(sorted(starts))
    ]  # fmt: skip
    uow.put_all(planned)
    return [lesson.id for lesson in planned]


def describe_lesson(
    uow: UnitOfWork,
    lesson_id: RecordId,
    *,
    starts_at: datetime | None = None,
    minutes: int | None = None,
    title: str | None = None,
    place: str | None = None,
    educators: str | None = None,
    note: str | None = None,
) -> None:
    """Change what is said of one lesson; what is None stays. Raises ``MinutesUnfit``."""
    said = {"starts_at": starts_at, "minutes": None if minutes is None else _fit(minutes), "title": title,
            "place": place, "educators": educators, "note": note}  # fmt: skip
    changes: dict[str, Any] = {name: value for name, value in said.items() if value is not None}
    uow.put(replace(uow.require(Lesson, lesson_id), **changes))


def cancel_lesson(
    uow: UnitOfWork, lesson_id: RecordId, *, replaced_at: datetime | None = None, reason: str = ""
) -> RecordId | None:
    """The lesson does not take place; held on another day instead, it is replaced by a new one, whose id returns.

    Raises ``RegisterClosed`` for a lesson that was held.
    """
    lesson = uow.require(Lesson, lesson_id)
    refuse_unless_open(lesson.status)
    status = Status.CANCELLED if replaced_at is None else Status.REPLACED
    uow.put(replace(lesson, status=status, note=reason.strip() or lesson.note))
    if replaced_at is None:
        return None
    instead = replace(lesson, id=new_id(), starts_at=replaced_at, replaces_id=lesson.id, note="")
    uow.put(instead)
    return instead.id


def restore_lesson(uow: UnitOfWork, lesson_id: RecordId) -> None:
    """Plan a cancelled lesson again."""
    lesson = uow.require(Lesson, lesson_id)
    if lesson.status is Status.CANCELLED:
        uow.put(replace(lesson, status=Status.PLANNED))


def _fit(minutes: int) -> int:
    if not 0 < minutes <= LONGEST:
        raise MinutesUnfit(most=LONGEST)
    return minutes
