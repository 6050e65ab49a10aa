"""A ring of parts around one number, as beside the totals of a register."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from op_desktop.language import _
from ui.theme import Theme
from ui.widgets.charts.drawing import CENTRE, draw_text, line_height
from ui.widgets.charts.entries import Entry, NumberTable
from ui.widgets.charts.view import ChartView, FormatNumber

THICKNESS: Final = 0.135
"""Of the ring, as a part of the diameter."""
SLIT: Final = 1.6
"""Gap between two parts, in px along the ring."""
TURN: Final = 360.0


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of the ring, with the colour token it is painted in."""

    key: str
    label: str
    value: int
    token: str


class Donut(ChartView):
    """The ring starts at the top and runs clockwise."""

    def __init__(self, theme: Theme, format_number: FormatNumber, title: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, title, parent)
        self._format = format_number
        self._slices: tuple[Slice, ...] = ()
        self._centre = self._caption = ""

    def set_slices(self, slices: Sequence[Slice], centre: str, caption: str) -> None:
        """Show these around ``centre`` (``23``) and ``caption`` (``su 25``); parts of nothing are left out."""
        self._slices = tuple(part for part in slices if part.value > 0)
        self._centre, self._caption = centre, caption
        told = [f"{part.label}: {self._format(part.value)}" for part in self._slices]
        entries = [Entry(part.key, text) for part, text in zip(self._slices, told, strict=True)]
        self._show(entries, ", ".join([f"{centre} {caption}", *told]))

    def numbers(self) -> NumberTable:
        """Part and number, as written."""
        return NumberTable((_("Part"), _("Number")), tuple((s.label, self._format(s.value)) for s in self._slices))

    def _least(self) -> QSizeF:
        return QSizeF(self._theme.px(72), self._theme.px(72))

    def _ring(self) -> QRectF:
        """The middle line of the ring."""
        size = self._area().size()
        side = min(size.width(), size.height()) - 2
        inset = side * THICKNESS / 2
        ring = QRectF(0, 0, side, side)
        ring.moveCenter(QPointF(size.width() / 2, size.height() / 2))
        return ring.adjusted(inset, inset, -inset, -inset)

    def _arcs(self) -> list[tuple[float, float]]:
        """Start and length of each part in degrees, clockwise from the top."""
        total = sum(part.value for part in self._slices) or 1
        start, arcs = 0.0, []
        for part in self._slices:
            length = TURN * part.value / total
            arcs.append((start, length))
            start += length
        return arcs

    def _arrange(self, area: QRectF) -> list[QRectF]:
        # One ring is one target: the focus goes round it, the arrows choose the part.
        ring = self._ring()
        grow = ring.width() * THICKNESS / 2 + 1
        return [ring.adjusted(-grow, -grow, grow, grow)] * len(self._slices)

    def _ring_shape(self, place: QRectF) -> tuple[QRectF, float]:
        return place.adjusted(-3, -3, 3, 3), place.width()

    def _hit(self, point: QPointF) -> int | None:
        ring = self._ring()
        arm = point - ring.center()
        if ring.width() * (0.5 + THICKNESS) < (arm.x() ** 2 + arm.y() ** 2) ** 0.5:
            return None
        angle = (90 - math.degrees(math.atan2(-arm.y(), arm.x()))) % TURN
        for number, (start, length) in enumerate(self._arcs()):
            if start <= angle < start + length:
                return number
        return None

    def _draw(self, painter: QPainter, places: list[QRectF]) -> None:
        color, font = self._theme.color, self._theme.font
        ring = self._ring()
        width = ring.width() * THICKNESS / (1 - THICKNESS)
        arcs = self._arcs() or [(0.0, TURN)]
        tokens = [part.token for part in self._slices] or ["sunken"]
        slit = SLIT / max(1.0, ring.width()) * 2 * 57.3 if len(arcs) > 1 else 0.0
        for number, ((start, length), token) in enumerate(zip(arcs, tokens, strict=True)):
            current = self.hasFocus() and number == self.currentIndex().row()
            pen = QPen(color(token), width * (1.25 if current else 1))
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            span = max(1.0, length - slit)
            painter.drawArc(ring, round((90 - start - slit / 2) * 16), round(-span * 16))
        big, small = font("field", weight=600), font("small", weight=400)
        figure = font("hero")
        figure.setPixelSize(big.pixelSize() + 1)
        first, second = line_height(figure) * 0.72, line_height(small)
        top = ring.center().y() - (first + second) / 2
        draw_text(painter, QRectF(ring.left(), top, ring.width(), first), self._centre, figure, color("text"), CENTRE)
        box = QRectF(ring.left(), top + first, ring.width(), second)
        draw_text(painter, box, self._caption, small, color("text2"), CENTRE)
