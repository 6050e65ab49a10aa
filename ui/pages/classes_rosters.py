"""New classes and their lists: typed, pasted or from a file, written in one save."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from op_desktop.domain.record import RecordId
from op_desktop.domain.school import Level, RosterMode, SchoolClass, school_year
from op_desktop.domain.section import ClassName
from op_desktop.errors import UserError
from op_desktop.exchange.class_import import Imported, import_roster
from op_desktop.exchange.reading import DETECT
from op_desktop.exchange.remembered import recall, remember
from op_desktop.exchange.sheets import likely_sheet
from op_desktop.exchange.sources import ListSource, from_clipboard, from_files
from op_desktop.exchange.table import Choices, Table
from op_desktop.exchange.target import new_target, target_of
from op_desktop.language import _, ngettext
from op_desktop.register import rosters, schools
from op_desktop.register.places import municipalities
from op_desktop.register.roster_modes import change_mode
from op_desktop.storage.unit_of_work import UnitOfWork
from ui.dialogs.class_name_field import is_table
from ui.dialogs.roster_import import RosterImportDialog
from ui.dialogs.school_class import NewClass, SchoolClassDialog
from ui.pages.classes_host import ClassesHost
from ui.pages.school_imports import SchoolImports


class RosterForms:
    """Asks for classes and lists and writes the answers through its page."""

    def __init__(self, page: ClassesHost) -> None:
        self._page, self._desk, self._theme = page, page.desk, page.theme
        self._imports = SchoolImports(page)

    def new_class(self, source: ListSource | None = None, table: Table | None = None) -> None:
        """Ask for a new class; ``source``, read as ``table``, is a list that waits to go into it."""
        with self._desk.workspace.read() as reader:
            known, towns = schools.schools(reader), municipalities(reader)
        ids = {row.id for row in known}
        chosen = self._page.list.view.chosen_school()
        proposed = self._desk.place if self._desk.place in ids else chosen
        now = school_year(self._desk.workspace.now.date())
        waiting = _("The list from {file} goes into it.").format(file=table.name) if table is not None else ""
        dialog = SchoolClassDialog(self._theme, known, towns, self._standing, year=now, school_id=proposed,
                                   waiting=waiting)  # fmt: skip
        dialog.accepted.connect(lambda: self._take_class(dialog, source))
        dialog.standing_wanted.connect(self._page.open_class)
        dialog.registry_wanted.connect(lambda: self._imports.choose(lambda: self.new_class(source, table)))
        self._desk.window.ask(dialog)

    def _standing(self, school_id: RecordId, year: int, name: ClassName) -> RecordId | None:
        with self._desk.workspace.read() as reader:
            return schools.find_class(reader, school_id, year, name)

    def create_seats(self, count: int) -> None:
        """Give the open class numbers without names."""
        class_id = self._page.class_id
        if class_id is None:
            return
        label = ngettext("{number} place", "{number} places", count).format(number=count)
        with self._page.writing(label) as uow:
            if uow.require(SchoolClass, class_id).roster_mode is RosterMode.HEADCOUNT:
                change_mode(uow, class_id, RosterMode.NUMBERS, count)
            else:
                rosters.add_seats(uow, class_id, count)
        if self._page.saved:
            self._page.say_undoable(label)
            self._page.take_focus()

    def paste(self) -> None:
        """The list on the clipboard, or the message that says how it gets there."""
        self._read(from_clipboard(_table_text()))

    def first_list(self) -> None:
        """The list on the clipboard, else a new class that waits for it: it can be pasted into the form as well."""
        if _table_text():
            self.paste()
        else:
            self.new_class()
            self._page.banner.tell("info", _("Copy the list in Excel, then press Ctrl+V here."))

    def choose_file(self) -> None:
        """A list from a file, or the files of a school's roster set."""
        kinds = _("Lists") + " (*.csv *.xlsx *.zip *.txt *.tsv)"
        chosen, _kind = QFileDialog.getOpenFileNames(self._page, _("Import a file"), str(Path.home()), kinds)
        if chosen:
            self.open_files(chosen)

    def open_files(self, names: Sequence[str]) -> None:
        """A list from this file, or from the set that these files are."""
        try:
            source = from_files([Path(name) for name in names], self._desk.workspace.now.date())
        except UserError as error:
            self._page.tell_error(error)
            return
        self._read(source)

    def _take_class(self, dialog: SchoolClassDialog, source: ListSource | None) -> None:
        answer = dialog.answer
        if answer is None:
            return
        if source is None and not dialog.pasted:
            self._write_class(answer)
            return
        found = source or from_clipboard(dialog.pasted)
        table = self._table(found, answer.name, answer.school)
        if table is not None:
            self._ask_import(found, table, answer)

    def _write_class(
        self, answer: NewClass, importing: RosterImportDialog | None = None, source: ListSource | None = None
    ) -> None:
        label = _("class {label}").format(label=answer.name)
        class_id: RecordId | None = None
        with self._page.writing(label) as uow:
            class_id = self._add_class(uow, answer)
            if importing is not None and source is not None:
                import_roster(uow, class_id, importing.preview, sha256=source.sha256)
            elif answer.seats and answer.mode is not RosterMode.HEADCOUNT:
                rosters.add_seats(uow, class_id, answer.seats)
        if self._page.saved and class_id is not None:
            self._remember(importing)
            self._page.open_class(class_id)
            self._page.say_undoable(_("Class {label} created").format(label=answer.name))

    def _add_class(self, uow: UnitOfWork, answer: NewClass) -> RecordId:
        school_id = answer.school_id
        if school_id is None:
            assert answer.municipality_id is not None
            school_id = schools.add_school(uow, answer.school, answer.municipality_id, Level(answer.level))
        educator = self._desk.account.id if self._desk.account.educator else None
        return schools.add_class(
            uow, school_id, answer.school_year, answer.name, roster_mode=answer.mode,
            declared_pupils=answer.seats if answer.mode is RosterMode.HEADCOUNT else None,
            path_title=answer.path_title, planned_meetings=answer.meetings, educator_id=educator,
        )  # fmt: skip

    def _read(self, source: ListSource) -> None:
        row = self._page.school_class if self._page.class_id is not None else None
        name = ClassName(row.grade, row.section) if row is not None else None
        table = self._table(source, name, row.school if row is not None else "")
        if table is None:
            return
        if self._page.class_id is None:
            self.new_class(source, table)
        else:
            self._ask_import(source, table)

    def _table(self, source: ListSource, name: ClassName | None, school: str) -> Table | None:
        """The list as detected, of several sheets the one that bears the name of the class; None after a message."""
        try:
            table = source.read(DETECT)
            sheet = likely_sheet(table.sheets, name, school) if name is not None else None
            return table if sheet in (None, table.choices.sheet) else source.read(Choices(sheet=sheet))
        except UserError as error:
            self._page.tell_error(error)
            return None

    def _ask_import(self, source: ListSource, table: Table, new: NewClass | None = None) -> None:
        if not self._page.names_shown():
            return
        row = self._page.school_class if new is None else None
        workspace = self._desk.workspace
        with workspace.read() as reader:
            if row is not None:
                target = target_of(reader, row.id)
            elif new is not None:
                target = new_target(reader, new.school_id, new.school_year)
            else:
                target = new_target(reader, None, school_year(reader.today))
        label = f"{row.label} · {row.school}" if row is not None else f"{new.name} · {new.school}" if new else ""
        dialog = RosterImportDialog(
            self._theme, table, label, target, read=source.read, recall=lambda found: recall(workspace, found)
        )
        if new is not None:
            dialog.accepted.connect(lambda: self._write_class(new, dialog, source))
        else:
            dialog.accepted.connect(lambda: self._write_list(dialog, source))
        self._desk.window.ask(dialog)

    def _write_list(self, dialog: RosterImportDialog, source: ListSource) -> None:
        class_id = self._page.class_id
        if class_id is None:
            return
        number = dialog.preview.plan.changes
        label = ngettext("{number} pupil imported", "{number} pupils imported", number).format(number=number)
        done: Imported | None = None
        with self._page.writing(label) as uow:
            done = import_roster(uow, class_id, dialog.preview, sha256=source.sha256)
        if self._page.saved and done is not None:
            self._remember(dialog)
            self._page.say_undoable(_with_rejected(label, done.rejected))
            self._page.take_focus()

    def _remember(self, dialog: RosterImportDialog | None) -> None:
        """The columns of this source, for its next list."""
        if dialog is not None:
            remember(self._desk.workspace, dialog.preview.table, dialog.preview.uses)


def _with_rejected(label: str, rejected: int) -> str:
    if not rejected:
        return label
    left = ngettext("{number} row left out", "{number} rows left out", rejected).format(number=rejected)
    return f"{label}, {left}"


def _table_text() -> str:
    """The clipboard, if there is a table on it."""
    text = QGuiApplication.clipboard().text()
    return text if is_table(text) else ""
