"""Lessons and quizzes: the lessons of the content packs, the calculators, and the tests of a class."""

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices

from op_desktop.domain.quiz import Phase
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import Lesson
from op_desktop.education.calculators import CALCULATOR_OF
from op_desktop.education.catalogue import Catalogue
from op_desktop.language import _
from op_desktop.storage.unit_of_work import ChangeSet
from ui.desk import Desk
from ui.dialogs.exercise_sheet import ExerciseSheetDialog
from ui.pages.education_calculator import CalculatorView
from ui.pages.education_gallery import Gallery
from ui.pages.education_games import Games
from ui.pages.education_lessons import Lessons
from ui.pages.education_projection import Projection
from ui.pages.education_quiz import WATCHED, QuizView
from ui.pages.education_sheet import write_exercises
from ui.pages.metrics_numbers import NumbersDialog
from ui.pages.page import Page
from ui.widgets.button import Button
from ui.widgets.charts.entries import NumberTable
from ui.widgets.charts.view import ChartView


class EducationPage(Page):
    """All lessons and calculators, or one of them, of which nothing is stored; or the tests of a class, by numbers."""

    watches = (*WATCHED, Lesson)
    names_people = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Lessons & quizzes"))
        self.gallery = Gallery(desk.theme)
        self.sheet = Button(desk.theme, _("Exercise sheet"), "printer", on_click=self.ask_sheet)
        self.project = Button(
            desk.theme, _("Show to the class"), "presentation", "primary", on_click=self.open_projection
        )
        self.project.setToolTip("F11")
        self.tests = Button(desk.theme, _("Class tests"), "clipboard-list", on_click=self.open_tests)
        self.header.set_buttons(self.tests, self.sheet, self.project)
        self.projection: Projection | None = None
        self.column.addWidget(self.gallery, 1)
        self.games = Games(self, self.gallery)
        self.lessons = Lessons(self, self.gallery, self._loaded)
        for place, section in enumerate((self.lessons.list, self.games.list)):
            self.gallery.column.insertWidget(place, section)
        self.gallery.chosen.connect(self.open)
        self.header.crumb_chosen.connect(lambda _key: self.show_all())
        self._testing = False
        self._show_buttons(shown=False)

    @cached_property
    def view(self) -> CalculatorView:
        """The calculator in front; made when the first one is opened."""
        view = CalculatorView(self.theme)
        self.column.addWidget(view, 1)
        view.left.connect(self.close_calculator)
        view.why.table_asked.connect(self._show_schedule)
        view.result.chart.numbers_asked.connect(self._show_numbers)
        return view

    @cached_property
    def quiz(self) -> QuizView:
        """The tests of a class; made when they are opened first."""
        view = QuizView(self)
        self.column.addWidget(view, 1)
        return view

    def visit(self, **where: object) -> None:
        """Come to the front, at a lesson or a calculator by code or key, or at the tests of the class ``quiz``.

        A lesson may be for the ``meeting`` of a class, in which it can be noted as taught.
        """
        super().visit()
        self.lessons.load()
        if not self.gallery.isHidden():
            self.lessons.find()
        lesson, calculator, meeting = where.get("lesson"), where.get("calculator"), where.get("meeting")
        game = where.get("game")
        self.lessons.teach(RecordId(meeting) if isinstance(meeting, str) else None)
        if isinstance(lesson, str):
            self.show_all()
            self.lessons.open(lesson)
        if isinstance(calculator, str):
            self.open(calculator)
        if isinstance(game, str):
            self.lessons.read()
            self.show_all()
            self.games.open(game)
        class_id, phase = where.get("quiz"), where.get("phase")
        if isinstance(class_id, str):
            self.open_tests(RecordId(class_id), phase if isinstance(phase, Phase) else None)

    def refresh(self) -> None:
        """Read the tests again while they are in front."""
        if self._testing:
            self.quiz.refresh()

    def on_changed(self, changes: ChangeSet) -> None:
        """Something was saved while the page is in front."""
        if self._testing:
            self.quiz.saved()
        elif self.lessons.shown:
            self.lessons.show_meeting()

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Keys of the tests, of the open lesson or of the open calculator; else finding a lesson."""
        if self._testing:
            return {"print": self.quiz.print_sheets, "undo": self.quiz.undo, "full_screen": self.quiz.open_room}
        for part in (self.lessons, self.games):
            if part.shown:
                return part.commands()
        if not self.gallery.isHidden():
            return {"filter": self.lessons.find}
        return {
            "full_screen": self.open_projection,
            "print": self.ask_sheet,
            "quick_field": lambda: self.view.inputs.first_field().field.setFocus(Qt.FocusReason.ShortcutFocusReason),
        }

    def open_tests(self, class_id: RecordId | None = None, phase: Phase | None = None) -> None:
        """Open the tests of a class."""
        self.show_all()
        self._testing = True
        self.gallery.hide()
        self.tests.hide()
        self.quiz.show()
        self.quiz.choose(class_id, phase)
        self.header.set_title(_("Class tests"))
        self.header.set_crumbs([(_("Lessons & quizzes"), "gallery"), (_("Class tests"), None)])
        self.verticalScrollBar().setValue(0)

    def open(self, key: str) -> None:
        """Open a calculator."""
        calculator = CALCULATOR_OF[key]
        self.show_all()
        self.gallery.hide()
        self.view.show()
        self.view.open(calculator)
        self.header.set_title(_(calculator.title))
        self.header.set_crumbs([(_("Lessons & quizzes"), "gallery"), (_(calculator.title), None)])
        self._show_buttons(shown=True)
        self.verticalScrollBar().setValue(0)

    def show_all(self) -> None:
        """Back to all lessons and calculators."""
        if self.lessons.shown:
            self.lessons.close()
        elif self.games.shown:
            self.games.close()
        elif self.gallery.isHidden():
            self.close_calculator()

    def close_calculator(self) -> None:
        """Back to all calculators; the keyboard goes to the one that was open."""
        was = self.view.calculator
        self._leave_tests()
        self.view.hide()
        self.gallery.show()
        self.header.set_title(_("Lessons & quizzes"))
        self.header.set_crumbs([])
        self._show_buttons(shown=False)
        if was is not None:
            self.gallery.tiles[was.key].setFocus(Qt.FocusReason.OtherFocusReason)

    def open_projection(self) -> None:
        """Show the open calculator full screen, on a second screen where there is one."""
        if self.view.calculator is None or self.view.case is None or self.projection is not None:
            return
        numbers = self.view.case.start | dict(self.view.numbers)
        self.projection = Projection(self.theme, self.view.calculator, self.view.case, numbers)
        self.projection.left.connect(self._close_projection)
        self.projection.open_beside(self.desk)

    def ask_sheet(self) -> None:
        """Ask for the number of the exercise sheet."""
        if self.view.calculator is None:
            return
        dialog = ExerciseSheetDialog(self.theme, _(self.view.calculator.title))
        dialog.accepted.connect(lambda: self.make_sheet(dialog.number))
        self.desk.window.ask(dialog)

    def make_sheet(self, number: int) -> None:
        """Write the exercise sheet of this number and open it."""
        assert self.view.calculator is not None
        self.sheet.setEnabled(False)
        work = partial(write_exercises, self.desk.workspace, self.view.calculator, number)
        self.desk.jobs.start(work, done=self._sheet_ready, failed=self._sheet_failed)

    def _sheet_ready(self, path: Path) -> None:
        self.sheet.setEnabled(True)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.banner.tell("info", _("The sheet is ready, but no program here opens PDF."), str(path))

    def _sheet_failed(self, error: Exception) -> None:
        self.sheet.setEnabled(True)
        self.tell_error(error)

    def _close_projection(self) -> None:
        if self.projection is None:
            return
        self.view.set_numbers(self.projection.numbers)
        self.projection.deleteLater()
        self.projection = None
        self.desk.window.activateWindow()

    def _show_schedule(self) -> None:
        outcome = self.view.outcome
        if outcome is None or outcome.table is None:
            return
        heads = tuple(_(head) for head in outcome.table.heads)
        rows = tuple(tuple(cell.say() for cell in row) for row in outcome.table.rows)
        self.desk.window.ask(NumbersDialog(self.theme, _("The whole schedule"), NumberTable(heads, rows)))

    def _show_numbers(self, chart: ChartView) -> None:
        self.desk.window.ask(NumbersDialog(self.theme, chart.accessibleName(), chart.numbers()))

    def _leave_tests(self) -> None:
        if self._testing:
            self._testing = False
            self.quiz.hide()

    def _loaded(self, catalogue: Catalogue) -> None:
        """The packs were read, after the first paint: what stands below the lessons follows."""
        self.games.show_catalogue(catalogue)
        self.gallery.fill()

    def _show_buttons(self, *, shown: bool) -> None:
        self.tests.setVisible(not shown)
        for button in (self.sheet, self.project):
            button.setVisible(shown)
