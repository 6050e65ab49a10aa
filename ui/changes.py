"""What was saved, as a signal of the window's thread, whoever saved it."""

from PySide6.QtCore import QObject, Signal

from op_desktop.workspace import Workspace


class ChangeNotifier(QObject):
    """Turns the workspace's announcements into ``changed``; must outlive all who write."""

    changed = Signal(object)
    """The ``ChangeSet`` of a save; receivers in the window's thread get it there."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._leave = workspace.subscribe(self.changed.emit)

    def stop(self) -> None:
        """Hear no more of this workspace."""
        self._leave()
