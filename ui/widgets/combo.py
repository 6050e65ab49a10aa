"""A list that drops down, with the arrow that the style sheet leaves out, in the colours of the moment."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QComboBox

from ui.icons import draw_icon

INSET = 10
"""From the arrow to the right edge, in px."""


class Combo(QComboBox):
    """Choose one of several; looks like the other fields."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow over the field."""
        super().paintEvent(event)
        side = self.fontMetrics().ascent()
        box = QRectF(self.width() - side - INSET, (self.height() - side) / 2, side, side)
        group = QPalette.ColorGroup.Normal if self.isEnabled() else QPalette.ColorGroup.Disabled
        draw_icon(QPainter(self), "chevron-down", self.palette().color(group, QPalette.ColorRole.PlaceholderText), box)
