"""A small tinted word that tells a state: by its word and icon first, by its colour second."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.icons import draw_icon
from ui.theme import Theme
from ui.tokens import TONES
from ui.widgets.label import Label


class Chip(Label):
    """A state in a few words; tones are those of ``ui.tokens.TONES``."""

    ICON = 14

    def __init__(
        self, theme: Theme, text: str, tone: str = "neutral", icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, "chip", parent=parent)
        self._theme, self._tone, self._icon = theme, tone, icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, text: str, tone: str = "neutral", icon: str = "") -> None:
        """Tell another state."""
        self._tone, self._icon = tone, icon
        self.setText(text)
        self.updateGeometry()
        self.update()

    @property
    def tone(self) -> str:
        """The tone of the moment."""
        return self._tone

    def sizeHint(self) -> QSize:
        """The words, the icon and a little air."""
        extra = self._theme.px(self.ICON) + 5 if self._icon else 0
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + extra + 16, self._theme.px(22))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the tinted ground, the icon and the words."""
        ink, ground = (self._theme.color(token) for token in TONES[self._tone])
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(self.rect(), 4, 4)
        box = QRectF(self.rect()).adjusted(8, 0, -8, 0)
        if self._icon:
            side = self._theme.px(self.ICON)
            draw_icon(painter, self._icon, ink, QRectF(box.x() - 1, 0, side, self.height()))
            box.setLeft(box.left() + side + 4)
        painter.setPen(ink)
        painter.setFont(self.font())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
