"""What is said of the class in front: changed, and its names erased only on a typed answer."""

from collections.abc import Callable

from op_desktop.domain.record import RecordId
from op_desktop.domain.school import Lesson, RosterMode
from op_desktop.language import _
from op_desktop.register import attendance
from op_desktop.register.roster_modes import ModeChange, change_mode, mode_change
from op_desktop.register.school_years import archive_classes
from op_desktop.register.schools import describe_class
from op_desktop.storage.unit_of_work import UnitOfWork
from ui.dialogs.class_details import ClassDetailsDialog, ClassFacts, EraseNamesDialog
from ui.pages.classes_host import ClassesHost


class DetailForms:
    """Asks about the class in front and writes the answer through its page."""

    def __init__(self, page: ClassesHost) -> None:
        self._page, self._desk = page, page.desk

    def change(self) -> None:
        """Change path, meetings and what the class knows of its pupils."""
        row = self._page.school_class
        if row is None:
            return
        dialog = ClassDetailsDialog(self._page.theme, row, lambda mode, count: self._foretell(row.id, mode, count))
        dialog.accepted.connect(lambda: self._take(row.id, dialog.facts))
        self._desk.window.ask(dialog)

    def archive(self) -> None:
        """Put the class out of the way, or bring it back."""
        row = self._page.school_class
        if row is None:
            return
        words = _("{label} is back") if row.archived else _("{label} archived")
        with self._page.writing(words.format(label=row.label)) as uow:
            archive_classes(uow, [row.id], archived=not row.archived)
        if self._page.saved:
            self._page.say_undoable(words.format(label=row.label))

    def hold(self, lesson_id: RecordId) -> None:
        """A meeting of a class without a list took place."""
        self._tell_meeting(lesson_id, _("Meeting {number} held"), attendance.close)

    def reopen(self, lesson_id: RecordId) -> None:
        """It did not, after all."""
        self._tell_meeting(lesson_id, _("Meeting {number} reopened"), attendance.reopen)

    def _tell_meeting(self, lesson_id: RecordId, words: str, tell: Callable[[UnitOfWork, RecordId], object]) -> None:
        label = ""
        with self._page.writing(words) as uow:
            label = uow.label = words.format(number=uow.require(Lesson, lesson_id).meeting)
            tell(uow, lesson_id)
        if self._page.saved:
            self._page.say_undoable(label)
            self._page.take_focus()

    def _foretell(self, class_id: RecordId, mode: RosterMode, count: int | None) -> ModeChange:
        with self._desk.workspace.read() as reader:
            return mode_change(reader, class_id, mode, count)

    def _take(self, class_id: RecordId, facts: ClassFacts | None) -> None:
        row = self._page.school_class
        if facts is None or row is None:
            return
        change = self._foretell(class_id, facts.mode, facts.count)
        if not change.erases:
            self._write(class_id, facts)
            return
        dialog = EraseNamesDialog(self._page.theme, row, change.names)
        dialog.accepted.connect(lambda: self._write(class_id, facts))
        self._desk.window.ask(dialog)

    def _write(self, class_id: RecordId, facts: ClassFacts) -> None:
        label = _("Details of the class")
        with self._page.writing(label) as uow:
            describe_class(uow, class_id, path_title=facts.path_title, planned_meetings=facts.meetings,
                           lesson_minutes=facts.minutes, civic_education=facts.civic_education)  # fmt: skip
            done = change_mode(uow, class_id, facts.mode, facts.count)
        if self._page.saved and not done.erases:
            # What was erased cannot be taken back: no way back is offered.
            self._page.say_undoable(label)
        self._page.take_focus()
