"""The command for volunteers: statement, certificate and extract as files, and what it asks for when it cannot tell."""

import csv
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime

import pytest

from op_desktop.domain.account import Role
from op_desktop.domain.person import Framework, Part
from op_desktop.register import accounts, duplicates, people, volunteering
from op_desktop.register.hours import Hours
from op_desktop.register.people_list import people_names
from op_desktop.security.permissions import Actor
from op_desktop.workspace import Workspace
from tests import builders

DAYS = "2026-11-01..2026-11-30"


@pytest.fixture
def data(tmp_path):
    """Two volunteers with nearly one name; the first gave two hours, confirmed."""
    workspace = Workspace.open(tmp_path / "data", wall=lambda: datetime(2026, 11, 24, 10, 3).astimezone())
    with workspace.write("Scene") as uow:
        account = accounts.add_account(uow, "Davide Sala", [Role.OPERATOR])
        first, _second = builders.persons(uow, "Paola Vismara", "Paola Vismari")
        people.set_role(uow, first, Part.COLLABORATOR, date(2026, 1, 1), framework=Framework.REGULAR_VOLUNTEER)
    with workspace.write("Hours", actor=replace(Actor(account, frozenset([Role.OPERATOR])))) as uow:
        entry = Hours(person_id=first, starts_at=builders.at("2026-11-10T15:00"), minutes=120)
        volunteering.record_hours(uow, [entry])
    workspace.close()
    return tmp_path / "data"


def test_papers_of_volunteers_are_files_without_names(run, data, tmp_path):
    words = ("--data", data, "--period", DAYS, "--out", tmp_path / "out")
    sheet = run("volunteers", "statement", "--person", "paola vismara", "--csv", *words)
    paper = run("volunteers", "statement", "--person", "paola vismara", *words)
    attested = run("volunteers", "certificate", "--person", "paola vismara", *words)
    extract = run("volunteers", "register", "--xlsx", *words)
    assert [each.code for each in (sheet, paper, attested, extract)] == [0, 0, 0, 0]
    assert "Total 2:00 · 1 entry" in sheet.out
    made = sorted(path.suffix for path in (tmp_path / "out").iterdir())
    assert made == [".csv", ".pdf", ".pdf", ".xlsx"]
    assert not any("vismar" in path.name.casefold() for path in (tmp_path / "out").iterdir())
    with next((tmp_path / "out").glob("*.csv")).open(encoding="utf-8-sig", newline="") as file:
        assert [row[5] for row in list(csv.reader(file, delimiter=";"))[1:]] == ["2:00"]


def test_of_two_records_with_one_name_the_code_chooses_and_linked_ones_are_one(run, data, tmp_path):
    def statement(person):
        return run("volunteers", "statement", "--csv", "--person", person, "--data", data, "--period", DAYS,
                   "--out", tmp_path)  # fmt: skip

    with closing(Workspace.open(data)) as workspace, workspace.write("Namesake") as uow:
        (twin,) = builders.persons(uow, "Paola Vismara")
        first = next(row.id for row in people_names(uow, "vismara") if row.id != twin)
    asked = statement("paola vismara")
    assert asked.code == 1
    assert first in asked.err
    assert twin in asked.err
    assert ["Total 2:00" in statement(id).out for id in (first, twin)] == [True, False]
    with closing(Workspace.open(data)) as workspace, workspace.write("Same") as uow:
        duplicates.link_same(uow, first, twin)
    assert "Total 2:00" in statement("paola vismara").out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("statement",), "Say whose hours"),
        (("statement", "--person", "nobody"), "There is nobody called"),
        (("statement", "--person", "paola vis"), "or the code after the name. There are: Paola Vismara ("),
        (("certificate", "--person", "paola vismari"), "There is nothing to certify yet."),
        (("certificate", "--person", "paola vismara", "--csv"), "This print is not made as CSV."),
    ],
)
def test_what_cannot_be_told_is_asked_for(run, data, words, told):
    answer = run("volunteers", *words, "--data", data, "--period", DAYS)
    assert answer.code == 1
    assert told in answer.err
