"""The sheets of a class test as a table: number, form, one cell a question, and how many are right."""

from dataclasses import dataclass, replace
from typing import Any, Final

from op_desktop.domain.answer_signs import BLANK, UNKNOWN
from op_desktop.domain.record import RecordId
from op_desktop.language import N_, _
from op_desktop.register.quizzes import Asked, ClassTest, Sheet
from ui.models.columns import CENTRE, RIGHT, Column
from ui.models.table import TableModel

NUMBER, FORM, FIRST = range(3)
"""Columns; from the third on there is one a question, and at the end how many are right."""
UNTOUCHED: Final = "·"


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A sheet with what is typed at the moment, which may not be stored yet."""

    sheet: Sheet
    signs: tuple[str, ...]

    @property
    def id(self) -> RecordId:
        """What tells the line from the others."""
        return self.sheet.enrolment_id

    @property
    def begun(self) -> bool:
        """Whether anything stands on it."""
        return any(sign != BLANK for sign in self.signs)

    @property
    def empty(self) -> int:
        """Questions without an answer."""
        return sum(sign == BLANK for sign in self.signs)

    @property
    def right(self) -> int:
        """How many answers are right as typed."""
        return Sheet(self.id, self.sheet.number, self.sheet.asked, self.signs).right

    def is_right(self, place: int) -> bool:
        """Whether the answer to this question is right."""
        sign, item = self.signs[place], self.sheet.asked.items[place]
        return sign not in (BLANK, UNKNOWN) and "abcd".index(sign) == item.key


class QuizSheetsModel(TableModel[SheetLine]):
    """Shows the sheets of a test."""

    def show_test(self, test: ClassTest, typing: RecordId | None = None) -> None:
        """Show these sheets as they are stored; one that is being typed keeps what is typed."""
        count = max((len(each.items) for each in test.forms), default=0)
        if len(self.columns) != count + 3:
            self.set_columns(_columns(count))
        standing = self.row_of(typing)
        typed = self.rows[standing].signs if standing is not None else ()
        self.set_rows(
            [SheetLine(each, typed if each.enrolment_id == typing and typed else each.signs) for each in test.sheets]
        )

    def write(self, number: int, place: int, sign: str) -> None:
        """Put an answer into a line, without storing it."""
        line = self._rows[number]
        signs = (*line.signs[:place], sign, *line.signs[place + 1 :])
        self._rows[number] = replace(line, signs=signs)
        self.dataChanged.emit(self.index(number, 0), self.index(number, len(self.columns) - 1))

    def turn(self, number: int, asked: Asked) -> SheetLine:
        """Put a sheet on another form, without storing it; what is typed stays as it stands."""
        line = self._rows[number]
        self._rows[number] = SheetLine(replace(line.sheet, asked=asked), line.signs)
        self.dataChanged.emit(self.index(number, 0), self.index(number, len(self.columns) - 1))
        return self._rows[number]

    @property
    def questions(self) -> int:
        """How many questions a sheet has."""
        return max(0, len(self.columns) - 3)


def _columns(count: int) -> list[Column[Any]]:
    asked: list[Column[Any]] = [_question(place) for place in range(count)]
    return [
        Column(N_("No."), lambda line: line.sheet.number, RIGHT),
        Column(N_("Form"), lambda line: line.sheet.asked.form.upper(), CENTRE),
        *asked,
        Column(N_("Right"), _right, RIGHT, spoken=_right_spoken),
    ]


def _question(place: int) -> Column[Any]:
    return Column(str(place + 1), lambda line: _cell(line, place), CENTRE, spoken=lambda line: _spoken(line, place))


def _cell(line: SheetLine, place: int) -> str:
    sign = line.signs[place] if place < len(line.signs) else BLANK
    if sign == BLANK:
        return "–" if line.begun else UNTOUCHED
    return sign.upper()


def _spoken(line: SheetLine, place: int) -> str:
    sign = line.signs[place] if place < len(line.signs) else BLANK
    told = {BLANK: _("nothing"), UNKNOWN: _("I do not know")}.get(sign, sign.upper())
    words = _("number {n}, question {question}: {answer}").format(
        n=line.sheet.number, question=place + 1, answer=told
    )  # fmt: skip
    return f"{words}, {_('right')}" if line.is_right(place) else words


def _right(line: SheetLine) -> str:
    return f"{line.right}/{len(line.signs)}" if line.begun else ""


def _right_spoken(line: SheetLine) -> str:
    if not line.begun:
        return _("number {n}: not typed").format(n=line.sheet.number)
    return _("number {n}: {right} right of {of}").format(
        n=line.sheet.number, right=line.right, of=len(line.signs)
    )  # fmt: skip
