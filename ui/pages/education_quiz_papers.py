"""The papers of a class test, as PDF files in the data folder: numbered sheets, and the report for teachers."""

from pathlib import Path

from op_desktop.documents.quiz_report import LearningReport, render_learning_report, report_file_name
from op_desktop.documents.quiz_sheet import Asking, Paperwork, TestPrint, render_test_sheets, sheets_file_name
from op_desktop.domain.quiz import QuizItem
from op_desktop.durable import write_bytes
from op_desktop.education.catalogue import open_catalogue
from op_desktop.education.items import Bank
from op_desktop.language import language
from op_desktop.progress import Progress
from op_desktop.register.quiz_results import class_result
from op_desktop.register.quizzes import ClassTest
from op_desktop.register.schools import ClassRow
from op_desktop.workspace import Workspace

FOLDER = "tests"


def write_test_sheets(workspace: Workspace, row: ClassRow, test: ClassTest, _progress: Progress) -> Path:
    """Write a sheet for every pupil's number and return the path of the file."""
    bank = open_catalogue(workspace.folder).bank()
    sheets = tuple(
        Paperwork(each.number, each.asked.form, tuple(asking(item, bank) for item in each.asked.items))
        for each in test.sheets
    )
    whole = TestPrint(
        sheets=sheets, label=row.label, phase=test.phase.value, made_on=workspace.now.date(), language=language()
    )  # fmt: skip
    return _kept(workspace, sheets_file_name(whole), render_test_sheets(whole))


def write_report(workspace: Workspace, row: ClassRow, _progress: Progress) -> Path:
    """Write what a class has learned and return the path of the file."""
    with workspace.read() as reader:
        result = class_result(reader, row.id)
    report = LearningReport(
        result=result, label=row.label, school=row.school, year=row.year_label, made_on=workspace.now.date()
    )  # fmt: skip
    return _kept(workspace, report_file_name(row.label, row.school_year), render_learning_report(report))


def asking(item: QuizItem, bank: Bank) -> Asking:
    """A question in the reader's language while the bank has the same version, else as it was kept."""
    known = bank.items.get(item.code)
    if known is None or known.it.text != item.text:
        return Asking(item.text, tuple(item.choices.split("\n")))
    told = known.read_in(language())
    return Asking(told.text, told.choices)


def _kept(workspace: Workspace, name: str, content: bytes) -> Path:
    folder = workspace.private_folder / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / name
    write_bytes(path, content, private=True)
    return path
