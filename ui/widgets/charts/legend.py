"""The key of a chart's colours, one line beside a card's title."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.charts.drawing import draw_text, fill_rounded, line_height, text_width

SWATCH = 14.0
GAP = 6.0
BETWEEN = 16.0


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A series: its name, the colour token, and the height in px of its swatch (thin like its bar, or full)."""

    label: str
    token: str
    height: float = 9.0


class Legend(QWidget):
    """Swatches with their names; says the names to a screen reader, reacts to nothing."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entries: tuple[LegendEntry, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._refresh)

    def set_entries(self, entries: Sequence[LegendEntry]) -> None:
        """Name these series."""
        self._entries = tuple(entries)
        self.setAccessibleName(", ".join(entry.label for entry in entries))
        self._refresh()

    def sizeHint(self) -> QSize:
        font = self._theme.font("secondary")
        widths = [SWATCH + GAP + text_width(font, entry.label) for entry in self._entries]
        return QSize(round(sum(widths) + BETWEEN * max(0, len(widths) - 1)) + 2, round(line_height(font)) + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font, ink = self._theme.font("secondary"), self._theme.color("text2")
        left, middle = 0.0, self.height() / 2
        for entry in self._entries:
            swatch = QRectF(left, middle - entry.height / 2, SWATCH, entry.height)
            fill_rounded(painter, swatch, min(2.0, entry.height / 2), self._theme.color(entry.token))
            width = text_width(font, entry.label) + 1
            draw_text(painter, QRectF(left + SWATCH + GAP, 0, width, self.height()), entry.label, font, ink)
            left += SWATCH + GAP + width - 1 + BETWEEN
        painter.end()

    def _refresh(self) -> None:
        self.updateGeometry()
        self.update()
