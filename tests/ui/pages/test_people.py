"""The people under real keys: found, put on file, from user to collaborator, into the bin and out, all data."""

import zipfile
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from op_desktop.domain.person import Framework, Part, Person, PersonRole, ProfileKind
from op_desktop.register import check_in, grants, people
from op_desktop.register.places import add_venue, municipality_id
from op_desktop.storage.tables import TABLE_OF
from ui.dialogs.dialog import Dialog
from ui.dialogs.erase_person import ErasePersonDialog
from ui.dialogs.form import FormDialog
from ui.dialogs.person_details import PersonDetails
from ui.drafts import waiting_draft, waiting_drafts
from ui.navigation import entries
from ui.pages.check_in_people import RowsView
from ui.pages.events_questions import EVENT_DRAFT, ask_event
from ui.pages.grants_questions import APPLICATION_DRAFT, ask_application
from ui.pages.labs_care import LAB_DRAFT, ask_new_lab
from ui.pages.labs_questions import PERSON_DRAFT, ask_details
from ui.pages.people_care import NEW_PERSON_DRAFT, ask_data, ask_new_person, ask_part
from ui.pages.people_new import NewPerson
from ui.pages.people_panel import PersonPanel
from ui.widgets.button import Button
from ui.widgets.overlay import Overlay

Key = Qt.Key
SAID = ("text", "toolTip", "windowTitle", "accessibleName", "accessibleDescription", "toPlainText", "placeholderText")
"""Everything that a widget may say."""


@pytest.fixture
def page(desk):
    return desk.window.show_page("people")


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def write(text):
    QTest.keyClicks(QApplication.focusWidget(), text)


def names(page):
    return [page.list.model.data(page.list.model.index(row, 0)) for row in range(page.list.model.rowCount())]


def words(widget):
    QApplication.processEvents()
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_somebody_is_found_by_letters_and_their_details_kept(page, desk, workspace, scene, qtbot):
    assert len(names(page)) == 8
    assert page.list.table.hasFocus()
    desk.window.run_action("filter")
    write("el am")
    press(Key.Key_Return)
    assert names(page) == ["El Amrani Fatima"]
    QApplication.focusWidget().selectAll()
    write("Fatima Zahra")
    press(Key.Key_Return)
    with workspace.read() as reader:
        assert reader.require(Person, scene.person_ids[0]).given_name == "Fatima Zahra"
    assert page.panel.name.text() == "Fatima Zahra El Amrani"


def test_somebody_new_is_shown_who_is_alike_and_saved_all_the_same(page, desk, workspace, qtbot):
    desk.window.run_action("new")
    write("Fatma")
    press(Key.Key_Tab)
    write("El Amrani")
    (dialog,) = desk.window.findChildren(NewPerson)
    qtbot.waitUntil(lambda: bool(dialog.rows))
    assert [row.accessibleName() for row in dialog.rows] == ["Fatima El Amrani, similar spelling"]
    press(Key.Key_Return)
    assert page.panel.name.text() == "Fatma El Amrani"
    with workspace.read() as reader:
        assert len(reader.all(Person, TABLE_OF[Person].c.family_name == "El Amrani")) == 2


def test_from_user_to_collaborator_with_the_day_and_the_question_asked_once(page, workspace, scene):
    page.list.select(scene.person_ids[3])
    dialog = ask_part(page, scene.person_ids[3])
    write("1/9/2026")
    dialog.profile_field.setCurrentIndex(3)
    press(Key.Key_Return)
    with workspace.read() as reader:
        (role,) = reader.all(PersonRole)
        card = people.person_card(reader, scene.person_ids[3])
    assert (role.part, role.since, card.profile) == (Part.COLLABORATOR, date(2026, 9, 1), ProfileKind.NEW)
    assert "Collaborator" in words(page.panel)
    assert "Asked once: Not engaged before" in words(ask_part(page, scene.person_ids[3]))
    press(Key.Key_Escape)
    page.panel._history()
    assert any("Surname: Ferri" in line for line in words(page.panel))


def test_the_bin_takes_and_gives_back(page, workspace, scene):
    page.list.select(scene.person_ids[1])
    page.panel.bin.click()
    assert "Diallo Amina" not in names(page)
    assert page.list.chosen_id == scene.person_ids[0]
    with workspace.read() as reader:
        assert people.similar(reader, "Diallo", "Amina") == []
    page.visit(person_id=scene.person_ids[1])
    assert names(page) == ["Diallo Amina"]
    assert page.panel.bin.accessibleName() == "Out of the bin"
    page.panel.bin.click()
    assert names(page) == []
    page.act("undo")
    page.act("undo")
    page.list._remove_filters()
    assert "Diallo Amina" in names(page)


