"""The slides of a lesson in front of a class: keys and remote controls lead on, nothing names anybody."""

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from op_desktop.documents.lesson_words import LESSON_WORDS
from op_desktop.education.plans import LessonPlan, Slide
from op_desktop.language import _, language
from ui.pages.education_countdown import Countdown
from ui.pages.education_hands import LETTERS, HandsBoard
from ui.pages.education_room import KeyFoot, Keys
from ui.pages.education_screen import Acts, RoomScreen
from ui.pages.education_slide import SlideBoard, SlideStrip
from ui.pages.education_slide_note import FigureNote
from ui.theme import Theme
from ui.widgets.avatar import Glyph
from ui.widgets.label import ElidedLabel, Label

FOOT_MS: Final = 5000
"""How long the keys stay after the last touch."""


class SlideShow(RoomScreen):
    """The question of the lesson, then its slides; an answer is uncovered before the next slide comes.

    While hands are counted B is a letter like the others; the full stop blackens then, as it always does.
    """

    def __init__(self, theme: Theme, plan: LessonPlan) -> None:
        texts, title = plan.read_in(language()), plan.head.title.read_in(language())
        super().__init__(theme, title)
        question = Slide(title=texts.question)
        self.slides = (question, *texts.slides)
        self.place, self.revealed = 0, False
        self._told: tuple[bool, str] | None = None
        self.number = Label("", "lead", ink="text2")
        self.countdown = Countdown()
        self.strip = SlideStrip(self.theme, len(self.slides))
        self.hands = HandsBoard(self.theme)
        self.hands.hide()
        self.board = SlideBoard(self.theme, question)
        self.rest = QTimer(self, singleShot=True, interval=FOOT_MS)
        self.rest.timeout.connect(self._hide_keys)
        self.setMouseTracking(True)
        self._lay_out(f"{LESSON_WORDS[language()].meeting.format(n=plan.head.meeting).capitalize()}  ·  {title}")
        self._show()
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
        """Letters and digits count hands; every key brings the foot back."""
        self._wake()
        letter = event.text().upper()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~Qt.KeyboardModifier.ShiftModifier
        counting = not self.hands.isHidden()
        if plain and letter and letter in (LETTERS if counting else LETTERS.replace("B", "")):
            self._count(letter)
        elif plain and counting and letter.isdecimal():
            self.hands.type_digit(int(letter))
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A moved mouse brings the keys back."""
        super().mouseMoveEvent(event)
        self._wake()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click leads on, as with a remote control."""
        super().mousePressEvent(event)
        self.forth()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the slide anew for this screen."""
        super().resizeEvent(event)
        self._show()

    def _lay_out(self, name: str) -> None:
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(Glyph(self.theme, "app-mark", "primary_text", 19))
        head.addWidget(ElidedLabel(name, "lead", ink="text2"), 1)
        head.addWidget(self.countdown)
        head.addSpacing(24)
        head.addWidget(self.number)
        self.column.addLayout(head)
        self.column.addWidget(self.strip)
        self.column.addSpacing(10)
        self.column.addWidget(self.board, 1)
        self.column.addWidget(self.hands)

    def _turn(self, place: int) -> None:
        if place == self.place:
            return
        self.place, self.revealed = place, False
        self.hands.hide()
        self.hands.clear()
        self._say_keys()
        self._show()

    def _show(self) -> None:
        board = SlideBoard(self.theme, self.slides[self.place])
        self.column.replaceWidget(self.board, board)
        self.board.hide()
        self.board.deleteLater()
        self.board = board
        board.show()
        if self.revealed:
            board.reveal()
        self.strip.show_place(self.place + 1)
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
            self._wake()
            return
        self._told = (counting, figure)
        self.set_foot(KeyFoot(keys, FigureNote(self.theme, figure) if figure else None))
        self._wake()

    def _wake(self) -> None:
        if self.foot is not None and not self.black:
            self.foot.show()
        self.rest.start()

    def _hide_keys(self) -> None:
        if self.foot is not None:
            self.foot.hide()
