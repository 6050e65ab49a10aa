"""How participation grew: different people who ever collaborated, day by day."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from op_desktop.domain.period import add_months
from op_desktop.domain.record import RecordId
from op_desktop.domain.volunteering import VolunteerShift
from op_desktop.metrics.collaboration_rows import first_days
from op_desktop.metrics.people import identify
from op_desktop.metrics.scope import Scope
from op_desktop.register.view import EVERYTHING, View
from op_desktop.storage.reader import Reader

CHECKPOINTS = (6, 18, 36)
"""Months since the programme's start at which the curve is read, besides today."""


@dataclass(frozen=True, slots=True)
class Point:
    """How many different people had collaborated before a day."""

    day: date
    people: int


@dataclass(frozen=True, slots=True)
class Curve:
    """The days on which people collaborated for the first time, in order: the curve never falls."""

    start: date
    first_days: tuple[date, ...]

    def before(self, day: date) -> int:
        """Different people with a shift that started before this day."""
        return bisect_left(self.first_days, day)

    def at(self, days: Iterable[date]) -> list[Point]:
        """The curve at these days."""
        return [Point(day, self.before(day)) for day in days]

    def monthly(self, until: date) -> list[Point]:
        """The curve at the start, at the first of each month after it and at ``until``."""
        day, days = add_months(self.start.replace(day=1), 1), [self.start]
        while day < until:
            days.append(day)
            day = add_months(day, 1)
        return self.at([*days, until])

    def checkpoints(self, today: date, months: Iterable[int] = CHECKPOINTS) -> list[Point]:
        """The curve so many months after the start, as far as they are past, and today."""
        days = [day for day in (add_months(self.start, number) for number in months) if day <= today]
        return self.at(days if today in days else [*days, today])


def people_raising(
    reader: Reader,
    start: date,
    *,
    municipality_id: RecordId | None = None,
    venue_id: RecordId | None = None,
    view: View = EVERYTHING,
) -> Curve:
    """The curve since the programme's start, of any activity: labs, events, schools and projects."""
    identify(reader, VolunteerShift)
    ever = Scope(first_day=start, end_day=date.max, municipality_id=municipality_id, venue_id=venue_id,
                 view=view)  # fmt: skip
    days = sorted(day for (day,) in reader.rows(first_days(ever)) if day is not None)
    return Curve(start, tuple(date.fromisoformat(day) for day in days))
