"""Line icons from SVG, in any colour and sharp at every screen scale."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

import resources


def icon_pixmap(name: str, color: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon ``resources/icons/<name>.svg``, ``size`` px square, for a screen of this device pixel ratio.

    Raises FileNotFoundError for a name that is not shipped.
    """
    key = f"op:{name}:{color.name(QColor.NameFormat.HexArgb)}:{size}:{ratio}"
    kept = QPixmap()
    if QPixmapCache.find(key, kept):
        return kept
    source = resources.path(f"icons/{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(source.replace("currentColor", color.name()).encode())
    pixmap = QPixmap(QSize(size, size) * ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, pixmap)
    return pixmap


def draw_icon(painter: QPainter, name: str, color: QColor, rect: QRect | QRectF) -> None:
    """Draw an icon in the middle of a rectangle, as large as its shorter side."""
    device = painter.device()
    ratio = device.devicePixelRatio() if device is not None else 1.0
    side = int(min(rect.width(), rect.height()))
    corner = QRectF(rect).center() - QRectF(0, 0, side, side).center()
    painter.drawPixmap(corner, icon_pixmap(name, color, side, ratio))


class ThemeIcon(QIconEngine):
    """An icon whose colour is asked for each time it is drawn, so it follows the theme by itself."""

    def __init__(self, color: Callable[[str], QColor], name: str, token: str, checked: str) -> None:
        super().__init__()
        self._color, self._name, self._token, self._checked = color, name, token, checked

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw the icon in the colour of the moment."""
        draw_icon(painter, self._name, self._ink(mode, state), rect)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The icon for a screen of ratio 1."""
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """The icon in device pixels for a screen of this ratio."""
        side = round(min(size.width(), size.height()) / scale)
        return icon_pixmap(self._name, self._ink(mode, state), side, scale)

    def clone(self) -> QIconEngine:
        """A second engine of the same icon."""
        return ThemeIcon(self._color, self._name, self._token, self._checked)

    def _ink(self, mode: QIcon.Mode, state: QIcon.State) -> QColor:
        if mode == QIcon.Mode.Disabled:
            return self._color("text_disabled")
        return self._color(self._checked if state == QIcon.State.On else self._token)
