"""Saving month by month: how much a month, for how long, and what comes together."""

from dataclasses import dataclass
from decimal import Decimal

from op_desktop.education.rounding import exact, monthly_rate, to_cent
from op_desktop.errors import UserError
from op_desktop.language import N_

MOST_MONTHS = 1200


class GoalOutOfReach(UserError):
    """At this pace it takes more than a hundred years."""

    title = N_("At this pace the goal is more than a hundred years away.")
    advice = N_("Put more aside each month, or choose a smaller goal.")


@dataclass(frozen=True, slots=True)
class Duration:
    """How long a goal takes: whole months, and the last payment, which may be smaller."""

    months: int
    last: Decimal


def future_value(monthly: Decimal, rate: Decimal, months: int, *, start: Decimal = Decimal(0),
                 begin: bool = False) -> Decimal:  # fmt: skip
    """What monthly payments (at the end of each month, or its beginning) and a first sum become; to the cent.

    ``rate`` is nominal, yearly, in per cent; interest is added each month and not rounded in between.
    """
    return to_cent(balance(monthly, rate, months, start, begin=begin))


def monthly_for(goal: Decimal, months: int, rate: Decimal, *, start: Decimal = Decimal(0)) -> Decimal:
    """Euro to put aside at the end of each month to reach the goal; 0 where the first sum does it by itself."""
    with exact():
        missing = goal - balance(Decimal(0), rate, months, start)
        return to_cent(max(Decimal(0), missing) / balance(Decimal(1), rate, months, Decimal(0)))


def months_for(goal: Decimal, monthly: Decimal, rate: Decimal, *, start: Decimal = Decimal(0)) -> Duration:
    """How many months until the goal is reached; raises GoalOutOfReach after a hundred years."""
    with exact():
        growth, saved = 1 + monthly_rate(rate), start
        if saved >= goal:
            return Duration(0, Decimal("0.00"))
        for month in range(1, MOST_MONTHS + 1):
            saved *= growth
            if goal - saved <= monthly:
                return Duration(month, to_cent(max(Decimal(0), goal - saved)))
            saved += monthly
    raise GoalOutOfReach


def balances(monthly: Decimal, rate: Decimal, months: int, *, start: Decimal = Decimal(0)) -> tuple[Decimal, ...]:
    """What is there after each month, from month 0 on; to the cent."""
    with exact():
        growth, saved, told = 1 + monthly_rate(rate), start, [to_cent(start)]
        for _month in range(months):
            saved = saved * growth + monthly
            told.append(to_cent(saved))
        return tuple(told)


def balance(monthly: Decimal, rate: Decimal, months: int, start: Decimal, *, begin: bool = False) -> Decimal:
    """As ``future_value``, not rounded."""
    with exact():
        share = monthly_rate(rate)
        growth = (1 + share) ** months
        paid = monthly * (growth - 1) / share if share else monthly * months
        return start * growth + (paid * (1 + share) if begin else paid)
