"""Somebody in the room: time, avatar, name, part, and the arrow that takes the newest back or the dots of a menu."""

from typing import Final, Protocol

from PySide6.QtCore import QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.delegates.cell import RIGHT, AnyIndex, CellInk, RowRole
from ui.delegates.suggestion import paint_initials
from ui.icons import draw_icon
from ui.theme import Theme

ROW: Final = 36
BUTTON: Final = 40
"""Width at the end of a row that answers a click."""


class Entered(Protocol):
    """A row that is somebody, or some people without a name."""

    @property
    def time(self) -> str:
        """When they came."""

    @property
    def name(self) -> str:
        """Who."""

    @property
    def part(self) -> str:
        """What they are here as."""

    @property
    def tone(self) -> str:
        """The tone of the avatar; nothing for people without a name."""

    @property
    def gone(self) -> bool:
        """Whether they have left."""

    @property
    def undoable(self) -> bool:
        """The newest: it has the arrow that takes it back, the others a menu."""

    @property
    def closed(self) -> bool:
        """Whether nothing can be done with it any more."""

    @property
    def fresh(self) -> bool:
        """Entered a moment ago, here."""


class PresentDelegate(QStyledItemDelegate):
    """Rows of 36 px, parted by lines."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._ink = CellInk(theme)
        theme.changed.connect(self._forget)

    @property
    def button_width(self) -> int:
        """How far from the right edge a click means the arrow or the menu."""
        return self._ink.px(BUTTON)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """One line and some air."""
        return QSize(self._ink.px(200), self._ink.target(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Ground, time, avatar, name, part, arrow or dots, line."""
        row: Entered = index.data(RowRole)
        box, ink = QRectF(option.rect), self._ink
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if row.fresh:
            painter.fillRect(box, ink.color("success_tint"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, ink.color("hover"))
        line = box.adjusted(ink.px(17), 0, -ink.px(12), 0)
        ink.text(painter, line, row.time, "body", "text2")
        side = ink.px(26)
        circle = QRectF(line.left() + ink.px(41), box.center().y() - side / 2, side, side)
        self._paint_mark(painter, circle, row)
        icon = QRectF(line.right() - ink.px(20), box.center().y() - ink.px(8), ink.px(16), ink.px(16))
        if not row.closed:
            name = "undo-2" if row.undoable else "ellipsis"
            draw_icon(painter, name, ink.color("success" if row.fresh else "text2"), icon)
        # Where nothing can be done any more the parts stand at the edge.
        end = line.right() if row.closed else icon.left() - ink.px(12)
        words = QRectF(circle.right() + ink.px(10), box.top(), end - circle.right() - ink.px(10), box.height())
        part = min(ink.width(row.part, "secondary") + 1, words.width() * 0.6)
        ink.text(painter, QRectF(words.right() - part, words.top(), part, words.height()), row.part, "secondary",
                 "text2", align=RIGHT)  # fmt: skip
        words.setRight(words.right() - part - ink.px(8))
        ink.text(painter, words, row.name, "strong", "text2" if row.gone else "text")
        self._paint_edges(painter, box, focused=focused)
        painter.restore()

    def _paint_mark(self, painter: QPainter, circle: QRectF, row: Entered) -> None:
        if row.tone:
            paint_initials(painter, self._ink, circle, row.name, row.tone, on_tint=row.fresh)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ink.color("surface" if row.fresh else "chip"))
        painter.drawEllipse(circle)
        inner = circle.adjusted(*(edge * self._ink.px(6) for edge in (1, 1, -1, -1)))
        draw_icon(painter, "users-round", self._ink.color("text2"), inner)

    def _paint_edges(self, painter: QPainter, box: QRectF, *, focused: bool) -> None:
        line = QColor(self._ink.color("border"))
        line.setAlphaF(0.8)
        left = box.left() + self._ink.px(58)
        painter.fillRect(QRectF(left, box.bottom() - 1, box.right() - left, 1), line)
        if focused:
            painter.setPen(QPen(self._ink.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(2, 1, -2, -1), 4, 4)

    def _forget(self) -> None:
        self._ink.forget()
