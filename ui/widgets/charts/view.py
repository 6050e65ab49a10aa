"""The control behind every chart: a list whose entries are painted as rows, points, tiles or parts."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QMargins,
    QModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    Signal,
)  # fmt: skip
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)  # fmt: skip
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from op_desktop.language import _
from ui.theme import Theme
from ui.widgets.charts.drawing import outline_rounded
from ui.widgets.charts.entries import AnyIndex, Entry, EntryModel, NumberTable

FormatNumber = Callable[[int | Decimal], str]
"""Writes a number the way the reader does: 26.660 in Italian, 26,660 in English."""

MARGIN: Final = 4
"""Every chart keeps this many px free on all sides, so that the focus ring never touches a text."""
OUTSIDE: Final = QPointF(-1e6, -1e6)
"""Where the pointer is while it is elsewhere."""


class ChartView(QListView):
    """A chart: Tab reaches it, arrows move between its entries, Enter, Space or a click opens the rows behind one."""

    row_activated = Signal(str)
    """The key of the entry whose rows are asked for."""
    numbers_requested = Signal()
    """The person wants the figures as a table: ``numbers()``."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._places: list[QRectF] | None = None
        self._hovered: int | None = None
        self._told_least = QSize()
        self._entries = EntryModel(self)
        self.setModel(self._entries)
        self.setAccessibleName(title)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.addActions(self._make_actions())
        self.clicked.connect(self._activate)
        theme.changed.connect(self._relayout)

    # What each chart says and draws.

    @abstractmethod
    def numbers(self) -> NumberTable:
        """The figures shown, as a table."""
        raise NotImplementedError

    @abstractmethod
    def _arrange(self, area: QRectF) -> list[QRectF]:
        """Where each entry lies."""
        raise NotImplementedError

    @abstractmethod
    def _draw(self, painter: QPainter, places: list[QRectF]) -> None:
        """Paint everything except the focus."""
        raise NotImplementedError

    @abstractmethod
    def _least(self) -> QSizeF:
        """The smallest size in which nothing is cut off, without the margin."""
        raise NotImplementedError

    def _ring_shape(self, place: QRectF) -> tuple[QRectF, float]:
        """The focus ring around an entry, and its radius."""
        return place.adjusted(-MARGIN, 0, MARGIN, 0), 4.0

    def _area(self) -> QRectF:
        """Where a chart draws; its top left is the origin."""
        size = self.viewport().size()
        return QRectF(0, 0, max(1, size.width() - 2 * MARGIN), max(1, size.height() - 2 * MARGIN))

    # What callers use.

    def to_pixmap(self) -> QPixmap:
        """The chart as a picture on its card's colour, in the pixels of its screen."""
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(self._theme.color("surface"))
        painter = QPainter(picture)
        self._paint(painter)
        painter.end()
        return picture

    def entry_rect(self, key: str) -> QRect:
        """Where the entry with this key lies, in viewport coordinates; empty where there is none."""
        for entry, place in zip(self._entries.entries, self._laid_out(), strict=True):
            if entry.key == key:
                return place.translated(MARGIN, MARGIN).toAlignedRect()
        return QRect()

    # What Qt asks of an item view.

    def visualRect(self, index: AnyIndex) -> QRect:
        if not index.isValid():
            return QRect()
        return self._laid_out()[index.row()].translated(MARGIN, MARGIN).toAlignedRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self._hit(QPointF(point) - QPointF(MARGIN, MARGIN))
        return QModelIndex() if row is None else self._entries.index(row)

    def _hit(self, point: QPointF) -> int | None:
        """The entry at a point of the area."""
        places = enumerate(self._laid_out())
        return next((number for number, place in places if place.contains(point)), None)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        count = self._entries.rowCount()
        if not count:
            return QModelIndex()
        here = self.currentIndex().row()
        return self._entries.index(0 if here < 0 else max(0, min(count - 1, self._next(here, action))))

    def _next(self, here: int, action: QAbstractItemView.CursorAction) -> int:
        """The row an arrow leads to; may lie outside, the caller stops at the ends."""
        move = QAbstractItemView.CursorAction
        if action in (move.MoveUp, move.MoveLeft, move.MovePrevious):
            return here - 1
        if action in (move.MoveHome, move.MovePageUp):
            return 0
        if action in (move.MoveEnd, move.MovePageDown):
            return self._entries.rowCount() - 1
        return here + 1

    def scrollTo(
        self, index: AnyIndex, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        self.viewport().update()

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Nothing is selected in a chart, only current."""

    def visualRegionForSelection(self, selection: object) -> QRegion:
        return QRegion()

    def updateGeometries(self) -> None:
        """A chart shows all of itself: nothing to scroll."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self._paint(painter)
        current = self.currentIndex()
        if self.hasFocus() and current.isValid():
            shape, radius = self._ring_shape(self._laid_out()[current.row()])
            outline_rounded(painter, shape, radius, self._theme.color("focus"), 2)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._relayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.currentIndex().isValid():
            self._activate(self.currentIndex())
            event.accept()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._entries.rowCount():
            self.setCurrentIndex(self._entries.index(0))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._point(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(OUTSIDE)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # The page behind scrolls, not the chart.
        event.ignore()

    def minimumSizeHint(self) -> QSize:
        return self._least().toSize().grownBy(QMargins(MARGIN, MARGIN, MARGIN, MARGIN))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def _point(self, position: QPointF) -> None:
        was = self._hovered
        self._hovered = self._hit(position - QPointF(MARGIN, MARGIN))
        if was != self._hovered:
            hand = self._hovered is not None
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
            self.viewport().update()

    def _show(self, entries: Sequence[Entry], reading: str) -> None:
        self._entries.set_entries(entries)
        self.setAccessibleDescription(reading)
        least = self.minimumSizeHint()
        if least != self._told_least:
            # Else every key in a calculator would lay the whole page out again.
            self._told_least = least
            self.updateGeometry()
        self._relayout()

    def _relayout(self) -> None:
        self._places = None
        self.viewport().update()

    def _laid_out(self) -> list[QRectF]:
        if self._places is None:
            self._places = self._arrange(self._area())
        return self._places

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(MARGIN, MARGIN)
        self._draw(painter, self._laid_out())

    def _activate(self, index: QModelIndex) -> None:
        self.row_activated.emit(self._entries.entries[index.row()].key)

    def _copy_image(self) -> None:
        QGuiApplication.clipboard().setPixmap(self.to_pixmap())

    def _copy_csv(self) -> None:
        QGuiApplication.clipboard().setText(self.numbers().as_csv())

    def _make_actions(self) -> list[QAction]:
        actions = []
        for text, icon, slot in (
            (_("Show the numbers"), "table", self.numbers_requested.emit),
            (_("Copy as image"), "image", self._copy_image),
            (_("Copy as CSV"), "copy", self._copy_csv),
        ):
            action = QAction(self._theme.icon(icon), text, self)
            action.triggered.connect(slot)
            actions.append(action)
        return actions
