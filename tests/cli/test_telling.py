"""What the commands say where there is nothing to say, or where the work would be wasted."""

from datetime import UTC, date, datetime, timedelta
from shutil import copytree

import pytest

from op_desktop.cli import demo
from op_desktop.workspace import Workspace
from tests import builders


@pytest.fixture
def data(tmp_path, set_up):
    """A class, and two meetings of November on file."""
    ready = set_up(label="cafe-rho", training=True)
    workspace = Workspace.open(
        copytree(ready, tmp_path / "data"), wall=lambda: datetime(2026, 11, 24, 9, 3, tzinfo=UTC)
    )
    with workspace.write("Scene") as uow:
        builders.school_class(uow, name="2D")
        visitors = builders.persons(uow, "Ada Neri")
        builders.weekly_meetings(uow, builders.lab(uow), builders.at("2026-11-17T14:30"), 2, visitors)
    workspace.close()
    return tmp_path / "data"


def test_figures_of_a_span_without_anything_say_where_there_is_something(run, data):
    assert "There is something in --period 2026-11-10.." in run("metrics", "--data", data, "--period", "2020").err
    assert "--period" not in run("metrics", "--data", data, "--period", "2026-11").err


def test_a_package_that_is_refused_is_the_last_thing_that_is_told(run, data, tmp_path):
    (tmp_path / "cut.opb").write_bytes(b"age")
    answer = run("consolidate", tmp_path / "cut.opb", "--centre", tmp_path / "centre", "--new", "--training")
    assert (answer.code, "M01" in answer.out) == (1, False)


def test_a_file_in_which_nobody_is_listed_is_no_class_list(run, data, tmp_path):
    table = tmp_path / "table.csv"
    table.write_text("Cognome;Nome\n", encoding="utf-8")
    answer = run("import-roster", table, "--class", "2D", "--data", data)
    assert answer.code == 1
    assert "There is no class list in" in answer.err


@pytest.mark.parametrize("day", [date(2026, 11, 22) + timedelta(days=number) for number in range(7)])
def test_an_invented_term_has_neither_lessons_nor_labs_on_a_sunday(day):
    last = demo._working_day(day)
    assert timedelta(0) <= day - last <= timedelta(days=4)
    assert 6 not in {(last - timedelta(days=back)).weekday() for back in range(4)}
