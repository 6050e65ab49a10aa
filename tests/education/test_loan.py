"""Loans: the schedule closes, the totals agree, more costs more, and an independent solver finds the same."""

import math
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from op_desktop.education.compound import effective_rate
from op_desktop.education.credit_cost import taeg
from op_desktop.education.loan import Loan
from op_desktop.education.loan_explained import explain_loan

CENT = Decimal("0.01")
loans = st.builds(
    Loan,
    st.decimals(1, 500_000, places=2),
    st.decimals(0, 60, places=2),
    st.integers(1, 420),
)


def random_loans(count: int) -> list[tuple[Loan, Decimal, Decimal]]:
    """Loans as people take them, with costs at the start and with each instalment."""
    dice = Random(20261124)
    return [
        (
            Loan(Decimal(dice.randrange(500, 250_000)), Decimal(dice.randrange(0, 2500)) / 100, dice.randrange(2, 361)),
            Decimal(dice.randrange(0, 300)),
            Decimal(dice.randrange(0, 50)) / 10,
        )
        for _each in range(count)
    ]


def instalment_by_bisection(principal: float, rate: float, months: int) -> float:
    """The payment after which nothing is owed, found by paying back month after month; knows no formula."""

    def owed(payment: float) -> float:
        balance = principal
        for _month in range(months):
            balance += balance * rate / 1200 - payment
        return balance

    low, high = 0.0, principal * (1 + rate / 1200) + 1
    for _turn in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if owed(middle) > 0 else (low, middle)
    return (low + high) / 2


def rate_by_bisection(received: float, payments: list[float]) -> float:
    """The yearly rate in per cent at which monthly payments are worth what was received; floating point."""

    def surplus(rate: float) -> float:
        return math.fsum(payment * (1 + rate) ** (-month / 12) for month, payment in enumerate(payments, 1)) - received

    low, high = -0.9, 1.0
    while surplus(high) > 0:
        high *= 2
    for _turn in range(120):
        middle = (low + high) / 2
        low, high = (middle, high) if surplus(middle) > 0 else (low, middle)
    return (low + high) / 2 * 100


@pytest.mark.parametrize(("loan", "upfront", "monthly"), random_loans(25))
def test_an_independent_solver_finds_the_same_instalment_and_rate(loan, upfront, monthly):
    payment = instalment_by_bisection(float(loan.principal), float(loan.tan), loan.months)
    rate = rate_by_bisection(float(loan.principal - upfront), [payment + float(monthly)] * loan.months)

    assert float(loan.exact_instalment) == pytest.approx(payment, abs=1e-6)
    assert abs(loan.instalment - loan.exact_instalment) <= CENT / 2
    assert float(taeg(loan, upfront, monthly)) == pytest.approx(rate, abs=1e-6)


@given(loans)
@settings(max_examples=40, deadline=None)
def test_a_schedule_closes_and_its_columns_add_up(loan):
    lines = loan.schedule()

    assert lines[-1].owed == 0
    assert sum(line.capital for line in lines) == loan.principal
    assert sum(line.paid for line in lines) == loan.principal + sum(line.interest for line in lines)
    assert all(line.paid == line.interest + line.capital for line in lines)
    assert all(0 <= line.paid <= loan.instalment for line in lines[:-1])
    # Half a cent of the instalment and of each month's interest, grown to the end, is all that the last one evens out.
    growth = (1 + loan.tan / 1200) ** loan.months
    assert abs(lines[-1].paid - loan.instalment) <= CENT * loan.months * growth


@given(loans, st.decimals("0.25", 5, places=2))
@settings(max_examples=40, deadline=None)
def test_a_higher_rate_costs_more_and_a_longer_time_costs_more_interest(loan, more):
    dearer = Loan(loan.principal, loan.tan + more, loan.months)
    longer = Loan(loan.principal, loan.tan + more, loan.months + 12)

    assert dearer.exact_instalment > loan.exact_instalment
    assert longer.exact_instalment < dearer.exact_instalment
    assert longer.exact_instalment * longer.months > dearer.exact_instalment * dearer.months


@given(loans.filter(lambda loan: loan.principal > 200), st.decimals(1, 100, places=2), st.decimals("0.1", 5, places=1))
@settings(max_examples=15, deadline=None)
def test_without_costs_the_taeg_is_the_effective_rate_and_costs_only_raise_it(loan, upfront, monthly):
    free = taeg(loan, Decimal(0), Decimal(0))

    assert abs(free - effective_rate(loan.tan)) < Decimal("1e-9")
    assert free < taeg(loan, upfront, Decimal(0)) < taeg(loan, upfront, monthly)


def test_a_loan_without_interest_is_divided_and_its_cents_are_evened_out():
    loan = Loan(Decimal(1000), Decimal(0), 3)

    assert [line.paid for line in loan.schedule()] == [Decimal("333.33"), Decimal("333.33"), Decimal("333.34")]
    assert loan.interest == 0


def test_without_interest_a_loan_costs_nothing_however_its_cents_fall():
    for principal in ("960", "1560"):
        loan = Loan(Decimal(principal), Decimal(0), 18)
        assert loan.instalment * loan.months != loan.principal
        assert (loan.total, loan.interest) == (Decimal(principal), 0)
        told = [step.say("it") for step in explain_loan(loan).steps]
        assert any("l’ultima rata pareggia i centesimi" in line for line in told)


def test_a_debt_smaller_than_its_cents_is_paid_once():
    lines = Loan(Decimal("0.06"), Decimal(0), 12).schedule()

    assert [line.paid for line in lines] == [CENT] * 6 + [0] * 6
