"""Tests of a class before and after its path: two forms crossed over, answers by the pupil's number."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from op_desktop.domain.answer_signs import BLANK, LETTERS, UNKNOWN, choice_of, sign_of_choice
from op_desktop.domain.quiz import Phase, Quiz, QuizAnswer, QuizItem, QuizMode, QuizSitting
from op_desktop.domain.record import RecordId, joined_id
from op_desktop.domain.school import Level, RosterMode, School, SchoolClass
from op_desktop.education.items import Bank, Form
from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.register.rosters import roster
from op_desktop.security.permissions import Permission, require_within
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.unit_of_work import UnitOfWork

_item, _sitting, _answer = TABLE_OF[QuizItem], TABLE_OF[QuizSitting], TABLE_OF[QuizAnswer]
FORMS = ("a", "b")


class TestsMissing(UserError):
    """No content pack at hand has the two forms of this level, or they ask different numbers of questions."""

    title = N_("There is no pair of tests for this school level.")
    advice = N_("Add a content pack with a form A and a form B of as many questions. Nothing was changed.")


class SeatsMissing(UserError):
    """Answers belong to register numbers, and the class has none."""

    title = N_("This class has no register numbers.")
    advice = N_("Give it numbers in the details of the class: a test needs no names. Nothing was changed.")


class AnswerUnfit(UserError):
    """An answer that the question does not offer, or a row of another length than the test."""

    title = N_("Question {number} has no answer “{sign}”.")
    advice = N_("Type a to {last}, 0 for “I do not know”, Space for nothing. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Asked:
    """One form as it was asked: its sitting and its questions in order."""

    sitting_id: RecordId
    quiz_id: RecordId
    form: str
    held_on: date
    items: tuple[QuizItem, ...]
    mode: QuizMode = QuizMode.PAPER


@dataclass(frozen=True, slots=True)
class Sheet:
    """A pupil's sheet: the number, the form, and one sign a question; ``taken`` says whether anything stands on it."""

    enrolment_id: RecordId
    number: int
    asked: Asked
    signs: tuple[str, ...]

    @property
    def taken(self) -> bool:
        """Whether the pupil answered anything, be it “I do not know”."""
        return any(sign != BLANK for sign in self.signs)

    @property
    def marks(self) -> tuple[int, ...]:
        """1 where the answer is right; what was left empty is not."""
        return tuple(
            int(sign not in (BLANK, UNKNOWN) and choice_of(sign) == item.key)
            for sign, item in zip(self.signs, self.asked.items, strict=True)
        )

    @property
    def right(self) -> int:
        """How many answers are right."""
        return sum(self.marks)


@dataclass(frozen=True, slots=True)
class ClassTest:
    """One test of a class, before or after: its two forms and a sheet for every pupil, by number."""

    class_id: RecordId
    phase: Phase
    forms: tuple[Asked, ...]
    sheets: tuple[Sheet, ...]

    @property
    def mode(self) -> QuizMode:
        """How its answers were given."""
        return self.forms[0].mode

    def other(self, asked: Asked) -> Asked:
        """The other form; the same where the test has only one."""
        return next((each for each in self.forms if each.sitting_id != asked.sitting_id), asked)


def form_of(number: int, phase: Phase) -> str:
    """Odd numbers have A before and B after, even numbers the other way round: a late pupil changes nobody's form."""
    return FORMS[(number + (phase is Phase.PRE)) % 2]


def forms_for(bank: Bank, level: Level) -> tuple[Form, Form]:
    """The forms A and B of a level; raises ``TestsMissing``."""
    found = {form.letter: form for form in bank.forms if form.level is level}
    if not all(letter in found for letter in FORMS) or len({len(found[each].items) for each in FORMS}) > 1:
        raise TestsMissing(level=level.value)
    return found["a"], found["b"]


