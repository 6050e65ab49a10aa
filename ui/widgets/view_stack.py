"""Several views of which one is in front."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget


class ViewStack(QStackedWidget):
    """Asks for the room of the view in front alone."""

    def minimumSizeHint(self) -> QSize:
        """What the view in front needs."""
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else super().minimumSizeHint()

    def sizeHint(self) -> QSize:
        """What the view in front would like."""
        shown = self.currentWidget()
        return shown.sizeHint() if shown is not None else super().sizeHint()
