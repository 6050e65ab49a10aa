"""The TAEG: conventions of dates, rounding, rates below zero, what has none."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from op_desktop.education.apr import (
    Flow,
    NothingReceived,
    NothingRepaid,
    PaidBeforeReceived,
    RateNotComputable,
    apr,
    dated_flows,
    every,
    present_value,
    stated,
)
from op_desktop.education.apr_dates import Period, interval

days = st.dates(date(2000, 1, 1), date(2040, 12, 31))


def flow(time: object, amount: int) -> Flow:
    return Flow(Fraction(str(time)), Decimal(amount))


@pytest.mark.parametrize(
    ("rate", "one", "two"), [("3.055", "3.1", "3.06"), ("3.054", "3.1", "3.05"), ("6.95", "7.0", "6.95")]
)
def test_a_rate_is_stated_half_up_with_one_decimal_at_least(rate, one, two):
    assert (str(stated(Decimal(rate), 0)), str(stated(Decimal(rate), 2))) == (one, two)


def test_a_missing_day_is_the_last_of_february_and_the_year_that_ends_there_counts():
    found = interval(date(2012, 2, 26), date(2012, 3, 29))

    assert (found.whole, found.days, found.days_in_year) == (1, 3, 366)
    assert interval(date(2013, 2, 25), date(2013, 3, 28)).years == Fraction(1, 12) + Fraction(3, 366)


def test_weeks_are_fifty_two_a_year():
    found = interval(date(2026, 1, 5), date(2026, 2, 4), Period.WEEK)

    assert (found.whole, found.days, found.years) == (4, 2, Fraction(4, 52) + Fraction(2, 365))


@given(days, st.integers(0, 6000), st.sampled_from(Period))
@settings(max_examples=80)
def test_fewer_days_are_left_over_than_a_period_has(first, length, period):
    found = interval(first, first + timedelta(days=length), period)

    assert 0 <= found.days <= {Period.YEAR: 366, Period.MONTH: 31, Period.WEEK: 6}[period]
    # 52 weeks are a day and a quarter short of a year.
    assert abs(float(found.years) - length / 365.25) < 0.01 + length / 365 * 0.004


def test_a_payment_before_the_drawdown_has_no_interval():
    with pytest.raises(ValueError, match="before"):
        interval(date(2026, 2, 1), date(2026, 1, 31))


def test_days_lead_to_the_same_rate_as_the_times_they_stand_for():
    entries = [
        (date(2013, 2, 26), Decimal(1000)),
        (date(2013, 3, 29), Decimal(-400)),
        (date(2014, 2, 26), Decimal(-700)),
    ]

    by_hand = [flow(0, 1000), Flow(Fraction(1, 12) + Fraction(2, 366), Decimal(-400)), flow(1, -700)]
    assert apr(dated_flows(entries)) == apr(by_hand)


def test_a_payment_dated_before_the_drawdown_is_refused_with_its_day():
    entries = [(date(2026, 3, 1), Decimal(-100)), (date(2026, 4, 1), Decimal(1000)), (date(2027, 4, 1), Decimal(-1000))]
    with pytest.raises(PaidBeforeReceived) as refused:
        dated_flows(entries)
    assert "01/03/2026" in refused.value.headline
    with pytest.raises(NothingReceived):
        dated_flows(entries[:1])


def test_paying_back_less_than_was_received_is_a_rate_below_zero():
    assert apr([flow(0, 1000), flow(1, -900)]) == -10


def test_a_very_short_and_dear_loan_is_found():
    assert apr([flow(0, 100), flow("1/12", -150)]) == pytest.approx(Decimal("12874.633789"), abs=Decimal("1e-6"))


@pytest.mark.parametrize(
    ("flows", "refusal"),
    [
        ([], NothingReceived),
        ([flow(0, -100)], NothingReceived),
        ([flow(0, 100)], NothingRepaid),
        ([flow(0, 10), flow("1/365", -1_000_000)], RateNotComputable),
        # As much paid as received on the first day: every rate would do, or none.
        ([flow(0, 100), flow(0, -50)], RateNotComputable),
    ],
)
def test_without_a_rate_it_says_why(flows, refusal):
    with pytest.raises(refusal) as caught:
        apr(flows)

    assert caught.value.headline
    assert caught.value.remedy


@given(st.integers(100, 100_000), st.integers(1, 240), st.decimals(1, 40, places=2))
@settings(max_examples=25, deadline=None)
def test_at_its_rate_what_is_paid_is_worth_what_was_received(principal, months, more):
    flows = (flow(0, principal), *every(months, Decimal(principal) * (100 + more) / 100 / months))

    assert abs(present_value(flows, apr(flows))) < Decimal("1e-6")
