"""What citizens' time is worth by convention: the declared formula beside the hours recorded."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy import func, select

from op_desktop.domain.volunteering import HourRate, VolunteerShift
from op_desktop.metrics.collaboration_rows import all_shifts
from op_desktop.metrics.people import identify
from op_desktop.metrics.scope import Scope
from op_desktop.register.places import CITIZENS, HOURS, WEEKS, setting
from op_desktop.register.rates import hour_rate, rate_of
from op_desktop.storage.reader import Reader

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Estimate:
    """The four factors of the formula as they hold on a day."""

    citizens: int
    hours_a_week: int
    weeks: int
    euro_an_hour: Decimal

    @property
    def hours(self) -> int:
        """Citizens × hours a week × weeks."""
        return self.citizens * self.hours_a_week * self.weeks

    @property
    def euro(self) -> Decimal:
        """The hours at the rate, to the cent."""
        return (self.hours * self.euro_an_hour).quantize(_CENT, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Recorded:
    """The minutes on file at the rates of their days."""

    minutes: int
    euro: Decimal
    unrated_minutes: int
    """Minutes of days for which no rate is on file: not part of ``euro``."""
    weeks: int
    """Different weeks (Monday to Sunday) with any minutes."""
    weeks_in_all: int
    """Weeks that the period touches, up to today."""


@dataclass(frozen=True, slots=True)
class Multiplier:
    """The two side by side; they are never added up."""

    estimate: Estimate
    recorded: Recorded

    @property
    def coverage(self) -> Decimal | None:
        """Recorded hours in per cent of the estimated ones; None where the formula gives none."""
        hours = self.estimate.hours
        return Decimal(self.recorded.minutes) / 60 * 100 / hours if hours else None


def multiplier(reader: Reader, scope: Scope) -> Multiplier:
    """The formula as it holds on the scope's last day, and the hours recorded in the scope."""
    return Multiplier(estimate(reader, scope.last_day), recorded(reader, scope))


def estimate(reader: Reader, day: date) -> Estimate:
    """The factors in force on a day; 0 for those nobody set."""
    citizens, hours, weeks = (setting(reader, name, day, 0) for name in (CITIZENS, HOURS, WEEKS))
    return Estimate(citizens, hours, weeks, hour_rate(reader, day) or Decimal(0))


def recorded(reader: Reader, scope: Scope) -> Recorded:
    """The hours of any activity in the scope, each day at the rate of its activity."""
    identify(reader, VolunteerShift)
    given = all_shifts(scope).subquery("given")
    query = select(given.c.what, given.c.day, func.sum(given.c.weight)).group_by(given.c.what, given.c.day)
    rates = reader.all(HourRate)
    worth, unrated, total = Decimal(0), 0, 0
    mondays: set[date] = set()
    for activity, day, minutes in reader.rows(query):
        on = date.fromisoformat(day)
        rate = rate_of(rates, activity, on)
        total += int(minutes)
        mondays.add(_monday(on))
        if rate is None:
            unrated += int(minutes)
        else:
            worth += int(minutes) * rate
    weeks_in_all = (_monday(scope.last_day) - _monday(scope.first_day)).days // 7 + 1
    return Recorded(total, (worth / 60).quantize(_CENT, ROUND_HALF_UP), unrated, len(mondays), weeks_in_all)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
