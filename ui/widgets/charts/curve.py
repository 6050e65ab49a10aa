"""People raising: how a number grew over the months of the programme, on a true time axis."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from op_desktop.language import _
from ui.theme import Theme
from ui.widgets.charts.drawing import CENTRE, RIGHT, draw_text, hline, line_height, text_width
from ui.widgets.charts.entries import Entry, NumberTable
from ui.widgets.charts.monotone import Point, controls, tangents, value_at
from ui.widgets.charts.view import ChartView, FormatNumber

DOT: Final = 5.5
RING: Final = 2.0
REACH: Final = 14.0
"""A point reacts this far from its centre, so that its target is larger than 24 px."""
FADE: Final = (0.26, 0.02)
STEEP: Final = 0.4
"""Slope in px from which a value stands to the left of its point."""
SAMPLES: Final = 96
MOST_TICKS: Final = 6


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The number reached ``months`` after the start, and the words under it (``36 mesi``)."""

    key: str
    months: int
    value: int | Decimal
    label: str


def nice_step(highest: float, most: int = MOST_TICKS) -> int:
    """The smallest of 1, 2, 5, 10, 20, 50 … that reaches ``highest`` in fewer than ``most`` steps."""
    step, factors = 1, (2.0, 2.5, 2.0)
    turn = 0
    while math.ceil(highest / step) >= most:
        step = round(step * factors[turn % 3])
        turn += 1
    return step


class PeopleCurve(ChartView):
    """A curve through the points that does not overshoot, with the values written at the points."""

    def __init__(self, theme: Theme, format_number: FormatNumber, title: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, title, parent)
        self._format = format_number
        self._points: tuple[CurvePoint, ...] = ()
        self._axis_title = ""

    def set_points(self, points: Sequence[CurvePoint], axis_title: str) -> None:
        """Show these, in order of time; the curve starts at nothing in month 0 unless a point says otherwise."""
        self._points, self._axis_title = tuple(points), axis_title
        entries = [Entry(point.key, f"{point.label}: {self._format(point.value)}") for point in points]
        self._show(entries, self._reading())

    def numbers(self) -> NumberTable:
        """Time and number, as written."""
        rows = tuple((point.label, self._format(point.value)) for point in self._points)
        return NumberTable((_("Time"), _("Number")), rows)

    def _least(self) -> QSizeF:
        return QSizeF(self._theme.px(260), self._theme.px(140))

    def _ring_shape(self, place: QRectF) -> tuple[QRectF, float]:
        inset = REACH - DOT - RING - 3
        return place.adjusted(inset, inset, -inset, -inset), REACH

    def _reading(self) -> str:
        if not self._points:
            return ""
        first, last = self._points[0], self._points[-1]
        return _("From {first} ({start}) to {last} ({end}).").format(
            first=self._format(first.value), start=first.label, last=self._format(last.value), end=last.label
        )

    # Where things lie.

    def _anchors(self) -> list[tuple[float, float]]:
        """The points in months and numbers, with the start of the programme."""
        told = [(float(point.months), float(point.value)) for point in self._points]
        return told if not told or told[0][0] <= 0 else [(0.0, 0.0), *told]

    def _step(self) -> int:
        return nice_step(max((float(point.value) for point in self._points), default=1.0))

    def _ticks(self) -> list[int]:
        step = self._step()
        highest = max((float(point.value) for point in self._points), default=0.0)
        return [step * number for number in range(max(1, math.ceil(highest / step)) + 1)]

    def _plot(self, area: QRectF) -> QRectF:
        font = self._theme.font
        left = text_width(font("small"), *(self._format(tick) for tick in self._ticks())) + 9
        right = DOT
        if self._points:
            last = self._points[-1]
            ends = (text_width(font("small"), last.label), text_width(font("chart"), self._format(last.value)))
            right = max(ends) / 2 + 1
        small = line_height(font("small"))
        top = line_height(font("chart")) * 0.5 + 2
        bottom = small + 10 + (small + 2 if self._axis_title else 0)
        return area.adjusted(left, top, -right, -bottom)

    def _spots(self, plot: QRectF) -> list[QPointF]:
        """The anchors in px."""
        anchors = self._anchors()
        months, top = (anchors[-1][0] or 1.0) if anchors else 1.0, float(self._ticks()[-1])
        return [
            QPointF(plot.left() + x / months * plot.width(), plot.bottom() - y / top * plot.height())
            for x, y in anchors
        ]

    def _arrange(self, area: QRectF) -> list[QRectF]:
        spots = self._spots(self._plot(area))[-len(self._points) :] if self._points else []
        return [QRectF(spot.x() - REACH, spot.y() - REACH, 2 * REACH, 2 * REACH) for spot in spots]

    # Drawing, from back to front.

    def _draw(self, painter: QPainter, places: list[QRectF]) -> None:
        area = self._area()
        plot = self._plot(area)
        self._draw_grid(painter, plot)
        if not self._points:
            return
        spots = self._spots(plot)
        self._draw_line(painter, plot, spots)
        self._draw_axis(painter, plot, area, spots[-len(self._points) :])
        ink, ground = self._theme.color("s2"), self._theme.color("surface")
        for number, place in enumerate(places):
            hovered = number == self._hovered
            painter.setPen(QPen(ground, RING))
            painter.setBrush(ink)
            painter.drawEllipse(place.center(), DOT + RING / 2 + hovered, DOT + RING / 2 + hovered)
        self._draw_values(painter, area, spots)

    def _draw_values(self, painter: QPainter, area: QRectF, spots: list[QPointF]) -> None:
        font, ink = self._theme.font("chart"), self._theme.color("text")
        texts = [self._format(point.value) for point in self._points]
        # Figures are lower than a line of the title font, which leaves room for accents.
        sizes = [(text_width(font, text) + 2, line_height(font) * 0.72) for text in texts]
        for text, box in zip(texts, label_boxes([spot.toTuple() for spot in spots], sizes, area), strict=True):
            draw_text(painter, box, text, font, ink, CENTRE)

    def _draw_grid(self, painter: QPainter, plot: QRectF) -> None:
        font, ink, line = self._theme.font("small"), self._theme.color("text2"), self._theme.color("border")
        height = line_height(font)
        ticks = self._ticks()
        # Where the chart is low, only every second line is numbered.
        every = 1 if plot.height() / (len(ticks) - 1) >= height else 2
        for number, tick in enumerate(ticks):
            y = plot.bottom() - plot.height() * tick / ticks[-1]
            hline(painter, plot.left(), plot.right(), y, line)
            if number % every == 0:
                box = QRectF(0, y - height / 2, plot.left() - 8, height)
                draw_text(painter, box, self._format(tick), font, ink, RIGHT)

    def _draw_line(self, painter: QPainter, plot: QRectF, spots: list[QPointF]) -> None:
        path = QPainterPath(spots[0])
        for one, two, end in controls([spot.toTuple() for spot in spots]):
            path.cubicTo(QPointF(*one), QPointF(*two), QPointF(*end))
        below = QPainterPath(path)
        below.lineTo(spots[-1].x(), plot.bottom())
        below.lineTo(spots[0].x(), plot.bottom())
        ink = self._theme.color("s2")
        fade = QLinearGradient(plot.topLeft(), plot.bottomLeft())
        for place, strength in enumerate(FADE):
            shade = QColor(ink)
            shade.setAlphaF(strength)
            fade.setColorAt(place, shade)
        painter.fillPath(below, fade)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.drawPath(path)

    def _draw_axis(self, painter: QPainter, plot: QRectF, area: QRectF, spots: list[QPointF]) -> None:
        font, ink = self._theme.font("small"), self._theme.color("text2")
        height = line_height(font)
        free = area.right() + 1
        # From the last backwards: the end of the axis is always named, a point too near to it is not.
        for point, spot in reversed(list(zip(self._points, spots, strict=True))):
            painter.fillRect(QRectF(math.floor(spot.x()), plot.bottom(), 1, 5), self._theme.color("border_strong"))
            width = text_width(font, point.label) + 2
            box = QRectF(spot.x() - width / 2, plot.bottom() + 7, width, height)
            if box.right() <= free:
                draw_text(painter, box, point.label, font, ink, CENTRE)
                free = box.left() - 6
        if self._axis_title:
            box = QRectF(0, plot.bottom() + 8 + height, area.width(), height + 2)
            quiet = self._theme.color("text3")
            draw_text(painter, box, self._axis_title, self._theme.font("small", weight=400), quiet, CENTRE)


