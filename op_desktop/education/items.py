"""Quiz questions and the forms composed of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from op_desktop.domain.competence import SubArea
from op_desktop.domain.school import Level
from op_desktop.education.plans import Title

LETTERS = "abcd"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemTexts:
    """A question in one language; “I do not know” is offered with every question and not written here."""

    text: str
    choices: tuple[str, ...]
    explanation: str
    """Why the right choice is right; shown after the answers are in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question of the bank; a changed word makes a new version, and figures name the version."""

    code: str
    version: int
    level: Level
    area: SubArea
    key: str
    """The letter of the right choice."""
    calc: tuple[str, ...] = ()
    it: ItemTexts
    en: ItemTexts | None = None

    @property
    def name(self) -> str:
        """Code and version, as forms and answers name it: ``P1@1``."""
        return f"{self.code}@{self.version}"

    @property
    def right(self) -> int:
        """The place of the right choice, from 0."""
        return LETTERS.index(self.key)

    def read_in(self, language: str) -> ItemTexts:
        """The question for a reader of this language, Italian where it is not translated."""
        return (self.en if language == "en" else None) or self.it


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Questions asked together, in this order; A and B of a level measure the same before and after."""

    code: str
    version: int
    level: Level
    letter: str
    title: Title
    items: tuple[str, ...]
    """Names of items, ``P1@1``."""


@dataclass(frozen=True, slots=True)
class Bank:
    """The questions of a pack by name, and its forms."""

    items: Mapping[str, Item]
    forms: tuple[Form, ...]

    def asked(self, form: Form) -> tuple[Item, ...]:
        """The questions of a form in its order."""
        return tuple(self.items[name] for name in form.items)
