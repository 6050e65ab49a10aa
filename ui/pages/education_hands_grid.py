"""The grid that takes the hands of a class test: two digits an answer, the next answer and question by themselves."""

from typing import Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QWidget

from op_desktop.domain.answer_signs import LETTERS
from op_desktop.domain.quiz import Phase
from op_desktop.domain.record import RecordId
from op_desktop.language import _
from op_desktop.register.quiz_hands import HandsTest
from ui.delegates.answer import AnswerDelegate
from ui.delegates.cell import CENTRE, RIGHT, AnyIndex, CellDelegate, TextDelegate
from ui.models.quiz_hands import FIRST, NUMBER, QUESTION, RAISED, SHARE, UNKNOWN, HandsLine, QuizHandsModel
from ui.pages.education_typed_rows import TypedRows
from ui.theme import Theme

WIDTHS: Final = {NUMBER: 42, UNKNOWN: 92, RAISED: 74, SHARE: 66} | dict.fromkeys(range(FIRST, UNKNOWN), 42)


class HandsGrid(TypedRows):
    """Shows the questions of a test; what is left is a ``HandsLine``."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Hands for each answer"), parent)
        self._second = False
        """Whether the next digit is the second of its number."""
        self._shown: tuple[RecordId, Phase] | None = None
        self.model_ = QuizHandsModel(self)
        self.setModel(self.model_)
        self._dress()

    def show_test(self, test: HandsTest, texts: list[str]) -> None:
        """Show these hands; those of the same test keep the current cell and what is being typed."""
        other = (test.class_id, test.phase) != self._shown
        self._shown = test.class_id, test.phase
        typing = self.model_.rows[self._typing].id if self._typing is not None else None
        self.model_.show_test(test, texts, typing)
        if other or not self.currentIndex().isValid():
            rows = self.model_.rows
            self._go(next((row for row, line in enumerate(rows) if not line.counted.begun), 0), FIRST)

    def take_back(self, test: HandsTest) -> bool:
        """Put the question that is being typed back as it is stored; False where none is."""
        if self._typing is None:
            return False
        row, self._typing, self._second = self._typing, None, False
        self.model_.take_back(row, test)
        self._go(row, FIRST)
        return True

    def press(self, key: Qt.Key, text: str) -> bool:
        """Digits count; a b c d and n choose the answer, Space the next one, Enter the next question."""
        row, letter = self.currentIndex().row(), text.casefold()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._next_question(row)
        elif key == Qt.Key.Key_Space:
            self._step(1)
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._erase(back=key == Qt.Key.Key_Backspace)
        elif letter.isdecimal() and len(letter) == 1:
            self._type(int(letter))
        elif letter and letter in f"{LETTERS}n":
            column = UNKNOWN if letter == "n" else FIRST + LETTERS.index(letter)
            if self.line_at(row).place(column) is not None:
                self._go(row, column)
        else:
            return False
        return True

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Stay among the answers that the question offers."""
        before, index = self.currentIndex(), super().moveCursor(action, modifiers)
        if not index.isValid():
            return index
        column = min(max(index.column(), FIRST), UNKNOWN)
        if self.line_at(index.row()).place(column) is None:
            column = UNKNOWN if column > before.column() or index.row() != before.row() else column - 1
        return self.model_.index(index.row(), column)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """A number that is left is whole."""
        super().currentChanged(current, previous)
        self._second = False
        if current.isValid() and self.line_at(current.row()).place(current.column()) is None:
            self._go(current.row(), UNKNOWN if current.column() > FIRST else FIRST)

    def size_columns(self) -> None:
        """The question takes the width that the numbers leave."""
        px = self._theme.px
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, px(width))
        taken = sum(px(width) for width in WIDTHS.values())
        self.setColumnWidth(QUESTION, max(px(40), self.viewport().width() - taken))

    def line_at(self, row: int) -> HandsLine:
        """A question with its hands."""
        return self.model_.rows[row]

    def _go(self, row: int, column: int) -> None:
        self.setCurrentIndex(self.model_.index(row, column))

    def _type(self, digit: int) -> None:
        row, place = self.currentIndex().row(), self._place()
        before = self.line_at(row).counted.hands[place] if self._second else 0
        self._write(row, place, (before or 0) * 10 + digit)
        if self._second:
            self._step(1)
        else:
            self._second = True

    def _erase(self, *, back: bool) -> None:
        """Take the number away; where there is none, Backspace goes to the one before."""
        row, place = self.currentIndex().row(), self._place()
        if back and self.line_at(row).counted.hands[place] is None:
            self._step(-1)
            row, place = self.currentIndex().row(), self._place()
        self._second = False
        self._write(row, place, None)

    def _place(self) -> int:
        place = self.line_at(self.currentIndex().row()).place(self.currentIndex().column())
        assert place is not None
        return place

    def _step(self, way: int) -> None:
        """To the next answer, after the last one to the next question."""
        row, place = self.currentIndex().row(), self._place() + way
        answers = self.line_at(row).answers
        if place > answers:
            self._next_question(row)
        elif place >= 0:
            self._go(row, UNKNOWN if place == answers else FIRST + place)

    def _next_question(self, row: int) -> None:
        """At the last one the question is handed over where it is."""
        if row + 1 < len(self.model_.rows):
            self._go(row + 1, FIRST)
        else:
            self._second = False
            self.leave_row()

    def _write(self, row: int, place: int, hands: int | None) -> None:
        self._type_in(row)
        self.model_.write(row, place, hands)

    def _dress(self) -> None:
        theme = self._theme
        painters: dict[int, CellDelegate] = {
            NUMBER: TextDelegate(theme, self, token="text2", align=RIGHT),
            QUESTION: TextDelegate(theme, self),
            UNKNOWN: TextDelegate(theme, self, align=CENTRE),
            RAISED: TextDelegate(theme, self, role="strong", align=RIGHT),
            SHARE: TextDelegate(theme, self, role="strong", align=RIGHT),
        }
        painters |= {FIRST + place: AnswerDelegate(theme, place, self) for place in range(len(LETTERS))}
        for column, painter in painters.items():
            self.setItemDelegateForColumn(column, painter)
