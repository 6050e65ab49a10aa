"""The line “Who is missing?”: numbers and surnames typed by an educator, read as marks."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from op_desktop.domain.attendance import Mark
from op_desktop.domain.formats import known
from op_desktop.domain.names import words
from op_desktop.domain.record import RecordId
from op_desktop.domain.typed_numbers import TypedNumbers, typed_numbers
from op_desktop.language import _

LETTERS: Mapping[str, Mapping[str, Mark]] = {
    "it": {"p": Mark.PRESENT, "a": Mark.ABSENT, "r": Mark.LATE, "g": Mark.EXCUSED, "u": Mark.LEFT_EARLY},
    "en": {"p": Mark.PRESENT, "a": Mark.ABSENT, "l": Mark.LATE, "e": Mark.EXCUSED, "o": Mark.LEFT_EARLY},
}
"""The letter of each mark; a number without one is absent, and whoever is not named is present."""

TIMED = (Mark.LATE, Mark.LEFT_EARLY)
"""Marks that may carry minutes."""


class Seat(Protocol):
    """A place of the class, as far as it is found by what is typed; names may be empty."""

    @property
    def enrolment_id(self) -> RecordId: ...
    @property
    def number(self) -> int: ...
    @property
    def family(self) -> str: ...
    @property
    def given(self) -> str: ...


class TokenState(StrEnum):
    """Whether a typed token names exactly one pupil."""

    OK = "ok"
    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Token:
    """One typed exception; only an ``OK`` token has enrolments and a mark."""

    text: str
    start: int
    """Where it starts in the typed line."""
    state: TokenState
    enrolments: tuple[RecordId, ...] = ()
    """Whom it marks: one pupil, or those of a range of numbers."""
    mark: Mark | None = None
    minutes: int | None = None
    candidates: tuple[RecordId, ...] = ()
    """Whom an ambiguous token may mean."""


_PIECE = re.compile(r"[^\s,;]+")
_LETTER = re.compile(r"([a-z])([0-9]{1,3})?")


def parse(text: str, roster: Sequence[Seat], language: str | None = None) -> tuple[Token, ...]:
    """The tokens of a typed line (``7``, ``3-5``, ``7r``, ``7 r``, ``12r10``, ``3g``, ``9u``, ``col``), in order.

    Numbers are those of the roster. A word is the start of any word of one surname; where several pupils
    bear it, the next word may say which one. What is unknown or ambiguous marks nobody and stops nothing else.
    """
    return _Line(text, roster, LETTERS[known(language)]).read()


def exceptions(tokens: Iterable[Token]) -> dict[RecordId, tuple[Mark, int | None]]:
    """The mark and minutes of each pupil named.

    One named alone counts more than one in a range; of two alike the later one counts.
    """
    widest_first = sorted(tokens, key=lambda token: len(token.enrolments) < 2)
    return {
        enrolment: (token.mark, token.minutes)
        for token in widest_first
        for enrolment in token.enrolments
        if token.mark is not None
    }


def problem(token: Token, roster: Sequence[Seat]) -> str:
    """What to tell about a token that marks nobody; empty for one that does."""
    if token.state is TokenState.OK:
        return ""
    if token.state is TokenState.AMBIGUOUS:
        names = [seat.family or str(seat.number) for seat in roster if seat.enrolment_id in token.candidates]
        return _("“{text}” may be {names}. Add a letter.").format(
            text=token.text, names=_(" or ").join(dict.fromkeys(names))
        )
    if any(sign.isdigit() for sign in token.text[:2]):
        # A letter may stand apart: “7 x5” is told by its number.
        typed = typed_numbers(token.text.split()[0].strip(",;"))
        missing = typed.absent_from([seat.number for seat in roster]) if typed is not None else None
        if missing is None:
            return _("“{text}” cannot be read.").format(text=token.text)
        return _("There is no {number}: the class has {places} places.").format(number=missing, places=len(roster))
    return _("Nobody here is called “{text}”.").format(text=token.text)


class _Line:
    """A typed line while it is being read from left to right."""

    def __init__(self, text: str, roster: Sequence[Seat], letters: Mapping[str, Mark]) -> None:
        self._pieces = [(found.start(), found.group()) for found in _PIECE.finditer(text)]
        self._letters = letters
        self._text = text
        self._numbers: dict[int, list[RecordId]] = {}
        self._families: dict[RecordId, list[str]] = {}
        self._names: dict[RecordId, list[str]] = {}
        for seat in roster:
            self._numbers.setdefault(seat.number, []).append(seat.enrolment_id)
            self._families[seat.enrolment_id] = words(seat.family)
            self._names[seat.enrolment_id] = words(seat.family) + words(seat.given)

    def read(self) -> tuple[Token, ...]:
        tokens: list[Token] = []
        place = 0
        while place < len(self._pieces):
            token, taken = self._number(place) if self._pieces[place][1][0].isdigit() else self._word(place)
            tokens.append(token)
            place += taken
        return tuple(tokens)

    def _piece(self, place: int) -> str:
        return self._pieces[place][1].casefold() if place < len(self._pieces) else ""

    def _token(
        self, place: int, taken: int, found: Sequence[RecordId], mark: Mark, minutes: int | None, *, all_: bool = False
    ) -> Token:
        """With ``all_`` it marks everybody found, else the one it can only mean."""
        start = self._pieces[place][0]
        last, piece = self._pieces[place + taken - 1]
        text = self._text[start : last + len(piece)]
        if len(found) == 1 or (all_ and found):
            return Token(text, start, TokenState.OK, tuple(found), mark, minutes)
        return Token(text, start, TokenState.AMBIGUOUS if found else TokenState.UNKNOWN, candidates=tuple(found))

    def _number(self, place: int) -> tuple[Token, int]:
        typed = typed_numbers(self._piece(place))
        if typed is None:
            return self._token(place, 1, (), Mark.ABSENT, None), 1
        found = typed.bearers(self._numbers)
        if found is None:
            return self._token(place, 1, self._sharers(typed), Mark.ABSENT, None), 1
        if not typed.letter:
            return self._lettered(place, 1, found, all_=True)
        mark = self._letters.get(typed.letter)
        if mark is None or (typed.minutes is not None and mark not in TIMED):
            return self._token(place, 1, (), Mark.ABSENT, None), 1
        return self._token(place, 1, found, mark, typed.minutes, all_=True), 1

    def _sharers(self, typed: TypedNumbers) -> list[RecordId]:
        """Those of a range who share a number with somebody: it cannot be told who is meant."""
        bearers = (self._numbers.get(number, []) for number in range(typed.first, typed.last + 1))
        return [id for each in bearers if len(each) > 1 for id in each]

    def _lettered(self, place: int, taken: int, found: Sequence[RecordId], *, all_: bool = False) -> tuple[Token, int]:
        """The token so far, with the letter that may stand after it: a letter never marks somebody else."""
        after = _LETTER.fullmatch(self._piece(place + taken))
        mark = self._letters.get(after[1]) if after else None
        if after is None or mark is None:
            return self._token(place, taken, found, Mark.ABSENT, None, all_=all_), taken
        if after[2] is not None and mark not in TIMED:
            return self._token(place, taken + 1, (), mark, None), taken + 1
        minutes = int(after[2]) if after[2] else None
        return self._token(place, taken + 1, found, mark, minutes, all_=all_), taken + 1

    def _word(self, place: int) -> tuple[Token, int]:
        found, taken = self._called(self._piece(place)), 1
        while found and not (len(found) == 1 and self._piece(place + taken) in self._letters):
            narrowed = self._continued(found, self._piece(place + taken), taken)
            others = set(self._called(self._piece(place + taken))) - set(narrowed)
            whole = self._whole(narrowed, place, taken + 1)
            if not narrowed or (others and not whole and len(found) == 1):
                break
            taken += 1
            if others and not whole:
                # “rossi mar” may be Rossi Mario, or a Rossi and Marino: neither is marked before it is clear.
                return self._token(place, taken, [*found, *sorted(others - set(found))], Mark.ABSENT, None), taken
            found = whole or narrowed
        return self._lettered(place, taken, found) if found else (self._token(place, 1, (), Mark.ABSENT, None), 1)

    def _whole(self, found: Sequence[RecordId], place: int, taken: int) -> list[RecordId]:
        """Who of those found is called exactly so by surname."""
        typed = "".join(word for _start, piece in self._pieces[place : place + taken] for word in words(piece))
        return [seat for seat in found if "".join(self._families[seat]) == typed]

    def _called(self, typed: str) -> list[RecordId]:
        """Who has a surname with a word that starts so; a whole surname beats longer ones."""
        bare = "".join(words(typed))
        if not bare or any(sign.isdigit() for sign in bare):
            return []
        whole = [seat for seat, family in self._families.items() if "".join(family) == bare]
        return whole or [
            seat for seat, family in self._families.items() if any(word.startswith(bare) for word in family)
        ]

    def _continued(self, found: Sequence[RecordId], typed: str, taken: int) -> list[RecordId]:
        """Who of those found has a further word, of surname or name, that starts so."""
        bare = "".join(words(typed))
        if not bare or any(sign.isdigit() for sign in bare):
            return []
        return [seat for seat in found if any(word.startswith(bare) for word in self._names[seat][taken:])]
