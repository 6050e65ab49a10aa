"""The entries of hours one by one: what waits to be confirmed, oldest first; Space ticks, Enter confirms."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from op_desktop.domain.formats import format_clock, parse_minutes
from op_desktop.domain.names import words
from op_desktop.domain.record import RecordId
from op_desktop.errors import UserError
from op_desktop.language import _, ngettext
from op_desktop.register.labs import labs
from op_desktop.register.people import full_name
from op_desktop.register.volunteering import ShiftRow, change_hours, confirm, hours, mark_duplicate, remove_hours, twins
from op_desktop.storage.reader import Reader
from ui.delegates.cell import RIGHT, TextDelegate
from ui.delegates.chip import ChipDelegate
from ui.delegates.name import NameDelegate
from ui.delegates.sheet import LengthDelegate, TickDelegate
from ui.messages import message_of
from ui.models.hours_entries import DAY, LENGTH, NAME, STATE, TASK, TICK, EntriesModel, EntryRow
from ui.pages.labs_table import cursor_kept, no_rows
from ui.pages.page import Page
from ui.pages.volunteering_table import EntriesTable
from ui.theme import Theme
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Card, Line
from ui.widgets.empty_state import EmptyState
from ui.widgets.key_cap import KeyCap
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented

_WIDTHS: Final = (48, 140, 190, 170, 110, 80, 210)
_START: Final = date(2000, 1, 1)
"""Before any hours: what waits is listed however old it is."""


class EntriesPart(QWidget):
    """What waits, or everything of the last year; ``page`` stores and tells."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.desk, theme = page, page.desk, page.theme
        self._shifts: Sequence[ShiftRow] = ()
        self._ticked: set[RecordId] = set()
        self._spoken: dict[RecordId, list[str]] = {}
        self._twins: dict[RecordId, RecordId] = {}
        self._today = page.desk.workspace.now.date()
        self.model = EntriesModel(self)
        self.which = Segmented(_("Entries"), [("waiting", _("To confirm")), ("all", _("Last 12 months"))])
        self.filter = QLineEdit(placeholderText=_("Filter by person, lab or task"), clearButtonEnabled=True)
        self.filter.setAccessibleName(_("Filter by person, lab or task"))
        self.message = Banner(theme)
        self.table = EntriesTable(theme, _("Entries of hours"))
        self.sum = Label("", "strong")
        keys = _("Space ticks, Ctrl+A all; digits correct the hours, Delete takes an entry away.")
        self.hint = Label(keys, "secondary", ink="text2", wrap=True)
        self.accept = Button(theme, _("Confirm"), "check", "primary", on_click=self.confirm_ticked)
        self.twice = Button(theme, _("Typed twice: do not count it"), "copy", on_click=self.set_aside)
        self._key = KeyCap("Return", "primary")
        self._done = EmptyState(theme, "circle-check", _("No hours are waiting to be confirmed."))
        self._nothing = EmptyState(theme, "filter", no_rows(), _("Remove the filters"), self._unfilter)
        self._build(theme)
        self._connect()

    def show_waiting(self) -> None:
        """What waits, without filters."""
        self.which.set_current("waiting")
        self.filter.clear()

    def refresh(self) -> None:
        """Read the entries again; ticks stay on those that are still there."""
        with self.desk.workspace.read() as reader:
            self._today = reader.today
            found = self._read(reader)
            self._twins = twins(reader, found)
        here = {shift.id for shift in found}
        self._shifts, self._ticked = found, self._ticked & here
        # Folded once: the filter asks for them with every key.
        self._spoken = {shift.id: EntryRow(shift, False, 0).spoken for shift in found}
        self._show()

    def focus(self) -> None:
        """The keyboard to the list, else to the filter."""
        if not self.model.rows:
            self.filter.setFocus()
            return
        self.table.setFocus()
        if not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, DAY))

    def tell(self, error: Exception) -> bool:
        """What is wrong with the hours is said where they are written."""
        message = message_of(error)
        self.message.tell(message.tone, message.title, message.text)
        return True

    def confirm_ticked(self) -> None:
        """Vouch for the ticked entries, else for the one with the keyboard."""
        row = self.table.currentIndex().row()
        chosen = [entry for entry in self.model.rows if entry.ticked]
        if not chosen and 0 <= row < len(self.model.rows):
            chosen = [self.model.rows[row]]
        waiting = [entry.id for entry in chosen if not entry.shift.confirmed]
        if not waiting:
            return
        with self.page.writing(_("Confirm hours")) as uow:
            confirm(uow, waiting)
        if self.page.saved:
            self._after(row)
            text = ngettext("{n} entry confirmed", "{n} entries confirmed", len(waiting))
            self.page.say_undoable(text.format(n=len(waiting)))

    def _read(self, reader: Reader) -> list[ShiftRow]:
        """Oldest first where it waits, latest first otherwise; with a place only what its labs have."""
        waiting = self.which.current == "waiting"
        first = _START if waiting else self._today.replace(day=1, year=self._today.year - 1)
        found = hours(reader, first, self._today, unconfirmed=waiting, view=self.desk.view)
        rows = [row for row in found.rows if row.counts]
        if self.desk.place is not None:
            here = {lab.id for lab in labs(reader, self.desk.place, closed=True, view=self.desk.view)}
            rows = [row for row in rows if row.lab_id in here]
        return rows[::-1] if waiting else rows

    def _show(self, *, near: bool = True) -> None:
        rows = [
            EntryRow(shift, shift.id in self._ticked, (self._today - shift.day).days, self._twins.get(shift.id))
            for shift in self._shifts
        ]
        typed = words(self.filter.text())
        shown = [row for row in rows if _begins(self._spoken[row.id], typed)]
        with cursor_kept(self.table, self.model, near=near):
            self.model.set_rows(shown)
        ticked = [row for row in shown if row.ticked]
        minutes = sum(row.shift.minutes for row in ticked or shown)
        entries = ngettext("{n} entry", "{n} entries", len(ticked or shown)).format(n=len(ticked or shown))
        told = _("Ticked {hours} · {entries}") if ticked else _("Total {hours} · {entries}")
        self.sum.setText(told.format(hours=format_clock(minutes), entries=entries))
        wanted = len(ticked) or min(1, len(shown))
        self.accept.set_text(ngettext("Confirm {n} entry", "Confirm {n} entries", wanted).format(n=wanted))
        waiting = self.which.current == "waiting"
        for widget in (self.accept, self._key, self.hint):
            widget.setVisible(waiting and bool(shown))
        self._offer_twin()
        self.table.setVisible(bool(shown))
        self._done.setVisible(not rows)
        self._nothing.setVisible(bool(rows) and not shown)

    def _after(self, row: int) -> None:
        """The keyboard stays where it was in a list that has become shorter."""
        if self.model.rows:
            self.table.setCurrentIndex(self.model.index(min(max(row, 0), len(self.model.rows) - 1), DAY))
        self.focus()

    def _toggle(self, index: QModelIndex) -> None:
        self._ticked ^= {self.model.rows[index.row()].id}
        self._show()
        if index.row() + 1 < len(self.model.rows):
            self.table.setCurrentIndex(self.model.index(index.row() + 1, DAY))

    def _tick_all(self) -> None:
        every = {row.id for row in self.model.rows}
        self._ticked = self._ticked - every if every <= self._ticked else self._ticked | every
        self._show()

    def _click(self, index: QModelIndex) -> None:
        if index.column() == TICK:
            self._toggle(index)
        elif index.column() == LENGTH:
            self.table.edit(index)

    def _typed(self, shift_id: RecordId, text: str) -> None:
        if not text.strip():
            return
        try:
            minutes = parse_minutes(text)
        except UserError as error:
            self.tell(error)
            return
        with self.page.writing(_("Correct hours")) as uow:
            change_hours(uow, shift_id, minutes)
        if self.page.saved:
            self.message.clear()

    def _remove(self, index: QModelIndex) -> None:
        shift = self.model.rows[index.row()].shift
        with self.page.writing(_("Take hours away")) as uow:
            remove_hours(uow, shift.id)
        if self.page.saved:
            self._after(index.row())
            name = full_name(shift.family, shift.given)
            text = _("{hours} of {name} taken away").format(hours=format_clock(shift.minutes), name=name)
            self.page.say_undoable(text)

    def _current(self) -> EntryRow | None:
        row = self.table.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def _offer_twin(self) -> None:
        entry = self._current()
        self.twice.setVisible(entry is not None and entry.twin is not None)

    def set_aside(self) -> None:
        """The entry with the keyboard was typed twice: it stays on file and does not count."""
        entry, row = self._current(), self.table.currentIndex().row()
        if entry is None or entry.twin is None:
            return
        with self.page.writing(_("Typed twice")) as uow:
            mark_duplicate(uow, entry.id, entry.twin)
        if self.page.saved:
            self._after(row)
            name = full_name(entry.shift.family, entry.shift.given)
            text = _("{hours} of {name} do not count: typed twice")
            self.page.say_undoable(text.format(hours=format_clock(entry.shift.minutes), name=name))

    def _unfilter(self) -> None:
        self.filter.clear()
        self.focus()

    def _type_on(self, letter: str) -> None:
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)
        self.filter.insert(letter)

    def _choose(self) -> None:
        self._ticked.clear()
        self.message.clear()
        self.refresh()

    def _connect(self) -> None:
        table = self.table
        self.which.chosen.connect(lambda _key: self._choose())
        self.filter.textChanged.connect(lambda _text: self._show(near=False))
        self.filter.returnPressed.connect(self.focus)
        self.model.typed.connect(self._typed)
        table.ticked.connect(self._toggle)
        table.all_ticked.connect(self._tick_all)
        table.confirmed.connect(self.confirm_ticked)
        table.removed.connect(self._remove)
        table.typed_away.connect(self._type_on)
        table.clicked.connect(self._click)
        table.selectionModel().currentChanged.connect(lambda: self._offer_twin())

    def _build(self, theme: Theme) -> None:
        table = self.table
        table.setModel(self.model)
        for column, delegate in (
            (TICK, TickDelegate(theme, table, lined=True)),
            (NAME, NameDelegate(theme, table, lined=True)),
            (LENGTH, LengthDelegate(theme, table, role="strong", align=RIGHT, lined=True)),
            (STATE, ChipDelegate(theme, table, lined=True)),
            (TASK, TextDelegate(theme, table, role="secondary", token="text2", lined=True)),
        ):
            table.setItemDelegateForColumn(column, delegate)
        table.fit_columns(_WIDTHS)
        table.setMinimumHeight(theme.px(150))
        card = Card(0, 0)
        told = QVBoxLayout()
        told.setContentsMargins(16, 0, 16, 0)
        told.addWidget(self.message)
        card.column.addWidget(_row(self.which, self.filter, stretched=self.filter))
        card.column.addLayout(told)
        for widget in (table, self._done, self._nothing):
            card.column.addWidget(widget, 1)
        card.column.addWidget(Line())
        card.column.addWidget(_row(self.sum, self.hint, self.twice, self.accept, self._key, stretched=self.hint))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(card, 1)


def _begins(spoken: Sequence[str], typed: Sequence[str]) -> bool:
    return all(any(word.startswith(part) for word in spoken) for part in typed)


def _row(*widgets: QWidget, stretched: QWidget) -> QWidget:
    box = QWidget()
    line = QHBoxLayout(box)
    line.setContentsMargins(16, 10, 16, 10)
    line.setSpacing(12)
    for widget in widgets:
        line.addWidget(widget, 1 if widget is stretched else 0)
    return box
