"""The tests of a class: class and test chosen, sheets typed into a grid, and beside it what they say."""

from collections.abc import Callable
from dataclasses import astuple
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices

from op_desktop.domain.quiz import Phase, QuizAnswer, QuizHands, QuizItem, QuizMode, QuizSitting
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import Enrolment, RosterMode, SchoolClass, school_year
from op_desktop.education.catalogue import open_catalogue
from op_desktop.language import _
from op_desktop.progress import Progress
from op_desktop.register.quiz_hands import HandsTest, read_hands
from op_desktop.register.quiz_results import ClassResult, class_result
from op_desktop.register.quizzes import Asked, ClassTest, answer, change_form, open_test, read_test, set_mode
from op_desktop.register.schools import ClassRow, classes
from op_desktop.security.permissions import Permission, Reach, reach
from ui.models.quiz_sheets import SheetLine
from ui.pages.education_quiz_frame import QuizFrame
from ui.pages.education_quiz_papers import asking, write_report, write_test_sheets
from ui.pages.education_quiz_room import QuizRoom
from ui.pages.page import Page
from ui.widgets.button import Button

WATCHED = (QuizAnswer, QuizHands, QuizItem, QuizSitting, SchoolClass, Enrolment)
PAUSE = 250
"""Milliseconds without a saved sheet after which the result is worked out again."""