def test_a_person_is_erased_for_good_by_the_keyboard_and_the_surname(page, desk, workspace, scene, qtbot):
    page.list.select(scene.person_ids[0])
    page.panel.erase.setFocus()
    press(Key.Key_Space)
    (dialog,) = desk.window.findChildren(ErasePersonDialog)
    assert dialog.title.text() == "Delete Fatima El Amrani for good?"
    assert dialog.cancel.hasFocus()
    said = "\n".join(words(dialog))
    assert "name, contacts, card and note" in said
    assert "It cannot be undone" in said
    press(Key.Key_Escape)
    assert "El Amrani Fatima" in names(page)

    elsewhere = desk.window.show_page("volunteering")
    for each in (page, elsewhere):
        with each.writing("Profile of Fatima El Amrani") as uow:
            people.set_profile(uow, scene.person_ids[0], list(ProfileKind)[each is page])
    desk.window.show_page("people")
    page.panel.erase.click()
    (dialog,) = [each for each in desk.window.findChildren(ErasePersonDialog) if each.isVisible()]
    press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.isVisible()
    dialog.word.setFocus()
    write("el amran")
    assert not dialog.confirm.isEnabled()
    write("i")
    press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(names(page)) == 7)
    assert not any("Amrani" in name for name in names(page))
    with workspace.read() as reader:
        assert people.full_name(reader.require(Person, scene.person_ids[0]).family_name, "") == ""
    assert not elsewhere.undo_steps.undo()
    page.act("undo")
    assert not any("Undone" in text for text in words(desk.window))
    assert len(names(page)) == 7
    shown = words(desk.window)
    assert not any("Amrani" in text for text in shown)


def test_who_is_a_volunteer_of_a_body_is_not_erased_and_operators_have_no_such_button(page, workspace, scene):
    with workspace.write("Part") as uow:
        people.set_role(uow, scene.person_ids[1], Part.COLLABORATOR, framework=Framework.REGULAR_VOLUNTEER)
    page.list.select(scene.person_ids[1])
    page.panel.erase.click()
    assert "Amina Diallo is a volunteer of a body today." in words(page)
    panel = PersonPanel(page.theme, page._acts(), may_write=True, may_erase=False)
    assert panel.erase.isHidden()
    assert not panel.bin.isHidden()


