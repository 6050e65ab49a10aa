"""Marks in a register: small glyphs for other meetings, a pill with words for today's."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from ui.delegates.cell import AnyIndex, CellDelegate
from ui.delegates.marks import SIDE, MarkKind, MarkLook, paint_mark
from ui.theme import Theme

PILL_RADIUS: Final = 4.0
TINTS: Mapping[MarkKind, tuple[str, str]] = MappingProxyType(
    {
        MarkKind.ABSENT: ("danger_tint", "danger"),
        MarkKind.LATE: ("warning_tint", "warning"),
        MarkKind.EXCUSED: ("surface", "s4"),
        MarkKind.LEFT_EARLY: ("sunken", "text2"),
    }
)
"""Ground and word of today's pill, as tokens; whoever is present has no pill, only a tinted tick."""


class Marked(Protocol):
    """A row of a register: one mark per meeting, in the order of the meetings."""

    @property
    def marks(self) -> Sequence[MarkLook]:
        """What stands for each meeting; those not held yet are ``TO_COME``."""


class HistoryDelegate(CellDelegate):
    """The mark of one meeting that is not today's, as a glyph in the middle of the cell."""

    def __init__(self, theme: Theme, meeting: int, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._meeting = meeting

    def _paint_cell(self, painter: QPainter, rect: QRectF, row: Marked, index: AnyIndex, selected: bool) -> None:
        look = row.marks[self._meeting]
        paint_mark(painter, rect.center(), look, self._ink, "text2" if selected else "text3", rect.height())


class TodayDelegate(CellDelegate):
    """Today's mark: the glyph with its word; only exceptions have a filled pill, what is only
    proposed a dashed tick."""

    ground = "primary_tint"

    def __init__(self, theme: Theme, meeting: int, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._meeting = meeting

    def _framed(self, option: QStyleOptionViewItem, selected: bool) -> bool:
        # The frame shows where a typed letter goes, also while the focus is in the field beside the register.
        return selected or bool(option.state & QStyle.StateFlag.State_HasFocus)

    def _paint_cell(self, painter: QPainter, rect: QRectF, row: Marked, index: AnyIndex, selected: bool) -> None:
        look, ink = row.marks[self._meeting], self._ink
        side = ink.px(SIDE)
        pill = rect.adjusted(8, 1.5, -8, -1.5)
        tall = min(pill.height(), side + 6.0)
        pill = QRectF(pill.left(), rect.center().y() - tall / 2, pill.width(), tall)
        middle = QPointF(pill.left() + side / 2 + 3, rect.center().y())
        words = QRectF(pill.left() + side + 16, rect.top(), pill.width() - side - 20, rect.height())
        if look.kind is MarkKind.PRESENT:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink.color("success_tint"))
            painter.drawRoundedRect(QRectF(pill.left(), pill.top(), side + 6, tall), PILL_RADIUS, PILL_RADIUS)
            paint_mark(painter, middle, look, ink, "success", tall)
            ink.text(painter, words, look.word, "secondary", "text2" if selected else "text3")
        elif look.kind is MarkKind.PROPOSED:
            box = QRectF(pill.left(), pill.top(), side + 6, tall).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.setPen(_dashes(_faint(ink.color("border_strong"))))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, PILL_RADIUS, PILL_RADIUS)
            paint_mark(painter, middle, look, ink, "text2" if selected else "text3", tall)
            ink.text(painter, words, look.word, "secondary", "text2" if selected else "text3")
        elif look.kind in TINTS:
            self._paint_pill(painter, pill, look)
            paint_mark(painter, middle, look, ink, most=rect.height())
            ink.text(painter, words, look.word, "chip", TINTS[look.kind][1])
        elif look.kind is MarkKind.NOT_RECORDED:
            self._paint_empty(painter, pill)
            paint_mark(painter, middle, look, ink, most=rect.height())
            ink.text(painter, words, look.word, "secondary", "text2")
        else:
            paint_mark(painter, rect.center(), look, ink)

    def _paint_pill(self, painter: QPainter, pill: QRectF, look: MarkLook) -> None:
        ground, word = TINTS[look.kind]
        painter.setBrush(self._ink.color(ground))
        painter.setPen(Qt.PenStyle.NoPen)
        if look.kind is MarkKind.EXCUSED:
            painter.setPen(_dashes(self._ink.color(word)))
            pill = pill.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(pill, PILL_RADIUS, PILL_RADIUS)

    def _paint_empty(self, painter: QPainter, pill: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_dashes(self._ink.color("border_strong")))
        painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5), PILL_RADIUS, PILL_RADIUS)


def _dashes(color: QColor) -> QPen:
    pen = QPen(color, 1)
    pen.setDashPattern([3, 3])
    return pen


def _faint(color: QColor) -> QColor:
    """Half of it: a whole column of proposals must not outshine the exceptions."""
    half = QColor(color)
    half.setAlphaF(0.5)
    return half
