"""How heavy instalments weigh on an income, and above which rate a loan is usury."""

from decimal import Decimal

from op_desktop.education.calculator import Calculator, Case, Numbers, money_input, rate_input, whole_input
from op_desktop.education.explanation import (
    Amount,
    ColumnChart,
    Figure,
    Outcome,
    Unit,
    Verdict,
    euro,
    number,
    percent,
    tell,
)
from op_desktop.education.rounding import HUNDRED, exact, half_up
from op_desktop.language import N_

CARE_ABOVE, HEAVY_ABOVE = Decimal(30), Decimal(35)
"""Per cent of the income: up to the first fine, up to the second to watch, above it too heavy."""

_WORDS = {
    Verdict.FINE: N_("Up to 30 % of the income instalments can usually be carried."),
    Verdict.CARE: N_("Between 30 and 35 % of the income: careful, an unforeseen expense may be enough."),
    Verdict.HEAVY: N_("Above 35 % of the income instalments are too heavy: ask for help before taking new ones."),
}


def debt_ratio(instalments: Decimal, income: Decimal) -> Decimal:
    """Monthly instalments in per cent of the monthly income, not rounded."""
    with exact():
        return instalments * HUNDRED / income


def weight(ratio: Decimal) -> Verdict:
    """How to read a ratio in per cent."""
    return Verdict.FINE if ratio <= CARE_ABOVE else Verdict.CARE if ratio <= HEAVY_ABOVE else Verdict.HEAVY


def usury_threshold(tegm: Decimal) -> Decimal:
    """The rate in per cent above which a loan is usury: a quarter more and 4 points, at most 8 points more.

    From the average rate (TEGM) that the ministry publishes each quarter for each kind of loan; DL 70/2011.
    """
    with exact():
        return min(tegm * Decimal("1.25") + 4, tegm + 8)


def _explain_ratio(numbers: Numbers) -> Outcome:
    instalments, income = numbers["instalments"], numbers["income"]
    ratio = debt_ratio(instalments, income)
    shown, verdict = half_up(ratio, 1), weight(ratio)
    most = income * CARE_ABOVE / HUNDRED
    main = Figure("ratio", N_("Instalments over income"), percent(shown, 1))
    return Outcome(
        main=main,
        others=(
            Figure("left", N_("Left for everything else"), euro(income - instalments)),
            Figure("most", N_("Instalments up to 30 %"), euro(most)),
        ),
        formula=tell(N_("Instalments of a month ÷ income of a month = share of the income that is already promised.")),
        steps=(
            tell(N_("{instalments} ÷ {income} = {ratio}."), instalments=euro(instalments), income=euro(income),
                 ratio=percent(shown, 1)),
            tell(N_("Left for the month: {income} − {instalments} = {left}."), income=euro(income),
                 instalments=euro(instalments), left=euro(income - instalments)),
            tell(N_("30 % of {income} is {most}."), income=euro(income), most=euro(most)),
        ),
        notes=(tell(_WORDS[verdict]),),
        chart=ColumnChart(
            (main,),
            (Figure("care", N_("watch"), percent(CARE_ABOVE)), Figure("heavy", N_("too heavy"), percent(HEAVY_ABOVE))),
        ),
        verdict=verdict,
    )  # fmt: skip


def _explain_threshold(numbers: Numbers) -> Outcome:
    tegm, cost = numbers["tegm"], numbers["cost"]
    threshold = usury_threshold(tegm)
    over = cost > threshold
    when = {"quarter": number(int(numbers["quarter"])), "year": Amount(numbers["year"], Unit.CALENDAR_YEAR)}
    average = Figure("tegm", N_("Average rate (TEGM)"), percent(tegm))
    contract = Figure("cost", N_("Cost of the contract"), percent(cost))
    main = Figure("threshold", N_("Usury threshold"), percent(threshold))
    judged = N_("Indicative: {cost} is above the threshold of quarter {quarter} of {year}. Have the contract checked.")
    passed = N_("Indicative: {cost} is not above the threshold of quarter {quarter} of {year}.")
    with exact():
        first, second = tegm * Decimal("1.25") + 4, tegm + 8
    return Outcome(
        main=main,
        others=(average, contract),
        formula=tell(N_("The average rate × 1.25 + 4 points, but at most 8 points above the average rate.")),
        steps=(
            tell(N_("A fourth more and 4 points: {tegm} × 1.25 + 4 = {first}."), tegm=percent(tegm),
                 first=percent(first)),
            tell(N_("8 points more: {tegm} + 8 = {second}."), tegm=percent(tegm), second=percent(second)),
            tell(N_("The lower of the two counts: {threshold}."), threshold=percent(threshold)),
        ),
        notes=(tell(judged if over else passed, cost=percent(cost), **when),),
        chart=ColumnChart((average, contract), (Figure("threshold", N_("threshold"), percent(threshold)),)),
        verdict=Verdict.HEAVY if over else Verdict.FINE,
    )  # fmt: skip


DEBT = Calculator(
    "debt", N_("Debt and income"), N_("How heavy instalments weigh, and above which rate a loan is usury."), "table",
    (
        Case(
            "ratio", N_("Instalments over income"),
            (
                money_input("income", N_("Net income a month"), 1500, 1_000_000, (500, 5000, 50), low="0.01"),
                money_input("instalments", N_("All instalments of a month"), 450, 1_000_000, (0, 2000, 10)),
            ),
            _explain_ratio,
        ),
        Case(
            "threshold", N_("Usury threshold"),
            (
                rate_input("tegm", N_("Average rate (TEGM)"), "10", 100, ("0", "25", "0.05")),
                whole_input("quarter", N_("Quarter of the TEGM"), Unit.CALENDAR_YEAR, 4, 4, (1, 4, 1)),
                whole_input("year", N_("Year of the TEGM"), Unit.CALENDAR_YEAR, 2026, 2100, (2015, 2035, 1), low=1997),
                rate_input("cost", N_("Cost of the contract (TEG)"), "12", 1000, ("0", "40", "0.1")),
            ),
            _explain_threshold,
        ),
    ),
)  # fmt: skip
