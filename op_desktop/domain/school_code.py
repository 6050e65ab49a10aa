"""The ministry's code of a school, and the names of its registry in a form that people read."""

import csv
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import resources
from op_desktop.domain.school import Level

_CODE = re.compile(r"[A-Z]{2}[A-Z0-9]{8}")
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ABBREVIATIONS = frozenset(
    re.findall(
        r"\w+",
        "IC ICS IS IIS ISIS ISISS ITIS ITI ITC ITCS ITCG ITCT ITSE ITS ITT IPS IPC IPIA IPSIA IPSSAR IPSEOA IPSCT "
        "LSU SMS CD CPIA CTP ENAIP CFP BVM SRL ONLUS",
    )
)
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "a ad al alla ai da dal dalla dai dalle dei degli del dell della delle dello di e ed i il in la le lo per",
    )
)


class CodeKind(StrEnum):
    """What a code stands for."""

    SCHOOL = "school"
    HEAD_OFFICE = "head_office"
    """An institute: it holds no pupils itself."""
    KINDERGARTEN = "kindergarten"
    """The programme's paths begin with primary school."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CodeType:
    """A kind of school, and its level where it is one with classes of ours."""

    kind: CodeKind
    level: Level | None = None


_TYPES = {
    "infanzia": CodeType(CodeKind.KINDERGARTEN),
    "primaria": CodeType(CodeKind.SCHOOL, Level.PRIMARY),
    "secondaria_1": CodeType(CodeKind.SCHOOL, Level.LOWER_SECONDARY),
    "secondaria_2": CodeType(CodeKind.SCHOOL, Level.UPPER_SECONDARY),
    "istituto": CodeType(CodeKind.HEAD_OFFICE),
}


def is_code(text: str) -> bool:
    """Whether a text has the form of a code; its last sign is not checked, since its rule is not known for all."""
    return _CODE.fullmatch(text) is not None


def type_of(code: str) -> CodeType:
    """What the third and fourth sign of a code say."""
    return _known_types().get(code[2:4], CodeType(CodeKind.UNKNOWN))


@cache
def _known_types() -> dict[str, CodeType]:
    with resources.path("reference/school_code_types.csv").open(encoding="utf-8", newline="") as file:
        return {row["type_code"]: _TYPES[row["level"]] for row in csv.DictReader(file)}


def readable_name(text: str) -> str:
    """A name written all in capitals with capitals where people write them; any other name stays as it is."""
    bare = " ".join(text.split())
    if bare != bare.upper():
        return bare
    return " ".join(_word(word, first=place == 0) for place, word in enumerate(bare.split(" ")))


def _word(word: str, *, first: bool) -> str:
    bare = word.strip("\"'().,;:-")
    if not first and bare.casefold() in _SMALL:
        return word.lower()
    if bare in _ABBREVIATIONS or (len(bare) > 1 and _ROMAN.fullmatch(bare)):
        return word
    return re.sub(r"[^\W\d_]+", lambda found: found[0].capitalize(), word)
