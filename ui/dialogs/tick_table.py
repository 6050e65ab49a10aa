"""A short table in a question: rows are chosen by arrows, Space or a click decides about one."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.delegates.cell import PADDING, AnyIndex, CellDelegate
from ui.delegates.sheet import NumberedTickDelegate
from ui.icons import draw_icon
from ui.theme import Theme

LEAST = 200
"""The last column says what happens: it is never narrower, in px at text size 100 %."""


class TickDelegate(NumberedTickDelegate):
    """A tick before the words; words alone where there is nothing to tick. Clicks are the table's."""

    def editorEvent(self, *_event: Any) -> bool:
        """Leave clicks to the table: all of the row answers."""
        return False

    def _paint_cell(self, painter: QPainter, rect: QRectF, row: Any, index: AnyIndex, selected: bool) -> None:
        if row.possible:
            super()._paint_cell(painter, rect, row, index, selected)
            return
        words = rect.adjusted(PADDING + self._ink.px(18) + 8, 0, 0, 0)
        self._ink.text(painter, words, str(index.data()), "body", "text2")


class OutcomeDelegate(CellDelegate):
    """What becomes of a row, with an icon where it deserves a look; ``icons`` by the row's look."""

    def __init__(self, theme: Theme, parent: QTableView, icons: Mapping[str, str]) -> None:
        super().__init__(theme, parent, lined=True)
        self._icons = icons

    def _paint_cell(self, painter: QPainter, rect: QRectF, row: Any, index: AnyIndex, selected: bool) -> None:
        ink, token = self._ink, row.look or "text2"
        inner = rect.adjusted(PADDING, 0, -6, 0)
        if icon := self._icons.get(row.look, ""):
            side = ink.px(16)
            box = QRectF(inner.left(), inner.center().y() - side / 2, side, side)
            draw_icon(painter, icon, ink.color("text" if selected else token), box)
            inner = inner.adjusted(side + 7, 0, 0, 0)
        ink.text(painter, inner, str(index.data()), "chip" if row.look else "secondary", "text" if selected else token)


class TickTable(QTableView):
    """The table; the last column takes what the others leave."""

    toggled = Signal(int)
    """Somebody decided about this row."""

    ROW = 30

    def __init__(
        self, theme: Theme, model: QAbstractTableModel, name: str, widths: Mapping[int, int], spare: Sequence[int]
    ) -> None:
        """``widths`` of all columns but the last; those of ``spare`` go first where there is no room."""
        super().__init__()
        self._theme, self._widths, self._spare = theme, widths, spare
        self.setModel(model)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.clicked.connect(self._clicked)
        self.arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space decides; Enter is the dialog's."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.toggled.emit(self.currentIndex().row())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out."""
        super().resizeEvent(event)
        self.arrange()

    def choose_first(self) -> None:
        """Put the cursor on the first row."""
        if self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))

    def height_of(self, rows: int) -> int:
        """The height of so many rows with the titles, in px."""
        return self.horizontalHeader().sizeHint().height() + rows * self._theme.px(self.ROW) + 4

    def arrange(self) -> None:
        """The columns with a width of their own grow with the text; the last takes the rest."""
        self.verticalHeader().setDefaultSectionSize(self._theme.px(self.ROW))
        px, room = self._theme.px, self.viewport().width()
        last, gone = self.model().columnCount() - 1, 0
        widths = {column: px(width) for column, width in self._widths.items()}
        while gone < len(self._spare) and sum(widths.values()) + px(LEAST) > room:
            del widths[self._spare[gone]]
            gone += 1
        for column in self._widths:
            self.setColumnHidden(column, column not in widths)
            if column in widths:
                self.setColumnWidth(column, widths[column])
        self.setColumnWidth(last, max(px(LEAST), room - sum(widths.values())))

    def _clicked(self, index: QModelIndex) -> None:
        self.toggled.emit(index.row())
