"""Which people look alike, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from op_desktop.matching.candidates import candidate_pairs
from op_desktop.matching.similarity import REASON_TEXT, Named, Reason, likeness


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (("D'Amico", "Niccolò"), ("DAMICO", "niccolo"), Reason.SAME_NAME),
        (("Rossi", "Maria"), ("Maria", "Rossi"), Reason.SWAPPED),
        (("El Amrani", "Fatima"), ("Fatima El", "Amrani"), Reason.SWAPPED),
        (("Colombo", "Giulia"), ("Colonbo", "Giulia"), Reason.SPELLING),
        (("Rossi", "Maria"), ("Rossi", "Maria Teresa"), Reason.PART_MISSING),
        (("Conti", "Beppe"), ("Conti", "Giuseppe"), Reason.SHORT_FORM),
        (("Conti", "Pino"), ("Peppe", "Conti"), Reason.SHORT_FORM),
    ],
)
def test_spelling_order_and_accents_do_not_hide_a_person(one, other, reason):
    found = likeness(Named(family=one[0], given=one[1]), Named(family=other[0], given=other[1]))
    assert found.alike
    assert found.reasons == (reason,)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Rossi", "Maria"), ("Rossi", "Carlo")),
        (("Rossi", "Maria"), ("Bianchi", "Maria")),
        (("", "Maria"), ("Rossi", "Maria")),
        (("Conti", "Angelo"), ("Conti", "Pasquale")),  # each may be Lino, and they are two
        (("", ""), ("Rossi", "Maria")),
    ],
)
def test_one_name_in_common_is_not_enough(one, other):
    assert not likeness(Named(family=one[0], given=one[1]), Named(family=other[0], given=other[1])).alike


def test_what_else_is_known_speaks_for_or_against():
    bare = Named(family="Rossi", given="Maria")
    close = Named(family="Rossi", given="Mara", phone="+39 333 123", municipality_id="rho", band="18_29")
    same = likeness(close, Named(family="Rossi", given="Maria", phone="39333123", municipality_id="rho"))
    other = likeness(close, Named(family="Rossi", given="Maria", municipality_id="pero", band="65_plus"))

    assert same.score > likeness(bare, Named(family="Rossi", given="Mara")).score > other.score
    assert same.reasons == (Reason.SPELLING, Reason.SAME_PHONE, Reason.SAME_TOWN)
    assert other.reasons == (Reason.SPELLING, Reason.OTHER_AGE, Reason.OTHER_TOWN)
    assert not other.alike


def test_every_reason_has_words():
    assert set(REASON_TEXT) == set(Reason)


names = st.builds(lambda family, given: Named(family=family, given=given), st.text(max_size=12), st.text(max_size=12))


@given(names, names)
def test_likeness_is_the_same_either_way_round_and_stays_in_its_range(one, other):
    there, back = likeness(one, other), likeness(other, one)
    assert there == back
    assert 0 <= there.score <= 100


def test_pairs_worth_comparing_are_found_without_comparing_all():
    people = {f"p{n:03}": Named(family=f"Cognome{chr(97 + n % 26)}{n}", given=f"Nome{n}") for n in range(300)}
    people |= {
        "x1": Named(family="Colombo", given="Giulia"), "x2": Named(family="Giulia", given="Colombo"),
        "x3": Named(family="Collombo", given="Giuglia"), "x4": Named(family="Colombo", given="Giulia Anna"),
        "x5": Named(given="Wei", phone="333 1"), "x6": Named(family="Zhang", phone="3331"),
        "x7": Named(family="Rossi", given="Beppe"), "x8": Named(family="Rossi", given="Giuseppe"),
        "x9": Named(family="Pino", given="Rossi"),
    }  # fmt: skip
    pairs = set(candidate_pairs(people))

    assert {("x1", "x2"), ("x1", "x4"), ("x5", "x6"), ("x7", "x8"), ("x8", "x9")} <= pairs
    assert Reason.SHORT_FORM in likeness(people["x7"], people["x8"]).reasons
    assert all(first < second for first, second in pairs)
    assert len(pairs) < 400
