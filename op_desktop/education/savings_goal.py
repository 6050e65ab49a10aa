"""The calculator of a savings goal: how much a month, how long, how much in the end."""

from collections.abc import Sequence
from decimal import Decimal

from op_desktop.education.calculator import Calculator, Case, Input, Numbers, money_input, rate_input, whole_input
from op_desktop.education.explanation import (
    Amount,
    Figure,
    Line,
    LineChart,
    Outcome,
    Sentence,
    Unit,
    euro,
    months,
    number,
    percent,
    tell,
)
from op_desktop.education.rounding import HUNDRED, half_up, monthly_rate
from op_desktop.education.savings import balance, balances, future_value, monthly_for, months_for
from op_desktop.language import N_

_NOTHING = Decimal(0)


def _explain_monthly(numbers: Numbers) -> Outcome:
    goal, rate, start, n = numbers["goal"], numbers["rate"], numbers["start"], int(numbers["months"])
    monthly, grown = monthly_for(goal, n, rate, start=start), future_value(_NOTHING, rate, n, start=start)
    missing, each = max(_NOTHING, goal - grown), number(balance(Decimal(1), rate, n, _NOTHING), 4 if rate else 0)
    steps = []
    if start:
        steps.append(tell(N_("The {start} that you have become {grown} in {n}."),
                          start=euro(start), grown=euro(grown), n=months(n)))  # fmt: skip
    steps.append(tell(N_("Still missing: {goal} − {grown} = {missing}."),
                      goal=euro(goal), grown=euro(grown), missing=euro(missing)))  # fmt: skip
    if rate:
        steps.append(tell(N_("With {rate} of interest a month, {n} payments of 1 euro become {each} euro."),
                          rate=_a_month(rate), n=number(n), each=each))  # fmt: skip
    steps.append(tell(N_("Each month: {missing} ÷ {each} = {monthly}."),
                      missing=euro(missing), each=each, monthly=euro(monthly)))  # fmt: skip
    return Outcome(
        main=Figure("monthly", N_("To put aside each month"), euro(monthly)),
        others=_own_and_interest(monthly * n + start, future_value(monthly, rate, n, start=start)),
        formula=tell(N_("What is missing ÷ number of months = what to put aside each month. Interest helps a little.")),
        steps=tuple(steps),
        chart=_chart(monthly, rate, n, start),
    )


def _explain_months(numbers: Numbers) -> Outcome:
    goal, monthly, rate, start = (numbers[key] for key in ("goal", "monthly", "rate", "start"))
    took = months_for(goal, monthly, rate, start=start)
    paid = start + monthly * max(0, took.months - 1) + took.last
    chart = _chart(monthly, rate, took.months, start, last=took.last)
    return Outcome(
        main=Figure("months", N_("Time you need"), months(took.months)),
        others=(
            Figure("last", N_("Last payment"), euro(took.last)),
            *_own_and_interest(paid, max(goal, chart.lines[0].values[-1])),
        ),
        formula=tell(N_("What is missing ÷ what you put aside each month = number of months, rounded up.")),
        steps=(
            tell(N_("Missing today: {goal} − {start} = {missing}."),
                 goal=euro(goal), start=euro(start), missing=euro(max(_NOTHING, goal - start))),
            tell(N_("Each month you add {monthly}, and what is there earns {rate}.") if rate
                 else N_("Each month you add {monthly}."), monthly=euro(monthly), rate=_a_month(rate)),
            tell(N_("After {n} you are there; the last time {last} are enough."),
                 n=months(took.months), last=euro(took.last)),
        ),
        chart=chart,
    )  # fmt: skip


def _explain_total(numbers: Numbers) -> Outcome:
    monthly, rate, start, n = numbers["monthly"], numbers["rate"], numbers["start"], int(numbers["months"])
    total, paid = future_value(monthly, rate, n, start=start), start + monthly * n
    return Outcome(
        main=Figure("total", N_("What you have in the end"), euro(total)),
        others=_own_and_interest(paid, total),
        formula=tell(N_("Your payments + the interest on them = what you have in the end.")),
        steps=(
            tell(N_("Your own money: {start} + {n} × {monthly} = {paid}."),
                 start=euro(start), n=number(n), monthly=euro(monthly), paid=euro(paid)),
            *(_interest_steps(rate, paid, total) if rate else ()),
        ),
        chart=_chart(monthly, rate, n, start),
    )  # fmt: skip


def _interest_steps(rate: Decimal, paid: Decimal, total: Decimal) -> tuple[Sentence, ...]:
    return (
        tell(N_("Each month what is there earns {rate}; the interest stays and earns too."), rate=_a_month(rate)),
        tell(N_("Interest in all: {total} − {paid} = {interest}."),
             total=euro(total), paid=euro(paid), interest=euro(total - paid)),
    )  # fmt: skip


def _own_and_interest(paid: Decimal, total: Decimal) -> tuple[Figure, ...]:
    return (
        Figure("paid", N_("Your own money"), euro(paid)),
        Figure("interest", N_("Interest earned"), euro(max(_NOTHING, total - paid))),
    )


def _a_month(rate: Decimal) -> Amount:
    return percent(half_up(monthly_rate(rate) * HUNDRED, 4))


def _chart(monthly: Decimal, rate: Decimal, length: int, start: Decimal, *, last: Decimal | None = None) -> LineChart:
    saved = list(balances(monthly, rate, length, start=start))
    own = [start + monthly * month for month in range(length + 1)]
    if last is not None and length:
        saved[-1], own[-1] = saved[-1] - monthly + last, own[-1] - monthly + last
    lines = [Line(N_("With interest"), tuple(saved)), Line(N_("Your own money"), tuple(own))]
    return LineChart(tuple(range(length + 1)), Unit.MONTHS, tuple(lines if rate else [lines[1]]))


_GOAL = money_input("goal", N_("What you want to buy costs"), 600, 10_000_000, (50, 5000, 10), low="0.01")
_MONTHLY = money_input("monthly", N_("You put aside each month"), 35, 1_000_000, (5, 500, 5), low="0.01")
_MONTHS = whole_input("months", N_("Months"), Unit.MONTHS, 12, 600, (1, 120, 1))
_RATE = rate_input("rate", N_("Interest a year"), "0", 50, ("0", "5", "0.1"), absent=0)
_START = money_input("start", N_("You already have"), 0, 10_000_000, (0, 2000, 10), absent=0)
_QUESTIONS: Sequence[tuple[str, str, tuple[Input, ...]]] = (
    ("monthly", N_("How much a month"), (_GOAL, _MONTHS, _START, _RATE)),
    ("months", N_("How long"), (_GOAL, _MONTHLY, _START, _RATE)),
    ("total", N_("How much in the end"), (_MONTHLY, _MONTHS, _START, _RATE)),
)
_ANSWERS = {"monthly": _explain_monthly, "months": _explain_months, "total": _explain_total}

SAVINGS = Calculator(
    "savings", N_("Savings goal"), N_("How much to put aside, or how long it takes, for something you want."), "flag",
    tuple(Case(key, name, inputs, _ANSWERS[key]) for key, name, inputs in _QUESTIONS),
)  # fmt: skip
