"""Importing the list of a class: what was recognised, what is in doubt, and what will happen."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from op_desktop.errors import UserError
from op_desktop.exchange.columns import Use
from op_desktop.exchange.preview import Preview
from op_desktop.exchange.rejected import write_rejected
from op_desktop.exchange.table import Choices, Source, Table
from op_desktop.exchange.target import Target
from op_desktop.language import _, ngettext
from ui.dialogs.dialog import Dialog
from ui.dialogs.roster_foot import ImportFoot
from ui.dialogs.roster_reading import ReadingBar, doubtful
from ui.dialogs.roster_table import ImportTable
from ui.models.import_plan import ImportCounts, import_counts
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.card import Line
from ui.widgets.chip import Chip
from ui.widgets.combo import Combo
from ui.widgets.key_cap import KeyCap
from ui.widgets.label import Label
from ui.widgets.tip import tip

WIDTH: Final = 900
LEAST_TABLE: Final = 124
SCROLL_BAR: Final = 12
"""The bar at the right of content that is too high, in px."""
Recall = Callable[[Table], tuple[Use, ...] | None]


class RosterImportDialog(Dialog):
    """Shows a table as a roster; ``preview`` holds what to write when it is accepted."""

    def __init__(
        self,
        theme: Theme,
        table: Table,
        label: str,
        target: Target,
        *,
        read: Callable[[Choices], Table] | None = None,
        recall: Recall = lambda _table: None,
    ) -> None:
        """``label`` names the class, ``read`` reads the source in another way, ``recall`` knows its columns."""
        super().__init__(theme, _("Import the class"), confirm=_("Import"), width=WIDTH)
        self._target, self._read, self._recall = target, read, recall
        self._named: bool | None = None
        self._overwrite: set[int] = set()
        self._chips = QHBoxLayout()
        self._chips.setSpacing(8)
        self.table = ImportTable(theme)
        self.table.setMinimumHeight(theme.px(LEAST_TABLE))
        self.table.head.chosen.connect(self._use)
        self.table.toggled.connect(self._toggle)
        self.sheets = Combo()
        self.reading = ReadingBar()
        self._how = Button(
            theme, _("How the list was read"), "sliders-horizontal", "square", on_click=self._open_reading
        )
        self.foot = ImportFoot(theme, target)
        self._save = Button(theme, _("Save the rows to correct"), "file-down", "ghost", on_click=self._ask_where)
        self.notice = Label("", "secondary", ink="danger", wrap=True)
        self.notice.hide()
        self._label, self._class = label, Chip(theme, label, "info", "graduation-cap")
        self._build()
        self._connect()
        self.first = self.table
        self.preview: Preview = self._planned(table, recall(table))
        self.reading.setVisible(doubtful(table))
        self._offer(table)
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
        """Take all the height there is: a list is long. Where width is scarce, the school stays in the tooltip."""
        self._show_class(whole=True)
        super().place()
        if self.body.minimumSize().width() > self.width() - 2 * self.EDGE - SCROLL_BAR:
            self._show_class(whole=False)
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

    def _show_class(self, *, whole: bool) -> None:
        self._class.setToolTip("" if whole else tip(self._label))
        words = self._label if whole else self._label.partition(" · ")[0]
        self._class.show_state(words, "info", "graduation-cap")

    def _build(self) -> None:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(self._chips)
        row.addStretch(1)
        row.addWidget(self.sheets)
        row.addWidget(self._how)
        row.addWidget(Label(_("Class"), "label", ink="text2"))
        row.addWidget(self._class)
        for widget in (head, self.reading, Line()):
            self.body.addWidget(widget)
        self.body.addWidget(self.table, 1)
        for widget in (Line(), self.foot, self.notice):
            self.body.addWidget(widget)
        self.confirm.set_icon("check")
        self.buttons.insertWidget(0, self._save)
        self.buttons.addWidget(KeyCap("Ctrl+Return"))

    def _connect(self) -> None:
        self.sheets.textActivated.connect(lambda sheet: self._reread(Choices(sheet=sheet)))
        self.reading.changed.connect(self._reread)
        self.foot.named_chosen.connect(self._keep_names)
        self.foot.file_wanted.connect(self._take_disputed)

    def _planned(self, table: Table, uses: tuple[Use, ...] | None) -> Preview:
        return self._target.preview(table, uses, named=self._named, overwrite=self._overwrite)

    def _plan_again(self) -> None:
        self.preview = self._planned(self.preview.table, self.preview.uses)
        self._show()

    def _show(self) -> None:
        shown = self.preview
        self.table.show_preview(shown)
        counts = import_counts(shown)
        self._show_chips(counts)
        self.text.setText(_source(shown.table, recalled=self._recall(shown.table) == shown.uses))
        self.text.setVisible(True)
        self.foot.show_preview(shown)
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
            (counts.changed, ngettext("{number} changed", "{number} changed", counts.changed), "info", "refresh-cw"),
            (counts.by_hand, ngettext("{number} corrected by hand", "{number} corrected by hand", counts.by_hand),
             "warning", "pencil"),
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
        self.preview = self._planned(self.preview.table, tuple(uses))
        self._show()

    def _toggle(self, line: int) -> None:
        """Take what the file says of a row that was corrected by hand, or leave it again."""
        if any(row.line == line and row.disputed for row in self.preview.plan.rows):
            self._overwrite ^= {line}
            self._plan_again()

    def _take_disputed(self) -> None:
        self._overwrite |= {row.line for row in self.preview.plan.rows if row.disputed}
        self._plan_again()

    def _keep_names(self, named: object) -> None:
        self._named = bool(named)
        self._plan_again()

    def _offer(self, table: Table) -> None:
        """The sheets, and how the list was read, where there is a choice."""
        self.sheets.setVisible(len(table.sheets) > 1 and self._read is not None)
        whole = table.source is Source.SET
        self.sheets.setAccessibleName(_("Class of the school") if whole else _("Sheet of the file"))
        self.sheets.addItems(list(table.sheets))
        self.sheets.setCurrentText(table.choices.sheet or "")
        self._how.setVisible(self._read is not None and not whole)
        self.reading.show_table(table)

    def _open_reading(self) -> None:
        self.reading.setVisible(self.reading.isHidden())
        if not self.reading.isHidden():
            self.reading.titles.setFocus(Qt.FocusReason.OtherFocusReason)
        self.place()

    def _reread(self, choices: Choices) -> None:
        assert self._read is not None
        try:
            table = self._read(choices)
        except UserError as error:
            self._tell(str(error), "danger")
            self.reading.show_table(self.preview.table)
            return
        self.notice.hide()
        self._overwrite.clear()
        self.preview = self._planned(table, self._recall(table))
        self.reading.show_table(table)
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


def _source(table: Table, *, recalled: bool) -> str:
    rows = ngettext("{number} row", "{number} rows", len(table.rows)).format(number=len(table.rows))
    columns = ngettext("{number} column", "{number} columns", table.width).format(number=table.width)
    told = {"rows": rows, "columns": columns, "file": table.name}
    if table.source is Source.SET:
        return _("{rows} from {file}: choose the class. Only names are read.").format(**told)
    if recalled:
        words = _("{rows} and {columns} from {file}. The columns are used as last time.")
    elif table.source is Source.WORKBOOK or "." in table.name:
        words = _("{rows} and {columns} from {file}. Check the titles: they can be changed.")
    else:
        words = _("Pasted {rows} and {columns} from Excel. Check the titles: they can be changed.")
    return words.format(**told)
