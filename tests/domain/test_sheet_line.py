"""What is typed from a signed sheet sets exactly the marks that stand on it."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from op_desktop.domain.attendance import Mark
from op_desktop.domain.roll_call import TokenState, exceptions
from op_desktop.domain.sheet_line import parse_sheet, sheet_problem

PRESENT, ABSENT, LATE, EXCUSED, LEFT = Mark.PRESENT, Mark.ABSENT, Mark.LATE, Mark.EXCUSED, Mark.LEFT_EARLY


@dataclass(frozen=True)
class Row:
    enrolment_id: str
    number: int
    family: str = ""
    given: str = ""


ROWS = [Row(f"e{number}", number) for number in range(1, 26)]


def marked(text, rows=ROWS):
    return {int(id[1:]): (mark if minutes is None else (mark, minutes))
            for id, (mark, minutes) in exceptions(parse_sheet(text, rows)).items()}  # fmt: skip


def there(first, last, **others):
    return {**dict.fromkeys(range(first, last + 1), PRESENT), **{int(key[1:]): mark for key, mark in others.items()}}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1-18 -4 -9 12r10", there(1, 18, n4=ABSENT, n9=ABSENT, n12=(LATE, 10))),
        ("1-18 -4 -9 12L", there(1, 18, n4=ABSENT, n9=ABSENT, n12=LATE)),
        ("-4, 12 r10; 1–18", there(1, 18, n4=ABSENT, n12=(LATE, 10))),
        ("1-3 20 25", {1: PRESENT, 2: PRESENT, 3: PRESENT, 20: PRESENT, 25: PRESENT}),
        ("-4-6 7g 8e 9u30 10o 11a 12p", {4: ABSENT, 5: ABSENT, 6: ABSENT, 7: EXCUSED, 8: EXCUSED, 9: (LEFT, 30),
                                         10: LEFT, 11: ABSENT, 12: PRESENT}),
        ("", {}),
    ],
)  # fmt: skip
def test_exactly_the_marks_on_the_paper(text, expected):
    assert marked(text) == expected


@pytest.mark.parametrize("text", ["26", "20-30", "18-1", "-4r", "4x", "4a10", "rossi", "-", "1-", "0"])
def test_what_cannot_be_read_marks_nobody_and_stops_only_itself(text):
    tokens = parse_sheet(f"3 {text} 5-6", ROWS)
    assert {token.state for token in tokens if token.text not in ("3", "5-6")} == {TokenState.UNKNOWN}
    assert marked(f"3 , {text} 5-6")[5] is PRESENT


def test_what_is_told_about_a_row_that_is_not_there():
    told = [sheet_problem(token, ROWS) for token in parse_sheet("1-30 4x 7", ROWS)]
    assert told == ["There is no 30: the sheet has 25 rows.", "“4x” cannot be read.", ""]


@given(
    st.tuples(st.integers(1, 12), st.integers(13, 25)),
    st.dictionaries(st.integers(1, 25), st.sampled_from(["-{n}", "{n}r10", "{n}g", "{n}u", "{n}l", "{n}"]), max_size=8),
    st.randoms(use_true_random=False),
)
def test_the_order_of_a_range_and_its_exceptions_does_not_matter(ends, signs, shuffle):
    pieces = [f"{ends[0]}-{ends[1]}", *(sign.format(n=number) for number, sign in signs.items())]
    meant = marked(" ".join(pieces))
    shuffle.shuffle(pieces)
    assert marked(" ".join(pieces)) == meant
    assert set(meant) == {*range(ends[0], ends[1] + 1), *signs}
