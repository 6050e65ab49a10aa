"""The lock on the data folder: one program at a time."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QLockFile

LOCK: Final = "op-desktop.lock"


class Claim:
    """This process among those that want the same data folder."""

    def __init__(self, folder: Path) -> None:
        self._lock = QLockFile(str(folder / LOCK))
        self._lock.setStaleLockTime(0)
        self.folder = folder

    def take(self) -> bool:
        """Lock the folder; False where another program has it."""
        return self._lock.tryLock(0)

    def release(self) -> None:
        """Let go of the folder."""
        self._lock.unlock()
