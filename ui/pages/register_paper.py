"""The register on paper and for everybody: signed sheets typed in, and one mark over all."""

from dataclasses import replace

from op_desktop.domain.attendance import Mark
from op_desktop.domain.formats import format_date
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import Lesson
from op_desktop.language import _, ngettext
from op_desktop.register import printed_sheets
from op_desktop.register.attendance import RegisterRow
from op_desktop.register.schools import class_header
from ui.dialogs.everybody import EverybodyDialog
from ui.dialogs.printed_sheet import FoundSheet, PrintedSheetDialog
from ui.pages.classes_host import ClassesHost


class PaperForms:
    """Asks, and writes the answers through its page."""

    def __init__(self, page: ClassesHost) -> None:
        self._page, self._desk, self._theme = page, page.desk, page.theme

    def type_sheet(self, code: str = "") -> None:
        """Ask for a signed sheet and set its marks; over a register, only a sheet of its meeting."""
        day = self._page.register.day
        with self._desk.workspace.read() as reader:
            waiting = printed_sheets.waiting_sheets(reader, self._desk.place)
        if day is not None:
            self._page.register.settle()
            waiting = [sheet for sheet in waiting if sheet.lesson_id == day.lesson.id]
            if not code and len(waiting) == 1:
                waiting = []
        lesson_id = day.lesson.id if day is not None else None
        dialog = PrintedSheetDialog(self._theme, lambda text: self._find(text, lesson_id), waiting, code)
        dialog.accepted.connect(lambda: self._take(dialog))
        self._desk.window.ask(dialog)

    def mark_everybody(self) -> None:
        """Ask for one mark for all, and show whose is replaced."""
        register = self._page.register
        register.settle()
        day = register.day
        if day is None or not register.writable:
            return
        place = day.place

        def overwritten(mark: Mark) -> list[tuple[RegisterRow, Mark]]:
            return [(row, Mark(row.cells[place].mark or mark)) for row in day.overwritten(mark)]

        dialog = EverybodyDialog(self._theme, overwritten)
        dialog.accepted.connect(lambda: register.mark_everybody(dialog.mark))
        self._desk.window.ask(dialog)

    def _find(self, code: str, lesson_id: RecordId | None) -> FoundSheet:
        with self._desk.workspace.read() as reader:
            sheet = printed_sheets.sheet_by_code(reader, code, lesson_id)
            lesson = reader.require(Lesson, sheet.lesson_id)
            label = class_header(reader, lesson.class_id).label
            seats = printed_sheets.sheet_seats(reader, sheet)
        if self._desk.names.hidden:
            seats = [replace(seat, family="", given="") for seat in seats]
        meeting = _("meeting {number}").format(number=lesson.meeting)
        rows = ngettext("{number} row", "{number} rows", len(seats)).format(number=len(seats))
        title = f"{label} · {meeting} · {format_date(lesson.starts_at.date(), 'day')} · {rows}"
        return FoundSheet(sheet, lesson.class_id, title, tuple(seats))

    def _take(self, dialog: PrintedSheetDialog) -> None:
        found = dialog.found
        if found is None:
            return
        marks = dialog.marks
        with self._page.writing(_("sheet {code}").format(code=found.sheet.code)) as uow:
            printed_sheets.type_back(uow, found.sheet.id, marks)
        if self._page.saved:
            self._page.open_class(found.class_id, found.sheet.lesson_id)
            told = ngettext("{number} mark from the sheet", "{number} marks from the sheet", len(marks))
            self._page.say_undoable(told.format(number=len(marks)))
