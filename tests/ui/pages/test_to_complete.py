"""What is left to complete follows the clock: nobody has to write anything for a lesson to be over."""

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from op_desktop.register import attendance, printed_sheets
from op_desktop.register.places import seed_reference
from op_desktop.security.permissions import Actor
from op_desktop.storage.clock import ROME
from op_desktop.workspace import Workspace
from ui.desk import new_desk
from ui.dialogs.printed_sheet import PrintedSheetDialog
from ui.navigation import entries
from ui.pages.home_words import inbox_words
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


def test_one_key_on_today_leads_to_the_very_sheet(desk, scene, workspace):
    with workspace.write("Print") as uow:
        sheet = printed_sheets.print_sheet(uow, scene.overdue_lesson_id)
    page = desk.window.show_page("home")
    (todo,) = page.board.inbox
    _icon, title, detail, verb = inbox_words(todo.row)
    assert (title, verb) == ("Signed sheet to type in: 3ªA", "Type in")
    assert detail.endswith(f"5 days ago · {sheet.code}")
    with workspace.read() as reader:
        assert waiting(reader, desk)["classes"] == 1

    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_1)

    dialog = next(each for each in desk.window.findChildren(PrintedSheetDialog) if each.isVisible())
    assert dialog.found.sheet.id == sheet.id
    assert dialog.line.hasFocus()
    QTest.keyClicks(dialog.line, "1-22 -4")
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    with workspace.read() as reader:
        totals = attendance.lesson_totals(reader, scene.overdue_lesson_id)
    assert (totals.present, totals.absent, totals.unset) == (21, 1, 0)
    assert desk.window.page("classes").register.day.lesson.id == scene.overdue_lesson_id
