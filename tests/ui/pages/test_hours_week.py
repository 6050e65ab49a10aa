"""The week as a sheet, the entries to confirm, and weeks told at once: by key events, with their counts."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from op_desktop.domain.record import new_id
from op_desktop.domain.volunteering import Activity, VolunteerShift
from op_desktop.language import speak
from op_desktop.register import hours_week
from op_desktop.register.hours_subject import Subject
from op_desktop.register.volunteering import hours
from op_desktop.storage.clock import ROME
from tests.ui.pages.test_volunteering import Typist

NOVEMBER = date(2026, 11, 1), date(2026, 11, 30)
NAUGHTY = "=1+1 <b>Ẕa̴lgo</b> ‮abc​ 🙂 '; DROP TABLE"


@pytest.fixture
def keys():
    return Typist()


@pytest.fixture
def lab(scene):
    return Subject(Activity.LAB, scene.lab_id)


def on_file(workspace):
    with workspace.read() as reader:
        return hours(reader, *NOVEMBER).rows


def week_before(workspace, lab, people):
    with workspace.write("Past") as uow:
        for person in people:
            hours_week.set_cell(uow, lab, person, date(2026, 11, 17), 150)


def open_week(desk):
    page = desk.window.show_page("volunteering")
    page.mode.set_current("week")
    page._show_part()
    return page, page.week


def test_a_week_is_typed_like_a_sheet_and_each_cell_is_stored(desk, workspace, scene, lab, keys, monkeypatch):
    week_before(workspace, lab, scene.person_ids[:2])
    page, part = open_week(desk)
    # Fatima and Amina helped lately: the keyboard is on today's cell of the first of them.
    assert [row.family_name for row in part.model.rows] == ["Diallo", "El Amrani", "Total"]
    assert part.table.hasFocus()
    assert (part.table.currentIndex().row(), part.table.currentIndex().column()) == (0, 2)
    keys.press(Qt.Key.Key_Left).type("1,5")
    keys.press(Qt.Key.Key_Tab)
    # English: a comma is not guessed at, the cell keeps the keyboard.
    assert part.message._title.text() == "Write hours as 2.5 or 2:30."
    assert part.table.currentIndex().column() == 1
    assert len(on_file(workspace)) == 2
    keys.type("1:30").press(Qt.Key.Key_Tab).type("2").enter().type("45m").enter()
    assert part.message.isHidden()
    assert [row.minutes[:2] for row in part.model.rows] == [(90, 120), (0, 45), (90, 165)]
    listed = [entry for entry in on_file(workspace) if entry.day >= date(2026, 11, 23)]
    assert sum(entry.minutes for entry in listed) == sum(part.model.rows[-1].minutes) == 255
    assert part.sum.text() == "4:15 hours"
    assert not any(entry.confirmed for entry in listed)
    keys.press(Qt.Key.Key_Delete)
    assert part.model.rows[1].minutes[1] == 0
    page.undo()
    assert part.model.rows[1].minutes[1] == 45
    # An Italian hand: a comma parts decimals, a point is asked about and never guessed at.
    speak("it")
    keys.type("1,5").enter().press(Qt.Key.Key_Up).type("1.5").enter()
    assert part.message._title.text() == "Scrivi le ore come 2,5 o 2:30."
    assert part.model.rows[0].minutes[1] == 120
    assert 90 in {entry.minutes for entry in on_file(workspace) if entry.day == date(2026, 11, 24)}
    keys.press(Qt.Key.Key_Down).type("0:45").enter()
    speak("en")
    # Wednesday is still to come: nothing can be typed there.
    keys.press(Qt.Key.Key_Right).type("3").enter()
    assert part.model.rows[-1].minutes == (90, 165, 0, 0, 0, 0, 0)
    # The computer stays on over Sunday: the new week is reached.
    keys.press(Qt.Key.Key_PageDown)
    assert part.monday == date(2026, 11, 23)
    monkeypatch.setattr(workspace, "_wall", lambda: datetime(2026, 12, 1, 9, tzinfo=ROME))
    part.table.setFocus()
    keys.press(Qt.Key.Key_PageDown)
    assert (part.monday, part.model.rows[-1].minutes[1]) == (date(2026, 11, 30), 0)


def test_somebody_is_added_by_letters_and_the_week_before_is_copied(desk, workspace, scene, lab, keys):
    week_before(workspace, lab, scene.person_ids[:2])
    _page, part = open_week(desk)
    keys.type("li").enter().type("2:30").enter()
    assert keys.keys == 8
    assert {row.family_name: row.minutes[1] for row in part.model.rows} == {
        "Diallo": 0, "El Amrani": 0, "Nguyen": 150, "Total": 150}  # fmt: skip
    part.copy.click()
    assert part.model.rows[-1].minutes[1] == 450
    # In the empty field undo is the page's.
    part.person.setFocus()
    keys.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert part.model.rows[-1].minutes[1] == 150
    part.focus()
    keys.press(Qt.Key.Key_PageUp)
    assert part.monday == date(2026, 11, 16)
    assert part.model.rows[-1].minutes[1] == 300
    part.copy.click()
    assert part.message._title.text() == "The week before has nothing to copy."
    for text in (NAUGHTY, "-1", "25:00", "99999999999"):
        index = part.model.index(0, 2)
        part.model.setData(index, text)
        assert not part.message.isHidden()
    assert part.model.rows[-1].minutes[1] == 300


def test_what_waits_is_confirmed_by_keys_and_says_who_and_when(desk, workspace, scene, lab, keys):
    week_before(workspace, lab, scene.person_ids[:4])
    page = desk.window.show_page("volunteering", unconfirmed=True)
    part = page.entries
    assert [row.chip.words for row in part.model.rows] == ["For 7 days"] * 4
    keys.press(Qt.Key.Key_Space).press(Qt.Key.Key_Space)
    assert part.sum.text() == "Ticked 5:00 · 2 entries"
    keys.enter()
    assert keys.keys == 3
    assert len(part.model.rows) == 2
    keys.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier).enter()
    assert keys.keys == 5
    assert all(entry.confirmed_by == "Marta Colombo" for entry in on_file(workspace))
    assert {entry.confirmed_at for entry in on_file(workspace)} == {datetime(2026, 11, 24, 10, 3)}
    assert not part._done.isHidden()
    page.undo()
    assert len(part.model.rows) == 2
    # A length is corrected over the row, an entry taken away and brought back.
    part.focus()
    keys.type("2").enter()
    assert 120 in [entry.minutes for entry in on_file(workspace)]
    part.table.setFocus()
    keys.press(Qt.Key.Key_Delete)
    assert len(on_file(workspace)) == 3
    beside = part.model.rows[part.table.currentIndex().row()].id
    page.undo()
    assert len(on_file(workspace)) == 4
    assert part.table.currentIndex().row() == part.model.row_of(beside)
    # The same hours from another device are pointed out; set aside they stay on file and do not count.
    with workspace.write("Twice") as uow:
        first = uow.require(VolunteerShift, part.model.rows[0].id)
        uow.put(replace(first, id=new_id(), session_id=None))
    double = next(row for row in part.model.rows if row.twin)
    assert (double.chip.words, double.twin) == ("Typed twice?", first.id)
    part.table.setCurrentIndex(part.model.index(part.model.row_of(double.id), 1))
    assert part.twice.isVisible()
    part.twice.click()
    assert [entry.duplicate_of for entry in on_file(workspace) if not entry.counts] == [first.id]
    assert double.id not in [row.id for row in part.model.rows]
    page.undo()
    assert part.model.row_of(double.id) is not None
    part.set_aside()
    part.which.set_current("all")
    part._choose()
    assert sum(row.chip.words == "Marta Colombo, 24/11/2026" for row in part.model.rows) == 2
    part.filter.setText(NAUGHTY)
    assert not part._nothing.isHidden()


def test_weeks_told_at_once_show_their_days_before_they_are_written(desk, workspace, scene, lab, keys):
    with workspace.write("There") as uow:
        hours_week.set_cell(uow, lab, scene.person_ids[0], date(2026, 11, 10), 60)
    page = desk.window.show_page("volunteering")
    dialog = page.ask_range()
    assert dialog.person.field.hasFocus()
    keys.type("fa").enter()
    QTest.qWait(150)
    told = [(row.day.day, row.isChecked(), row.isEnabled()) for row in dialog.rows]
    assert told == [(10, False, False), (17, True, True), (24, True, True)]
    assert dialog.confirm.accessibleName() == "Write 2 entries"
    assert len(on_file(workspace)) == 1
    keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert keys.keys == 4
    assert [(entry.day.day, entry.minutes, entry.confirmed) for entry in on_file(workspace)] == [
        (24, 150, False), (17, 150, False), (10, 60, False)]  # fmt: skip
    page.undo()
    assert len(on_file(workspace)) == 1


def test_the_administration_sets_what_an_hour_is_worth_from_a_day_on(desk, workspace, scene, lab, keys):
    with workspace.write("Hours") as uow:
        for day in (3, 17):
            hours_week.set_cell(uow, lab, scene.person_ids[0], date(2026, 11, day), 60)
    page = desk.window.show_page("volunteering")
    assert page.evening.month.value.text() == "€30, conventional value (€15 an hour on 24/11/2026)"
    dialog = page.ask_rates()
    dialog.euro.setText("20,5")
    dialog.since.setText("16/11/2026")
    keys.press(Qt.Key.Key_Return)
    assert "20,5" in dialog.complaint
    dialog.euro.setText("20.50")
    dialog.source.setText(NAUGHTY)
    keys.press(Qt.Key.Key_Return)
    assert page.evening.month.value.text() == "€35.50, conventional value (€15 to €20.50 an hour up to 24/11/2026)"
    again = page.ask_rates()
    assert any(NAUGHTY.strip() in label for label in texts(again))


def texts(dialog):
    return [label.text() for label in dialog.findChildren(type(dialog.text))]