def test_all_data_of_a_person_go_into_a_file_whose_name_tells_nobody(page, scene, tmp_path, qtbot, monkeypatch):
    asked = []

    def choose(_parent, _title, proposed, _kinds):
        asked.append(proposed)
        return str(tmp_path / "a.zip"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    ask_data(page, scene.person_ids[0])
    qtbot.waitUntil(lambda: (tmp_path / "a.zip").exists() and page.banner.isVisible())
    assert "amrani" not in asked[0].casefold()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert "Fatima El Amrani" in archive.read("read-me.txt").decode()


def test_no_name_is_left_in_the_window_while_names_are_hidden(page, desk, workspace, scene):
    with workspace.write("In") as uow:
        check_in.check_in(uow, scene.session_id, scene.person_ids[0], volunteer=False)
    shown = ["people", "labs", "home", "events", "counselling", "grants", "volunteering"]
    parts = {"conti", "giuseppe", "amrani", "fatima", "diallo", "amina", "ferri", "mariangela", "marchetti"}

    def told():
        QApplication.processEvents()
        texts = [
            str(get())
            for each in (desk.window, *desk.window.findChildren(QWidget))
            if each.isVisible()
            for name in SAID
            if callable(get := getattr(each, name, None))
        ]
        proposed = [str(row) for each in desk.window.findChildren(RowsView) if each.isVisible() for row in each.rows]
        return {part for part in parts if any(part in text.casefold() for text in (*texts, *proposed))}

    assert told()
    press(Key.Key_F9)
    for key in shown:
        desk.go(key, **({"session_id": scene.session_id} if key == "labs" else {}))
        QApplication.processEvents()
        assert told() == set(), key
        if key == "home":
            # Its New is a menu of kinds.
            continue
        desk.window.run_action("new")
        write("am")
        assert told() == set(), f"new, {key}"
        for layer in desk.window.findChildren(Dialog):
            layer.reject()
    desk.window.run_action("hide_names")
    desk.go("people")
    assert told()


def test_details_being_typed_when_the_program_goes_down_are_offered_again(page, desk, workspace, scene, qtbot):
    ask_details(page, scene.person_ids[0]).given.setText("Fatima Zahra")
    qtbot.waitUntil(lambda: waiting_draft(workspace, PERSON_DRAFT) is not None)
    # The program goes down without an answer, and the page is built anew over the same data.
    for layer in desk.window.findChildren(Overlay):
        layer.setParent(None)
    desk.window.set_pages(entries(desk))
    again = desk.window.show_page("people")
    assert again.banner.isVisible()
    assert "Fatima El Amrani" in again.banner._title.text()
    (go_on,) = [each for each in again.banner.findChildren(Button) if each.accessibleName() == "Go on"]
    go_on.click()
    (dialog,) = desk.window.findChildren(PersonDetails)
    assert dialog.given.text() == "Fatima Zahra"
    press(Key.Key_Return)
    with workspace.read() as reader:
        assert reader.require(Person, scene.person_ids[0]).given_name == "Fatima Zahra"
    assert waiting_draft(workspace, PERSON_DRAFT) is None


NEW = {
    "people": (ask_new_person, NEW_PERSON_DRAFT),
    "labs": (ask_new_lab, LAB_DRAFT),
    "events": (ask_event, EVENT_DRAFT),
    "grants": (lambda page, done: ask_application(page, page.call.id, done), APPLICATION_DRAFT),
}


def inputs(dialog):
    """All that can be answered in a question."""
    kinds = QLineEdit | QPlainTextEdit | QComboBox | QCheckBox
    return [each for each in dialog.findChildren(QWidget) if isinstance(each, kinds)]


def answer(field):
    if isinstance(field, QCheckBox):
        return field.isChecked()
    if isinstance(field, QComboBox):
        return field.currentIndex()
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def change(field, dialog):
    """Give another answer; of the towns one with venues, so that the venue can be another one, too."""
    if isinstance(field, QCheckBox):
        field.toggle()
    elif isinstance(field, QPlainTextEdit):
        field.setPlainText("Orto <b>di</b> Rho\ne pane")
    elif isinstance(field, QLineEdit):
        field.setText(f"{field.text()}2")
    else:
        venue = getattr(dialog, "venue", None)
        choices = [number for number in range(field.count()) if number != field.currentIndex()]
        for number in choices:
            field.setCurrentIndex(number)
            if field is venue or venue is None or venue.count() > 1:
                break


def test_every_answer_being_given_when_the_program_goes_down_is_there_again(desk, workspace, scene, qtbot):
    """New people, labs, events, applications, details; another question of the kind, left or typed in, loses none.

    Who answers the question, also to leave it, is not asked again.
    """
    with workspace.write("Edition") as uow:
        grants.add_call(uow, "Bando", 1, date(2026, 1, 1), date(2026, 12, 31), Decimal(900), Decimal(9000))
        for name in ("Oratorio", "Biblioteca"):
            add_venue(uow, name, municipality_id("015182"))
    given = {}
    for key, (ask, _kind) in NEW.items():
        dialog = ask(desk.window.show_page(key), lambda _id: None)
        fields = inputs(dialog)
        before = [answer(each) for each in fields]
        for each in fields:
            change(each, dialog)
        given[key] = [answer(each) for each in fields]
        assert all(was != now for was, now in zip(before, given[key], strict=True)), key
    kinds = [kind for _ask, kind in NEW.values()]
    qtbot.waitUntil(lambda: all(waiting_draft(workspace, kind) is not None for kind in kinds))
    for layer in desk.window.findChildren(Overlay):
        layer.setParent(None)
    desk.window.set_pages(entries(desk))
    others = [ask(desk.window.show_page(key), lambda _id: None) for key, (ask, _kind) in NEW.items()]
    for dialog in others[1:]:
        dialog.name.setText("Un altro")
    qtbot.waitUntil(lambda: all(len(waiting_drafts(workspace, kind)) == 2 for kind in kinds[1:]))
    for dialog in reversed(others):
        dialog.reject()
    for key, (_ask, kind) in NEW.items():
        again = desk.window.show_page("home") and desk.window.show_page(key)
        assert again.banner.isVisible(), key
        QApplication.processEvents()
        told = [each for each in again.banner.findChildren(Button) if each.isVisible()]
        (go_on,) = [each for each in told if each.accessibleName() == "Go on"]
        go_on.click()
        (dialog,) = [each for each in desk.window.findChildren(FormDialog) if each.isVisible()]
        assert [answer(each) for each in inputs(dialog)] == given[key], key
        press(Key.Key_Escape)
        assert waiting_draft(workspace, kind) is None


def test_every_detail_of_a_person_being_typed_is_there_again(page, workspace, scene, qtbot):
    dialog = ask_details(page, scene.person_ids[0])
    fields = inputs(dialog)
    before = [answer(each) for each in fields]
    for each in fields:
        change(each, dialog)
    given = [answer(each) for each in fields]
    assert all(was != now for was, now in zip(before, given, strict=True))
    qtbot.waitUntil(lambda: waiting_draft(workspace, PERSON_DRAFT) is not None)
    again = ask_details(page, scene.person_ids[0], waiting_draft(workspace, PERSON_DRAFT))
    assert [answer(each) for each in inputs(again)] == given
    again.reject()
    dialog.reject()
