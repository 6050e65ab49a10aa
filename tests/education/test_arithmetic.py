"""The sums of a lesson are worked out exactly, and nothing but sums is."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from op_desktop.education.arithmetic import NotASum, evaluate, named, result, right, written

VECTORS = json.loads((Path(__file__).parent.parent / "data" / "calculator_vectors" / "programme.json").read_text())


@pytest.mark.parametrize(
    "line",
    [
        "10 - 2.50 - 1.20 = 6.30",
        "100 * 1.02 ** 5 = 110.41",
        "525 / 1500 * 100 = 35",
        "1800 - 1950 = -150",
        "1 / 8 = 0.13",
        "-(2 + 3) * 2 = -10",
        "taeg(1000, 88.85, 12) = 12.7",
    ],
)
def test_true_sums(line):
    assert right(line)


@pytest.mark.parametrize("line", ["10 - 2.50 = 7.51", "1 / 8 = 0.12", "100 * 1.02 ** 5 = 110.40", "2 ** -1 = 1.5"])
def test_false_sums_are_seen_to_the_last_decimal(line):
    assert not right(line)


def test_rounding_is_half_up_as_the_calculators_round():
    assert right("0.005 * 1 = 0.01")
    assert right("510.125 * 1 = 510.13")


@pytest.mark.parametrize(
    "line",
    [
        "10 - 2.50",
        "ten = 10",
        "__import__('os') = 1",
        "2 ** 2000 = 1",
        "9999 ** 9 = 1",
        "1 / 0 = 1",
        "[1][0] = 1",
        "taeg(1) = 1",
        "taeg(1000, 10, 12) = 1",
        "1 if 1 else 2 = 1",
        "True + 1 = 2",
        "(" * 200 + "1" + ")" * 200 + " = 1",
        "1 = 2 = 3",
    ],
)
def test_what_is_no_sum_is_refused(line):
    with pytest.raises(NotASum):
        right(line)


def test_the_yearly_rate_of_the_reference_loans():
    """Without costs the yearly rate is the monthly one compounded."""
    loans = [loan for loan in VECTORS["french_amortisation"] if loan["tan"]]
    assert len(loans) >= 5
    for loan in loans:
        capital, months, monthly = Decimal(loan["principal"]), loan["months"], Decimal(str(loan["tan"])) / 1200
        exact = capital * monthly / (1 - (1 + monthly) ** -months)
        assert abs(exact - Decimal(loan["instalment"])) <= Decimal("0.005")
        effective = ((1 + monthly) ** 12 - 1) * 100
        assert abs(evaluate(f"taeg({capital}, {exact}, {months})") - effective) < Decimal("0.000001")


def test_figures_are_read_as_each_language_writes_them():
    assert written("Da 1.628,89 € a 6,30 €, il 12,5 % di 10.", "it") == {
        Decimal("1628.89"), Decimal("6.3"), Decimal("12.5"), Decimal(10)}  # fmt: skip
    assert written("From €1,628.89 to €6.30, 12.5% of 10.", "en") == {
        Decimal("1628.89"), Decimal("6.3"), Decimal("12.5"), Decimal(10)}  # fmt: skip
    assert named("1000 * 1.05 ** 10 = 1628.89") == {Decimal(1000), Decimal("1.05"), Decimal(10), Decimal("1628.89")}
    assert result("1800 - 1950 = -150") == -150
