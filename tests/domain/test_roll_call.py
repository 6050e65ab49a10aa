"""What is typed into “Who is missing?” marks exactly the pupils it names."""

import re
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from op_desktop.domain.attendance import Mark
from op_desktop.domain.names import words
from op_desktop.domain.roll_call import LETTERS, TIMED, TokenState, exceptions, parse, problem

PRESENT, ABSENT, LATE, EXCUSED, LEFT = Mark.PRESENT, Mark.ABSENT, Mark.LATE, Mark.EXCUSED, Mark.LEFT_EARLY


@dataclass(frozen=True)
class Seat:
    enrolment_id: str
    number: int
    family: str = ""
    given: str = ""


def seats(*names):
    return [Seat(f"e{n}", n, *name.split(", ")) for n, name in enumerate(names, start=1)]


NUMBERS = [Seat(f"e{n}", n) for n in range(1, 26)]
CLASS = seats(
    "Colombo, Giulia", "Pirovano, Luca", "El Amrani, Adam", "Rossi, Aurora", "Romano, Nora", "De Luca, Martina",
    "Popescu, Ștefania", "D'Amico, Davide", "Hoxha, Denis", "Łukasik, Jan", "Cozzi, Irene",
)  # fmt: skip


def marked(text, roster=CLASS, language="it"):
    return {id: (mark if minutes is None else (mark, minutes))
            for id, (mark, minutes) in exceptions(parse(text, roster, language)).items()}  # fmt: skip


def states(text, roster=CLASS):
    return [(token.text, token.state.value) for token in parse(text, roster, "it")]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("7 18", "it", {"e7": ABSENT, "e18": ABSENT}),
        ("7,18;  3", "it", {"e7": ABSENT, "e18": ABSENT, "e3": ABSENT}),
        ("7r", "it", {"e7": LATE}),
        ("7 r", "it", {"e7": LATE}),
        ("7R 8", "it", {"e7": LATE, "e8": ABSENT}),
        ("12r10", "it", {"e12": (LATE, 10)}),
        ("12 r10 3", "it", {"e12": (LATE, 10), "e3": ABSENT}),
        ("7 r 10", "it", {"e7": LATE, "e10": ABSENT}),
        ("3g 9u 9u45", "it", {"e3": EXCUSED, "e9": (LEFT, 45)}),
        ("7l 8e 9o 10a", "en", {"e7": LATE, "e8": EXCUSED, "e9": LEFT, "e10": ABSENT}),
        ("3-5 9", "it", {"e3": ABSENT, "e4": ABSENT, "e5": ABSENT, "e9": ABSENT}),
        ("3–5g", "it", {"e3": EXCUSED, "e4": EXCUSED, "e5": EXCUSED}),
        ("3-5 r10", "it", {"e3": (LATE, 10), "e4": (LATE, 10), "e5": (LATE, 10)}),
        ("4p 3-5", "it", {"e3": ABSENT, "e4": PRESENT, "e5": ABSENT}),
        ("7-7", "it", {"e7": ABSENT}),
        ("", "it", {}),
    ],
)
def test_numbers_and_their_letters(text, language, expected):
    assert marked(text, NUMBERS, language) == expected


@pytest.mark.parametrize(
    "text",
    ["27", "0", "7x", "7r1000", "3g10", "7a5", "7rr", "1234", "7l", "rossi", "r", "20-27", "5-3", "3-", "-4", "3-5x"],
)
def test_what_is_not_clear_marks_nobody(text):
    assert marked(text, NUMBERS) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("col pir", {"e1": ABSENT, "e2": ABSENT}),
        ("AMR", {"e3": ABSENT}),
        ("el", {"e3": ABSENT}),
        ("damico d’am", {"e8": ABSENT}),
        ("luk lukasik", {"e10": ABSENT}),
        ("de luca", {"e6": ABSENT}),
        ("el amrani adam 4", {"e3": ABSENT, "e4": ABSENT}),
        ("col r pir g", {"e1": LATE, "e2": EXCUSED}),
        ("hox r10", {"e9": (LATE, 10)}),
    ],
)
def test_surnames(text, expected):
    assert marked(text) == expected


def test_an_ambiguous_or_unknown_token_stops_only_itself():
    assert states("ro 1 xyz hox") == [("ro", "ambiguous"), ("1", "ok"), ("xyz", "unknown"), ("hox", "ok")]
    assert marked("ro 1 xyz hox") == {"e1": ABSENT, "e9": ABSENT}


