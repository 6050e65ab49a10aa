"""Tests of a class with answers that are known: forms of invented questions, sheets filled in by marks."""

from collections.abc import Mapping, Sequence
from datetime import date

from op_desktop.domain.competence import SubArea
from op_desktop.domain.quiz import Phase, QuizMode
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import Level
from op_desktop.education.items import LETTERS, Bank, Form, Item, ItemTexts
from op_desktop.education.plans import Title
from op_desktop.register import quiz_hands, quizzes
from op_desktop.register.quizzes import Sheet
from op_desktop.storage.unit_of_work import UnitOfWork

HELD = {Phase.PRE: date(2026, 10, 6), Phase.POST: date(2026, 11, 24)}


def bank_of(a: str, b: str, level: Level = Level.LOWER_SECONDARY) -> Bank:
    """Two forms; each letter names a question, of which the first half of the alphabet is about prices."""
    items = {
        f"{letter}@1": Item(
            code=letter, version=1, level=level, area=SubArea.PRICES if letter < "N" else SubArea.CREDIT,
            key=LETTERS[number % 3],
            it=ItemTexts(text=f"Domanda {letter}?", choices=("uno", "due", "tre"), explanation="Così."),
        )
        for number, letter in enumerate(sorted({*a, *b}))
    }  # fmt: skip
    forms = tuple(
        Form(code=f"T-{letter.upper()}", version=1, level=level, letter=letter,
             title=Title(f"Test {letter.upper()}", "Test"), items=tuple(f"{code}@1" for code in codes))
        for letter, codes in (("a", a), ("b", b))
    )  # fmt: skip
    return Bank(items, forms)


def signs_for(sheet: Sheet, marks: Sequence[int]) -> list[str]:
    """Answers that are right where the mark is 1, and wrong where it is 0."""
    return [
        LETTERS[item.key if mark else (item.key + 1) % 3]
        for item, mark in zip(sheet.asked.items, marks, strict=True)
    ]  # fmt: skip


def sit(uow: UnitOfWork, class_id: RecordId, phase: Phase, bank: Bank, marks: Mapping[int, Sequence[int]]) -> None:
    """Hold a test: the marks of each sheet by register number."""
    quizzes.open_test(uow, class_id, phase, bank, HELD[phase])
    test = quizzes.read_test(uow, class_id, phase)
    assert test is not None
    for sheet in test.sheets:
        if sheet.number in marks:
            signs = signs_for(sheet, marks[sheet.number])
            quizzes.answer(uow, sheet.asked.sitting_id, sheet.enrolment_id, signs)


def count(uow: UnitOfWork, class_id: RecordId, phase: Phase, bank: Bank, hands: Sequence[Sequence[int | None]]) -> None:
    """Hold a test by show of hands: for each question of form A its answers and "I do not know"."""
    quizzes.open_test(uow, class_id, phase, bank, HELD[phase])
    quizzes.set_mode(uow, class_id, phase, QuizMode.HANDS)
    test = quiz_hands.read_hands(uow, class_id, phase)
    assert test is not None
    for question, numbers in zip(test.questions, hands, strict=True):
        quiz_hands.count_hands(uow, test.asked.sitting_id, question.item.id, numbers)
