"""The pupils of an open class and the lists they came from: asked about in dialogs, written through the page."""

from collections.abc import Callable
from datetime import date

from op_desktop.domain.formats import format_date
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import RosterMode
from op_desktop.errors import UserError
from op_desktop.exchange import past_imports
from op_desktop.exchange.past_imports import PastImport
from op_desktop.exchange.typed_pupil import PupilUnclear, TypedPupil, typed_pupil
from op_desktop.language import N_, _, ngettext
from op_desktop.register import roster_corrections, rosters
from op_desktop.register.schools import ClassRow, classes
from op_desktop.storage.unit_of_work import UnitOfWork
from ui.dialogs.class_roster import ClassRosterDialog
from ui.dialogs.past_imports import PastImportsDialog, TakeBackDialog
from ui.dialogs.roster_change import Change, Kind
from ui.pages.classes_host import ClassesHost


class NumberUnclear(UserError):
    """A number typed for a pupil that is none."""

    title = N_("“{text}” is not a register number.")
    advice = N_("Write it as 26.")


class PupilForms:
    """Opens the list of pupils and the list of imports of the class in front."""

    def __init__(self, page: ClassesHost) -> None:
        self._page, self._desk, self._theme = page, page.desk, page.theme

    def open_roster(self) -> None:
        """The pupils of the class; who is added on the day of a lesson is in the class since that day."""
        row = self._page.school_class
        if row is None or not self._page.names_shown():
            return
        with self._desk.workspace.read() as reader:
            others = [each for each in classes(reader, row.school_year) if each.id != row.id and not each.archived]
            pupils, today = rosters.roster(reader, row.id), reader.today
        others.sort(key=lambda each: (each.school_id != row.school_id, each.school, each.grade, each.section))
        dialog = ClassRosterDialog(self._theme, row, others, today, self._since(today))
        dialog.added.connect(lambda text, since: self._add(dialog, row, text, since))
        dialog.changed.connect(lambda change: self._change(dialog, row, change))
        dialog.rejected.connect(self._page.take_focus)
        dialog.show_rows(pupils)
        self._desk.window.ask(dialog)

    def open_imports(self) -> None:
        """The lists that came into the class."""
        row = self._page.school_class
        if row is None:
            return
        with self._desk.workspace.read() as reader:
            found = past_imports.past_imports(reader, row.id)
        dialog = PastImportsDialog(self._theme, row.label, found)
        dialog.wanted.connect(self._ask_take_back)
        self._desk.window.ask(dialog)

    def _since(self, today: date) -> date | None:
        """The day of the lesson in front, unless the class has not begun."""
        day = self._page.register.day
        return min(day.lesson.starts_at.date(), today) if day is not None else None

    def _add(self, dialog: ClassRosterDialog, row: ClassRow, text: str, since: date | None) -> None:
        added: list[RecordId] = []

        def write(uow: UnitOfWork) -> None:
            typed = self._typed(text, row)
            added.append(rosters.enrol(uow, row.id, typed.number, typed.family_name, typed.given_name, since=since))

        if self._write(dialog, _("pupil of {label}").format(label=row.label), write):
            self._show(dialog, row, added[0])
            chosen = dialog.model.rows[dialog.table.currentIndex().row()]
            dialog.tell(_("{name} has number {number}.").format(name=chosen.name, number=chosen.row.number))
            dialog.ready_for_next()

    def _typed(self, text: str, row: ClassRow) -> TypedPupil:
        typed = typed_pupil(text)
        if row.mode is RosterMode.NAMES and not typed.family_name:
            raise PupilUnclear(reason=_("The name is missing"))
        return typed

    def _change(self, dialog: ClassRosterDialog, row: ClassRow, change: Change) -> None:
        if self._write(dialog, _("pupil of {label}").format(label=row.label), lambda uow: _carry_out(uow, change)):
            self._show(dialog, row, change.enrolment_id)
            dialog.tell(*self._outcome(change))

    def _outcome(self, change: Change) -> tuple[str, str]:
        """What is said after a change; somebody may have been marked as there after the day of leaving."""
        with self._desk.workspace.read() as reader:
            seen = rosters.last_seen(reader, change.enrolment_id) if change.day is not None else None
        if seen is None or change.day is None or seen < change.day:
            return _("Done. Ctrl+Z on the page takes it back."), "success"
        words = _("Done. The register of {day} says that the pupil was there: it stays as it is.")
        return words.format(day=format_date(seen)), "warning"

    def _show(self, dialog: ClassRosterDialog, row: ClassRow, choose: RecordId) -> None:
        with self._desk.workspace.read() as reader:
            dialog.show_rows(rosters.roster(reader, row.id), choose)

    def _write(self, dialog: ClassRosterDialog, label: str, act: Callable[[UnitOfWork], object]) -> bool:
        """One save with its undo step; what can be mended is told in the dialog, where it was typed."""
        refused: list[UserError] = []
        with self._page.writing(label) as uow:
            try:
                act(uow)
                uow.flush()
            except UserError as error:
                refused.append(error)
                raise
        if refused:
            self._page.banner.clear()
            dialog.tell(str(refused[0]), "danger")
        return not refused and self._page.saved

    def _ask_take_back(self, each: PastImport) -> None:
        try:
            with self._desk.workspace.read() as reader:
                found = past_imports.foresee(reader, each.id)
        except UserError as error:
            self._page.tell_error(error)
            return
        dialog = TakeBackDialog(self._theme, each, found)
        dialog.accepted.connect(lambda: self._take_back(each))
        self._desk.window.ask(dialog)

    def _take_back(self, each: PastImport) -> None:
        label = _("import of {file}").format(file=each.source)
        done: list[past_imports.TakeBack] = []
        with self._page.writing(label) as uow:
            done.append(past_imports.take_back(uow, each.id))
        if self._page.saved and done:
            staying = len(done[0].staying)
            words = _("Import of {file} taken back").format(file=each.source)
            left = ngettext("{number} pupil stays", "{number} pupils stay", staying).format(number=staying)
            self._page.say_undoable(f"{words}, {left}" if staying else words)


def _carry_out(uow: UnitOfWork, change: Change) -> None:
    """Store what was said about a pupil; raises what the register says against it."""
    id = change.enrolment_id
    match change.kind:
        case Kind.NAME:
            typed = typed_pupil(change.text)
            rosters.name_pupil(uow, id, typed.family_name, typed.given_name)
        case Kind.NUMBER:
            rosters.renumber(uow, id, _number(change.text))
        case Kind.LEAVES:
            assert change.day is not None
            rosters.withdraw(uow, id, change.day)
        case Kind.MOVES:
            assert change.day is not None
            assert change.class_id is not None
            rosters.transfer(uow, id, change.class_id, change.day)
        case Kind.STAYED:
            roster_corrections.put_back(uow, id)
        case Kind.MISTAKE:
            roster_corrections.take_out(uow, id)


def _number(text: str) -> int:
    bare = text.strip()
    if not (bare.isascii() and bare.isdigit()):
        raise NumberUnclear(text=bare[:20])
    return int(bare)
