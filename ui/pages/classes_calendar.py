"""The calendar file of a class, or of all lessons of the person at work."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from op_desktop.domain.school import school_year, school_year_label
from op_desktop.durable import write_bytes
from op_desktop.exchange.calendar import write_calendar
from op_desktop.language import _, ngettext
from op_desktop.progress import Progress
from op_desktop.register.schools import ClassRow
from op_desktop.register.timetable import timetable
from ui.pages.page import Page
from ui.widgets.toast import Toast


def save_calendar(page: Page, row: ClassRow | None = None) -> None:
    """Ask where the file goes and write it: of this class, else of all one's lessons of the school year."""
    name = _("lessons {label}").format(label=row.label) if row is not None else _("my lessons")
    year = school_year_label(row.school_year if row is not None else school_year(page.desk.workspace.now.date()))
    # A section may be written A/B: no folder is meant.
    proposed = Path.home() / f"{name} {year}.ics".replace("/", "-")
    chosen, _kind = QFileDialog.getSaveFileName(page, _("Calendar file"), str(proposed), "iCalendar (*.ics)")
    if chosen:
        page.desk.jobs.start(_writer(page, row, Path(chosen)), done=lambda count: _say(page, Path(chosen), count),
                             failed=page.tell_error)  # fmt: skip


def _writer(page: Page, row: ClassRow | None, path: Path) -> Callable[[Progress], int]:
    desk = page.desk

    def write(_progress: Progress) -> int:
        with desk.workspace.read() as reader:
            if row is not None:
                entries = timetable(reader, class_id=row.id)
            else:
                since = date(school_year(reader.today), 9, 1)
                entries = timetable(reader, educator_id=desk.account.id, since=since)
            content = write_calendar(entries, row.label if row is not None else _("Lessons"), reader.now)
        write_bytes(path, content)
        return len(entries)

    return write


def _say(page: Page, path: Path, count: int) -> None:
    words = ngettext("{n} lesson is in the calendar file.", "{n} lessons are in the calendar file.", count)

    def open_it() -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    page.desk.window.say(Toast(words.format(n=count), act=open_it, action=_("Open it")))
