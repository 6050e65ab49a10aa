"""An answer of a test in its cell: the letter, with a tick where it is right."""

from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ui.delegates.cell import CENTRE, AnyIndex, CellDelegate
from ui.icons import draw_icon
from ui.theme import Theme

TICK = 11
"""Side of the tick in px at text size 100 %."""


class AnswerDelegate(CellDelegate):
    """Paints one question's answers."""

    def __init__(self, theme: Theme, place: int, parent: Any = None) -> None:
        super().__init__(theme, parent)
        self._place = place

    def _paint_cell(self, painter: QPainter, rect: QRectF, row: Any, index: AnyIndex, selected: bool) -> None:
        text, right = str(index.data() or ""), row.is_right(self._place)
        token = "text" if text.isalnum() else "text2" if selected else "text3"
        if not right:
            self._ink.text(painter, rect, text, "body", token, align=CENTRE)
            return
        side = self._ink.px(TICK)
        width = self._ink.width(text, "strong")
        left = rect.center().x() - (width + 2 + side) / 2
        letter = QRectF(left - 1, rect.top(), width + 2, rect.height())
        self._ink.text(painter, letter, text, "strong", "success", align=CENTRE)
        box = QRectF(left + width + 2, rect.center().y() - side / 2, side, side)
        draw_icon(painter, "check", self._ink.color("success"), box)
