"""Makes the certificates of a class: asks for whom, shows the first, runs the work and tells its end."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from op_desktop.domain.record import RecordId
from op_desktop.errors import UserError
from op_desktop.register.certificates import NothingToCertify
from op_desktop.register.eligibility import eligibility, path_of
from op_desktop.register.places import least_share
from ui.desk import Desk
from ui.dialogs.certificates import IssueDialog
from ui.jobs import Job
from ui.messages import message_of
from ui.pages.certificates_making import Made, Order, make, preview
from ui.widgets.progress_row import ProgressRow

PAUSE = 120
"""Milliseconds after the last change before the preview is drawn again."""


class Issuing(QObject):
    """One question and one piece of work at a time."""

    made = Signal(object)
    """``Made``: the file and the certificates."""
    failed = Signal(object)
    folder_wanted = Signal()

    def __init__(self, desk: Desk, folder: Callable[[], Path], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._folder = desk, folder
        self._dialog: IssueDialog | None = None
        self._class_id = RecordId("")
        self._job: Job | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._draw)
        self.progress = ProgressRow(desk.theme)
        self.progress.hide()
        self.progress.stopped.connect(self._stop)

    def ask(self, class_id: RecordId) -> IssueDialog | None:
        """Open the question for a class; what stands in the way is told on the page."""
        try:
            with self._desk.workspace.read() as reader:
                path = path_of(reader, class_id)
                if not path.held:
                    raise NothingToCertify
                rows = eligibility(reader, class_id)
                share = least_share(reader, reader.today)
        except UserError as error:
            self.failed.emit(error)
            return None
        self._class_id = class_id
        label = f"{path.label}, {path.school}"
        self._dialog = dialog = IssueDialog(
            self._desk.theme, label, rows, place=path.municipality, least_share=share, folder=self._folder()
        )
        dialog.preview_wanted.connect(self._pause.start)
        dialog.folder_wanted.connect(self.folder_wanted)
        dialog.accepted.connect(lambda: self.make(self._order(dialog)))
        dialog.rejected.connect(self._close)
        self._desk.window.ask(dialog)
        self._draw()
        return dialog

    def make(self, order: Order) -> None:
        """Issue and write, beside the window; progress and the way to stop it stand on the page."""
        self._close()
        workspace, folder = self._desk.workspace, self._folder()
        self.progress.stop.setEnabled(True)
        self.progress.show_step(0, 0)
        self.progress.show()
        self._job = self._desk.jobs.start(
            lambda progress: make(workspace, order, folder, progress),
            done=self._done, failed=self._failed, progressed=self.progress.show_step, stopped=self._over,
        )  # fmt: skip

    def folder_changed(self, folder: Path) -> None:
        """Say the new folder in the question that is open."""
        if self._dialog is not None:
            self._dialog.show_folder(folder)

    def _order(self, dialog: IssueDialog) -> Order:
        ticked = dialog.model.ticked
        return Order(
            class_id=self._class_id, enrolment_ids=tuple(each.id for each in ticked),
            names={each.id: each.name for each in ticked if each.name}, whole_class=dialog.whole_class,
            place=dialog.place_field.text().strip(), language=str(dialog.language.current),
        )  # fmt: skip

    def _draw(self) -> None:
        dialog = self._dialog
        # A late timer must not start work for a window that has gone.
        if dialog is None or not dialog.isVisible() or not dialog.ready():
            return
        workspace, order = self._desk.workspace, self._order(dialog)
        self._desk.jobs.start(lambda _progress: preview(workspace, order), done=self._drawn, failed=self._not_drawn)

    def _drawn(self, image: QImage) -> None:
        if self._dialog is not None:
            self._dialog.show_preview(image)

    def _not_drawn(self, error: Exception) -> None:
        if self._dialog is not None:
            message = message_of(error)
            self._dialog.say_problem(message.tone, message.title, message.text)

    def _close(self) -> None:
        self._dialog = None
        self._pause.stop()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _over(self) -> None:
        self._job = None
        self.progress.hide()

    def _done(self, made: Made) -> None:
        self._over()
        self.made.emit(made)

    def _failed(self, error: Exception) -> None:
        self._over()
        self.failed.emit(error)
