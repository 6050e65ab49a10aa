"""Names in a roster: cleaned, compared, and taken apart where one column holds both."""

import re
import unicodedata
from dataclasses import dataclass

from op_desktop.domain.names import fold

_PARTICLES = frozenset(
    re.findall(
        r"\w+",
        "d da dal dalla dalle dallo dei de degli del dell della delle dello di do dos das du la le li lo los san santa "
        "santo st saint al ait ben bin bint bou abu abd el ibn ould van von vander der den ter ten mc mac o",
    )
)
_JOINERS = "\u200c\u200d"
"""Invisible, yet part of how Persian and Indian names are spelt."""
_LOST = "\ufffd"


@dataclass(frozen=True, slots=True)
class FullName:
    """A name taken apart; ``certain`` is false where surname and given name could part elsewhere."""

    family_name: str
    given_name: str
    certain: bool = True


def clean(text: str) -> str:
    """The text in composed letters (NFC) with single blanks, line ends within a cell being blanks too."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def name_key(family_name: str, given_name: str) -> str:
    """What is left of a name for comparison; empty when there is no name."""
    key = f"{fold(family_name)}|{fold(given_name)}"
    return key if key != "|" else f"{family_name}{given_name}".casefold()


def hidden_sign(text: str) -> str | None:
    """The first sign in a cleaned name that cannot be seen or turns the writing round, as ``U+202E``."""
    for letter in text:
        if unicodedata.category(letter) in ("Cc", "Cf", "Co", "Cn", "Cs") and letter not in _JOINERS:
            return f"U+{ord(letter):04X}"
    return None


def has_lost_letter(text: str) -> bool:
    """Whether a letter was already replaced before the file reached us."""
    return _LOST in text


def part(name: str, *, family_first: bool) -> FullName:
    """Take a whole name apart: at a comma, at capitals, behind particles like ``De`` or ``El``, else after one word."""
    family, comma, given = (side.strip() for side in name.partition(","))
    if comma and family and given:
        return FullName(family, given)
    words = name.split()
    if len(words) < 2:
        return FullName(name, "")
    if capitals := _capitals(words):
        rest = [word for word in words if word not in capitals]
        return FullName(" ".join(capitals), " ".join(rest))
    if family_first:
        length = _family_length(words)
        return FullName(" ".join(words[:length]), " ".join(words[length:]), certain=len(words) - length == 1)
    start = len(words) - 1
    while start > 1 and fold(words[start - 1]) in _PARTICLES:
        start -= 1
    return FullName(" ".join(words[start:]), " ".join(words[:start]), certain=start == 1)


def _capitals(words: list[str]) -> list[str]:
    """The words in capitals, if they stand together at one end and others do not: ``ROSSI Maria``."""
    loud = [word for word in words if word.isupper() and len(re.sub(r"\W", "", word)) > 1]
    together = loud in (words[: len(loud)], words[len(words) - len(loud) :])
    return loud if loud and len(loud) < len(words) and together else []


def _family_length(words: list[str]) -> int:
    """How many words the surname has at the beginning, at least one word being left for the given name."""
    length = 1
    while length < len(words) - 1 and fold(words[length - 1]) in _PARTICLES:
        length += 1
    return length
