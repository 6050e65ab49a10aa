"""The slides of a lesson in front of a class: keys and remote controls lead on, nothing names anybody."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from op_desktop.documents.lesson_words import LESSON_WORDS
from op_desktop.education.plans import LessonPlan, Slide
from op_desktop.language import _, language
from ui.pages.education_countdown import Countdown
from ui.pages.education_hands import LETTERS, HandsBoard
from ui.pages.education_room import KeyFoot, Keys
from ui.pages.education_screen import Acts
from ui.pages.education_slide import SlideBoard
from ui.pages.education_slide_note import FigureNote
from ui.pages.education_stage import Stage
from ui.theme import Theme
from ui.widgets.label import Label


class SlideShow(Stage):
    """The question of the lesson, then its slides; an answer is uncovered before the next slide comes.

    While hands are counted B is a letter like the others; the full stop blackens then, as it always does.
    """

    board: SlideBoard

    def __init__(self, theme: Theme, plan: LessonPlan) -> None:
        texts, title = plan.read_in(language()), plan.head.title.read_in(language())
        self.slides = (Slide(title=texts.question), *texts.slides)
        super().__init__(theme, title, len(self.slides))
        self.place, self.revealed = 0, False
        self._told: tuple[bool, str] | None = None
        self.number = Label("", "lead", ink="text2")
        self.countdown = Countdown()
        self.hands = HandsBoard(self.theme)
        self.hands.hide()
        self.lay_out(
            f"{LESSON_WORDS[language()].meeting.format(n=plan.head.meeting).capitalize()}  ·  {title}",
            [self.countdown, self.number],
        )
        self.column.addWidget(self.hands)
        self.show_board()
        self._say_keys()

    def acts(self) -> Acts:
        """The keys of the foot, those of remote controls, and letters and digits for hands."""
        key = Qt.Key
        return {
            key.Key_Right: self.forth, key.Key_Space: self.forth, key.Key_PageDown: self.forth,
            key.Key_Return: self.forth, key.Key_Left: self.back, key.Key_PageUp: self.back,
            key.Key_Home: lambda: self._turn(0), key.Key_End: lambda: self._turn(len(self.slides) - 1),
            key.Key_Up: lambda: self.countdown.add(1), key.Key_Down: lambda: self.countdown.add(-1),
            key.Key_T: self.countdown.toggle, key.Key_Period: self.toggle_black, key.Key_H: self._toggle_hands,
            key.Key_Backspace: self.hands.erase,
        }  # fmt: skip

    def forth(self) -> None:
        """Uncover the answer, or show the next slide."""
        if self.slides[self.place].answer and not self.revealed:
            self.revealed = True
            self.board.reveal()
        elif self.place + 1 < len(self.slides):
            self._turn(self.place + 1)

    def back(self) -> None:
        """Show the slide before."""
        self._turn(max(0, self.place - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters and digits count hands."""
        self.wake()
        letter = event.text().upper()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~Qt.KeyboardModifier.ShiftModifier
        counting = not self.hands.isHidden()
        if plain and letter and letter in (LETTERS if counting else LETTERS.replace("B", "")):
            self._count(letter)
        elif plain and counting and letter.isdecimal():
            self.hands.type_digit(int(letter))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click leads on, as with a remote control."""
        super().mousePressEvent(event)
        self.forth()

    def _turn(self, place: int) -> None:
        if place == self.place:
            return
        self.place, self.revealed = place, False
        self.hands.hide()
        self.hands.clear()
        self._say_keys()
        self.show_board()

    def show_board(self) -> None:
        """The slide, uncovered or not."""
        self.set_board(SlideBoard(self.theme, self.slides[self.place]), self.place)
        if self.revealed:
            self.board.reveal()
        self.number.setText(_("Slide {n} of {of}").format(n=self.place + 1, of=len(self.slides)))

    def _count(self, letter: str) -> None:
        if self.hands.isHidden():
            self._toggle_hands()
        self.hands.choose(LETTERS.index(letter))

    def _toggle_hands(self) -> None:
        self.hands.setVisible(self.hands.isHidden())
        self._say_keys()

    def _say_keys(self) -> None:
        counting = not self.hands.isHidden()
        keys: Keys = (
            (("Left",), _("back")),
            (("Space",), _("uncover")),
            (("Right",), _("next")),
            (("A–D", "0–9"), _("hands")),
            (("T",), _("timer")),
            (("." if counting else "B",), _("black screen")),
            (("Esc",), _("close")),
        )
        figure = self.slides[self.place].figure
        if self._told == (counting, figure):
            self.wake()
            return
        self._told = (counting, figure)
        self.set_foot(KeyFoot(keys, FigureNote(self.theme, figure) if figure else None))
        self.wake()