def take_form(uow: UnitOfWork, bank: Bank, form: Form) -> Quiz:
    """Keep a form of the bank with its questions as they are worded now; the same words give the same records."""
    asked = bank.asked(form)
    words = "\x1e".join("\x1f".join((item.name, item.key, item.it.text, *item.it.choices)) for item in asked)
    digest = hashlib.sha256(words.encode()).hexdigest()
    quiz = Quiz(
        id=joined_id(Quiz.entity, [form.code, str(form.version), digest]), code=form.code, version=form.version,
        title=form.title.it, level=form.level,
    )  # fmt: skip
    if uow.get(Quiz, quiz.id) is not None:
        return quiz
    uow.put(quiz)
    for position, item in enumerate(asked):
        uow.put(
            QuizItem(
                id=joined_id(QuizItem.entity, [quiz.id, item.name]), quiz_id=quiz.id, code=item.name,
                position=position, text=item.it.text, choices="\n".join(item.it.choices), key=item.right,
                area=item.area.value,
            )
        )  # fmt: skip
    return quiz


def open_test(uow: UnitOfWork, class_id: RecordId, phase: Phase, bank: Bank, held_on: date | None = None) -> None:
    """Open the test of a class with both forms; opened again, on whatever device, it is the same one.

    The test after asks the very forms of the test before, in the same way, though the bank may have newer ones by then.
    A class that is only counted answers by hands. Raises ``TestsMissing``, ``SeatsMissing`` or ``NotYours``.
    """
    require_own(uow, class_id)
    mode = QuizMode.HANDS if _only_counted(uow, class_id) else QuizMode.PAPER
    if mode is QuizMode.PAPER and not roster(uow, class_id):
        raise SeatsMissing
    standing = {each.phase: each for each in uow.all(QuizSitting, _sitting.c.class_id == class_id)}
    if phase in standing:
        return
    if standing:
        other = next(iter(standing))
        mode = standing[other].mode
        pairs = [(each.form, each.quiz_id) for each in sittings(uow, class_id, other)]
    else:
        pairs = [(form.letter, take_form(uow, bank, form).id) for form in forms_for(bank, _level(uow, class_id))]
    for letter, quiz_id in pairs:
        id = joined_id(QuizSitting.entity, [class_id, quiz_id, phase.value])
        uow.put(
            QuizSitting(
                id=id,
                class_id=class_id,
                quiz_id=quiz_id,
                phase=phase,
                form=letter,
                mode=mode,
                held_on=held_on or uow.today,
            )
        )


def answer(uow: UnitOfWork, sitting_id: RecordId, enrolment_id: RecordId, signs: Sequence[str]) -> None:
    """Store a pupil's whole sheet, new or corrected; a sign left blank takes that answer back.

    Raises ``AnswerUnfit`` or ``NotYours``.
    """
    sitting = uow.require(QuizSitting, sitting_id)
    require_own(uow, sitting.class_id)
    asked = asked_in(uow, sitting)
    for number, (sign, item) in enumerate(_paired(signs, asked), start=1):
        last = LETTERS[item.choices.count("\n")]
        if sign not in (BLANK, UNKNOWN, *LETTERS[: LETTERS.index(last) + 1]):
            raise AnswerUnfit(number=number, sign=sign, last=last)
        joined = QuizAnswer.of(sitting_id=sitting_id, enrolment_id=enrolment_id, item_id=item.id)
        if sign != BLANK:
            choice = choice_of(sign)
            uow.put(QuizAnswer(**_facts(joined), choice=choice))
        elif uow.get(QuizAnswer, joined.id) is not None:
            uow.delete(QuizAnswer, joined.id)


def change_form(
    uow: UnitOfWork, sitting_id: RecordId, other_id: RecordId, enrolment_id: RecordId, signs: Sequence[str]
) -> None:
    """A pupil had the other form: the letters stay as they stand on the sheet and count for its questions.

    Raises ``AnswerUnfit`` where the other form does not offer one of them, or ``NotYours``; nothing is changed then.
    """
    answer(uow, other_id, enrolment_id, signs)
    answer(uow, sitting_id, enrolment_id, [BLANK] * len(signs))


