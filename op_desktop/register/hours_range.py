"""Hours of several weeks told at once: one entry for each meeting, shown before any is written."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import partial

from op_desktop.domain.formats import format_clock
from op_desktop.domain.lab import Lab
from op_desktop.domain.place import Municipality
from op_desktop.domain.record import RecordId
from op_desktop.domain.volunteering import Task
from op_desktop.errors import UserError
from op_desktop.language import N_, _
from op_desktop.register.hours import HoursUnfit
from op_desktop.register.hours_subject import Moment, Moments, Subject, hours_of
from op_desktop.register.lab_series import PAUSE, days_off, rest_of_labs
from op_desktop.register.view import EVERYTHING, View, view_of
from op_desktop.register.volunteering import hours, record_hours
from op_desktop.storage.reader import Reader
from op_desktop.storage.unit_of_work import UnitOfWork

LONGEST = timedelta(days=366)


class SpanUnfit(UserError):
    """Days that end before they begin, or go on for more than a year."""

    title = N_("The last day comes after the first, at most a year later.")
    advice = N_("Check both days. Nothing was saved.")


class NoWeekday(UserError):
    """No day of the week is chosen."""

    title = N_("Choose the days of the week.")
    advice = N_("Without them there is no meeting to write hours for.")


class NoEntry(UserError):
    """Every meeting is left out."""

    title = N_("No day is taken.")
    advice = N_("Choose a day with Space, or write other days above.")


class Why(StrEnum):
    """Why a meeting is left out unless somebody takes it."""

    TAKEN = ""
    HOLIDAY = "holiday"
    PAUSE = "pause"
    OFF = "off"
    THERE = "there"
    """Hours of that day are on file: nothing is written over them."""
    FUTURE = "future"


FINAL = (Why.THERE, Why.FUTURE)
"""What nobody can take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """What somebody tells: every Tuesday and Thursday from then to then, so long each time."""

    subject: Subject
    person_id: RecordId
    first: date
    last: date
    weekdays: frozenset[int]
    """0 is Monday."""
    minutes: int
    task: Task = Task.OTHER


@dataclass(frozen=True, slots=True)
class RangeRow:
    """A day of the span: an entry to be, or left out with the reason."""

    day: date
    moment: Moment
    taken: bool
    why: Why
    words: str
    """The reason as the person reads it; may be told of a day that is taken."""

    @property
    def open(self) -> bool:
        """Whether the person decides about it."""
        return self.why not in FINAL


def range_rows(
    reader: Reader,
    span: Span,
    *,
    kept: Collection[date] = (),
    left_out: Collection[date] = (),
    view: View = EVERYTHING,
) -> list[RangeRow]:
    """Every meeting of the span; ``kept`` days off are taken, days ``left_out`` are not.

    Hours that the ``view`` does not show are not told as those already there. Raises ``SpanUnfit``,
    ``NoWeekday`` or ``HoursUnfit``.
    """
    if not timedelta(0) <= span.last - span.first <= LONGEST:
        raise SpanUnfit
    if not span.weekdays:
        raise NoWeekday
    if not 0 < span.minutes <= 1440:
        raise HoursUnfit
    days = [span.first + timedelta(days=number) for number in range((span.last - span.first).days + 1)]
    moments = Moments(reader, span.subject, span.first, span.last)
    judge = _Judge(reader, span, view)
    rows = []
    for day in (each for each in days if each.weekday() in span.weekdays):
        moment = moments.on(day)
        why, words = judge.about(day, moment)
        taken = day not in left_out and (why is Why.TAKEN or (why not in FINAL and day in kept))
        rows.append(RangeRow(day, moment, taken, why, words))
    return rows


def record_range(uow: UnitOfWork, span: Span, days: Collection[date]) -> list[RecordId]:
    """Write one draft for each of these days, all or none; raises ``NoEntry`` or what ``record_hours`` does."""
    rows = range_rows(uow, span, kept=days, view=view_of(uow.actor))
    wanted = [row for row in rows if row.day in days and row.open]
    if not wanted:
        raise NoEntry
    entries = [hours_of(span.subject, span.person_id, row.moment, span.minutes, span.task) for row in wanted]
    return record_hours(uow, entries, confirmed=False)


class _Judge:
    """Says of each day why it is left out."""

    def __init__(self, reader: Reader, span: Span, view: View) -> None:
        self._today = reader.today
        self._closed = partial(
            days_off if span.subject.lab_id is None else rest_of_labs, town=_town(reader, span.subject)
        )
        standing = hours(reader, span.first, span.last, person_id=span.person_id, activity=span.subject.activity,
                         lab_id=span.subject.lab_id, view=view).rows  # fmt: skip
        self._there = _minutes_by_day([(row.day, row.minutes) for row in standing if row.counts])

    def about(self, day: date, moment: Moment) -> tuple[Why, str]:
        """The first reason that holds, in words; a meeting that was planned on a day off is held all the same."""
        if day > self._today:
            return Why.FUTURE, _("still to come")
        if day in self._there:
            return Why.THERE, _("{hours} already there").format(hours=format_clock(self._there[day]))
        if moment.session_id is not None:
            return Why.TAKEN, ""
        if moment.off:
            return Why.OFF, _("the meeting did not take place")
        closed = self._closed(day)
        if closed is not None:
            return Why.PAUSE if closed.name == PAUSE else Why.HOLIDAY, str(closed)
        return Why.TAKEN, ""


def _town(reader: Reader, subject: Subject) -> str:
    if subject.lab_id is None:
        return ""
    lab = reader.require(Lab, subject.lab_id)
    town = reader.get(Municipality, lab.municipality_id)
    return town.code if town is not None else ""


def _minutes_by_day(found: Sequence[tuple[date, int]]) -> dict[date, int]:
    sums: dict[date, int] = {}
    for day, minutes in found:
        sums[day] = sums.get(day, 0) + minutes
    return sums
