"""A tile of the page of lessons: what stands in front, a title and what it is about."""

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.button import RowButton
from ui.widgets.label import Label

TILE_HEIGHT: Final = 98
"""In px at text size 100 %: room for four lines of words."""
TILE_LEAST: Final = 262


class ThingTile(RowButton):
    """Something to open: ``name`` is what readers of the screen hear, ``about`` what they hear with it."""

    def __init__(
        self, theme: Theme, front: QWidget, title: str, about: str, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(name or title, "tile", parent=parent)
        self.setAccessibleDescription(about)
        self._theme = theme
        self.row.setContentsMargins(14, 10, 13, 10)
        self.row.setSpacing(13)
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addStretch(1)
        column.addWidget(Label(title, "card", wrap=True))
        column.addWidget(Label(about, "secondary", ink="text2", wrap=True))
        column.addStretch(1)
        self.add(front)
        self.add(words, 1)

    def sizeHint(self) -> QSize:
        """As high as all tiles."""
        return super().sizeHint().expandedTo(QSize(0, self._theme.px(TILE_HEIGHT)))

    def hasHeightForWidth(self) -> bool:
        """The height is that of the hint, however the words wrap."""
        return False

    def minimumSizeHint(self) -> QSize:
        """As high, so that no line is cut."""
        return super().minimumSizeHint().expandedTo(QSize(0, self._theme.px(TILE_HEIGHT)))
