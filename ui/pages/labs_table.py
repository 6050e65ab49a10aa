"""A table inside a card: whole rows, no grid, Enter and double click open, letters are left to who listens."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from op_desktop.language import _
from ui.delegates.cell import TextDelegate, paint_frame
from ui.models.table import TableModel
from ui.theme import Theme

LEAST_NAME: Final = 96
"""Least width of the column that takes the room, in px at text size 100 %."""
WIDEST: Final = 1.5
"""How many times its width a column gets where the one that takes the room has twice its own."""


class RowsTable(QTableView):
    """``stretched`` is the column that takes the room; ``spare`` ones are hidden, first to last, where it is scarce."""

    opened = Signal(object)
    """The index of the row on which Enter was pressed or that was double clicked."""
    ROW = 38

    def __init__(self, theme: Theme, name: str, *, stretched: int = 0, spare: Sequence[int] = ()) -> None:
        super().__init__()
        self._theme, self._stretched, self._spare = theme, stretched, tuple(spare)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(TextDelegate(theme, self, lined=True))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setMinimumSectionSize(theme.px(24))
        head.setSectionsClickable(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(self._open)
        theme.changed.connect(self._grow)
        self._grow()

    def fit_columns(self, widths: Sequence[int]) -> None:
        """Widths in px at text size 100 %; that of the stretched column is what it should have at least."""
        self._widths = tuple(widths)
        self._arrange()

    def set_spare(self, spare: Sequence[int]) -> None:
        """Hide these columns, first to last, where room is scarce."""
        self._spare = tuple(spare)
        self._arrange()

    @property
    def whole_rows(self) -> bool:
        """Whether the keyboard stands on a row, not on a cell: nothing can be typed into one."""
        return self.editTriggers() == QAbstractItemView.EditTrigger.NoEditTriggers

    def paintEvent(self, event: QPaintEvent) -> None:
        """Around the row that has the keyboard goes one frame, whatever its columns."""
        super().paintEvent(event)
        current = self.currentIndex()
        if not (self.whole_rows and current.isValid() and self.hasFocus()):
            return
        top, head = self.rowViewportPosition(current.row()), self.horizontalHeader()
        row = QRectF(-head.offset(), top, min(head.length(), self.viewport().width()), self.rowHeight(current.row()))
        painter = QPainter(self.viewport())
        paint_frame(painter, row, self._theme.color("focus"))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier
        ):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters do not jump from row to row: they belong to the filter."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room among the columns."""
        super().resizeEvent(event)
        self._arrange()

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index)

    def _grow(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.target(self.ROW))
        self._arrange()

    def _arrange(self) -> None:
        if self.model() is None:
            return
        wide = [self._theme.px(width) for width in self._widths]
        hidden: set[int] = set()
        for column in self._spare:
            if sum(width for number, width in enumerate(wide) if number not in hidden) > self.viewport().width():
                hidden.add(column)
        others = {*range(len(wide))} - {*hidden, self._stretched}
        rest = sum(wide[number] for number in others)
        grown = (self.viewport().width() - 2 * wide[self._stretched]) / max(rest, 1) if wide else 1
        for number in others:
            wide[number] = round(wide[number] * min(max(grown, 1), WIDEST))
        rest = sum(wide[number] for number in others)
        for column, width in enumerate(wide):
            self.setColumnHidden(column, column in hidden)
            if column == self._stretched:
                # Rather a shorter name than a table that has to be pushed sideways.
                width = max(self._theme.px(LEAST_NAME), self.viewport().width() - rest)
            self.setColumnWidth(column, width)

    _widths: tuple[int, ...] = ()


@contextmanager
def cursor_kept(table: QTableView, model: TableModel[Any], *, near: bool = True) -> Iterator[None]:
    """While rows are put in the cursor stays on its own, and with ``near`` beside it where that is gone.

    Where it was nowhere, or nothing of what stood around it is left, it is wherever the rows leave it.
    """
    row, column, before = table.currentIndex().row(), table.currentIndex().column(), model.rows
    around = (row, row + 1, row - 1) if near else (row,)
    keys = [model.key_of(before[number]) for number in around if row >= 0 and 0 <= number < len(before)]
    yield
    number = next((found for key in keys if (found := model.row_of(key)) is not None), None)
    if number is not None and number != table.currentIndex().row():
        table.setCurrentIndex(model.index(number, column))


def no_rows() -> str:
    """What a list says whose filter fits nothing."""
    return _("No rows with these filters.")
