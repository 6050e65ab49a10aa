"""What a command shows while it works and when it is done: progress, times, tables."""

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TextIO
from unicodedata import combining, east_asian_width

from op_desktop.domain.formats import format_number
from op_desktop.language import _

_TELL_EVERY = 0.1
_BAR = 24


@dataclass(slots=True)
class TerminalProgress:
    """One line on standard error that is written over; nothing where nobody watches."""

    stream: TextIO = field(default_factory=lambda: sys.stderr)
    _told: float = 0.0
    _width: int = 0

    def step(self, done: int, total: int, text: str = "") -> None:
        """Show where the work is."""
        now = time.monotonic()
        if not self.stream.isatty() or (now - self._told < _TELL_EVERY and done < total):
            return
        self._told = now
        filled = _BAR * min(done, total) // total if total else 0
        bar = f"[{'#' * filled}{'·' * (_BAR - filled)}] {done * 100 // total:3} % " if total else ""
        self._show(f"{bar}{text}"[:78])

    def clear(self) -> None:
        """Take the line away."""
        if self._width:
            self._show("")
            self.stream.write("\r")
            self.stream.flush()

    def _show(self, line: str) -> None:
        self.stream.write("\r" + line.ljust(self._width))
        self._width = len(line)
        self.stream.flush()


@dataclass(slots=True)
class Stopwatch:
    """How long the parts of a command took, told at its end where that was asked for."""

    laps: list[tuple[str, float]] = field(default_factory=list)

    @contextmanager
    def lap(self, name: str) -> Iterator[None]:
        """Time a part."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self.laps.append((name, time.perf_counter() - started))

    def report(self) -> str:
        """The times and the most memory that this process ever held."""
        lines = [[name, _("{n} s").format(n=format_number(seconds, decimals=1))] for name, seconds in self.laps]
        peak = peak_memory()
        if peak:
            lines.append([_("Most memory"), _("{n} MB").format(n=format_number(peak // 2**20))])
        return table(lines, "<>")


def peak_memory() -> int:
    """The most memory that this process ever held, in bytes; 0 where the system does not tell."""
    try:
        import resource  # not on Windows  # noqa: PLC0415
    except ImportError:
        return 0
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held if sys.platform == "darwin" else held * 1024


def table(rows: Sequence[Sequence[str]], align: str = "", heads: int = 0) -> str:
    """Rows as aligned text; ``align`` has ``<`` or ``>`` for each column, a line follows the first ``heads`` rows."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    sides = align.ljust(len(widths), "<")
    lines = ["  ".join(map(_padded, row, widths, sides)).rstrip() for row in rows]
    if heads:
        lines.insert(heads, "  ".join("─" * wide for wide in widths))
    return "\n".join(lines)


def width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def _padded(text: str, wide: int, side: str) -> str:
    blank = " " * (wide - width(text))
    return blank + text if side == ">" else text + blank
