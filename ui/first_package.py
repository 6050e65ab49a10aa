"""The package that a new workspace begins with: looked at, its sender compared by telephone, then taken in."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from op_desktop.language import _
from op_desktop.progress import Progress
from op_desktop.sync.envelope import PLAIN_ENDING, SEALED_ENDING
from op_desktop.sync.incoming import Received, take_in
from op_desktop.sync.inspection import Inspection, Verdict, inspect
from op_desktop.workspace import SYSTEM, Workspace
from ui.dialogs.patience import Patience
from ui.dialogs.trouble import Trouble
from ui.jobs import JobRunner
from ui.main_window import MainWindow
from ui.messages import Message, message_of


class FirstPackage(QObject):
    """Takes one package into a workspace in which nobody is at work yet."""

    finished = Signal()
    """The package is in, or the person goes on without it."""

    def __init__(self, window: MainWindow, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._workspace = window, workspace
        self._jobs = JobRunner(self)

    def begin(self, path: Path) -> None:
        """Look at a package; what is not whole or not for us is said, and nothing is written."""
        # Nobody has signed in: what the administration prepared is taken in as the program itself.
        self._workspace.actor = SYSTEM
        self._wait(_("Looking at the package…"), lambda progress: inspect(self._workspace, path, progress=progress),
                   self._inspected)  # fmt: skip

    def _inspected(self, found: Inspection) -> None:
        if found.verdict is Verdict.REFUSED and found.refusal is not None:
            self._tell(message_of(found.refusal))
        elif found.verdict is Verdict.UNKNOWN_DEVICE:
            self._compare(found)
        else:
            self._take(found.path)

    def _compare(self, found: Inspection) -> None:
        words = " · ".join(found.words)
        text = _("Call whoever gave it to you. These six words have to be the same on both computers: {words}.")
        message = Message("info", _("The package comes from “{device}”.").format(device=found.device),
                          text.format(words=words))  # fmt: skip
        same = (_("The words are the same"), lambda: self._take(found.path))
        self._ask(message, [same, (_("Choose another package"), self._choose)])

    def _take(self, path: Path) -> None:
        self._wait(
            _("Taking the package in…"),
            lambda progress: take_in(self._workspace, path, accept_new=True, progress=progress), self._taken,
        )  # fmt: skip

    def _taken(self, _received: Received) -> None:
        self.finished.emit()

    def _choose(self) -> None:
        kinds = _("Packages") + f" (*{SEALED_ENDING} *{PLAIN_ENDING})"
        chosen, _kind = QFileDialog.getOpenFileName(self._window, _("Choose the package"), str(Path.home()), kinds)
        if chosen:
            self.begin(Path(chosen))
        else:
            self.finished.emit()

    def _tell(self, message: Message) -> None:
        self._ask(message, [(_("Choose another package"), self._choose)])

    def _ask(self, message: Message, ways: list[tuple[str, Callable[[], object]]]) -> None:
        without = (_("Go on without it"), self.finished.emit)
        trouble = Trouble(self._window.theme, message, [*ways, without])
        trouble.cancel.hide()
        trouble.rejected.connect(self.finished)
        self._window.ask(trouble)

    def _wait(self, words: str, work: Callable[[Progress], Any], done: Callable[[Any], object]) -> None:
        waiting = Patience(self._window.theme, words, _("It is checked to the last byte before anything is written."))
        self._window.ask(waiting)

        def end(act: Callable[..., object], given: Any) -> None:
            waiting.reject()
            act(given)

        self._jobs.start(
            work, done=lambda found: end(done, found), failed=lambda error: end(self._tell, message_of(error))
        )
