"""A day in the grid of a week: hours, a dashed ring while they are a draft, strong where they are a sum."""

from collections.abc import Sequence
from typing import Final, Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from ui.delegates.cell import PADDING, RIGHT, AnyIndex
from ui.delegates.name import NameDelegate
from ui.delegates.sheet import LengthDelegate
from ui.icons import draw_icon
from ui.theme import Theme

RING: Final = 13


class Drafted(Protocol):
    """A row of the grid."""

    @property
    def drafts(self) -> Sequence[bool]:
        """Whether each day is a draft, Monday first."""

    @property
    def total(self) -> bool:
        """Whether it is the row of sums."""


class VolunteerDelegate(NameDelegate):
    """The name before the days, on the ground of its row."""

    def _paint_ground(self, painter: QPainter, rect: QRectF, row: Drafted, number: int, selected: bool) -> None:
        super()._paint_ground(painter, rect, row, number, selected)
        if row.total and not selected:
            painter.fillRect(rect.adjusted(0, 0, 0, -1), self._ink.color("surface2"))


class DayDelegate(LengthDelegate):
    """One day of the week; ``day`` 0 is Monday, 7 the sum. ``ground`` tints the column."""

    def __init__(self, theme: Theme, day: int, parent: QWidget | None = None, *, ground: str = "") -> None:
        super().__init__(theme, parent, align=RIGHT, lined=True)
        self._day, self._tint = day, ground

    def _paint_ground(self, painter: QPainter, rect: QRectF, row: Drafted, number: int, selected: bool) -> None:
        super()._paint_ground(painter, rect, row, number, selected)
        tint = "surface2" if row.total else self._tint
        if tint and not selected:
            painter.fillRect(rect.adjusted(0, 0, 0, -1), self._ink.color(tint))
        line = QColor(self._ink.color("border"))
        line.setAlphaF(0.6)
        painter.fillRect(QRectF(rect.left(), rect.top(), 1, rect.height()), line)

    def _paint_cell(self, painter: QPainter, rect: QRectF, row: Drafted, index: AnyIndex, selected: bool) -> None:
        strong = row.total or self._day >= len(row.drafts)
        inner = rect.adjusted(PADDING, 0, -PADDING, 0)
        self._ink.text(painter, inner, str(index.data() or ""), "strong" if strong else "body", "text", align=RIGHT)
        if not strong and row.drafts[self._day]:
            side = self._ink.px(RING)
            ring = QRectF(rect.left() + PADDING, rect.center().y() - side / 2, side, side)
            draw_icon(painter, "circle-dashed", self._ink.color("text2"), ring)
