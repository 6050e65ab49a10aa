"""A real window on an empty training workspace, for what is measured through it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from op_desktop.domain.account import Account
from op_desktop.domain.record import RecordId
from op_desktop.progress import SILENT
from op_desktop.security.permissions import Actor
from op_desktop.storage.clock import ROME
from op_desktop.workspace import Workspace
from ui.desk import Desk, new_desk
from ui.main_window import MainWindow
from ui.navigation import entries, load_pages
from ui.theme import Scheme, Theme


@contextmanager
def desk_at(folder: Path, now: datetime) -> Iterator[Desk]:
    """Somebody with all roles at work in this folder, at this civil time, some moments after the start."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    workspace = Workspace.open(folder, wall=lambda: now.replace(tzinfo=ROME), label="bench", training=True)
    account = Account(id=RecordId("bench"), name="Marta Colombo", educator=True, operator=True, administrator=True)
    workspace.actor = Actor(account.id, account.roles)
    window = MainWindow(Theme(application, Scheme.LIGHT))
    window.resize(1366, 768)
    window.show()
    desk = new_desk(workspace, window, account, window)
    window.set_pages(entries(desk))
    # As the program does while somebody signs in.
    load_pages(SILENT)
    try:
        yield desk
    finally:
        desk.jobs.stop()
        desk.changes.stop()
        window.close()
        workspace.close()
