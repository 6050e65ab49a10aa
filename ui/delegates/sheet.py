"""Cells of an hours sheet: the box that is ticked, and the length that can be typed."""

from typing import Protocol

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyleOptionViewItem, QWidget

from op_desktop.language import _
from ui.delegates.cell import CENTRE, AnyIndex, CellDelegate, TextDelegate
from ui.icons import draw_icon

SIDE = 18


class Ticked(Protocol):
    """A row that can be ticked."""

    @property
    def ticked(self) -> bool:
        """Whether it is."""


class TickDelegate(CellDelegate):
    """A box in the middle of its cell."""

    def _paint_cell(self, painter: QPainter, rect: QRectF, row: Ticked, index: AnyIndex, selected: bool) -> None:
        side = self._ink.px(SIDE)
        box = QRectF(0, 0, side, side)
        box.moveCenter(rect.center())
        if row.ticked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._ink.color("primary"))
            painter.drawRoundedRect(box, 4, 4)
            draw_icon(painter, "check", self._ink.color("on_primary"), box.adjusted(2, 2, -2, -2))
        else:
            painter.setPen(QPen(self._ink.color("border_strong"), 1))
            painter.setBrush(self._ink.color("surface"))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)


class LengthDelegate(TextDelegate):
    """Hours, with a small field to type others."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        """A field that fills the cell."""
        field = QLineEdit(parent)
        field.setAccessibleName(_("Hours"))
        field.setAlignment(CENTRE)
        return field

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Keep the field inside its row."""
        editor.setGeometry(option.rect.adjusted(2, 2, -2, -2))