class QuizView(QuizFrame):
    """The tests of one class; it shows register numbers and never a name."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page, self._desk = page, page.desk
        self._rows: list[ClassRow] = []
        self._storing, self._told, self._counted = False, "", ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._read)
        self.test: ClassTest | None = None
        self.result: ClassResult | None = None
        self.room: QuizRoom | None = None
        self.choice.activated.connect(lambda _number: self._turn())
        self.phases.chosen.connect(lambda _phase: self._turn())
        self.print.clicked.connect(self.print_sheets)
        self.report.clicked.connect(self.print_report)
        self.grid.row_left.connect(self._store)
        self.grid.refused.connect(self._refuse)
        self.grid.form_changed.connect(self._change_form)
        for model in (self.grid.sheets, self.hands.grid.model_):
            model.dataChanged.connect(self._wait)
        self.hands.told.connect(self._count)
        self.hands.refused.connect(self._pause.start)
        self.hands.entered.connect(self._enter)
        self.modes.chosen.connect(self._set_mode)
        self.begin.clicked.connect(self.open_room)

    def choose(self, class_id: RecordId | None = None, phase: Phase | None = None) -> None:
        """Show a class and one of its tests; without them what was shown last."""
        self._leave_test()
        self._told = self._counted = ""
        if phase is not None:
            self.phases.set_current(phase)
        self.refresh(class_id)
        if self.test is not None:
            self.focus_grid()

    @property
    def row(self) -> ClassRow | None:
        """The class chosen."""
        return self._rows[self.choice.currentIndex()] if self._rows else None

    @property
    def phase(self) -> Phase:
        """The test chosen."""
        return Phase(str(self.phases.current))

    def refresh(self, class_id: RecordId | None = None) -> None:
        """Read classes, sheets and results again; class and current cell stay."""
        self._leave_rows()
        self._read(class_id)

    def _read(self, class_id: RecordId | None = None) -> None:
        """As ``refresh``; a row that is being typed stays as it is."""
        wanted = class_id or (self.row.id if self.row is not None else None)
        with self._desk.workspace.read() as reader:
            self._offer(classes(reader, school_year(reader.today), self._desk.place), wanted)
            self.test = read_test(reader, self.row.id, self.phase) if self.row is not None else None
            self.result = class_result(reader, self.row.id) if self.row is not None else None
            by_hands = self.test is not None and self.test.mode is QuizMode.HANDS
            hands = read_hands(reader, self.test.class_id, self.phase) if by_hands and self.test is not None else None
        self._show(hands)

    def saved(self) -> None:
        """Something was saved: the own sheets stand already, and what they say follows when the keys pause."""
        if self._storing or self.hands.storing:
            self._pause.start()
        else:
            self._told = self._counted = ""
            self.refresh()

    def _wait(self) -> None:
        """A key came: what the sheets say waits longer."""
        if self._pause.isActive():
            self._pause.start()

    def open_test(self) -> None:
        """Open the chosen test with both forms."""
        if self.row is None:
            return
        bank = open_catalogue(self._desk.workspace.folder).bank()
        with self._page.writing(_("Test of {label} opened").format(label=self.row.label)) as uow:
            open_test(uow, self.row.id, self.phase, bank)
        if self._page.saved:
            self.refresh()
            self.focus_grid()

    def open_room(self) -> None:
        """Let the class answer on this computer, number after number, or show it the questions and count hands."""
        if self.test is not None and self.test.mode is QuizMode.HANDS:
            self.hands.open_room()
        if self.test is None or self.test.mode is not QuizMode.SCREEN or self.room is not None:
            return
        self.grid.leave_row()
        bank = open_catalogue(self._desk.workspace.folder).bank()
        self.room = QuizRoom(self.theme, self.test, lambda item: astuple(asking(item, bank)))
        self.room.answered.connect(self._store)
        self.room.left.connect(self._leave_room)
        self.room.open_beside(self._desk)

    def undo(self) -> None:
        """Take back what is typed in the row; where nothing is, the sheet or question saved last."""
        if not (self.grid.take_back() or self.hands.take_back()):
            self._page.undo()

    def print_sheets(self) -> None:
        """Make a numbered sheet for every pupil and open the file."""
        if self.row is not None and self.test is not None:
            self._make(self.print, partial(write_test_sheets, self._desk.workspace, self.row, self.test))

    def print_report(self) -> None:
        """Make the report for teachers and open it."""
        self._leave_rows()
        if self.row is not None:
            self._make(self.report, partial(write_report, self._desk.workspace, self.row))

    def _turn(self) -> None:
        """To another class or test."""
        self._leave_test()
        self._told = self._counted = ""
        self.refresh()

    def _leave_test(self) -> None:
        self.grid.leave_row()
        self.hands.leave()

    def _leave_rows(self) -> None:
        self.grid.leave_row()
        self.hands.grid.leave_row()

    def _make(self, button: Button, work: Callable[[Progress], Path]) -> None:
        button.setEnabled(False)
        self._desk.jobs.start(work, done=partial(self._made, button), failed=partial(self._failed, button))

    def _made(self, button: Button, path: Path) -> None:
        button.setEnabled(True)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._page.banner.tell("info", _("The file is ready, but no program here opens PDF."), str(path))

    def _failed(self, button: Button, error: Exception) -> None:
        button.setEnabled(True)
        self._page.tell_error(error)

    def _store(self, line: SheetLine) -> None:
        self._storing = True
        with self._page.writing(_("Sheet {n}").format(n=line.sheet.number)) as uow:
            answer(uow, line.sheet.asked.sitting_id, line.id, line.signs)
        self._storing = False
        if self._page.saved:
            self._tell(line)

    def _leave_room(self) -> None:
        if self.room is not None:
            self.room.deleteLater()
            self.room = None
            self.refresh()
            self._desk.window.activateWindow()

    def _change_form(self, line: SheetLine, before: Asked) -> None:
        form = line.sheet.asked.form.upper()
        if line.begun:
            self._storing = True
            with self._page.writing(_("Sheet {n} on form {form}").format(n=line.sheet.number, form=form)) as uow:
                change_form(uow, before.sitting_id, line.sheet.asked.sitting_id, line.id, line.signs)
            self._storing = False
            if not self._page.saved:
                self.refresh()
                return
            self._pause.start()
        self.state.setText(_("Sheet {n} is on form {form} now.").format(n=line.sheet.number, form=form))

    def _set_mode(self, mode: object) -> None:
        if self.row is not None and self.test is not None:
            with self._page.writing(_("How the test was answered")) as uow:
                set_mode(uow, self.row.id, self.phase, QuizMode(str(mode)))

    def _count(self, item_id: str) -> None:
        """A question was counted: what it says is told when it was read again."""
        self._counted = item_id
        self._pause.start()

    def _tell(self, line: SheetLine) -> None:
        self._told = _("Sheet {n}: {right} right of {of}, {empty} left empty.").format(
            n=line.sheet.number, right=line.right, of=len(line.signs), empty=line.empty
        )
        self.state.setText(f"{self._typed()}  {self._told}")

    def _refuse(self, number: int, last: str) -> None:
        self.state.setText(
            _("Question {n} has the answers a to {last}; 0 is “I do not know”, Space leaves it empty.").format(
                n=number, last=last
            )
        )

    def _typed(self) -> str:
        lines = self.grid.sheets.rows
        return _("{n} sheets of {of} typed.").format(n=sum(line.begun for line in lines), of=len(lines))

    def _enter(self) -> None:
        self._counted = ""
        self._tell_hands()

    def _tell_hands(self) -> None:
        if self.test is not None and self.test.mode is QuizMode.HANDS:
            self.state.setText(f"{self.hands.state()}  {self.hands.say(self._counted)}".strip())

    def _offer(self, rows: list[ClassRow], wanted: RecordId | None) -> None:
        if reach(self._desk.workspace.actor, Permission.READ_CLASSES) is Reach.OWN:
            rows = [row for row in rows if row.educator_id in (None, self._desk.account.id)]
        if [row.id for row in rows] != [row.id for row in self._rows]:
            self._rows = rows
            self.choice.clear()
            self.choice.addItems([f"{row.label} · {row.school}" for row in rows])
        place = next((number for number, row in enumerate(rows) if row.id == wanted), 0)
        self.choice.setCurrentIndex(place if rows else -1)

    def _show(self, hands: HandsTest | None) -> None:
        self.show_test(shown=self.test is not None)
        self.print.setEnabled(self.test is not None and hands is None)
        self.report.setEnabled(self.result is not None and self.result.means is not None)
        if self.test is not None and self.result is not None:
            self.show_mode(self.test.mode)
            self.grid.show_test(self.test)
            self.hands.show_test(hands)
            self.card.show_result(self.result)
            self.state.setText(f"{self._typed()}  {self._told}".strip())
            if hands is not None:
                self._tell_hands()
        elif self.row is None:
            self.nothing.text.setText(_("There is no class of this school year here yet."))
        elif self.row.mode is RosterMode.HEADCOUNT:
            self.nothing.text.setText(_("This class is only counted: it answers by show of hands."))
        else:
            self.nothing.text.setText(
                _("Odd numbers get form A first and form B afterwards, even numbers "
                  "the other way round. Sheets bear numbers, never names.")
            )  # fmt: skip
        self.nothing.button.setVisible(self.row is not None)
