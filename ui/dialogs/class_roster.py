"""The pupils of a class: added in one line, corrected, leaving and moving by day."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableView, QWidget

from op_desktop.domain.dates import parse_date
from op_desktop.domain.formats import format_date
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import RosterMode
from op_desktop.errors import UserError
from op_desktop.language import _, ngettext
from op_desktop.register.rosters import PupilRow
from op_desktop.register.schools import ClassRow
from ui.delegates.cell import RIGHT, TextDelegate
from ui.delegates.chip import ChipDelegate
from ui.delegates.name import NameDelegate
from ui.dialogs.dialog import Dialog
from ui.dialogs.form import text_field
from ui.dialogs.roster_change import Change, ChangeLine
from ui.models.class_roster import NAME, NUMBER, STAY, RosterLine, RosterModel
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.label import Label

WIDTH: Final = 780
ROW: Final = 30
LEAST_ROWS: Final = 4
TALLEST: Final = 620


class ClassRosterDialog(Dialog):
    """Stays open over many small changes; each is announced and stored by whoever asked."""

    added = Signal(str, object)
    """What was typed, and the day from which the pupil is in the class (None: from the beginning)."""
    changed = Signal(object)
    """A ``Change``."""

    def __init__(
        self, theme: Theme, row: ClassRow, others: Sequence[ClassRow], today: date, since: date | None = None
    ) -> None:
        """``others`` are the classes to move to; ``since`` is proposed for who is added."""
        super().__init__(theme, _("Pupils of {label}").format(label=row.label), " ", cancel=_("Close"), width=WIDTH)
        self._today = today
        named = row.mode is RosterMode.NAMES
        self.line = text_field(_("Add a pupil"))
        self.line.setPlaceholderText(_("Surname and name") if named else _("Number; empty for the next one"))
        self.since = text_field(_("In the class since"), format_date(since) if since else "")
        self.since.setPlaceholderText(_("from the beginning"))
        self.since.setMaximumWidth(theme.px(170))
        self.add = Button(theme, _("Add"), "user-plus", "primary", on_click=self._add)
        self.model = RosterModel(self)
        self.table = self._table()
        self.change = ChangeLine(theme, others, today, named=named)
        self.notice = Label("", "secondary", ink="danger", wrap=True)
        self.notice.hide()
        self._build()
        self._connect()
        self.first = self.line

    def show_rows(self, rows: Sequence[PupilRow], choose: RecordId | None = None) -> None:
        """Show the pupils as they are now, and choose one of them."""
        self.model.set_rows([RosterLine(row, self._today) for row in rows])
        number = sum(1 for row in rows if row.is_in(self._today))
        words = ngettext("{number} pupil today.", "{number} pupils today.", number)
        promise = _("Registers of days gone by never change with this list.")
        self.text.setText(f"{words.format(number=number)} {promise}")
        place = self.model.row_of(choose) if choose is not None else self.table.currentIndex().row()
        if place is not None and 0 <= place < len(self.model.rows):
            self.table.selectRow(place)
            self.table.scrollTo(self.model.index(place, 0))
        self._ask_about()
        self.place()

    def place(self) -> None:
        """Take the height that the list needs, within the window."""
        super().place()
        if self._layer is not None:
            room = self._layer.rect().adjusted(16, 16, -16, -16)
            whole = self.height() + max(0, len(self.model.rows) - LEAST_ROWS) * self.theme.px(ROW)
            self.resize(self.width(), min(room.height(), max(self.height(), min(whole, self.theme.px(TALLEST)))))
            self.move(room.center() - self.rect().center())

    def tell(self, words: str, ink: str = "success") -> None:
        """Say what was done, or why not."""
        self.notice.setText(words)
        self.notice.set_ink(ink)
        self.notice.setVisible(bool(words))
        self.place()

    def ready_for_next(self) -> None:
        """The line is empty again: the next pupil can be typed."""
        self.line.clear()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self) -> None:
        text = self.since.text().strip()
        try:
            since = parse_date(text, self._today) if text else None
        except UserError as error:
            self.tell(str(error), "danger")
            self.since.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.added.emit(self.line.text(), since)

    def _build(self) -> None:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(Label(_("since"), "label", ink="text2"))
        row.addWidget(self.since)
        row.addWidget(self.add)
        self.body.addWidget(head)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.change)
        self.body.addWidget(self.notice)

    def _connect(self) -> None:
        self.line.returnPressed.connect(self._add)
        self.since.returnPressed.connect(self._add)
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._ask_about())
        self.change.wanted.connect(self._announce)
        self.change.failed.connect(lambda error: self.tell(str(error), "danger"))

    def _announce(self, change: Change) -> None:
        self.changed.emit(change)

    def _ask_about(self) -> None:
        number = self.table.currentIndex().row()
        self.change.show_line(self.model.rows[number] if 0 <= number < len(self.model.rows) else None)

    def _table(self) -> QTableView:
        theme = self.theme
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName(_("Pupils of the class"))
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setItemDelegate(NameDelegate(theme, table, lined=True))
        table.setItemDelegateForColumn(NUMBER, TextDelegate(theme, table, token="text2", align=RIGHT, lined=True))
        table.setItemDelegateForColumn(STAY, ChipDelegate(theme, table, lined=True))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(theme.px(ROW))
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(NUMBER, theme.px(56))
        table.setColumnWidth(STAY, theme.px(210))
        table.setMinimumHeight(theme.px(ROW) * LEAST_ROWS)
        return table
