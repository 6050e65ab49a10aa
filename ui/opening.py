"""From a painted window to a person at work: finds the data, opens it, asks who is there."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from op_desktop.domain.account import Account
from op_desktop.domain.record import RecordId
from op_desktop.language import _
from op_desktop.paths import Folders
from op_desktop.storage.backup import restore, verify
from op_desktop.storage.clock import Wall, local_time, system_wall
from op_desktop.workspace import DATABASE, Workspace
from ui.beginning import PRACTICE, REAL, Beginning
from ui.data_file import DataFile
from ui.dialogs.dialog import Dialog
from ui.dialogs.lock import CodeAnswer, LockScreen
from ui.main_window import MainWindow
from ui.navigation import promised
from ui.pages.page import Page
from ui.preferences import Preferences
from ui.session import Session
from ui.signing_in import enter, lock_users

LAST: Final = "last_account"
"""Local name of who was at work last."""
IDLE_ALONE, IDLE_SHARED = 15, 5
"""Minutes without use until the window locks itself, on a personal and on a shared computer."""


class Opening(QObject):
    """Everything between the first frame and the first page, and back to it when the window is locked."""

    at_work = Signal(object)
    """The page in front."""

    def __init__(
        self,
        window: MainWindow,
        preferences: Preferences,
        where: Folders,
        parent: QObject | None = None,
        *,
        wall: Wall = system_wall,
    ) -> None:
        super().__init__(parent)
        self.window, self._preferences, self._where, self._wall = window, preferences, where, wall
        self.workspace: Workspace | None = None
        self.session: Session | None = None
        self._key: bytes | None = None
        self._locked = False
        self._stage: Callable[[], object] = self.start
        self._begin = Beginning(preferences, where, wall, self)
        self._begin.made.connect(self._take)
        self._file = DataFile(window, where, wall, self)
        self._file.opened.connect(self._take)
        window.lock_requested.connect(self.lock)

    def start(self) -> None:
        """Open what was open last, what lies in its place, or begin."""
        folder = self._find()
        if folder is None:
            self._stage = lambda: self._begin.ask(self.window)
            self._stage()
        else:
            self._stage = self._file.show_again
            self._file.open(folder)

    def move_to(self, window: MainWindow) -> None:
        """Go on in a new window, made because its texts are in another language."""
        page = self.window.current_key
        self.window = self._file.window = window
        window.lock_requested.connect(self.lock)
        if self.session is None:
            self._stage()
            return
        account = self.session.desk.account
        self._end_session()
        self._work(account, page)

    def lock(self) -> None:
        """Hide the work until somebody says who they are."""
        if self._locked or self.workspace is None:
            return
        self._locked = True
        if self.session is not None:
            self.session.desk.leave.near.emit()
        at_work = self.session.desk.account if self.session is not None else None
        users = lock_users(self.workspace)
        current = at_work.id if at_work is not None else self.workspace.local(LAST)
        time = self.workspace.now.strftime("%H:%M")
        note = (
            _("{name}'s work is saved up to {time}.").format(name=at_work.name.split()[0], time=time) if at_work else ""
        )
        screen = LockScreen(self.window.theme, users, self._verify, current=current, note=note)
        screen.opened.connect(self._unlocked)
        self.window.lock(screen)

    def tell_defect(self, error: BaseException) -> bool:
        """Show a defect on the page in front; False where there is none."""
        page = self.window.page(self.window.current_key)
        if isinstance(page, Page) and isinstance(error, Exception):
            page.tell_error(error)
            return True
        return False

    def close(self) -> None:
        """Let go of everything, for good."""
        self._file.stop()
        self._leave()

    def _leave(self) -> None:
        self._end_session()
        if self.workspace is not None:
            self.workspace.close()
            self.workspace = None

    def _find(self) -> Path | None:
        last = self._preferences.settings.last_workspace
        candidates = [Path(last)] if last else []
        candidates += [self._where.data / REAL, self._where.data / PRACTICE]
        return next((folder for folder in candidates if (folder / DATABASE).exists()), None)

    def _take(
        self, workspace: Workspace, key: bytes | None, account_id: RecordId | None = None, paste: bool = False
    ) -> None:
        """Work can begin in this workspace, for somebody who is there already or for whoever says so; ``paste`` asks
        for the first class's list."""
        self.workspace, self._key = workspace, key
        self._preferences.change(last_workspace=str(workspace.folder))
        users = lock_users(workspace)
        alone = users[0].id if len(users) == 1 and not users[0].digits else None
        if account_id is None and alone is None:
            self._stage = self.lock
            self.lock()
            return
        found = RecordId(str(account_id or alone))
        if account_id is None:
            enter(workspace, found, "")
        self._come_in(found)
        if paste:
            self.window.show_page("classes", first_list=True)

    def _verify(self, account_id: object, code: str) -> CodeAnswer:
        assert self.workspace is not None
        return enter(self.workspace, RecordId(str(account_id)), code)

    def _unlocked(self, account_id: object) -> None:
        self._locked = False
        self._come_in(RecordId(str(account_id)))

    def _come_in(self, account_id: RecordId) -> None:
        assert self.workspace is not None
        if self.session is not None and self.session.desk.account.id == account_id:
            return
        self._end_session()
        self.workspace.keep_local(LAST, account_id)
        with self.workspace.read() as reader:
            account = reader.require(Account, account_id)
        self._work(account)

    def _work(self, account: Account, page: str = "home") -> None:
        assert self.workspace is not None
        self.session = Session(self.workspace, self.window, self._preferences, account, self)
        self.session.practice_ended.connect(self._ask_to_delete)
        if self.workspace.folder is not None:
            self.session.desk.restore = self._restore
        users = lock_users(self.workspace)
        minutes = IDLE_SHARED if len(users) > 1 else IDLE_ALONE
        self.window.set_idle_lock(minutes if any(user.digits for user in users) else 0)
        self.at_work.emit(self.session.begin(page))

    def _end_session(self) -> None:
        if self.session is not None:
            session, self.session = self.session, None
            session.end()

    def _restore(self, backup: Path) -> None:
        """Put a backup in the place of the data; raises what ``storage.backup.restore`` raises."""
        workspace, key = self.workspace, self._key
        assert workspace is not None
        folder = workspace.folder
        assert folder is not None
        verify(backup, key)
        self._leave()
        restore(folder, backup, DATABASE, local_time(self._wall()), key)
        self._file.open_with(folder, key)

    def _ask_to_delete(self) -> None:
        dialog = Dialog(
            self.window.theme,
            _("Delete the practice data?"),
            _("The invented people and places go, with everything you tried. You begin anew with your own."),
            confirm=_("Delete it"),
            danger=True,
        )
        dialog.accepted.connect(self._delete_practice)
        self.window.ask(dialog)

    def _delete_practice(self) -> None:
        assert self.workspace is not None
        folder, known = self.workspace.folder, self._where.data / PRACTICE
        self._leave()
        if folder == known:
            shutil.rmtree(folder)
        elif folder is not None:
            # Somewhere else there may be more than our file.
            for ending in ("", "-wal", "-shm"):
                (folder / f"{DATABASE}{ending}").unlink(missing_ok=True)
        self._preferences.change(last_workspace=None)
        self.window.strips.clear()
        self.window.set_user("", "")
        self.window.set_saved("")
        self.window.set_pages(promised())
        self.start()
