"""What happens when the program itself is at fault: a line in the diary, and word to the window."""

import faulthandler
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import QObject, Signal

CRASHES = "crash.log"
"""Beside the diary: where Python stood when the process itself died."""


class Defects(QObject):
    """Takes every exception that nobody expected, in whatever thread it happened."""

    met = Signal(object)
    """The exception, in the thread of the window."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._crashes: IO[str] | None = None

    def watch(self, logs: Path) -> None:
        """Take all exceptions from now on."""
        self._crashes = (logs / CRASHES).open("a", encoding="utf-8")
        faulthandler.enable(self._crashes)
        sys.excepthook = self.take
        threading.excepthook = lambda it: self.take(it.exc_type, it.exc_value, it.exc_traceback)

    def stop(self) -> None:
        """Leave exceptions to Python again."""
        sys.excepthook, threading.excepthook = sys.__excepthook__, threading.__excepthook__
        if self._crashes is not None:
            faulthandler.disable()
            self._crashes.close()

    def take(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """Write the exception down and announce it; Qt calls this in the thread where it happened."""
        if error is None or issubclass(kind, KeyboardInterrupt | SystemExit):
            sys.__excepthook__(kind, error or kind(), trace)
            return
        # The diary's library is not loaded for the first frame, and hopefully not for this.
        import logging  # noqa: PLC0415

        logging.getLogger(__name__).error("defect in %s", threading.get_ident(), exc_info=(kind, error, trace))
        self.met.emit(error)
