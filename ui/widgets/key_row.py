"""The keys of a grid, taught below it: as many side by side as there is room for, the others on the next line."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.key_cap import KeyCap
from ui.widgets.label import Label

Keys = Sequence[tuple[Sequence[str], str]]
"""Keys as ``KeyCap`` takes them, and what they do."""
GAP, LINE_GAP = 14, 4


class KeyRow(QWidget):
    """Never wider than its place; a key stays with its words."""

    def __init__(self, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups = [_group(caps, words, self) for caps, words in keys]

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(0, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap for the new width."""
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        """Other letters need another room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def _place(self) -> None:
        left = top = height = 0
        for group in self._groups:
            size = group.sizeHint()
            if left and left + size.width() > self.width():
                left, top = 0, top + height + LINE_GAP
            group.setGeometry(left, top, size.width(), size.height())
            left, height = left + size.width() + GAP, size.height()
        if top + height != self.minimumHeight():
            self.setFixedHeight(top + height)


def _group(caps: Sequence[str], words: str, parent: QWidget) -> QWidget:
    group = QWidget(parent)
    row = QHBoxLayout(group)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    for cap in caps:
        row.addWidget(KeyCap(cap))
    row.addWidget(Label(words, "secondary", ink="text2"))
    return group
