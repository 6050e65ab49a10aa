"""The body of a page: scrolls when the window is too low, without a border, with the margins of the house."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class ScrollPage(QScrollArea):
    """``column`` holds the page from top to bottom."""

    MARGIN, COMPACT_MARGIN = 24, 16

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        body.setObjectName("page_body")
        self.column = QVBoxLayout(body)
        self.column.setSpacing(14)
        self.setWidget(body)
        self.set_compact(False)

    def set_compact(self, compact: bool) -> None:
        """Smaller margins where height is scarce; the window calls this."""
        edge = self.COMPACT_MARGIN if compact else self.MARGIN
        self.column.setContentsMargins(edge, 8 if compact else 18, edge, 8 if compact else 20)
        self.column.setSpacing(8 if compact else 14)
