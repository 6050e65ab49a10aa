"""A lesson as an educator opens it: head, timed steps, slides, worksheet, key, words."""

from collections.abc import Mapping
from dataclasses import dataclass

from op_desktop.domain.competence import SubArea
from op_desktop.domain.school import Level


@dataclass(frozen=True, slots=True)
class Title:
    """A title in both languages; without English the Italian one serves."""

    it: str
    en: str = ""

    def read_in(self, language: str) -> str:
        """The title for a reader of this language."""
        return (self.en if language == "en" else "") or self.it


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonHead:
    """What a catalogue shows of a lesson: ``lesson.toml``.

    ``calc`` are the sums behind the figures of its texts, as ``10 - 2.50 - 1.20 = 6.30``.
    """

    code: str
    version: int
    level: Level
    meeting: int
    minutes: int
    short_minutes: int = 0
    """The length of the short form, 0 where there is none."""
    areas: tuple[SubArea, ...]
    title: Title
    calc: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A part of the meeting; ``short`` are its minutes in the short form, 0 leaves it out."""

    title: str
    minutes: int
    short: int = 0
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sum done at the board, with every step."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One picture for the projector: at most two short lines, a table, a figure to draw, an answer to reveal."""

    title: str
    lines: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()
    figure: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """A task of the worksheet with its key; ``lines`` is the room to write."""

    text: str
    key: str
    lines: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """An entry of the glossary."""

    word: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """Something to print and hand out: cards to cut, or a table to read or fill in (empty cells are room to write)."""

    title: str
    use: str
    """How many copies, and what to do with them."""
    cards: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonTexts:
    """Everything that is said, shown and handed out, in one language: ``it.toml``, ``en.toml``."""

    question: str
    """What the meeting is about, as a question to the class."""
    objectives: tuple[str, ...]
    materials: tuple[str, ...]
    steps: tuple[Step, ...]
    examples: tuple[Example, ...]
    slides: tuple[Slide, ...]
    exercises: tuple[Exercise, ...]
    handouts: tuple[Handout, ...] = ()
    glossary: tuple[Word, ...]
    struggling: str
    """What helps who finds it hard."""
    quick: str
    """What to give who is done first."""
    home: str = ""
    """What to ask at home; never about the family's own money."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonPlan:
    """A lesson with its texts by language; Italian is always there."""

    head: LessonHead
    texts: Mapping[str, LessonTexts]

    def read_in(self, language: str) -> LessonTexts:
        """The texts for a reader of this language, Italian where it is not translated."""
        return self.texts.get(language, self.texts["it"])
