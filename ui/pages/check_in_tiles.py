"""Regulars who have not arrived yet, as tiles with a key each: the most frequent first."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from op_desktop.domain.record import RecordId
from op_desktop.language import _
from op_desktop.register.people import full_name
from op_desktop.register.regulars import RegularRow
from ui.theme import Theme
from ui.widgets.avatar import Avatar
from ui.widgets.button import RowButton
from ui.widgets.chip import Chip
from ui.widgets.key_cap import KeyCap, key_text
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.list_row import TwoLines

KEYS: Final = 9
MOST: Final = 12
GAP: Final = 10
_ROWS: Final = 3
"""More would be under the notice at the bottom, and read by nobody."""
_ACROSS: Final = 4


class RegularTile(RowButton):
    """One person; shown again for somebody else rather than made anew."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__("")
        self.person_id: RecordId | None = None
        self._number = number
        self._avatar = Avatar(theme, "", "info", 32)
        self._words = TwoLines(" ", " ")
        self.row.setContentsMargins(8, 4, 6, 4)
        self.row.setSpacing(6)
        self.add(self._avatar)
        self.add(self._words, 1)
        if number < KEYS:
            self.add(KeyCap(f"Alt+{number + 1}"))

    def show_person(self, row: RegularRow) -> None:
        """Show this person."""
        name = full_name(row.family, row.given)
        often = _("{times} of {n}").format(times=row.times, n=row.out_of)
        self.person_id = row.person_id
        self._avatar.show_name(name)
        self._words.title.setText(name)
        self._words.detail.setText(often)
        key = f", {key_text(f'Alt+{self._number + 1}')}" if self._number < KEYS else ""
        self.setAccessibleName(f"{name}, {often}{key}")


class _Shelf(QWidget):
    """Tiles in rows; rows that do not fit the height are left out, never half shown."""

    def __init__(self, theme: Theme, tiles: Sequence[RegularTile]) -> None:
        super().__init__()
        self._theme, self._tiles, self.shown = theme, tiles, 0
        for tile in tiles:
            tile.setParent(self)
            tile.hide()

    def sizeHint(self) -> QSize:
        """As high as all tiles need at this width."""
        rows = min(_ROWS, -(-self.shown // self._across()))
        return QSize(200, max(0, rows * (self._tall() + GAP) - GAP))

    def minimumSizeHint(self) -> QSize:
        """Gives way to what stands above."""
        return QSize(120, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new size."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Put the tiles in their places."""
        across, tall = self._across(), self._tall()
        wide = (self.width() + GAP) // across - GAP
        rows = min(_ROWS, (self.height() + GAP) // (tall + GAP))
        for number, tile in enumerate(self._tiles):
            row, column = divmod(number, across)
            tile.setGeometry(column * (wide + GAP), row * (tall + GAP), wide, tall)
            tile.setVisible(number < self.shown and row < rows)

    def _across(self) -> int:
        return max(1, min(_ACROSS, (self.width() + GAP) // (self._theme.px(205) + GAP)))

    def _tall(self) -> int:
        return max(self._theme.px(50), self._tiles[0].sizeHint().height())


class Regulars(QWidget):
    """The tiles with their heading; Alt+1 … Alt+9 press the first nine from anywhere in the check-in."""

    picked = Signal(object)
    """The id of the person whose tile was pressed."""

    def __init__(self, theme: Theme, scope: QWidget) -> None:
        super().__init__()
        self.tiles = [RegularTile(theme, number) for number in range(MOST)]
        self._rows: Sequence[RegularRow] = ()
        self._count = Chip(theme, "0")
        self._shelf = _Shelf(theme, self.tiles)
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(8)
        head.addWidget(Label(_("Regulars not here yet"), "card"))
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(ElidedLabel(_("ordered by frequency"), "secondary", ink="text2"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self._head)
        column.addWidget(self._shelf, 1)
        for number, tile in enumerate(self.tiles):
            tile.clicked.connect(lambda _checked=False, number=number: self._press(number))
            if number < KEYS:
                key = QShortcut(QKeySequence(f"Alt+{number + 1}"), scope)
                key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                key.activated.connect(lambda number=number: self._press(number))

    def show_regulars(self, rows: Sequence[RegularRow]) -> None:
        """Show who is still expected; only tiles that change are touched."""
        for number, row in enumerate(rows[:MOST]):
            if number >= len(self._rows) or self._rows[number] != row:
                self.tiles[number].show_person(row)
        self._rows = tuple(rows)
        self._count.show_state(str(len(rows)))
        self._shelf.shown = min(len(rows), MOST)
        self._shelf.updateGeometry()
        self._shelf.arrange()
        self.setVisible(bool(rows))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A heading over nothing says nothing."""
        super().resizeEvent(event)
        self._head.setVisible(self.height() >= self._head.sizeHint().height() + 2 * GAP + self.tiles[0].height())

    def _press(self, number: int) -> None:
        if number < len(self._rows):
            self.picked.emit(self._rows[number].person_id)
