"""A measured figure and the table that shows many of them."""

import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what was measured, against what, and what was promised."""

    name: str
    value: float
    unit: str
    raw: float | None = None
    """The raw limit in the same unit, measured in the same run."""
    goal: str = ""
    met: bool | None = None

    def line(self) -> str:
        """The figure as printed."""
        raw = "" if self.raw is None else f"{self.raw:>12,.1f}"
        ratio = "" if not self.raw else f"{self.value / self.raw:>7.2f}"
        verdict = {True: "met", False: "MISSED", None: ""}[self.met]
        return f"{self.name:<58}{self.value:>12,.1f} {self.unit:<9}{raw:>12}{ratio:>8}  {self.goal:<22}{verdict}"


HEAD = f"{'figure':<58}{'measured':>12} {'unit':<9}{'raw limit':>12}{'ratio':>8}  goal"


@contextmanager
def stopwatch() -> Iterator[Callable[[], float]]:
    """Milliseconds since the block began."""
    start = time.perf_counter()
    yield lambda: (time.perf_counter() - start) * 1000


def percentile(samples: Sequence[float], share: float) -> float:
    """The sample below which this share of all lies."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def median(samples: Sequence[float]) -> float:
    """The middle sample."""
    return statistics.median(samples)


def peak_mib() -> float:
    """The most memory that this process has held."""
    scale = 1024 if sys.platform.startswith("linux") else 1024 * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale
