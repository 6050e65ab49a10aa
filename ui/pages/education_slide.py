"""One slide for the projector: a title, two lines at most, a table, a figure to draw, an answer to uncover."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from op_desktop.education.plans import Slide
from op_desktop.language import _
from ui.theme import Theme
from ui.widgets.avatar import Glyph
from ui.widgets.card import Card, Line
from ui.widgets.label import Label

LONG_ROW = 52
"""Letters in a row of a table, of all its columns, that still stand in large type on one line."""
MANY_ROWS = 5
"""Rows of a table, lines and an answer beyond which all has to be set closer."""


class SlideBoard(QWidget):
    """What the class sees of a slide."""

    def __init__(self, theme: Theme, slide: Slide) -> None:
        super().__init__()
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        dense = len(slide.table) + len(slide.lines) + bool(slide.answer) > MANY_ROWS
        column.setSpacing(theme.px(5 if dense else 9))
        column.addStretch(1)
        column.addWidget(Label(slide.title, "hero" if dense else "big_figure", wrap=True))
        for line in slide.lines:
            column.addWidget(Label(line, "slide", wrap=True))
        if slide.table:
            column.addWidget(self._table(slide.table, dense=dense))
        if slide.figure:
            column.addLayout(self._figure(slide.figure))
        self.answer = _AnswerBox(theme, slide.answer, "field" if dense else "slide")
        column.addWidget(self.answer)
        column.addStretch(2)
        self.answer.hide()

    def reveal(self) -> None:
        """Uncover the answer."""
        self.answer.show()

    def _table(self, rows: Sequence[Sequence[str]], *, dense: bool) -> Card:
        widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
        large = sum(widths) <= LONG_ROW and not dense
        card = Card(margin=0)
        grid = QGridLayout()
        edge = self._theme.px(10)
        grid.setContentsMargins(edge, self._theme.px(4), edge, self._theme.px(4))
        grid.setHorizontalSpacing(self._theme.px(18))
        grid.setVerticalSpacing(self._theme.px(3))
        for place, width in enumerate(widths):
            grid.setColumnStretch(place, max(width, 4))
        for number, row in enumerate(rows):
            if number:
                grid.addWidget(Line(), 2 * number - 1, 0, 1, len(row))
            for place, cell in enumerate(row):
                grid.addWidget(Label(cell, "field" if large else "lead", wrap=True), 2 * number, place)
        card.column.addLayout(grid)
        card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        return card

    def _figure(self, figure: str) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(self._theme.px(8))
        line.addWidget(Glyph(self._theme, "pencil", "text2", 20), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(
            Label(_("To draw on the board: {figure}").format(figure=figure), "lead", ink="text2", wrap=True), 1
        )
        return line


class _AnswerBox(QFrame):
    """The answer, green and with a tick."""

    def __init__(self, theme: Theme, answer: str, role: str) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setProperty("tone", "success")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(10), theme.px(7), theme.px(10), theme.px(7))
        row.setSpacing(theme.px(8))
        row.addWidget(Glyph(theme, "check", "success", 22), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(Label(answer, role, wrap=True), 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)


class SlideStrip(QWidget):
    """How far we are: a bar for each slide, filled up to the one that is shown."""

    def __init__(self, theme: Theme, count: int) -> None:
        super().__init__()
        self._theme, self._count, self._done = theme, count, 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_place(self, done: int) -> None:
        """Fill this many bars."""
        self._done = done
        self.update()

    def sizeHint(self) -> QSize:
        """A thin line."""
        return QSize(200, max(4, self._theme.px(4)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        gap = self._theme.px(5)
        width = (self.width() - gap * (self._count - 1)) / self._count
        for number in range(self._count):
            painter.setBrush(self._theme.color("primary" if number < self._done else "border"))
            box = QRectF(number * (width + gap), 0, width, self.height())
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
