"""A class test on one computer: a pupil's number, question after question by a letter, then the next number."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from op_desktop.domain.answer_signs import BLANK, sign_of
from op_desktop.domain.quiz import QuizItem
from op_desktop.education.plans import Slide
from op_desktop.language import _
from op_desktop.register.quizzes import ClassTest, Sheet
from ui.models.quiz_sheets import SheetLine
from ui.pages.education_game_parts import ChoiceBoard
from ui.pages.education_room import KeyFoot, Keys
from ui.pages.education_screen import Acts, RoomScreen
from ui.pages.education_slide import SlideBoard, SlideStrip
from ui.theme import Theme
from ui.widgets.avatar import Glyph
from ui.widgets.label import Label

Worded = Callable[[QuizItem], tuple[str, tuple[str, ...]]]
"""A question and its answers as the class reads them."""


class Stage(Enum):
    """What stands on the screen."""

    CALL = 1
    """The number whose turn it is."""
    ASK = 2
    OVER = 3
    """Every sheet is taken."""


class QuizRoom(RoomScreen):
    """Shows no name and no answer of anybody else; sheets that are taken are never shown again."""

    answered = Signal(object)
    """A ``SheetLine`` that was finished, or left in the middle."""
    apart = False
    """Who answers sits at this computer."""

    def __init__(self, theme: Theme, test: ClassTest, worded: Worded) -> None:
        super().__init__(theme, _("Class test"))
        self._worded = worded
        self._waiting = [sheet for sheet in test.sheets if not sheet.taken]
        self.sheet: Sheet | None = self._waiting[0] if self._waiting else None
        self.stage = Stage.CALL if self.sheet else Stage.OVER
        self.signs: list[str] = []
        self.number = Label("", "lead", ink="text2")
        self.strip = SlideStrip(self.theme, max(len(each.items) for each in test.forms))
        self.board: QWidget = QWidget()
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(Glyph(self.theme, "app-mark", "primary_text", 19))
        head.addWidget(Label(_("Class test"), "lead", ink="text2"), 1)
        head.addWidget(self.number)
        self.column.addLayout(head)
        self.column.addWidget(self.strip)
        self.column.addSpacing(10)
        self.column.addWidget(self.board, 1)
        self._show()

    def acts(self) -> Acts:
        """The keys of the foot; the full stop blackens, for B is a letter."""
        key = Qt.Key
        return {
            key.Key_B: lambda: None, key.Key_Period: self.toggle_black, key.Key_Space: self._begin,
            key.Key_Return: self._begin, key.Key_Enter: self._begin, key.Key_Right: lambda: self._call(1),
            key.Key_Left: lambda: self._call(-1), key.Key_Backspace: self._back,
        }  # fmt: skip

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter answers, 0 is "I do not know"; leaving in the middle keeps what was answered."""
        if self.deaf(event.key()):
            return
        chord = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if self.stage is Stage.ASK and self.sheet is not None and event.text().isalnum() and not chord:
            item = self.sheet.asked.items[len(self.signs)]
            sign = sign_of(event.text(), item.choices.count("\n") + 1)
            if sign is not None:
                self._answer(sign)
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leaving in the middle keeps what was answered, by whatever way."""
        self._keep()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the question anew for this screen."""
        super().resizeEvent(event)
        self._show()

    def _begin(self) -> None:
        if self.stage is Stage.CALL:
            self.stage, self.signs = Stage.ASK, []
            self._show()

    def _call(self, way: int) -> None:
        """Another number's turn, among those without a sheet."""
        if self.stage is Stage.CALL and self.sheet is not None:
            place = self._waiting.index(self.sheet)
            self.sheet = self._waiting[(place + way) % len(self._waiting)]
            self._show()

    def _answer(self, sign: str) -> None:
        assert self.sheet is not None
        self.signs.append(sign)
        if len(self.signs) == len(self.sheet.asked.items):
            self._keep()
        self._show()

    def _back(self) -> None:
        if self.stage is Stage.ASK and self.signs:
            self.signs.pop()
            self._show()

    def _keep(self) -> None:
        """Hand the sheet over and call the next number."""
        if self.stage is not Stage.ASK or self.sheet is None or not self.signs:
            return
        sheet, blank = self.sheet, [BLANK] * (len(self.sheet.asked.items) - len(self.signs))
        place = self._waiting.index(sheet)
        self._waiting.remove(sheet)
        self.sheet = self._waiting[place % len(self._waiting)] if self._waiting else None
        self.stage = Stage.CALL if self.sheet else Stage.OVER
        self.answered.emit(SheetLine(sheet, (*self.signs, *blank)))
        self.signs = []

    def _show(self) -> None:
        board = self._board()
        self.column.replaceWidget(self.board, board)
        self.board.hide()
        self.board.deleteLater()
        self.board = board
        board.show()
        self.number.setText(_("Number {n}").format(n=self.sheet.number) if self.sheet else "")
        self.strip.setVisible(self.stage is Stage.ASK)
        self.strip.show_place(len(self.signs) + 1)
        asking: Keys = ((("A–D",), _("answer")), (("0",), _("I do not know")), (("⌫",), _("question before")))
        calling: Keys = ((("Space",), _("begin")), (("Left", "Right"), _("another number")))
        own = asking if self.stage is Stage.ASK else calling if self.stage is Stage.CALL else ()
        self.set_foot(KeyFoot([*own, ((".",), _("black screen")), (("Esc",), _("close"))]))

    def _board(self) -> QWidget:
        if self.sheet is None:
            return SlideBoard(self.theme, Slide(title=_("Everybody has answered. Thank you.")))
        if self.stage is Stage.CALL:
            title = _("Number {n}: your turn").format(n=self.sheet.number)
            lines = (_("It is no exam. If you do not know, press 0."), _("Press Space to begin."))
            return SlideBoard(self.theme, Slide(title=title, lines=lines))
        text, choices = self._worded(self.sheet.asked.items[len(self.signs)])
        return ChoiceBoard(self.theme, text, [(choice, "") for choice in choices])
