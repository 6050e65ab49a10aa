"""Amounts over time: up to three lines on true axes, each told apart by colour, dash and its words at the end."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QLinearGradient, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from op_desktop.language import _
from ui.theme import Theme
from ui.widgets.charts.axis import Axis
from ui.widgets.charts.drawing import CENTRE, ONE_LINE, RIGHT, draw_text, hline, line_height, text_width
from ui.widgets.charts.entries import Entry, NumberTable
from ui.widgets.charts.view import MARGIN, ChartView

SERIES: Final = ("s1", "s2", "s3")
DASHES: Final = ((), (4.0, 3.0), (1.0, 2.5))
DOT: Final = 4.0
REACH: Final = 14.0
FADE: Final = (0.22, 0.02)
MOST_MARKS: Final = 8
STEPS: Final = (1, 2, 3, 5, 6, 10, 12, 24, 48, 60, 120, 240)

Say = Callable[[Decimal], str]


@dataclass(frozen=True, slots=True)
class Series:
    """A line: its name, and a value for each x."""

    name: str
    values: tuple[Decimal, ...]


class LinesChart(ChartView):
    """Up to three lines from x = 0 on; each line's end can be reached and is named with its value."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, title, parent)
        self._xs: tuple[int, ...] = ()
        self._lines: tuple[Series, ...] = ()
        self._say: Say = str
        self._say_x: Callable[[int], str] = str
        self._axis = Axis.of([])
        self._shares: tuple[tuple[float, ...], ...] = ()
        """Where the values of each line lie, 0 at the foot and 1 at the top."""
        self._ticks: list[tuple[float, str]] = []
        self._frame = QRectF()
        """Where the lines run; known as soon as the chart is laid out."""
        # It always stands on a card: with its own ground the card and the page behind need not be painted at each key.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def set_lines(self, xs: Sequence[int], lines: Sequence[Series], say: Say, say_x: Callable[[int], str]) -> None:
        """Show these; ``say`` writes a value as on its label, ``say_x`` an x with its unit."""
        self._xs, self._lines, self._say, self._say_x = tuple(xs), tuple(lines), say, say_x
        self._axis = Axis.of([value for line in lines for value in line.values])
        low, span = float(self._axis.low), float(self._axis.high - self._axis.low)
        self._shares = tuple(tuple((float(value) - low) / span for value in line.values) for line in lines)
        self._ticks = [(self._axis.share(tick), say(tick)) for tick in self._axis.ticks]
        told = [f"{line.name}: {say(line.values[-1])}" for line in lines if line.values]
        entries = [Entry(line.name, text) for line, text in zip(lines, told, strict=True)]
        self._show(entries, f"{say_x(xs[-1])}. {', '.join(told)}" if xs else "")

    def numbers(self) -> NumberTable:
        """Every x with the value of each line."""
        heads = (_("Time"), *(line.name for line in self._lines))
        rows = tuple(
            (self._say_x(x), *(self._say(line.values[place]) for line in self._lines))
            for place, x in enumerate(self._xs)
        )
        return NumberTable(heads, rows)

    def _least(self) -> QSizeF:
        return QSizeF(self._theme.px(300), self._theme.px(150))

    def _ring_shape(self, place: QRectF) -> tuple[QRectF, float]:
        inset = REACH - DOT - 4
        return place.adjusted(inset, inset, -inset, -inset), REACH

    def _head(self) -> float:
        return line_height(self._theme.font("secondary")) + 8

    def _plot(self, area: QRectF) -> QRectF:
        small = self._theme.font("small")
        left = text_width(small, *(words for _share, words in self._ticks)) + 9
        last = self._say_x(self._xs[-1]) if self._xs else ""
        right = max(DOT + 3, text_width(small, last) / 2 + 1)
        return area.adjusted(left, self._head() + line_height(small) / 2, -right, -line_height(small) - 10)

    def _spots(self, plot: QRectF, number: int) -> list[QPointF]:
        """The points of a line in px."""
        left, bottom, wide, high = plot.left(), plot.bottom(), plot.width() / (self._xs[-1] or 1), plot.height()
        return [
            QPointF(left + x * wide, bottom - share * high)
            for x, share in zip(self._xs, self._shares[number], strict=True)
        ]

    def _arrange(self, area: QRectF) -> list[QRectF]:
        self._frame = self._plot(area)
        right, bottom, high = self._frame.right(), self._frame.bottom(), self._frame.height()
        ends = [QPointF(right if self._xs[-1] else self._frame.left(), bottom - shares[-1] * high)
                for shares in self._shares]  # fmt: skip
        return [QRectF(end.x() - REACH, end.y() - REACH, 2 * REACH, 2 * REACH) for end in ends]

    def _draw(self, painter: QPainter, places: list[QRectF]) -> None:
        area, plot = self._area(), self._frame
        painter.fillRect(area.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN), self._theme.color("surface"))
        self._draw_grid(painter, plot)
        if not self._xs:
            return
        self._draw_marks(painter, plot, area)
        for number in reversed(range(len(self._lines))):
            self._draw_line(painter, plot, number)
        for number, place in enumerate(places):
            painter.setPen(QPen(self._theme.color("surface"), 2.0))
            painter.setBrush(self._theme.color(SERIES[number]))
            radius = DOT + 1 + (number == self._hovered)
            painter.drawEllipse(place.center(), radius, radius)
        self._draw_names(painter, area)

    def _draw_grid(self, painter: QPainter, plot: QRectF) -> None:
        font, ink, line = self._theme.font("small"), self._theme.color("text2"), self._theme.color("border")
        height = line_height(font)
        every = max(1, math.ceil(height * 1.3 * (len(self._ticks) - 1) / max(1.0, plot.height())))
        painter.setFont(font)
        painter.setPen(ink)
        zero = self._axis.share(0)
        for number, (share, words) in enumerate(self._ticks):
            y = plot.bottom() - share * plot.height()
            strong = self._theme.color("border_strong") if share == zero and zero > 0 else line
            hline(painter, plot.left(), plot.right(), y, strong)
            if number % every == 0:
                # The room at the left was measured by these very words.
                painter.drawText(QRectF(0, y - height / 2, plot.left() - 8, height), ONE_LINE[RIGHT], words)

    def _draw_marks(self, painter: QPainter, plot: QRectF, area: QRectF) -> None:
        font, edge = self._theme.font("small"), self._theme.color("border_strong")
        metrics, last = QFontMetricsF(font), self._xs[-1]
        height, free, each = metrics.height(), area.right() + 1, plot.width() / (last or 1)
        painter.setFont(font)
        painter.setPen(self._theme.color("text2"))
        # From the end backwards: the end is always named, a mark too near to it is not.
        for x in reversed([0, *range(_mark_step(last), last, _mark_step(last)), last] if last else [0]):
            spot = plot.left() + x * each
            painter.fillRect(QRectF(math.floor(spot), plot.bottom(), 1, 5), edge)
            text = self._say_x(x) if x == last else str(x)
            width = metrics.horizontalAdvance(text) + 2
            box = QRectF(spot - width / 2, plot.bottom() + 7, width, height)
            if box.right() <= free:
                painter.drawText(box, ONE_LINE[CENTRE], text)
                free = box.left() - 10

    def _draw_line(self, painter: QPainter, plot: QRectF, number: int) -> None:
        ink = self._theme.color(SERIES[number])
        spots = self._spots(plot, number)
        if number == 0 and len(spots) > 1:
            self._draw_shade(painter, plot, spots, ink)
        painter.setPen(self._pen(number))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(spots))

    def _pen(self, number: int) -> QPen:
        ink = self._theme.color(SERIES[number])
        pen = QPen(ink, 2.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        if DASHES[number]:
            pen.setDashPattern(list(DASHES[number]))
        return pen

    def _draw_shade(self, painter: QPainter, plot: QRectF, spots: list[QPointF], ink: QColor) -> None:
        foot = plot.bottom() - self._axis.share(0) * plot.height()
        below = QPainterPath(QPointF(spots[0].x(), foot))
        for spot in spots:
            below.lineTo(spot)
        below.lineTo(spots[-1].x(), foot)
        fade = QLinearGradient(plot.topLeft(), QPointF(plot.left(), foot))
        for place, strength in enumerate(FADE):
            shade = QColor(ink)
            shade.setAlphaF(strength)
            fade.setColorAt(place, shade)
        painter.fillPath(below, fade)

    def _draw_names(self, painter: QPainter, area: QRectF) -> None:
        """The key: each line's colour, its name, and what it reaches."""
        name, value = self._theme.font("secondary"), self._theme.font("chip")
        height, left = line_height(name), area.left()
        for number, line in enumerate(self._lines):
            middle = area.top() + height / 2
            swatch = self._theme.px(20)
            painter.setPen(self._pen(number))
            painter.drawLine(QPointF(left + 1, middle), QPointF(left + swatch - 1, middle))
            left += swatch + 6
            for text, font, ink in ((line.name, name, "text2"), (self._say(line.values[-1]), value, "text")):
                width = min(text_width(font, text) + 1, area.right() - left)
                draw_text(painter, QRectF(left, area.top(), width, height), text, font, self._theme.color(ink))
                left += width + 6
            left += 14


def _mark_step(last: int) -> int:
    return next((step for step in STEPS if last / step <= MOST_MARKS), max(1, last))