def label_boxes(curve: Sequence[Point], sizes: Sequence[tuple[float, float]], area: QRectF) -> list[QRectF]:
    """Where the values stand, for the last ``len(sizes)`` points of a curve in px.

    A value stands above its point, on steep parts to the left of it, elsewhere where curve, edge or another
    value is in the way.
    """
    first, last = curve[0][0], curve[-1][0]
    steps = [first + (last - first) * n / SAMPLES for n in range(SAMPLES + 1)]
    obstacles = [QPointF(x, value_at(curve, x)) for x in steps]
    shown = len(curve) - len(sizes)
    taken: list[QRectF] = []
    for (x, y), slope, (width, height) in zip(curve[shown:], tangents(curve)[shown:], sizes, strict=True):
        above, left = (0.0, -DOT - 3 - height, 0.5), (-DOT - 5, -height * 0.95, 1.0)
        others = ((DOT + 5, 1.0, 0.0), (0.0, DOT + 4, 0.5), (DOT + 5, -height * 0.95, 0.0))
        ways = (left, above, *others) if abs(slope) > STEEP else (above, left, *others)
        boxes = [QRectF(x + dx - width * shift, y + dy, width, height) for dx, dy, shift in ways]
        taken.append(min(boxes, key=lambda box: _crowding(box, area, taken, obstacles)))
    return taken


def _crowding(box: QRectF, area: QRectF, taken: list[QRectF], obstacles: list[QPointF]) -> int:
    """How much is in the way of a label: the curve a little, another label or the edge a lot."""
    hit = sum(1 for obstacle in obstacles if box.contains(obstacle))
    over = sum(1 for other in taken if box.intersects(other))
    return hit + 1000 * over + 1000 * (not area.adjusted(-2, -2, 2, 2).contains(box))
