"""A slider in the colours of the window: a filled track and a round handle that shows the focus."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider, QWidget

from ui.theme import Theme

TRACK = 5.0
HANDLE = 8.5
LEAST_WIDTH = 72


class Slider(QSlider):
    """A horizontal slider; reacts over at least 24 px of height."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setMinimumWidth(LEAST_WIDTH)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Room for the handle and its ring."""
        return QSize(140, max(24, self._theme.px(26)))

    def minimumSizeHint(self) -> QSize:
        """As low as it is high, and a few steps wide."""
        return QSize(LEAST_WIDTH, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Track, filled part, handle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = self._handle_centre()
        track = QRectF(1, centre.y() - TRACK / 2, self.width() - 2, TRACK)
        painter.setPen(QPen(self._theme.color("border_strong"), 1))
        painter.setBrush(self._theme.color("sunken"))
        painter.drawRoundedRect(track, TRACK / 2, TRACK / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("primary"))
        track.setRight(centre.x())
        painter.drawRoundedRect(track, TRACK / 2, TRACK / 2)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("focus"), 2))
            painter.drawEllipse(centre, HANDLE + 2, HANDLE + 2)
        painter.setPen(QPen(self._theme.color("primary"), 2))
        painter.setBrush(self._theme.color("primary" if self.hasFocus() else "surface"))
        painter.drawEllipse(centre, HANDLE - 1, HANDLE - 1)

    def _handle_centre(self) -> QPointF:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        style, part = self.style(), QStyle.SubControl.SC_SliderHandle
        handle = style.subControlRect(QStyle.ComplexControl.CC_Slider, option, part, self)
        x = min(self.width() - HANDLE - 3, max(HANDLE + 3, QRectF(handle).center().x()))
        return QPointF(x, self.height() / 2)
