"""The calculator of the TAEG: a loan with all its costs, beside its TAN."""

from decimal import Decimal
from fractions import Fraction

from op_desktop.education.apr import Flow, apr, every, present_value
from op_desktop.education.calculator import Calculator, Case, Numbers, money_input, rate_input, whole_input
from op_desktop.education.compound import effective_rate
from op_desktop.education.explanation import (
    ColumnChart,
    Figure,
    Outcome,
    Sentence,
    Unit,
    euro,
    number,
    percent,
    tell,
)
from op_desktop.education.loan import Loan
from op_desktop.education.rounding import half_up, to_cent
from op_desktop.errors import UserError
from op_desktop.language import N_


class CostsEatTheLoan(UserError):
    """Nothing of the loan reaches the borrower."""

    title = N_("The costs at the start are as high as the loan itself.")
    advice = N_("Write costs below {principal}.")


def taeg(loan: Loan, upfront: Decimal, monthly: Decimal) -> Decimal:
    """The TAEG of a loan in per cent, not rounded; costs in euro, at the start and with each instalment.

    Instalments are not rounded while solving. Raises CostsEatTheLoan.
    """
    return apr(_flows(loan, upfront, monthly))


def _flows(loan: Loan, upfront: Decimal, monthly: Decimal) -> tuple[Flow, ...]:
    if upfront >= loan.principal:
        raise CostsEatTheLoan(principal=euro(loan.principal).say())
    received = Flow(Fraction(0), loan.principal - upfront)
    return received, *every(loan.months, loan.exact_instalment + monthly)


def _explain(numbers: Numbers) -> Outcome:
    loan = Loan(numbers["principal"], numbers["tan"], int(numbers["months"]))
    upfront, monthly = numbers["upfront"], numbers["monthly"]
    rate, effective = taeg(loan, upfront, monthly), effective_rate(loan.tan)
    costs = upfront + monthly * loan.months
    total = upfront + to_cent(loan.instalment + monthly) * loan.months
    tan = Figure("tan", N_("TAN"), percent(loan.tan))
    plain = Figure("effective", N_("Without costs"), percent(half_up(effective, 2)))
    main = Figure("taeg", N_("TAEG"), percent(half_up(rate, 2), 2))
    return Outcome(
        main=main,
        others=(
            Figure("instalment", N_("Instalment with costs"), euro(to_cent(loan.instalment + monthly))),
            Figure("costs", N_("Costs besides interest"), euro(costs)),
            Figure("total", N_("You pay in all"), euro(total)),
        ),
        formula=tell(
            N_("The TAEG is the yearly rate that counts everything: interest, costs, and when each euro is paid.")
        ),
        steps=_steps(loan, upfront, monthly, rate),
        notes=_notes(rate, loan, upfront, total),
        chart=ColumnChart((tan, plain, main)),
    )


def _steps(loan: Loan, upfront: Decimal, monthly: Decimal, rate: Decimal) -> tuple[Sentence, ...]:
    received, paid = loan.principal - upfront, to_cent(loan.instalment + monthly)
    worth = -present_value(_flows(loan, upfront, monthly)[1:], rate)
    effective = effective_rate(loan.tan)
    return (
        tell(N_("You receive: {principal} − {upfront} = {received}."),
             principal=euro(loan.principal), upfront=euro(upfront), received=euro(received)),
        tell(N_("You pay {n} times {instalment} + {monthly} = {paid}."),
             n=number(loan.months), instalment=euro(loan.instalment), monthly=euro(monthly), paid=euro(paid)),
        tell(N_("In all: {upfront} + {n} × {paid} = {total}."), upfront=euro(upfront), n=number(loan.months),
             paid=euro(paid), total=euro(upfront + paid * loan.months)),
        tell(N_("A euro paid later weighs less: at {rate} a year the {n} payments are worth {worth} today, "
                "as much as you receive."),
             rate=percent(half_up(rate, 2), 2), n=number(loan.months), worth=euro(to_cent(worth))),
        tell(N_("The TAN of {tan}, paid month by month, is {effective} a year; the costs add {more} points."),
             tan=percent(loan.tan), effective=percent(half_up(effective, 2)),
             more=number(half_up(half_up(rate, 2) - half_up(effective, 2), 2))),
    )  # fmt: skip


def _notes(rate: Decimal, loan: Loan, upfront: Decimal, total: Decimal) -> tuple[Sentence, ...]:
    if half_up(rate, 2) < 0 or total < loan.principal - upfront:
        return (tell(N_("The rate is below zero: you pay back less than you receive.")),)
    return (tell(N_("Compare offers by their TAEG, not by their TAN.")),)


TAEG = Calculator(
    "taeg", N_("TAEG with costs"), N_("What a loan really costs a year, with all its expenses."), "search",
    (
        Case(
            "taeg", N_("TAEG with costs"),
            (
                money_input("principal", N_("Amount borrowed"), 5000, 100_000_000, (500, 50_000, 500), low="1"),
                rate_input("tan", N_("Yearly rate (TAN)"), "8", 100, ("0", "25", "0.25")),
                whole_input("months", N_("Months"), Unit.MONTHS, 36, 480, (2, 120, 1)),
                money_input("upfront", N_("Costs at the start"), 150, 10_000_000, (0, 1000, 10), absent=0),
                money_input("monthly", N_("Costs with each instalment"), 2, 100_000, (0, 20, 1), absent=0),
            ),
            _explain,
        ),
    ),
)  # fmt: skip
