"""A school typed by hand, found again in the registry under its full name."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler

from op_desktop.domain.names import words
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import Level, School

ALIKE = 0.9
"""From this share on two words are one word, spelt in two ways."""
_GENERIC = frozenset(
    re.findall(
        r"\w+",
        "scuola scuole istituto ist comprensivo comp statale stat paritaria primaria prim elementare materna media "
        "secondaria sec primo secondo grado i ii ic ics is iis plesso sede centrale liceo tecnico professionale "
        "superiore via piazza viale largo corso di del della dei degli delle d da de e il la lo le san santa rho arese "
        "lainate cornaredo pero vanzago settimo pogliano pregnana milanese",
    )
)
"""Words that tell no school of a municipality from another."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What is known of a school that may be on file already."""

    code: str
    name: str
    level: Level
    municipality_id: RecordId


def found_again(typed: Sequence[School], sought: Iterable[Sought]) -> dict[str, School]:
    """For each code the school typed without one that it may be; each typed school is proposed once.

    Only schools of the same municipality and level are compared, by the words that tell schools apart.
    """
    scored = sorted(
        (-likeness(school.name, each.name), each.code, school.id, school)
        for each in sought
        for school in typed
        if (school.municipality_id, school.level) == (each.municipality_id, each.level)
    )
    proposed: dict[str, School] = {}
    taken: set[RecordId] = set()
    for score, code, id, school in scored:
        if score < 0 and code not in proposed and id not in taken:
            proposed[code] = school
            taken.add(id)
    return proposed


def likeness(one: str, other: str) -> float:
    """From 0 to 1: the share of the shorter name's telling words that the other has too; all of them are needed."""
    first, second = _telling(one), _telling(other)
    few, many = sorted((first, second), key=len)
    if not few:
        return float(words(one) == words(other))
    shares = [max(JaroWinkler.similarity(word, each) for each in many) for word in few]
    return sum(shares) / len(shares) * (0.5 + 0.5 * len(few) / len(many)) if min(shares) >= ALIKE else 0.0


def _telling(name: str) -> list[str]:
    return [word for word in words(name) if word not in _GENERIC and len(word) > 1]
