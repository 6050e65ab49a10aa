"""The worst texts through the real fields of the counter's questions: kept as typed, shown as they are."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPlainTextEdit

from op_desktop.domain.counselling import HelpArea
from op_desktop.domain.event import CommunityEvent
from op_desktop.domain.grant import Criterion, GrantApplication, GrantCall
from op_desktop.domain.lab import Lab
from op_desktop.domain.person import Person, PersonRole
from op_desktop.domain.place import Venue
from ui.dialogs.venue import VenueDialog
from ui.pages.counselling_areas import ask_areas
from ui.pages.events_questions import ask_event
from ui.pages.grants_questions import ask_application, ask_call, ask_criteria
from ui.pages.labs_care import ask_new_lab
from ui.pages.labs_questions import ask_details
from ui.pages.people_care import ask_part

WORST = '=HYPERLINK("x") <b>Bò</b> &amp; %s {name} \'; DROP TABLE'
LETTERS = "عائشة D’Łuczak 👩‍👩‍👧 e\u0301 \u202eoiram\u202c \\n"


def write(field, text):
    field.setFocus()
    field.selectAll()
    if isinstance(field, QPlainTextEdit):
        field.insertPlainText(text)
    else:
        field.insert(text)


def confirm(dialog, *fields):
    """Write both texts, each into every other field, and confirm by the keyboard."""
    for number, field in enumerate(fields):
        write(field, (WORST, LETTERS)[number % 2])
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.complaint == ""
    assert not dialog.isVisible()


def shown(desk, *wanted):
    """Whether labels of the window say all of these; one that reads a text as markup would not show it as it is."""
    QApplication.processEvents()
    labels = [each for each in desk.window.findChildren(QLabel) if each.isVisible()]
    assert all(each.textFormat() == Qt.TextFormat.PlainText for each in labels if "<b>" in each.text())
    return all(any(text in each.text() for each in labels) for text in wanted)


def texts(record, *names):
    return tuple(getattr(record, name) for name in names)


class Latest:
    def __init__(self, workspace):
        self.workspace = workspace

    def __call__(self, kind):
        return max(self.all(kind), key=lambda each: each.id)

    def all(self, kind):
        with self.workspace.read() as reader:
            return reader.all(kind)


@pytest.fixture
def latest(workspace):
    """Gives the newest record of a kind, whose ids follow the time."""
    return Latest(workspace)


def test_labs_venues_and_people_are_called_whatever_is_typed(desk, workspace, scene, latest):
    page = desk.window.show_page("labs")
    dialog = ask_new_lab(page, page.list.select)
    confirm(dialog, dialog.name, dialog.purpose)
    assert texts(latest(Lab), "name", "purpose") == (WORST, LETTERS)
    assert shown(desk, WORST, LETTERS)

    page = desk.window.show_page("people", person_id=scene.person_ids[0])
    dialog = ask_details(page, scene.person_ids[0])
    confirm(dialog, dialog.given, dialog.family, dialog.phone, dialog.email, dialog.card, dialog.note)
    dialog = ask_part(page, scene.person_ids[0])
    confirm(dialog, dialog.body_field)
    with workspace.read() as reader:
        person = reader.require(Person, scene.person_ids[0])
    named = ("given_name", "family_name", "phone", "email", "card", "note")
    assert texts(person, *named) == (WORST, LETTERS) * 3
    assert latest(PersonRole).body == WORST
    assert shown(desk, f"{WORST} {LETTERS}")

    page = desk.window.show_page("settings", section="places")
    page.section._ask(scene.venue_id)
    (dialog,) = desk.window.findChildren(VenueDialog)
    confirm(dialog, dialog.name, dialog.address)
    with workspace.read() as reader:
        assert texts(reader.require(Venue, scene.venue_id), "name", "address") == (WORST, LETTERS)
    assert shown(desk, WORST)


def test_events_help_desks_and_the_grant_call_are_called_whatever_is_typed(desk, scene, latest):
    page = desk.window.show_page("events")
    dialog = ask_event(page, page.show_event)
    confirm(dialog, dialog.name, dialog.spot, dialog.partners, dialog.programme)
    assert texts(latest(CommunityEvent), "name", "place", "partners", "programme") == (WORST, LETTERS) * 2
    assert shown(desk, WORST, LETTERS)

    page = desk.window.show_page("counselling")
    dialog = ask_areas(page)
    confirm(dialog, dialog.lines[-1][1], dialog.lines[-1][2])
    assert any(texts(area, "name_it", "name_en") == (WORST, LETTERS) for area in latest.all(HelpArea))
    assert any(LETTERS in each.text() for each in page.counter.findChildren(QAbstractButton))

    page = desk.window.show_page("grants")
    dialog = ask_call(page, 1, page.show_call)
    confirm(dialog, dialog.name)
    call = latest(GrantCall)
    dialog = ask_criteria(page, call.id)
    confirm(dialog, dialog.lines[0][0], dialog.lines[1][0])
    assert {WORST, LETTERS} <= {each.name for each in latest.all(Criterion)}
    dialog = ask_application(page, call.id, page.show_application)
    confirm(dialog, dialog.name, dialog.group, dialog.summary)
    assert texts(latest(GrantApplication), "title", "group_name", "summary") == (WORST, LETTERS, WORST)
    assert call.title == WORST
    assert shown(desk, WORST, LETTERS)
