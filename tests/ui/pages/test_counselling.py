"""The page of the help desks by the keyboard: a contact in a few keys, requests, follow-ups, people sent on."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from op_desktop.domain.counselling import FAMILY, WORK, Consultation, ContactKind, ContactStatus, HelpArea, Outcome
from op_desktop.domain.person import Person
from op_desktop.domain.place import Venue
from op_desktop.domain.record import new_id
from op_desktop.register.counselling import add_contact, set_follow_up
from op_desktop.register.help_areas import areas
from tests.builders import RHO, at

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
NAUGHTY = "D’Amico-Łuczak %s {0} =1+1"


@pytest.fixture
def page(desk):
    return desk.window.show_page("counselling")


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def write(text):
    QTest.keyClicks(QApplication.focusWidget(), text)


def recorded(workspace):
    with workspace.read() as reader:
        return reader.all(Consultation)


def recorded_by(workspace, id):
    with workspace.read() as reader:
        return reader.require(Consultation, id)


def test_a_contact_of_now_takes_four_keys_and_one_without_a_name_a_single_one(page, desk, workspace, scene):
    desk.go("home")
    desk.window.run_action("consultation")
    assert page.counter.person.field.hasFocus()
    keys = ("m", "a", "1")
    lay = [(each, each.geometry()) for each in page.findChildren(QWidget) if each.isVisible()]
    for key in keys[:2]:
        write(key)
    # Who is proposed stands over the page, which does not move.
    assert page.counter.person.list.isVisible()
    QApplication.processEvents()
    proposed = page.counter.person.list.parentWidget()
    entry = page.counter.person
    assert proposed.mapTo(page, QPoint()).y() >= entry.mapTo(page, QPoint(0, entry.height())).y()
    assert [(each, each.geometry()) for each, _before in lay] == lay
    write(keys[2])
    assert not proposed.isVisible()
    (first,) = recorded(workspace)
    assert (first.area, first.kind, first.person_id) == (WORK, ContactKind.CONSULTATION, scene.person_ids[3])
    assert page.list.current.name == "Mariangela Ferri"
    assert page.counter.person.field.hasFocus()
    press(Qt.Key.Key_2, ALT)
    press(Qt.Key.Key_0, ALT)
    write("+")
    with workspace.read() as reader:
        unnamed = next(each for each in reader.all(Consultation) if each.person_id is None)
    assert (unnamed.area, unnamed.kind) == (FAMILY, ContactKind.REQUEST)
    assert [line.count.contacts for line in page.glance.model.rows] == [1, 1, 0, 0, 0, 2]
    assert [line.count.people for line in page.glance.model.rows] == [1, 0, 0, 0, 0, 1]
    press(Qt.Key.Key_Z, CONTROL)
    assert [each.id for each in recorded(workspace)] == [first.id]


def test_a_new_person_is_put_on_file_with_any_name(page, workspace):
    QApplication.focusWidget().insert(NAUGHTY)
    press(Qt.Key.Key_Return, CONTROL)
    (contact,) = recorded(workspace)
    with workspace.read() as reader:
        person = reader.require(Person, contact.person_id)
    assert f"{person.given_name} {person.family_name}" == page.panel.heading.title.text() == NAUGHTY


def test_a_request_leads_to_its_talk_and_a_no_show_does_not_count(page, workspace, scene):
    with workspace.write("Scene") as uow:
        request = add_contact(uow, FAMILY, kind=ContactKind.REQUEST, person_id=scene.person_ids[0],
                              starts_at=at("2026-11-20T09:00"))  # fmt: skip
    page.show_contact(request)
    assert not page.panel.buttons["answer"].isHidden()
    page.panel.buttons["answer"].click()
    press(Qt.Key.Key_Return)
    talk = next(each for each in recorded(workspace) if each.request_id == request)
    assert (talk.kind, talk.status, talk.person_id) == (
        ContactKind.CONSULTATION, ContactStatus.DONE, scene.person_ids[0],
    )  # fmt: skip
    page.show_contact(request)
    assert page.panel.buttons["answer"].isHidden()
    with workspace.write("Scene") as uow:
        waiting = add_contact(uow, WORK, starts_at=at("2026-11-24T09:00"), status=ContactStatus.PLANNED)
    page.show_contact(waiting)
    page.panel.buttons["no_show"].click()
    assert page.list.current.chip.words == "Did not come"
    assert "1 did not come" in page.glance.note.text()


def test_an_appointment_is_planned_and_a_group_counted(page, desk, workspace):
    desk.window.run_action("new")
    assert QApplication.focusWidget().accessibleName() == "Person"
    for _tab in range(3):
        press(Qt.Key.Key_Tab)
    QApplication.focusWidget().selectAll()
    write("1/12")
    press(Qt.Key.Key_Tab)
    QApplication.focusWidget().selectAll()
    write("9:30")
    for _tab in range(3):
        press(Qt.Key.Key_Tab)
    write("12")
    press(Qt.Key.Key_Return)
    (contact,) = recorded(workspace)
    assert (contact.status, contact.starts_at, contact.group_size) == (
        ContactStatus.PLANNED,
        at("2026-12-01T09:30"),
        12,
    )
    assert page.list.current.name == "Group of 12"


def test_a_follow_up_is_reached_from_to_complete_and_closed_by_a_digit(page, desk, workspace, scene):
    with workspace.write("Scene") as uow:
        contact = add_contact(uow, WORK, person_id=scene.person_ids[1], starts_at=at("2026-11-10T09:00"))
        set_follow_up(uow, contact, at("2026-11-20T00:00").date())
    desk.go("home")
    home = desk.window.page("home")
    (todo,) = [todo for todo in home.board.inbox if todo.page == "counselling"]
    desk.go(todo.page, **todo.where)
    assert page.list.current.id == contact
    page.which.set_current("Follow-ups")
    page.refresh()
    assert [(line.name, line.chip.words) for line in page.list.model.rows] == [("Amina Diallo", "4 days late")]
    page.list.table.setFocus()
    press(Qt.Key.Key_Return)
    write("1")
    assert page.list.model.rows == []
    assert [each.outcome for each in recorded(workspace)] == [Outcome.SETTLED]


def test_somebody_is_sent_to_another_desk(page, workspace, scene):
    with workspace.write("Scene") as uow:
        contact = add_contact(uow, WORK, person_id=scene.person_ids[1], venue_id=scene.venue_id)
    page.show_contact(contact)
    page.panel.buttons["refer"].click()
    write("1")
    assert recorded(workspace)[0].referred_to_id not in (None, scene.venue_id)
    assert page.list.current.note_icons == ("send",)
    page.which.set_current("Sent here")
    page.refresh()
    assert [line.name for line in page.list.model.rows] == ["Amina Diallo"]
    page.list.table.setFocus()
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    talk = next(each for each in recorded(workspace) if each.request_id == contact)
    assert talk.venue_id == recorded_by(workspace, contact).referred_to_id


def test_a_contact_at_another_desk_is_told_without_taking_somebody_else_for_it(page, desk, workspace, scene):
    QApplication.focusWidget().insert("mariangela")
    press(Qt.Key.Key_Return)
    desk.place = scene.venue_id
    page.place_changed()
    page.refresh()
    with workspace.write("Scene") as uow:
        add_contact(uow, WORK, person_id=scene.person_ids[1], venue_id=scene.venue_id)
        added = Venue(id=new_id(), name="Sportello nuovo", municipality_id=RHO)
        uow.put(added)
    counter = page.counter
    assert counter.chosen_venue == scene.venue_id
    assert added.id in counter.venue.keys
    counter.venue.setCurrentIndex(counter.venue.keys.index(added.id))
    counter.person.clear()
    QApplication.focusWidget().insert("giuseppe")
    press(Qt.Key.Key_Return)
    QApplication.processEvents()
    assert [each.person_id for each in recorded(workspace) if each.venue_id == added.id] == [scene.person_ids[4]]
    assert page.list.model.row_of(next(each.id for each in recorded(workspace) if each.venue_id == added.id)) is None
    assert desk.window.toasts.accessibleDescription() == "Recorded, at a desk that is not on show here"
    assert page.list.current is None
    assert page.panel.isHidden()
    page.which.set_current("Sent here")
    page.refresh()
    assert page._empty.text.text() == "Nobody was sent here."


def test_the_administration_names_the_areas(page, workspace):
    page.header.findChildren(type(page.panel.buttons["done"]))[0].click()
    QApplication.focusWidget().insert("Riequilibriamoci")
    press(Qt.Key.Key_Return)
    with workspace.read() as reader:
        assert [area.name_it for area in areas(reader)][-1] == "Riequilibriamoci"
        assert len(reader.all(HelpArea)) == 6
    press(Qt.Key.Key_6, ALT)
    assert page.counter.chosen_area == page.counter._codes[5]
