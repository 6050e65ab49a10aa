"""The classes of a year with what each becomes in the next, and which of them are to be made."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, Signal

from op_desktop.domain.formats import format_number
from op_desktop.domain.record import RecordId
from op_desktop.language import N_, _
from op_desktop.register.school_years import Passage, PassageRow
from ui.models.columns import RIGHT, Column
from ui.models.table import AnyIndex, TableModel

TICK: Final = 0
SCHOOL: Final = 1
PUPILS: Final = 2
OUTCOME: Final = 3


@dataclass(frozen=True, slots=True)
class PassageLine:
    """A class and whether its next year is to be made."""

    row: PassageRow
    ticked: bool

    @property
    def id(self) -> RecordId:
        """The class of last year."""
        return self.row.id

    @property
    def possible(self) -> bool:
        """Whether there is anything to make."""
        return self.row.passage is Passage.NEW

    @property
    def words(self) -> str:
        """``2ªB → 3ªB``; the last class of a school alone."""
        label = self.row.source.label
        return label if self.row.passage is Passage.LEAVES else f"{label} → {self.row.next_name}"

    @property
    def outcome(self) -> str:
        """What happens."""
        if self.row.passage is Passage.LEAVES:
            return _("They leave the school")
        if self.row.passage is Passage.STANDS:
            return _("{label} is already there").format(label=self.row.next_name)
        return _("New class") if self.ticked else _("Not made")

    @property
    def look(self) -> str:
        """The tone of the outcome."""
        return "success" if self.possible and self.ticked else ""


class PassagesModel(TableModel[PassageLine]):
    """Ticks belong to the question that is open; nothing is stored from here."""

    changed = Signal()
    """A class was ticked or unticked."""

    columns: Sequence[Column[PassageLine]] = (
        Column(N_("Class"), lambda line: line.words, spoken=lambda line: _spoken(line)),
        Column(N_("School"), lambda line: line.row.source.school),
        Column(N_("Pupils"), lambda line: format_number(line.row.source.pupils), RIGHT),
        Column(N_("What happens"), lambda line: line.outcome),
    )

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def show_passages(self, rows: Sequence[PassageRow]) -> None:
        """Show these; everything that can be made is ticked."""
        self.set_rows([PassageLine(row, row.passage is Passage.NEW) for row in rows])
        self.changed.emit()

    @property
    def ticked(self) -> list[PassageLine]:
        """The classes to be made."""
        return [line for line in self._rows if line.ticked]

    def toggle(self, number: int) -> None:
        """Tick or untick a class, if there is anything to make of it."""
        line = self._rows[number]
        if line.possible:
            self._rows[number] = replace(line, ticked=not line.ticked)
            self.dataChanged.emit(self.index(number, 0), self.index(number, len(self.columns) - 1))
            self.changed.emit()

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Only what can be made can be ticked."""
        found = super().flags(index)
        if index.isValid() and index.column() == TICK and self._rows[index.row()].possible:
            found |= Qt.ItemFlag.ItemIsUserCheckable
        return found

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The tick stands in the first column."""
        if index.isValid() and role == Qt.ItemDataRole.CheckStateRole and index.column() == TICK:
            line = self._rows[index.row()]
            state = Qt.CheckState.Checked if line.ticked else Qt.CheckState.Unchecked
            return state if line.possible else None
        return super().data(index, role)

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick or untick, as Space in the table does."""
        if role != Qt.ItemDataRole.CheckStateRole or not self._rows[index.row()].possible:
            return False
        if self._rows[index.row()].ticked != (Qt.CheckState(value) == Qt.CheckState.Checked):
            self.toggle(index.row())
        return True


def _spoken(line: PassageLine) -> str:
    told = (_("ticked") if line.ticked else _("not ticked")) if line.possible else ""
    return ", ".join(part for part in (line.words, told, line.outcome) if part)
