"""The name of a class: a grade and a section, however a school writes them."""

import re
from dataclasses import dataclass

from op_desktop.domain.formats import known
from op_desktop.errors import UserError
from op_desktop.language import N_

_ROMAN = {"III": 3, "IV": 4, "II": 2, "V": 5, "I": 1}
_WORDS = {
    "it": ("prima", "seconda", "terza", "quarta", "quinta"),
    "en": ("first", "second", "third", "fourth", "fifth"),
}
_SECTION = r"[A-Za-z](?:[A-Za-z0-9 /\-]{0,6}[A-Za-z0-9])?"
"""1 to 8 signs: ``B``, ``ASA``, ``A AT``, ``A/B``, ``A-LS``."""
_LEAD = re.compile(r"^(?:classe|class|cl\.?)\s+", re.IGNORECASE)
_ARABIC = re.compile(
    r"([1-5])(?:\s*(?:\^\s*[aA]?|[ªº°])\s*[\-/.]?\s*|a(?=\s*[A-Z])\s*|[aA]\s+(?=[A-Za-z]$)|\s*[\-/.]?\s*)"
    rf"({_SECTION})"
)
_LATIN = re.compile(rf"(III|IV|II|V|I)(?:(?:\s*[\^ªº°]\s*[aA]?)?\s+|[\^ªº°\-/.]\s*)({_SECTION})")


class ClassNameUnclear(UserError):
    """A text in which no grade and section can be told apart."""

    title = N_("“{text}” is not a class.")
    advice = N_("Write the year and the section: 2B.")


@dataclass(frozen=True, slots=True)
class ClassName:
    """A grade (1 to 5 within its school level) and a section in capitals."""

    grade: int
    section: str

    def __str__(self) -> str:
        """``2ªB``, in both languages."""
        return f"{self.grade}ª{self.section}"

    def in_words(self, language: str | None = None) -> str:
        """``classe seconda B``, or ``class 2ªB`` in English, where years have no such name."""
        if known(language) == "it":
            return f"classe {_WORDS['it'][self.grade - 1]} {self.section}"
        return f"class {self}"


def parse_class_name(text: str) -> ClassName:
    """The class meant by ``2B``, ``2 b``, ``2^B``, ``2ªB``, ``2a B``, ``II B``, ``IIB`` or ``seconda B``.

    Raises ``ClassNameUnclear`` when year or section is missing.
    """
    bare = _LEAD.sub("", " ".join(text.split()))
    found = _in_words(bare) or _in_figures(bare) or _in_roman(bare)
    if found is None:
        raise ClassNameUnclear(text=text.strip()[:30])
    return found


def _named(grade: int, section: str) -> ClassName:
    return ClassName(grade, re.sub(r" ?([/-]) ?", r"\1", " ".join(section.upper().split())))


def _in_words(bare: str) -> ClassName | None:
    first, _blank, section = bare.partition(" ")
    for names in _WORDS.values():
        if first.casefold() in names and re.fullmatch(_SECTION, section):
            return _named(names.index(first.casefold()) + 1, section)
    return None


def _in_figures(bare: str) -> ClassName | None:
    found = _ARABIC.fullmatch(bare)
    return _named(int(found[1]), found[2]) if found else None


def _in_roman(bare: str) -> ClassName | None:
    upper = bare.upper()
    if found := _LATIN.fullmatch(upper):
        return _named(_ROMAN[found[1]], found[2])
    if re.fullmatch(r"[IVX]+", upper):
        return None  # a year without section, or a year that no school has
    for numeral, grade in _ROMAN.items():
        if upper.startswith(numeral) and re.fullmatch(_SECTION, upper[len(numeral) :]):
            return _named(grade, upper[len(numeral) :])
    return None
