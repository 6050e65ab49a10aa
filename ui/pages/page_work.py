"""Long work of a page: one row under its message strip shows how far it is and stops it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from op_desktop.progress import Progress
from ui.jobs import Job
from ui.pages.page import Page
from ui.widgets.progress_row import ProgressRow


class PageWork(QObject):
    """What a page has to do beside the window; a second piece waits for the first, and Stop means both."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._running: list[Job] = []
        self.progress = ProgressRow(page.theme)
        self.progress.hide()
        self.progress.stopped.connect(self._stop)
        page.column.insertWidget(page.column.indexOf(page.banner) + 1, self.progress)

    def start(
        self,
        work: Callable[[Progress], Any],
        done: Callable[[Any], object],
        failed: Callable[[Exception], object] | None = None,
        stopped: Callable[[], object] | None = None,
        words: str = "",
    ) -> None:
        """Do it, and show it with ``words``; an error is told on the page unless ``failed`` takes it."""
        self.progress.stop.setEnabled(True)
        self.progress.show_step(0, 0, words)
        self.progress.show()
        job = self._page.desk.jobs.start(
            work, done=done, failed=failed or self._page.tell_error, progressed=self.progress.show_step,
            stopped=stopped, over=lambda: self._over(job),
        )  # fmt: skip
        self._running.append(job)

    def _stop(self) -> None:
        for job in self._running:
            job.cancel()

    def _over(self, job: Job) -> None:
        self._running.remove(job)
        self.progress.setVisible(bool(self._running))
