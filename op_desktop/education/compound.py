"""Compound interest against simple interest, and what a nominal rate comes to in a year."""

from dataclasses import dataclass
from decimal import Decimal

from op_desktop.education.calculator import Calculator, Case, Numbers, money_input, rate_input, whole_input
from op_desktop.education.explanation import (
    Figure,
    Line,
    LineChart,
    Outcome,
    Sentence,
    Unit,
    euro,
    number,
    tell,
    years,
)
from op_desktop.education.rounding import HUNDRED, exact, half_up, to_cent
from op_desktop.language import N_


@dataclass(frozen=True, slots=True)
class Growth:
    """What a capital becomes, in euro to the cent."""

    compound: Decimal
    simple: Decimal


def growth(capital: Decimal, rate: Decimal, length: int, times: int = 1) -> Growth:
    """A capital after whole years at a yearly rate in per cent, interest added ``times`` a year."""
    with exact():
        compound = capital * growth_factor(rate, times) ** (length * times)
        return Growth(to_cent(compound), to_cent(capital * (1 + rate / HUNDRED * length)))


def growth_factor(rate: Decimal, times: int) -> Decimal:
    """By what a capital is multiplied each time that interest is added."""
    with exact():
        return 1 + rate / HUNDRED / times


def effective_rate(rate: Decimal, times: int = 12) -> Decimal:
    """What a nominal yearly rate in per cent comes to when interest is added ``times`` a year; not rounded."""
    with exact():
        return (growth_factor(rate, times) ** times - 1) * HUNDRED


def years_to_double(rate: Decimal) -> Decimal:
    """Years in which a capital doubles at a yearly rate above 0; not rounded."""
    with exact():
        return Decimal(2).ln() / (1 + rate / HUNDRED).ln()


def _explain(numbers: Numbers) -> Outcome:
    capital, rate = numbers["capital"], numbers["rate"]
    length, times = int(numbers["years"]), int(numbers["times"])
    grown, factor = growth(capital, rate, length, times), growth_factor(rate, times)
    multiplier = half_up(factor ** (length * times), 6)
    steps = [
        tell(N_("Each time interest is added, the capital is multiplied by {factor}."),
             factor=number(half_up(factor, 6))),
        tell(N_("That happens {count} times, in all by {multiplier}."), count=number(length * times),
             multiplier=number(multiplier)),
        tell(N_("{capital} × {multiplier} = {grown}."), capital=euro(capital), multiplier=number(multiplier),
             grown=euro(grown.compound)),
        tell(N_("With simple interest, on the first capital only: {simple}."), simple=euro(grown.simple)),
    ]  # fmt: skip
    return Outcome(
        main=Figure("compound", N_("What it becomes"), euro(grown.compound)),
        others=(
            Figure("interest", N_("Interest"), euro(grown.compound - capital)),
            Figure("simple", N_("With simple interest"), euro(grown.simple)),
        ),
        formula=tell(N_("Interest stays with the capital and earns interest too: each year capital × (1 + rate).")),
        steps=tuple(steps),
        notes=_doubling(rate),
        chart=LineChart(
            tuple(range(length + 1)),
            Unit.YEARS,
            (
                Line(
                    N_("Compound interest"), tuple(growth(capital, rate, n, times).compound for n in range(length + 1))
                ),
                Line(N_("Simple interest"), tuple(growth(capital, rate, n).simple for n in range(length + 1))),
            ),
        ),
    )


def _doubling(rate: Decimal) -> tuple[Sentence, ...]:
    if not rate:
        return ()
    return (
        tell(N_("Rule of 72: 72 ÷ {rate} = about {rule} until it doubles (exactly {exact})."), rate=number(rate),
             rule=years(72 / rate, 1), exact=years(years_to_double(rate), 2)),
    )  # fmt: skip


COMPOUND = Calculator(
    "compound", N_("Compound interest"), N_("What a sum becomes when the interest stays and earns too."), "sprout",
    (
        Case(
            "compound", N_("Compound interest"),
            (
                money_input("capital", N_("Capital"), 1000, 100_000_000, (100, 20_000, 100), low="0.01"),
                rate_input("rate", N_("Interest a year"), "5", 50, ("0", "15", "0.1")),
                whole_input("years", N_("Years"), Unit.YEARS, 10, 60, (1, 50, 1)),
                whole_input("times", N_("Interest is added, times a year"), Unit.TIMES, 1, 365, (1, 12, 1), absent=1),
            ),
            _explain,
        ),
    ),
)  # fmt: skip
