"""A class game before and after it is played: how it goes, its number and groups, and what came of it."""

import secrets
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from op_desktop.education import game_words as words
from op_desktop.education.game_match import Match
from op_desktop.education.games import LEAST_GROUPS, MOST_GROUPS, MOST_SEEDS, Game
from op_desktop.language import _, language
from ui.pages.education_game_parts import score_table
from ui.pages.education_reading import listed, paired, question_card
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.columns import Columns
from ui.widgets.label import Label
from ui.widgets.number_field import NumberField
from ui.widgets.stepper import Stepper

SIDE_WIDTH = 348
USUAL_GROUPS = 4


class GameView(QWidget):
    """One game; nothing of it is stored, and a match that was left goes on where it was."""

    left = Signal()
    play_asked = Signal()
    sheet_asked = Signal()

    def __init__(self, theme: Theme, game: Game) -> None:
        super().__init__()
        self._theme, self.game = theme, game
        self.match: Match | None = None
        self.groups = Stepper(theme, _("Groups"), USUAL_GROUPS, minimum=LEAST_GROUPS, maximum=MOST_GROUPS)
        span = (Decimal(1), Decimal(MOST_SEEDS), Decimal(1))
        self.number = NumberField(theme, _("Number of the game"), "", span, strict=True)
        self.number.set_value(Decimal(1 + secrets.randbelow(MOST_SEEDS)))
        self.play = Button(theme, _("Play"), "presentation", "primary", on_click=self.play_asked.emit)
        self.play.setToolTip("F11")
        self.again = Button(theme, _("A new game"), "rotate-ccw", "ghost", on_click=self.begin_anew)
        self.paper = Button(theme, _("Sheet of the game"), "printer", on_click=self.sheet_asked.emit)
        self.paper.setToolTip("Ctrl+P")
        self.result = Card(margin=16, spacing=8)
        self.ended, self.lesson = Label("", "card"), Label("", wrap=True)
        self._table: QWidget = QWidget()
        for widget in (self.ended, self._table, self.lesson):
            self.result.column.addWidget(widget)
        self._lay_out()
        self.show_match()

    @property
    def seed(self) -> int | None:
        """The number of the game; None while what is written is none."""
        value = self.number.value
        return None if value is None else int(value)

    def begin(self) -> Match | None:
        """The match that is going on, else a new one; None where the number is none."""
        if self.match is None:
            seed = self.seed
            if seed is None:
                self.number.field.setFocus(Qt.FocusReason.OtherFocusReason)
                return None
            self.match = Match(self.game, self.game.read_in(language()), seed, self.groups.value)
        return self.match

    def begin_anew(self) -> None:
        """Leave the match that is going on for another number."""
        self.match = None
        self.number.set_value(Decimal(1 + secrets.randbelow(MOST_SEEDS)))
        self.show_match()
        self.play.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_match(self) -> None:
        """Show whether a match is going on, and what came of one that is over."""
        match = self.match
        for widget in (self.groups, self.number):
            widget.setEnabled(match is None)
        self.again.setVisible(match is not None)
        self.play.set_text(_("Play") if match is None else _("Go on with the game"))
        over = match is not None and match.over
        self.result.setVisible(over)
        if match is None or not over:
            return
        self.ended.setText(_("Game n. {n}: how it ended").format(n=match.seed))
        table = score_table(self._theme, words.ranking(match))
        self.result.column.replaceWidget(self._table, table)
        self._table.hide()
        self._table.deleteLater()
        self._table = table
        table.show()
        self.lesson.setText(words.lesson_of(match))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to all games."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        texts = self.game.read_in(language())
        columns = Columns(self._theme, right_width=SIDE_WIDTH, left_least=420)
        columns.left.addWidget(question_card(_("Question"), texts.question, self.paper, self.play))
        columns.left.addWidget(self.result)
        minutes = [(_("{title} · {n} min").format(title=step.title, n=step.minutes), step.text) for step in texts.steps]
        columns.left.addWidget(paired(self._theme, _("What to do"), minutes))
        columns.left.addWidget(
            paired(self._theme, _("Let us talk about it"), [(question, "") for question in texts.debrief])
        )
        columns.left.addStretch(1)
        columns.right.addWidget(self._setup())
        columns.right.addWidget(listed(self._theme, _("The rules"), texts.rules))
        columns.right.addWidget(listed(self._theme, _("Materials"), texts.materials))
        columns.right.addWidget(listed(self._theme, _("To remember"), texts.remember))
        columns.right.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(columns)

    def _setup(self) -> Card:
        card = Card(margin=16, spacing=8)
        card.column.addWidget(Label(_("Before you start"), "card"))
        line = QHBoxLayout()
        line.addWidget(Label(_("Groups"), "label", ink="text2"))
        line.addStretch(1)
        line.addWidget(self.groups)
        card.column.addLayout(line)
        card.column.addWidget(self.number)
        card.column.addWidget(Label(_("The same number gives the same game."), "secondary", ink="text2", wrap=True))
        card.column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        return card
