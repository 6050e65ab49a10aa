"""What is taught and how learning is measured."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from op_desktop.domain.record import Joined, Merge, Record, RecordId, fact
from op_desktop.domain.school import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Module(Record):
    """A meeting's content in the path of a level; a new version is a new record."""

    entity: ClassVar[str] = "module"

    code: str
    version: int = 1
    title: str
    level: Level
    area: str = ""
    minutes: int = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiz(Record):
    """A set of items asked together."""

    entity: ClassVar[str] = "quiz"

    code: str
    version: int = 1
    title: str
    level: Level


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizItem(Record):
    """One question; a changed word makes a new item."""

    entity: ClassVar[str] = "quiz_item"

    quiz_id: RecordId = fact(refers="quiz")
    code: str
    position: int
    text: str
    choices: str
    """One choice a line."""
    key: int
    """Position of the right choice, from 0."""
    area: str = ""


class Phase(StrEnum):
    """Before or after the path."""

    PRE = "pre"
    POST = "post"


class QuizMode(StrEnum):
    """How answers were given."""

    PAPER = "paper"
    SCREEN = "screen"
    HANDS = "hands"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizSitting(Record):
    """A class answering a quiz."""

    entity: ClassVar[str] = "quiz_sitting"

    class_id: RecordId = fact(refers="school_class")
    quiz_id: RecordId = fact(refers="quiz")
    phase: Phase
    form: str = "a"
    mode: QuizMode = fact(QuizMode.PAPER, merge=Merge.QUIET)
    held_on: date
    present: int | None = None
    """Pupils in class while hands were counted; nothing where nobody told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizAnswer(Joined):
    """One pupil's answer to one item; nothing in ``choice`` is "I do not know"."""

    entity: ClassVar[str] = "quiz_answer"
    joins: ClassVar[tuple[str, ...]] = ("sitting_id", "enrolment_id", "item_id")

    sitting_id: RecordId = fact(refers="quiz_sitting")
    enrolment_id: RecordId = fact(refers="enrolment")
    item_id: RecordId = fact(refers="quiz_item")
    choice: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizHands(Joined):
    """How many hands went up for each answer to one item: a class as a whole, never a pupil.

    Nothing in a number is "not counted", which zero hands are not.
    """

    entity: ClassVar[str] = "quiz_hands"
    joins: ClassVar[tuple[str, ...]] = ("sitting_id", "item_id")

    sitting_id: RecordId = fact(refers="quiz_sitting")
    item_id: RecordId = fact(refers="quiz_item")
    hands_a: int | None = None
    hands_b: int | None = None
    hands_c: int | None = None
    hands_d: int | None = None
    hands_unknown: int | None = None
    """Hands for "I do not know"."""
