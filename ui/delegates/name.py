"""A person's name in one cell: surname in bold, first name beside it, small icons of notes at the end."""

from collections.abc import Sequence
from typing import Final, Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ui.delegates.cell import PADDING, AnyIndex, CellDelegate
from ui.icons import draw_icon

ICON: Final = 15
BETWEEN: Final = 4.0


class Named(Protocol):
    """A row that is a person; a class kept as numbers gives "Posto 7" as the surname and no first name."""

    @property
    def family_name(self) -> str:
        """Written in bold."""

    @property
    def given_name(self) -> str:
        """Written plain, may be empty."""

    @property
    def note_icons(self) -> Sequence[str]:
        """Names of icons, from left to right; the words belong in the accessible text of the cell."""


class NameDelegate(CellDelegate):
    """Room is kept for the icons; the first name is shortened before the surname."""

    def _paint_cell(self, painter: QPainter, rect: QRectF, row: Named, index: AnyIndex, selected: bool) -> None:
        ink, side = self._ink, self._ink.px(ICON)
        room = rect.adjusted(PADDING, 0, -PADDING, 0)
        for name in reversed(row.note_icons):
            place = QRectF(room.right() - side, rect.center().y() - side / 2, side, side)
            draw_icon(painter, name, ink.color("text2" if selected else "text3"), place)
            room.setRight(place.left() - BETWEEN)
        bold, plain = ("selection_text", "selection_text") if selected else ("text", "text2")
        used = ink.text(painter, room, row.family_name, "strong", bold)
        room.setLeft(room.left() + used + BETWEEN)
        if row.given_name and room.width() > ink.px(12):
            ink.text(painter, room, row.given_name, "body", plain)
