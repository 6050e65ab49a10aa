"""The multiplier effect: four boxed factors, the signs between them, and what they come to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from op_desktop.language import _
from ui.theme import Theme
from ui.widgets.charts.drawing import CENTRE, LEFT, draw_text, fill_rounded, line_height, outline_rounded, text_width
from ui.widgets.charts.entries import Entry, NumberTable
from ui.widgets.charts.view import ChartView

TIMES: Final = "\u00d7"
SIGN: Final = 14.0
RADIUS: Final = 6.0
RESULT: Final = "result"
"""Key of the last entry, what the factors come to."""


@dataclass(frozen=True, slots=True)
class Factor:
    """A factor as the reader writes it (``450``, ``15 €``) and what it counts (``cittadini``, ``l'ora``)."""

    key: str
    amount: str
    unit: str


class MultiplierChart(ChartView):
    """Each factor and the result open where they come from."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, title, parent)
        self._factors: tuple[Factor, ...] = ()
        self._result = ""

    def set_factors(self, factors: Sequence[Factor], result: str) -> None:
        """Show the factors and their product, all as written."""
        self._factors, self._result = tuple(factors), result
        told = [f"{factor.amount} {factor.unit}" for factor in factors]
        entries = [Entry(factor.key, text) for factor, text in zip(factors, told, strict=True)]
        self._show([*entries, Entry(RESULT, f"= {result}")], f" {TIMES} ".join(told) + f" = {result}")

    def numbers(self) -> NumberTable:
        """Factors and result, as written."""
        rows = tuple((factor.unit, factor.amount) for factor in self._factors)
        return NumberTable((_("Factor"), _("Number")), (*rows, (self.accessibleName(), self._result)))

    def _least(self) -> QSizeF:
        boxes = sum(self._widths())
        width = max(boxes + SIGN * max(0, len(self._factors) - 1), text_width(self._theme.font("chart"), self._result))
        return QSizeF(round(width), round(self._box_height() + 6 + line_height(self._theme.font("figure"))))

    def _widths(self) -> list[float]:
        """The least width of each box."""
        amount, unit = self._theme.font("time"), self._theme.font("small")
        return [max(text_width(amount, f.amount), text_width(unit, f.unit)) + 6 for f in self._factors]

    def _box_height(self) -> float:
        return max(44.0, line_height(self._theme.font("time")) * 0.9 + line_height(self._theme.font("small")) + 8)

    def _arrange(self, area: QRectF) -> list[QRectF]:
        least, count = self._widths(), len(self._factors)
        spare = area.width() - sum(least) - SIGN * max(0, count - 1)
        # Boxes of equal width where all texts fit, else each as wide as its own text needs.
        equal = (area.width() - SIGN * max(0, count - 1)) / count if count else 0.0
        widths = [equal] * count if all(width <= equal for width in least) else [w + spare / count for w in least]
        left, places = 0.0, []
        for width in widths:
            places.append(QRectF(left, 0, width, self._box_height()))
            left += width + SIGN
        top = self._box_height() + 6
        return [*places, QRectF(0, top, area.width(), max(0.0, area.height() - top))]

    def _ring_shape(self, place: QRectF) -> tuple[QRectF, float]:
        return place.adjusted(-3, -3, 3, 3), RADIUS + 2

    def _draw(self, painter: QPainter, places: list[QRectF]) -> None:
        color, font = self._theme.color, self._theme.font
        if not self._factors:
            return
        for number, (factor, place) in enumerate(zip(self._factors, places, strict=False)):
            self._draw_factor(painter, factor, place, number == self._hovered)
            if number:
                sign = QRectF(place.left() - SIGN, place.top(), SIGN, place.height())
                draw_text(painter, sign, TIMES, font("strong"), color("text2"), CENTRE)
        result, text = font("figure"), f"= {self._result}"
        result.setPixelSize(
            max(self._theme.px(15), round(result.pixelSize() * min(1.0, places[-1].width() / text_width(result, text))))
        )
        draw_text(painter, places[-1], text, result, color("accent"), LEFT)

    def _draw_factor(self, painter: QPainter, factor: Factor, place: QRectF, hovered: bool) -> None:
        color, font = self._theme.color, self._theme.font
        fill_rounded(painter, place, RADIUS, color("hover" if hovered else "surface2"))
        outline_rounded(painter, place, RADIUS, color("border_strong" if hovered else "border"))
        first, second = line_height(font("time")) * 0.9, line_height(font("small"))
        top = place.center().y() - (first + second) / 2
        draw_text(
            painter, QRectF(place.left(), top, place.width(), first), factor.amount, font("time"), color("text"), CENTRE
        )
        box = QRectF(place.left(), top + first, place.width(), second)
        draw_text(painter, box, factor.unit, font("small", weight=400), color("text2"), CENTRE)
