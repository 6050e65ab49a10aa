"""How alike two people on file are, and why: names first, then what they left of themselves."""

from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import JaroWinkler

from op_desktop.domain.names import words
from op_desktop.domain.short_names import same_name
from op_desktop.language import N_

ALIKE = 84
"""From this score on a pair is shown to a person; no pair is ever joined by itself."""


class Reason(StrEnum):
    """One thing that two people share, or in which they differ."""

    SAME_NAME = "same_name"
    SWAPPED = "swapped"
    SPELLING = "spelling"
    SHORT_FORM = "short_form"
    PART_MISSING = "part_missing"
    SAME_PHONE = "same_phone"
    SAME_EMAIL = "same_email"
    SAME_CARD = "same_card"
    SAME_TOWN = "same_town"
    OTHER_AGE = "other_age"
    OTHER_TOWN = "other_town"


REASON_TEXT = {
    Reason.SAME_NAME: N_("same name"),
    Reason.SWAPPED: N_("name and surname swapped"),
    Reason.SPELLING: N_("similar spelling"),
    Reason.SHORT_FORM: N_("short form of the name"),
    Reason.PART_MISSING: N_("part of the name is missing"),
    Reason.SAME_PHONE: N_("same telephone"),
    Reason.SAME_EMAIL: N_("same e-mail"),
    Reason.SAME_CARD: N_("same card"),
    Reason.SAME_TOWN: N_("same municipality"),
    Reason.OTHER_AGE: N_("different age"),
    Reason.OTHER_TOWN: N_("different municipality"),
}
"""What each reason is called, to be translated where it is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A person as far as likeness goes; empty is not known."""

    family: str = ""
    given: str = ""
    band: str = ""
    municipality_id: str = ""
    phone: str = ""
    email: str = ""
    card: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A score from 0 to 100 and what speaks for and against it."""

    score: int
    reasons: tuple[Reason, ...] = ()

    @property
    def alike(self) -> bool:
        """Whether a person should look at the pair."""
        return self.score >= ALIKE


def likeness(one: Named, other: Named) -> Likeness:
    """How alike two people are; the same either way round."""
    score, reason = _names(one, other)
    if reason is None:
        return Likeness(0)
    reasons = [reason]
    for named, points, shared in (
        ("phone", 12, Reason.SAME_PHONE),
        ("email", 12, Reason.SAME_EMAIL),
        ("card", 15, Reason.SAME_CARD),
        ("municipality_id", 2, Reason.SAME_TOWN),
    ):
        if (mark := _mark(getattr(one, named))) and mark == _mark(getattr(other, named)):
            score, reasons = score + points, [*reasons, shared]
    if one.band and other.band and one.band != other.band:
        score, reasons = score - 12, [*reasons, Reason.OTHER_AGE]
    if one.municipality_id and other.municipality_id and one.municipality_id != other.municipality_id:
        score, reasons = score - 4, [*reasons, Reason.OTHER_TOWN]
    return Likeness(max(0, min(100, round(score))), tuple(reasons))


def _mark(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _names(one: Named, other: Named) -> tuple[float, Reason | None]:
    family, given = words(one.family), words(one.given)
    other_family, other_given = words(other.family), words(other.given)
    mine, yours = family + given, other_family + other_given
    if not mine or not yours:
        return 0, None
    if "".join(family) == "".join(other_family) and "".join(given) == "".join(other_given):
        return 96, Reason.SAME_NAME
    if sorted(mine) == sorted(yours):
        return 94, Reason.SWAPPED
    return _words_alike(*sorted((mine, yours), key=len))


def _words_alike(short: list[str], long: list[str]) -> tuple[float, Reason | None]:
    """How near the words of two names are, of which ``short`` has no more."""
    pairs, shortened = _nearest(short, long), _shortened(short, long)
    if len(short) == len(long):
        pairs = min(pairs, _nearest(long, short), key=sum)
    if min(pairs) < _WORD_ALIKE:
        return 0, None
    nearness = 100 * sum(pairs) / len(pairs)
    if len(short) < len(long):
        # One word alone says little: Maria may be any Maria.
        return (nearness - 6, Reason.PART_MISSING) if len(short) > 1 else (nearness - 20, Reason.PART_MISSING)
    return nearness - 3, Reason.SHORT_FORM if shortened else Reason.SPELLING


_WORD_ALIKE = 0.84
_SHORT_FORM = 0.93
"""Beppe may be Giuseppe, and may not."""


def _nearest(some: list[str], others: list[str]) -> list[float]:
    """For each word how near the nearest of the others is, 0 to 1."""
    return [max(_nearness(word, other) for other in others) for word in some]


def _nearness(word: str, other: str) -> float:
    if same_name(word, other):
        return 1.0 if word == other else _SHORT_FORM
    return JaroWinkler.normalized_similarity(word, other)


def _shortened(some: list[str], others: list[str]) -> bool:
    """Whether a word of one is a short form of a word of the other."""
    return any(word not in others and any(same_name(word, other) for other in others) for word in some)
