"""The results of financial education of the days shown, as PDF from the metrics page."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu

from op_desktop.documents.school_results import SchoolReport, render_school_results, school_results_file_name
from op_desktop.durable import write_atomically
from op_desktop.language import _
from op_desktop.metrics.school_results import school_results
from op_desktop.metrics.scope import Scope
from op_desktop.progress import Progress
from op_desktop.workspace import Workspace
from ui.pages.metrics_board import Board
from ui.pages.page import Page

FOLDER = "reports"


def offer_school_results(page: Page, menu: QMenu, board: Callable[[], Board | None]) -> None:
    """Let the menu make the report of the days that are shown, beside the window, and open it."""

    def make() -> None:
        shown = board()
        if shown is not None:
            work = partial(write_school_results, page.desk.workspace, shown.pairs.school.later)
            page.desk.jobs.start(work, done=lambda path: _show(page, path), failed=page.tell_error)

    menu.addSeparator()
    menu.addAction(_("Results of financial education (PDF)"), make)


def write_school_results(workspace: Workspace, scope: Scope, _progress: Progress) -> Path:
    """Write the report into the data folder and return its path."""
    with workspace.read() as reader:
        report = SchoolReport(results=school_results(reader, scope), made_on=reader.today)
    folder = workspace.private_folder / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / school_results_file_name(report)
    with write_atomically(path) as file:
        file.write(render_school_results(report))
    return path


def _show(page: Page, path: Path) -> None:
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        page.banner.tell("info", _("The file is ready, but no program here opens PDF."), str(path))
