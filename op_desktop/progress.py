"""How long work tells where it is and learns that it should stop."""

from typing import Protocol


class Cancelled(Exception):
    """The person asked the work to stop; nothing it wrote is kept."""


class Progress(Protocol):
    """Handed to long work, which calls ``step`` as it goes."""

    def step(self, done: int, total: int, text: str = "") -> None:
        """Tell that ``done`` of ``total`` is finished (total 0: unknown); may raise ``Cancelled``."""


class Silent:
    """Progress that nobody watches."""

    def step(self, done: int, total: int, text: str = "") -> None:
        """Ignore the step."""


SILENT: Progress = Silent()
