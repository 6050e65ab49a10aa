"""The register of a class on one day: everything that is written in it, by line, letter, click and button."""

from collections.abc import Collection, Iterable, Mapping
from time import monotonic
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent

from op_desktop.domain.attendance import Mark
from op_desktop.domain.formats import format_time
from op_desktop.domain.record import RecordId
from op_desktop.language import _, ngettext
from op_desktop.register import attendance
from op_desktop.register.attendance import RegisterSheet, Totals
from op_desktop.register.meetings import RegisterClosed
from op_desktop.storage.unit_of_work import ChangeSet, UnitOfWork
from ui.messages import message_of
from ui.models.mark_words import mark_name, mark_word
from ui.models.register_day import RegisterDay
from ui.pages.page import Page
from ui.pages.register_screen import RegisterScreen
from ui.pages.register_typing import Marked

SAVE_AFTER: Final = 800
"""Milliseconds after which typed exceptions are saved."""


class RegisterView(RegisterScreen):
    """One class and one of its lessons; saves through its page."""

    closed = Signal(object)
    """The register was closed; its ``Totals``."""
    meeting_chosen = Signal(object)
    """Another lesson was asked for, by its id."""
    left = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page.desk)
        self._page = page
        self._key_at = 0.0
        self._timer = QTimer(self, singleShot=True, interval=SAVE_AFTER)
        self._connect()

    def show_sheet(self, sheet: RegisterSheet, lesson_id: RecordId) -> None:
        """Show a lesson of this sheet; what is typed stays where the lesson is the same."""
        if self.day is None or self.day.lesson.id != lesson_id:
            self._forget_line()
            self.saved_at = ""
        today = self.desk.workspace.now.date()
        self.show_day(RegisterDay(sheet, lesson_id, today, veiled=self.desk.names.hidden))

    def apply(self, changes: ChangeSet) -> bool:
        """Show a save that touched marks alone; False if the sheet must be read again."""
        day = self.day.after(changes) if self.day is not None else None
        if day is None:
            return False
        self.saved_at = format_time(self.desk.workspace.now)
        self.show_day(day)
        return True

    def take_focus(self) -> None:
        """Put the keyboard where the usual work begins."""
        (self.field if self.writable else self.grid).setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_unmarked(self) -> None:
        """Put the keyboard on the first pupil without a mark, if there is one."""
        place = self.day.place if self.day is not None else 0
        without = [seat for seat in self.day.seats if seat.cells[place].mark is None] if self.day is not None else []
        if without:
            self.grid.choose(without[0].enrolment_id)
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        """Save what is typed and empty the line: its marks are like any others now."""
        if self.field.text():
            self.save_line()
            self._forget_line()
            self.echo()

    def mark(self, enrolments: Iterable[RecordId], mark: Mark | None) -> None:
        """Mark these pupils, or take their marks back, in one step that can be undone."""
        ids = list(enrolments)
        if self.day is None or not ids:
            return
        if not self.day.open:
            self._say_closed()
            return
        self.settle()
        replaced = [row for row in self.day.overwritten(mark) if row.enrolment_id in ids] if len(ids) > 1 else []
        with self._page.writing(self._step_name(mark, ids)) as uow:
            attendance.mark_many(uow, self.day.lesson.id, ids, mark)
        if self._page.saved and replaced:
            count = ngettext("{number} mark replaced", "{number} marks replaced", len(replaced))
            names = ", ".join(row.family or row.given or str(row.number) for row in replaced)
            self._page.say_undoable(f"{count.format(number=len(replaced))}: {names}")

    def mark_rest(self, mark: Mark = Mark.PRESENT) -> None:
        """Mark whoever has no mark yet; those that stand stay."""
        if self.day is None:
            return
        if not self.day.open:
            self._say_closed()
            return
        self.settle()
        marked = 0
        with self._page.writing(_("the rest {mark}").format(mark=mark_word(mark))) as uow:
            marked = attendance.set_rest(uow, self.day.lesson.id, mark)
        if self._page.saved and marked:
            count = ngettext("{number} pupil", "{number} pupils", marked).format(number=marked)
            self._page.say_undoable(_("{mark}: {count} without a mark").format(mark=mark_name(mark), count=count))

    def mark_everybody(self, mark: Mark) -> None:
        """Give everybody of the day this mark, over those that stand, in one step that can be undone."""
        if self.day is not None:
            self.mark([row.enrolment_id for row in self.day.seats], mark)

    def close_register(self) -> None:
        """Close the register with what is typed, in one save; a word that marks nobody is told once before."""
        day = self.day
        if day is None or not self.writable:
            return
        if self.typed.unclear and self.unread != self.field.text():
            self._say_unclear()
            return
        totals = Totals(0)
        with self._page.writing(_("register of {label} closed").format(label=day.sheet.school_class.label)) as uow:
            _write(uow, day.lesson.id, self.typed.unsaved())
            totals = attendance.close(uow, day.lesson.id)
        if self._page.saved:
            self._forget_line()
            self.echo()
            self.closed.emit(totals)

    def reopen_register(self) -> None:
        """Make the closed register a draft again."""
        day = self.day
        if day is None or day.open:
            return
        with self._page.writing(_("register of {label} reopened").format(label=day.sheet.school_class.label)) as uow:
            attendance.reopen(uow, day.lesson.id)
        if self._page.saved:
            self.take_focus()

    def save_line(self, *, everything: bool = True) -> None:
        """Save what is typed; without ``everything``, all but the word still under way."""
        day = self.day
        if everything:
            self._timer.stop()
        if day is None or not self.writable:
            return
        marks = self.typed.unsaved("" if everything else self.field.text())
        if not marks:
            return
        kinds = {mark for mark, _minutes in marks.values()}
        several = ngettext("mark of {number} pupil", "marks of {number} pupils", len(marks)).format(number=len(marks))
        with self._page.writing(self._step_name(kinds.pop(), marks) if len(kinds) == 1 else several) as uow:
            _write(uow, day.lesson.id, marks)
        if self._page.saved:
            self.typed.wrote(marks, day.seats, day.place)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing typed is lost when another page comes to the front."""
        self.save_line()
        super().hideEvent(event)

    def _connect(self) -> None:
        self._timer.timeout.connect(self._time_to_save)
        self.field.textChanged.connect(self._read_line)
        self.field.entered.connect(self.close_register)
        self.field.grid_wanted.connect(self._go_to_grid)
        self.field.left.connect(self.save_line)
        self.field.escaped.connect(self.left)
        self.grid.left.connect(self.left)
        self.grid.mark_requested.connect(self.mark)
        self.grid.rest_requested.connect(self.mark_rest)
        self.grid.close_requested.connect(self.close_register)
        self.grid.note_requested.connect(self.pupil.open_note)
        self.grid.digit_typed.connect(self._type_digit)
        self.grid.meeting_chosen.connect(self._choose_meeting)
        self.pupil.marked.connect(lambda mark: self.mark(self.grid.chosen(), mark))
        self.pupil.noted.connect(self._write_note)
        self.pupil.note.returnPressed.connect(self.grid.setFocus)
        self.close_card.button.clicked.connect(lambda _checked=False: self._finish())

    def _finish(self) -> None:
        if self.day is not None and self.day.open:
            self.close_register()
        else:
            self.reopen_register()

    def _read_line(self, text: str) -> None:
        if self.day is None:
            return
        self._key_at = monotonic()
        self.typed.read(text, self.day.seats)
        chosen = self.grid.current()
        if self.typed.named and (chosen is None or chosen.enrolment_id != self.typed.named[-1]):
            self.grid.choose(self.typed.named[-1])
        self.echo()
        if not self._timer.isActive():
            self._timer.start()

    def _time_to_save(self) -> None:
        """Save what is typed; the word under way waits for its next letter."""
        resting = monotonic() - self._key_at >= SAVE_AFTER / 1000 * 0.95
        self.save_line(everything=resting)
        if not resting:
            self._timer.start()

    def _forget_line(self) -> None:
        self._timer.stop()
        self.typed.forget()
        self.unread = ""
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)

    def _go_to_grid(self, step: int) -> None:
        rows, current = self.grid.register.rows, self.grid.current()
        if current is None:
            return
        number = self.grid.register.row_of(current.enrolment_id) or 0
        self.grid.choose(rows[max(0, min(len(rows) - 1, number + step))].enrolment_id)
        self.grid.setFocus(Qt.FocusReason.TabFocusReason)

    def _type_digit(self, digit: str) -> None:
        if self.writable:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.setText(f"{self.field.text()} {digit}".strip())

    def _choose_meeting(self, place: int) -> None:
        if self.day is not None:
            self.settle()
            self.meeting_chosen.emit(self.day.sheet.lessons[place].id)

    def _write_note(self, note: str) -> None:
        line, day = self.grid.current(), self.day
        if line is None or day is None or not self.writable or note == line.note:
            return
        self.settle()
        with self._page.writing(_("note on {name}").format(name=line.family_name)) as uow:
            attendance.write_note(uow, day.lesson.id, line.enrolment_id, note)

    def _say_closed(self) -> None:
        message = message_of(RegisterClosed())
        reopen = [(_("Reopen the register"), self.reopen_register)] if self.may_write else []
        self._page.banner.tell(message.tone, message.title, message.text, reopen)

    def _say_unclear(self) -> None:
        token = self.typed.unclear[0]
        self.unread = self.field.text()
        self.field.setSelection(token.start, len(token.text))
        self.echo()

    def _step_name(self, mark: Mark | None, ids: Collection[RecordId]) -> str:
        """How a step is called when it is undone: ``absent Colombo``."""
        word = mark_word(mark) if mark is not None else _("no mark")
        rows = self.day.seats if self.day is not None else ()
        names = [row.family or row.given or str(row.number) for row in rows if row.enrolment_id in ids]
        if len(names) == 1:
            return _("{mark} {name}").format(mark=word, name=names[0])
        return ngettext("{mark}, {number} pupil", "{mark}, {number} pupils", len(names)).format(
            mark=word, number=len(names)
        )


def _write(uow: UnitOfWork, lesson_id: RecordId, marks: Mapping[RecordId, Marked]) -> None:
    for enrolment_id, (mark, minutes) in marks.items():
        attendance.mark(uow, lesson_id, enrolment_id, mark, minutes)
