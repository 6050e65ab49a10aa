"""The list of meetings of the open class: read, shown, and what its keys do."""

from op_desktop.domain.record import RecordId
from op_desktop.domain.school import RosterMode, Status
from op_desktop.language import _
from op_desktop.register.holidays import closed_for
from op_desktop.register.lessons import STANDING, lesson_plan
from op_desktop.register.modules import modules_for
from op_desktop.register.schools import class_header
from ui.models.meetings import MeetingLine, meeting_lines
from ui.pages.classes_host import ClassesHost
from ui.pages.meetings import MeetingsView
from ui.pages.meetings_questions import MeetingQuestions


class ClassPath:
    """Joins the view of the meetings with its page."""

    def __init__(self, page: ClassesHost, questions: MeetingQuestions) -> None:
        self._page, self._questions = page, questions
        self.view = MeetingsView(page.theme, may_write=page.may_write)
        self.view.path_changed.connect(questions.set_path)
        self.view.table.opened.connect(self._open)
        self.view.table.called_off.connect(self._call_off)

    def refresh(self, class_id: RecordId, chosen: RecordId | None) -> None:
        """Read the meetings of a class again; raises ``RecordMissing``."""
        with self._page.desk.workspace.read() as reader:
            row = class_header(reader, class_id)
            plan, modules = lesson_plan(reader, class_id), modules_for(reader, class_id)
            closed, now = closed_for(reader, class_id), reader.now
        self._page.school_class = row
        standing = [lesson for lesson in plan if lesson.status in STANDING]
        held = sum(1 for lesson in standing if lesson.status is Status.HELD)
        note = _("{held} held, {planned} planned").format(held=held, planned=len(standing) - held)
        lines = meeting_lines(plan, row.planned_meetings, modules, closed, now)
        self.view.show_meetings(lines, row.planned_meetings, note, chosen)

    def change(self) -> None:
        """Ask what is different about the chosen meeting; one without a date is planned."""
        line = self.view.table.current()
        if line is not None and line.lesson is not None:
            self._questions.change(line.lesson)
        elif line is not None:
            self._questions.plan()

    def _open(self, line: MeetingLine) -> None:
        row, lesson = self._page.school_class, line.lesson
        if lesson is None:
            self._questions.plan()
        elif row is not None and lesson.status in STANDING:
            if row.mode is RosterMode.HEADCOUNT and lesson.status is Status.PLANNED:
                self._questions.hold(lesson)
            else:
                self._page.open_class(row.id, lesson.id)

    def _call_off(self, line: MeetingLine) -> None:
        if line.lesson is not None:
            self._questions.call_off(line.lesson)
