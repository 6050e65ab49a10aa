"""What is left to complete follows the clock: nobody has to write anything for a lesson to be over."""

from datetime import datetime, timedelta

import pytest

from op_desktop.register.places import seed_reference
from op_desktop.security.permissions import Actor
from op_desktop.storage.clock import ROME
from op_desktop.workspace import Workspace
from ui.desk import new_desk
from ui.navigation import entries
from ui.waiting import waiting

START = datetime(2026, 11, 24, 10, 3, tzinfo=ROME)


class Clock:
    """A clock that tests set."""

    def __init__(self):
        self.now = START

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def workspace(tmp_path, clock):
    opened = Workspace.open(tmp_path / "data", wall=clock, label="portatile-scuole-1", training=True)
    with opened.write("Set up") as uow:
        seed_reference(uow)
    yield opened
    opened.close()


def test_a_lesson_that_is_over_comes_into_all_three_places_at_the_next_look(desk, scene, clock):
    page = desk.window.show_page("home")
    assert [todo.row.id for todo in page.board.inbox] == [scene.overdue_lesson_id]

    clock.now = START.replace(hour=11, minute=16)
    page._clock.timeout.emit()

    assert [todo.row.id for todo in page.board.inbox] == [scene.overdue_lesson_id, scene.today_lesson_id]
    with desk.workspace.read() as reader:
        badge = waiting(reader, desk)["classes"]
    classes = desk.window.show_page("classes")
    listed = {line.row.label: line.waiting for line in classes.list.view.classes.rows if hasattr(line, "row")}
    assert badge == 2 == sum(listed.values())
    assert listed == {"2ªB": 1, "3ªA": 1}


def test_the_age_grows_by_the_day(desk, scene, clock):
    page = desk.window.show_page("home")
    clock.now = START + timedelta(days=2)
    page._clock.timeout.emit()
    assert [(todo.row.title, todo.row.age) for todo in page.board.inbox if todo.page == "classes"] == [
        ("3ªA", 7), ("2ªB", 2)
    ]  # fmt: skip


def test_another_educator_has_another_list_and_other_numbers(desk, workspace, scene):
    account = scene.account
    with workspace.read() as reader:
        everything = waiting(reader, desk)
    workspace.actor = Actor(account.id, frozenset({"operator"}))
    other = new_desk(workspace, desk.window, account, desk.window)
    desk.window.set_pages(entries(other))
    with workspace.read() as reader:
        assert (everything["classes"], waiting(reader, other)["classes"]) == (1, 0)
    other.changes.stop()
