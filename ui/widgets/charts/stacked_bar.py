"""A profile: how a whole divides, as one bar with a legend that carries the numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from op_desktop.language import _
from ui.theme import Theme
from ui.widgets.charts.drawing import CENTRE, RIGHT, draw_text, fill_rounded, label_ink, line_height, shares, text_width
from ui.widgets.charts.entries import Entry, NumberTable
from ui.widgets.charts.view import ChartView, FormatNumber

BAR: Final = 26.0
PART_GAP: Final = 2.0
LEAST_LABELLED: Final = 30.0
"""A part narrower than this many px carries no label inside: the legend has it."""
SERIES: Final = ("s1", "s2", "s3", "s4", "s5")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the whole; ``value`` a count or already a share."""

    key: str
    label: str
    value: int | Decimal


class StackedBar(ChartView):
    """One bar in up to five parts; each line of the legend opens its rows."""

    def __init__(self, theme: Theme, format_number: FormatNumber, title: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, title, parent)
        self._format = format_number
        self._parts: tuple[Part, ...] = ()
        self._shares: list[int] = []

    def set_parts(self, parts: Sequence[Part]) -> None:
        """Show these, at most five, in this order."""
        self._parts = tuple(parts)
        self._shares = shares([Decimal(part.value) for part in parts])
        told = [f"{part.label}: {self._share(number)}" for number, part in enumerate(parts)]
        self._show([Entry(part.key, text) for part, text in zip(parts, told, strict=True)], ", ".join(told))

    def numbers(self) -> NumberTable:
        """Part and share, as written."""
        rows = tuple((part.label, self._share(number)) for number, part in enumerate(self._parts))
        return NumberTable((_("Part"), _("Share")), rows)

    def _least(self) -> QSizeF:
        labels = text_width(self._theme.font("secondary"), *(part.label for part in self._parts))
        numbers = text_width(self._theme.font("chip"), self._percent(100))
        return QSizeF(round(labels + numbers + 34), round(self._bar() + 7 + self._line() * len(self._parts)))

    def _percent(self, share: int) -> str:
        return _("{number}%").format(number=self._format(share))

    def _share(self, number: int) -> str:
        return self._percent(self._shares[number])

    def _bar(self) -> float:
        return max(BAR, line_height(self._theme.font("chip")) + 8)

    def _line(self) -> float:
        return max(19.0, line_height(self._theme.font("secondary")) + 3)

    def _segments(self) -> list[QRectF]:
        width = self._area().width() - PART_GAP * max(0, len(self._parts) - 1)
        left, segments = 0.0, []
        for share in self._shares:
            segment = QRectF(left, 0, max(2.0, width * share / 100), self._bar())
            segments.append(segment)
            left = segment.right() + PART_GAP
        return segments

    def _arrange(self, area: QRectF) -> list[QRectF]:
        line = self._line()
        return [QRectF(0, self._bar() + 7 + number * line, area.width(), line) for number in range(len(self._parts))]

    def _hit(self, point: QPointF) -> int | None:
        segments = enumerate(self._segments())
        return next((number for number, segment in segments if segment.contains(point)), super()._hit(point))

    def _draw(self, painter: QPainter, places: list[QRectF]) -> None:
        color, font = self._theme.color, self._theme.font
        parts = zip(self._parts, self._segments(), places, SERIES, strict=False)
        for number, (part, segment, place, token) in enumerate(parts):
            fill, share = color(token), self._share(number)
            fill_rounded(painter, segment, 4 if segment.width() > 8 else 1, fill)
            if segment.width() >= max(LEAST_LABELLED, text_width(font("chip"), share) + 8):
                draw_text(painter, segment, share, font("chip"), label_ink(fill), CENTRE)
            if number == self._hovered:
                fill_rounded(painter, self._ring_shape(place)[0], 4, color("hover"))
            fill_rounded(painter, QRectF(0, place.center().y() - 5, 10, 10), 2, fill)
            draw_text(
                painter,
                place.adjusted(17, 0, -text_width(font("chip"), share) - 6, 0),
                part.label,
                font("secondary"),
                color("text2"),
            )
            draw_text(painter, place, share, font("chip"), color("text"), RIGHT)
