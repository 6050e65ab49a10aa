"""The summary as a workbook: typed cells, texts that run nothing, no names where the class keeps none."""

import zipfile
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from python_calamine import CalamineWorkbook

from op_desktop.domain.school import RosterMode, SchoolClass
from op_desktop.exchange.school_summary import write_school_summary
from op_desktop.register import lessons, rosters, schools
from op_desktop.register.class_report import class_report
from tests import builders
from tests.documents.class_scene import path, report


@pytest.fixture
def class_id(workspace):
    return path(workspace)


def sheets_of(file):
    book = CalamineWorkbook.from_path(str(file))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_every_cell_has_its_type(workspace, class_id, tmp_path):
    assert write_school_summary(tmp_path / "s.xlsx", report(workspace, class_id), "en") == 1 + 4 + 25
    sheets = sheets_of(tmp_path / "s.xlsx")
    assert list(sheets) == ["Class", "Meetings", "Pupils"]
    heads, row = sheets["Class"]
    told = dict(zip(heads, row, strict=True))
    assert told["Class"] == "2ªB"
    assert told["First day"].isoformat() == "2026-09-15"
    assert (told["Meetings held"], told["Meetings planned"], told["Pupils"]) == (3.0, 4.0, 24.0)
    assert told["Hours held"] == told["Hours of civic education"] == timedelta(hours=3)
    assert sheets["Meetings"][1][:4] == [1.0, datetime(2026, 9, 15, 9), "Bisogni e desideri", timedelta(hours=1)]
    assert sheets["Meetings"][1][6:] == ["held", 23.0, 25.0]
    assert sheets["Meetings"][4][6:] == ["planned", "", ""]
    assert sheets["Pupils"][0][:3] == ["Number", "Surname", "Name"]
    assert sheets["Pupils"][2] == [2.0, "Ben Salah", "Yasmine", 2.0, 3.0, 66.7, timedelta(hours=2), ""]


def test_the_school_reads_its_own_language_whatever_the_window_speaks(workspace, class_id, tmp_path):
    write_school_summary(tmp_path / "s.xlsx", report(workspace, class_id), "it")
    sheets = sheets_of(tmp_path / "s.xlsx")
    assert list(sheets) == ["Classe", "Incontri", "Alunne e alunni"]
    assert sheets["Alunne e alunni"][0][:3] == ["Numero", "Cognome", "Nome"]
    assert sheets["Incontri"][1][6] == "svolto"


def test_the_sums_are_those_of_the_register(workspace, class_id, tmp_path):
    write_school_summary(tmp_path / "s.xlsx", report(workspace, class_id), "en")
    sheets = sheets_of(tmp_path / "s.xlsx")
    present = sum(row[7] for row in sheets["Meetings"][1:4])
    assert present == sum(row[3] for row in sheets["Pupils"][1:]) == 23 + 25 + 25


def test_what_looks_like_a_formula_is_a_text(workspace, class_id, tmp_path):
    with workspace.write("Change") as uow:
        lessons.describe_lesson(uow, lessons.lesson_plan(uow, class_id)[0].id, title='=HYPERLINK("http://x")')
        rosters.name_pupil(uow, rosters.roster(uow, class_id)[0].enrolment_id, "=1+1", "@SUM(A1)")
    write_school_summary(tmp_path / "s.xlsx", report(workspace, class_id), "en")
    sheets = sheets_of(tmp_path / "s.xlsx")
    assert sheets["Pupils"][1][1:3] == ["=1+1", "@SUM(A1)"]
    assert sheets["Meetings"][1][2] == '=HYPERLINK("http://x")'
    with zipfile.ZipFile(tmp_path / "s.xlsx") as parts:
        written = b"".join(parts.read(name) for name in parts.namelist() if "worksheets" in name)
    assert b"<f>" not in written
    assert b"hyperlink" not in written


def test_a_class_of_numbers_has_no_columns_for_names(workspace, tmp_path):
    write_school_summary(tmp_path / "s.xlsx", report(workspace, path(workspace, seats=22)), "en")
    heads = sheets_of(tmp_path / "s.xlsx")["Pupils"][0]
    assert heads[0] == "Number"
    assert "Surname" not in heads


def test_a_counted_class_has_no_sheet_of_pupils(workspace, tmp_path):
    with workspace.write("Scene") as uow:
        school = builders.school(uow)
        counted = schools.add_class(uow, school, 2026, "1C", roster_mode=RosterMode.HEADCOUNT, declared_pupils=19)
        uow.put(replace(uow.require(SchoolClass, counted), civic_education=False))
    with workspace.read() as reader:
        told = class_report(reader, counted)
    write_school_summary(tmp_path / "s.xlsx", told, "en")
    assert list(sheets_of(tmp_path / "s.xlsx")) == ["Class", "Meetings"]
