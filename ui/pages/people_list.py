"""The people on file as a table with a filter and three groups; arrows choose, Enter opens the details."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from op_desktop.domain.formats import format_number
from op_desktop.domain.record import RecordId
from op_desktop.language import _, ngettext
from op_desktop.register.people_list import Group, PersonName
from ui.delegates.cell import RIGHT, TextDelegate
from ui.delegates.chip import ChipDelegate
from ui.delegates.name import NameDelegate
from ui.models.people import Fetch, PeopleModel
from ui.pages.labs_table import RowsTable, cursor_kept, no_rows
from ui.theme import Theme
from ui.widgets.card import Card, CardTitle, Line
from ui.widgets.empty_state import EmptyState
from ui.widgets.search_field import make_clearable
from ui.widgets.segmented import Segmented

_WIDTHS = (200, 146, 80, 116, 62, 124)
_SPARE = (1, 4, 3, 2)
_SPARE_OF_COLLABORATORS = (1, 3, 2, 4)
"""Of who collaborates the hours are looked for."""
_PART = 5
AFTER_TYPING = 60
"""Milliseconds after the last letter until the list is read."""


class PeopleList(Card):
    """Shows and filters; asks by signal."""

    chosen = Signal(object)
    """The id of the person of the current row; nothing where there is none."""
    opened = Signal(object)
    """The id of the person whose details are wanted."""
    asked = Signal()
    """Other letters, or another group."""
    wanted = Signal()
    """A first person is wanted."""

    def __init__(self, theme: Theme, fetch: Fetch) -> None:
        super().__init__(0, 0)
        self.model = PeopleModel(fetch, self)
        self.group = Segmented(
            _("Of whom"),
            [(Group.EVERYBODY, _("Everybody")), (Group.COLLABORATORS, _("Collaborators")), (Group.BIN, _("Bin"))],
        )
        self.group.chosen.connect(lambda _group: self.asked.emit())
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Filter"))
        self.filter.setAccessibleName(_("Filter the people"))
        make_clearable(self.filter, theme)
        self.filter.setMinimumWidth(60)
        self.filter.setMaximumWidth(theme.px(190))
        self._soon = QTimer(self, singleShot=True, interval=AFTER_TYPING)
        self._soon.timeout.connect(self.asked.emit)
        self.filter.textChanged.connect(lambda _text: self._soon.start())
        self.filter.installEventFilter(self)
        self.table = RowsTable(theme, _("People"), stretched=0, spare=_SPARE)
        self.table.setModel(self.model)
        self.table.setItemDelegateForColumn(0, NameDelegate(theme, self.table, lined=True))
        self.table.setItemDelegateForColumn(_PART, ChipDelegate(theme, self.table, lined=True))
        for column in (2, 4):
            self.table.setItemDelegateForColumn(column, TextDelegate(theme, self.table, align=RIGHT, lined=True))
        self.table.fit_columns(_WIDTHS)
        self.table.opened.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(self._tell)
        self._title = CardTitle("", self.group, self.filter)
        self._empty = EmptyState(theme, "users-round", _("The people of the programme will be here. A name is enough."),
                                 _("New person"), self.wanted.emit)  # fmt: skip
        self._nothing = EmptyState(theme, "filter", no_rows(), _("Remove the filters"), self._remove_filters)
        for widget in (self._title, Line(), self.table, self._empty, self._nothing):
            self.column.addWidget(widget, 0 if isinstance(widget, Line | CardTitle) else 1)

    @property
    def chosen_id(self) -> RecordId | None:
        """The person of the current row."""
        row = self.table.currentIndex().row()
        return self.model.rows[row].id if 0 <= row < len(self.model.rows) else None

    @property
    def of(self) -> Group:
        """The group on show."""
        return Group(str(self.group.current))

    def show_people(self, names: Sequence[PersonName], today: date) -> None:
        """Show these people; who was chosen stays so, as far as they are among them."""
        self._showing = True
        asked = (self.filter.text(), self.of)
        with cursor_kept(self.table, self.model, near=asked == self._asked):
            self.model.show_people(names, today)
        self._asked = asked
        self.table.set_spare(_SPARE_OF_COLLABORATORS if self.of is Group.COLLABORATORS else _SPARE)
        filtered = bool(self.filter.text().strip()) or self.of is not Group.EVERYBODY
        self.table.setVisible(bool(names))
        self._empty.setVisible(not names and not filtered)
        self._nothing.setVisible(not names and filtered)
        count = ngettext("{n} person", "{n} people", len(names)).format(n=format_number(len(names)))
        self._title.title.setText(count)
        if names and self.chosen_id is None:
            self.table.selectRow(0)
        self._showing = False
        self.chosen.emit(self.chosen_id)

    def _tell(self, _current: QModelIndex, _before: QModelIndex) -> None:
        # While rows are put in the cursor moves several times; what counts is where it ends.
        if not self._showing:
            self.chosen.emit(self.chosen_id)

    _showing = False
    _asked = ("", Group.EVERYBODY)
    """The letters and the group of what is on show."""

    def select(self, person_id: RecordId) -> bool:
        """Choose a person; False where they are not on show."""
        number = self.model.row_of(person_id)
        if number is not None:
            self.table.selectRow(number)
            self.table.scrollTo(self.model.index(number, 0))
        return number is not None

    def focus(self) -> None:
        """Put the keyboard on the list, else on what starts it."""
        target: QWidget = (
            self.table if self.model.rows else self.filter if self._empty.isHidden() else self._empty.button
        )
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the filter Down goes to the list, Enter opens its first row, Esc clears."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Down:
            self._settle()
            self.table.setFocus()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._settle()
            self._open(self.table.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.filter.clear()
            self._settle()
            self.focus()
        else:
            return False
        return True

    def _settle(self) -> None:
        """Read at once what the last letters ask for."""
        if self._soon.isActive():
            self._soon.stop()
            self.asked.emit()

    def _remove_filters(self) -> None:
        self.group.set_current(Group.EVERYBODY)
        self.filter.clear()
        self._soon.stop()
        self.asked.emit()
        self.focus()

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.model.rows[index.row()].id)
