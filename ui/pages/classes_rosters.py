"""New classes and their lists: typed, pasted or from a file, written in one save."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from op_desktop.domain.record import RecordId
from op_desktop.domain.school import Level, RosterMode, SchoolClass, school_year
from op_desktop.errors import UserError
from op_desktop.exchange.reading import read_clipboard, read_table
from op_desktop.exchange.table import Table
from op_desktop.language import _, ngettext
from op_desktop.register import rosters, schools
from op_desktop.register.places import municipalities
from op_desktop.storage.unit_of_work import UnitOfWork
from ui.dialogs.roster_import import RosterImportDialog, entries_elsewhere, entries_of, take_in
from ui.dialogs.school_class import NewClass, SchoolClassDialog, is_table
from ui.pages.classes_host import ClassesHost


class RosterForms:
    """Asks for classes and lists and writes the answers through its page."""

    def __init__(self, page: ClassesHost) -> None:
        self._page, self._desk, self._theme = page, page.desk, page.theme

    def new_class(self, table: Table | None = None, data: bytes = b"") -> None:
        """Ask for a new class; ``table`` is a list that waits to go into it."""
        with self._desk.workspace.read() as reader:
            known, towns = schools.schools(reader), municipalities(reader)
        ids = {row.id for row in known}
        chosen = self._page.list.view.chosen_school()
        proposed = self._desk.place if self._desk.place in ids else chosen
        waiting = _("The list from {file} goes into it.").format(file=table.name) if table is not None else ""
        dialog = SchoolClassDialog(self._theme, known, towns, school_id=proposed, waiting=waiting)
        dialog.accepted.connect(lambda: self._take_class(dialog, table, data))
        self._desk.window.ask(dialog)

    def create_seats(self, count: int) -> None:
        """Give the open class numbers without names."""
        class_id = self._page.class_id
        if class_id is None:
            return
        label = ngettext("{number} place", "{number} places", count).format(number=count)
        with self._page.writing(label) as uow:
            if uow.require(SchoolClass, class_id).roster_mode is RosterMode.HEADCOUNT:
                rosters.set_roster_mode(uow, class_id, RosterMode.NUMBERS)
            rosters.add_seats(uow, class_id, count)
        if self._page.saved:
            self._page.say_undoable(label)
            self._page.take_focus()

    def paste(self) -> None:
        """The list on the clipboard, or the message that says how it gets there."""
        self._read(lambda: read_clipboard(_table_text()), b"")

    def first_list(self) -> None:
        """The list on the clipboard, else a new class that waits for it: it can be pasted into the form as well."""
        if _table_text():
            self.paste()
        else:
            self.new_class()
            self._page.banner.tell("info", _("Copy the list in Excel, then press Ctrl+V here."))

    def choose_file(self) -> None:
        """A list from a file."""
        kinds = _("Lists") + " (*.csv *.xlsx *.txt *.tsv)"
        chosen, _kind = QFileDialog.getOpenFileName(self._page, _("Import a file"), str(Path.home()), kinds)
        if chosen:
            self.open_file(chosen)

    def open_file(self, name: str) -> None:
        """A list from this file."""
        path = Path(name)
        try:
            data = path.read_bytes()
        except OSError:
            self._page.banner.tell("warning", _("“{file}” cannot be opened.").format(file=path.name),
                                   _("Close it in the other program and try again. Nothing was imported."))  # fmt: skip
            return
        self._read(lambda: read_table(data, path.name), data)

    def _take_class(self, dialog: SchoolClassDialog, table: Table | None, data: bytes) -> None:
        answer = dialog.answer
        if answer is None:
            return
        if table is None and not dialog.pasted:
            self._write_class(answer)
            return
        try:
            found = table or read_clipboard(dialog.pasted)
        except UserError as error:
            self._page.tell_error(error)
            return
        self._ask_import(found, data, answer)

    def _write_class(self, answer: NewClass, importing: RosterImportDialog | None = None) -> None:
        label = _("class {label}").format(label=answer.name)
        class_id: RecordId | None = None
        with self._page.writing(label) as uow:
            class_id = self._add_class(uow, answer)
            if importing is not None:
                take_in(uow, class_id, importing.preview.plan)
            elif answer.seats:
                rosters.add_seats(uow, class_id, answer.seats)
        if self._page.saved and class_id is not None:
            self._page.open_class(class_id)
            self._page.say_undoable(_("Class {label} created").format(label=answer.name))

    def _add_class(self, uow: UnitOfWork, answer: NewClass) -> RecordId:
        school_id = answer.school_id
        if school_id is None:
            assert answer.municipality_id is not None
            school_id = schools.add_school(uow, answer.school, answer.municipality_id, Level(answer.level))
        educator = self._desk.account.id if self._desk.account.educator else None
        return schools.add_class(
            uow, school_id, school_year(uow.today), answer.name, path_title=answer.path_title,
            planned_meetings=answer.meetings, educator_id=educator,
        )  # fmt: skip

    def _read(self, read: Callable[[], Table], data: bytes) -> None:
        try:
            table = read()
        except UserError as error:
            self._page.tell_error(error)
            return
        if self._page.class_id is None:
            self.new_class(table, data)
        else:
            self._ask_import(table, data)

    def _ask_import(self, table: Table, data: bytes, new: NewClass | None = None) -> None:
        row = self._page.school_class if new is None else None
        with self._desk.workspace.read() as reader:
            existing = entries_of(reader, row.id) if row is not None else []
            school_id = row.school_id if row is not None else new.school_id if new is not None else None
            year = row.school_year if row is not None else school_year(reader.today)
            class_id = row.id if row is not None else None
            elsewhere = entries_elsewhere(reader, school_id, class_id, year) if school_id is not None else []
        label = f"{row.label} · {row.school}" if row is not None else f"{new.name} · {new.school}" if new else ""
        dialog = RosterImportDialog(self._theme, table, label, existing, elsewhere, data=data)
        if new is not None:
            dialog.accepted.connect(lambda: self._write_class(new, dialog))
        else:
            dialog.accepted.connect(lambda: self._write_list(dialog))
        self._desk.window.ask(dialog)

    def _write_list(self, dialog: RosterImportDialog) -> None:
        class_id = self._page.class_id
        if class_id is None:
            return
        number = dialog.preview.plan.changes
        label = ngettext("{number} pupil imported", "{number} pupils imported", number).format(number=number)
        with self._page.writing(label) as uow:
            take_in(uow, class_id, dialog.preview.plan)
        if self._page.saved:
            self._page.say_undoable(label)
            self._page.take_focus()


def _table_text() -> str:
    """The clipboard, if there is a table on it."""
    text = QGuiApplication.clipboard().text()
    return text if is_table(text) else ""
