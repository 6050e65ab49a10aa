"""The first page of a PDF as it will be printed, on a sheet of paper."""

from typing import Final

import pypdfium2
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from op_desktop.language import _
from ui.theme import Theme

LYING: Final = 297 / 210
"""Width by height of A4 on its side."""
TALLEST: Final = 500
"""Px beyond which an upright page need not grow."""
SCALE: Final = 1.6
"""Pixels drawn for each point of the page."""


def picture(pdf: bytes) -> QImage:
    """The first page of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        bitmap = document[0].render(scale=SCALE, rev_byteorder=True, prefer_bgrx=True)
        drawn = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888)
        return drawn.copy()
    finally:
        document.close()


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


class PagePreview(QWidget):
    """A sheet with the page on it, as large as there is room, upright or lying as the page is."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._image = QImage()
        self._height = TALLEST
        self.setMinimumSize(300, round(300 / LYING))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Preview of the first page"))

    @property
    def shown(self) -> bool:
        """Whether a page has been drawn."""
        return not self._image.isNull()

    @property
    def image(self) -> QImage:
        """The page that is shown."""
        return self._image

    def clear(self) -> None:
        """Show an empty sheet until a page comes."""
        self._image = QImage()
        self.update()

    def show_image(self, image: QImage) -> None:
        """Show this page."""
        self._image = image
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough to read, and high enough for an upright page."""
        return QSize(440, self._height)

    def want_height(self, height: int) -> None:
        """How high there is room for it to be, in px."""
        self._height = max(self.minimumHeight(), min(height, TALLEST))
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sheet and a line around it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        sheet = self._sheet()
        if self.shown:
            ratio = self.devicePixelRatioF()
            scaled = self._image.scaled(
                sheet.size() * ratio, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            scaled.setDevicePixelRatio(ratio)
            painter.drawImage(sheet.topLeft(), scaled)
        else:
            painter.fillRect(sheet, self._theme.color("surface2"))
            painter.setPen(self._theme.color("text2"))
            painter.drawText(sheet, Qt.AlignmentFlag.AlignCenter, _("Preview"))
        painter.setPen(self._theme.color("border"))
        painter.drawRect(sheet.adjusted(0, 0, -1, -1))

    def _sheet(self) -> QRect:
        ratio = self._image.width() / self._image.height() if self.shown else LYING
        width = min(self.width(), round(self.height() * ratio))
        height = round(width / ratio)
        left = (self.width() - width) // 2
        return QRect(left, 0, width, height)
