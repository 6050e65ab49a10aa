"""Importing the list of a class: what was recognised, what is in doubt, and what will happen."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from op_desktop.domain.record import RecordId
from op_desktop.domain.school import Enrolment, RosterMode, SchoolClass
from op_desktop.errors import UserError
from op_desktop.exchange.columns import Use
from op_desktop.exchange.plan import RosterEntry, RosterPlan, Status
from op_desktop.exchange.preview import Preview, preview
from op_desktop.exchange.reading import read_table
from op_desktop.exchange.rejected import write_rejected
from op_desktop.exchange.table import Choices, Source, Table
from op_desktop.language import _, ngettext
from op_desktop.register import rosters
from op_desktop.register.schools import classes
from op_desktop.storage.reader import Reader
from op_desktop.storage.unit_of_work import UnitOfWork
from ui.dialogs.dialog import Dialog
from ui.dialogs.roster_table import ImportTable
from ui.models.import_plan import ImportCounts, import_counts
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.card import Line
from ui.widgets.chip import Chip
from ui.widgets.combo import Combo
from ui.widgets.key_cap import KeyCap
from ui.widgets.label import Label

WIDTH: Final = 900
LEAST_TABLE: Final = 200


class RosterImportDialog(Dialog):
    """Shows a table as a roster; ``preview`` holds what to write when it is accepted."""

    def __init__(
        self,
        theme: Theme,
        table: Table,
        label: str,
        existing: Sequence[RosterEntry] = (),
        elsewhere: Sequence[RosterEntry] = (),
        *,
        data: bytes = b"",
    ) -> None:
        """``label`` names the class; ``data`` are the bytes of a workbook, to change to another sheet of it."""
        super().__init__(theme, _("Import the class"), confirm=_("Import"), width=WIDTH)
        self._existing, self._elsewhere, self._data = existing, elsewhere, data
        self._chips = QHBoxLayout()
        self._chips.setSpacing(8)
        self.table = ImportTable(theme)
        self.table.setMinimumHeight(theme.px(LEAST_TABLE))
        self.table.head.chosen.connect(self._use)
        self._kept = Label("", "secondary", ink="text2", wrap=True)
        self._sheets = Combo()
        self._sheets.setAccessibleName(_("Sheet of the file"))
        self._save = Button(theme, _("Save the rows to correct"), "file-down", "ghost", on_click=self._ask_where)
        self.notice = Label("", "secondary", ink="danger", wrap=True)
        self.notice.hide()
        self._build(label)
        self.first = self.table
        self.preview: Preview = preview(table, existing, None, elsewhere)
        self._offer_sheets(table)
        self._show()

    def ready(self) -> bool:
        """Whether anything would be imported."""
        return self.preview.plan.changes > 0

    def save_rejected(self, path: Path) -> bool:
        """Write the rows that have to be corrected into a file, with their reasons."""
        try:
            write_rejected(path, self.preview.plan, self.preview.roster.kept)
        except UserError as error:
            self._tell(str(error), "danger")
            return False
        self._tell(_("Saved: {file}").format(file=path.name), "success")
        return True

    def place(self) -> None:
        """Take all the height there is: a list is long."""
        super().place()
        if self._layer is not None:
            room = self._layer.rect().adjusted(16, 16, -16, -16)
            whole = self.theme.px(330) + len(self.table.preview_model.rows) * self.theme.px(30)
            tall = min(room.height(), max(self.height(), min(whole, self.theme.px(640))))
            self.resize(self.width(), tall)
            self.move(room.center() - self.rect().center())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter alone moves on in the table; importing takes Ctrl+Enter."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.accept()
            return
        super().keyPressEvent(event)

    def _build(self, label: str) -> None:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(self._chips)
        row.addStretch(1)
        row.addWidget(self._sheets)
        row.addWidget(Label(_("Class"), "label", ink="text2"))
        row.addWidget(Chip(self.theme, label, "info", "graduation-cap"))
        self.body.addWidget(head)
        self.body.addWidget(Line())
        self.body.addWidget(self.table, 1)
        self.body.addWidget(Line())
        self.body.addWidget(self._kept)
        self.body.addWidget(self.notice)
        self.buttons.insertWidget(0, self._save)
        self.buttons.addWidget(KeyCap("Ctrl+Return"))

    def _show(self) -> None:
        shown = self.preview
        self.table.show_preview(shown)
        counts = import_counts(shown)
        self._show_chips(counts)
        self.text.setText(_source(shown.table))
        self.text.setVisible(True)
        self._kept.setText(" ".join(shown.not_kept) or _keeping(shown))
        number = shown.plan.changes
        words = ngettext("Import {number} pupil", "Import {number} pupils", number).format(number=number)
        self.confirm.set_text(words if number else _("Nothing to import"))
        self.confirm.setEnabled(number > 0)
        self._save.setVisible(counts.rejected > 0)
        self.place()

    def _show_chips(self, counts: ImportCounts) -> None:
        while (item := self._chips.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        told = (
            (counts.ready, ngettext("{number} ready", "{number} ready", counts.ready), "success", "check"),
            (counts.elsewhere, ngettext("{number} in another class", "{number} in other classes", counts.elsewhere),
             "warning", "user-check"),
            (counts.to_check, ngettext("{number} to check", "{number} to check", counts.to_check), "warning", "eye"),
            (counts.unchanged, ngettext("{number} already there", "{number} already there", counts.unchanged),
             "neutral", "check"),
            (counts.rejected, ngettext("{number} to correct", "{number} to correct", counts.rejected), "danger",
             "circle-alert"),
        )  # fmt: skip
        for number, words, tone, icon in told:
            if number:
                self._chips.addWidget(Chip(self.theme, words.format(number=number), tone, icon))

    def _use(self, column: int, use: Use) -> None:
        """Use a column otherwise; whichever had this use before is no longer kept."""
        uses = [Use.SKIP if each is use and use is not Use.SKIP else each for each in self.preview.uses]
        uses[column] = use
        self.preview = preview(self.preview.table, self._existing, uses, self._elsewhere)
        self._show()

    def _offer_sheets(self, table: Table) -> None:
        self._sheets.setVisible(len(table.sheets) > 1 and bool(self._data))
        self._sheets.addItems(list(table.sheets))
        self._sheets.setCurrentText(table.choices.sheet or "")
        self._sheets.textActivated.connect(self._open_sheet)

    def _open_sheet(self, sheet: str) -> None:
        try:
            table = read_table(self._data, self.preview.table.name, Choices(sheet=sheet))
        except UserError as error:
            self._tell(str(error), "danger")
            return
        self.preview = preview(table, self._existing, None, self._elsewhere)
        self._show()

    def _ask_where(self) -> None:
        proposed = str(Path.home() / f"{_('rows to correct')}.csv")
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save the rows to correct"), proposed, "CSV (*.csv)")
        if chosen:
            self.save_rejected(Path(chosen))

    def _tell(self, words: str, ink: str) -> None:
        self.notice.setText(words)
        self.notice.set_ink(ink)
        self.notice.show()
        self.place()


def entries_of(reader: Reader, class_id: RecordId, class_name: str = "") -> list[RosterEntry]:
    """The pupils of a class as an import compares them."""
    rows = rosters.roster(reader, class_id, reader.today)
    return [RosterEntry(row.enrolment_id, row.number, row.family, row.given, class_name) for row in rows]


def entries_elsewhere(reader: Reader, school_id: RecordId, class_id: RecordId | None, year: int) -> list[RosterEntry]:
    """The named pupils of the school's other classes of this year."""
    others = [row for row in classes(reader, year, school_id) if row.id != class_id and row.mode is RosterMode.NAMES]
    return [entry for row in others for entry in entries_of(reader, row.id, row.label)]


