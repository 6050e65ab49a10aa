"""A switch: on or off, at once."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from ui.icons import draw_icon
from ui.theme import Theme


class ToggleSwitch(QCheckBox):
    """A check box drawn as a switch, with a tick when on; its words stand beside it, not in it."""

    def __init__(self, theme: Theme, name: str, *, on: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setChecked(on)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The switch and its focus ring."""
        return QSize(46, self._theme.target(28) if self._theme.large_targets else 28)

    def hitButton(self, pos: QPoint) -> bool:
        """All of it answers."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the track, the knob and the focus."""
        color, on = self._theme.color, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, (self.height() - 28) / 2)
        track = QRectF(3, 3, 40, 22)
        painter.setPen(QPen(color("primary" if on else "border_strong"), 1))
        painter.setBrush(color("primary" if on else "sunken"))
        painter.drawRoundedRect(track.adjusted(0.5, 0.5, -0.5, -0.5), 10.5, 10.5)
        knob = QRectF(track.right() - 20 if on else track.left() + 2, track.top() + 2, 18, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("on_primary" if on else "border_strong"))
        painter.drawEllipse(knob)
        if on:
            draw_icon(painter, "check", color("primary"), knob.adjusted(3, 3, -3, -3))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(color("focus"), 2))
            painter.drawRoundedRect(QRectF(1, 1, 44, 26), 13, 13)
