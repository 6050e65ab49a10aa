"""Presences at a glance: one block a meeting, "2 su 3", and a warning where the certificate is at risk."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.delegates.cell import PADDING, AnyIndex, CellDelegate
from ui.icons import draw_icon

WIDTH, HEIGHT, GAP = 10.0, 8.0, 3.0
LEAST_WIDTH: Final = 4.0
ICON: Final = 15


class Block(StrEnum):
    """What a meeting adds to the presences."""

    ATTENDED = "attended"
    MISSED = "missed"
    TO_COME = "to_come"


@dataclass(frozen=True, slots=True)
class PresenceLook:
    """The presences of one person: a block per meeting, the words beside them, and whether to warn."""

    blocks: tuple[Block, ...]
    words: str
    at_risk: bool = False

    @property
    def complete(self) -> bool:
        """Nothing missed so far."""
        return Block.MISSED not in self.blocks


class Counted(Protocol):
    """A row with presences."""

    @property
    def presences(self) -> PresenceLook:
        """What to draw."""


class BlocksDelegate(CellDelegate):
    """Filled for attended, outlined for missed, a thin line for still to come."""

    def _paint_cell(self, painter: QPainter, rect: QRectF, row: Counted, index: AnyIndex, selected: bool) -> None:
        look, ink = row.presences, self._ink
        room = rect.adjusted(PADDING, 0, -PADDING, 0)
        side = ink.px(ICON)
        words = ink.width(look.words, "chip") + 8
        free = room.width() - words - (side + 8)
        left = self._paint_blocks(painter, room, look, free, "text2" if selected else "border")
        # Red words are too weak on a selected row; there the triangle alone says it.
        token = "text2" if selected or not look.complete else "text"
        if look.at_risk and not selected:
            token = "danger"
        text = QRectF(left + 5, rect.top(), words - 7, rect.height())
        ink.text(painter, text, look.words, "chip", token)
        if look.at_risk:
            place = QRectF(text.right() + 8, rect.center().y() - side / 2, side, side)
            draw_icon(painter, "triangle-alert", ink.color("selection_text" if selected else "danger"), place)

    def _paint_blocks(self, painter: QPainter, room: QRectF, look: PresenceLook, free: float, line: str) -> float:
        """Draw the blocks, narrower where there are many, meetings to come as a ``line``; returns where they end."""
        count = max(1, len(look.blocks))
        step = min(WIDTH + GAP, max(LEAST_WIDTH + 1, free / count))
        width = max(LEAST_WIDTH, step - GAP) if step >= LEAST_WIDTH + GAP else step - 1
        left, middle = room.left(), room.center().y()
        for block in look.blocks:
            box = QRectF(left, middle - HEIGHT / 2, width, HEIGHT)
            if block is Block.TO_COME:
                painter.fillRect(QRectF(left, middle - 1, width, 2), self._ink.color(line))
            elif block is Block.ATTENDED:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._ink.color("success"))
                painter.drawRoundedRect(box, 2, 2)
            else:
                painter.setPen(QPen(self._ink.color("danger"), 1.3))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box.adjusted(0.65, 0.65, -0.65, -0.65), 2, 2)
            left += step
        return left
