"""Cells of an hours sheet: the box that is ticked, and the length that can be typed."""

from typing import Protocol

from PySide6.QtCore import QAbstractItemModel, QEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyleOptionViewItem, QWidget

from op_desktop.language import _
from ui.delegates.cell import CENTRE, PADDING, AnyIndex, CellDelegate, CellInk, TextDelegate
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
        _draw_tick(painter, self._ink, box, ticked=row.ticked)


class NumberedTickDelegate(CellDelegate):
    """A box and the number of the row beside it; a click anywhere in the cell ticks."""

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: AnyIndex
    ) -> bool:
        """Tick or untick by a click; Space is the base class's."""
        wanted = Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled
        if event.type() == QEvent.Type.MouseButtonRelease and index.flags() & wanted == wanted:
            role = Qt.ItemDataRole.CheckStateRole
            ticked = Qt.CheckState(index.data(role)) == Qt.CheckState.Checked
            return model.setData(index, Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked, role)
        return super().editorEvent(event, model, option, index)

    def _paint_cell(self, painter: QPainter, rect: QRectF, row: Ticked, index: AnyIndex, selected: bool) -> None:
        side = self._ink.px(SIDE)
        box = QRectF(rect.left() + PADDING, rect.center().y() - side / 2, side, side)
        _draw_tick(painter, self._ink, box, ticked=row.ticked)
        words = rect.adjusted(PADDING + side + 8, 0, 0, 0)
        self._ink.text(painter, words, str(index.data()), "body", "text" if selected else "text2")


def _draw_tick(painter: QPainter, ink: CellInk, box: QRectF, *, ticked: bool) -> None:
    if ticked:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.color("primary"))
        painter.drawRoundedRect(box, 4, 4)
        draw_icon(painter, "check", ink.color("on_primary"), box.adjusted(2, 2, -2, -2))
    else:
        painter.setPen(QPen(ink.color("border_strong"), 1))
        painter.setBrush(ink.color("surface"))
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
