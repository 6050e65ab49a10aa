"""A grid that is typed row by row, whose rows are handed over as they are left."""

from abc import abstractmethod
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.delegates.cell import AnyIndex
from ui.theme import Theme

ROW: Final = 28
SOON_MS: Final = 100
"""After a row is left, when it is handed over: the key has been painted, the next one is not there yet."""


class TypedRows(QTableView):
    """Asks to store each row that was typed in; it stores nothing. Whoever derives says what keys do."""

    row_left = Signal(object)
    """The line of the model that was typed in and left."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._typing: int | None = None
        """The row in which something was typed that is not stored yet."""
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self.leave_row)
        self.setAccessibleName(name)
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
        theme.changed.connect(self.arrange)

    @abstractmethod
    def line_at(self, row: int) -> object:
        """What the model shows in a row."""

    @abstractmethod
    def size_columns(self) -> None:
        """Give the columns their widths."""

    @abstractmethod
    def press(self, key: Qt.Key, text: str) -> bool:
        """Answer a key without Ctrl or Alt on the current cell; False where it is none of ours."""

    def leave_row(self) -> None:
        """Hand over what was typed."""
        if self._typing is None:
            return
        line, self._typing = self.line_at(self._typing), None
        self.row_left.emit(line)

    def arrange(self) -> None:
        """Give rows and columns their sizes."""
        self.verticalHeader().setDefaultSectionSize(self._theme.px(ROW))
        self.size_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the grid does not answer is the table's own."""
        chord = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if chord or not self.currentIndex().isValid() or not self.press(Qt.Key(event.key()), event.text()):
            super().keyPressEvent(event)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """A row that is left is handed over."""
        super().currentChanged(current, previous)
        if self._typing is not None and current.row() != self._typing:
            # After the repaint: whoever types must not wait for the disk.
            self._soon.start()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing typed is lost by going elsewhere."""
        super().focusOutEvent(event)
        self.leave_row()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nor by leaving the page."""
        super().hideEvent(event)
        self.leave_row()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width out."""
        super().resizeEvent(event)
        self.arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Another size of letters makes other rows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.arrange()

    def _type_in(self, row: int) -> None:
        """This row is typed in from now on; one that was before is handed over."""
        if self._typing != row:
            self.leave_row()
        self._typing = row
