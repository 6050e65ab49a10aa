"""Lessons, meetings of labs and events as one list of activities."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, Literal

from sqlalchemy import Select, Table, bindparam, case, distinct, func, or_, select

from op_desktop.domain.attendance import ATTENDING, Attendance, LessonMark, UnnamedEntry
from op_desktop.domain.event import CommunityEvent, EventParticipant
from op_desktop.domain.lab import Lab, LabSession
from op_desktop.domain.place import Municipality, Venue
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import Enrolment, Lesson, School, SchoolClass, Status
from op_desktop.domain.section import ClassName
from op_desktop.domain.volunteering import VolunteerShift
from op_desktop.register.labs import lab_in
from op_desktop.register.lessons import TOPIC, with_module
from op_desktop.register.meetings import RegisterState, state_of
from op_desktop.register.schools import school_in
from op_desktop.register.view import EVERYTHING, View
from op_desktop.storage.reach import placed
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF

_lesson, _class, _school, _mark = TABLE_OF[Lesson], TABLE_OF[SchoolClass], TABLE_OF[School], TABLE_OF[LessonMark]
_enrolment, _town, _venue = TABLE_OF[Enrolment], TABLE_OF[Municipality], TABLE_OF[Venue]
_session, _lab, _presence = TABLE_OF[LabSession], TABLE_OF[Lab], TABLE_OF[Attendance]
_unnamed, _shift = TABLE_OF[UnnamedEntry], TABLE_OF[VolunteerShift]
_event, _participant = TABLE_OF[CommunityEvent], TABLE_OF[EventParticipant]


@dataclass(frozen=True, slots=True)
class Activity:
    """Something that has a day and a register."""

    kind: Literal["lesson", "session", "event"]
    id: RecordId
    parent_id: RecordId
    """The class, the lab, or the event itself."""
    title: str
    """``2ªB``, or the name of the lab or event."""
    subject: str
    """What the lesson is about."""
    place: str
    starts_at: datetime
    minutes: int
    state: RegisterState
    expected: int
    """Pupils of the class on that day; 0 elsewhere."""
    present: int
    """Who was there: attending pupils, named and unnamed people, the count of an event."""
    unmarked: int
    """Pupils without a mark in a draft."""
    volunteers: int
    meeting: int
    """Which lesson of the path it is; 0 elsewhere."""

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def open(self) -> bool:
        """Whether its register is still to be closed."""
        return self.state in (RegisterState.TODO, RegisterState.DRAFT)


def activities(
    reader: Reader,
    first_day: date | None,
    last_day: date,
    *,
    place: RecordId | None = None,
    open_only: bool = False,
    view: View = EVERYTHING,
) -> list[Activity]:
    """What starts between two days (both included; None: since ever), in three queries, in no order.

    An archived class has only what it did: its open lessons wait for nobody.
    """
    lessons, sessions, events = _queries(first_day is not None, open_only, place, view)
    values = {"end": (last_day + timedelta(days=1)).isoformat()}
    if first_day is not None:
        values["first"] = first_day.isoformat()
    return [
        *map(_lesson_row, reader.rows(lessons, values)),
        *map(_session_row, reader.rows(sessions, values)),
        *map(_event_row, reader.rows(events, values)),
    ]


@lru_cache(maxsize=64)
def _queries(since: bool, open_only: bool, place: RecordId | None, view: View) -> tuple[Select[Any], ...]:
    """The three queries, made once: the first page asks with them several times."""
    shown = placed(view)
    lessons = _when(_lessons(place).where(view.of_class(_class.c.educator_id)), _lesson, since, open_only)
    sessions = _when(_sessions(place).where(shown[LabSession][1]), _session, since, open_only)
    return lessons, sessions, _when(_events(place).where(shown[CommunityEvent][1]), _event, since, open_only)


def _when(query: Select[Any], table: Table, since: bool, open_only: bool) -> Select[Any]:
    query = query.where(table.c.starts_at < bindparam("end"))
    query = query.where(table.c.starts_at >= bindparam("first")) if since else query
    return query.where(table.c.status == Status.PLANNED) if open_only else query


def _lessons(place: RecordId | None) -> Select[Any]:
    day = func.substr(_lesson.c.starts_at, 1, 10)
    expected = select(func.count()).where(
        _enrolment.c.class_id == _lesson.c.class_id,
        or_(_enrolment.c.enrolled_on.is_(None), _enrolment.c.enrolled_on <= day),
        or_(_enrolment.c.left_on.is_(None), _enrolment.c.left_on > day),
    )
    marks = select(func.count()).where(_mark.c.lesson_id == _lesson.c.id)
    query = (
        select(_lesson.c.id, _class.c.id, _class.c.grade, _class.c.section, TOPIC, _school.c.name,
               _town.c.name, _lesson.c.place, _lesson.c.starts_at, _lesson.c.minutes, _lesson.c.status,
               expected.scalar_subquery(), marks.scalar_subquery(),
               marks.where(_mark.c.mark.in_(ATTENDING)).scalar_subquery(), _lesson.c.meeting)
        .join(_class, _class.c.id == _lesson.c.class_id)
        .join(_school, _school.c.id == _class.c.school_id)
        .join(_town, _town.c.id == _school.c.municipality_id)
        .where(or_(_class.c.archived == 0, _lesson.c.status == Status.HELD))
    )  # fmt: skip
    told = with_module(query)
    return told if place is None else told.where(school_in(place))


def _lesson_row(row: Any) -> Activity:
    (id, class_id, grade, section, title, school, town, room, starts, minutes, status, pupils, marked, attending,
     meeting) = row  # fmt: skip
    return Activity(
        "lesson", id, class_id, str(ClassName(grade, section)), title, _where(f"{school}, {town}", room),
        datetime.fromisoformat(starts), minutes, state_of(status, marked), pupils, attending,
        max(0, pupils - marked) if marked else 0, 0, meeting,
    )  # fmt: skip


def _sessions(place: RecordId | None) -> Select[Any]:
    named = select(func.count()).where(_presence.c.session_id == _session.c.id)
    unnamed = select(func.coalesce(func.sum(_unnamed.c.people), 0)).where(_unnamed.c.session_id == _session.c.id)
    helping = select(func.count(distinct(_shift.c.person_id))).where(_shift.c.session_id == _session.c.id)
    query = (
        select(_session.c.id, _lab.c.id, _lab.c.name, func.coalesce(_venue.c.name, _town.c.name), _session.c.starts_at,
               _session.c.minutes, _session.c.status, named.scalar_subquery(), unnamed.scalar_subquery(),
               helping.scalar_subquery(), case((_session.c.headcount.is_(None), 0), else_=1))
        .join(_lab, _lab.c.id == _session.c.lab_id)
        .join(_town, _town.c.id == _lab.c.municipality_id)
        .outerjoin(_venue, _venue.c.id == _session.c.venue_id)
    )  # fmt: skip
    return query if place is None else query.where(lab_in(place))


def _session_row(row: Any) -> Activity:
    id, lab_id, lab, where, starts, minutes, status, people, more, helpers, counted = row
    return Activity(
        "session", id, lab_id, lab, "", where, datetime.fromisoformat(starts), minutes,
        state_of(status, people + int(more) + helpers + counted), 0, people + int(more), 0, helpers, 0,
    )  # fmt: skip


def _events(place: RecordId | None) -> Select[Any]:
    named = select(func.count()).where(_participant.c.event_id == _event.c.id)
    query = (
        select(_event.c.id, _event.c.name, func.coalesce(_town.c.name, ""), _event.c.place, _event.c.starts_at,
               _event.c.ends_at, _event.c.status, named.scalar_subquery(), func.coalesce(_event.c.headcount, 0))
        .outerjoin(_town, _town.c.id == _event.c.municipality_id)
    )  # fmt: skip
    if place is None:
        return query
    return query.where(or_(_event.c.municipality_id == place, _event.c.venue_id == place))


def _event_row(row: Any) -> Activity:
    id, name, town, where, starts, ends, status, people, count = row
    return Activity(
        "event", id, id, name, "", _where(town, where), datetime.fromisoformat(starts), _length(starts, ends),
        state_of(status, people + count), 0, max(people, count), 0, 0, 0,
    )  # fmt: skip


def _where(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _length(starts: str, ends: str | None) -> int:
    if ends is None:
        return 120
    return max(0, int((datetime.fromisoformat(ends) - datetime.fromisoformat(starts)).total_seconds()) // 60)
