"""The sheet to sign as one of the prints of a class: drafted for its preview, the same sheet when it is printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from op_desktop.documents.attendance_sheet import (
    AttendanceSheet,
    SheetRow,
    render_attendance_sheet,
    sheet_file_name,
)
from op_desktop.domain.formats import format_date
from op_desktop.domain.printed_sheet import PrintedSheet
from op_desktop.domain.record import RecordId
from op_desktop.durable import write_bytes
from op_desktop.language import _
from op_desktop.progress import Progress
from op_desktop.register import printed_sheets
from op_desktop.register.attendance import RegisterSheet
from op_desktop.register.lessons import LessonRow
from op_desktop.register.meetings import RegisterState
from op_desktop.register.printed_sheets import SheetSeat
from op_desktop.storage.reader import Reader
from op_desktop.storage.unit_of_work import ChangeSet
from ui.models.register_day import RegisterDay
from ui.pages.page import Page
from ui.pages.sheet_records import forget_sheet, remember_sheet


@dataclass(frozen=True, slots=True)
class SheetDraft:
    """The sheet of one meeting before it is kept."""

    day: RegisterDay
    sheet: PrintedSheet
    seats: tuple[SheetSeat, ...]

    @property
    def meeting(self) -> str:
        """Which meeting it is for."""
        lesson = self.day.lesson
        named = _("meeting {number}").format(number=lesson.meeting)
        return f"{named} · {format_date(lesson.starts_at.date(), 'day')}"

    def paper(self, now: datetime, language: str) -> AttendanceSheet:
        """What is printed of it, in ``it`` or ``en``."""
        return sheet_of(self.day, self.sheet.code, self.seats, now, language)


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """A sheet whose code is on record, and what is to be printed of it."""

    paper: AttendanceSheet
    page: Page
    changes: ChangeSet

    def write(self, folder: Path, _progress: Progress) -> Path:
        """Make the file; returns where it is."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / sheet_file_name(self.paper)
        write_bytes(path, render_attendance_sheet(self.paper))
        return path

    def forget(self) -> None:
        """No paper came of it."""
        forget_sheet(self.page, self.changes)


def keep_paper(page: Page, draft: SheetDraft, language: str) -> KeptPaper | None:
    """Put the code of a drafted sheet on record; None where that is refused, which the page then says."""
    kept = remember_sheet(page, draft.day.lesson.id, draft.sheet)
    if kept is None:
        return None
    return KeptPaper(draft.paper(page.desk.workspace.now, language), page, kept.changes)


def draft_of(reader: Reader, register: RegisterSheet, wanted: RecordId | None) -> SheetDraft | None:
    """The sheet of the meeting in front while its register is open, else of the next one; None where there is none."""
    lesson = _to_sign(register, wanted, reader.today.isoformat())
    if lesson is None:
        return None
    sheet = printed_sheets.draft_sheet(reader, lesson.id)
    seats = tuple(printed_sheets.sheet_seats(reader, sheet))
    return SheetDraft(RegisterDay(register, lesson.id, reader.today), sheet, seats)


def _to_sign(register: RegisterSheet, wanted: RecordId | None, today: str) -> LessonRow | None:
    still_open = [
        lesson for lesson in register.lessons
        if lesson.state is not RegisterState.CLOSED and register.expected(lesson.id)
    ]  # fmt: skip
    in_front = [lesson for lesson in still_open if lesson.id == wanted]
    ahead = [lesson for lesson in still_open if lesson.starts_at.date().isoformat() >= today]
    found = [*in_front, *ahead, *reversed(still_open)]
    return found[0] if found else None


def sheet_of(
    day: RegisterDay, code: str, seats: Sequence[SheetSeat], printed_at: datetime, language: str
) -> AttendanceSheet:
    """The sheet to sign of a meeting, with the rows that are remembered of it."""
    lesson, row = day.lesson, day.sheet.school_class
    return AttendanceSheet(
        group=row.label,
        topic=lesson.topic or row.path_title,
        place=f"{row.school}, {row.municipality}",
        code=code,
        day=lesson.starts_at.date(),
        start=lesson.starts_at.time(),
        end=(lesson.starts_at + timedelta(minutes=lesson.minutes)).time(),
        meeting=lesson.meeting,
        meetings=day.meetings,
        room=lesson.place,
        printed_at=printed_at.replace(tzinfo=None),
        rows=tuple(SheetRow(seat.number, seat.family, seat.given) for seat in seats),
        language=language,
    )
