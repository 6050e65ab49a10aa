"""Chips that wrap: as many side by side as there is room for."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.chip import Chip

GAP = 6


class ChipLook(NamedTuple):
    """What one chip says, in which tone and with which icon."""

    words: str
    tone: str
    icon: str


class WrappedChips(QWidget):
    """Shows the chips it is told; hidden while there are none."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chips: list[Chip] = []
        self._shown: tuple[ChipLook, ...] = ()
        self.setAccessibleName(name)
        self.hide()

    @property
    def words(self) -> list[str]:
        """What the chips say."""
        return [chip.text() for chip in self._chips]

    def show_chips(self, looks: Sequence[ChipLook]) -> None:
        """Show these chips in place of the former ones."""
        if tuple(looks) == self._shown:
            return
        self._shown = tuple(looks)
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = [Chip(self._theme, *look, self) for look in looks]
        for chip in self._chips:
            chip.show()
        self.setAccessibleDescription(", ".join(self.words))
        self.setVisible(bool(self._chips))
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap for the new width."""
        super().resizeEvent(event)
        self._place()

    def sizeHint(self) -> QSize:
        """As high as the lines of chips."""
        return QSize(0, self.height())

    def _place(self) -> None:
        left = top = 0
        for chip in self._chips:
            size = chip.sizeHint()
            if left and left + size.width() > self.width():
                left, top = 0, top + size.height() + GAP
            chip.setGeometry(left, top, size.width(), size.height())
            left += size.width() + GAP
        height = top + self._chips[-1].sizeHint().height() if self._chips else 0
        if height != self.minimumHeight():
            self.setFixedHeight(height)
