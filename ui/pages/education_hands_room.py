"""A class test by show of hands in front of the class: a question, its answers, and how many hands each has."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from op_desktop.domain.quiz import Phase, QuizItem
from op_desktop.domain.record import RecordId
from op_desktop.education.plans import Slide
from op_desktop.language import _, ngettext
from op_desktop.register.quiz_hands import Hands, HandsTest
from ui.pages.education_game_parts import ChoiceBoard
from ui.pages.education_hands import LETTERS, UNKNOWN, HandsBoard
from ui.pages.education_room import KeyFoot, Keys
from ui.pages.education_screen import Acts
from ui.pages.education_slide import SlideBoard
from ui.pages.education_stage import Stage
from ui.theme import Theme
from ui.widgets.label import Label

Worded = Callable[[QuizItem], tuple[str, tuple[str, ...]]]
"""A question and its answers as the class reads them."""


Count = Callable[[HandsTest, int, Hands], str]
"""Stores the hands of a question of this test, by its place; answers why it could not, or nothing."""


class HandsRoom(Stage):
    """Never says which answer is right; a question is handed over as it is left, and shown again with its hands."""

    def __init__(self, theme: Theme, test: HandsTest, worded: Worded, count: Count) -> None:
        super().__init__(theme, _("Class test"), len(test.questions))
        self._test, self._worded, self._count = test, worded, count
        self._stored: list[Hands] = [each.hands for each in test.questions]
        self._kept = list(self._stored)
        """What was typed, which is more than what is stored where a save was refused."""
        self._warned = False
        self._refused = ""
        """Which question is not stored, and why."""
        begun = [each.begun for each in test.questions]
        self.place = begun.index(False) if False in begun else 0
        self.number = Label("", "lead", ink="text2")
        self.raised = Label("", "lead", ink="text2")
        self.trouble = Label("", "lead", ink="danger", wrap=True)
        self.hands = HandsBoard(self.theme, unknown=True)
        self.trouble.hide()
        self.lay_out(_("Class test"), [self.raised, self.number], above=self.trouble)
        self.column.addWidget(self.hands)
        self._open(self.place)

    @property
    def over(self) -> bool:
        """Whether all questions were asked."""
        return self.place == len(self._kept)

    @property
    def keys_stay(self) -> bool:
        """Somebody types at every moment."""
        return True

    @property
    def sitting(self) -> tuple[RecordId, Phase]:
        """The class and the test that are counted here, whatever the working window shows."""
        return self._test.class_id, self._test.phase

    def show_test(self, test: HandsTest | None) -> None:
        """Something was saved or taken back elsewhere; what is typed here and not stored yet stays.

        Leaves where the questions that are counted here are gone.
        """
        if test is None or [each.item.id for each in test.questions] != [each.item.id for each in self._test.questions]:
            self.leave()
            return
        typed = None if self.over else self._counts()
        before, self._stored = self._stored, [each.hands for each in test.questions]
        self._test = test
        self._kept = [
            new if kept == old else kept for kept, old, new in zip(self._kept, before, self._stored, strict=True)
        ]
        if typed is not None and typed == before[self.place] != self._stored[self.place]:
            self._fill()
        if not self.over:
            self._say_raised()

    def acts(self) -> Acts:
        """The keys of the foot and those of remote controls; the full stop blackens, for B is a letter."""
        key = Qt.Key
        return {
            key.Key_B: lambda: None, key.Key_Period: self.toggle_black, key.Key_Space: self._next_answer,
            key.Key_Return: self.forth, key.Key_Enter: self.forth, key.Key_Right: self.forth,
            key.Key_PageDown: self.forth, key.Key_Left: self.back, key.Key_PageUp: self.back,
            key.Key_Backspace: self._erase,
        }  # fmt: skip

    def forth(self) -> None:
        """To the next question."""
        self._open(min(self.place + 1, len(self._kept)))

    def back(self) -> None:
        """To the question before."""
        self._open(max(0, self.place - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter chooses, digits count, two of them lead to the next answer."""
        if self.deaf(event.key()):
            return
        chord = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        letter = event.text().upper()
        if not self.over and not chord and letter and letter.isalnum():
            self._take(letter)
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leaving keeps what was counted, by whatever way; what cannot be kept is told once before it is lost."""
        if not self._keep() and not self._warned:
            self._warned = True
            self._say_trouble(_("Esc once more closes without saving it."))
            event.ignore()
            return
        super().closeEvent(event)

    def leave(self) -> None:
        """Close without asking; the working window tells what could not be kept."""
        self._warned = True
        super().leave()

    def _take(self, letter: str) -> None:
        if letter.isdecimal():
            if self.hands.type_digit(int(letter)) and self.hands.chosen != UNKNOWN:
                self._next_answer()
            self._say_raised()
        elif letter == "N":
            self.hands.choose(UNKNOWN)
        elif letter in LETTERS[: self._answers]:
            self.hands.choose(LETTERS.index(letter))

    @property
    def _answers(self) -> int:
        return len(self._kept[self.place]) - 1

    def _next_answer(self) -> None:
        """To the next answer; after the last one to the next question."""
        if self.over:
            return
        chosen = self.hands.chosen
        if chosen == UNKNOWN:
            self.forth()
        else:
            following = 0 if chosen is None else chosen + 1
            self.hands.choose(following if following < self._answers else UNKNOWN)

    def _erase(self) -> None:
        """Take a number away; where there is none, the one before."""
        chosen = self.hands.chosen
        if self.over or chosen is None:
            return
        if self.hands.counts[chosen] is None and chosen:
            self.hands.choose(self._answers - 1 if chosen == UNKNOWN else chosen - 1)
        self.hands.erase()
        self._say_raised()

    def _open(self, place: int) -> None:
        self._keep()
        self.place = place
        if not self.over:
            self._fill()
        self.show_board()
        self._show_foot()

    def _fill(self) -> None:
        """Put the hands of the question on its tiles; digits go to the first answer without any."""
        self.hands.clear()
        *letters, unknown = self._kept[self.place]
        self.hands.counts = [*letters, *[None] * (UNKNOWN - len(letters)), unknown]
        counts = self._counts()
        first = counts.index(None) if None in counts else 0
        self.hands.choose(first if first < self._answers else UNKNOWN)

    def _counts(self) -> Hands:
        return (*self.hands.counts[: self._answers], self.hands.counts[UNKNOWN])

    def _keep(self) -> bool:
        """Hand over what was typed, also what was refused before; whether all is stored now."""
        if not self.over:
            self._kept[self.place] = self._counts()
        self._refused = ""
        for place, (typed, stored) in enumerate(zip(self._kept, self._stored, strict=True)):
            if typed == stored:
                continue
            why = self._count(self._test, place, typed)
            if why:
                self._refused = self._refused or _("Question {n} is not saved. {why}").format(n=place + 1, why=why)
            else:
                self._stored[place] = typed
        self._say_trouble()
        self._warned = self._warned and bool(self._refused)
        return not self._refused

    def _say_trouble(self, more: str = "") -> None:
        if self.black and self._refused:
            self.toggle_black()
        self.trouble.setText(f"{self._refused} {more}".strip() if self._refused else "")
        self.trouble.setVisible(bool(self._refused))

    def _say_raised(self) -> None:
        raised = sum(number or 0 for number in self._counts())
        told = ngettext("{n} hand", "{n} hands", raised).format(n=raised)
        present = self._test.present
        if present is not None:
            told = _("{hands} of {present} present").format(hands=told, present=present)
        self.raised.setText(told)

    def show_board(self) -> None:
        """The question and its answers; the end after the last one."""
        self.set_board(self._board(), self.place)
        for widget in (self.hands, self.number, self.raised):
            widget.setVisible(not self.over)
        if not self.over:
            for place, tile in enumerate(self.hands.tiles):
                tile.setVisible(place < self._answers or place == UNKNOWN)
            self.number.setText(_("Question {n} of {of}").format(n=self.place + 1, of=len(self._kept)))
            self._say_raised()

    def _show_foot(self) -> None:
        counting: Keys = (
            (("Left", "Right"), _("question")), (("A–D", "N", "0–9"), _("hands")), (("Space",), _("next answer")),
        )  # fmt: skip
        own = ((("Left",), _("back")),) if self.over else counting
        keys: Keys = (*own, ((".",), _("black screen")), (("Esc",), _("close")))
        self.set_foot(KeyFoot(keys))

    def _board(self) -> QWidget:
        if self.over:
            return SlideBoard(self.theme, Slide(title=_("All questions are counted. Thank you.")))
        text, choices = self._worded(self._test.questions[self.place].item)
        return ChoiceBoard(self.theme, text, [(choice, "") for choice in choices])
