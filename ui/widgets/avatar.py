"""A round mark with the initials of a person, and a square one with the icon of a thing."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.icons import draw_icon
from ui.theme import Theme
from ui.tokens import TONES


def initials(name: str) -> str:
    """The first letters of the first two words that begin with a letter: ``Fatima El Amrani`` is FE."""
    words = [word for word in name.split() if word[0].isalpha()]
    return "".join(word[0].upper() for word in words[:2]) or "?"


class _Mark(QWidget):
    """A fixed square that paints itself in a tone; decoration only, so it has no accessible name."""

    def __init__(self, theme: Theme, tone: str, size: int, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._theme, self._tone, self._least = theme, tone, size
        theme.changed.connect(self._grow)
        self._grow()

    def sizeHint(self) -> QSize:
        """The square, as large as the text size asks for."""
        return QSize(self._size, self._size)

    def _grow(self) -> None:
        self._size = self._theme.px(self._least)
        self.setFixedSize(self._size, self._size)

    def _ground(self, radius: float) -> QPainter:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(TONES[self._tone][1]))
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        return painter


class Avatar(_Mark):
    """The initials of a person; tone ``info`` for people enrolled, ``accent`` for volunteers."""

    def __init__(
        self, theme: Theme, name: str, tone: str = "info", size: int = 32, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, tone, size, parent)
        self._initials = initials(name)

    def show_name(self, name: str) -> None:
        """Show another person's initials."""
        self._initials = initials(name)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the circle and the letters."""
        painter = self._ground(self._size / 2)
        font = self._theme.font("chip")
        font.setPixelSize(max(9, round(self._size * 0.37)))
        painter.setFont(font)
        painter.setPen(self._theme.color(TONES[self._tone][0]))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._initials)


class IconTile(_Mark):
    """An icon on a tinted square."""

    def __init__(
        self, theme: Theme, icon: str, tone: str = "info", size: int = 36, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, tone, size, parent)
        self._icon = icon

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the square and the icon."""
        painter = self._ground(6)
        side = round(self._size * 0.55)
        box = QRectF(0, 0, side, side)
        box.moveCenter(QRectF(self.rect()).center())
        draw_icon(painter, self._icon, self._theme.color(TONES[self._tone][0]), box)


class Glyph(_Mark):
    """A bare icon in a tone or in any colour token."""

    def __init__(
        self, theme: Theme, icon: str, token: str = "text2", size: int = 18, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "neutral", size, parent)
        self._icon, self._token = icon, TONES.get(token, (token, ""))[0]

    def show_icon(self, icon: str, token: str) -> None:
        """Show another icon."""
        self._icon, self._token = icon, TONES.get(token, (token, ""))[0]
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon."""
        draw_icon(QPainter(self), self._icon, self._theme.color(self._token), QRectF(self.rect()))
