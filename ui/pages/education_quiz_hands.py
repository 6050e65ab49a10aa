"""A class test by show of hands on its page: the grid, the pupils present, and the screen for the class."""

from dataclasses import astuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from op_desktop.education.catalogue import open_catalogue
from op_desktop.language import _
from op_desktop.register.quiz_hands import MOST_HANDS, Hands, HandsTest, count_hands, set_present
from ui.models.quiz_hands import HandsLine, present_words, remark_words
from ui.pages.education_hands_grid import HandsGrid
from ui.pages.education_hands_room import HandsRoom
from ui.pages.education_quiz_papers import asking
from ui.pages.page import Page
from ui.widgets.card import Card
from ui.widgets.key_cap import KeyCap
from ui.widgets.label import Label

PRESENT_WIDTH = 52


class HandsPart(Card):
    """Stores each question as it is left; what does not add up is said and stands as it was counted."""

    told = Signal(str)
    """The id of a question that was stored: what it says is to be read again."""
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
        self.present.setValidator(QIntValidator(0, MOST_HANDS, self.present))
        self.present.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.present.setFixedWidth(page.theme.px(PRESENT_WIDTH))
        self.present.editingFinished.connect(self._set_present)
        self.present.returnPressed.connect(self.grid.setFocus)
        self.grid.installEventFilter(self)
        self.beside, self.keys = QWidget(), QWidget()
        self._lay_out()

    def show_test(self, test: HandsTest | None) -> None:
        """Show the hands of a test."""
        self.test = test
        if test is None:
            return
        bank = open_catalogue(self._desk.workspace.folder).bank()
        self.grid.show_test(test, [asking(each.item, bank).text for each in test.questions])
        if not self.present.hasFocus():
            self.present.setText("" if test.present is None else str(test.present))

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

    def open_room(self) -> None:
        """Show the questions to the class, on a second screen where there is one."""
        if self.test is None or self.room is not None:
            return
        self.grid.leave_row()
        bank = open_catalogue(self._desk.workspace.folder).bank()
        self.room = HandsRoom(self._page.theme, self.test, lambda item: astuple(asking(item, bank)))
        self.room.counted.connect(self._store)
        self.room.left.connect(self._leave_room)
        self.room.names_asked.connect(self._desk.names.toggle)
        self.room.open_beside(self._desk.window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """P in the grid leads to the pupils present."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_P:
            self.present.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.present.selectAll()
            return True
        return super().eventFilter(watched, event)

    def _left(self, line: HandsLine) -> None:
        self._store(line.id, line.counted.hands)

    def _store(self, item_id: str, hands: Hands) -> None:
        if self.test is None:
            return
        place = next(number for number, each in enumerate(self.test.questions) if each.item.id == item_id)
        self.storing = True
        with self._page.writing(_("Hands of question {n}").format(n=place + 1)) as uow:
            count_hands(uow, self.test.asked.sitting_id, self.test.questions[place].item.id, hands)
        self.storing = False
        if self._page.saved:
            self.told.emit(item_id)

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
        keys = QHBoxLayout(self.keys)
        keys.setContentsMargins(0, 0, 0, 0)
        keys.setSpacing(6)
        for caps, words in (
            (("0–9",), _("two digits an answer")), (("A–D", "N"), _("answer")), (("Space",), _("next answer")),
            (("Return",), _("next question")), (("P",), _("present")),
        ):  # fmt: skip
            for cap in caps:
                keys.addWidget(KeyCap(cap))
            keys.addWidget(Label(words, "secondary", ink="text2"))
            keys.addSpacing(8)
        keys.addStretch(1)
