"""The marks of a register as shapes: told apart by form and letter first, by colour second."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from ui.delegates.cell import CENTRE, CellInk
from ui.theme import Theme

SIDE: Final = 20.0
RADIUS: Final = 4.0


class MarkKind(StrEnum):
    """A mark, or why there is none; the first five have the codes of ``domain.attendance.Mark``."""

    PRESENT = "present"
    ABSENT = "absent"
    LATE = "late"
    EXCUSED = "excused"
    LEFT_EARLY = "left_early"
    PROPOSED = "proposed"
    """Present unless somebody says otherwise: nothing is recorded yet."""
    NOT_RECORDED = "not_recorded"
    TO_COME = "to_come"


@dataclass(frozen=True, slots=True)
class MarkLook:
    """A mark as one reader sees it: its letter (P A R G U, in English P A L E O) and its words."""

    kind: MarkKind
    letter: str = ""
    word: str = ""


def paint_mark(
    painter: QPainter, middle: QPointF, look: MarkLook, ink: CellInk, tick: str = "text3", most: float = math.inf
) -> None:
    """The glyph of a mark around ``middle``: 20 px grown with the text, ``most`` px at most.

    ``tick`` is the token of the tick of the present.
    """
    side = min(float(ink.px(SIDE)), most)
    box = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
    draw = _SHAPES.get(look.kind)
    if draw is not None:
        draw(painter, box, look, ink)
    elif look.kind in (MarkKind.PRESENT, MarkKind.PROPOSED):
        _tick(painter, box, ink.color(tick))
    elif look.kind is MarkKind.NOT_RECORDED:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.color("text2"))
        painter.drawEllipse(middle, side * 0.09, side * 0.09)
    else:
        painter.fillRect(QRectF(middle.x() - 3.5, middle.y() - 0.5, 7, 1.2), ink.color("text3"))


def mark_pixmap(theme: Theme, look: MarkLook, ratio: float = 1.0, tick: str = "text3") -> QPixmap:
    """The glyph alone, for a legend or a button, on a screen of this device pixel ratio."""
    side = theme.px(SIDE)
    pixmap = QPixmap(QSize(side, side) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_mark(painter, QPointF(side / 2, side / 2), look, CellInk(theme), tick)
    painter.end()
    return pixmap


def _tick(painter: QPainter, box: QRectF, color: QColor) -> None:
    unit = box.width() / 20
    path = QPainterPath(box.center() + QPointF(-4.6, 0.4) * unit)
    path.lineTo(box.center() + QPointF(-1.6, 3.2) * unit)
    path.lineTo(box.center() + QPointF(4.6, -3.2) * unit)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color, 1.6 * unit, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.drawPath(path)


def _letter(painter: QPainter, box: QRectF, look: MarkLook, ink: CellInk, token: str) -> None:
    ink.text(painter, box, look.letter, "chip", token, weight=700, align=CENTRE)


def _square(painter: QPainter, box: QRectF, look: MarkLook, ink: CellInk) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.color("danger"))
    painter.drawRoundedRect(box, RADIUS, RADIUS)
    _letter(painter, box, look, ink, "on_danger")


def _ring(painter: QPainter, box: QRectF, look: MarkLook, ink: CellInk) -> None:
    painter.setPen(QPen(ink.color("warning"), 1.8))
    painter.setBrush(ink.color("warning_tint"))
    painter.drawEllipse(box.adjusted(1, 1, -1, -1))
    _letter(painter, box, look, ink, "warning")


def _dashed(painter: QPainter, box: QRectF, look: MarkLook, ink: CellInk) -> None:
    pen = QPen(ink.color("s4"), 1.6)
    pen.setDashPattern([2.2, 1.6])
    painter.setPen(pen)
    painter.setBrush(ink.color("surface"))
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
    _letter(painter, box, look, ink, "s4")


def _folded(painter: QPainter, box: QRectF, look: MarkLook, ink: CellInk) -> None:
    sheet = box.adjusted(1.5, 1.5, -1.5, -1.5)
    fold = sheet.width() * 0.32
    inner = QPointF(sheet.right() - fold, sheet.top() + fold)
    corner, side = QPointF(inner.x(), sheet.top()), QPointF(sheet.right(), inner.y())
    painter.setPen(QPen(ink.color("text2"), 1.2, Qt.PenStyle.SolidLine, j=Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(ink.color("sunken"))
    painter.drawPolygon([sheet.topLeft(), corner, side, sheet.bottomRight(), sheet.bottomLeft()])
    painter.setBrush(ink.color("surface"))
    painter.drawPolygon([corner, inner, side])
    place = QRectF(sheet.left(), sheet.top() + sheet.height() * 0.2, sheet.width() * 0.86, sheet.height() * 0.8)
    ink.text(painter, place, look.letter, "small", "text", weight=700, align=CENTRE)


_SHAPES: Mapping[MarkKind, Callable[[QPainter, QRectF, MarkLook, CellInk], None]] = MappingProxyType(
    {
        MarkKind.ABSENT: _square,
        MarkKind.LATE: _ring,
        MarkKind.EXCUSED: _dashed,
        MarkKind.LEFT_EARLY: _folded,
    }
)
