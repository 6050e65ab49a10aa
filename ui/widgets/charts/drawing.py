"""What all charts draw with: text that fits, ink that can be read on any ground, the ring of the focus."""

import math
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

WHITE: Final = "#FFFFFF"
INK: Final = "#0B1622"
MINUS: Final = "\u2212"
READABLE: Final = 4.5
"""Least contrast between a text and its ground."""

LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE: Final = Qt.AlignmentFlag.AlignCenter
ONE_LINE: Final = {align: align | Qt.TextFlag.TextSingleLine for align in (LEFT, RIGHT, CENTRE)}
"""How a text of one line is drawn; put together once, for a chart is drawn at every key."""


def contrast(one: QColor, other: QColor) -> float:
    """How far apart two colours are in light, 1 to 21, as WCAG 2.2 computes it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def label_ink(ground: QColor) -> QColor:
    """White where it can be read on this ground, else the dark ink."""
    white = QColor(WHITE)
    return white if contrast(white, ground) >= READABLE else QColor(INK)


def text_width(font: QFont, *texts: str) -> float:
    """Width in px of the widest of these texts."""
    metrics = QFontMetricsF(font)
    return max((metrics.horizontalAdvance(text) for text in texts), default=0.0)


def line_height(font: QFont) -> float:
    """Height in px of one line."""
    return QFontMetricsF(font).height()


def draw_text(
    painter: QPainter, rect: QRectF, text: str, font: QFont, ink: QColor, align: Qt.AlignmentFlag = LEFT
) -> None:
    """One line of text, shortened with … where it does not fit."""
    metrics = QFontMetricsF(font)
    if metrics.horizontalAdvance(text) > rect.width() + 0.5:
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(rect, ONE_LINE[align], text)


def fill_rounded(painter: QPainter, rect: QRectF, radius: float, fill: QColor) -> None:
    """A filled rectangle with round corners, no outline."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(rect, radius, radius)


def outline_rounded(painter: QPainter, rect: QRectF, radius: float, ink: QColor, width: float = 1.0) -> None:
    """The line of a rounded rectangle, wholly inside ``rect``."""
    inset = width / 2
    painter.setPen(QPen(ink, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def hline(painter: QPainter, left: float, right: float, y: float, ink: QColor) -> None:
    """A crisp line of one pixel."""
    painter.fillRect(QRectF(left, math.floor(y), right - left, 1), ink)


def percent(part: Decimal | int, whole: Decimal | int) -> int:
    """A share in whole per cent, halves away from zero."""
    return int((Decimal(part) * 100 / Decimal(whole)).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def shares(values: list[Decimal]) -> list[int]:
    """Whole per cents of the values, adding up to 100 (largest remainders first); zeros where there is nothing."""
    total = sum(values, Decimal())
    if not total:
        return [0] * len(values)
    exact = [value * 100 / total for value in values]
    parts = [int(value) for value in exact]
    by_remainder = sorted(range(len(exact)), key=lambda n: (parts[n] - exact[n], n))
    for n in by_remainder[: 100 - sum(parts)]:
        parts[n] += 1
    return parts


def _luminance(color: QColor) -> float:
    def linear(value: float) -> float:
        return float(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF())
