"""Notices that nobody has used the window for a while, or that the computer has slept meanwhile."""

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow

_USE: Final = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    )
)
_WAKING: Final = _USE | {QEvent.Type.Expose, QEvent.Type.FocusIn}
LOOK_MS: Final = 5_000
"""How often the clock is looked at while the window is watched."""
SLEPT_S: Final = 30.0
"""A longer silence than this between two looks is a sleep: no program of ours is busy for so long."""
_SLEEPLESS: Final = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))


def seconds_awake_and_asleep() -> float:
    """A clock that nobody sets and that goes on while the computer sleeps."""
    # Linux stops its usual one in its sleep, and macOS the one that Python takes; that of Windows goes on.
    return time.clock_gettime(_SLEEPLESS) if _SLEEPLESS is not None else time.monotonic()


class IdleWatch(QObject):
    """Watches one native window only, so that ordinary events of the program cost nothing."""

    idle = Signal()
    """Nobody was there for a while, or the computer slept."""

    def __init__(self, parent: QObject, clock: Callable[[], float] = seconds_awake_and_asleep) -> None:
        super().__init__(parent)
        self._clock = clock
        self._seen = 0.0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.idle)
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self.look)

    def watch(self, window: QWindow, milliseconds: int) -> None:
        """Announce ``idle`` after this time without keys or pointer, and after a sleep; 0 stops watching."""
        window.installEventFilter(self)
        self._timer.setInterval(milliseconds)
        self._seen = self._clock()
        for timer in (self._timer, self._look):
            if milliseconds:
                timer.start()
            else:
                timer.stop()

    def put_off(self) -> None:
        """Somebody uses another window of the program: start counting again."""
        if self._timer.interval():
            self._timer.start()

    def look(self) -> bool:
        """Whether the computer has slept since the last look, which is then announced."""
        before, self._seen = self._seen, self._clock()
        slept = self._seen - before > SLEPT_S
        if slept:
            self.idle.emit()
        return slept

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Start counting again at every use; what is done first after a sleep is kept from the window."""
        if not self._timer.interval() or event.type() not in _WAKING:
            return False
        if self.look():
            return event.type() in _USE
        if event.type() in _USE:
            self._timer.start()
        return False
