"""Work that takes longer than a blink, off the window's thread, one piece at a time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, Signal

from op_desktop.progress import Cancelled, Progress

TELL_EVERY = 0.1
"""Seconds between two progress signals."""


class Job(QObject):
    """One piece of work; its signals arrive in the window's thread."""

    progressed = Signal(int, int, str)
    succeeded = Signal(object)
    failed = Signal(object)
    """The exception."""
    cancelled = Signal()
    finished = Signal()

    def __init__(self, work: Callable[[Progress], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._stop = Event()
        self._told = 0.0

    def cancel(self) -> None:
        """Ask the work to stop at its next step; nothing it wrote is kept."""
        self._stop.set()

    def step(self, done: int, total: int, text: str = "") -> None:
        """Called by the work: tells the window where it is, and stops it where the person asked."""
        if self._stop.is_set():
            raise Cancelled
        if monotonic() - self._told >= TELL_EVERY:
            self._told = monotonic()
            self.progressed.emit(done, total, text)

    def run(self) -> None:
        """Do the work, in the thread that calls."""
        try:
            result = self._work(self)
        except Cancelled:
            self.cancelled.emit()
        except Exception as error:
            self.failed.emit(error)
        else:
            self.succeeded.emit(result)
        finally:
            self.finished.emit()


class JobRunner(QObject):
    """Runs jobs in one thread of its own, in the order in which they come."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        # Python's own executor: Qt's pool, when destroyed, waits for its thread without letting go of Python.
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        self._running: list[Job] = []
        self._stopped = False

    def start(
        self,
        work: Callable[[Progress], Any],
        *,
        done: Callable[[Any], object],
        failed: Callable[[Exception], object],
        progressed: Callable[[int, int, str], object] | None = None,
        stopped: Callable[[], object] | None = None,
        over: Callable[[], object] | None = None,
    ) -> Job:
        """Run the work; ``done`` gets what it returns, ``failed`` its exception, in the window's thread.

        ``over`` is called whatever became of it; who connects to ``finished`` afterwards may be too late.

        After ``stop`` nothing is run any more.
        """
        job = Job(work, self)
        job.succeeded.connect(done)
        job.failed.connect(failed)
        if progressed is not None:
            job.progressed.connect(progressed)
        if stopped is not None:
            job.cancelled.connect(stopped)
        if over is not None:
            job.finished.connect(over)
        if not self._stopped:
            self._running.append(job)
            job.finished.connect(lambda: self._forget(job))
            self._executor.submit(job.run)
        return job

    @property
    def busy(self) -> bool:
        """Whether something runs or waits."""
        return bool(self._running)

    def stop(self) -> None:
        """Ask everything to stop, wait until it has, and run nothing more."""
        self._stopped = True
        for job in self._running:
            job.cancel()
        self._executor.shutdown(cancel_futures=True)

    def _forget(self, job: Job) -> None:
        self._running.remove(job)
        job.deleteLater()
