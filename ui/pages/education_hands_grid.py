"""The grid that takes the hands of a class test: two digits an answer, the next answer and question by themselves."""

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from op_desktop.domain.answer_signs import LETTERS
from op_desktop.domain.quiz import Phase
from op_desktop.domain.record import RecordId
from op_desktop.language import _
from op_desktop.register.quiz_hands import HandsTest
from ui.delegates.answer import AnswerDelegate
from ui.delegates.cell import CENTRE, RIGHT, AnyIndex, CellDelegate, TextDelegate
from ui.models.quiz_hands import FIRST, NUMBER, QUESTION, RAISED, SHARE, UNKNOWN, HandsLine, QuizHandsModel
from ui.theme import Theme

ROW: Final = 28
SOON_MS: Final = 100
"""After a question is left, when it is handed over: the key has been painted, the next one is not there yet."""
WIDTHS: Final = {NUMBER: 42, UNKNOWN: 92, RAISED: 74, SHARE: 66} | dict.fromkeys(range(FIRST, UNKNOWN), 42)


class HandsGrid(QTableView):
    """Shows the questions of a test and asks to store each as it is left; it stores nothing."""

    row_left = Signal(object)
    """A ``HandsLine`` that was typed in and left."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._typing: int | None = None
        """The question in which something was typed that is not stored yet."""
        self._second = False
        """Whether the next digit is the second of its number."""
        self._shown: tuple[RecordId, Phase] | None = None
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self.leave_row)
        self.model_ = QuizHandsModel(self)
        self.setModel(self.model_)
        self.setAccessibleName(_("Hands for each answer"))
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setMinimumSectionSize(20)
        self._dress()
        theme.changed.connect(self.arrange)

    def show_test(self, test: HandsTest, texts: list[str]) -> None:
        """Show these hands; those of the same test keep the current cell and what is being typed."""
        other = (test.class_id, test.phase) != self._shown
        self._shown = test.class_id, test.phase
        typing = self.model_.rows[self._typing].id if self._typing is not None else None
        self.model_.show_test(test, texts, typing)
        if other or not self.currentIndex().isValid():
            rows = self.model_.rows
            self._go(next((row for row, line in enumerate(rows) if not line.counted.begun), 0), FIRST)

    def leave_row(self) -> None:
        """Hand over what was typed in the question."""
        if self._typing is None:
            return
        line, self._typing = self.model_.rows[self._typing], None
        self.row_left.emit(line)

    def take_back(self, test: HandsTest) -> bool:
        """Put the question that is being typed back as it is stored; False where none is."""
        if self._typing is None:
            return False
        row, self._typing, self._second = self._typing, None, False
        self.model_.take_back(row, test)
        self._go(row, FIRST)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits count; a b c d and n choose the answer, Space the next one, Enter the next question."""
        key, index = Qt.Key(event.key()), self.currentIndex()
        chord = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        letter = event.text().casefold()
        if chord or not index.isValid():
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._next_question(index.row())
        elif key == Qt.Key.Key_Space:
            self._step(1)
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._erase(back=key == Qt.Key.Key_Backspace)
        elif letter.isdecimal() and len(letter) == 1:
            self._type(int(letter))
        elif letter and letter in f"{LETTERS}n":
            column = UNKNOWN if letter == "n" else FIRST + LETTERS.index(letter)
            if self._line(index.row()).place(column) is not None:
                self._go(index.row(), column)
        else:
            super().keyPressEvent(event)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Stay among the answers that the question offers."""
        before, index = self.currentIndex(), super().moveCursor(action, modifiers)
        if not index.isValid():
            return index
        column = min(max(index.column(), FIRST), UNKNOWN)
        if self._line(index.row()).place(column) is None:
            column = UNKNOWN if column > before.column() or index.row() != before.row() else column - 1
        return self.model_.index(index.row(), column)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """A question that is left is handed over; a number that is left is whole."""
        super().currentChanged(current, previous)
        self._second = False
        if self._typing is not None and current.row() != self._typing:
            # After the repaint: whoever types must not wait for the disk.
            self._soon.start()
        if current.isValid() and self._line(current.row()).place(current.column()) is None:
            self._go(current.row(), UNKNOWN if current.column() > FIRST else FIRST)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing typed is lost by going elsewhere."""
        super().focusOutEvent(event)
        self.leave_row()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nor by leaving the page."""
        super().hideEvent(event)
        self.leave_row()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The question takes the width that the numbers leave."""
        super().resizeEvent(event)
        self.arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Another size of letters makes other rows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.arrange()

    def arrange(self) -> None:
        """Give rows and columns their sizes."""
        px = self._theme.px
        self.verticalHeader().setDefaultSectionSize(px(ROW))
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, px(width))
        taken = sum(px(width) for width in WIDTHS.values())
        self.setColumnWidth(QUESTION, max(px(40), self.viewport().width() - taken))

    def _line(self, row: int) -> HandsLine:
        return self.model_.rows[row]

    def _go(self, row: int, column: int) -> None:
        self.setCurrentIndex(self.model_.index(row, column))

    def _type(self, digit: int) -> None:
        row, place = self.currentIndex().row(), self._place()
        before = self._line(row).counted.hands[place] if self._second else 0
        self._write(row, place, (before or 0) * 10 + digit)
        if self._second:
            self._step(1)
        else:
            self._second = True

    def _erase(self, *, back: bool) -> None:
        """Take the number away; where there is none, Backspace goes to the one before."""
        row, place = self.currentIndex().row(), self._place()
        if back and self._line(row).counted.hands[place] is None:
            self._step(-1)
            row, place = self.currentIndex().row(), self._place()
        self._second = False
        self._write(row, place, None)

    def _place(self) -> int:
        place = self._line(self.currentIndex().row()).place(self.currentIndex().column())
        assert place is not None
        return place

    def _step(self, way: int) -> None:
        """To the next answer, after the last one to the next question."""
        row, place = self.currentIndex().row(), self._place() + way
        answers = self._line(row).answers
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
        if self._typing != row:
            self.leave_row()
        self.model_.write(row, place, hands)
        self._typing = row

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
