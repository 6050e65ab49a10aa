"""A column of cards that is as high as they are, and scrolls by itself where that is too much."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

LEAST = 120


class ShrinkingColumn(QScrollArea):
    """``column`` holds the cards; what must never leave the screen stands below it, outside."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("row")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._content = QWidget()
        self._content.setObjectName("row")
        self.column = QVBoxLayout(self._content)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidget(self._content)
        self._content.installEventFilter(self)

    def sizeHint(self) -> QSize:
        """The cards in full."""
        return QSize(self._content.sizeHint().width(), self._tall())

    def minimumSizeHint(self) -> QSize:
        """Enough to see that there is more."""
        return QSize(self._content.minimumSizeHint().width(), min(LEAST, self._tall()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrapped words need another height at another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow and shrink with the cards, and with the width that a scroll bar leaves them."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._fit()
        return False

    def _fit(self) -> None:
        tall = max(1, self._tall())
        layout, width = self.column, self.viewport().width()
        if layout.hasHeightForWidth() and tall > layout.totalHeightForWidth(width):
            # The layout keeps the heights it found for a width, though a card has grown since.
            for card in self._cards():
                card.updateGeometry()
        # Wrapped words ask for the height of their narrowest form; at this width they need less.
        self._content.setMinimumHeight(tall)
        self.setMaximumHeight(tall)
        self.updateGeometry()

    def _cards(self) -> list[QWidget]:
        items = (self.column.itemAt(number) for number in range(self.column.count()))
        found = (item.widget() for item in items if item is not None)
        return [card for card in found if card is not None and not card.isHidden()]

    def _tall(self) -> int:
        layout, width, cards = self.column, self.viewport().width(), self._cards()
        tall = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()
        heights = [
            card.heightForWidth(width) if card.hasHeightForWidth() else card.sizeHint().height() for card in cards
        ]
        return max(tall, sum(heights) + layout.spacing() * max(0, len(cards) - 1))
