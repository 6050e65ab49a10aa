"""What all tables share: frozen rows shown by columns, replaced without losing selection and scroll."""

from collections.abc import Sequence
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from op_desktop.language import _
from ui.delegates.cell import RowRole
from ui.models.columns import Column

Row = TypeVar("Row")
AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE: Final = QModelIndex()
PLAIN: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
EDITABLE: Final = PLAIN | Qt.ItemFlag.ItemIsEditable

SortRole: Final = Qt.ItemDataRole.UserRole + 1
"""Under this role a cell gives what its column is sorted by."""


class TableModel(QAbstractTableModel, Generic[Row]):
    """Shows rows and asks for changes by signal; it stores nothing.

    A subclass declares ``columns`` (on the class, or by ``set_columns``) and, where rows have no ``id``,
    says in ``key_of`` what tells them apart.
    """

    columns: Sequence[Column[Any]] = ()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    @property
    def rows(self) -> Sequence[Row]:
        """The rows shown, from the top."""
        return self._rows

    def key_of(self, row: Row) -> object:
        """What tells a row from the others, whatever it contains."""
        return getattr(row, "id")  # noqa: B009 - the type of a row is known to the subclass only

    def row_of(self, key: object) -> int | None:
        """The number of the row with this key."""
        return next((number for number, row in enumerate(self._rows) if self.key_of(row) == key), None)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; when only their contents changed, selection and scroll stay where they are."""
        if [self.key_of(row) for row in rows] != [self.key_of(row) for row in self._rows]:
            self.beginResetModel()
            self._rows = list(rows)
            self.endResetModel()
            return
        for number, row in enumerate(rows):
            if row != self._rows[number]:
                self._rows[number] = row
                self.dataChanged.emit(self.index(number, 0), self.index(number, len(self.columns) - 1))

    def set_columns(self, columns: Sequence[Column[Any]]) -> None:
        """Show these columns; the rows stay."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        """How many rows; a cell has none below it."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = NOWHERE) -> int:
        """How many columns; a cell has none below it."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cell's text, words and alignment, and under ``RowRole`` the row behind it."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        if role == RowRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return column.text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return column.spoken(row) if column.spoken is not None else _plain(column.text(row))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.align
        if role == SortRole:
            return (column.sort or column.text)(row)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The titles of the columns in the reader's language."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(self.columns[section].title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _(self.columns[section].title).replace("\n", ", ")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.columns[section].align
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Rows can be chosen; cells of editable columns can be written in."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return EDITABLE if self.columns[index.column()].editable else PLAIN


def _plain(text: object) -> str:
    return "" if text is None else str(text)
