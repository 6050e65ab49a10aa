"""The preview of a roster import: every row of the file with what becomes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt

from op_desktop.exchange.columns import PRIVATE_TITLES, USE_TITLES, Use
from op_desktop.exchange.plan import ELSEWHERE, PlannedRow, Status
from op_desktop.exchange.preview import Preview
from op_desktop.exchange.table import column_letter
from op_desktop.language import N_, _
from ui.models.columns import Column
from ui.models.table import TableModel


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One row of the file; ``cells`` has all of its columns, also those that are not kept."""

    line: int
    cells: tuple[str, ...]
    status: Status
    verdict: str
    tone: str
    """``danger`` for a row that cannot be imported, ``warning`` for one that deserves a look."""
    trouble: int | None
    """The column that the remark is about."""
    group: int | None = None
    """The line of the first row of the same pupil, where the file has several."""
    disputed: bool = False
    """Whether the file differs from what was corrected by hand."""


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """How many rows are new and ready or deserve a look, change a pupil, change nothing, or have to be corrected."""

    ready: int
    to_check: int
    changed: int
    elsewhere: int
    by_hand: int
    unchanged: int
    rejected: int


class ImportModel(TableModel[ImportLine]):
    """The columns of the file and, at the end, what was found."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.uses: tuple[Use, ...] = ()
        """What each column is used for; those that hold names count as skipped where only numbers are kept."""

    def key_of(self, row: ImportLine) -> object:
        """The line in the file."""
        return row.line

    def show_preview(self, preview: Preview) -> None:
        """Show this; the columns change only with the file."""
        keeps = Use.NUMBER if not preview.named else None
        self.uses = tuple(use if keeps in (None, use) else Use.SKIP for use in preview.uses)
        if len(self.columns) != preview.table.width + 1:
            self.set_columns([*(_cell_column(place) for place in range(preview.table.width)), CHECK])
        self.set_rows(import_lines(preview))
        if self.rows:
            # How a cell looks depends on the use of its column too.
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self.columns) - 1))

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """As in every table; a cell that is not kept says so."""
        found = super().data(index, role)
        kept = index.column() >= len(self.uses) or self.uses[index.column()] is not Use.SKIP
        if role == Qt.ItemDataRole.AccessibleTextRole and not kept:
            return f"{found}, {_(USE_TITLES[Use.SKIP])}"
        return found


CHECK: Column[ImportLine] = Column(N_("Check"), lambda line: line.verdict)


def import_lines(preview: Preview) -> list[ImportLine]:
    """Every row of the plan with its cells as they stand in the file; rows of one pupil stand side by side."""
    table = preview.table
    cells = {record.line: record.cells for record in table.rows}
    cells |= {aside.record.line: aside.record.cells for aside in table.aside}
    rows = sorted(preview.plan.rows, key=lambda row: (row.group or row.line, row.line))
    return [_line(row, cells[row.line][: table.width], preview.uses) for row in rows]


def import_counts(preview: Preview) -> ImportCounts:
    """The counts of a plan."""
    rows = preview.plan.rows
    new = [row for row in rows if row.status is Status.NEW]
    elsewhere = sum(1 for row in new if _is_elsewhere(row))
    look = sum(1 for row in new if row.remark is not None) - elsewhere
    by_hand = sum(1 for row in rows if row.disputed and row.status is Status.UNCHANGED)
    counts = {status: preview.plan.count(status) for status in Status}
    return ImportCounts(
        len(new) - elsewhere - look, look, counts[Status.UPDATED], elsewhere, by_hand,
        counts[Status.UNCHANGED] - by_hand, counts[Status.REJECTED],
    )  # fmt: skip


def column_caption(preview: Preview, column: int) -> str:
    """``Column A``, or ``D: date of birth`` where the file or what the column holds says what it is."""
    title, letter, private = preview.table.title(column), column_letter(column), preview.guesses[column].private
    if not title and private is not None:
        title = _(PRIVATE_TITLES[private])
    return f"{letter}: {title}" if title else _("Column {letter}").format(letter=letter)


def _cell_column(place: int) -> Column[ImportLine]:
    return Column(column_letter(place), lambda line: line.cells[place] if place < len(line.cells) else "")


def _line(row: PlannedRow, cells: tuple[str, ...], uses: Sequence[Use]) -> ImportLine:
    about = row.remark.about if row.remark is not None else None
    trouble = uses.index(about) if about in uses else None
    if row.status is Status.REJECTED:
        tone, verdict = "danger", str(row.remark)
    elif row.status is Status.UNCHANGED:
        tone, verdict = ("warning", str(row.remark)) if row.remark else ("", _("already on the list"))
    elif row.status is Status.UPDATED:
        tone, verdict = "warning", str(row.remark) if row.remark else _("completed with the name")
    else:
        tone, verdict = ("warning", str(row.remark)) if row.remark else ("", _("new row"))
    return ImportLine(
        row.line, cells, row.status, verdict, tone, trouble if tone == "danger" else None, group=row.group,
        disputed=row.disputed,
    )  # fmt: skip


def _is_elsewhere(row: PlannedRow) -> bool:
    return row.remark is not None and row.remark.template == ELSEWHERE
