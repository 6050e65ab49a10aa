"""Makes the register ready while nobody asks for anything: what educators open most, in front of a class."""

from typing import Final, Protocol, runtime_checkable

from PySide6.QtCore import QObject, QTimer

from op_desktop.security.permissions import Permission
from ui.desk import Desk
from ui.next_things import next_class

REST_MS: Final = 400
"""So long nothing was opened before a page is made ahead."""
PAGE: Final = "classes"


@runtime_checkable
class Preparing(Protocol):
    """A page that can make itself ready behind another one."""

    def prepare(self, class_id: str) -> None:
        """Read and lay out what will be asked for next; it is read again when it is."""


class Ahead(QObject):
    """Builds the page, then fills it, in two steps between which the window answers."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._step = QTimer(self, singleShot=True, interval=REST_MS)
        self._step.timeout.connect(self._go_on)
        desk.window.page_shown.connect(self._wait_longer)

    def start(self) -> None:
        """From now on a moment of rest is used."""
        self._step.start()

    def stop(self) -> None:
        """Make nothing ready any more."""
        self._step.stop()

    def _wait_longer(self, key: str) -> None:
        if key == PAGE:
            self._step.stop()
        elif self._step.isActive():
            self._step.start()

    def _go_on(self) -> None:
        window = self._desk.window
        if not self._desk.may(Permission.WRITE_CLASSES):
            return
        if window.page(PAGE) is None:
            # Other pages may have been put in meanwhile, this one not among them.
            if window.built(PAGE) is not None:
                self._step.start()
            return
        with self._desk.workspace.read() as reader:
            class_id = next_class(reader, self._desk.place)
        page = window.page(PAGE)
        if class_id is not None and isinstance(page, Preparing):
            page.prepare(class_id)
