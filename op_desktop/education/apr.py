"""The annual percentage rate of charge (TAEG): the rate at which what is received and what is paid weigh the same.

Directive 2008/48/EC, Annex I; the arithmetic is the same in 2014/17/EU and in 2023/2225.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from op_desktop.education.apr_dates import Period, interval
from op_desktop.education.rounding import HUNDRED, exact, half_up
from op_desktop.errors import UserError
from op_desktop.language import N_

LEAST, MOST = Decimal("-0.99"), Decimal(10) ** 6
"""The rates among which the right one is looked for, as shares."""
_CLOSE = Decimal("1e-30")
_MOST_TURNS = 300


class NothingRepaid(UserError):
    """Money was received and none is paid back."""

    title = N_("There is no repayment.")
    advice = N_("Without a payment no rate can be computed: write at least one.")


class NothingReceived(UserError):
    """Payments without any money received."""

    title = N_("There is no drawdown.")
    advice = N_("Without money received no rate can be computed: write at least one amount.")


class PaidBeforeReceived(UserError):
    """A payment that comes before any money was received."""

    title = N_("The payment of {day:%d/%m/%Y} comes before the drawdown.")
    advice = N_("Nothing is paid back before money is received: correct the day of one of the two.")


class RateNotComputable(UserError):
    """No rate makes the two sides equal."""

    title = N_("The TAEG cannot be computed for these payments.")
    advice = N_("No rate makes what is paid worth what is received; check the amounts and their dates.")


@dataclass(frozen=True, slots=True)
class Flow:
    """Money received (above 0) or paid (below 0), ``time`` years after the first drawdown."""

    time: Fraction
    amount: Decimal


def dated_flows(entries: Sequence[tuple[date, Decimal]], period: Period = Period.MONTH) -> tuple[Flow, ...]:
    """Amounts by their days, counted from the first drawdown; received above 0, paid below.

    Raises PaidBeforeReceived, or NothingReceived where nothing was.
    """
    if not any(amount > 0 for _day, amount in entries):
        raise NothingReceived
    first = min(day for day, amount in entries if amount > 0)
    early = min(day for day, _amount in entries)
    if early < first:
        raise PaidBeforeReceived(day=early)
    return tuple(Flow(interval(first, day, period).years, amount) for day, amount in entries)


def every(count: int, amount: Decimal, *, per_year: int = 12, first: Fraction | None = None) -> tuple[Flow, ...]:
    """Equal payments at equal distances, the first after ``first`` years (else after one distance)."""
    step = Fraction(1, per_year)
    start = step if first is None else first
    return tuple(Flow(start + step * number, -amount) for number in range(count))


def apr(flows: Sequence[Flow]) -> Decimal:
    """The rate in per cent a year, not rounded; below 0 where less is paid back than was received.

    Raises NothingRepaid, NothingReceived or RateNotComputable.
    """
    if not any(flow.amount > 0 for flow in flows):
        raise NothingReceived
    if not any(flow.amount < 0 for flow in flows):
        raise NothingRepaid
    with exact():
        balance = _Balance.of(flows)
        tick = _root(balance)
        return half_up((tick**-balance.ticks_a_year - 1) * HUNDRED, 12)


def present_value(flows: Sequence[Flow], rate: Decimal) -> Decimal:
    """What flows are worth at the start, at a yearly rate in per cent; not rounded."""
    with exact():
        balance = _Balance.of(flows)
        return balance.at(balance.tick(rate / HUNDRED))


def stated(rate: Decimal, decimals: int = 1) -> Decimal:
    """The rate as it is published: one decimal at least, half up."""
    return half_up(rate, max(1, decimals))


@dataclass(frozen=True, slots=True)
class _Balance:
    """Flows on the ticks of a common clock, the latest first: whole powers of one number give their worth."""

    ticks_a_year: int
    gaps: tuple[tuple[int, Decimal], ...]
    """The ticks between each flow and the one before it in time (for the first: the start), and its amount."""

    @classmethod
    def of(cls, flows: Sequence[Flow]) -> "_Balance":
        ticks_a_year = math.lcm(*(flow.time.denominator for flow in flows))
        sums: defaultdict[int, Decimal] = defaultdict(Decimal)
        for flow in flows:
            sums[int(flow.time * ticks_a_year)] += flow.amount
        times = sorted(sums)
        before = dict(zip(times, [0, *times], strict=False))
        return cls(ticks_a_year, tuple((time - before[time], sums[time]) for time in reversed(times)))

    def tick(self, rate: Decimal) -> Decimal:
        """What a euro one tick away is worth at this yearly rate, a share."""
        return (1 + rate) ** (Decimal(-1) / self.ticks_a_year)

    def at(self, tick: Decimal) -> Decimal:
        """The worth of all flows at the start."""
        powers: dict[int, Decimal] = {0: Decimal(1)}
        worth = Decimal(0)
        for gap, amount in self.gaps:
            if gap not in powers:
                powers[gap] = tick**gap
            worth = (worth + amount) * powers[gap]
        return worth


def _root(balance: _Balance) -> Decimal:
    """The worth of a tick at which the flows balance; by false position, halved where one end stands still."""
    low, high = _bracket(balance)
    below, above = balance.at(low), balance.at(high)
    stood = 0
    for _turn in range(_MOST_TURNS):
        if not above or abs(high - low) < _CLOSE:
            break
        middle = high - above * (high - low) / (above - below)
        worth = balance.at(middle)
        if (worth > 0) == (above > 0):
            below = below / 2 if stood > 0 else below
            stood = 1
        else:
            low, below, stood = high, above, 0
        high, above = middle, worth
    return high


def _bracket(balance: _Balance) -> tuple[Decimal, Decimal]:
    """Two ticks between which the worth changes its sign, the one nearer to a rate of 0 first."""
    none = Decimal(1)
    start = balance.at(none)
    if not start:
        return none, none
    low, rate = none, Decimal("0.125")
    while rate <= MOST:
        high = balance.tick(rate)
        if (balance.at(high) > 0) != (start > 0):
            return low, high
        low, rate = high, rate * 2
    last = balance.tick(LEAST)
    if (balance.at(last) > 0) == (start > 0):
        raise RateNotComputable
    return none, last
