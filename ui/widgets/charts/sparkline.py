"""Six small bars beside a number: how it came about, the last one in its own colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from op_desktop.language import _
from ui.theme import Theme
from ui.widgets.charts.drawing import fill_rounded
from ui.widgets.charts.entries import Entry, NumberTable
from ui.widgets.charts.view import ChartView, FormatNumber

GAP: Final = 2.5
LEAST: Final = 2.0
"""Height in px of a bar of nothing."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A month (or week) and its number."""

    key: str
    label: str
    value: int


class Sparkline(ChartView):
    """Bars share one scale from zero; each opens its own rows."""

    def __init__(
        self, theme: Theme, format_number: FormatNumber, title: str, parent: QWidget | None = None, *, token: str = "s1"
    ) -> None:
        super().__init__(theme, title, parent)
        self._format = format_number
        self._token = token
        self._bars: tuple[Bar, ...] = ()

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Show these, oldest first."""
        self._bars = tuple(bars)
        told = [f"{bar.label}: {self._format(bar.value)}" for bar in bars]
        self._show([Entry(bar.key, text) for bar, text in zip(bars, told, strict=True)], ", ".join(told))

    def numbers(self) -> NumberTable:
        """Time and number, as written."""
        return NumberTable((_("Time"), _("Number")), tuple((bar.label, self._format(bar.value)) for bar in self._bars))

    def _least(self) -> QSizeF:
        return QSizeF(84, 26)

    def _arrange(self, area: QRectF) -> list[QRectF]:
        count = len(self._bars)
        width = (area.width() + GAP) / count if count else 0.0
        return [QRectF(number * width, 0, width - GAP, area.height()) for number in range(count)]

    def _ring_shape(self, place: QRectF) -> tuple[QRectF, float]:
        return place.adjusted(-3, -3, 3, 3), 3.0

    def _draw(self, painter: QPainter, places: list[QRectF]) -> None:
        highest = max((bar.value for bar in self._bars), default=0) or 1
        for number, (bar, place) in enumerate(zip(self._bars, places, strict=True)):
            height = max(LEAST, place.height() * bar.value / highest)
            last = number == len(self._bars) - 1
            token = self._token if last else "prev"
            if number == self._hovered and not last:
                token = "border_strong"
            column = QRectF(place.left(), place.bottom() - height, place.width(), height)
            fill_rounded(painter, column, 1.5, self._theme.color(token))
