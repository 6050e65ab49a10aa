"""Collection: packages are dropped, checked, taken in; what came of each stands beside it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog

from op_desktop.errors import UserError
from op_desktop.language import _, ngettext
from op_desktop.progress import Progress
from op_desktop.register.holdings import Holdings, holdings
from op_desktop.storage.tables import RECORDS
from op_desktop.sync.consolidation import Consolidation, consolidate
from op_desktop.sync.inspection import Inspection, accept_device, arrivals, inspect, is_package_name, packages_in
from ui.desk import Desk
from ui.jobs import Job
from ui.models.collection import PackageRow, PackageState, row_of_arrival, row_of_inspection, row_of_path
from ui.models.month import month_words
from ui.pages.collection_list import PackagesCard
from ui.pages.collection_side import DetailCard, HoldingsCard, TakeCard
from ui.pages.page import Page
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.columns import Columns
from ui.widgets.empty_state import EmptyState

FOLDER = "collection.folder"
"""Local name of the folder that packages were taken from last."""


class CollectionPage(Page):
    """For the administration; taking the same package in twice changes nothing."""

    watches = RECORDS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Collection"))
        self.setAcceptDrops(True)
        self._rows: dict[str, PackageRow] = {}
        self._taking: Job | None = None
        self._checking = 0
        self.add = Button(self.theme, _("Add packages"), "folder-plus", "soft", on_click=self.choose_folder)
        self.files = Button(self.theme, _("Choose files…"), "package", "soft", on_click=self.choose_files)
        self.metrics = Button(self.theme, _("See the metrics"), "chart-column", on_click=partial(desk.go, "metrics"))
        self.list = PackagesCard(self.theme)
        self.detail = DetailCard(self.theme)
        self.take = TakeCard(self.theme)
        self.holdings = HoldingsCard(self.theme)
        self.empty = Card(0)
        self._lay_out()
        self._connect()

    def visit(self, **where: object) -> None:
        """Come to the front with the keyboard on what Enter should do."""
        super().visit(**where)
        self._take_focus()

    def refresh(self) -> None:
        """Read again what is inside; the list keeps its place."""
        with self.desk.workspace.read() as reader:
            earlier, today = arrivals(reader), reader.today
        self.header.set_title(_("Collection of {month}").format(month=month_words(today)))
        here = {row.inspection.path.name for row in self._rows.values() if row.inspection is not None}
        past = [row_of_arrival(each) for each in earlier if each.file not in here]
        rows = [*self._rows.values(), *past]
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.columns.setVisible(bool(rows))
        self._show_state()
        self.desk.jobs.start(self._count, done=self.holdings.show_holdings, failed=self._trouble)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Packages are this page's new things."""
        return {"new": self.choose_folder, "quick_field": self._take_focus}

    def add_paths(self, paths: Iterable[Path]) -> None:
        """Look at these packages, and at those in the folders among them, beside the window."""
        found: list[Path] = []
        for path in paths:
            if path.is_dir():
                found += packages_in(path)
                self.desk.workspace.keep_local(FOLDER, str(path))
            elif is_package_name(path.name) or path.is_file():
                found.append(path)
        self.banner.clear()
        if not found:
            self.banner.tell("info", _("There are no packages here."), _("Packages end in .opb or .opb.zip."))
            return
        fresh = {str(path): row_of_path(path) for path in found}
        self._rows = {**fresh, **{id: row for id, row in self._rows.items() if id not in fresh}}
        for path in found:
            self._inspect(path)
        self.refresh()
        self.list.choose(str(found[0]))

    def choose_folder(self) -> None:
        """Ask for a folder with packages, beginning at the last one."""
        dialog = self._dialog(_("Folder with packages"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.open()

    def choose_files(self) -> None:
        """Ask for single packages."""
        dialog = self._dialog(_("Packages"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(f"{_('Packages')} (*.opb *.opb.zip)")
        dialog.open()

    def take_in(self) -> None:
        """Take in everything that is new: a backup first, then one package after the other."""
        ready = self.ready
        if self._taking is not None or not ready:
            return
        self.banner.clear()
        paths, workspace = [row.path for row in ready if row.path is not None], self.desk.workspace

        def work(progress: Progress) -> Consolidation:
            return consolidate(workspace, paths, progress=progress)

        for row in ready:
            self._rows[row.id] = replace(row, state=PackageState.TAKING)
        self.take.set_busy(True)
        self._taking = self.desk.jobs.start(
            work, done=self._taken, failed=self._failed, progressed=self.take.progress.show_step, stopped=self._stopped
        )
        self.refresh()

    @property
    def ready(self) -> list[PackageRow]:
        """The packages that may be taken in."""
        return [row for row in self._rows.values() if row.state is PackageState.NEW]

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files of this computer are welcome."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at what was dropped."""
        event.acceptProposedAction()
        self.add_paths([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def _inspect(self, path: Path) -> None:
        self._checking += 1
        workspace = self.desk.workspace

        def work(progress: Progress) -> Inspection:
            return inspect(workspace, path, progress=progress)

        self.desk.jobs.start(work, done=self._inspected, failed=self._failed)

    def _inspected(self, found: Inspection) -> None:
        self._checking -= 1
        self._rows[str(found.path)] = row_of_inspection(found)
        self.refresh()
        if not self._checking and self.isVisible():
            self._take_focus()

    def _taken(self, done: Consolidation) -> None:
        self._end_taking()
        for outcome in done.outcomes:
            row = self._rows[str(outcome.path)]
            state = PackageState.DONE if outcome.received is not None else PackageState.REFUSED
            self._rows[row.id] = replace(row, state=state, outcome=outcome)
        count = len(done.outcomes) - len(done.refused)
        words = ngettext("{n} package taken in.", "{n} packages taken in.", count).format(n=count)
        told = _("{new} new changes, {known} already known.").format(new=done.new, known=done.known)
        self.banner.tell("warning" if done.refused else "success", words, told)
        self.refresh()
        self.metrics.setFocus()

    def _failed(self, error: Exception) -> None:
        self._checking = 0
        self._look_again()
        self._trouble(error)

    def _stopped(self) -> None:
        self._look_again()
        self.banner.tell("info", _("Stopped."), _("What was taken in before stays; the rest is as it was."))

    def _look_again(self) -> None:
        """After an interruption only a new look tells which packages are inside."""
        self._end_taking()
        for row in list(self._rows.values()):
            if row.state is PackageState.TAKING and row.path is not None:
                self._inspect(row.path)

    def _end_taking(self) -> None:
        self._taking = None
        self.take.set_busy(False)

    def _accept(self, found: Inspection) -> None:
        try:
            accept_device(self.desk.workspace, found)
        except UserError as error:
            self.tell_error(error)
            return
        for row in list(self._rows.values()):
            if row.path is not None and row.inspection is not None and row.inspection.public_key == found.public_key:
                self._inspect(row.path)

    def _count(self, _progress: Progress) -> Holdings:
        with self.desk.workspace.read() as reader:
            return holdings(reader)

    def _trouble(self, error: Exception) -> None:
        self.tell_error(error)

    def _show_state(self) -> None:
        new, chips = len(self.ready), []
        decide = sum(1 for row in self._rows.values() if row.state is PackageState.UNKNOWN_DEVICE)
        if new:
            words = ngettext("{n} new package", "{n} new packages", new).format(n=new)
            chips.append(Chip(self.theme, words, "info", "package"))
        if decide:
            words = ngettext("{n} new device", "{n} new devices", decide).format(n=decide)
            chips.append(Chip(self.theme, words, "warning", "key-round"))
        self.header.set_chips(*chips)
        self.take.show_ready(new)
        self._show_chosen()

    def _show_chosen(self) -> None:
        self.detail.show_package(self.list.current)

    def _take_focus(self) -> None:
        if self._taking is not None:
            self.take.progress.stop.setFocus()
        elif self.ready:
            self.take.take.setFocus()
        elif self.list.model.rows:
            self.list.table.setFocus()
        else:
            self.empty_state.button.setFocus()

    def _dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self, title, self.desk.workspace.local(FOLDER) or str(Path.home()))
        dialog.filesSelected.connect(self._chosen)
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _chosen(self, names: list[str]) -> None:
        self.add_paths([Path(name) for name in names])

    def _stop(self) -> None:
        if self._taking is not None:
            self._taking.cancel()

    def _connect(self) -> None:
        self.list.chosen.connect(self._show_chosen)
        self.detail.accepted.connect(self._accept)
        self.take.asked.connect(self.take_in)
        self.take.stopped.connect(self._stop)

    def _lay_out(self) -> None:
        self.header.set_buttons(self.files, self.add, self.metrics)
        self.empty_state = EmptyState(
            self.theme, "inbox", _("Drag the packages you received here."), _("Choose a folder"), self.choose_folder
        )
        self.empty.column.addWidget(self.empty_state)
        self.columns = Columns(self.theme, right_width=440, left_least=420)
        self.columns.left.addWidget(self.list)
        self.columns.left.addStretch(1)
        for card in (self.take, self.detail):
            self.columns.right.addWidget(card)
        self.columns.right.addStretch(1)
        self.column.addWidget(self.columns)
        self.column.addWidget(self.empty)
        self.column.addWidget(self.holdings)
        self.column.addStretch(1)
