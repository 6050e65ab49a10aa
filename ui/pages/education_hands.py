"""Hands counted in front of a class: a letter with a shape for each answer, and how many hands went up."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from op_desktop.language import _
from ui.theme import Theme

LETTERS: Final = "ABCD"
UNKNOWN: Final = len(LETTERS)
"""The tile of "I do not know", after those of the letters."""
MOST_HANDS: Final = 99


def draw_letter(painter: QPainter, theme: Theme, place: int, box: QRectF) -> None:
    """The letter of an answer on a shape of its own, so that nobody needs the colour."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("text2" if place == UNKNOWN else f"s{place + 1}"))
    _draw_shape(painter, place, box)
    painter.setPen(theme.color("surface"))
    painter.setFont(theme.font("chart"))
    low = box.translated(0, box.height() * 0.16) if place == 0 else box
    painter.drawText(low, Qt.AlignmentFlag.AlignCenter, "?" if place == UNKNOWN else LETTERS[place])


def _draw_shape(painter: QPainter, place: int, box: QRectF) -> None:
    if place == 0:
        painter.drawPolygon(QPolygonF([QPointF(box.center().x(), box.top()), box.bottomRight(), box.bottomLeft()]))
    elif place == 1:
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
    elif place in (2, UNKNOWN):
        painter.drawEllipse(box)
    else:
        middle = box.center()
        corners = (
            QPointF(middle.x(), box.top()), QPointF(box.right(), middle.y()),
            QPointF(middle.x(), box.bottom()), QPointF(box.left(), middle.y()),
        )  # fmt: skip
        painter.drawPolygon(QPolygonF(corners))


class HandTile(QWidget):
    """One answer: its letter on its shape, and its hands."""

    def __init__(self, theme: Theme, place: int) -> None:
        super().__init__()
        self._theme, self._place = theme, place
        self.count: int | None = None
        self._chosen = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_count(self, count: int | None, *, chosen: bool) -> None:
        """Show the hands counted, nothing before; digits go to the chosen one."""
        self.count, self._chosen = count, chosen
        name = _("I do not know") if self._place == UNKNOWN else LETTERS[self._place]
        self.setAccessibleName(f"{name}: {'–' if count is None else count}")
        self.update()

    def sizeHint(self) -> QSize:
        """As high as the shape and some air."""
        return QSize(self._theme.px(100), self._theme.px(40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw card, shape, letter and number."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = 3 if self._chosen else 1
        painter.setPen(QPen(theme.color("focus" if self._chosen else "border"), thick))
        painter.setBrush(theme.color("primary_tint" if self._chosen else "surface"))
        edge = thick / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), 8, 8)
        side = theme.px(28)
        box = QRectF(theme.px(10), (self.height() - side) / 2, side, side)
        draw_letter(painter, theme, self._place, box)
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font("hero", figures=True))
        right = QRectF(self.rect()).adjusted(0, 0, -theme.px(12), 0)
        words = "–" if self.count is None else str(self.count)
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)


class HandsBoard(QWidget):
    """Counts by a letter and a number: ``b17`` says that 17 hands went up for B."""

    def __init__(self, theme: Theme, *, unknown: bool = False) -> None:
        """``unknown`` counts "I do not know" too."""
        super().__init__()
        self.setAccessibleName(_("Hands"))
        self.tiles = [HandTile(theme, place) for place in range(len(LETTERS) + unknown)]
        self.counts: list[int | None] = [None] * len(self.tiles)
        self.chosen: int | None = None
        self._fresh = True
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for tile in self.tiles:
            row.addWidget(tile, 1)
        self.clear()

    def clear(self) -> None:
        """Begin anew."""
        self.counts = [None] * len(self.tiles)
        self.chosen = None
        self._show()

    def choose(self, place: int) -> None:
        """The digits that follow belong to this answer and replace its number."""
        self.chosen, self._fresh = place, True
        self._show()

    def type_digit(self, digit: int) -> bool:
        """One more digit of the chosen answer's number; a third one begins it anew. Says whether it has two now."""
        if self.chosen is None:
            return False
        before = 0 if self._fresh else self.counts[self.chosen] or 0
        number = before * 10 + digit
        whole = not self._fresh and number <= MOST_HANDS
        self.counts[self.chosen] = number if number <= MOST_HANDS else digit
        self._fresh = False
        self._show()
        return whole

    def erase(self) -> None:
        """Take the chosen answer's number back."""
        if self.chosen is not None:
            self.counts[self.chosen], self._fresh = None, True
            self._show()

    def _show(self) -> None:
        for place, tile in enumerate(self.tiles):
            tile.show_count(self.counts[place], chosen=place == self.chosen)
