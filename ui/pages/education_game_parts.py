"""Parts of a game in front of a class: the answers with their letters, and a tile for each group."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from op_desktop.language import _
from ui.pages.education_hands import LETTERS, draw_letter
from ui.theme import Theme
from ui.widgets.card import Card, Line
from ui.widgets.charts.pillars import Pillar, PillarChart, Say
from ui.widgets.label import ElidedLabel, Label


class LetterMark(QWidget):
    """A letter on its shape, or the room for one."""

    def __init__(self, theme: Theme, place: int | None = None, side: int = 28) -> None:
        super().__init__()
        self._theme, self._side = theme, side
        self.place = place
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_place(self, place: int | None) -> None:
        """Show the letter of this place, None: nothing."""
        self.place = place
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        side = self._theme.px(self._side)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the shape."""
        if self.place is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_letter(painter, self._theme, self.place, QRectF(self.rect()))


class ChoiceBoard(QWidget):
    """A question with its answers, what each costs and brings, and how the groups begin."""

    def __init__(self, theme: Theme, title: str, answers: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addStretch(1)
        column.addWidget(Label(title, "hero", wrap=True))
        card = Card(margin=0, spacing=0)
        for place, (words, price) in enumerate(answers):
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(theme.px(10), theme.px(5), theme.px(10), theme.px(5))
            line.setSpacing(theme.px(12))
            line.addWidget(LetterMark(theme, place))
            line.addWidget(Label(words, "field", wrap=not price), 1)
            if price:
                line.addWidget(Label(price, "lead", ink="text2"))
            row.setAccessibleName(", ".join(part for part in (f"{LETTERS[place]}: {words}", price) if part))
            card.add_row(row)
        column.addWidget(card)
        column.addStretch(2)


class GroupTile(QFrame):
    """A group: its name, what it has chosen, and how it stands; the one whose letter is awaited has a thick border."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName("value_tile")
        self._name = name
        self.mark = LetterMark(theme, side=22)
        self.value = ElidedLabel("", "chart")
        self.detail = ElidedLabel("", "secondary", ink="text2")
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(ElidedLabel(name, "label", ink="text2"), 1)
        head.addWidget(self.mark)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 8, 8)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.value)
        column.addWidget(self.detail)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_group(self, letter: int | None, value: str, detail: str, *, chosen: bool) -> None:
        """Show the state of the moment."""
        self.mark.show_place(letter)
        self.value.setText(value)
        self.detail.setText(detail)
        told = LETTERS[letter] if letter is not None else _("has not chosen")
        self.setAccessibleName(f"{self._name}: {told}, {value}, {detail}")
        if self.property("chosen") != chosen:
            self.setProperty("chosen", chosen)
            self.style().unpolish(self)
            self.style().polish(self)


class EndBoard(QWidget):
    """How the groups ended: as a table and as pillars."""

    def __init__(self, theme: Theme, title: str, table: Sequence[Sequence[str]], pillars: Sequence[Pillar], say: Say,
                 lesson: str) -> None:  # fmt: skip
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(7))
        column.addWidget(Label(title, "hero", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(theme.px(14))
        row.addWidget(score_table(theme, table), 5, Qt.AlignmentFlag.AlignTop)
        board = Card(margin=12)
        chart = PillarChart(theme, title)
        chart.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        chart.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chart.set_pillars(pillars, say)
        board.column.addWidget(chart)
        row.addWidget(board, 5)
        column.addLayout(row, 1)
        column.addWidget(Label(lesson, "lead", wrap=True))


def score_table(theme: Theme, rows: Sequence[Sequence[str]]) -> Card:
    """Rows of words and numbers, the first of them heads."""
    card = Card(margin=0, spacing=0)
    for number, cells in enumerate(rows):
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(theme.px(9), theme.px(3), theme.px(9), theme.px(3))
        line.setSpacing(theme.px(8))
        for place, cell in enumerate(cells):
            label = Label(cell, "label" if not number else "lead", ink="" if number else "text2", wrap=not number)
            if place:
                label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            line.addWidget(label, 4 if not place else 3)
        if number:
            card.column.addWidget(Line())
        card.column.addWidget(row)
    return card
