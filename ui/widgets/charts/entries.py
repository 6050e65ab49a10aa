"""What a chart holds apart from its drawing: the entries that can be reached, and the figures as a table."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from ui.widgets.tip import tip

AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a chart that can be reached by keyboard: its key, and what a screen reader says of it."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class NumberTable:
    """The figures of a chart as written on screen."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def as_csv(self) -> str:
        """The table as CSV with semicolons, the way spreadsheets of the programme open it."""
        sink = io.StringIO()
        csv.writer(sink, delimiter=";", lineterminator="\r\n").writerows((self.headers, *self.rows))
        return sink.getvalue()


class EntryModel(QAbstractListModel):
    """The entries of a chart as rows; the texts are what assistive technology and tool tips say."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show these; where the keys stay the same, so does the current entry."""
        same = [entry.key for entry in entries] == [entry.key for entry in self.entries]
        if not same:
            self.beginResetModel()
        self.entries = tuple(entries)
        if not same:
            self.endResetModel()
        elif entries:
            self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self.entries[index.row()].text)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.entries[index.row()].text
        return None
