"""The calculator of a loan: instalment, total, interest, and the whole schedule."""

from collections.abc import Sequence
from itertools import accumulate

from op_desktop.education.calculator import Calculator, Case, Numbers, money_input, rate_input, whole_input
from op_desktop.education.explanation import (
    Figure,
    Line,
    LineChart,
    Outcome,
    Sentence,
    Table,
    Unit,
    euro,
    number,
    percent,
    tell,
)
from op_desktop.education.loan import Loan, Repayment
from op_desktop.education.rounding import HUNDRED, exact, half_up, monthly_rate, to_cent
from op_desktop.language import N_


def explain_loan(loan: Loan) -> Outcome:
    """The answer for one loan."""
    lines = loan.schedule()
    owed = (to_cent(loan.principal), *(line.owed for line in lines))
    paid = tuple(accumulate((line.interest for line in lines), initial=to_cent(loan.principal * 0)))
    return Outcome(
        main=Figure("instalment", N_("Monthly instalment"), euro(loan.instalment)),
        others=(
            Figure("total", N_("You pay in all"), euro(loan.total)),
            Figure("interest", N_("Interest"), euro(loan.interest)),
        ),
        formula=tell(
            N_("Each instalment first pays the month’s interest on what you still owe; the rest lowers the debt.")
        ),
        steps=(*_steps(loan), *_first_month(lines)),
        notes=_closing(loan, lines),
        chart=LineChart(
            tuple(range(loan.months + 1)),
            Unit.MONTHS,
            (Line(N_("Still owed"), owed), Line(N_("Interest paid so far"), paid)),
        ),
        table=_table(lines),
    )  # fmt: skip


def _steps(loan: Loan) -> tuple[Sentence, ...]:
    share = monthly_rate(loan.tan)
    facts = {"principal": euro(loan.principal), "n": number(loan.months), "instalment": euro(loan.instalment)}
    if not share:
        first: tuple[Sentence, ...] = (
            tell(N_("Without interest the debt is divided equally: {principal} ÷ {n} = {instalment}."), **facts),
        )
    else:
        with exact():
            growth = (1 + share) ** loan.months
        first = (
            tell(N_("Rate of one month: {tan} ÷ 12 = {rate}."), tan=percent(loan.tan),
                 rate=percent(half_up(share * HUNDRED, 4))),
            tell(N_("Over {n} months one euro of debt would grow to {growth}."),
                 growth=number(half_up(growth, 6)), **facts),
            tell(N_("Instalment: {principal} × {rate} ÷ (1 − 1 ÷ {growth}) = {instalment}."),
                 rate=percent(half_up(share * HUNDRED, 4)), growth=number(half_up(growth, 6)), **facts),
        )  # fmt: skip
    if loan.total == loan.instalment * loan.months:
        whole = tell(N_("In all: {n} × {instalment} = {total}."), total=euro(loan.total), **facts)
    else:
        whole = tell(N_("In all you give back {total}: the last instalment evens out the cents."),
                     total=euro(loan.total))  # fmt: skip
    return (
        *first,
        whole,
        tell(N_("Interest: {total} − {principal} = {interest}."), total=euro(loan.total),
             interest=euro(loan.interest), **facts),
    )  # fmt: skip


def _first_month(lines: Sequence[Repayment]) -> tuple[Sentence, ...]:
    first = lines[0]
    return (
        tell(N_("First month: of {paid}, {interest} are interest and {capital} lower the debt."),
             paid=euro(first.paid), interest=euro(first.interest), capital=euro(first.capital)),
    )  # fmt: skip


def _closing(loan: Loan, lines: Sequence[Repayment]) -> tuple[Sentence, ...]:
    total, last = sum((line.paid for line in lines), to_cent(loan.principal * 0)), lines[-1].paid
    if total == loan.total:
        return ()
    return (
        tell(N_("The last instalment, {last}, evens out the cents: by the schedule you pay {total}, {interest} of it "
                "interest."),
             last=euro(last), total=euro(total), interest=euro(total - to_cent(loan.principal))),
    )  # fmt: skip


def _table(lines: Sequence[Repayment]) -> Table:
    heads = (N_("Month"), N_("Instalment"), N_("Interest"), N_("Capital"), N_("Still owed"))
    rows = tuple(
        (number(line.number), euro(line.paid, 2), euro(line.interest, 2), euro(line.capital, 2), euro(line.owed, 2))
        for line in lines
    )
    return Table("schedule", ("month", "paid", "interest", "capital", "owed"), heads, rows)


def _explain(numbers: Numbers) -> Outcome:
    return explain_loan(Loan(numbers["principal"], numbers["tan"], int(numbers["months"])))


LOAN = Calculator(
    "loan", N_("Loan and instalment"), N_("The monthly instalment of a loan, and what it costs in all."),
    "calendar-days",
    (
        Case(
            "loan", N_("Loan and instalment"),
            (
                money_input("principal", N_("Amount borrowed"), 6000, 100_000_000, (500, 50_000, 500), low="1"),
                rate_input("tan", N_("Yearly rate (TAN)"), "9", 100, ("0", "25", "0.25")),
                whole_input("months", N_("Months"), Unit.MONTHS, 24, 480, (2, 120, 1)),
            ),
            _explain,
        ),
    ),
)  # fmt: skip
