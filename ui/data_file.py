"""Opens a data file for the window: its key, its upgrade, and the questions that come before any work."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from op_desktop import vault
from op_desktop.domain.formats import format_date
from op_desktop.errors import UserError
from op_desktop.language import _, ngettext
from op_desktop.paths import Folders
from op_desktop.progress import Progress
from op_desktop.security import os_keyring
from op_desktop.storage.backup import FOLDER, REPLACED, Backup, backups, restore
from op_desktop.storage.clock import Wall, local_time
from op_desktop.storage.database import DataOlder, DataUnreadable
from op_desktop.storage.resuming import DataExchanged, DataRewound
from op_desktop.workspace import DATABASE, Workspace
from ui.dialogs.patience import Patience
from ui.dialogs.trouble import Trouble
from ui.dialogs.unlock import Unlock
from ui.jobs import JobRunner
from ui.main_window import MainWindow
from ui.messages import Message, message_of

Way = tuple[str, Callable[[], object]]
"""The words of a button and what it does."""


class DataFile(QObject):
    """Between a folder and its opened workspace."""

    opened = Signal(object, object)
    """The workspace and its key, None where it is not encrypted."""

    def __init__(self, window: MainWindow, where: Folders, wall: Wall, parent: QObject) -> None:
        super().__init__(parent)
        self.window = window
        self._where, self._wall = where, wall
        self._stage: Callable[[], object] = lambda: None
        self._jobs = JobRunner(self)

    def show_again(self) -> None:
        """Ask once more what was being asked, in a window that was made anew."""
        self._stage()

    def open(self, folder: Path) -> None:
        """Open a folder's data, asking for what is needed."""
        try:
            if not vault.is_sealed(folder):
                self.open_with(folder, None)
            elif (key := vault.recall(folder)) is not None:
                self.open_with(folder, key)
            else:
                self._show(lambda: self._ask_key(folder))
        except UserError as error:
            self._refused(folder, None, error)

    def open_with(self, folder: Path, key: bytes | None, *, on_purpose: bool = False) -> None:
        """Open a folder's data with its key; ``on_purpose`` goes on with a file that was put there in place of ours."""
        opening = partial(
            Workspace.open, folder, key=key, wall=self._wall, state=self._where.state, on_purpose=on_purpose
        )
        try:
            workspace = opening(upgrade=False)
        except DataOlder:
            self._upgrade(folder, key, opening)
        except UserError as error:
            self._refused(folder, key, error)
        else:
            self.opened.emit(workspace, key)

    def stop(self) -> None:
        """Begin nothing any more."""
        self._jobs.stop()

    def _refused(self, folder: Path, key: bytes | None, error: Exception) -> None:
        # Told anew in a window that speaks another language.
        self._show(lambda: self._explain(folder, key, error))

    def _explain(self, folder: Path, key: bytes | None, error: Exception) -> None:
        if isinstance(error, DataUnreadable):
            self._tell_unreadable(folder, key, error)
        elif isinstance(error, DataRewound):
            self._ask_rewound(folder, key, error)
        elif isinstance(error, DataExchanged):
            self._ask_exchanged(folder, key, error)
        else:
            self._tell(folder, message_of(error))

    def _ask_key(self, folder: Path) -> None:
        dialog = Unlock(self.window.theme, folder, can_remember=os_keyring.usable())
        dialog.accepted.connect(lambda: self.open_with(folder, dialog.key))
        dialog.rejected.connect(QApplication.quit)
        self.window.ask(dialog)

    def _upgrade(self, folder: Path, key: bytes | None, opening: "partial[Workspace]") -> None:
        """Bring the file up to date off the window's thread: with six years in it, the backup takes a while."""
        waiting: list[Patience] = []

        def show() -> None:
            card = Patience(
                self.window.theme,
                _("Bringing your data up to date…"),
                _("It comes from an earlier version of OP Desktop. A backup is made first."),
            )
            waiting.append(card)
            self.window.ask(card)

        def end(act: Callable[..., object], *given: Any) -> None:
            waiting[-1].reject()
            act(*given)

        def upgraded(workspace: Workspace) -> None:
            end(self.opened.emit, workspace, key)

        def work(_progress: Progress) -> Workspace:
            return opening()

        self._show(show)
        self._jobs.start(work, done=upgraded, failed=lambda error: end(self._refused, folder, key, error))

    def _ask_rewound(self, folder: Path, key: bytes | None, error: DataRewound) -> None:
        lacking = int(str(error.facts["lacking"]))
        missing = ngettext(
            "{n} change that was written on this computer is not in it.",
            "{n} changes that were written on this computer are not in it.",
            lacking,
        )
        text = _(
            "If somebody put a backup back on purpose, the work goes on from here and the next hand-over sends "
            "everything again. If not, the right file has to be put back."
        )
        message = Message("warning", error.headline, f"{missing.format(n=lacking)} {text}" if lacking else text)
        self._ask(folder, key, message, _("Put back on purpose"))

    def _ask_exchanged(self, folder: Path, key: bytes | None, error: DataExchanged) -> None:
        text = _(
            "If somebody put it there on purpose, you can work with it. If not, the right file has to be put back: "
            "nothing was changed."
        )
        self._ask(folder, key, Message("warning", error.headline, text), _("Work with this data"))

    def _ask(self, folder: Path, key: bytes | None, message: Message, words: str) -> None:
        wrong = (_("It is the wrong file"), lambda: self._show(lambda: self._tell_wrong(folder)))
        self._tell(folder, message, [wrong, (words, lambda: self.open_with(folder, key, on_purpose=True))], look=False)

    def _tell_wrong(self, folder: Path) -> None:
        text = _(
            "Close OP Desktop and put the right file {file} into {folder}. Backups are in {backups}; "
            "what a backup replaced is in {replaced}."
        ).format(file=DATABASE, folder=folder, backups=folder / FOLDER, replaced=folder / REPLACED)
        again = (_("Try again"), lambda: self.open(folder))
        self._tell(folder, Message("warning", _("The right file has to be put back."), text), [again])

    def _tell_unreadable(self, folder: Path, key: bytes | None, error: DataUnreadable) -> None:
        latest = next(iter(backups(folder)), None)
        if latest is None:
            self._tell(folder, message_of(error))
            return
        text = _("The last good backup is from {when}.").format(when=self._when(latest))
        use = (_("Use the backup"), lambda: self._use(folder, latest, key))
        self._tell(folder, Message("danger", _("The data file cannot be read."), text), [use])

    def _use(self, folder: Path, backup: Backup, key: bytes | None) -> None:
        try:
            restore(folder, backup.path, DATABASE, local_time(self._wall()), key)
        except UserError as error:
            self._show(partial(self._tell, folder, message_of(error)))
        else:
            self.open_with(folder, key)

    def _tell(self, folder: Path, message: Message, ways: Sequence[Way] = (), *, look: bool = True) -> None:
        open_it = (_("Open the folder"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
        trouble = Trouble(self.window.theme, message, [*ways, open_it] if look else ways)
        trouble.rejected.connect(QApplication.quit)
        self.window.ask(trouble)

    def _show(self, stage: Callable[[], object]) -> None:
        self._stage = stage
        stage()

    def _when(self, backup: Backup) -> str:
        time = backup.made_at.strftime("%H:%M")
        if backup.made_at.date() == local_time(self._wall()).date():
            return _("today at {time}").format(time=time)
        return _("{day} at {time}").format(day=format_date(backup.made_at.date()), time=time)
