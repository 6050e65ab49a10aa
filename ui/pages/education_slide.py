"""One slide for the projector: title, two lines at most, a table, an answer to uncover, as large as the room allows."""

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from op_desktop.education.plans import Slide
from op_desktop.education.tables import figure_columns, headed
from ui.theme import Theme
from ui.widgets.avatar import Glyph
from ui.widgets.card import Card, Line
from ui.widgets.label import Label

STEPS = tuple(range(120, 36, -4))
"""Sizes to try, in per cent of the usual one; the last is what is left when nothing fits."""
WHOLE = tuple(step for step in STEPS if step >= 72)
"""The sizes at which a line that stays whole is worth smaller letters; below, two lines are read more easily.

A question that stands alone has the room for two.
"""

FULL = 0.96
"""The part of the height that may be filled."""
BROKEN = 2
"""Lines from which there is something to balance."""


class SlideWords(Label):
    """Words of a slide in letters of the size that the board chose; what needs two lines gets two of like length."""

    def __init__(
        self, theme: Theme, text: str, role: str, size: float, *, ink: str = "", weight: int = 0, figures: bool = False
    ) -> None:
        """``size`` is the usual one, in px at text size 100 %; ``figures`` sets digits of equal width."""
        super().__init__(text, "", ink=ink, wrap=True)
        self._theme, self._size = theme, size
        self._face = theme.font(role, weight=weight or None, figures=figures)

    def set_step(self, step: int) -> None:
        """Take the letters of this step."""
        self._face.setPixelSize(max(1, self._theme.px(self._size * step / 100)))
        self.setFont(self._face)
        self.setContentsMargins(0, 0, 0, 0)

    def needs(self) -> int:
        """The width of the text on one line, in px."""
        return QFontMetrics(self._face).horizontalAdvance(self.text()) + 2

    def lines_in(self, width: int) -> int:
        """The lines that the text takes in this width."""
        metrics = QFontMetrics(self._face)
        return round(self._box(metrics, width).height() / metrics.lineSpacing())

    def balance(self, width: int) -> None:
        """Leave no word alone on the last line: as narrow as the same number of lines allows."""
        if self.lines_in(width) < BROKEN:
            return
        metrics = QFontMetrics(self._face)
        tall = self._box(metrics, width).height()
        low, high = width // 3, width
        while low < high:
            middle = (low + high) // 2
            box = self._box(metrics, middle)
            low, high = (low, middle) if box.height() <= tall and box.width() <= middle else (middle + 1, high)
        self.setContentsMargins(0, 0, max(0, width - high - 2), 0)

    def _box(self, metrics: QFontMetrics, width: int) -> QRect:
        return metrics.boundingRect(QRect(0, 0, width, 1 << 20), Qt.TextFlag.TextWordWrap, self.text())


class SlideBoard(QWidget):
    """What the class sees of a slide."""

    def __init__(self, theme: Theme, slide: Slide) -> None:
        super().__init__()
        self._theme = theme
        # Letters follow the room, never the room the letters.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.title = SlideWords(theme, slide.title, "big_figure", 38)
        self._lines = [SlideWords(theme, line, "slide", 30) for line in slide.lines]
        self.answer = _AnswerBox(theme, slide.answer)
        self._table = _Table(theme, slide.table) if slide.table else None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(1)
        for part in (self.title, *self._lines):
            column.addWidget(part)
        if self._table:
            column.addWidget(self._table)
        if slide.answer:
            column.addWidget(self.answer)
        column.addStretch(2)
        self._column = column

    def reveal(self) -> None:
        """Uncover the answer, where there is one; nothing else moves."""
        self.answer.setVisible(bool(self.answer.words.text()))

    def hasHeightForWidth(self) -> bool:
        """No: see the size policy."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set everything as large as fits."""
        super().resizeEvent(event)
        width, height = self.width(), self.height()
        whole = WHOLE if self._lines or self._table else ()
        for most_lines, steps in ((1, whole), (2, STEPS)):
            # The steps go down, and what fits at one fits at those below it.
            place = bisect_left(steps, True, key=lambda step: self._fits(step, width, height, most_lines))
            if place < len(steps):
                break
        self._set(steps[min(place, len(steps) - 1)])
        for words in (self.title, *self._lines):
            words.balance(width)

    def _fits(self, step: int, width: int, height: int, most_lines: int) -> bool:
        self._set(step)
        texts = [(words, width) for words in (self.title, *self._lines)]
        texts.append((self.answer.words, self.answer.room_in(width)))
        if any(words.lines_in(room) > most_lines for words, room in texts):
            return False
        if self._table is not None and self._table.needs() > width:
            return False
        return self._column.totalHeightForWidth(width) <= height * FULL

    def _set(self, step: int) -> None:
        for words in (self.title, *self._lines):
            words.set_step(step)
        for box in (self.answer, self._table):
            if box is not None:
                box.set_step(step)
                box.updateGeometry()
        self._column.setSpacing(self._theme.px(13 * step / 100))
        self._column.invalidate()


