"""The steps of one page that can be taken back, and done again."""

from op_desktop.storage.unit_of_work import ChangeSet
from op_desktop.workspace import Workspace

MOST_STEPS = 100


class UndoSteps:
    """Last in, first out, for as long as the page lives."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._done: list[ChangeSet] = []
        self._undone: list[ChangeSet] = []

    def remember(self, changes: ChangeSet) -> None:
        """A save of this page; what had been taken back before can no longer be done again."""
        if changes.steps:
            self._done = [*self._done, changes][-MOST_STEPS:]
            self._undone.clear()

    def forget(self) -> None:
        """Let go of every step: one would bring back, or at least name, what is gone for good."""
        self._done.clear()
        self._undone.clear()

    def undo(self) -> str:
        """Take the last step back; returns its name, or nothing where there is none.

        Raises ``UserError`` where the record was changed again since; the step is then forgotten.
        """
        return self._move(self._done, self._undone)

    def redo(self) -> str:
        """Do the last step taken back again; returns its name, or nothing where there is none."""
        return self._move(self._undone, self._done)

    def _move(self, source: list[ChangeSet], target: list[ChangeSet]) -> str:
        if not source:
            return ""
        changes = source.pop()
        target.append(self._workspace.revert(changes))
        return changes.label
