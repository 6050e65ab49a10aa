"""A class test by show of hands: counts by question and answer, corrected and read again; nothing of single pupils."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from op_desktop.domain.answer_signs import LETTERS
from op_desktop.domain.quiz import Phase, QuizHands, QuizItem, QuizSitting
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import RosterMode, SchoolClass
from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.register.quizzes import Asked, asked_in, require_own, sittings
from op_desktop.register.rosters import roster
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.unit_of_work import UnitOfWork

_hands = TABLE_OF[QuizHands]
MOST_HANDS = 99
FIELDS = tuple(f"hands_{letter}" for letter in LETTERS)
UNKNOWN_FIELD = "hands_unknown"

Hands = tuple[int | None, ...]
"""Hands for each answer of a question in its order, and at the end those for "I do not know"; None: not counted."""


class HandsUnfit(UserError):
    """A number of hands that no class has, or counts for other answers than the question offers."""

    title = N_("This is no number of hands.")
    advice = N_("Type a number from 0 to {most} for each answer. Nothing was changed.")


class PresentUnfit(UserError):
    """A number of pupils in class that no class has."""

    title = N_("This is no number of pupils in class.")
    advice = N_("Type a number from 1 to {most}, or leave it empty if nobody counted. Nothing was changed.")


class Remark(StrEnum):
    """What does not add up in the hands of a question: it is told, and stands as it was counted."""

    MORE_THAN_CLASS = "more_than_class"
    MORE_THAN_PRESENT = "more_than_present"
    FEWER_THAN_PRESENT = "fewer_than_present"
    FEWER_THAN_OTHERS = "fewer_than_others"


MORE = (Remark.MORE_THAN_CLASS, Remark.MORE_THAN_PRESENT)
"""Somebody raised a hand twice, or somebody miscounted."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A question with its hands."""

    item: QuizItem
    hands: Hands
    present: int | None = None

    @property
    def begun(self) -> bool:
        """Whether anything was counted, be it no hand at all."""
        return any(number is not None for number in self.hands)

    @property
    def raised(self) -> int:
        """All hands, those for "I do not know" too."""
        return sum(number or 0 for number in self.hands)

    @property
    def right(self) -> int:
        """Hands for the right answer; none where a package names one that the question does not offer."""
        answers = self.hands[:-1]
        return (answers[self.item.key] or 0) if 0 <= self.item.key < len(answers) else 0

    @property
    def asked(self) -> int:
        """Of how many pupils: those present where that is known, for who raises no hand did not answer well."""
        return max(self.raised, self.present or 0) if self.begun else 0


@dataclass(frozen=True, slots=True)
class HandsTest:
    """One test of a class by hands: all pupils answer form A, before and after, so that the questions are the same."""

    class_id: RecordId
    phase: Phase
    asked: Asked
    present: int | None
    pupils: int
    """How many the class has on the day of the test; 0 where nobody knows."""
    questions: tuple[Counted, ...]

    @property
    def most(self) -> int:
        """The most hands of any question."""
        return max((each.raised for each in self.questions), default=0)

    @property
    def present_beyond(self) -> bool:
        """Whether more pupils are said to be present than the class has."""
        return self.present is not None and 0 < self.pupils < self.present

    def remark(self, question: Counted) -> Remark | None:
        """What does not add up in a question; nothing while it is not counted."""
        raised = question.raised
        if not question.begun:
            return None
        if 0 < self.pupils < raised:
            return Remark.MORE_THAN_CLASS
        if self.present is None:
            return Remark.FEWER_THAN_OTHERS if raised < self.most else None
        if raised > self.present:
            return Remark.MORE_THAN_PRESENT
        return Remark.FEWER_THAN_PRESENT if raised < self.present else None


def read_hands(reader: Reader, class_id: RecordId, phase: Phase) -> HandsTest | None:
    """The hands of a test; None where it was not opened."""
    found = sittings(reader, class_id, phase)
    if not found:
        return None
    sitting, asked = found[0], asked_in(reader, found[0])
    kept = {each.item_id: each for each in reader.all(QuizHands, _hands.c.sitting_id == sitting.id)}
    questions = tuple(Counted(item, _numbers(item, kept), sitting.present) for item in asked.items)
    return HandsTest(class_id, phase, asked, sitting.present, _pupils(reader, sitting), questions)


def count_hands(uow: UnitOfWork, sitting_id: RecordId, item_id: RecordId, hands: Sequence[int | None]) -> None:
    """Store the hands of a question, new or corrected; without any number the count is taken back.

    Numbers beyond the class are stored as they were counted (``HandsTest.remark`` tells them).
    Raises ``HandsUnfit`` or ``NotYours``.
    """
    sitting, item = uow.require(QuizSitting, sitting_id), uow.require(QuizItem, item_id)
    require_own(uow, sitting.class_id)
    fields = _fields(item)
    fits = item.quiz_id == sitting.quiz_id and len(hands) == len(fields)
    if not fits or any(number is not None and not 0 <= number <= MOST_HANDS for number in hands):
        raise HandsUnfit(most=MOST_HANDS)
    counts: dict[str, Any] = dict(zip(fields, hands, strict=True))
    record = QuizHands.of(sitting_id=sitting_id, item_id=item_id, **counts)
    if any(number is not None for number in hands):
        uow.put(record)
    elif uow.get(QuizHands, record.id) is not None:
        uow.delete(QuizHands, record.id)


def set_present(uow: UnitOfWork, class_id: RecordId, phase: Phase, present: int | None) -> None:
    """Say how many pupils were in class while hands were counted, or that nobody told.

    Raises ``PresentUnfit`` or ``NotYours``.
    """
    require_own(uow, class_id)
    if present is not None and not 1 <= present <= MOST_HANDS:
        raise PresentUnfit(most=MOST_HANDS)
    for sitting in sittings(uow, class_id, phase):
        uow.put(replace(sitting, present=present))


def _fields(item: QuizItem) -> tuple[str, ...]:
    return (*FIELDS[: item.choices.count("\n") + 1], UNKNOWN_FIELD)


def _numbers(item: QuizItem, kept: Mapping[RecordId, QuizHands]) -> Hands:
    record = kept.get(item.id)
    return tuple(None if record is None else getattr(record, name) for name in _fields(item))


def _pupils(reader: Reader, sitting: QuizSitting) -> int:
    school_class = reader.require(SchoolClass, sitting.class_id)
    if school_class.roster_mode is RosterMode.HEADCOUNT:
        return school_class.declared_pupils or 0
    return len(roster(reader, sitting.class_id, sitting.held_on))
