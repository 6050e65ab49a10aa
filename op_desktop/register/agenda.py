"""Lessons, meetings of labs and events as one list of activities."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, case, distinct, func, or_, select

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
    lessons, sessions, events = (_when(table, first_day, last_day, open_only) for table in (_lesson, _session, _event))
    shown = view.at(_lab.c.municipality_id, func.coalesce(_session.c.venue_id, _lab.c.venue_id))
    return [
        *_lessons(reader, [*lessons, view.of_class(_class.c.educator_id)], place),
        *_sessions(reader, [*sessions, shown], place),
        *_events(reader, [*events, view.at(_event.c.municipality_id, _event.c.venue_id)], place),
    ]


def _when(table: Any, first_day: date | None, last_day: date, open_only: bool) -> list[ColumnElement[bool]]:
    conditions = [table.c.starts_at < (last_day + timedelta(days=1)).isoformat()]
    if first_day is not None:
        conditions.append(table.c.starts_at >= first_day.isoformat())
    if open_only:
        conditions.append(table.c.status == Status.PLANNED)
    return conditions


def _lessons(reader: Reader, conditions: list[ColumnElement[bool]], place: RecordId | None) -> list[Activity]:
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
        .where(*conditions, or_(_class.c.archived == 0, _lesson.c.status == Status.HELD))
    )  # fmt: skip
    told = with_module(query)
    rows = reader.rows(told if place is None else told.where(school_in(place)))
    return [
        Activity("lesson", id, class_id, str(ClassName(grade, section)), title, _where(f"{school}, {town}", room),
                 datetime.fromisoformat(starts), minutes, state_of(status, marked), pupils, attending,
                 max(0, pupils - marked) if marked else 0, 0, meeting)
        for id, class_id, grade, section, title, school, town, room, starts, minutes, status, pupils, marked, attending,
        meeting in rows
    ]  # fmt: skip


def _sessions(reader: Reader, conditions: list[ColumnElement[bool]], place: RecordId | None) -> list[Activity]:
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
        .where(*conditions)
    )  # fmt: skip
    rows = reader.rows(query if place is None else query.where(lab_in(place)))
    return [
        Activity("session", id, lab_id, lab, "", where, datetime.fromisoformat(starts), minutes,
                 state_of(status, people + int(more) + helpers + counted), 0, people + int(more), 0, helpers, 0)
        for id, lab_id, lab, where, starts, minutes, status, people, more, helpers, counted in rows
    ]  # fmt: skip


def _events(reader: Reader, conditions: list[ColumnElement[bool]], place: RecordId | None) -> list[Activity]:
    named = select(func.count()).where(_participant.c.event_id == _event.c.id)
    query = (
        select(_event.c.id, _event.c.name, func.coalesce(_town.c.name, ""), _event.c.place, _event.c.starts_at,
               _event.c.ends_at, _event.c.status, named.scalar_subquery(), func.coalesce(_event.c.headcount, 0))
        .outerjoin(_town, _town.c.id == _event.c.municipality_id)
        .where(*conditions)
    )  # fmt: skip
    if place is not None:
        query = query.where(or_(_event.c.municipality_id == place, _event.c.venue_id == place))
    return [
        Activity("event", id, id, name, "", _where(town, where), datetime.fromisoformat(starts), _length(starts, ends),
                 state_of(status, people + count), 0, max(people, count), 0, 0, 0)
        for id, name, town, where, starts, ends, status, people, count in reader.rows(query)
    ]  # fmt: skip


def _where(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _length(starts: str, ends: str | None) -> int:
    if ends is None:
        return 120
    return max(0, int((datetime.fromisoformat(ends) - datetime.fromisoformat(starts)).total_seconds()) // 60)
