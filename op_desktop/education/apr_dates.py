"""The time between two payments as Directive 2008/48/EC, Annex I, wants it: whole periods and days, in years."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction


class Period(StrEnum):
    """The whole periods that are counted first."""

    YEAR = "year"
    MONTH = "month"
    WEEK = "week"


PER_YEAR = {Period.YEAR: 1, Period.MONTH: 12, Period.WEEK: 52}
"""A year has 12 equal months or 52 weeks."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Whole periods, and the days left over in front of them."""

    whole: int
    per_year: int
    days: int
    days_in_year: int
    """Length of the year that ends on the last of the left-over days: 365, or 366 with a 29 February in it."""

    @property
    def years(self) -> Fraction:
        """The interval in years, exactly."""
        return Fraction(self.whole, self.per_year) + Fraction(self.days, self.days_in_year)


def interval(first: date, last: date, period: Period = Period.MONTH) -> Interval:
    """From the first drawdown to a payment.

    Periods are counted backwards from the payment; where a month lacks the day, its last day stands for it. Raises
    ValueError where the payment comes before the drawdown.
    """
    if last < first:
        raise ValueError(f"{last} is before {first}")
    whole = 0
    while _back(last, period, whole + 1) >= first:
        whole += 1
    reached = _back(last, period, whole)
    return Interval(whole, PER_YEAR[period], (reached - first).days, (reached - _months_back(reached, 12)).days)


def _back(day: date, period: Period, count: int) -> date:
    if period is Period.WEEK:
        return day - timedelta(weeks=count)
    return _months_back(day, count * (12 if period is Period.YEAR else 1))


def _months_back(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
