"""The head of a register: number and date of each meeting on two lines, today's column filled."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.theme import Theme

HEIGHT: Final = 40
COMPACT: Final = 34
PADDING: Final = 8
TODAY_PADDING: Final = 16
CENTRED_PADDING: Final = 2


class RegisterHeader(QHeaderView):
    """Paints the model's horizontal header texts; a line break in one parts its bold line from its plain one.

    The alignment of a section is the model's ``Qt.TextAlignmentRole`` for it.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._today: int | None = None
        self._compact = False
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        theme.changed.connect(self._refresh)

    def set_today(self, section: int | None) -> None:
        """Fill this section with the primary colour; None for no section."""
        self._today = section
        self.viewport().update()

    def set_compact(self, compact: bool) -> None:
        """34 px instead of 40, for low windows."""
        self._compact = compact
        self._refresh()

    def sizeHint(self) -> QSize:
        lines = sum(QFontMetricsF(self._theme.font(role)).height() for role in ("chip", "small"))
        # Two lines may overlap in their leading, which holds no ink in Latin letters.
        return QSize(super().sizeHint().width(), max(COMPACT if self._compact else HEIGHT, round(lines * 0.94)))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        today = section == self._today
        color = self._theme.color
        painter.save()
        painter.fillRect(rect, color("primary" if today else "surface2"))
        text = str(self.model().headerData(section, self.orientation(), Qt.ItemDataRole.DisplayRole) or "")
        align = Qt.AlignmentFlag.AlignLeft if today else self._alignment(section)
        centred = align == Qt.AlignmentFlag.AlignHCenter
        pad = TODAY_PADDING if today else CENTRED_PADDING if centred else PADDING
        box = QRectF(rect).adjusted(pad, 0, -CENTRED_PADDING if today else -pad, 0)
        bold, _, plain = text.partition("\n")
        ink = color("on_primary") if today else color("text2")
        self._paint_lines(painter, box, [line for line in (bold, plain) if line], align, ink, today)
        painter.restore()

    def _paint_lines(
        self, painter: QPainter, box: QRectF, lines: list[str], align: Qt.AlignmentFlag, ink: QColor, today: bool
    ) -> None:
        fonts = [self._theme.font("chip"), self._theme.font("small", weight=600 if today else 500)]
        heights = [QFontMetricsF(font).height() * 0.94 for font in fonts[: len(lines)]]
        top = box.center().y() - sum(heights) / 2
        painter.setPen(ink)
        for line, font, height in zip(lines, fonts, heights, strict=False):
            painter.setFont(font)
            shown = QFontMetricsF(font).elidedText(line, Qt.TextElideMode.ElideRight, box.width() + 1)
            place = QRectF(box.left(), top, box.width(), height)
            painter.drawText(place, align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
            top += height

    def _alignment(self, section: int) -> Qt.AlignmentFlag:
        asked = self.model().headerData(section, self.orientation(), Qt.ItemDataRole.TextAlignmentRole)
        across = Qt.AlignmentFlag(asked) & Qt.AlignmentFlag.AlignHorizontal_Mask if asked else None
        return across or Qt.AlignmentFlag.AlignLeft

    def _refresh(self) -> None:
        self.updateGeometry()
        self.viewport().update()