def set_mode(uow: UnitOfWork, class_id: RecordId, phase: Phase, mode: QuizMode) -> None:
    """Say how the answers of a test were given: on paper, on one computer, or by hands.

    What was typed in another way stays and does not count. Raises ``NotYours``, or ``SeatsMissing`` for a class that
    is only counted.
    """
    require_own(uow, class_id)
    if mode is not QuizMode.HANDS and _only_counted(uow, class_id):
        raise SeatsMissing
    for sitting in sittings(uow, class_id, phase):
        uow.put(replace(sitting, mode=mode))


def read_test(reader: Reader, class_id: RecordId, phase: Phase) -> ClassTest | None:
    """The sheets of a test by register number; None where it was not opened.

    Pupils of the day of the test have a sheet, and whoever answered.
    """
    forms = tuple(asked_in(reader, each) for each in sittings(reader, class_id, phase))
    if not forms:
        return None
    signs = {each.sitting_id: _signs(reader, each) for each in forms}
    by_letter = {each.form: each for each in forms}
    sheets = []
    for row in roster(reader, class_id):
        own = by_letter.get(form_of(row.number, phase), forms[0])
        taken = next((each for each in forms if row.enrolment_id in signs[each.sitting_id]), None)
        if taken is None and not row.is_in(own.held_on):
            continue
        asked = taken or own
        given = signs[asked.sitting_id].get(row.enrolment_id, {})
        sheets.append(
            Sheet(row.enrolment_id, row.number, asked, tuple(given.get(item.id, BLANK) for item in asked.items))
        )
    return ClassTest(class_id, phase, forms, tuple(sheets))


def _paired(signs: Sequence[str], asked: Asked) -> Iterator[tuple[str, QuizItem]]:
    if len(signs) != len(asked.items):
        raise AnswerUnfit(number=min(len(signs), len(asked.items)) + 1, sign=BLANK, last=LETTERS[-1])
    return zip(signs, asked.items, strict=True)


def _facts(joined: QuizAnswer) -> dict[str, RecordId]:
    return {"id": joined.id, **{name: getattr(joined, name) for name in QuizAnswer.joins}}


def sittings(reader: Reader, class_id: RecordId, phase: Phase) -> list[QuizSitting]:
    """The two forms of a test of a class, A first; none where it was not opened."""
    found = reader.all(QuizSitting, _sitting.c.class_id == class_id, _sitting.c.phase == phase)
    return sorted(found, key=lambda each: (each.form, each.id))


def asked_in(reader: Reader, sitting: QuizSitting) -> Asked:
    """A sitting with its questions in order."""
    items = sorted(reader.all(QuizItem, _item.c.quiz_id == sitting.quiz_id), key=lambda each: each.position)
    return Asked(sitting.id, sitting.quiz_id, sitting.form, sitting.held_on, tuple(items), sitting.mode)


def _signs(reader: Reader, asked: Asked) -> dict[RecordId, dict[RecordId, str]]:
    found: dict[RecordId, dict[RecordId, str]] = {}
    for each in reader.all(QuizAnswer, _answer.c.sitting_id == asked.sitting_id):
        found.setdefault(each.enrolment_id, {})[each.item_id] = sign_of_choice(each.choice)
    return found


def _only_counted(reader: Reader, class_id: RecordId) -> bool:
    return reader.require(SchoolClass, class_id).roster_mode is RosterMode.HEADCOUNT


def _level(reader: Reader, class_id: RecordId) -> Level:
    return reader.require(School, reader.require(SchoolClass, class_id).school_id).level


def require_own(uow: UnitOfWork, class_id: RecordId) -> None:
    """Raise ``NotYours`` unless the person at work may write this class."""
    educator = uow.require(SchoolClass, class_id).educator_id
    require_within(uow.actor, Permission.WRITE_CLASSES, owners=() if educator is None else (educator,))
