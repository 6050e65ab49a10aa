"""A mark as a big button: icon, word and the key that does the same; the mark that stands is filled."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.icons import draw_icon
from ui.theme import Theme
from ui.widgets.button import EnterButton

GROUNDS: Mapping[str, str] = MappingProxyType(
    {"success": "success_tint", "danger": "danger_tint", "warning": "warning_tint", "s4": "surface2"}
)
HEIGHT = 40
PADDING = 12.0


class MarkButton(EnterButton):
    """A checkable button in the colour of its mark."""

    def __init__(self, theme: Theme, text: str, icon: str, token: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._words, self._icon, self._token, self._letter = theme, text, icon, token, key
        self.setAccessibleName(text)
        self.setAccessibleDescription(key)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_on(self, on: bool) -> None:
        """Show whether this is the mark that stands."""
        self.setChecked(on)

    def nextCheckState(self) -> None:
        """The press is a request: what stands is shown once it is saved."""

    def sizeHint(self) -> QSize:
        """Icon, word and key side by side."""
        px = self._theme.px
        words = QFontMetricsF(self._theme.font("strong")).horizontalAdvance(self._words)
        return QSize(round(words + 2 * PADDING + px(16) + px(20) + 14), px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """The key gives way before the word does."""
        whole = self.sizeHint()
        return QSize(whole.width() - self._theme.px(20) - 14, whole.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw border, icon, word and key."""
        color, px, on = self._theme.color, self._theme.px, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        enabled = self.isEnabled()
        ground = GROUNDS[self._token] if on else "hover" if self.underMouse() and enabled else "surface"
        edge = "focus" if self.hasFocus() else self._token if on else "border_strong" if enabled else "border"
        thick = 2 if on or self.hasFocus() else 1
        painter.setPen(QPen(color(edge), thick))
        painter.setBrush(color(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2), 4, 4)
        ink = color(self._token if on else "text") if enabled else color("text_disabled")
        side = px(16)
        box = QRectF(PADDING - 2, (self.height() - side) / 2, side, side)
        draw_icon(painter, self._icon, color(self._token) if enabled else ink, box)
        font = self._theme.font("strong" if on else "medium")
        painter.setFont(font)
        painter.setPen(ink)
        left = box.right() + 8
        painter.drawText(
            QRectF(left, 0, self.width() - left, self.height()), Qt.AlignmentFlag.AlignVCenter, self._words
        )
        free = self.width() - left - QFontMetricsF(font).horizontalAdvance(self._words)
        cap = px(20)
        if enabled and free >= cap + 12:
            self._paint_key(painter, QRectF(self.width() - cap - 7, (self.height() - cap) / 2, cap, cap), on)

    def _paint_key(self, painter: QPainter, box: QRectF, on: bool) -> None:
        color = self._theme.color
        painter.setPen(QPen(color(self._token if on else "border"), 1))
        painter.setBrush(color("surface"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(color(self._token if on else "text2"))
        painter.setFont(self._theme.font("small"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._letter)
