"""How good the questions of a test were: difficulty, discrimination, reliability, and what to look at again."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

LEAST_PUPILS = 10
"""Under this many pupils nothing is said about single questions."""
TOO_HARD, TOO_EASY, WEAK = Fraction(1, 5), Fraction(9, 10), Fraction(1, 5)
_EDGE_GROUP = Fraction(27, 100)

Answers = Sequence[Sequence[int]]
"""One row a pupil, one column a question; 1 is right."""


class ItemFlag(StrEnum):
    """What is worth a look at a question."""

    TOO_HARD = "too_hard"
    TOO_EASY = "too_easy"
    WEAK = "weak"
    CHECK_KEY = "check_key"


@dataclass(frozen=True, slots=True)
class Item:
    """One question: the share of right answers (high is easy), how it parts strong from weak pupils, and its link
    with the rest of the test (None where that cannot be computed)."""

    right: float
    discrimination: float
    rest_correlation: float | None
    flags: tuple[ItemFlag, ...]


@dataclass(frozen=True, slots=True)
class ItemAnalysis:
    """The questions of one test, and its reliability (KR-20; None where it is not computable)."""

    pupils: int
    items: tuple[Item, ...]
    reliability: float | None


def analyse(answers: Answers) -> ItemAnalysis | None:
    """What the answers say about the questions; None under ten pupils.

    Raises ValueError where rows differ in length or hold anything but 0 and 1.
    """
    if len({len(row) for row in answers}) > 1 or any(mark not in (0, 1) for row in answers for mark in row):
        raise ValueError("answers are rows of 0 and 1 of the same length")
    if len(answers) < LEAST_PUPILS or not answers[0]:
        return None
    totals = [sum(row) for row in answers]
    # The strongest first; where two are equal, the one that stands first in the list.
    order = sorted(range(len(answers)), key=lambda pupil: (-totals[pupil], pupil))
    size = round(_EDGE_GROUP * len(answers))
    items = tuple(
        _item([row[column] for row in answers], totals, order[:size], order[-size:])
        for column in range(len(answers[0]))
    )
    return ItemAnalysis(len(answers), items, reliability(answers))


def reliability(answers: Answers) -> float | None:
    """KR-20 with the variance of the population; None with one question, or where all have the same total."""
    n, questions = len(answers), len(answers[0])
    totals = [sum(row) for row in answers]
    variance = Fraction(sum(total * total for total in totals), n) - Fraction(sum(totals), n) ** 2
    if questions < 2 or not variance:
        return None
    shares = [Fraction(sum(column), n) for column in zip(*answers, strict=True)]
    spread = sum(share * (1 - share) for share in shares)
    return float(Fraction(questions, questions - 1) * (1 - spread / variance))


def flags_of_share(right: int, asked: int) -> tuple[ItemFlag, ...]:
    """What a share alone says of a question, where nobody's answers are known; nothing under ten pupils."""
    if asked < LEAST_PUPILS:
        return ()
    share = Fraction(right, asked)
    return (ItemFlag.TOO_HARD,) if share < TOO_HARD else (ItemFlag.TOO_EASY,) if share > TOO_EASY else ()


def _item(marks: Sequence[int], totals: Sequence[int], upper: Sequence[int], lower: Sequence[int]) -> Item:
    right = Fraction(sum(marks), len(marks))
    parted = Fraction(sum(marks[pupil] for pupil in upper) - sum(marks[pupil] for pupil in lower), len(upper))
    rest = [total - mark for total, mark in zip(totals, marks, strict=True)]
    return Item(float(right), float(parted), _correlation(marks, rest), _flags(right, parted))


def _flags(right: Fraction, parted: Fraction) -> tuple[ItemFlag, ...]:
    found = {
        ItemFlag.TOO_HARD: right < TOO_HARD,
        ItemFlag.TOO_EASY: right > TOO_EASY,
        ItemFlag.WEAK: 0 <= parted < WEAK,
        ItemFlag.CHECK_KEY: parted < 0,
    }
    return tuple(flag for flag, raised in found.items() if raised)


def _correlation(one: Sequence[int], other: Sequence[int]) -> float | None:
    n = len(one)
    product = n * sum(a * b for a, b in zip(one, other, strict=True)) - sum(one) * sum(other)
    spreads = [n * sum(value * value for value in values) - sum(values) ** 2 for values in (one, other)]
    return product / math.sqrt(spreads[0] * spreads[1]) if all(spreads) else None