def take_in(uow: UnitOfWork, class_id: RecordId, plan: RosterPlan) -> int:
    """Write what the plan says into the class, in the save given; returns how many pupils were added or changed.

    A class of numbers becomes a class of names when the plan has names. Raises what ``rosters.enrol`` raises.
    """
    changes = [row for row in plan.rows if row.status in (Status.NEW, Status.UPDATED)]
    mode = uow.require(SchoolClass, class_id).roster_mode
    if any(row.family_name or row.given_name for row in changes):
        wanted = RosterMode.NAMES
    else:
        wanted = RosterMode.NUMBERS if mode is RosterMode.HEADCOUNT else mode
    if wanted is not mode:
        rosters.set_roster_mode(uow, class_id, wanted)
    for row in changes:
        if row.status is Status.UPDATED and row.entry_id is not None and row.number is not None:
            enrolment_id = RecordId(row.entry_id)
            # The plan has seen to it that two pupils may swap their numbers, which one by one they could not.
            uow.put(replace(uow.require(Enrolment, enrolment_id), number=row.number))
            if row.family_name or row.given_name:
                rosters.name_pupil(uow, enrolment_id, row.family_name, row.given_name)
    for row in changes:
        if row.status is Status.NEW:
            rosters.enrol(uow, class_id, row.number, row.family_name, row.given_name)
    return len(changes)


def _source(table: Table) -> str:
    rows = ngettext("{number} row", "{number} rows", len(table.rows)).format(number=len(table.rows))
    columns = ngettext("{number} column", "{number} columns", table.width).format(number=table.width)
    told = {"rows": rows, "columns": columns, "file": table.name}
    if table.source is Source.WORKBOOK or "." in table.name:
        return _("{rows} and {columns} from {file}. Check the titles: they can be changed.").format(**told)
    return _("Pasted {rows} and {columns} from Excel. Check the titles: they can be changed.").format(**told)


def _keeping(shown: Preview) -> str:
    named = set(shown.uses) - {Use.SKIP, Use.NUMBER}
    return _("Surnames and names are kept for the certificates.") if named else _("Only the numbers are kept.")