def test_a_whole_surname_is_not_hidden_by_a_longer_one():
    roster = seats("Rossi, Ada", "Rossini, Ugo", "De Rossi, Ivo")

    assert marked("rossi", roster) == {"e1": ABSENT}
    assert marked("de rossi", roster) == {"e3": ABSENT}
    assert states("ross", roster) == [("ross", "ambiguous")]


def test_a_given_name_tells_two_of_one_surname_apart_unless_it_may_be_somebody_else():
    roster = seats("Rossi, Mario", "Rossi, Ada", "Marino, Ugo", "Sala, Ivo")

    assert marked("rossi ada sal", roster) == {"e2": ABSENT, "e4": ABSENT}
    assert states("rossi mar", roster) == [("rossi mar", "ambiguous")]
    assert states("rossi", roster) == [("rossi", "ambiguous")]


def test_what_is_told_about_a_token_that_marks_nobody():
    told = {token.text: problem(token, CLASS) for token in parse("ro 27 xyz 1", CLASS, "en")}

    assert told == {
        "ro": "“ro” may be Rossi or Romano. Add a letter.",
        "27": "There is no 27: the class has 11 places.",
        "xyz": "Nobody here is called “xyz”.",
        "1": "",
    }
    told = [problem(token, NUMBERS) for token in parse("20-27 3-5x -4 7 r 30 8rr", NUMBERS, "it")]
    assert told == [
        "There is no 27: the class has 25 places.", "“3-5x” cannot be read.", "“-4” cannot be read.", "",
        "There is no 30: the class has 25 places.", "“8rr” cannot be read.",
    ]  # fmt: skip


def test_a_range_passes_over_a_number_that_nobody_bears_any_more():
    left = [seat for seat in NUMBERS if seat.number != 4]

    assert marked("3-5", left) == {"e3": ABSENT, "e5": ABSENT}
    assert states("3-4", left) == [("3-4", "unknown")]
    assert states("3-5", [*NUMBERS, Seat("twin", 4)]) == [("3-5", "ambiguous")]


def test_two_pupils_with_one_number_are_not_guessed():
    roster = [Seat("a", 7), Seat("b", 7)]

    assert states("7", roster) == [("7", "ambiguous")]


typed = st.lists(
    st.tuples(
        st.integers(1, 25), st.sampled_from(["", *LETTERS["it"]]), st.one_of(st.none(), st.integers(0, 120)),
        st.sampled_from(["", " "]),
    ),
    max_size=12, unique_by=lambda part: part[0],
)  # fmt: skip


@given(typed, st.sampled_from([" ", ", ", "; "]))
def test_numbers_mark_exactly_the_pupils_that_bear_them(parts, separator):
    expected = {}
    pieces = []
    for number, letter, minutes, gap in parts:
        mark = LETTERS["it"].get(letter, ABSENT)
        timed = minutes is not None and letter != "" and mark in TIMED
        pieces.append(f"{number}{gap if letter else ''}{letter}{minutes if timed else ''}")
        expected[f"e{number}"] = (mark, minutes) if timed else mark

    assert marked(separator.join(pieces), NUMBERS) == expected


@given(st.text(alphabet="0123456789argulx -,.'àò", max_size=30))
def test_whatever_is_typed_every_mark_belongs_to_a_number_or_name_in_its_own_token(text):
    for token in parse(text, CLASS, "it"):
        assert text[token.start : token.start + len(token.text)] == token.text
        if token.state is not TokenState.OK:
            assert token.enrolments == ()
            assert token.mark is None
            continue
        named = [seat for seat in CLASS if seat.enrolment_id in token.enrolments]
        seat = named[0]
        piece = re.split(r"[\s,;]+", token.text)[0]
        if piece[0].isdigit():
            first, last = re.match(r"([0-9]+)(?:-([0-9]+))?", piece).groups()
            assert [seat.number for seat in named] == list(range(int(first), int(last or first) + 1))
        else:
            assert any(
                word.startswith("".join(words(piece))) for word in [*words(seat.family), fold_whole(seat.family)]
            )


def fold_whole(family):
    return "".join(words(family))


@given(st.text(max_size=40))
def test_nothing_that_is_typed_can_break_it(text):
    for roster, language in ((CLASS, "it"), (NUMBERS, "en")):
        known = {seat.enrolment_id for seat in roster}
        for token in parse(text, roster, language):
            assert text[token.start :].startswith(token.text)
            assert set(token.enrolments) <= known
