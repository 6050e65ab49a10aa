"""The grid that takes the sheets of a test: one key an answer, the next question and the next sheet by themselves."""

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from op_desktop.domain.answer_signs import BLANK, LETTERS, sign_of
from op_desktop.domain.quiz import Phase
from op_desktop.domain.record import RecordId
from op_desktop.language import _
from op_desktop.register.quizzes import ClassTest
from ui.delegates.answer import AnswerDelegate
from ui.delegates.cell import CENTRE, RIGHT, AnyIndex, CellDelegate, TextDelegate
from ui.models.quiz_sheets import FIRST, FORM, NUMBER, QuizSheetsModel, SheetLine
from ui.theme import Theme
from ui.widgets.key_row import KeyRow

ROW: Final = 28
SOON_MS: Final = 100
"""After the last key of a sheet, when it is handed over: the key has been painted, the next one is not there yet."""
NUMBER_WIDTH, FORM_WIDTH, RIGHT_WIDTH, ANSWER_LEAST, ANSWER_MOST = 46, 80, 72, 26, 60


class QuizGrid(QTableView):
    """Shows the sheets of a test and asks to store each row as it is left; it stores nothing."""

    row_left = Signal(object)
    """A ``SheetLine`` that was typed in and is complete, or was left."""
    form_changed = Signal(object, object)
    """A ``SheetLine`` that stands on the other form now, and the ``Asked`` that it stood on."""
    refused = Signal(int, str)
    """A key that is no answer: the number of the question, and its last letter."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._typing: int | None = None
        """The row in which something was typed that is not stored yet."""
        self._shown: tuple[RecordId, Phase] | None = None
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self.leave_row)
        self._painters: list[CellDelegate] = []
        self.test: ClassTest | None = None
        self.sheets = QuizSheetsModel(self)
        self.setModel(self.sheets)
        self.setAccessibleName(_("Answers of the sheets"))
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setMinimumSectionSize(20)
        theme.changed.connect(self.arrange)

    def show_test(self, test: ClassTest) -> None:
        """Show these sheets; those of the same test keep the current cell and what is being typed."""
        self.test = test
        other = (test.class_id, test.phase) != self._shown
        self._shown = test.class_id, test.phase
        line = self.line
        before = self.sheets.columns
        self.sheets.show_test(test, line.id if line is not None and self._typing is not None else None)
        if self.sheets.columns is not before:
            self._dress()
            self.arrange()
        if other or not self.currentIndex().isValid():
            self.go_to_next()

    @property
    def line(self) -> SheetLine | None:
        """The sheet of the current cell."""
        number = self.currentIndex().row()
        return self.sheets.rows[number] if 0 <= number < len(self.sheets.rows) else None

    def go_to_next(self) -> None:
        """Go to the first sheet on which nothing stands yet; where all are typed, to the first."""
        number = next((row for row, line in enumerate(self.sheets.rows) if not line.begun), 0)
        self.setCurrentIndex(self.sheets.index(number, FIRST))

    def leave_row(self) -> None:
        """Hand over what was typed in the row."""
        if self._typing is None:
            return
        line, self._typing = self.sheets.rows[self._typing], None
        self.row_left.emit(line)

    def take_back(self) -> bool:
        """Put the row that is being typed back as it is stored; False where none is."""
        if self._typing is None:
            return False
        row, self._typing = self._typing, None
        for place, sign in enumerate(self.sheets.rows[row].sheet.signs):
            self.sheets.write(row, place, sign)
        self.setCurrentIndex(self.sheets.index(row, FIRST))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """a b c d, 0 or n, Space: answers; Backspace back, Delete takes one away, Enter next sheet, f other form."""
        key, index = Qt.Key(event.key()), self.currentIndex()
        chord = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if chord or not index.isValid():
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on(index.row() + 1)
        elif key == Qt.Key.Key_Backspace:
            place = max(0, index.column() - FIRST - 1)
            self._write(index.row(), place, BLANK)
            self.setCurrentIndex(self.sheets.index(index.row(), FIRST + place))
        elif key == Qt.Key.Key_F:
            self._turn(index.row())
        elif key == Qt.Key.Key_Delete:
            self._write(index.row(), index.column() - FIRST, BLANK)
        elif event.text().isprintable() and event.text():
            self._type(index, event.text())
        else:
            super().keyPressEvent(event)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Stay among the answers."""
        index = super().moveCursor(action, modifiers)
        last = FIRST + self.sheets.questions - 1
        column = min(max(index.column(), FIRST), last)
        return self.sheets.index(index.row(), column) if index.isValid() else index

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """A row that is left is handed over."""
        super().currentChanged(current, previous)
        if self._typing is not None and current.row() != self._typing:
            # After the repaint: whoever types must not wait for the disk.
            self._soon.start()
        if current.isValid() and not FIRST <= current.column() < FIRST + self.sheets.questions:
            self.setCurrentIndex(self.sheets.index(current.row(), FIRST))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing typed is lost by going elsewhere."""
        super().focusOutEvent(event)
        self.leave_row()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nor by leaving the page."""
        super().hideEvent(event)
        self.leave_row()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width out among the questions."""
        super().resizeEvent(event)
        self.arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Another size of letters makes other rows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.arrange()

    def arrange(self) -> None:
        """Give rows and columns their sizes."""
        px, count = self._theme.px, self.sheets.questions
        if not count:
            return
        self.verticalHeader().setDefaultSectionSize(px(ROW))
        fixed = {NUMBER: px(NUMBER_WIDTH), FORM: px(FORM_WIDTH), FIRST + count: px(RIGHT_WIDTH)}
        room = (self.viewport().width() - sum(fixed.values())) // count
        each = max(px(ANSWER_LEAST), min(room, px(ANSWER_MOST)))
        fixed[FIRST + count] = max(fixed[FIRST + count], self.viewport().width() - sum(
            fixed.get(column, each) for column in range(FIRST + count)))  # fmt: skip
        for column in range(count + 3):
            self.setColumnWidth(column, fixed.get(column, each))

    def _type(self, index: QModelIndex, text: str) -> None:
        row, place = index.row(), index.column() - FIRST
        item = self.sheets.rows[row].sheet.asked.items[place]
        choices = item.choices.count("\n") + 1
        sign = sign_of(text, choices)
        if sign is None:
            self.refused.emit(place + 1, LETTERS[choices - 1])
            return
        self._write(row, place, sign)
        if place + 1 < self.sheets.questions:
            self.setCurrentIndex(self.sheets.index(row, FIRST + place + 1))
        else:
            self._go_on(row + 1)

    def _turn(self, row: int) -> None:
        """The pupil has the other form."""
        self.leave_row()
        line = self.sheets.rows[row]
        if self.test is None or self.test.other(line.sheet.asked) is line.sheet.asked:
            return
        before = line.sheet.asked
        self.form_changed.emit(self.sheets.turn(row, self.test.other(before)), before)

    def _go_on(self, row: int) -> None:
        """To the next sheet; at the last one the row is handed over where it is."""
        if row < len(self.sheets.rows):
            self.setCurrentIndex(self.sheets.index(row, FIRST))
        else:
            self.leave_row()

    def _write(self, row: int, place: int, sign: str) -> None:
        if self._typing != row:
            self.leave_row()
        self.sheets.write(row, place, sign)
        self._typing = row

    def _dress(self) -> None:
        former, theme, count = self._painters, self._theme, self.sheets.questions
        painters: dict[int, CellDelegate] = {
            NUMBER: TextDelegate(theme, self, role="strong", align=RIGHT),
            FORM: TextDelegate(theme, self, token="text2", align=CENTRE),
            FIRST + count: TextDelegate(theme, self, role="strong", align=RIGHT),
        }
        painters |= {FIRST + place: AnswerDelegate(theme, place, self) for place in range(count)}
        for column, painter in painters.items():
            self.setItemDelegateForColumn(column, painter)
        self._painters = list(painters.values())
        for old in former:
            old.deleteLater()


def key_row() -> KeyRow:
    """The keys of the grid, taught below it."""
    return KeyRow(
        (
            (("A", "B", "C", "D"), _("answer")), (("0",), _("I do not know")), (("Space",), _("left empty")),
            (("Return",), _("next sheet")), (("F",), _("other form")),
        )
    )  # fmt: skip
