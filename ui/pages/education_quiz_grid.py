"""The grid that takes the sheets of a test: one key an answer, the next question and the next sheet by themselves."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from op_desktop.domain.answer_signs import BLANK, LETTERS, sign_of
from op_desktop.domain.quiz import Phase
from op_desktop.domain.record import RecordId
from op_desktop.language import _
from op_desktop.register.quizzes import ClassTest
from ui.delegates.answer import AnswerDelegate
from ui.delegates.cell import CENTRE, RIGHT, AnyIndex, CellDelegate, TextDelegate
from ui.models.quiz_sheets import FIRST, FORM, NUMBER, QuizSheetsModel, SheetLine
from ui.pages.education_typed_rows import TypedRows
from ui.theme import Theme
from ui.widgets.key_row import KeyRow

NUMBER_WIDTH, FORM_WIDTH, RIGHT_WIDTH, ANSWER_LEAST, ANSWER_MOST = 46, 80, 72, 26, 60


class QuizGrid(TypedRows):
    """Shows the sheets of a test; what is left is a ``SheetLine``."""

    form_changed = Signal(object, object)
    """A ``SheetLine`` that stands on the other form now, and the ``Asked`` that it stood on."""
    refused = Signal(int, str)
    """A key that is no answer: the number of the question, and its last letter."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Answers of the sheets"), parent)
        self._shown: tuple[RecordId, Phase] | None = None
        self._painters: list[CellDelegate] = []
        self.test: ClassTest | None = None
        self.sheets = QuizSheetsModel(self)
        self.setModel(self.sheets)

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

    def line_at(self, row: int) -> SheetLine:
        """A sheet with its answers."""
        return self.sheets.rows[row]

    def take_back(self) -> bool:
        """Put the row that is being typed back as it is stored; False where none is."""
        if self._typing is None:
            return False
        row, self._typing = self._typing, None
        for place, sign in enumerate(self.sheets.rows[row].sheet.signs):
            self.sheets.write(row, place, sign)
        self.setCurrentIndex(self.sheets.index(row, FIRST))
        return True

    def press(self, key: Qt.Key, text: str) -> bool:
        """a b c d, 0 or n, Space: answers; Backspace back, Delete takes one away, Enter next sheet, f other form."""
        index = self.currentIndex()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on(index.row() + 1)
        elif key == Qt.Key.Key_Backspace:
            place = max(0, index.column() - FIRST - 1)
            self._write(index.row(), place, BLANK)
            self.setCurrentIndex(self.sheets.index(index.row(), FIRST + place))
        elif key == Qt.Key.Key_F:
            self._turn(index.row())
        elif key == Qt.Key.Key_Delete:
            self._write(index.row(), index.column() - FIRST, BLANK)
        elif text and text.isprintable():
            self._type(index, text)
        else:
            return False
        return True

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Stay among the answers."""
        index = super().moveCursor(action, modifiers)
        last = FIRST + self.sheets.questions - 1
        column = min(max(index.column(), FIRST), last)
        return self.sheets.index(index.row(), column) if index.isValid() else index

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """Stay among the answers, also by the mouse."""
        super().currentChanged(current, previous)
        if current.isValid() and not FIRST <= current.column() < FIRST + self.sheets.questions:
            self.setCurrentIndex(self.sheets.index(current.row(), FIRST))

    def size_columns(self) -> None:
        """The questions share the width."""
        px, count = self._theme.px, self.sheets.questions
        if not count:
            return
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
        self._type_in(row)
        self.sheets.write(row, place, sign)

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
