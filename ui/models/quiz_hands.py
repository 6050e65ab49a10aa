"""The hands of a class test as a table: a row a question, a column an answer, what adds up and what does not."""

from dataclasses import dataclass, replace
from typing import Any, Final

from op_desktop.domain.answer_signs import LETTERS
from op_desktop.domain.formats import format_percent
from op_desktop.education.learning import LEAST_SHOWN
from op_desktop.language import N_, _, ngettext
from op_desktop.register.quiz_hands import Counted, Hands, HandsTest, Remark
from ui.models.columns import CENTRE, RIGHT, Column
from ui.models.table import TableModel

NUMBER, QUESTION, FIRST = range(3)
UNKNOWN: Final = FIRST + len(LETTERS)
"""The column of "I do not know", after those of the letters."""
RAISED, SHARE = UNKNOWN + 1, UNKNOWN + 2


@dataclass(frozen=True, slots=True)
class HandsLine:
    """A question with its hands as typed at the moment, which may not be stored yet."""

    number: int
    counted: Counted
    text: str
    remark: Remark | None = None

    @property
    def id(self) -> str:
        """What tells the line from the others."""
        return self.counted.item.id

    @property
    def tone(self) -> str:
        """Tinted where the hands do not add up."""
        return "warning" if self.remark is not None else ""

    @property
    def answers(self) -> int:
        """How many letters the question offers."""
        return len(self.counted.hands) - 1

    def place(self, column: int) -> int | None:
        """Which of the hands stands in a column; None where the question has no such answer."""
        if column == UNKNOWN:
            return self.answers
        return column - FIRST if FIRST <= column < FIRST + self.answers else None

    def is_right(self, letter: int) -> bool:
        """Whether hands for this letter are right; nothing is told before they are counted."""
        return letter == self.counted.item.key and self.counted.hands[letter] is not None

    def with_hands(self, hands: Hands) -> "HandsLine":
        """The line with other numbers, of which nothing is said while they are typed."""
        return replace(self, counted=replace(self.counted, hands=hands), remark=None)


class QuizHandsModel(TableModel[HandsLine]):
    """Shows the questions of a test."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        letters: list[Column[Any]] = [_letter(place) for place in range(len(LETTERS))]
        self.set_columns(
            [
                Column(N_("No."), lambda line: line.number, RIGHT),
                Column(N_("Question"), lambda line: line.text),
                *letters,
                Column(N_("Don’t know"), lambda line: _cell(line, UNKNOWN), CENTRE,
                       spoken=lambda line: _spoken(line, UNKNOWN)),
                Column(N_("All hands"), lambda line: line.counted.raised if line.counted.begun else "", RIGHT,
                       spoken=_raised_spoken),
                Column(N_("Right"), _share, RIGHT),
            ]
        )  # fmt: skip

    def show_test(self, test: HandsTest, texts: list[str], typing: str | None = None) -> None:
        """Show these hands as they are stored; a question that is being typed keeps what is typed."""
        typed = {line.id: line for line in self.rows if line.id == typing}
        lines = [
            HandsLine(number, each, text, test.remark(each))
            for number, (each, text) in enumerate(zip(test.questions, texts, strict=True), start=1)
        ]
        self.set_rows([typed.get(line.id, line) for line in lines])

    def write(self, number: int, place: int, hands: int | None) -> None:
        """Put a number into a line, without storing it."""
        line = self._rows[number]
        kept = line.counted.hands
        self._put(number, line.with_hands((*kept[:place], hands, *kept[place + 1 :])))

    def take_back(self, number: int, test: HandsTest) -> None:
        """Put a line back as it is stored, with what does not add up in it."""
        counted = test.questions[number]
        self._put(number, replace(self._rows[number], counted=counted, remark=test.remark(counted)))

    def _put(self, number: int, line: HandsLine) -> None:
        self._rows[number] = line
        self.dataChanged.emit(self.index(number, 0), self.index(number, len(self.columns) - 1))


def remark_words(test: HandsTest, line: HandsLine) -> str:
    """What does not add up in a question, in words; nothing where all does."""
    raised = line.counted.raised
    hands = ngettext("{n} hand", "{n} hands", raised).format(n=raised)
    words = {
        Remark.MORE_THAN_CLASS: _("Question {number}: {hands}, but the class has {pupils} pupils."),
        Remark.MORE_THAN_PRESENT: _("Question {number}: {hands}, but {present} pupils are present."),
        Remark.FEWER_THAN_PRESENT: _("Question {number}: {hands} of {present} present; the others count as not right."),
        Remark.FEWER_THAN_OTHERS: _("Question {number}: {hands}, another question had {most}."),
    }
    if line.remark is None:
        return ""
    return words[line.remark].format(
        number=line.number, hands=hands, pupils=test.pupils, present=test.present, most=test.most
    )  # fmt: skip


def present_words(test: HandsTest) -> str:
    """That more pupils are said to be present than the class has; nothing where it has them."""
    if not test.present_beyond:
        return ""
    return _("{present} present, but the class has {pupils} pupils.").format(present=test.present, pupils=test.pupils)


def _letter(place: int) -> Column[Any]:
    column = FIRST + place
    return Column(
        LETTERS[place].upper(), lambda line: _cell(line, column), CENTRE, spoken=lambda line: _spoken(line, column)
    )  # fmt: skip


def _cell(line: HandsLine, column: int) -> str:
    place = line.place(column)
    if place is None:
        return ""
    number = line.counted.hands[place]
    return "·" if number is None else str(number)


def _spoken(line: HandsLine, column: int) -> str:
    place = line.place(column)
    if place is None:
        return ""
    number = line.counted.hands[place]
    told = _("not counted") if number is None else ngettext("{n} hand", "{n} hands", number).format(n=number)
    letter = _("I do not know") if column == UNKNOWN else LETTERS[place].upper()
    words = _("question {question}, {letter}: {answer}").format(question=line.number, letter=letter, answer=told)
    return f"{words}, {_('right')}" if line.is_right(place) else words


def _raised_spoken(line: HandsLine) -> str:
    raised = line.counted.raised
    words = ngettext("{n} hand", "{n} hands", raised).format(n=raised) if line.counted.begun else _("not counted")
    wrong = _("to check")
    return f"{words}, {wrong}" if line.remark is not None else words


def _share(line: HandsLine) -> str:
    asked = line.counted.asked
    return format_percent(100 * line.counted.right / asked, decimals=0) if asked >= LEAST_SHOWN else ""
