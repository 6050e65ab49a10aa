"""A second start of the program raises the window of the first."""

import hashlib
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from ui.claim import Claim

PATIENCE_MS: Final = 1000


class Instance(QObject):
    """The program that holds a folder, listening for later starts."""

    called = Signal()
    """Somebody started the program again."""

    def __init__(self, claim: Claim, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = socket_name(claim.folder)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def listen(self) -> bool:
        """Hear of later starts; False where the system does not let us."""
        QLocalServer.removeServer(self._name)
        return self._server.listen(self._name)

    def _answer(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.close()
            self.called.emit()


def call_first(claim: Claim) -> bool:
    """Ask the program that holds the folder to show itself; False where it does not answer."""
    socket = QLocalSocket()
    socket.connectToServer(socket_name(claim.folder))
    reached = socket.waitForConnected(PATIENCE_MS)
    socket.disconnectFromServer()
    return reached


def socket_name(folder: Path) -> str:
    """What a folder is called among sockets, for which its own name would be too long."""
    return f"op-desktop-{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]}"
