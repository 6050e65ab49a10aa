"""The meetings of an open class: planned, changed, called off, and their sheet to sign."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from op_desktop.documents.attendance_sheet import AttendanceSheet, SheetRow, render_attendance_sheet
from op_desktop.domain.record import RecordId
from op_desktop.durable import write_atomically
from op_desktop.language import _, language
from op_desktop.progress import Progress
from op_desktop.register import lessons
from op_desktop.register.lessons import LessonRow
from op_desktop.register.schools import ClassRow
from ui.dialogs.lesson import LessonDialog, LessonFacts
from ui.models.register_day import RegisterDay
from ui.pages.classes_host import ClassesHost
from ui.widgets.toast import Toast

FIRST_HOUR: Final = time(9)
WEEK: Final = timedelta(weeks=1)


class MeetingForms:
    """Asks about meetings and writes the answers through its page."""

    def __init__(self, page: ClassesHost) -> None:
        self._page, self._desk, self._theme = page, page.desk, page.theme

    @property
    def _today(self) -> date:
        return self._desk.workspace.now.date()

    def plan(self) -> None:
        """Ask for a new meeting of the open class."""
        row = self._page.school_class
        if row is None:
            return
        with self._desk.workspace.read() as reader:
            plan = lessons.lesson_plan(reader, row.id)
        facts = proposal(plan, row, self._desk.workspace.now.replace(tzinfo=None))
        number = max((lesson.meeting for lesson in plan), default=0) + 1
        dialog = LessonDialog(self._theme, facts, number=number, label=row.label, today=self._today)
        dialog.accepted.connect(lambda: self._take(row, dialog.facts))
        self._desk.window.ask(dialog)

    def change(self) -> None:
        """Ask what is different about the meeting in front."""
        day, row = self._page.register.day, self._page.school_class
        if day is None or row is None:
            return
        lesson = day.lesson
        facts = LessonFacts(lesson.starts_at, lesson.minutes, lesson.title, lesson.place)
        dialog = LessonDialog(self._theme, facts, number=lesson.meeting, label=row.label, today=self._today, new=False)
        dialog.accepted.connect(lambda: self._change(lesson, dialog))
        self._desk.window.ask(dialog)

    def print_sheet(self) -> None:
        """Ask where the sheet to sign goes, make it, and offer to open it."""
        day = self._page.register.day
        if day is None:
            return
        sheet = sheet_of(day, self._desk.workspace.now.replace(tzinfo=None))
        proposed = Path.home() / f"{_('sheet to sign')} {file_words(sheet.group)} {sheet.day.isoformat()}.pdf"
        chosen, _kind = QFileDialog.getSaveFileName(self._page, _("Sheet to sign"), str(proposed), "PDF (*.pdf)")
        if chosen:
            self._print(sheet, Path(chosen))

    def _print(self, sheet: AttendanceSheet, path: Path) -> None:
        def make(_progress: Progress) -> Path:
            with write_atomically(path) as file:
                file.write(render_attendance_sheet(sheet))
            return path

        self._desk.jobs.start(make, done=self._say_printed, failed=self._page.tell_error)

    def _say_printed(self, path: Path) -> None:
        def open_it() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

        self._desk.window.say(Toast(_("The sheet to sign is saved."), act=open_it, action=_("Open it")))

    def _take(self, row: ClassRow, facts: LessonFacts) -> None:
        added: list[RecordId] = []
        with self._page.writing(_("meeting of {label}").format(label=row.label)) as uow:
            added = lessons.plan_lessons(
                uow, row.id, [facts.starts_at], facts.minutes, [facts.title], place=facts.place
            )
        if self._page.saved and added:
            self._page.open_class(row.id, added[0])

    def _change(self, lesson: LessonRow, dialog: LessonDialog) -> None:
        facts = dialog.facts
        with self._page.writing(_("meeting {number}").format(number=lesson.meeting)) as uow:
            if dialog.cancel_lesson:
                lessons.cancel_lesson(uow, lesson.id)
            else:
                lessons.describe_lesson(
                    uow, lesson.id, starts_at=facts.starts_at, minutes=facts.minutes, title=facts.title,
                    place=facts.place,
                )  # fmt: skip
        if self._page.saved and dialog.cancel_lesson:
            self._page.say_undoable(_("Meeting {number} does not take place").format(number=lesson.meeting))


def file_words(label: str) -> str:
    """The name of a class as part of a file's name: 2ªA/B is written 2ªA-B."""
    return label.replace("/", "-")


def proposal(plan: Sequence[LessonRow], row: ClassRow, now: datetime) -> LessonFacts:
    """A week after the last meeting, at the same hour; the first one tomorrow at nine."""
    if not plan:
        return LessonFacts(datetime.combine(now.date() + timedelta(days=1), FIRST_HOUR), row.lesson_minutes)
    last = plan[-1]
    return LessonFacts(last.starts_at + WEEK, last.minutes, place=last.place)


def sheet_of(day: RegisterDay, printed_at: datetime) -> AttendanceSheet:
    """The sheet to sign of a meeting, with as many numbers as the class has pupils that day."""
    lesson, row = day.lesson, day.sheet.school_class
    return AttendanceSheet(
        group=row.label,
        topic=lesson.title or row.path_title,
        place=f"{row.school}, {row.municipality}",
        code=lesson.id[-6:].upper(),
        day=lesson.starts_at.date(),
        start=lesson.starts_at.time(),
        end=(lesson.starts_at + timedelta(minutes=lesson.minutes)).time(),
        meeting=lesson.meeting,
        meetings=day.meetings,
        room=lesson.place,
        printed_at=printed_at,
        rows=tuple(SheetRow(seat.number, seat.family, seat.given) for seat in day.seats),
        language=language(),
    )
