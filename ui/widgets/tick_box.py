"""A box to tick, drawn as in the tables: as large as its words, and seen in the dark."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from ui.icons import draw_icon
from ui.theme import Theme

SIDE, AIR, ROW = 18, 9, 28
"""Side of the box, room between it and its words, least height: px at text size 100 %."""


class TickBox(QCheckBox):
    """One yes or no of a form."""

    def __init__(self, theme: Theme, words: str = "", *, on: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._theme = theme
        self.setChecked(on)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Box, words, and room for the frame of the keyboard."""
        px = self._theme.px
        return QSize(
            px(SIDE) + px(AIR) + self.fontMetrics().horizontalAdvance(self.text()) + 8, self._theme.target(ROW)
        )

    def minimumSizeHint(self) -> QSize:
        """Words are not cut."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """Box and words answer."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box, its tick, the words and the frame of the keyboard."""
        color, px, on = self._theme.color, self._theme.px, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = px(SIDE)
        box = QRectF(2.5, (self.height() - side) / 2 + 0.5, side - 1, side - 1)
        ink = "primary" if on else "border_strong"
        painter.setPen(QPen(color(ink if self.isEnabled() else "border"), 1))
        painter.setBrush(color("primary" if on and self.isEnabled() else "surface"))
        painter.drawRoundedRect(box, 4, 4)
        if on:
            draw_icon(painter, "check", color("on_primary" if self.isEnabled() else "text_disabled"),
                      box.adjusted(2, 2, -2, -2))  # fmt: skip
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(-2, 1, -1, -1).translated(2, 0), 4, 4)
        painter.setPen(color("text" if self.isEnabled() else "text_disabled"))
        words = QRectF(2 + side + px(AIR), 0, self.width() - side - px(AIR) - 2, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine,
                         self.text())  # fmt: skip
