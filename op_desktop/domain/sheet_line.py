"""The line typed from a signed sheet: its row numbers, read as the marks that stand on the paper."""

import re
from collections.abc import Sequence

from op_desktop.domain.attendance import Mark
from op_desktop.domain.record import RecordId
from op_desktop.domain.roll_call import LETTERS, TIMED, Seat, Token, TokenState
from op_desktop.domain.typed_numbers import TypedNumbers, typed_numbers
from op_desktop.language import _

_PIECE = re.compile(r"[^\s,;]+")
_LETTER = re.compile(r"([a-z])([0-9]{1,3})?")
_MARKS = {letter: mark for letters in LETTERS.values() for letter, mark in letters.items()}
"""A sheet may have been printed in another language than the one on screen: the letters of all are read."""


def parse_sheet(text: str, rows: Sequence[Seat]) -> tuple[Token, ...]:
    """The tokens of a typed sheet, in order: ``1-18`` were there, ``-4`` was not, ``12r10`` came ten minutes late.

    Numbers are those printed on the sheet. A row that is not typed is not marked; what cannot be read marks
    nobody and stops nothing else. ``roll_call.exceptions`` gives the marks: a single row counts more than a range.
    """
    numbers: dict[int, list[RecordId]] = {}
    for row in rows:
        numbers.setdefault(row.number, []).append(row.enrolment_id)
    pieces = list(_PIECE.finditer(text))
    tokens: list[Token] = []
    place = 0
    while place < len(pieces):
        typed = typed_numbers(pieces[place].group())
        letter = _LETTER.fullmatch(pieces[place + 1].group().casefold()) if place + 1 < len(pieces) else None
        apart = typed is not None and not (typed.letter or typed.minus) and letter is not None
        if typed is not None and apart and letter is not None:
            minutes = int(letter[2]) if letter[2] else None
            typed = TypedNumbers(typed.first, typed.last, typed.minus, letter[1], minutes)
        end = pieces[place + int(apart)].end()
        tokens.append(_token(text[pieces[place].start() : end], pieces[place].start(), typed, numbers))
        place += 1 + int(apart)
    return tuple(tokens)


def sheet_problem(token: Token, rows: Sequence[Seat]) -> str:
    """What to tell about a token that marks nobody; empty for one that does."""
    if token.state is TokenState.OK:
        return ""
    typed = typed_numbers(token.text.split()[0].strip(",;"))
    missing = typed.absent_from([row.number for row in rows]) if typed is not None else None
    if missing is None:
        return _("“{text}” cannot be read.").format(text=token.text)
    return _("There is no {number}: the sheet has {rows} rows.").format(number=missing, rows=len(rows))


def _token(text: str, start: int, typed: TypedNumbers | None, numbers: dict[int, list[RecordId]]) -> Token:
    mark = _mark(typed) if typed is not None else None
    found = typed.bearers(numbers) if typed is not None and mark is not None else None
    if typed is None or not found:
        return Token(text, start, TokenState.UNKNOWN)
    return Token(text, start, TokenState.OK, tuple(found), mark, typed.minutes)


def _mark(typed: TypedNumbers) -> Mark | None:
    """What a row's sign and letter say; None where they say nothing."""
    if typed.minus:
        return None if typed.letter else Mark.ABSENT
    mark = _MARKS.get(typed.letter) if typed.letter else Mark.PRESENT
    return None if typed.minutes is not None and mark not in TIMED else mark
