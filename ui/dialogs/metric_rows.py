"""The rows that make a figure: filtered as one types, read page by page, exported as they stand."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QLineEdit, QTableView, QVBoxLayout, QWidget

from op_desktop.domain.formats import format_number
from op_desktop.exchange.figures import Form, contribution_count, contributions, write_contributions
from op_desktop.language import _, ngettext
from op_desktop.metrics.engine import Row
from op_desktop.metrics.metric import Metric
from op_desktop.metrics.scope import Scope
from op_desktop.progress import Progress
from op_desktop.security.permissions import Permission, Reach, reach
from op_desktop.workspace import Workspace
from ui.delegates.cell import TextDelegate
from ui.jobs import JobRunner
from ui.models.columns import RIGHT
from ui.models.metric_rows import PAGE, MetricRowsModel
from ui.theme import Theme
from ui.widgets.label import Label
from ui.widgets.search_field import make_clearable

PAUSE: Final = 250
"""Milliseconds without typing after which the filter is applied."""
WIDTHS: Final = {"Day": 96, "Subject": 320, "Kind": 116, "Counts": 88, "Duration": 88}
"""Widths in px of columns that are not as wide as a name, by their title."""
SHOWN_ROWS: Final = 8
"""How many rows the table has room for at least."""


class Workplace(Protocol):
    """What of the desk is needed here; a dialog knows nothing of the window that shows it."""

    @property
    def workspace(self) -> Workspace:
        """The records."""

    @property
    def jobs(self) -> JobRunner:
        """Where long work runs."""

    @property
    def theme(self) -> Theme:
        """Colours and fonts."""


@dataclass(frozen=True, slots=True)
class _Page:
    """What one job brought; ``asked`` tells whether anybody still wants it."""

    asked: int
    rows: list[Row]
    total: int | None


class RowsPanel(QWidget):
    """A filter, how many rows there are, and the table; reads beside the work of the window."""

    failed = Signal(object)
    """Why the rows could not be read or written."""
    written = Signal(object, int)
    """The file, and how many rows it holds."""

    def __init__(self, desk: Workplace, metric: Metric, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._metric = desk, metric
        self._scope: Scope | None = None
        self._asked = 0
        # Names of people are for those who may read all of them; a figure may count people of every place.
        self.names = reach(desk.workspace.actor, Permission.READ_PEOPLE) is Reach.ALL
        self.model = MetricRowsModel(metric, names=self.names, parent=self)
        self.model.more_wanted.connect(self._fetch)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Filter the rows"))
        self.filter.setAccessibleName(_("Filter the rows"))
        make_clearable(self.filter, desk.theme)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        # A late timer must not start work for a window that has gone.
        self._pause.timeout.connect(lambda: self._restart() if self.isVisible() else None)
        self.filter.textEdited.connect(lambda: self._pause.start())
        self.filter.returnPressed.connect(self._restart)
        self.count = Label("", "secondary", ink="text2")
        self.table = rows_table(desk, self.model, _("Rows of this figure"))
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.filter, 1)
        line.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(self.table, 1)

    def show_figure(self, metric: Metric, scope: Scope) -> None:
        """Show the rows of a figure in this scope; another metric than the first has the same columns."""
        self._metric, self._scope = metric, scope
        self._restart()

    def export(self, path: Path, form: Form) -> None:
        """Write exactly the rows that the filter leaves into a file."""
        scope, text, names = self._scope, self.filter.text(), self.names
        if scope is None:
            return
        workspace, metric = self._desk.workspace, self._metric

        def work(progress: Progress) -> tuple[Path, int]:
            with workspace.read() as reader:
                count = write_contributions(
                    path, reader, metric, scope, form, text=text, names=names, progress=progress
                )
            return path, count

        self._desk.jobs.start(work, done=self._tell_written, failed=self._tell_failed)

    def _restart(self) -> None:
        self._pause.stop()
        self.model.start()
        self.count.setText(_("Reading…"))
        self._fetch(0)

    def _fetch(self, offset: int) -> None:
        scope, text, names = self._scope, self.filter.text(), self.names
        if scope is None:
            return
        if not offset:
            self._asked += 1
        workspace, metric, asked = self._desk.workspace, self._metric, self._asked

        def work(progress: Progress) -> _Page:
            with workspace.read() as reader:
                rows = contributions(reader, metric, scope, text=text, names=names, limit=PAGE, offset=offset)
                if offset:
                    return _Page(asked, rows, None)
                full = len(rows) == PAGE
                total = contribution_count(reader, metric, scope, text=text, names=names) if full else len(rows)
            return _Page(asked, rows, total)

        self._desk.jobs.start(work, done=self._show_page, failed=self._tell_failed)

    def _show_page(self, page: _Page) -> None:
        if page.asked != self._asked:
            return
        self.model.add_page(page.rows)
        if page.total is not None:
            self.count.setText(ngettext("{n} row", "{n} rows", page.total).format(n=format_number(page.total)))

    def _tell_failed(self, error: Exception) -> None:
        self.failed.emit(error)

    def _tell_written(self, result: tuple[Path, int]) -> None:
        self.written.emit(*result)


def rows_table(desk: Workplace, model: MetricRowsModel, name: str) -> QTableView:
    """A table of rows that are only read: whole rows are chosen, arrows move, the activity takes the room."""
    table = QTableView()
    table.setModel(model)
    table.setAccessibleName(name)
    table.setShowGrid(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.setItemDelegate(TextDelegate(desk.theme, table))
    height = desk.theme.px(26)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(height)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setStretchLastSection(False)
    for number, column in enumerate(model.columns):
        if column.align == RIGHT:
            table.setItemDelegateForColumn(number, TextDelegate(desk.theme, table, align=RIGHT))
        table.setColumnWidth(number, desk.theme.px(WIDTHS.get(column.title, 140)))
    header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.setMinimumHeight(height * SHOWN_ROWS + desk.theme.px(36))
    return table
