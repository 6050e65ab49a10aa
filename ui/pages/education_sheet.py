"""The exercise sheet of a calculator, as PDF."""

from pathlib import Path

from op_desktop.documents.exercise_sheet import ExerciseSheet, exercise_file_name, render_exercise_sheet
from op_desktop.education.calculator import Calculator
from op_desktop.education.exercises import exercises
from op_desktop.language import language
from op_desktop.progress import Progress
from op_desktop.workspace import Workspace

FOLDER = "exercises"


def write_exercises(workspace: Workspace, calculator: Calculator, number: int, _progress: Progress) -> Path:
    """Write the sheet of this number into the data folder and return its path."""
    sheet = ExerciseSheet(
        title=calculator.title, exercises=exercises(calculator.key, number), seed=number,
        made_on=workspace.now.date(), language=language(),
    )  # fmt: skip
    folder = workspace.private_folder / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / exercise_file_name(sheet, calculator.key)
    path.write_bytes(render_exercise_sheet(sheet))
    return path
