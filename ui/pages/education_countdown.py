"""A timer in front of a class: minutes and seconds that are left for a task."""

from collections.abc import Callable
from math import ceil
from time import monotonic
from typing import Final

from PySide6.QtCore import QTimer

from op_desktop.language import _
from ui.widgets.label import Label

START_MINUTES: Final = 3
MOST_MINUTES: Final = 60
TICK_MS: Final = 200


class Countdown(Label):
    """Hidden until it is started; at the end it says that the time is up."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """``clock`` counts seconds."""
        super().__init__("", "hero")
        self._clock = clock
        self._end = 0.0
        self._ticks = QTimer(self, interval=TICK_MS)
        self._ticks.timeout.connect(self.tick)
        policy = self.sizePolicy()
        # What stands below must not jump when the timer comes.
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()

    @property
    def running(self) -> bool:
        """Whether it is in front, counting or at its end."""
        return not self.isHidden()

    @property
    def seconds(self) -> int:
        """The seconds that are left."""
        return max(0, ceil(self._end - self._clock()))

    def toggle(self) -> None:
        """Start, or take away."""
        if self.running:
            self._ticks.stop()
            self.hide()
            return
        self._end = self._clock() + START_MINUTES * 60
        self._ticks.start()
        self.show()
        self.tick()

    def add(self, minutes: int) -> None:
        """Give more minutes or fewer; never none, so that a slip does not end the task."""
        if not self.running:
            return
        left = min(MOST_MINUTES * 60, self.seconds + minutes * 60)
        if left > 0:
            self._end = self._clock() + left
            self._ticks.start()
            self.tick()

    def tick(self) -> None:
        """Show what is left."""
        left = self.seconds
        if left == 0:
            self._ticks.stop()
        self.set_ink("danger" if left == 0 else "primary_text")
        self.setText(_("Time is up!") if left == 0 else f"{left // 60}:{left % 60:02}")
