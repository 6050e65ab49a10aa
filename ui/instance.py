"""A second start of the program raises the window of the first."""

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
        self._name = claim.name
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
    socket.connectToServer(claim.name)
    reached = socket.waitForConnected(PATIENCE_MS)
    socket.disconnectFromServer()
    return reached
