"""The meetings of a class by keyboard alone: planned, moved, called off, and what speaks against an hour."""

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from op_desktop.domain.account import Account
from op_desktop.domain.record import new_id
from op_desktop.domain.school import RosterMode, Status
from op_desktop.register import attendance, lessons, schools
from op_desktop.register.lessons import lesson_plan
from op_desktop.security.permissions import Actor
from op_desktop.workspace import SYSTEM
from tests.builders import at, held_lesson, lessons_of, school, school_class
from tests.exchange import ical_reader
from tests.ui.pages.class_scene import desk_for
from ui.dialogs.lesson import LessonDialog
from ui.dialogs.lesson_off import LessonOffDialog
from ui.dialogs.lesson_series import LessonSeriesDialog
from ui.models.meetings import MeetingsModel
from ui.pages.classes_calendar import save_calendar

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


class Keyboard:
    """Real key events into whatever has the keyboard, counted."""

    def __init__(self):
        self.count = 0

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.count += 1
        QTest.keyClick(QApplication.focusWidget(), key, modifier)

    def type(self, text):
        self.count += len(text)
        QTest.keyClicks(QApplication.focusWidget(), text)


@pytest.fixture
def keys():
    return Keyboard()


@pytest.fixture
def desk(class_desk):
    return class_desk


@pytest.fixture
def group(workspace):
    """2ªB in Rho, a path of six, one meeting held."""
    with workspace.write("Scene") as uow:
        class_id = school_class(uow, seats=20, meetings=6)
        held_lesson(uow, class_id, at("2026-11-10T10:15"))
    return class_id


@pytest.fixture
def page(desk, group):
    desk.go("classes", class_id=group, meetings=True)
    return desk.window.page("classes")


def plan(workspace, class_id):
    with workspace.read() as reader:
        return lesson_plan(reader, class_id)


def days(workspace, class_id):
    return [f"{row.starts_at:%d/%m}" for row in plan(workspace, class_id)]


def dialog(desk, kind):
    return desk.window.findChildren(kind)[-1]


def states(page):
    return [(line.number, line.chip.words) for line in page.path.view.table.meetings.rows]


def test_the_list_shows_the_whole_path_dated_or_not(page):
    assert states(page) == [(1, "Held"), *((number, "Without a date") for number in (2, 3, 4, 5, 6))]
    titles = [line.family_name for line in page.path.view.table.meetings.rows]
    assert titles[1:4] == ["Risparmio e progetto", "Pagare e indebitarsi", "Rischi e aiuti"]
    assert page.path.view.note.text() == "1 held, 0 planned"
    assert page.header.title.text() == "2ªB — Meetings"


def test_two_keys_plan_the_rest_of_the_path_past_the_days_off(workspace, desk, page, group, keys):
    keys.press(Key.Key_N, CTRL)
    asked = dialog(desk, LessonSeriesDialog)
    assert [row.day.strftime("%d/%m") for row in asked.rows() if row.isChecked()] == [
        "17/11", "24/11", "01/12", "15/12", "22/12"
    ]  # fmt: skip
    keys.press(Key.Key_Return, CTRL)
    assert keys.count == 2
    assert days(workspace, group) == ["10/11", "17/11", "24/11", "01/12", "15/12", "22/12"]
    assert [row.module for row in plan(workspace, group)[1:4]] == [
        "Risparmio e progetto", "Pagare e indebitarsi", "Rischi e aiuti"
    ]  # fmt: skip
    desk.window.run_action("undo")
    assert days(workspace, group) == ["10/11"]


def test_a_day_off_is_told_and_can_be_taken_with_space(workspace, desk, page, group, keys):
    keys.press(Key.Key_N, CTRL)
    asked = dialog(desk, LessonSeriesDialog)
    asked.day.selectAll()
    keys.type("1/12")
    asked._show_days()
    immacolata = asked.rows()[1]
    assert (immacolata.isChecked(), "Immaculate Conception" in immacolata.accessibleName()) == (False, True)
    immacolata.setFocus()
    keys.press(Key.Key_Space)
    assert QApplication.focusWidget() is asked.rows()[1]
    assert asked.rows()[1].isChecked()
    keys.press(Key.Key_Return, CTRL)
    assert days(workspace, group)[1:] == ["01/12", "08/12", "15/12", "22/12", "12/01"]
    assert states(page)[2] == (3, "Immaculate Conception")


