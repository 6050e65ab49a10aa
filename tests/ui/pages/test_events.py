"""The page of events: planned, counted, filled with names and closed by the keyboard."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from op_desktop.domain.attendance import CountMethod
from op_desktop.domain.event import CommunityEvent
from op_desktop.domain.person import Person
from op_desktop.domain.school import Status
from op_desktop.register.event_people import add_participant, event_people
from op_desktop.register.events import EventDraft, close_event, event_header, plan_event, set_headcount
from op_desktop.security.permissions import Actor
from tests.builders import at

CONTROL = Qt.KeyboardModifier.ControlModifier
NAUGHTY = "<b>Bò</b> ‘n’ %s {0} \\ =1+1 😀"


@pytest.fixture
def page(desk):
    return desk.window.show_page("events")


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def write(text):
    QTest.keyClicks(QApplication.focusWidget(), text)


def test_an_event_is_planned_counted_filled_and_closed_by_the_keyboard(page, desk, workspace):
    assert page.list._empty.button.hasFocus()
    desk.window.run_action("new")
    QApplication.focusWidget().insert(NAUGHTY)
    press(Qt.Key.Key_Return)
    (event,) = events_of(workspace)
    assert (event.name, page.panel.heading.title.text()) == (NAUGHTY, NAUGHTY)
    page.panel.number.setFocus()
    write("12")
    press(Qt.Key.Key_Return)
    desk.window.run_action("quick_field")
    write("fat")
    assert [each.name for each in page.panel.person.list.rows] == ["Fatima El Amrani"]
    write("1")
    write("zoe neri")
    press(Qt.Key.Key_Return, CONTROL)
    with workspace.read() as reader:
        assert [(each.family, each.given) for each in event_people(reader, event.id)] == [
            ("El Amrani", "Fatima"), ("Neri", "Zoe"),
        ]  # fmt: skip
        row = event_header(reader, event.id)
    assert (row.headcount, row.named, row.unnamed) == (12, 2, 10)
    assert "12 participants: 2 by name, 10 without a name (counted)" in page.panel.sum.text()
    page.close_current()
    assert page.panel.state.text() == "Held"
    assert events_of(workspace)[0].status is Status.HELD
    page.undo()
    assert events_of(workspace)[0].status is Status.PLANNED


def test_hours_are_written_from_a_name_and_delete_takes_it_off(page, desk, workspace, scene):
    with workspace.write("Scene") as uow:
        event = plan_event(uow, EventDraft(name="Festa", starts_at=at("2026-11-20T18:00"), last_day=date(2026, 11, 21)))
    page.show_event(event)
    desk.window.run_action("quick_field")
    write("ami1")
    page.panel.table.setFocus()
    page.panel.table.selectRow(0)
    press(Qt.Key.Key_Return)
    write("2:00")
    press(Qt.Key.Key_Return)
    page.panel.table.setFocus()
    page.panel.table.selectRow(0)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Tab)
    write("0:30")
    press(Qt.Key.Key_Return)
    with workspace.read() as reader:
        (person,) = event_people(reader, event)
    assert [(each.starts_at.day, each.minutes) for each in person.given_help] == [(20, 120), (21, 30)]
    assert page.panel.people.rows[0].chip.words == "Other help · 2:30"
    page.panel.table.setFocus()
    press(Qt.Key.Key_Delete)
    assert page.panel.people.rows == []
    page.undo()
    assert len(page.panel.people.rows) == 1
    with workspace.write("Scene") as uow:
        for number in (0, 2, 3):
            add_participant(uow, event, scene.person_ids[number])
    page.panel.table.setFocus()
    page.panel.table.selectRow(2)
    press(Qt.Key.Key_Delete)
    assert (page.panel.table.currentIndex().row(), len(page.panel.people.rows)) == (2, 3)


def test_the_foot_leaves_estimates_out_and_says_how_many(page, workspace):
    with workspace.write("Scene") as uow:
        event = plan_event(uow, EventDraft(name="Festa", starts_at=at("2026-11-20T18:00")))
        set_headcount(uow, event, 180, CountMethod.ESTIMATE)
        close_event(uow, event)
    assert page.totals.text() == "1 event held, 180 participants"
    page.which.setFocus()
    press(Qt.Key.Key_Right)
    assert page.totals.text() == "1 event held, 0 participants. Left out: 180 people estimated, in 1 event"


def test_a_number_stays_with_its_event_when_the_next_one_is_planned(page, desk, workspace):
    for name in ("Alfa", "Beta"):
        desk.window.run_action("new")
        QApplication.focusWidget().insert(name)
        press(Qt.Key.Key_Return)
        if name == "Alfa":
            page.panel.number.setFocus()
            write("120")
            press(Qt.Key.Key_Return)
    assert (page.panel.heading.title.text(), page.panel.number.text()) == ("Beta", "")
    page.panel.method.chosen.emit(CountMethod.TICKETS)
    assert {event.name: event.headcount for event in events_of(workspace)} == {"Alfa": 120, "Beta": None}


def test_what_is_no_number_is_refused_with_its_reason_and_keeps_the_name(page, desk, workspace):
    with workspace.write("Scene") as uow:
        event = plan_event(uow, EventDraft(name="Festa", starts_at=at("2026-11-20T18:00")))
    page.show_event(event)
    page.panel.number.setFocus()
    write("molti")
    press(Qt.Key.Key_Return)
    assert "whole number" in page.banner.accessibleDescription()
    with workspace.read() as reader:
        assert reader.require(CommunityEvent, event).headcount is None
        assert len(reader.all(Person)) == 8
    workspace.actor = Actor(desk.account.id, frozenset())
    desk.window.run_action("quick_field")
    write("zoe neri")
    press(Qt.Key.Key_Return, CONTROL)
    assert not page.saved
    assert page.panel.person.text == "zoe neri"


def events_of(workspace):
    with workspace.read() as reader:
        return reader.all(CommunityEvent)
