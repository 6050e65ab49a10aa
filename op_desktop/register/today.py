"""The first page: what is on today, what comes next, what is left to complete, the month."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select, true

from op_desktop.domain.attendance import ATTENDING, Attendance, LessonMark, UnnamedEntry
from op_desktop.domain.lab import LabSession
from op_desktop.domain.period import add_months
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import Lesson, SchoolClass, Status
from op_desktop.domain.volunteering import VolunteerShift
from op_desktop.register.agenda import Activity, activities
from op_desktop.register.view import EVERYTHING, View, of_people
from op_desktop.storage.reach import placed
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF

_class = TABLE_OF[SchoolClass]
NEAR = timedelta(minutes=90)
"""How near an activity must be to be the first thing of the day."""
MONTHS = 6


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """The figures of the month and of those before it, oldest first; the last one is the present month."""

    months: tuple[date, ...]
    lessons: tuple[int, ...]
    """Lessons held."""
    presences: tuple[int, ...]
    """Pupils and named people who were there."""
    volunteer_minutes: tuple[int, ...]
    unnamed: tuple[int, ...]


def agenda(
    reader: Reader, day: date | None = None, place: RecordId | None = None, view: View = EVERYTHING
) -> list[Activity]:
    """A day's (else today's) lessons, meetings and events: what is to come first, what is done last."""
    on = day or reader.today
    return agenda_of(activities(reader, on, on, place=place, view=view), on)


def agenda_of(found: Iterable[Activity], day: date) -> list[Activity]:
    """What of these is on that day, in the order of ``agenda``."""
    on_it = [each for each in found if each.starts_at.date() == day]
    return sorted(on_it, key=lambda each: (not each.open, each.starts_at, each.title, each.id))


def next_activity(
    reader: Reader, place: RecordId | None = None, view: View = EVERYTHING, of_today: Sequence[Activity] | None = None
) -> Activity | None:
    """What to open first: what is within 90 minutes, nearest first, else the oldest open one, else the next today.

    ``of_today`` is the agenda, where it is known.
    """
    found = [each for each in (agenda(reader, place=place, view=view) if of_today is None else of_today) if each.open]
    near = [each for each in found if _distance(each, reader.now) <= NEAR]
    if near:
        return min(near, key=lambda each: (_distance(each, reader.now), each.starts_at))
    waiting = [each for each in _waiting(reader, place, view) if each.kind != "event"]
    return waiting[0] if waiting else found[0] if found else None


def month_figures(reader: Reader, view: View = EVERYTHING) -> MonthFigures:
    """Six months up to the present one, in five queries; of what is not shown nothing counts."""
    first = add_months(reader.today.replace(day=1), 1 - MONTHS)
    months = tuple(add_months(first, number) for number in range(MONTHS))
    lesson, session, shift = TABLE_OF[Lesson], TABLE_OF[LabSession], TABLE_OF[VolunteerShift]
    mark, presence, unnamed = TABLE_OF[LessonMark], TABLE_OF[Attendance], TABLE_OF[UnnamedEntry]

    classes = select(_class.c.id).where(view.of_class(_class.c.educator_id))
    taught = lesson.c.class_id.in_(classes) if not view.whole else true()
    meetings, shown = placed(view)[LabSession]
    met = session.c.id.in_(select(session.c.id).select_from(meetings).where(shown)) if view.places else true()
    seen = {lesson.name: taught, session.name: met, shift.name: of_people(view, VolunteerShift)}

    def monthly(counted: Any, dated: Any, *conditions: Any, join: Any = None) -> tuple[int, ...]:
        month = func.substr(dated.c.starts_at, 1, 7)
        query = select(month, counted).select_from(dated if join is None else join)
        query = query.where(dated.c.starts_at >= first.isoformat(), *conditions, seen.get(dated.name, true()))
        query = query.group_by(month)
        found = {row[0]: int(row[1]) for row in reader.rows(query)}
        return tuple(found.get(f"{each:%Y-%m}", 0) for each in months)

    pupils = monthly(
        func.count(), lesson, lesson.c.status == Status.HELD, mark.c.mark.in_(ATTENDING),
        join=lesson.join(mark, mark.c.lesson_id == lesson.c.id),
    )  # fmt: skip
    people = monthly(func.count(), session, session.c.status == Status.HELD,
                     join=session.join(presence, presence.c.session_id == session.c.id))  # fmt: skip
    return MonthFigures(
        months,
        monthly(func.count(), lesson, lesson.c.status == Status.HELD),
        tuple(map(sum, zip(pupils, people, strict=True))),
        monthly(func.sum(shift.c.minutes), shift, shift.c.duplicate_of.is_(None)),
        monthly(func.sum(unnamed.c.people), session, session.c.status == Status.HELD,
                join=session.join(unnamed, unnamed.c.session_id == session.c.id)),
    )  # fmt: skip


def _waiting(reader: Reader, place: RecordId | None, view: View) -> list[Activity]:
    """Open activities that are over, oldest first."""
    found = activities(reader, None, reader.today, place=place, open_only=True, view=view)
    return sorted((each for each in found if each.ends_at <= reader.now), key=lambda each: (each.starts_at, each.id))


def _distance(activity: Activity, now: datetime) -> timedelta:
    """How far an activity is; nothing while it goes on."""
    if activity.starts_at <= now < activity.ends_at:
        return timedelta()
    return abs(activity.starts_at - now)
