"""Counts the regulars of one lab after the other, while the list is on show already."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from op_desktop.domain.record import RecordId
from op_desktop.register.regulars import regulars
from op_desktop.workspace import Workspace


class RegularCounts(QObject):
    """``counts`` holds what is known so far; ``counted`` tells that all asked for is known."""

    counted = Signal()

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self.counts: dict[RecordId, int] = {}
        self._workspace = workspace
        self._waiting: list[RecordId] = []
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._count_next)

    def ask(self, labs: Iterable[RecordId]) -> None:
        """Count these labs in place of those still waiting."""
        self._waiting = list(labs)
        self._timer.start()

    def stop(self) -> None:
        """Count no further: nobody looks any more."""
        self._timer.stop()

    def _count_next(self) -> None:
        if self._waiting:
            lab = self._waiting.pop(0)
            with self._workspace.read() as reader:
                self.counts[lab] = len(regulars(reader, lab))
        if not self._waiting:
            self._timer.stop()
            self.counted.emit()