class _Table(QWidget):
    """Rows with a line between them, as wide as their words; figures stand flush right."""

    def __init__(self, theme: Theme, rows: Sequence[Sequence[str]]) -> None:
        super().__init__()
        self._theme = theme
        figures = {place for place in figure_columns(rows) if place}
        self._cells = [
            [
                SlideWords(theme, cell, "slide", 28, ink="text2" if head else "", weight=600 if head else 0,
                           figures=place in figures)
                for place, cell in enumerate(row)
            ]
            for head, row in ((headed(rows) and not number, row) for number, row in enumerate(rows))
        ]  # fmt: skip
        self._card = card = Card(margin=0)
        self._grid = QGridLayout()
        for number, row in enumerate(self._cells):
            if number:
                self._grid.addWidget(Line(), 2 * number - 1, 0, 1, len(row))
            for place, cell in enumerate(row):
                side = Qt.AlignmentFlag.AlignRight if place in figures else Qt.AlignmentFlag.AlignLeft
                cell.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                self._grid.addWidget(cell, 2 * number, place)
        card.column.addLayout(self._grid)
        beside = QHBoxLayout(self)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(card)
        beside.addStretch(1)

    def set_step(self, step: int) -> None:
        """Take the letters of this step, and the air that goes with them."""
        for place, cells in enumerate(zip(*self._cells, strict=True)):
            for cell in cells:
                cell.set_step(step)
            self._grid.setColumnMinimumWidth(place, max(cell.needs() for cell in cells))
        edge, between = self._theme.px(16 * step / 100), self._theme.px(34 * step / 100)
        self._grid.setContentsMargins(edge, self._theme.px(6 * step / 100), edge, self._theme.px(6 * step / 100))
        self._grid.setHorizontalSpacing(between)
        self._grid.setVerticalSpacing(self._theme.px(4 * step / 100))
        self._grid.invalidate()
        self._card.updateGeometry()

    def needs(self) -> int:
        """The width with every cell on one line, in px."""
        columns = range(self._grid.columnCount())
        edges = self._grid.contentsMargins()
        words = sum(self._grid.columnMinimumWidth(place) for place in columns)
        return words + edges.left() + edges.right() + (len(columns) - 1) * self._grid.horizontalSpacing() + 4


class _AnswerBox(QFrame):
    """The answer, green and with a tick; its place is kept while it is covered."""

    def __init__(self, theme: Theme, answer: str) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setProperty("tone", "success")
        self._theme = theme
        self.words = SlideWords(theme, answer, "slide", 30)
        self._row = QHBoxLayout(self)
        self._row.addWidget(Glyph(theme, "check", "success", 26), 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.words, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()

    def set_step(self, step: int) -> None:
        """Take the letters of this step."""
        self.words.set_step(step)
        edge = self._theme.px(8 * step / 100)
        self._row.setContentsMargins(2 * edge, edge, 2 * edge, edge)
        self._row.setSpacing(self._theme.px(10 * step / 100))

    def room_in(self, width: int) -> int:
        """The width for words in a box of this width, in px."""
        edges = self._row.contentsMargins()
        return width - edges.left() - edges.right() - self._row.spacing() - self._theme.px(26) - 4


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
