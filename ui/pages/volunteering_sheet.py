"""The sheet of one evening: who helped and how long, confirmed with one key."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLineEdit, QWidget

from op_desktop.language import _
from ui.delegates.cell import RIGHT, TextDelegate
from ui.delegates.chip import ChipDelegate
from ui.delegates.name import NameDelegate
from ui.delegates.sheet import LengthDelegate, TickDelegate
from ui.models.check_in import Suggestion
from ui.models.volunteering import HOURS, NAME, STATE, TICK, TIMES, SheetModel, SheetRow
from ui.pages.check_in_people import RowsView
from ui.pages.labs_table import RowsTable
from ui.theme import Theme
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Card, CardTitle, Line
from ui.widgets.key_cap import KeyCap
from ui.widgets.label import Label

_WIDTHS = (48, 220, 110, 90, 160)
_SPARE = (TIMES,)
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
LEAST_LETTERS = 2
"""One letter alone may be the S of the same people; two are a name."""


class SheetTable(RowsTable):
    """Rows that are ticked with Space, lengths that are typed over; letters go back to the field."""

    ticked = Signal(object)
    confirmed = Signal()
    typed_away = Signal(str)
    """A letter, or nothing for the way up: for the field above."""
    ROW = 36

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits type a length, Space ticks, Enter confirms, Up from the first row goes to the field."""
        index, text = self.currentIndex(), event.text()
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if self.state() == QAbstractItemView.State.EditingState:
            # What the field of a length leaves over: its Enter stores the length, not the evening.
            super().keyPressEvent(event)
        elif event.key() in _ENTER and plain:
            self.confirmed.emit()
        elif event.key() == Qt.Key.Key_Space and index.isValid():
            self.ticked.emit(index)
        elif event.key() == Qt.Key.Key_Up and index.row() <= 0:
            self.typed_away.emit("")
        elif plain and text.isdecimal() and index.isValid():
            # The trigger hands the digit on to the field of the length.
            self.setCurrentIndex(self.model().index(index.row(), HOURS))
            super().keyPressEvent(event)
        elif plain and text.isalpha():
            self.typed_away.emit(text)
        else:
            super().keyPressEvent(event)


class EveningSheet(Card):
    """Shows a sheet and says what was done to it; ``VolunteeringPage`` decides."""

    typed = Signal(str)
    picked = Signal(object)
    toggled = Signal(object)
    length_typed = Signal(object, str)
    confirm = Signal()
    same_people = Signal()
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(0, 0)
        self.theme = theme
        self.model = SheetModel(self)
        self.model.typed.connect(self.length_typed)
        self.message = Banner(theme)
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Add a volunteer: first letters of the name"))
        self.field.setAccessibleName(_("Add a volunteer"))
        self.field.textChanged.connect(lambda text: self.typed.emit(text.strip()))
        self.field.installEventFilter(self)
        self.people = RowsView(theme)
        self.people.clicked.connect(self._pick_row)
        self.table = SheetTable(theme, _("Volunteers of the evening"), stretched=NAME, spare=_SPARE)
        self.sum = Label("", "figure")
        self.value = Label("", "secondary", ink="text2", wrap=True)
        self.same = Button(theme, _("Same people"), kind="soft", on_click=self.same_people.emit)
        self.same_key = KeyCap("S")
        self.accept = Button(theme, _("Confirm"), "check", "primary", on_click=self.confirm.emit)
        self._title = CardTitle(" ")
        self._title.note.show()
        self._build()

    def show_heading(self, title: str, note: str) -> None:
        """Name the meeting."""
        self._title.title.setText(title)
        self._title.note.setText(note)

    def show_rows(self, rows: Sequence[SheetRow]) -> None:
        """Show these volunteers."""
        self.model.set_rows(rows)
        self.table.setVisible(bool(rows))
        self.table.setMinimumHeight(min(self.theme.px(36) * len(rows) + self.theme.px(36), self.theme.px(250)))

    def show_sum(self, hours: str, value: str, button: str, same: str) -> None:
        """What Enter would store; ``same`` names the meeting before, empty where there is none."""
        self.sum.setText(hours)
        self.value.setText(value)
        self.accept.set_text(button)
        self.same.set_text(same)
        self.same.setVisible(bool(same))
        self.same_key.setVisible(bool(same))

    def show_people(self, people: Sequence[Suggestion]) -> None:
        """Propose these for what is typed."""
        self.people.show_people(people)

    def clear_field(self) -> None:
        """Ready for the next name."""
        self.field.clear()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the field."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key, digit = event.key(), event.text()
        proposed = self.people.rows
        if key in _ENTER:
            self._enter()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and proposed:
            self.people.step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Down and self.model.rows:
            self._go_down()
        elif key == Qt.Key.Key_Escape:
            self._escape()
        elif digit in tuple("123456") and digit and int(digit) <= len(proposed):
            self.picked.emit(proposed[int(digit) - 1].person_id)
        else:
            return False
        return True

    def _enter(self) -> None:
        text = self.field.text().strip()
        if len(text) < LEAST_LETTERS:
            self.confirm.emit()
        elif (chosen := self.people.current) is not None:
            self.picked.emit(chosen.person_id)

    def _escape(self) -> None:
        if self.field.text():
            self.field.clear()
        else:
            self.left.emit()

    def _go_down(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, HOURS))

    def _pick_row(self, index: QModelIndex) -> None:
        self.picked.emit(self.people.rows[index.row()].person_id)

    def _toggle(self, index: QModelIndex) -> None:
        self.toggled.emit(self.model.rows[index.row()].person_id)

    def _click(self, index: QModelIndex) -> None:
        if index.column() == HOURS:
            self.table.edit(index)
        else:
            self._toggle(index)

    def _type_on(self, letter: str) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.insert(letter)

    def _build_table(self) -> None:
        theme, table = self.theme, self.table
        table.setModel(self.model)
        for column, delegate in (
            (TICK, TickDelegate(theme, table, lined=True)),
            (NAME, NameDelegate(theme, table, lined=True)),
            (TIMES, TextDelegate(theme, table, role="secondary", token="text2", lined=True)),
            (HOURS, LengthDelegate(theme, table, role="strong", align=RIGHT, lined=True)),
            (STATE, ChipDelegate(theme, table, lined=True)),
        ):
            table.setItemDelegateForColumn(column, delegate)
        table.fit_columns(_WIDTHS)
        table.setEditTriggers(QAbstractItemView.EditTrigger.AnyKeyPressed)
        table.ticked.connect(self._toggle)
        table.confirmed.connect(self.confirm)
        table.typed_away.connect(self._type_on)
        table.clicked.connect(self._click)

    def _build(self) -> None:
        self._build_table()
        top = QWidget()
        line = QHBoxLayout(top)
        line.setContentsMargins(16, 10, 16, 10)
        line.setSpacing(8)
        line.addWidget(self.field, 1)
        line.addWidget(self.same)
        line.addWidget(self.same_key)
        foot = QWidget()
        line = QHBoxLayout(foot)
        line.setContentsMargins(16, 10, 16, 12)
        line.setSpacing(12)
        line.addWidget(self.sum)
        line.addWidget(self.value, 1)
        line.addWidget(self.accept)
        line.addWidget(KeyCap("Return", "primary"))
        told = QHBoxLayout()
        told.setContentsMargins(16, 0, 16, 0)
        told.addWidget(self.message)
        for widget in (self._title, Line(), top):
            self.column.addWidget(widget)
        self.column.addLayout(told)
        self.column.addWidget(self.people)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(Line())
        self.column.addWidget(foot)
