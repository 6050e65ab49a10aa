"""Arrangements that give way: a side panel that moves below, tiles that wrap."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Theme


class Columns(QWidget):
    """``left`` takes the room, ``right`` keeps its width; where both do not fit, ``right`` goes below."""

    def __init__(
        self, theme: Theme, *, right_width: int = 368, left_least: int = 520, right_least: int = 0,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """Widths in px at text size 100 %; ``right_least`` is how far the side panel may be narrowed to stay beside."""
        super().__init__(parent)
        self._theme, self._right_width, self._left_least = theme, right_width, left_least
        self._right_least = right_least or right_width
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(16)
        self._panel = QWidget()
        self.left, self.right = QVBoxLayout(), QVBoxLayout(self._panel)
        for column in (self.left, self.right):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(16)
        self._box.addLayout(self.left, 1)
        self._box.addWidget(self._panel)
        theme.changed.connect(self._arrange)
        self._arrange()

    @property
    def stacked(self) -> bool:
        """True while the side panel stands below."""
        return self._box.direction() == QBoxLayout.Direction.TopToBottom

    def set_side(self, shown: bool) -> None:
        """Give the room of the side panel to ``left`` while there is nothing to show in it."""
        if self._panel.isHidden() == shown:
            self._panel.setVisible(shown)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider of the two columns, since they can stand one above the other."""
        least = max(self.left.minimumSize().width(), self.right.minimumSize().width())
        return QSize(least, self._box.minimumSize().height())

    def event(self, event: QEvent) -> bool:
        """Arrange anew where what ``left`` needs has changed."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new width."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        least = max(self._theme.px(self._left_least), self.left.minimumSize().width())
        room = self.width() - self._box.spacing() - least
        side = min(self._theme.px(self._right_width), room)
        fits = side >= self._theme.px(self._right_least)
        self._box.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)
        self._panel.setMinimumWidth(side if fits else 0)
        self._panel.setMaximumWidth(side if fits else 16_777_215)


class Tiles(QWidget):
    """Equal widgets side by side, as many in a row as fit."""

    def __init__(
        self, theme: Theme, tiles: Sequence[QWidget] = (), *, least: int = 220, parent: QWidget | None = None
    ) -> None:
        """``least`` is the least width of a tile, in px at text size 100 %."""
        super().__init__(parent)
        self._theme, self._least = theme, least
        self._tiles: list[QWidget] = []
        self._across = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._arrange)
        self.set_tiles(tiles)

    def set_tiles(self, tiles: Sequence[QWidget]) -> None:
        """Show these tiles in place of the former ones."""
        for old in self._tiles:
            self._grid.removeWidget(old)
            old.deleteLater()
        self._tiles, self._across = list(tiles), 0
        self._arrange()

    def set_shown(self, tiles: Sequence[QWidget]) -> None:
        """Arrange only these of the tiles, in this order; the others keep away."""
        for tile in self._tiles:
            self._grid.removeWidget(tile)
        self._tiles, self._across = list(tiles), 0
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest tile."""
        least = max((tile.minimumSizeHint().width() for tile in self._tiles), default=0)
        return QSize(least, self._grid.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new width."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        fit = max(1, (self.width() + 12) // (self._theme.px(self._least) + 12))
        across = min(fit, max(1, len(self._tiles)))
        if across == self._across:
            return
        for column in range(max(across, self._across)):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
        self._across = across
        for number, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, number // across, number % across, Qt.AlignmentFlag(0))
