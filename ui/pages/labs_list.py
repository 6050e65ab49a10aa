"""The labs of a place as a table with a filter; Enter goes to the check-in of a lab's meeting of today."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from op_desktop.domain.names import words
from op_desktop.domain.record import RecordId
from op_desktop.language import _, ngettext
from ui.delegates.cell import RIGHT, TextDelegate
from ui.delegates.chip import ChipDelegate
from ui.delegates.name import NameDelegate
from ui.models.labs import LabLine, LabsModel
from ui.pages.labs_table import RowsTable, cursor_kept, no_rows
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.card import Card, CardTitle, Line
from ui.widgets.empty_state import EmptyState
from ui.widgets.search_field import make_clearable

_WIDTHS = (236, 116, 106, 136, 158, 130, 84, 106)
_NUMBER = 6
_SPARE = (2, 1, 3, 5)
_STATE = 7


class LabList(Card):
    """Shows and filters; asks by signal."""

    chosen = Signal(object)
    """The id of the lab to open."""
    wanted = Signal()
    """A first lab is wanted."""
    current = Signal()
    """Another row is chosen, or none."""
    sheets_wanted = Signal()
    """The sheets that wait to be typed in."""
    asked = Signal()
    """Another day is looked at, or closed labs too."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(0, 0)
        self.lines: Sequence[LabLine] = ()
        """All labs of the place, also those that the filter leaves out."""
        self._note = ""
        self._filling = False
        self.model = LabsModel(self)
        self.filter, self.day = QLineEdit(), QLineEdit()
        self.closed = Button(theme, _("Closed ones too"), "archive", "square")
        self._dress_tools(theme)
        self.table = RowsTable(theme, _("Labs"), stretched=0, spare=_SPARE)
        self.table.setModel(self.model)
        self.table.setItemDelegateForColumn(0, NameDelegate(theme, self.table, lined=True))
        self.table.setItemDelegateForColumn(_STATE, ChipDelegate(theme, self.table, lined=True))
        self.table.setItemDelegateForColumn(_NUMBER, TextDelegate(theme, self.table, align=RIGHT, lined=True))
        self.table.fit_columns(_WIDTHS)
        self.table.opened.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(self._moved)
        self.sheets = Button(theme, "", "clipboard-pen", "ghost", on_click=self.sheets_wanted.emit)
        self._title = CardTitle("", self.sheets, self.closed, self.day, self.filter)
        self._empty = EmptyState(
            theme, "coffee", _("Your labs will be here: name, place and the day they meet."), _("New lab"),
            self.wanted.emit,
        )  # fmt: skip
        self._nothing = EmptyState(theme, "filter", no_rows(), _("Remove the filters"), self.filter.clear)
        for widget in (self._title, Line(), self.table, self._empty, self._nothing):
            self.column.addWidget(widget, 0 if isinstance(widget, Line | CardTitle) else 1)

    def show_labs(self, lines: Sequence[LabLine], note: str = "") -> None:
        """Show these labs; ``note`` tells something of all of them."""
        self.lines, self._note = tuple(lines), note
        self._show(near=True)

    def show_sheets(self, waiting: int) -> None:
        """Tell how many meetings wait to be typed in."""
        self.sheets.set_text(ngettext("{n} sheet to type in", "{n} sheets to type in", waiting).format(n=waiting))
        self.sheets.setVisible(waiting > 0)

    @property
    def chosen_id(self) -> RecordId | None:
        """The lab of the chosen row."""
        row = self.table.currentIndex().row()
        return self.model.rows[row].id if 0 <= row < len(self.model.rows) else None

    def focus(self) -> None:
        """Put the keyboard on the list, else on what starts it."""
        target: QWidget = self.table if self.model.rows else self._empty.button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def select(self, lab_id: RecordId) -> None:
        """Choose a lab."""
        number = self.model.row_of(lab_id)
        if number is not None:
            self.table.selectRow(number)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the filter Down goes to the list, Enter opens its first lab, Esc clears."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Down:
            self.table.setFocus()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.table.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.filter.clear()
            self.focus()
        else:
            return False
        return True

    def _dress_tools(self, theme: Theme) -> None:
        """Filter, day and closed ones: what the list shows."""
        for field, hint, name, least, width in (
            (self.filter, _("Filter"), _("Filter the labs"), 60, 180),
            (self.day, _("As of today"), _("The labs as they stood on a day"), 122, 128),
        ):
            field.setPlaceholderText(hint)
            field.setAccessibleName(name)
            make_clearable(field, theme)
            field.setMinimumWidth(theme.px(least))
            field.setMaximumWidth(theme.px(width))
        self.filter.textChanged.connect(lambda _text: self._show(near=False))
        self.filter.installEventFilter(self)
        self.day.setToolTip(_("Write a day to see the labs as they stood then: 24/11/2019"))
        self.day.textChanged.connect(lambda text: None if text else self.asked.emit())
        self.day.returnPressed.connect(self.asked.emit)
        self.closed.setCheckable(True)
        self.closed.clicked.connect(lambda _on: self.asked.emit())

    def _show(self, *, near: bool) -> None:
        typed = words(self.filter.text())
        shown = [line for line in self.lines if _fits(line, typed)]
        # The lab under the cursor is told of once, when the list stands.
        self._filling = True
        with cursor_kept(self.table, self.model, near=near):
            self.model.set_rows(shown)
        if shown and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self._filling = False
        self._title.title.setText(ngettext("{n} lab", "{n} labs", len(shown)).format(n=len(shown)))
        self._title.note.setText(self._note)
        self._title.note.setVisible(bool(self._note and self.lines))
        self.current.emit()
        self.table.setVisible(bool(shown))
        self._empty.setVisible(not self.lines)
        self._nothing.setVisible(bool(self.lines) and not shown)
        self.filter.setVisible(bool(self.lines))

    def _moved(self) -> None:
        if not self._filling:
            self.current.emit()

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.model.rows[index.row()].id)


def _fits(line: LabLine, typed: Sequence[str]) -> bool:
    spoken = words(f"{line.lab.name} {line.lab.municipality} {line.lab.venue}")
    return all(any(word.startswith(part) for word in spoken) for part in typed)
