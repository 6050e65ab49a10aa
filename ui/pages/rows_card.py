"""A list as a card: title with count, tools, filter by typing, a table of whole rows, and what stands in for none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from op_desktop.domain.names import words
from op_desktop.language import _
from ui.delegates.cell import RIGHT, CellDelegate, TextDelegate
from ui.delegates.chip import ChipDelegate
from ui.delegates.name import NameDelegate
from ui.models.table import TableModel
from ui.pages.labs_table import RowsTable, cursor_kept, no_rows
from ui.theme import Theme
from ui.widgets.card import Card, CardTitle, Line
from ui.widgets.empty_state import EmptyState
from ui.widgets.search_field import make_clearable

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Looks:
    """How the columns of a table look, by their numbers; ``widths`` in px at text size 100 %."""

    widths: Sequence[int]
    names: Sequence[int] = (0,)
    chips: Sequence[int] = ()
    numbers: Sequence[int] = ()
    stretched: int = 0
    spare: Sequence[int] = ()
    """Hidden, first to last, where room is scarce."""


class KeyTable(RowsTable):
    """Rows that Delete asks to take away."""

    removed = Signal(object)
    """The index of the row."""

    def __init__(self, theme: Theme, name: str, model: TableModel[Any], looks: Looks) -> None:
        super().__init__(theme, name, stretched=looks.stretched, spare=looks.spare)
        self.setModel(model)
        kinds: tuple[tuple[Sequence[int], Callable[[], CellDelegate]], ...] = (
            (looks.names, lambda: NameDelegate(theme, self, lined=True)),
            (looks.chips, lambda: ChipDelegate(theme, self, lined=True)),
            (looks.numbers, lambda: TextDelegate(theme, self, align=RIGHT, lined=True)),
        )
        for numbers, delegate in kinds:
            for number in numbers:
                self.setItemDelegateForColumn(number, delegate())
        self.fit_columns(looks.widths)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete tells its row."""
        if event.key() == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self.removed.emit(self.currentIndex())
            return
        super().keyPressEvent(event)


class RowsCard(Card, Generic[Row]):
    """Shows rows and filters them by the beginnings of their words; ``chosen`` tells when another row is current."""

    chosen = Signal()
    opened = Signal()
    """Enter or a double click on the current row."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        model: TableModel[Row],
        looks: Looks,
        spoken: Callable[[Row], str],
        empty: EmptyState,
        tools: Sequence[QWidget] = (),
    ) -> None:
        """``spoken`` gives the words of a row that the filter looks at; ``empty`` stands where there is nothing."""
        super().__init__(0, 0)
        self.model, self._spoken, self._empty = model, spoken, empty
        self._rows: Sequence[Row] = ()
        self._count: Callable[[int], str] = str
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Filter"))
        self.filter.setAccessibleName(f"{_('Filter')}: {name}")
        make_clearable(self.filter, theme)
        self.filter.setMaximumWidth(theme.px(200))
        self.filter.textChanged.connect(lambda _text: self._show(near=False))
        self.filter.installEventFilter(self)
        self.table = KeyTable(theme, name, model, looks)
        self.table.opened.connect(lambda _index: self.opened.emit())
        self.table.selectionModel().currentRowChanged.connect(self._tell)
        self.table.setMinimumHeight(theme.px(160))
        self.title = CardTitle("", *tools, self.filter)
        self._nothing = EmptyState(theme, "filter", no_rows(), _("Remove the filters"), self.filter.clear)
        for widget in (self.title, Line(), self.table, empty, self._nothing):
            self.column.addWidget(widget, 0 if isinstance(widget, Line | CardTitle) else 1)

    @property
    def current(self) -> Row | None:
        """The row of the table's cursor."""
        number = self.table.currentIndex().row()
        return self.model.rows[number] if 0 <= number < len(self.model.rows) else None

    def show_rows(self, rows: Sequence[Row], count: Callable[[int], str]) -> None:
        """Show these rows; ``count`` says how many there are."""
        self._rows, self._count = tuple(rows), count
        self._show(near=True)

    def select(self, key: object) -> bool:
        """Choose the row with this key; False where the filter or the list does not have it."""
        number = self.model.row_of(key)
        if number is None:
            return False
        self.table.selectRow(number)
        self.table.scrollTo(self.model.index(number, 0))
        return True

    def choose(self, key: object) -> bool:
        """As ``select``; what is not on show leaves nothing chosen, so that nobody takes another row for it."""
        found = self.select(key)
        if not found:
            self.table.clearSelection()
            self.table.setCurrentIndex(QModelIndex())
        return found

    def focus(self) -> None:
        """Put the keyboard on the list, else on what starts it."""
        target: QWidget = self.table if self.model.rows else self._empty.button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the filter Down goes to the list, Enter opens its current row, Esc clears."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Down:
            self.table.setFocus()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.current is not None:
                self.opened.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.filter.clear()
            self.focus()
        else:
            return False
        return True

    def _show(self, *, near: bool) -> None:
        """With ``near`` a row that is gone leaves the choice to the one beside it, else to the first."""
        self._showing = True
        typed = words(self.filter.text())
        shown = [row for row in self._rows if not typed or fits(self._spoken(row), typed)]
        with cursor_kept(self.table, self.model, near=near):
            self.model.set_rows(shown)
        if shown and self.current is None:
            self.table.selectRow(0)
        self.title.title.setText(self._count(len(shown)))
        self.table.setVisible(bool(shown))
        self._empty.setVisible(not self._rows)
        self._nothing.setVisible(bool(self._rows) and not shown)
        self.filter.setVisible(bool(self._rows))
        self._showing = False
        self.chosen.emit()

    def _tell(self, _current: QModelIndex, _before: QModelIndex) -> None:
        # While rows are put in the cursor moves several times; what counts is where it ends.
        if not self._showing:
            self.chosen.emit()

    _showing = False


def fits(spoken: str, typed: Sequence[str]) -> bool:
    """Whether each typed word begins a word of the text."""
    found = words(spoken)
    return all(any(word.startswith(part) for word in found) for part in typed)
