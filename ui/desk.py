"""What every page works with: the records, who is at work and where, and the window around it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject

from op_desktop.domain.account import Account
from op_desktop.domain.record import RecordId
from op_desktop.register.view import View, view_of
from op_desktop.security.permissions import Permission, allowed
from op_desktop.workspace import Workspace
from ui.changes import ChangeNotifier
from ui.jobs import JobRunner
from ui.leave import Leave
from ui.main_window import MainWindow
from ui.preferences import Preferences
from ui.printer import Printers, system_printer
from ui.theme import Theme
from ui.veil import NameVeil


@dataclass(slots=True)
class Desk:
    """One person at work in one workspace; made anew at each sign-in."""

    workspace: Workspace
    window: MainWindow
    account: Account
    changes: ChangeNotifier
    jobs: JobRunner
    preferences: Preferences
    place: RecordId | None = None
    """The venue or school everything is filtered by; None for all places."""
    hand_over_folder: Path = field(default_factory=Path.home)
    names: NameVeil = field(default_factory=NameVeil)
    """Whether names may be seen."""
    leave: Leave = field(default_factory=Leave)
    """Says that the lock or the end of the session is near."""
    printer: Printers = system_printer
    """The way to paper; gives None where there is no printer."""
    restore: Callable[[Path], object] | None = None
    """Puts a backup in the place of the data and opens it again; None where that cannot be done from the window."""

    @property
    def theme(self) -> Theme:
        """Colours and fonts."""
        return self.window.theme

    def may(self, permission: Permission) -> bool:
        """Whether the person's roles have this permission."""
        return allowed(self.workspace.actor, permission)

    @property
    def view(self) -> View:
        """What of everybody's work the person at work is shown."""
        return view_of(self.workspace.actor)

    def go(self, page: str, **where: object) -> None:
        """Open another page at a thing."""
        self.window.show_page(page, **where)


def new_desk(
    workspace: Workspace,
    window: MainWindow,
    account: Account,
    parent: QObject,
    preferences: Preferences | None = None,
) -> Desk:
    """The desk of this person; without ``preferences`` what is chosen is forgotten at the end."""
    changes, jobs = ChangeNotifier(workspace, parent), JobRunner(parent)
    desk = Desk(workspace, window, account, changes, jobs, preferences or Preferences(window.theme, parent=parent))
    desk.names.changed.connect(lambda: window.top.hide_name(desk.names.hidden))
    return desk
