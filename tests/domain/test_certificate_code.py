"""The short code notices a change of any fact and is easy to copy by hand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from op_desktop.domain.certificate_code import ALPHABET, same_code, verification_code

FACTS = {"number": "OP-2026-D03-00017", "holder": "Beatrice Ferrario", "issued_on": date(2027, 1, 12), "minutes": 300}


def test_the_code_is_stable_because_paper_cannot_be_updated():
    assert verification_code(**FACTS) == "8EJ4-L8F7"


@given(st.text(max_size=40), st.integers(0, 100_000))
def test_the_code_has_two_groups_of_four_clear_signs(holder, minutes):
    code = verification_code(**{**FACTS, "holder": holder, "minutes": minutes})
    assert len(code) == 9
    assert code[4] == "-"
    assert set(code.replace("-", "")) <= set(ALPHABET)
    assert not set(ALPHABET) & set("01OI")
    assert len(set(ALPHABET)) == 32


@pytest.mark.parametrize(
    "change",
    [
        {"number": "OP-2026-D03-00018"},
        {"holder": "Beatrice Ferrari"},
        {"issued_on": date(2027, 1, 13)},
        {"minutes": 301},
    ],
)
def test_any_other_fact_gives_another_code(change):
    assert verification_code(**{**FACTS, **change}) != verification_code(**FACTS)


def test_facts_do_not_run_into_one_another():
    one = verification_code(**{**FACTS, "number": "OP-1", "holder": "2Ada"})
    assert one != verification_code(**{**FACTS, "number": "OP-12", "holder": "Ada"})


def test_composed_and_decomposed_names_have_one_code():
    composed, decomposed = ({**FACTS, "holder": name} for name in ("Am\u00e9lie", "Ame\u0301lie"))
    assert verification_code(**composed) == verification_code(**decomposed)


@pytest.mark.parametrize("typed", ["8F3K-Q7MT", "8f3kq7mt", " 8F3K q7mt "])
def test_a_typed_code_is_read_as_people_write_it(typed):
    assert same_code(typed, "8F3K-Q7MT")


@pytest.mark.parametrize("typed", ["", "8F3K", "8F3K-Q7MX"])
def test_another_code_is_not_the_printed_one(typed):
    assert not same_code(typed, "8F3K-Q7MT")
