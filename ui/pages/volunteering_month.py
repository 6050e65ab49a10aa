"""The hours of a month by person: a total that is the sum of its rows, and what waits to be confirmed."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from op_desktop.domain.date_words import MONTHS
from op_desktop.domain.formats import format_clock
from op_desktop.domain.names import words
from op_desktop.domain.record import RecordId
from op_desktop.language import _, language, ngettext
from op_desktop.register.volunteering import ShiftRow
from ui.delegates.cell import RIGHT, TextDelegate
from ui.delegates.chip import ChipDelegate
from ui.delegates.name import NameDelegate
from ui.models.volunteering import MonthModel, MonthRow
from ui.pages.labs_table import RowsTable, no_rows
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.card import Card, Line
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.search_field import make_clearable
from ui.widgets.segmented import Segmented

_WIDTHS = (150, 150, 80, 80, 76, 172)
_SPARE = (1, 3, 2)
_NUMBERS, _STATE = (3, 4), 5


class MonthCard(Card):
    """Shows one month; ``first_day`` is its first."""

    month_changed = Signal()
    confirm_wanted = Signal(object)
    """Ids of shifts to be vouched for."""

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__(0, 0)
        self.first_day = today.replace(day=1)
        self._today = today
        self._rows: Sequence[MonthRow] = ()
        self._value_of: Callable[[Sequence[ShiftRow]], str] = lambda _given: ""
        self.model = MonthModel(self)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Filter"))
        self.filter.setAccessibleName(_("Filter the people"))
        make_clearable(self.filter, theme)
        self.filter.textChanged.connect(self._show)
        self.which = Segmented(_("Hours"), [("all", _("All")), ("waiting", _("To confirm"))])
        self.which.chosen.connect(lambda _key: self._show())
        self._month = Label("", "card")
        self.earlier = Button(theme, _("Month before"), "chevron-left", "icon", on_click=lambda: self._move(-1))
        self.later = Button(theme, _("Month after"), "chevron-right", "icon", on_click=lambda: self._move(1))
        self.table = RowsTable(theme, _("Hours by person"), stretched=0, spare=_SPARE)
        self.table.opened.connect(self._confirm_row)
        self.total = ElidedLabel("", "strong")
        self.value = Label("", "secondary", ink="text2", wrap=True)
        self.accept = Button(theme, _("Confirm the hours"), "check", on_click=self._confirm_all)
        self._empty = EmptyState(theme, "hand-heart", _("No hours in this month yet."))
        self._nothing = EmptyState(theme, "filter", no_rows(), _("Remove the filters"), self._unfilter)
        self._build(theme)

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return (self.first_day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)

    def show_month(self, rows: Sequence[MonthRow], value_of: Callable[[Sequence[ShiftRow]], str]) -> None:
        """Show these rows; ``value_of`` says what entries are worth by convention."""
        self._rows, self._value_of = tuple(rows), value_of
        self._show()

    def _show(self) -> None:
        typed = words(self.filter.text())
        shown = [row for row in self._rows if _fits(row, typed) and (self.which.current == "all" or row.waiting)]
        self.model.set_rows(shown)
        minutes = sum(row.minutes for row in shown)
        people = ngettext("{n} person", "{n} people", len(shown)).format(n=len(shown))
        self.total.setText(_("Total {hours} · {people}").format(hours=format_clock(minutes), people=people))
        self.value.setText(self._value_of([entry for row in shown for entry in row.given]))
        month = MONTHS[language()][self.first_day.month - 1]
        self._month.setText(f"{month[:1].upper()}{month[1:]} {self.first_day.year}")
        self.later.setEnabled(self.last_day < self._today)
        waiting = sum(len(row.waiting) for row in shown)
        self.accept.setVisible(waiting > 0)
        self.accept.set_text(ngettext("Confirm {n} entry", "Confirm {n} entries", waiting).format(n=waiting))
        self.table.setVisible(bool(shown))
        self._empty.setVisible(not self._rows)
        self._nothing.setVisible(bool(self._rows) and not shown)

    def _move(self, months: int) -> None:
        beside = self.last_day + timedelta(days=1) if months > 0 else self.first_day - timedelta(days=1)
        self.first_day = beside.replace(day=1)
        self.month_changed.emit()

    def _unfilter(self) -> None:
        self.which.set_current("all")
        self.filter.clear()
        self._show()

    def _confirm_row(self, index: QModelIndex) -> None:
        self._confirm(self.model.rows[index.row()].waiting)

    def _confirm_all(self) -> None:
        self._confirm([id for row in self.model.rows for id in row.waiting])

    def _confirm(self, shifts: Sequence[RecordId]) -> None:
        if shifts:
            self.confirm_wanted.emit(tuple(shifts))

    def _build(self, theme: Theme) -> None:
        self.table.setModel(self.model)
        self.table.setMinimumHeight(theme.px(150))
        self.table.setItemDelegateForColumn(0, NameDelegate(theme, self.table, lined=True))
        for column in _NUMBERS:
            delegate = TextDelegate(theme, self.table, align=RIGHT, lined=True)
            self.table.setItemDelegateForColumn(column, delegate)
        self.table.setItemDelegateForColumn(_STATE, ChipDelegate(theme, self.table, lined=True))
        self.table.fit_columns(_WIDTHS)
        head, tools, foot = QWidget(), QWidget(), QWidget()
        line = QHBoxLayout(head)
        line.setContentsMargins(16, 4, 6, 4)
        line.addWidget(self._month, 1)
        line.addWidget(self.earlier)
        line.addWidget(self.later)
        line = QHBoxLayout(tools)
        line.setContentsMargins(16, 10, 16, 10)
        line.addWidget(self.filter, 1)
        line.addWidget(self.which)
        line = QHBoxLayout(foot)
        line.setContentsMargins(16, 10, 16, 10)
        sums = QWidget()
        _stack(sums, self.total, self.value)
        line.addWidget(sums, 1)
        line.addWidget(self.accept)
        for widget in (head, Line(), tools, self.table, self._empty, self._nothing, Line(), foot):
            grows = widget in (self.table, self._empty, self._nothing)
            self.column.addWidget(widget, 1 if grows else 0)


def _stack(box: QWidget, *labels: QWidget) -> None:
    from_top = QVBoxLayout(box)
    from_top.setContentsMargins(0, 0, 0, 0)
    from_top.setSpacing(2)
    for label in labels:
        from_top.addWidget(label)


def _fits(row: MonthRow, typed: Sequence[str]) -> bool:
    spoken = words(f"{row.family_name} {row.given_name} {row.what}")
    return all(any(word.startswith(part) for word in spoken) for part in typed)
