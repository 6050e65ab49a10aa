"""Makes ready, while nobody asks for anything, what takes long the first time: the next register, the figures."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Final, Protocol, runtime_checkable

from PySide6.QtCore import QObject, QTimer

from op_desktop.register.view import figures_of
from op_desktop.security.permissions import Permission
from ui.desk import Desk
from ui.jobs import Job
from ui.next_things import next_class

REST_MS: Final = 400
"""So long nothing was opened before each step."""
PAGE: Final = "classes"
_log = logging.getLogger(__name__)


@runtime_checkable
class Preparing(Protocol):
    """A page that can make itself ready behind another one."""

    def prepare(self, class_id: str) -> None:
        """Read and lay out what will be asked for next; it is read again when it is."""


class Ahead(QObject):
    """One step at a time, between which the window answers: the register, in front of a class what educators open
    most, is built, then filled; the queries of the figures are made for who publishes them.
    """

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._left: list[Callable[[], object]] = []
        self._queries: Job | None = None
        self._step = QTimer(self, singleShot=True, interval=REST_MS)
        self._step.timeout.connect(self._go_on)
        desk.window.page_shown.connect(self._wait_longer)

    def start(self) -> None:
        """From now on a moment of rest is used."""
        register = [self._build, self._fill] if self._desk.may(Permission.WRITE_CLASSES) else []
        figures = [self._make_queries] if self._desk.may(Permission.WRITE_METRICS) else []
        self._left = [*register, *figures]
        self._step.start()

    def stop(self) -> None:
        """Make nothing ready any more."""
        self._left = []
        self._step.stop()
        self._give_way()

    def _wait_longer(self, key: str) -> None:
        # Whoever asks for something does not wait behind what nobody asked for.
        self._give_way()
        if key == PAGE:
            self._left = [step for step in self._left if step not in (self._build, self._fill)]
        if self._step.isActive():
            self._step.start()

    def _go_on(self) -> None:
        if self._left:
            self._left.pop(0)()
            self._step.start()

    def _build(self) -> None:
        self._desk.window.built(PAGE)

    def _fill(self) -> None:
        page = self._desk.window.page(PAGE)
        with self._desk.workspace.read() as reader:
            class_id = next_class(reader, self._desk.place)
        if class_id is not None and isinstance(page, Preparing):
            page.prepare(class_id)

    def _make_queries(self) -> None:
        # Loaded with the pages.
        from ui.pages.metrics_board import make_queries  # noqa: PLC0415

        workspace = self._desk.workspace
        work = partial(make_queries, workspace, figures_of(workspace.actor))
        self._queries = self._desk.jobs.start(
            work, done=lambda _nothing: None, failed=_log.warning, over=self._queries_over
        )

    def _queries_over(self) -> None:
        self._queries = None

    def _give_way(self) -> None:
        if self._queries is not None:
            self._queries.cancel()
