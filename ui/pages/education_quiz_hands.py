"""A class test by show of hands on its page: the grid, the pupils present, and the screen for the class."""

from dataclasses import astuple, replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from op_desktop.domain.quiz import QuizHands, QuizItem, QuizSitting
from op_desktop.domain.school import Enrolment, SchoolClass
from op_desktop.education.catalogue import open_catalogue
from op_desktop.language import _
from op_desktop.register.quiz_hands import Hands, HandsTest, count_hands, read_hands, set_present
from op_desktop.storage.unit_of_work import ChangeSet
from ui.models.quiz_hands import HandsLine, present_words, remark_words
from ui.pages.education_hands_grid import HandsGrid
from ui.pages.education_hands_room import HandsRoom
from ui.pages.education_quiz_papers import asking
from ui.pages.page import Page
from ui.widgets.card import Card
from ui.widgets.key_row import KeyRow
from ui.widgets.label import Label

PRESENT_WIDTH = 52
COUNTED = (QuizHands, QuizItem, QuizSitting, SchoolClass, Enrolment)
"""What changes the hands of a test, or what is said of them."""


class HandsPart(Card):
    """Stores each question as it is left; what does not add up is said and stands as it was counted."""

    told = Signal(str)
    """The id of a question that was stored: what it says is to be read again."""
    refused = Signal()
    """A save failed: what is typed here does not stand, and is to be read again."""
    entered = Signal()
    """Another question is the current one."""

    def __init__(self, page: Page) -> None:
        super().__init__(margin=0, spacing=0)
        self._page, self._desk = page, page.desk
        self.storing = False
        """Whether the save that is heard of is one of its own."""
        self.test: HandsTest | None = None
        self.room: HandsRoom | None = None
        self.grid = HandsGrid(page.theme)
        self.grid.row_left.connect(self._left)
        self.grid.selectionModel().currentRowChanged.connect(self.entered)
        self.column.addWidget(self.grid, 1)
        self.present = QLineEdit()
        self.present.setAccessibleName(_("Pupils present"))
        # Two digits or none: what is no number of pupils is told, not swallowed.
        self.present.setValidator(QRegularExpressionValidator("[0-9]{0,2}", self.present))
        self.present.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.present.editingFinished.connect(self._set_present)
        self.present.returnPressed.connect(self.grid.setFocus)
        self.grid.installEventFilter(self)
        self.beside = QWidget()
        self.keys = KeyRow(
            (
                (("0–9",), _("two digits an answer")), (("A–D", "N"), _("answer")), (("Space",), _("next answer")),
                (("Return",), _("next question")), (("P",), _("present")),
            )
        )  # fmt: skip
        self._lay_out()
        self._fit()
        page.theme.changed.connect(self._fit)
        self._desk.changes.changed.connect(self._tell_room)
        self._desk.leave.near.connect(self.leave)

    def show_test(self, test: HandsTest | None) -> None:
        """Show the hands of a test."""
        same = _sitting(self.test) == _sitting(test)
        self.test = test
        if test is None:
            return
        bank = open_catalogue(self._desk.workspace.folder).bank()
        self.grid.show_test(test, [asking(each.item, bank).text for each in test.questions])
        if not (same and self.present.hasFocus()):
            self._show_present()

    def state(self) -> str:
        """How much is counted, and whether the class is larger than it should be."""
        lines = self.grid.model_.rows
        told = _("{n} questions of {of} counted.").format(n=sum(line.counted.begun for line in lines), of=len(lines))
        wrong = sum(line.remark is not None for line in lines)
        if wrong:
            told += " " + _("To check: {n}.").format(n=wrong)
        return f"{told} {present_words(self.test) if self.test is not None else ''}".strip()

    def take_back(self) -> bool:
        """Put a question that is being typed back as it is stored; False where none is."""
        return self.test is not None and self.grid.take_back(self.test)

    def leave(self) -> None:
        """Store what is typed here, before another test or nobody's work is shown."""
        self.grid.leave_row()
        self._set_present()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing typed is lost by leaving the page."""
        super().hideEvent(event)
        self._set_present()

    def open_room(self) -> None:
        """Show the questions to the class, on a second screen where there is one."""
        if self.test is None or self.room is not None:
            return
        self.grid.leave_row()
        bank = open_catalogue(self._desk.workspace.folder).bank()
        self.room = HandsRoom(self._page.theme, self.test, lambda item: astuple(asking(item, bank)), self._store)
        self.room.left.connect(self._leave_room)
        self.room.open_beside(self._desk)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """P in the grid leads to the pupils present."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_P:
            self.present.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.present.selectAll()
            return True
        return super().eventFilter(watched, event)

    def _left(self, line: HandsLine) -> None:
        if self.test is not None and self._store(self.test, line.number - 1, line.counted.hands):
            self.refused.emit()

    def _store(self, test: HandsTest, place: int, hands: Hands) -> str:
        """Store the hands of a question of this test, whichever is shown here; answers why it could not."""
        item_id = test.questions[place].item.id
        self.storing = True
        with self._page.writing(_("Hands of question {n}").format(n=place + 1)) as uow:
            count_hands(uow, test.asked.sitting_id, item_id, hands)
        self.storing = False
        if self._page.saved and self.test is not None and _sitting(self.test) == _sitting(test):
            questions = list(self.test.questions)
            questions[place] = replace(questions[place], hands=hands)
            self.test = replace(self.test, questions=tuple(questions))
            self.told.emit(item_id)
        return self._page.refusal

    def _tell_room(self, changes: ChangeSet) -> None:
        """The room hears of what was saved or taken back elsewhere, also while another page is in front."""
        if self.room is None or self.storing or (changes.steps and not changes.touches(*COUNTED)):
            return
        class_id, phase = self.room.sitting
        with self._desk.workspace.read() as reader:
            there = reader.get(SchoolClass, class_id) is not None
            test = read_hands(reader, class_id, phase) if there else None
        self.room.show_test(test)

    def say(self, item_id: str) -> str:
        """How the question went that was stored last; without one, what does not add up in the current one."""
        rows, row = self.grid.model_.rows, self.grid.currentIndex().row()
        line = next((line for line in rows if line.id == item_id), None)
        if self.test is None:
            return ""
        if line is None:
            return remark_words(self.test, rows[row]) if 0 <= row < len(rows) else ""
        return remark_words(self.test, line) or _("Question {n}: {right} right of {of}.").format(
            n=line.number, right=line.counted.right, of=line.counted.asked
        )

    def _set_present(self) -> None:
        text = self.present.text().strip()
        present = int(text) if text.isdecimal() else None
        if self.test is None or present == self.test.present:
            return
        with self._page.writing(_("Pupils present at the test")) as uow:
            set_present(uow, self.test.class_id, self.test.phase, present)
        if self._page.saved:
            self.test = replace(self.test, present=present)
        else:
            self._show_present()

    def _show_present(self) -> None:
        present = self.test.present if self.test is not None else None
        self.present.setText("" if present is None else str(present))

    def _fit(self) -> None:
        self.present.setFixedWidth(self._page.theme.px(PRESENT_WIDTH))

    def _leave_room(self) -> None:
        if self.room is not None:
            self.room.deleteLater()
            self.room = None
            self._desk.window.activateWindow()
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        beside = QHBoxLayout(self.beside)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(6)
        beside.addWidget(Label(_("In class today"), "label", ink="text2"))
        beside.addWidget(self.present)


def _sitting(test: HandsTest | None) -> tuple[str, str] | None:
    return None if test is None else (test.class_id, test.phase)
