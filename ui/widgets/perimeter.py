"""The dark ground behind what stands before the work: the open squares of the programme's mark, large and faint."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import Theme

BLUE: Final = (140, 175, 220)
AMBER: Final = (255, 178, 74)
SQUARES: Final = ((324, 99, 26), (223, 68, 30), (130, 40, 34))
"""Half the side, the width of the line, and how much of it shows, of 255."""
DOTS: Final = ((268, -254, 121, 24), (186, -171, 83, 32), (108, -92, 48, 40))
"""Place from the middle, radius, and how much of it shows."""


class Perimeter(QWidget):
    """Covers its parent and grows with it; decoration only."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        parent.installEventFilter(self)
        self.setGeometry(parent.rect())
        self.lower()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the parent."""
        parent = self.parentWidget()
        if event.type() == QEvent.Type.Resize and parent is not None and watched is parent:
            self.setGeometry(parent.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground, the squares that are open towards the dots, and the dots."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._theme.color("nav"))
        painter.translate(self.width() * 0.72, self.height() * 0.5)
        scale = max(self.height(), 600) / 768
        painter.scale(scale, scale)
        for half, pen, alpha in SQUARES:
            painter.setPen(QPen(QColor(*BLUE, alpha), pen, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawPath(_open_square(half))
        painter.setPen(Qt.PenStyle.NoPen)
        for left, top, radius, alpha in DOTS:
            painter.setBrush(QColor(*AMBER, alpha))
            painter.drawEllipse(QPointF(left, top), radius, radius)


def _open_square(half: float) -> QPainterPath:
    path, radius = QPainterPath(), half * 0.42
    path.moveTo(half * 0.34, -half)
    path.lineTo(-half + radius, -half)
    path.quadTo(-half, -half, -half, -half + radius)
    path.lineTo(-half, half - radius)
    path.quadTo(-half, half, -half + radius, half)
    path.lineTo(half - radius, half)
    path.quadTo(half, half, half, half - radius)
    path.lineTo(half, -half * 0.06)
    return path
