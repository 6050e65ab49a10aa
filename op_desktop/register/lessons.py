"""The lessons of a class: planned, described, moved, cancelled."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Select, func, select

from op_desktop.domain.attendance import LessonMark
from op_desktop.domain.quiz import Module
from op_desktop.domain.record import RecordId, new_id
from op_desktop.domain.school import MOST_MEETINGS, Lesson, SchoolClass, Status
from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.register.meetings import RegisterState, refuse_unless_open, state_of
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.unit_of_work import UnitOfWork

_lesson, _mark, _module = TABLE_OF[Lesson], TABLE_OF[LessonMark], TABLE_OF[Module]
STANDING = (Status.PLANNED, Status.HELD)
"""What takes place: neither called off nor held on another day instead."""
TOPIC: Final = func.coalesce(func.nullif(_lesson.c.title, ""), _module.c.title, "")
"""In a query ``with_module``: what a lesson is about, as ``LessonRow.topic`` says it."""
LONGEST = 600
"""Minutes; no lesson lasts longer."""


class MinutesUnfit(UserError):
    """A duration that no meeting has."""

    title = N_("A meeting lasts 1 to {most} minutes.")
    advice = N_("Write hours as 2.5 or 2:30.")


class PathUnfit(UserError):
    """A number of meetings that no path has."""

    title = N_("A path has 1 to {most} meetings.")
    advice = N_("Write how many it has, for instance 4.")


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
    status: Status
    module_id: RecordId | None
    """The module that is planned."""
    module: str
    """Its title; empty where none is planned."""
    taught_module_id: RecordId | None
    """The module really taught, where that was another one."""
    taught: str
    """Its title."""

    @property
    def topic(self) -> str:
        """What it is about: its own words, else the module taught, else the one planned."""
        return self.title or self.taught or self.module

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)


def lesson_plan(reader: Reader, class_id: RecordId) -> list[LessonRow]:
    """The lessons of a class by date, cancelled ones included."""
    marks = select(func.count()).where(_mark.c.lesson_id == _lesson.c.id).scalar_subquery()
    taught = _module.alias("taught")
    query = (
        select(_lesson.c.id, _lesson.c.meeting, _lesson.c.starts_at, _lesson.c.minutes, _lesson.c.title, marks,
               _lesson.c.place, _lesson.c.educators, _lesson.c.note, _lesson.c.replaces_id, _lesson.c.status,
               _lesson.c.module_id, func.coalesce(_module.c.title, ""), _lesson.c.taught_module_id,
               func.coalesce(taught.c.title, ""))
        .outerjoin(_module, _module.c.id == _lesson.c.module_id)
        .outerjoin(taught, taught.c.id == _lesson.c.taught_module_id)
        .where(_lesson.c.class_id == class_id)
        .order_by(_lesson.c.starts_at, _lesson.c.meeting, _lesson.c.id)
    )  # fmt: skip
    return [
        LessonRow(id, meeting, datetime.fromisoformat(starts), minutes, title, state_of(status, count), count,
                  place, educators, note, replaces_id, Status(status), *modules)
        for id, meeting, starts, minutes, title, count, place, educators, note, replaces_id, status, *modules
        in reader.rows(query)
    ]  # fmt: skip


def plan_lessons(
    uow: UnitOfWork,
    class_id: RecordId,
    starts: Sequence[datetime],
    minutes: int | None = None,
    titles: Sequence[str] = (),
    *,
    place: str = "",
    educators: str = "",
    modules: Sequence[RecordId | None] = (),
) -> list[RecordId]:
    """Give a class lessons at these moments, numbered after those it has; without ``minutes`` the class's own.

    ``titles`` and ``modules`` belong to the moments in the order of time. Raises ``MinutesUnfit``.
    """
    school_class = uow.require(SchoolClass, class_id)
    length = _fit(school_class.lesson_minutes if minutes is None else minutes)
    last = last_meeting(uow, class_id)
    planned = [
        Lesson(id=new_id(), class_id=class_id, meeting=last + 1 + number, starts_at=moment, minutes=length,
               title=titles[number].strip() if number < len(titles) else "", place=place, educators=educators,
               module_id=modules[number] if number < len(modules) else None)
        for number, moment in enumerate(sorted(starts))
    ]  # fmt: skip
    uow.put_all(planned)
    return [lesson.id for lesson in planned]


def with_module(query: Select[Any]) -> Select[Any]:
    """The query of lessons with the module of each: the one taught, else the one planned."""
    return query.outerjoin(_module, _module.c.id == func.coalesce(_lesson.c.taught_module_id, _lesson.c.module_id))


def last_meeting(reader: Reader, class_id: RecordId) -> int:
    """The number of the last meeting that a class has had or will have; 0 where it has none."""
    query = select(func.max(_lesson.c.meeting)).where(_lesson.c.class_id == class_id, _lesson.c.status.in_(STANDING))
    return reader.value(query) or 0


def set_path(uow: UnitOfWork, class_id: RecordId, meetings: int) -> None:
    """Say how many meetings the path of a class has; raises ``PathUnfit``."""
    if not 1 <= meetings <= MOST_MEETINGS:
        raise PathUnfit(most=MOST_MEETINGS)
    uow.put(replace(uow.require(SchoolClass, class_id), planned_meetings=meetings))


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


def choose_modules(
    uow: UnitOfWork, lesson_id: RecordId, planned: RecordId | None, taught: RecordId | None = None
) -> None:
    """Say which module is planned for a lesson and which was really taught; the same one, or None, is as planned."""
    told = None if taught == planned else taught
    uow.put(replace(uow.require(Lesson, lesson_id), module_id=planned, taught_module_id=told))


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
    instead = replace(lesson, id=new_id(), starts_at=replaced_at, replaces_id=lesson.id, note="",
                      taught_module_id=None)  # fmt: skip
    uow.put(instead)
    return instead.id


def restore_lesson(uow: UnitOfWork, lesson_id: RecordId) -> None:
    """Plan a cancelled lesson again; one that was held on another day instead stays as it is."""
    lesson = uow.require(Lesson, lesson_id)
    if lesson.status is Status.CANCELLED:
        uow.put(replace(lesson, status=Status.PLANNED))


def _fit(minutes: int) -> int:
    if not 0 < minutes <= LONGEST:
        raise MinutesUnfit(most=LONGEST)
    return minutes
