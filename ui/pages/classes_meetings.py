"""The sheet to sign of the meeting in front."""

from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from op_desktop.documents.attendance_sheet import AttendanceSheet, SheetRow, render_attendance_sheet
from op_desktop.durable import write_atomically
from op_desktop.language import _, language
from op_desktop.progress import Progress
from ui.models.register_day import RegisterDay
from ui.pages.classes_host import ClassesHost
from ui.widgets.toast import Toast


class MeetingForms:
    """Prints what belongs to the meeting in front."""

    def __init__(self, page: ClassesHost) -> None:
        self._page, self._desk = page, page.desk

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


def file_words(label: str) -> str:
    """The name of a class as part of a file's name: 2ªA/B is written 2ªA-B."""
    return label.replace("/", "-")


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
