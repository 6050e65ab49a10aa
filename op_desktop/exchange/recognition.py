"""Which column of a table is which part of a roster, told by its title and else by what it holds."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from op_desktop.domain.names import fold
from op_desktop.exchange import limits
from op_desktop.exchange.columns import Private, Use, private_of_title, use_of_title
from op_desktop.exchange.table import Table

_MOST = 0.6
_SAMPLE = 500
_NAME = re.compile(r"[^\W\d_][^\d_@/\\:;<>?!()=+*#&%$€\"]*")
_CONTENTS = (
    (Private.TAX_CODE, re.compile(r"[A-Za-z]{6}[0-9A-Za-z]{2}[A-Za-z][0-9A-Za-z]{2}[A-Za-z][0-9A-Za-z]{3}[A-Za-z]")),
    (Private.EMAIL, re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")),
    (
        Private.BIRTH,
        re.compile(r"(?:[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ](?:[0-9]{4}|[0-9]{2})|[0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ].*)?"),
    ),
    (Private.PHONE, re.compile(r"\+?[0-9](?:[ ./\-]?[0-9]){7,14}")),
    (Private.ADDRESS, re.compile(r"(?:via|viale|piazza|corso|largo|vicolo|p\.?zza|v\.le)\b.*", re.IGNORECASE)),
    (Private.SEX, re.compile(r"[MFmf]")),
)


class Evidence(StrEnum):
    """What a guess rests on."""

    TITLE = "title"
    CONTENT = "content"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column seems to be; ``private`` names what it holds that must not be kept."""

    use: Use
    evidence: Evidence
    private: Private | None = None


def recognise(table: Table) -> tuple[Guess, ...]:
    """A guess for every column, at most one column for each use; the person can change them."""
    guesses = [_by_title(table, column) for column in range(table.width)]
    taken: set[Use] = set()
    for column, guess in enumerate(guesses):
        if guess.use in taken:
            guesses[column] = Guess(Use.SKIP, Evidence.TITLE)
        elif guess.use is not Use.SKIP:
            taken.add(guess.use)
    if Use.FAMILY_NAME in taken:
        guesses = [_beside_surname(guess, given_is_named=Use.GIVEN_NAME in taken) for guess in guesses]
    elif Use.GIVEN_NAME in taken and not taken & {Use.FAMILY_FIRST, Use.GIVEN_FIRST}:
        guesses = _only_a_name(table, guesses)
    if not taken - {Use.NUMBER}:
        guesses = _names_by_content(table, guesses)
    if Use.NUMBER not in {guess.use for guess in guesses}:
        guesses = _number_by_content(table, guesses)
    return tuple(guesses)


def _by_title(table: Table, column: int) -> Guess:
    title = table.title(column)
    if title and (private := private_of_title(title)):
        return Guess(Use.SKIP, Evidence.TITLE, private)
    use = use_of_title(title) if title else None
    if use is Use.NUMBER and not _share(table, column, _is_number):
        use = None
    if use is not None:
        return Guess(use, Evidence.TITLE)
    for private, pattern in _CONTENTS:
        if _share(table, column, lambda text, found=pattern: bool(found.fullmatch(text))):  # type: ignore[misc]
            return Guess(Use.SKIP, Evidence.CONTENT, private)
    return Guess(Use.SKIP, Evidence.NOTHING)


def _beside_surname(guess: Guess, *, given_is_named: bool) -> Guess:
    """Beside a surname no column holds whole names: "Name" is then the given name."""
    if guess.use is Use.GIVEN_FIRST and not given_is_named:
        return Guess(Use.GIVEN_NAME, guess.evidence)
    return Guess(Use.SKIP, guess.evidence) if guess.use in (Use.FAMILY_FIRST, Use.GIVEN_FIRST) else guess


def _only_a_name(table: Table, guesses: list[Guess]) -> list[Guess]:
    """A column "Nome" without one for the surname holds both when most cells have two words."""
    return [
        Guess(_order(table, column), Evidence.TITLE)
        if guess.use is Use.GIVEN_NAME and _share(table, column, lambda text: len(text.split()) > 1)
        else guess
        for column, guess in enumerate(guesses)
    ]


def _names_by_content(table: Table, guesses: list[Guess]) -> list[Guess]:
    """The first two columns of words are surname and name; a single one holds both."""
    free = [column for column, guess in enumerate(guesses) if guess.use is Use.SKIP and guess.private is None]
    named = [column for column in free if not table.title(column) and _share(table, column, _is_name)]
    found = list(guesses)
    if len(named) == 1:
        found[named[0]] = Guess(_order(table, named[0]), Evidence.CONTENT)
    elif named:
        first, second = named[:2]
        # School lists are sorted by surname: the column in alphabetical order is the surname.
        if _is_sorted(table.column(second)) and not _is_sorted(table.column(first)):
            first, second = second, first
        found[first] = Guess(Use.FAMILY_NAME, Evidence.CONTENT)
        found[second] = Guess(Use.GIVEN_NAME, Evidence.CONTENT)
    return found


def _number_by_content(table: Table, guesses: list[Guess]) -> list[Guess]:
    """A column without title that counts upwards without repeating holds the numbers."""
    for column, guess in enumerate(guesses):
        if guess.use is not Use.SKIP or guess.private or table.title(column):
            continue
        if not _share(table, column, _is_number):
            continue
        numbers = [int(text) for text in map(str.strip, table.column(column)) if _is_number(text)]
        if len(set(numbers)) > _MOST * len(numbers):
            return [*guesses[:column], Guess(Use.NUMBER, Evidence.CONTENT), *guesses[column + 1 :]]
    return guesses


def _order(table: Table, column: int) -> Use:
    """Whether whole names begin with the surname: they do, unless only the last words are in order."""
    names = [text for text in table.column(column) if text.strip()]
    by_last = [text.split()[-1] for text in names]
    return Use.GIVEN_FIRST if _is_sorted(by_last) and not _is_sorted(names) else Use.FAMILY_FIRST


def _is_sorted(texts: list[str]) -> bool:
    """Whether at least five texts stand in alphabetical order, but for one in ten."""
    keys = [fold(text) for text in texts[:_SAMPLE] if text.strip()]
    steps = sum(before <= after for before, after in pairwise(keys))
    return len(keys) >= 5 and steps >= 0.9 * (len(keys) - 1)


def _is_number(text: str) -> bool:
    bare = text.strip().rstrip(".")
    return bare.isascii() and bare.isdigit() and len(bare) <= 6 and 0 < int(bare) <= limits.NUMBER


def _is_name(text: str) -> bool:
    return len(text) > 1 and _NAME.fullmatch(text) is not None


def _share(table: Table, column: int, test: Callable[[str], bool]) -> bool:
    """Whether most filled cells of a column pass a test."""
    filled = [text.strip() for text in table.column(column)[:_SAMPLE] if text.strip()]
    return bool(filled) and sum(map(test, filled)) >= _MOST * len(filled)
