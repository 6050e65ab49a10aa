"""Hand-over: the checks run by themselves, one button makes the package, its code is read on the phone."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from op_desktop.domain.formats import format_date
from op_desktop.errors import UserError
from op_desktop.language import _
from op_desktop.progress import Progress
from op_desktop.register.handovers import PastHandOver
from op_desktop.storage.tables import RECORDS
from op_desktop.sync.delivery import Delivered, copy_package, deliver
from op_desktop.sync.outgoing import NothingToHandOver
from ui.desk import Desk
from ui.jobs import Job
from ui.models.hand_over import CheckRow, check_rows
from ui.models.month import due_words, month_words
from ui.pages.export_checks import ChecksCard
from ui.pages.export_done import DoneCard, handed_words
from ui.pages.export_past import PastCard
from ui.pages.export_places import CHOICE, FOLDER, folder_of
from ui.pages.export_shares import NothingNewCard, SharesCard
from ui.pages.export_survey import Survey, survey
from ui.pages.export_target import TargetCard
from ui.pages.page import Page
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.columns import Columns
from ui.widgets.steps import Steps

CHECK, MAKE, HAND = range(3)


class ExportPage(Page):
    """Check → Make the package → Hand over."""

    watches = RECORDS
    names_people = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Hand-over"))
        self.survey: Survey | None = None
        self.delivered: Delivered | None = None
        self._looking: Job | None = None
        self._look_again = False
        self._making: Job | None = None
        self.steps = Steps(self.theme, [_("Check first"), _("Make the package"), _("Hand over")])
        self.checks = ChecksCard(self.theme, self._open)
        self.shares = SharesCard(self.theme)
        prefers_stick = desk.workspace.local(CHOICE) != "folder"
        self.target = TargetCard(self.theme, folder_of(desk), prefers_stick)
        self.past = PastCard(self.theme, self._copy_past)
        self.done = DoneCard(
            self.theme, done=self.finish, open_folder=self._show_folder, copy_again=self._copy_delivered
        )
        self.nothing = NothingNewCard(self.theme, self.hand_over)
        self._all_again = Button(self.theme, _("Hand over everything again"), "history", "soft",
                                 on_click=self.hand_over_everything)  # fmt: skip
        self._lay_out()
        self._connect()

    def visit(self, **where: object) -> None:
        """Come to the front with the keyboard on the button that does it all."""
        if self.delivered is not None and self._making is None:
            self._back_to_making()
        super().visit(**where)
        (self.target.progress.stop if self._making else self.target.make).setFocus()

    def refresh(self) -> None:
        """Look again, beside the window; a look that is under way is followed by another."""
        self._show_head()
        if self._looking is not None:
            self._look_again = True
            return
        self._looking = self.desk.jobs.start(self._look, done=self._show, failed=self._look_failed)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Making the package is the page's new thing."""
        return {"new": self.hand_over, "quick_field": self.target.make.setFocus}

    def hand_over(self) -> None:
        """Make the package and take it where it should go."""
        self._make(everything=False)

    def hand_over_everything(self) -> None:
        """Make a package with everything since the beginning, for a centre that misses something."""
        self._make(everything=True)

    def finish(self) -> None:
        """The code was read: back to today."""
        self._back_to_making()
        self.desk.go("home")

    def _make(self, *, everything: bool) -> None:
        if self._making is not None:
            return
        self.banner.clear()
        folder, stick = self.target.folder, self.target.stick
        root, author = stick.root if stick is not None else None, self.desk.account.name
        workspace = self.desk.workspace
        self.desk.workspace.keep_local(CHOICE, "stick" if self.target.prefers_stick else "folder")

        def work(progress: Progress) -> Delivered:
            return deliver(workspace, folder, root, everything=everything, author=author, progress=progress)

        self.target.set_busy(True)
        self._all_again.setEnabled(False)
        self._making = self.desk.jobs.start(
            work, done=self._made, failed=self._failed, progressed=self._progressed, stopped=self._stopped
        )

    def _made(self, delivered: Delivered) -> None:
        self._end_making()
        self.delivered = delivered
        handed = delivered.handed
        words = handed_words(handed.changes, sum(handed.rows.values()), handed.certificates)
        self.done.show_delivered(delivered, words)
        self._show_done(True)
        if delivered.trouble is not None:
            self.tell_error(delivered.trouble)
        self.done.done.setFocus()
        self.refresh()

    def _failed(self, error: Exception) -> None:
        self._end_making()
        self.target.make.setFocus()
        if isinstance(error, NothingToHandOver):
            self.banner.tell("info", error.headline, error.remedy)
            return
        self._trouble(error)

    def _stopped(self) -> None:
        self._end_making()
        self.banner.tell("info", _("Stopped. Nothing was handed over."))
        self.target.make.setFocus()

    def _progressed(self, done: int, total: int, _text: str) -> None:
        self.target.progress.show_step(done, total)

    def _end_making(self) -> None:
        self._making = None
        self.target.set_busy(False)
        self._all_again.setEnabled(True)

    def _copy_delivered(self) -> None:
        if self.delivered is not None:
            self._copy(self.delivered.handed.path)

    def _copy_past(self, past: PastHandOver) -> None:
        self._copy(self.target.folder / past.file)

    def _copy(self, package: Path) -> None:
        self.target.look()
        offered = self.target.first_stick
        if offered is None:
            self.banner.tell("warning", _("No USB stick found."), _("Insert one, then press Copy again."))
            return

        def work(_progress: Progress) -> Path:
            return copy_package(package, offered.root)

        self.desk.jobs.start(work, done=self._copied, failed=self._trouble)

    def _copied(self, path: Path) -> None:
        self.banner.tell("success", _("The package is on the stick."), path.name)
        if self.delivered is not None and self.delivered.handed.path.name == path.name:
            handed = self.delivered.handed
            self.delivered = Delivered(handed, copy=path)
            words = handed_words(handed.changes, sum(handed.rows.values()), handed.certificates)
            self.done.show_delivered(self.delivered, words)
            self.done.done.setFocus()

    def _trouble(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.tell_error(error)

    def _look(self, _progress: Progress) -> Survey:
        return survey(self.desk.workspace)

    def _show(self, found: Survey) -> None:
        self._looking, self.survey = None, found
        self.checks.show_rows(check_rows(found.checks))
        self.shares.show_waiting(found.waiting)
        self.target.show_seal(sealed=found.sealed, training=found.training)
        self.past.show_past([(each, (self.target.folder / each.file).exists()) for each in found.past], found.words)
        self._show_nothing_new(found)
        if self.delivered is None:
            self.steps.set_current(MAKE)
        self._show_head()
        if self._look_again:
            self._look_again = False
            self.refresh()

    def _look_failed(self, error: Exception) -> None:
        self._looking = None
        self._trouble(error)

    def _show_nothing_new(self, found: Survey) -> None:
        """After a hand-over that nothing followed: say so, and offer it all the same."""
        idle = found.waiting.since_last == 0 and bool(found.past)
        if idle:
            self.nothing.show_last(found.past[0].at.date())
        self.nothing.setVisible(idle and self.delivered is None)
        self.shares.setVisible(not idle and self.delivered is None)

    def _show_head(self) -> None:
        with self.desk.workspace.read() as reader:
            today = reader.today
        self.header.set_title(_("Hand-over of {month}").format(month=month_words(today)))
        last = self.survey.past[0].at.date() if self.survey and self.survey.past else None
        if last is not None and (last.year, last.month) == (today.year, today.month):
            words = _("Handed over on {day}").format(day=format_date(last, "short"))
            self.header.set_chips(Chip(self.theme, words, "success", "circle-check"))
        else:
            self.header.set_chips(Chip(self.theme, due_words(today), "warning", "calendar-clock"))

    def _open(self, row: CheckRow) -> None:
        self.desk.go(row.page, **row.where)

    def _show_folder(self, folder: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, _("Where I put it"), str(self.target.folder.parent))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._folder_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _folder_chosen(self, folder: str) -> None:
        self.desk.workspace.keep_local(FOLDER, folder)
        self.target.prefers_stick = False
        self.target.set_folder(Path(folder))
        self.refresh()

    def _back_to_making(self) -> None:
        self.delivered = None
        self._show_done(False)
        self.banner.clear()
        if self.survey is not None:
            self._show_nothing_new(self.survey)

    def _show_done(self, done: bool) -> None:
        self.steps.set_current(len((CHECK, MAKE, HAND)) if done else MAKE)
        self.done.setVisible(done)
        self.checks.setVisible(not done)
        self.target.setVisible(not done)
        self.shares.setVisible(not done)
        self.nothing.hide()

    def _connect(self) -> None:
        self.target.asked.connect(self.hand_over)
        self.target.other_folder.connect(self._choose_folder)
        self.target.stopped.connect(self._stop)

    def _stop(self) -> None:
        if self._making is not None:
            self._making.cancel()

    def _lay_out(self) -> None:
        self.header.set_buttons(self._all_again)
        self.column.addWidget(self.steps)
        columns = Columns(self.theme, right_width=380)
        parts: tuple[QWidget, ...] = (self.done, self.checks, self.shares, self.nothing)
        for part in parts:
            columns.left.addWidget(part)
        columns.left.addStretch(1)
        for part in (self.target, self.past):
            columns.right.addWidget(part)
        columns.right.addStretch(1)
        self.column.addWidget(columns, 1)
        self.done.hide()
        self.nothing.hide()
