"""The grid of a week and the list of entries at the keyboard: as in a sheet, letters left to the field above."""

from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QWidget

from ui.models.hours_entries import LENGTH, NAME, TASK, WHAT
from ui.models.hours_week import FIRST_DAY, SUM
from ui.pages.labs_table import RowsTable
from ui.theme import Theme

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CLEAR: Final = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_WEEKS: Final = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_Hint = QAbstractItemDelegate.EndEditHint
_AFTER: Final = {_Hint.EditNextItem: (0, 1), _Hint.EditPreviousItem: (0, -1), _Hint.SubmitModelCache: (1, 0)}


class WeekTable(RowsTable):
    """Digits write over a day; Tab goes right, Enter down, Delete clears, Page up and down change the week."""

    cleared = Signal(object)
    typed_away = Signal(str)
    """A letter, or nothing for the way up: for the field above."""
    week_wanted = Signal(int)
    ROW = 36

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self.refused = False
        """Whether what was typed last could not be taken: the cell keeps the keyboard."""
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.AnyKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.setTabKeyNavigation(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a sheet."""
        key, text, index = event.key(), event.text(), self.currentIndex()
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if self.state() == QAbstractItemView.State.EditingState or not plain:
            super().keyPressEvent(event)
        elif key in _ENTER:
            self._step(1, 0)
        elif key in _CLEAR and index.isValid():
            self.cleared.emit(index)
        elif key in _WEEKS:
            self.week_wanted.emit(_WEEKS[Qt.Key(key)])
        elif key == Qt.Key.Key_Escape or (key == Qt.Key.Key_Up and index.row() <= 0):
            self.typed_away.emit("")
        elif text.isalpha():
            self.typed_away.emit(text)
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """After Enter the day below, after Tab the next one; where the hours could not be taken nothing moves."""
        super().closeEditor(editor, _Hint.NoHint)
        if hint in _AFTER and not self.refused:
            self._step(*_AFTER[hint])
        self.refused = False

    def _step(self, rows: int, columns: int) -> None:
        index, model = self.currentIndex(), self.model()
        place = (index.column() - FIRST_DAY) + columns + (index.row() + rows) * (SUM - FIRST_DAY)
        row, day = divmod(place, SUM - FIRST_DAY)
        if 0 <= row < model.rowCount() - 1:
            self.setCurrentIndex(model.index(row, FIRST_DAY + day))


class EntriesTable(RowsTable):
    """Space ticks, Ctrl+A ticks all, Enter confirms, digits correct the length, Delete takes an entry away."""

    ticked = Signal(object)
    all_ticked = Signal()
    confirmed = Signal()
    removed = Signal(object)
    typed_away = Signal(str)
    ROW = 36

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name, stretched=NAME, spare=(TASK, WHAT))
        self.setEditTriggers(QAbstractItemView.EditTrigger.AnyKeyPressed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the list."""
        key, text, index = event.key(), event.text(), self.currentIndex()
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_A and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.all_ticked.emit()
        elif not plain:
            super().keyPressEvent(event)
        elif key in _ENTER:
            self.confirmed.emit()
        elif not self._edit(key, text, index):
            super().keyPressEvent(event)

    def _edit(self, key: int, text: str, index: QModelIndex) -> bool:
        """What is done to one row, or leads away from it; False where the table itself knows best."""
        if key == Qt.Key.Key_Escape or (key == Qt.Key.Key_Up and index.row() <= 0):
            self.typed_away.emit("")
        elif text.isalpha():
            self.typed_away.emit(text)
        elif index.isValid() and key == Qt.Key.Key_Space:
            self.ticked.emit(index)
        elif index.isValid() and key == Qt.Key.Key_Delete:
            self.removed.emit(index)
        else:
            if index.isValid() and text.isdecimal():
                # The trigger hands the digit on to the field of the length.
                self.setCurrentIndex(self.model().index(index.row(), LENGTH))
            return False
        return True
