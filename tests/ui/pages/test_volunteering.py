"""The hours sheet by key events, with the counts of keys that were promised, and the month below it."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from op_desktop.domain.volunteering import VolunteerShift
from op_desktop.register import check_in, sessions
from op_desktop.register.hours import Hours
from op_desktop.register.volunteering import hours, record_hours
from op_desktop.storage.tables import TABLE_OF

CTRL = Qt.KeyboardModifier.ControlModifier
LAST_TUESDAY = datetime(2026, 11, 17, 14, 30)


class Typist:
    """Presses keys on whatever has the keyboard, and counts them."""

    def __init__(self):
        self.keys = 0

    def type(self, text):
        for sign in text:
            QTest.keyClick(QApplication.focusWidget(), sign)
            self.keys += 1
        QApplication.processEvents()
        return self

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)
        self.keys += 1
        QApplication.processEvents()
        return self

    def enter(self):
        return self.press(Qt.Key.Key_Return)


@pytest.fixture
def keys():
    return Typist()


@pytest.fixture
def last_week(workspace, scene):
    """Last Tuesday Marco, Mariangela and Giuseppe helped, Giuseppe for an hour and a half."""
    with workspace.write("Past") as uow:
        session = sessions.plan_session(uow, scene.lab_id, LAST_TUESDAY)
        for person, minutes in zip(scene.person_ids[2:5], (150, 150, 90), strict=True):
            record_hours(uow, [
                Hours(person_id=person, starts_at=LAST_TUESDAY, minutes=minutes, lab_id=scene.lab_id,
                      session_id=session)
            ], confirmed=False)  # fmt: skip
        sessions.close_session(uow, session)
    return session


@pytest.fixture
def at_check_in(desk, scene):
    return desk.window.show_page("labs", session_id=scene.session_id)


def tonight(workspace, scene):
    with workspace.read() as reader:
        shifts = reader.all(VolunteerShift, TABLE_OF[VolunteerShift].c.session_id == scene.session_id)
    return {shift.person_id: (shift.minutes, shift.confirmed_by == scene.account.id) for shift in shifts}


def test_the_usual_evening_takes_two_keys(at_check_in, workspace, scene, keys):
    helpers = scene.person_ids[:6]
    with workspace.write("Evening") as uow:
        for person in helpers:
            check_in.check_in(uow, scene.session_id, person, volunteer=True)
    keys.press(Qt.Key.Key_H, CTRL).enter()
    assert keys.keys == 2
    assert tonight(workspace, scene) == dict.fromkeys(helpers, (150, True))


def test_the_same_people_as_last_time_take_three_keys(at_check_in, workspace, scene, last_week, keys):
    keys.press(Qt.Key.Key_H, CTRL).type("s").enter()
    assert keys.keys == 3
    first, second, third = scene.person_ids[2:5]
    assert tonight(workspace, scene) == {first: (150, True), second: (150, True), third: (90, True)}


def test_from_nothing_six_people_take_twenty_keys(at_check_in, workspace, scene, keys):
    keys.press(Qt.Key.Key_H, CTRL)
    for letters in ("fa", "am", "co", "el", "li", "ro"):
        keys.type(letters).enter()
    keys.enter()
    assert keys.keys == 20
    assert len(tonight(workspace, scene)) == 6


def test_one_more_letter_takes_the_same_people_back_and_searches(desk, workspace, scene, last_week, keys):
    page = desk.window.show_page("volunteering")
    keys.type("s")
    assert sum(row.ticked for row in page.evening.sheet.model.rows) == 3
    keys.type("a")
    assert sum(row.ticked for row in page.evening.sheet.model.rows) == 0
    assert [row.name for row in page.evening.sheet.people.rows] == ["Marco Sala"]
    keys.enter().enter()
    assert tonight(workspace, scene) == {scene.person_ids[2]: (150, True)}


def open_sheet(desk, workspace, scene, people):
    with workspace.write("Evening") as uow:
        for person in people:
            check_in.check_in(uow, scene.session_id, person, datetime(2026, 11, 24, 9, 0), volunteer=True)
    return desk.window.show_page("volunteering", session_id=scene.session_id)


def test_another_length_is_typed_over_the_row(desk, workspace, scene, keys):
    page = open_sheet(desk, workspace, scene, scene.person_ids[:2])
    first = page.evening.sheet.model.rows[0].person_id
    keys.press(Qt.Key.Key_Down)
    assert page.evening.sheet.table.hasFocus()
    keys.type("2:15").enter()
    assert page.evening.sheet.model.rows[0].minutes == 135
    assert page.evening.sheet.sum.text() == "4:45 hours"
    page.evening.sheet.table.setFocus()
    keys.enter()
    assert tonight(workspace, scene)[first] == (135, True)


def test_hours_that_cannot_be_read_say_how_to_write_them(desk, workspace, scene, keys):
    page = open_sheet(desk, workspace, scene, scene.person_ids[:1])
    keys.press(Qt.Key.Key_Down).type("1,5").enter()
    assert page.evening.sheet.message._title.text() == "Write hours as 2.5 or 2:30."
    assert page.evening.sheet.model.rows[0].minutes == 150
    page.evening.sheet.table.setFocus()
    keys.type("1.5").enter()
    assert page.evening.sheet.model.rows[0].minutes == 90
    assert page.evening.sheet.message.isHidden()


def test_space_takes_somebody_off_the_sheet_and_confirming_removes_the_hours(desk, workspace, scene, keys):
    page = open_sheet(desk, workspace, scene, scene.person_ids[:2])
    gone = page.evening.sheet.model.rows[0].person_id
    keys.press(Qt.Key.Key_Down).press(Qt.Key.Key_Space)
    assert page.evening.sheet.accept.accessibleName() == "Confirm 1 person"
    keys.enter()
    assert gone not in tonight(workspace, scene)
    assert len(tonight(workspace, scene)) == 1


def test_the_sum_has_its_conventional_value_with_rate_and_day(desk, workspace, scene):
    page = open_sheet(desk, workspace, scene, scene.person_ids[:2])
    assert page.evening.sheet.sum.text() == "5:00 hours"
    assert page.evening.sheet.value.text() == "€75, conventional value (€15 an hour on 24/11/2026)"


def test_hours_in_two_places_are_refused_where_they_are_written_and_nothing_is_saved(desk, workspace, scene, keys):
    person = scene.person_ids[0]
    with workspace.write("Elsewhere") as uow:
        record_hours(uow, [Hours(person_id=person, starts_at=datetime(2026, 11, 24, 15, 0), minutes=60)])
    page = desk.window.show_page("volunteering", session_id=scene.session_id)
    keys.type("fa").enter().enter()
    assert page.evening.sheet.message._title.text().startswith("Fatima El Amrani already has hours at that time")
    assert tonight(workspace, scene) == {}
    assert page.evening.sheet.model.rows[0].ticked


def test_more_than_ten_hours_are_pointed_out_and_pass(desk, workspace, scene, keys):
    page = open_sheet(desk, workspace, scene, scene.person_ids[:1])
    keys.press(Qt.Key.Key_Down).type("11").enter()
    assert page.evening.sheet.model.rows[0].chip.words == "Over 10 hours"
    page.evening.confirm_sheet()
    assert tonight(workspace, scene) == {scene.person_ids[0]: (660, True)}


def test_more_than_sixteen_hours_a_day_are_refused(desk, workspace, scene, keys):
    page = open_sheet(desk, workspace, scene, scene.person_ids[:1])
    keys.press(Qt.Key.Key_Down).type("17").enter()
    page.evening.confirm_sheet()
    assert page.evening.sheet.message._title.text().startswith("Fatima El Amrani would have more than 16 hours")
    assert tonight(workspace, scene) == {scene.person_ids[0]: (150, False)}


def test_an_empty_sheet_confirms_nothing_and_says_what_to_do(desk, workspace, scene, keys):
    page = desk.window.show_page("volunteering", session_id=scene.session_id)
    keys.enter()
    assert page.evening.sheet.message._title.text() == "Nobody is ticked yet."
    assert tonight(workspace, scene) == {}
    keys.type("fa").enter().enter()
    assert len(tonight(workspace, scene)) == 1
    assert page.evening.sheet.message.isHidden()


def test_one_undo_takes_the_confirmation_back(desk, workspace, scene, keys):
    open_sheet(desk, workspace, scene, scene.person_ids[:2])
    keys.enter()
    assert all(confirmed for _minutes, confirmed in tonight(workspace, scene).values())
    desk.window.run_action("undo")
    assert tonight(workspace, scene) == dict.fromkeys(scene.person_ids[:2], (150, False))


def test_a_choice_on_the_sheet_survives_a_change_from_elsewhere(desk, workspace, scene, keys):
    page = desk.window.show_page("volunteering", session_id=scene.session_id)
    keys.type("fa").enter()
    with workspace.write("Elsewhere") as uow:
        check_in.check_in(uow, scene.session_id, scene.person_ids[1], volunteer=True)
    assert {row.name for row in page.evening.sheet.model.rows if row.ticked} == {"Fatima El Amrani", "Amina Diallo"}


def test_letters_typed_in_the_list_go_to_the_field(desk, workspace, scene, keys):
    page = open_sheet(desk, workspace, scene, scene.person_ids[:1])
    keys.press(Qt.Key.Key_Down).type("li")
    assert page.evening.sheet.field.hasFocus()
    assert page.evening.sheet.field.text() == "li"


def test_without_a_meeting_today_one_is_chosen(desk, workspace, scene):
    with workspace.write("Off") as uow:
        sessions.cancel_session(uow, scene.session_id)
        sessions.cancel_session(uow, scene.evening_session_id)
    page = desk.window.show_page("volunteering")
    assert page.evening.sheet.isHidden()
    assert not page.evening.no_meeting.isHidden()


def test_the_month_adds_up_to_its_rows(desk, workspace, scene, last_week):
    page = desk.window.show_page("volunteering")
    rows = page.evening.month.model.rows
    with workspace.read() as reader:
        on_file = hours(reader, page.evening.month.first_day, page.evening.month.last_day)
    assert sum(row.minutes for row in rows) == on_file.minutes == 390
    assert page.evening.month.total.text() == "Total 6:30 · 3 people"
    assert [row.family_name for row in rows] == ["Ferri", "Sala", "Conti"]


def test_the_month_is_filtered_and_its_total_follows(desk, scene, last_week):
    page = desk.window.show_page("volunteering")
    page.evening.month.filter.setText("con")
    assert [row.family_name for row in page.evening.month.model.rows] == ["Conti"]
    assert page.evening.month.total.text() == "Total 1:30 · 1 person"
    page.evening.month.filter.setText("nobody")
    assert page.evening.month.table.isHidden()
    assert not page.evening.month._nothing.isHidden()


def test_the_responsible_confirms_what_waits(desk, workspace, scene, last_week, keys):
    page = desk.window.show_page("volunteering")
    assert page.evening.month.accept.accessibleName() == "Confirm 3 entries"
    page.evening.month.table.setFocus()
    page.evening.month.table.selectRow(0)
    keys.enter()
    assert [row.chip.words for row in page.evening.month.model.rows] == [
        "Confirmed",
        "2:30 to confirm",
        "1:30 to confirm",
    ]
    page.evening.month.accept.click()
    assert not any(row.waiting for row in page.evening.month.model.rows)
    assert page.evening.month.accept.isHidden()
    page.undo()
    assert sum(bool(row.waiting) for row in page.evening.month.model.rows) == 2


def test_other_months_are_reached(desk, scene, last_week):
    page = desk.window.show_page("volunteering")
    page.evening.month.earlier.click()
    assert page.evening.month._month.text() == "October 2026"
    assert page.evening.month.model.rows == []
    page.evening.month.later.click()
    assert len(page.evening.month.model.rows) == 3
    assert not page.evening.month.later.isEnabled()


def test_the_length_field_is_a_named_field(desk, workspace, scene, keys):
    page = open_sheet(desk, workspace, scene, scene.person_ids[:1])
    keys.press(Qt.Key.Key_Down).type("2")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert (field.accessibleName(), field.text()) == ("Hours", "2")
    assert page.evening.sheet.table.isAncestorOf(field)
