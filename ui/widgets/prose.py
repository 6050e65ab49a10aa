"""Running text: paragraphs in their roles, drawn by one widget; a page with few widgets opens quickly."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.label import Label

WIDEST: Final = 800
"""Of a line, in px at text size 100 %: longer lines lose the eye on its way back."""
LEAST: Final = 160
"""In px at text size 100 %, for the longest word of our texts."""
HANG: Final = 14
"""From the mark to its words, in px at text size 100 %."""
_WRAP: Final = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class Paragraph(NamedTuple):
    """Words in a role of ``ui.tokens.ROLES``, so many px below the former (no gap at the top); a mark hangs at left."""

    text: str
    role: str = "body"
    gap: int = 0
    mark: str = ""


class Prose(Label):
    """Paragraphs one below the other; the lines are no longer than the eye can follow, however wide the room is."""

    def __init__(self, theme: Theme, paragraphs: Sequence[Paragraph], parent: QWidget | None = None) -> None:
        super().__init__("\n".join(each.text for each in paragraphs), wrap=True, parent=parent)
        self._theme = theme
        self._paragraphs = tuple(paragraphs)
        self._measured: dict[int, tuple[tuple[int, int], ...]] = {}
        theme.changed.connect(self._measure_anew)

    def heightForWidth(self, width: int) -> int:
        """The height of all paragraphs in lines of this width."""
        return max((end for _top, end in self._spans(width)), default=0)

    def sizeHint(self) -> QSize:
        """As wide as lines may be."""
        widest = self._theme.px(WIDEST)
        return QSize(widest, self.heightForWidth(widest))

    def minimumSizeHint(self) -> QSize:
        """Room for the words of the narrowest column; how high that is depends on the width it gets."""
        return QSize(self._theme.px(LEAST), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep only what this width needs."""
        super().resizeEvent(event)
        self._measured = {width: spans for width, spans in self._measured.items() if width == self._line(self.width())}

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the paragraphs that are seen."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        line, seen = self._line(self.width()), event.rect()
        for paragraph, (top, end) in zip(self._paragraphs, self._spans(self.width()), strict=True):
            if end < seen.top() or top > seen.bottom():
                continue
            room = QRect(0, top, line, end - top)
            painter.setFont(self._theme.font(paragraph.role))
            if paragraph.mark:
                painter.drawText(room, _WRAP, paragraph.mark)
                room.setLeft(self._theme.px(HANG))
            painter.drawText(room, _WRAP, paragraph.text)

    def _line(self, width: int) -> int:
        return min(width, self._theme.px(WIDEST))

    def _spans(self, width: int) -> tuple[tuple[int, int], ...]:
        """Where each paragraph begins and ends."""
        line = self._line(width)
        if line not in self._measured:
            end = 0
            spans: list[tuple[int, int]] = []
            for paragraph in self._paragraphs:
                top = end + self._theme.px(paragraph.gap) if spans else 0
                end = top + self._height(paragraph, line)
                spans.append((top, end))
            self._measured[line] = tuple(spans)
        return self._measured[line]

    def _height(self, paragraph: Paragraph, line: int) -> int:
        room = line - (self._theme.px(HANG) if paragraph.mark else 0)
        metrics = QFontMetrics(self._theme.font(paragraph.role))
        return metrics.boundingRect(QRect(0, 0, max(room, 1), 0), _WRAP, paragraph.text).height()

    def _measure_anew(self) -> None:
        self._measured.clear()
        self.updateGeometry()
