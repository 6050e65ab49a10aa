"""A few amounts side by side as pillars, with limits drawn across."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QLineF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from op_desktop.language import _
from ui.theme import Theme
from ui.widgets.charts.axis import Axis
from ui.widgets.charts.drawing import CENTRE, RIGHT, draw_text, fill_rounded, hline, line_height, text_width
from ui.widgets.charts.entries import Entry, NumberTable
from ui.widgets.charts.view import ChartView

SERIES: Final = ("s1", "s2", "s3", "s4", "s5")
WIDEST: Final = 96.0
"""A pillar is no wider than this many px at text size 100 %."""

Say = Callable[[Decimal], str]


@dataclass(frozen=True, slots=True)
class Pillar:
    """An amount with its name."""

    key: str
    name: str
    value: Decimal
    token: str = ""
    """The colour token; empty for the series' own."""


class PillarChart(ChartView):
    """Up to five pillars from a common foot; a limit is a dashed line with its words at the right."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, title, parent)
        self._pillars: tuple[Pillar, ...] = ()
        self._limits: tuple[Pillar, ...] = ()
        self._say: Say = str
        self._axis = Axis.of([])

    def set_pillars(self, pillars: Sequence[Pillar], say: Say, limits: Sequence[Pillar] = ()) -> None:
        """Show these, from left to right; ``say`` writes an amount with its unit."""
        self._pillars, self._limits, self._say = tuple(pillars), tuple(limits), say
        self._axis = Axis.of([each.value for each in (*pillars, *limits)])
        told = [f"{each.name}: {say(each.value)}" for each in (*pillars, *limits)]
        entries = [Entry(each.key, text) for each, text in zip(pillars, told, strict=False)]
        self._show(entries, ", ".join(told))

    def numbers(self) -> NumberTable:
        """Names and amounts, as written."""
        rows = tuple((each.name, self._say(each.value)) for each in (*self._pillars, *self._limits))
        return NumberTable((_("What"), _("Amount")), rows)

    def _least(self) -> QSizeF:
        return QSizeF(self._theme.px(260), self._theme.px(150))

    def _plot(self, area: QRectF) -> QRectF:
        small = self._theme.font("small")
        left = text_width(small, *(self._say(tick) for tick in self._axis.ticks)) + 9
        words = [self._limit_words(limit) for limit in self._limits]
        right = text_width(small, *words) + 10 if words else 0.0
        top, bottom = line_height(self._theme.font("chart")), line_height(self._theme.font("label")) + 8
        return area.adjusted(left, top, -right, -bottom)

    def _limit_words(self, limit: Pillar) -> str:
        return f"{self._say(limit.value)} {limit.name}"

    def _arrange(self, area: QRectF) -> list[QRectF]:
        plot = self._plot(area)
        slot = plot.width() / max(1, len(self._pillars))
        width = min(slot * 0.62, self._theme.px(WIDEST))
        foot = plot.bottom() - self._axis.share(0) * plot.height()
        places = []
        for number, pillar in enumerate(self._pillars):
            top = plot.bottom() - self._axis.share(pillar.value) * plot.height()
            left = plot.left() + slot * (number + 0.5) - width / 2
            places.append(QRectF(left, min(top, foot), width, max(2.0, abs(foot - top))))
        return places

    def _ring_shape(self, place: QRectF) -> tuple[QRectF, float]:
        return place.adjusted(-4, -4, 4, 4), 6.0

    def _draw(self, painter: QPainter, places: list[QRectF]) -> None:
        plot = self._plot(self._area())
        self._draw_grid(painter, plot)
        slot = plot.width() / max(1, len(self._pillars))
        name, value = self._theme.font("label"), self._theme.font("chart")
        self._draw_limits(painter, plot)
        for number, (pillar, place) in enumerate(zip(self._pillars, places, strict=True)):
            fill_rounded(painter, place, 4, self._theme.color(pillar.token or SERIES[number]))
            box = QRectF(plot.left() + slot * number, place.top() - line_height(value), slot, line_height(value))
            wide = text_width(value, self._say(pillar.value)) + 8
            clear = QRectF(box.center().x() - wide / 2, box.top() + 3, wide, box.height() - 5)
            fill_rounded(painter, clear, 3, self._theme.color("surface"))
            draw_text(painter, box, self._say(pillar.value), value, self._theme.color("text"), CENTRE)
            box = QRectF(plot.left() + slot * number + 2, plot.bottom() + 6, slot - 4, line_height(name))
            draw_text(painter, box, pillar.name, name, self._theme.color("text2"), CENTRE)

    def _draw_grid(self, painter: QPainter, plot: QRectF) -> None:
        font, ink = self._theme.font("small"), self._theme.color("text2")
        height = line_height(font)
        for tick in self._axis.ticks:
            y = plot.bottom() - self._axis.share(tick) * plot.height()
            hline(painter, plot.left(), plot.right(), y, self._theme.color("border_strong" if tick == 0 else "border"))
            draw_text(painter, QRectF(0, y - height / 2, plot.left() - 8, height), self._say(tick), font, ink, RIGHT)

    def _draw_limits(self, painter: QPainter, plot: QRectF) -> None:
        font, height = self._theme.font("small"), line_height(self._theme.font("small"))
        for limit in self._limits:
            y = plot.bottom() - self._axis.share(limit.value) * plot.height()
            ink = self._theme.color(limit.token or "danger")
            painter.setPen(QPen(ink, 1.8, Qt.PenStyle.DashLine))
            painter.drawLine(QLineF(plot.left(), y, plot.right(), y))
            box = QRectF(plot.right() + 8, y - height / 2, self._area().right() - plot.right() - 8, height)
            draw_text(painter, box, self._limit_words(limit), font, ink)
