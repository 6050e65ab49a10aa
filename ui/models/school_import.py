"""The preview of the registry of schools: every row of the territory with what becomes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, Signal

from op_desktop.domain.school import Level
from op_desktop.exchange.school_import import Decision, Decisions, PlannedSchool, SchoolPlan, Verdict
from op_desktop.language import N_, _
from ui.models.columns import Column
from ui.models.table import AnyIndex, TableModel

NAME: Final = 0
TOWN: Final = 1
LEVEL: Final = 2
CODE: Final = 3
OUTCOME: Final = 4

LEVELS: Mapping[Level, str] = MappingProxyType(
    {
        Level.PRIMARY: N_("Primary"),
        Level.LOWER_SECONDARY: N_("Lower secondary"),
        Level.UPPER_SECONDARY: N_("Upper secondary"),
        Level.ADULT: N_("Adults"),
    }
)
_LOOKS = {Verdict.MAY_BE: "warning", Verdict.REJECTED: "danger", Verdict.NEW: "success", Verdict.UPDATED: "success"}
_ORDER = (Verdict.MAY_BE, Verdict.REJECTED, Verdict.NEW, Verdict.UPDATED, Verdict.UNCHANGED)
_DECISIONS = (Decision.JOIN, Decision.ADD, Decision.LEAVE)


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """One row of the territory; ``decision`` counts for a school that may be on file already."""

    row: PlannedSchool
    municipality: str
    decision: Decision = Decision.JOIN

    @property
    def id(self) -> int:
        """The line in the file."""
        return self.row.line

    @property
    def undecided(self) -> bool:
        """Whether a person is asked."""
        return self.row.verdict is Verdict.MAY_BE

    @property
    def level(self) -> str:
        """The level in words."""
        return _(LEVELS[self.row.found.level]) if self.row.found is not None else ""

    @property
    def look(self) -> str:
        """The tone of the outcome."""
        return _LOOKS.get(self.row.verdict, "")

    @property
    def tone(self) -> str:
        """The tone of the whole row: only what deserves a look has one."""
        return self.look if self.look != "success" else ""

    @property
    def outcome(self) -> str:
        """What happens."""
        if self.undecided and self.row.standing is not None:
            words = {
                Decision.JOIN: _("Same as “{typed}”"),
                Decision.ADD: _("Not “{typed}”: added"),
                Decision.LEAVE: _("Later: perhaps “{typed}”"),
            }
            return words[self.decision].format(typed=self.row.standing.name)
        if self.row.verdict is Verdict.NEW:
            return _("New school")
        told = str(self.row.remark) if self.row.remark is not None else _("already on file")
        if self.row.verdict is Verdict.REJECTED:
            return _("Row {line}: {reason}").format(line=self.row.line, reason=told)
        return told


class SchoolImportModel(TableModel[SchoolLine]):
    """Decisions belong to the question that is open; nothing is stored from here."""

    changed = Signal()
    """Another decision."""

    columns: Sequence[Column[SchoolLine]] = (
        Column(N_("School"), lambda line: line.row.name,
               spoken=lambda line: ", ".join((line.row.name, line.municipality, line.outcome))),
        Column(N_("Municipality"), lambda line: line.municipality),
        Column(N_("Level"), lambda line: line.level),
        Column(N_("Code"), lambda line: line.row.code),
        Column(N_("What happens"), lambda line: line.outcome),
    )  # fmt: skip

    def __init__(self, plan: SchoolPlan, towns: Mapping[str, str], parent: QObject | None = None) -> None:
        """``towns`` are the names of the municipalities by id."""
        super().__init__(parent)
        ordered = sorted(plan.rows, key=lambda row: (_ORDER.index(row.verdict), row.line))
        self.set_rows([
            SchoolLine(row, towns.get(row.found.municipality_id, "") if row.found is not None else "")
            for row in ordered
        ])  # fmt: skip

    @property
    def decisions(self) -> Decisions:
        """What was decided so far."""
        asked = [line for line in self._rows if line.undecided]
        return Decisions(
            joined=[line.row.code for line in asked if line.decision is Decision.JOIN],
            added=[line.row.code for line in asked if line.decision is Decision.ADD],
        )

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What does not fit the last column is told in full by its tip."""
        if role == Qt.ItemDataRole.ToolTipRole and index.isValid():
            return self._rows[index.row()].outcome
        return super().data(index, role)

    def decide(self, number: int) -> None:
        """Take the next decision about a school that may be on file."""
        line = self._rows[number]
        if line.undecided:
            following = _DECISIONS[(_DECISIONS.index(line.decision) + 1) % len(_DECISIONS)]
            self._rows[number] = replace(line, decision=following)
            self.dataChanged.emit(self.index(number, 0), self.index(number, len(self.columns) - 1))
            self.changed.emit()
