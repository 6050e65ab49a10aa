"""The papers of a lesson as PDF: opened at once, or saved where the person wants them."""

from pathlib import Path

from op_desktop.documents.lesson_pdf import Sheet, render_lesson, sheet_name
from op_desktop.durable import write_bytes
from op_desktop.education.plans import LessonPlan
from op_desktop.language import language
from op_desktop.progress import Progress
from op_desktop.workspace import Workspace

FOLDER = "lessons"


def write_lesson_sheet(
    workspace: Workspace, plan: LessonPlan, sheet: Sheet, target: Path | None, _progress: Progress
) -> Path:
    """Write one paper of a lesson to a file, without ``target`` into the data folder, and return its path."""
    path = target
    if path is None:
        folder = workspace.private_folder / FOLDER
        folder.mkdir(mode=0o700, exist_ok=True)
        path = folder / sheet_name(plan, sheet, language())
    content = render_lesson(plan, sheet, language(), workspace.now.date())
    write_bytes(path, content)
    return path