def test_days_are_reached_by_tab_in_the_order_in_which_they_stand(desk, page, keys):
    keys.press(Key.Key_N, CTRL)
    asked = dialog(desk, LessonSeriesDialog)
    reached = []
    for _step in range(14):
        keys.press(Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    rows = asked.rows()
    assert [each for each in reached if each in rows] == rows
    assert asked.confirm in reached


def test_every_two_weeks_and_only_so_many(workspace, desk, page, group, keys):
    keys.press(Key.Key_N, CTRL)
    asked = dialog(desk, LessonSeriesDialog)
    asked.count.setFocus()
    asked.count.selectAll()
    keys.type("2")
    keys.press(Key.Key_Tab)
    keys.press(Key.Key_Down)
    keys.press(Key.Key_Return, CTRL)
    assert days(workspace, group) == ["10/11", "17/11", "01/12"]


def test_planning_beyond_the_path_makes_it_longer_but_never_longer_than_eight(workspace, desk, page, group, keys):
    with workspace.write("Full") as uow:
        lessons_of(uow, group, *(at(f"2027-0{month}-10T10:15") for month in (1, 2, 3, 4, 5)))
    keys.press(Key.Key_N, CTRL)
    asked = dialog(desk, LessonSeriesDialog)
    asked.count.setFocus()
    asked.count.selectAll()
    keys.type("9")
    keys.press(Key.Key_Return, CTRL)
    assert asked.complaint.startswith("A path has 1 to 8 meetings.")
    asked.count.selectAll()
    keys.type("2")
    asked.day.setText("20/5/2027")
    keys.press(Key.Key_Return, CTRL)
    with workspace.read() as reader:
        assert schools.class_header(reader, group).planned_meetings == 8
    assert len(plan(workspace, group)) == 8


@pytest.fixture
def planned(workspace, group):
    with workspace.write("Series") as uow:
        lessons.plan_lessons(
            uow, group, [at(f"2026-{day}T10:15") for day in ("11-26", "12-03", "12-10")], place="aula 12"
        )
    return group


def test_moving_this_and_the_following_by_keys(workspace, desk, page, planned, keys):
    page.refresh()
    page.path.view.table.selectRow(1)
    keys.press(Key.Key_F2)
    asked = dialog(desk, LessonDialog)
    assert not asked.reach.isVisible()
    asked.day.selectAll()
    keys.type("1/12")
    assert asked.reach.isVisible()
    asked.reach.findChildren(QPushButton)[0].setFocus()
    keys.press(Key.Key_Right)
    assert asked.remarks.words == ["2 more meetings move: 15 Dec, 22 Dec."]
    keys.press(Key.Key_Return, CTRL)
    assert keys.count == 7
    assert days(workspace, planned) == ["10/11", "01/12", "15/12", "22/12"]
    desk.window.run_action("undo")
    assert days(workspace, planned) == ["10/11", "26/11", "03/12", "10/12"]


def test_moving_one_leaves_the_others_and_warns_in_place(workspace, desk, page, planned, keys):
    page.refresh()
    page.path.view.table.selectRow(1)
    keys.press(Key.Key_F2)
    asked = dialog(desk, LessonDialog)
    asked.day.selectAll()
    keys.type("8/12")
    assert asked.remarks.words == ["Day off: Immaculate Conception."]
    asked.day.selectAll()
    keys.type("3/12")
    assert asked.remarks.words == ["The class already has a meeting then, 10:15–11:15."]
    asked.day.selectAll()
    keys.type("29/11")
    assert asked.remarks.words == ["Day off: Sunday."]
    # Told, not forbidden.
    keys.press(Key.Key_Return)
    assert days(workspace, planned) == ["10/11", "29/11", "03/12", "10/12"]


def test_a_colleague_the_room_and_the_way_are_told(workspace, desk, page, planned, keys):
    workspace.actor = SYSTEM
    with workspace.write("Others") as uow:
        elena = Account(id=new_id(), name="Elena Ferrario", educator=True)
        uow.put(elena)
        other = schools.add_class(uow, school(uow, "Scuola Munari"), 2026, "3A", educator_id=elena.id)
        lessons.plan_lessons(uow, other, [at("2026-11-26T10:30")], 60)
    workspace.actor = Actor(desk.account.id, desk.account.roles)
    page.refresh()
    page.path.view.table.selectRow(1)
    keys.press(Key.Key_F2)
    asked = dialog(desk, LessonDialog)
    assert asked.remarks.words == []
    asked.educators.setFocus()
    keys.type("elena ferrario")
    assert asked.remarks.words == ["The same educator is with 3ªA then, 10:30–11:30."]


def test_a_meeting_held_on_another_day_in_a_few_keys(workspace, desk, page, planned, keys):
    page.refresh()
    page.path.view.table.selectRow(2)
    keys.press(Key.Key_Delete)
    asked = dialog(desk, LessonOffDialog)
    keys.type("4/12")
    assert asked.confirm.text() == "Hold it on another day"
    keys.press(Key.Key_Return)
    assert keys.count == 6
    rows = plan(workspace, planned)
    old = next(row for row in rows if row.status is Status.REPLACED)
    new = next(row for row in rows if row.replaces_id == old.id)
    assert (new.starts_at, new.place, new.meeting) == (at("2026-12-04T10:15"), "aula 12", old.meeting)
    assert (3, "Moved to 4 Dec") in states(page)


def test_a_meeting_called_off_can_be_planned_again_with_the_same_key(workspace, desk, page, planned, keys):
    page.refresh()
    page.path.view.table.selectRow(2)
    keys.press(Key.Key_Delete)
    dialog(desk, LessonOffDialog).reason.setText("Strike")
    keys.press(Key.Key_Return)
    assert (plan(workspace, planned)[2].status, plan(workspace, planned)[2].note) == (Status.CANCELLED, "Strike")
    assert states(page)[2] == (3, "Not held")
    keys.press(Key.Key_Delete)
    assert plan(workspace, planned)[2].status is Status.PLANNED


def test_the_module_really_taught_is_noted_after_the_lesson(workspace, desk, page, group, keys):
    page.path.view.table.selectRow(0)
    keys.press(Key.Key_F2)
    asked = dialog(desk, LessonDialog)
    asked.taught.setFocus()
    keys.press(Key.Key_Down)
    keys.press(Key.Key_Down)
    keys.press(Key.Key_Return, CTRL)
    assert keys.count == 4
    (row,) = plan(workspace, group)
    assert (row.taught, row.status) == ("Risparmio e progetto", Status.HELD)
    assert page.path.view.table.meetings.rows[0].family_name == "Risparmio e progetto"


def test_what_cannot_be_read_keeps_the_dialog_open_and_writes_nothing(workspace, desk, page, planned, keys):
    page.refresh()
    page.path.view.table.selectRow(1)
    keys.press(Key.Key_F2)
    asked = dialog(desk, LessonDialog)
    asked.day.selectAll()
    keys.type("31/2")
    keys.press(Key.Key_Return)
    assert asked.isVisible()
    assert "31 February does not exist" in asked.complaint
    keys.press(Key.Key_Escape)
    assert days(workspace, planned) == ["10/11", "26/11", "03/12", "10/12"]


def test_the_length_of_the_path_is_a_field_of_the_list(workspace, page, group, keys):
    page.path.view.path.setFocus()
    page.path.view.path.selectAll()
    keys.type("4")
    keys.press(Key.Key_Return)
    assert len(states(page)) == 4
    with workspace.read() as reader:
        assert schools.class_header(reader, group).planned_meetings == 4


def test_enter_opens_the_register_and_its_class_leads_back_to_the_meetings(desk, page, keys):
    page.path.view.table.selectRow(0)
    keys.press(Key.Key_Return)
    assert page.register.isVisible()
    page.header.crumb_chosen.emit("meetings")
    assert page.path.view.isVisible()
    assert QApplication.focusWidget() is page.path.view.table
    keys.press(Key.Key_Escape)
    assert page.list.isVisible()


def test_a_class_that_is_only_counted_says_with_enter_that_a_meeting_took_place(workspace, desk, keys):
    with workspace.write("Scene") as uow:
        counted = schools.add_class(uow, school(uow), 2026, "1C", roster_mode=RosterMode.HEADCOUNT, declared_pupils=22)
        (lesson,) = lessons.plan_lessons(uow, counted, [at("2026-11-23T09:00")])
    # As "To complete" opens it: a class that is counted has no register.
    desk.go("classes", class_id=counted, lesson_id=lesson, meetings=True)
    page = desk.window.page("classes")
    assert page.path.view.isVisible()
    assert states(page)[0] == (1, "To close")
    keys.press(Key.Key_Return)
    assert (keys.count, states(page)[0]) == (1, (1, "Held"))
    desk.window.run_action("undo")
    assert states(page)[0] == (1, "To close")


def test_the_administration_reads_the_meetings_and_changes_nothing(qtbot, workspace, theme, qapp, group, keys):
    desk = desk_for(workspace, theme, qapp, educator=False)
    qtbot.addWidget(desk.window)
    with qtbot.waitActive(desk.window):
        desk.window.show()
        desk.window.activateWindow()
    desk.go("classes", class_id=group, meetings=True)
    page = desk.window.page("classes")
    for key in (Key.Key_F2, Key.Key_Delete):
        keys.press(key)
    assert not desk.window.findChildren(LessonDialog) + desk.window.findChildren(LessonOffDialog)
    assert not page.path.view.path.isEnabled()
    desk.changes.stop()


def test_the_calendar_file_of_a_class_and_of_ones_own_lessons(qtbot, monkeypatch, tmp_path, workspace, desk, planned):
    with workspace.write("Own") as uow:
        own = schools.add_class(uow, school(uow, "Altra"), 2026, "3C", educator_id=desk.account.id)
        lessons.plan_lessons(uow, own, [at("2026-12-02T09:00")])
    file, proposals = tmp_path / "out.ics", []

    def choose(_parent, _title, proposed, _kinds):
        proposals.append(proposed.rpartition("/")[2])
        return str(file), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    desk.go("classes", class_id=planned, meetings=True)
    page = desk.window.page("classes")
    for place, expected in (("class", 4), ("list", 1)):
        file.unlink(missing_ok=True)
        if place == "list":
            page.show_list()
        QApplication.processEvents()
        buttons = page.header.findChildren(type(page.list.empty.button))
        next(each for each in buttons if "alendar file" in each.accessibleName() and not each.isHidden()).click()
        qtbot.waitUntil(file.exists)
        found = [part for part in ical_reader.read(file.read_bytes()).parts if part.name == "VEVENT"]
        assert len(found) == expected
    assert proposals == ["lessons 2ªB 2026-2027.ics", "my lessons 2026-2027.ics"]
    assert "Colombo" not in "".join(proposals)


def test_the_calendar_file_of_a_section_with_a_stroke_is_proposed_in_the_home_folder(monkeypatch, workspace, desk):
    with workspace.write("Stroke") as uow:
        own = schools.add_class(uow, school(uow, "Altra"), 2026, "3A/B", educator_id=desk.account.id)
        row = schools.class_header(uow, own)
    proposals = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *asked: (proposals.append(asked[2]), ("", ""))[1])
    desk.go("classes", class_id=own, meetings=True)
    save_calendar(desk.window.page("classes"), row)
    assert proposals == [str(Path.home() / "lessons 3ªA-B 2026-2027.ics")]


def test_the_model_is_sound(qtmodeltester, page):
    qtmodeltester.check(page.path.view.table.model())
    assert isinstance(page.path.view.table.model(), MeetingsModel)


def test_a_meeting_in_draft_says_so(workspace, page, planned):
    with workspace.write("Held") as uow:
        first = lesson_plan(uow, planned)[1]
        lessons.describe_lesson(uow, first.id, starts_at=datetime(2026, 11, 20, 9))
    page.refresh()
    assert states(page)[1] == (2, "To close")
    with workspace.write("Close") as uow:
        attendance.close(uow, first.id)
    assert states(page)[1] == (2, "Held")
