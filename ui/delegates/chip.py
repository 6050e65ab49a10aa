"""A state in a cell of a table: a tinted word with an icon."""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from ui.delegates.cell import PADDING, AnyIndex, CellDelegate
from ui.icons import draw_icon
from ui.tokens import TONES


@dataclass(frozen=True, slots=True)
class ChipLook:
    """A state as one reader sees it; no words, no chip."""

    words: str
    tone: str = "neutral"
    icon: str = ""


class InState(Protocol):
    """A row with a state."""

    @property
    def chip(self) -> ChipLook:
        """What to draw."""


class ChipDelegate(CellDelegate):
    """The chip at the left of its cell."""

    def _paint_cell(self, painter: QPainter, rect: QRectF, row: InState, index: AnyIndex, selected: bool) -> None:
        look, ink = row.chip, self._ink
        if not look.words:
            return
        letters, ground = TONES[look.tone]
        side = ink.px(14) if look.icon else 0
        wide = min(ink.width(look.words, "chip") + 16 + (side + 5 if side else 0), rect.width() - PADDING)
        high = ink.px(22)
        box = QRectF(rect.left() + PADDING, rect.center().y() - high / 2, wide, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.color(ground))
        painter.drawRoundedRect(box, 4, 4)
        words = box.adjusted(8, 0, -6, 0)
        if side:
            draw_icon(painter, look.icon, ink.color(letters), QRectF(words.left(), box.top(), side, high))
            words.setLeft(words.left() + side + 5)
        ink.text(painter, words, look.words, "chip", letters)
