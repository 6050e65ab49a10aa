"""A proposed person: avatar, name with the typed letters in blue, habits, and the key that picks the row."""

from collections.abc import Sequence
from typing import Final, Protocol

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from op_desktop.language import _
from ui.delegates.cell import CENTRE, AnyIndex, CellInk, RowRole
from ui.theme import Theme
from ui.tokens import TONES
from ui.widgets.avatar import initials
from ui.widgets.key_cap import key_text

ROW: Final = 56
LOW_ROW: Final = 46


class Proposed(Protocol):
    """A row that is a person one may mean."""

    @property
    def name(self) -> str:
        """The whole name."""

    @property
    def pieces(self) -> Sequence[tuple[str, bool]]:
        """The name in pieces: which of them are the typed letters."""

    @property
    def detail(self) -> str:
        """The second line."""

    @property
    def volunteer(self) -> bool:
        """Whether the person mostly helps."""


def paint_initials(painter: QPainter, ink: CellInk, circle: QRectF, name: str, tone: str, *, on_tint: bool) -> None:
    """The round mark of a person; on a tinted row its ground is the plain surface."""
    letters, ground = TONES[tone]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.color("surface" if on_tint else ground))
    painter.drawEllipse(circle)
    ink.text(painter, circle, initials(name), "chip" if circle.width() > ink.px(30) else "small", letters, align=CENTRE)


class SuggestionDelegate(QStyledItemDelegate):
    """Paints a row of 56 px, or 46 in low windows (``low``)."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.low = False
        self._ink = CellInk(theme)
        theme.changed.connect(self._forget)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """As high as two lines need."""
        return QSize(self._ink.px(200), self._ink.target(LOW_ROW if self.low else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Ground, avatar, words, key."""
        row: Proposed = index.data(RowRole)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        box, ink = QRectF(option.rect), self._ink
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            self._paint_chosen(painter, box)
        side = ink.px(30 if self.low else 36)
        circle = QRectF(box.left() + ink.px(16), box.center().y() - side / 2, side, side)
        tone = "accent" if row.volunteer else "info"
        paint_initials(painter, ink, circle, row.name, tone, on_tint=chosen)
        right = self._paint_key(painter, box, index.row(), chosen)
        words = QRectF(circle.right() + ink.px(14), box.top(), right - circle.right() - ink.px(26), box.height())
        self._paint_words(painter, words, row)
        painter.restore()

    def _paint_chosen(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ink.color("primary_tint"))
        painter.drawRoundedRect(box.adjusted(0, 3, 0, -3), 6, 6)
        painter.setBrush(self._ink.color("primary"))
        painter.drawRoundedRect(QRectF(box.left(), box.top() + 11, 3, box.height() - 22), 1.5, 1.5)

    def _paint_key(self, painter: QPainter, box: QRectF, number: int, chosen: bool) -> float:
        """The key cap; returns where it begins."""
        ink, text = self._ink, key_text("Return") if chosen else str(number + 1)
        wide = ink.width(text, "small") + ink.px(20 if chosen else 12)
        high = ink.px(20)
        cap = QRectF(box.right() - ink.px(12) - wide, box.center().y() - high / 2, wide, high)
        painter.setPen(QPen(ink.color("primary_text" if chosen else "border"), 1))
        painter.setBrush(ink.color("surface"))
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        ink.text(painter, cap, text, "small", "primary_text" if chosen else "text2", align=CENTRE)
        return cap.left()

    def _paint_words(self, painter: QPainter, area: QRectF, row: Proposed) -> None:
        ink, middle = self._ink, area.center().y()
        tall = ink.height("lead")
        line = QRectF(area.left(), middle - tall, area.width(), tall)
        chip = _("Volunteer") if row.volunteer else ""
        room = ink.width(chip, "small") + ink.px(24) if chip else 0.0
        line.setRight(line.right() - room)
        for piece, matched in row.pieces:
            if line.width() < ink.px(8):
                break
            token, weight = ("primary_text", 600) if matched else ("text", 400)
            line.setLeft(line.left() + ink.text(painter, line, piece, "lead", token, weight=weight))
        if chip:
            self._paint_chip(painter, QPointF(line.left() + ink.px(6), line.center().y()), chip)
        below = QRectF(area.left(), middle + 1, area.width(), ink.height("secondary"))
        ink.text(painter, below, row.detail, "secondary", "text2")

    def _paint_chip(self, painter: QPainter, at: QPointF, text: str) -> None:
        ink = self._ink
        letters, ground = TONES["accent"]
        high = ink.px(18)
        box = QRectF(at.x(), at.y() - high / 2, ink.width(text, "small", 600) + ink.px(12), high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.color(ground))
        painter.drawRoundedRect(box, 4, 4)
        ink.text(painter, box, text, "small", letters, weight=600, align=CENTRE)

    def _forget(self) -> None:
        self._ink.forget()
