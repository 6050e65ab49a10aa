"""The settings: seen at once, kept, and only what the person may change."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from op_desktop import settings
from op_desktop.domain.account import Role
from op_desktop.register import accounts, places, schools
from op_desktop.register.activity import latest
from op_desktop.security.permissions import Actor
from op_desktop.storage.backup import backups
from ui.dialogs.person import CodeDialog, PersonDialog
from ui.dialogs.place import PlaceDialog
from ui.dialogs.venue import VenueDialog
from ui.navigation import entries
from ui.pages.settings_backups import RestoreDialog
from ui.theme import Scheme
from ui.widgets.button import Button
from ui.widgets.list_row import ListRow

Enter, Right = Qt.Key.Key_Return, Qt.Key.Key_Right


def press(*keys):
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)


def write(text):
    QTest.keyClicks(QApplication.focusWidget(), text)


def settle():
    """New widgets are shown when the event loop comes round."""
    QTest.qWait(10)


def button(widget, name):
    settle()
    return next(
        each for each in widget.findChildren(Button) if each.accessibleName() == name and each.isVisibleTo(widget)
    )


def dialog_of(desk, kind):
    return next(each for each in desk.window.findChildren(kind) if each.isVisible())


def rows(section):
    settle()
    return [(row.words.title.text(), row.words.detail.text()) for row in section.findChildren(ListRow)
            if row.isVisibleTo(section)]  # fmt: skip


@pytest.fixture
def page(desk):
    return desk.window.show_page("settings")


def test_the_keyboard_lands_on_the_sections(page):
    assert QApplication.focusWidget().accessibleName() == "Section: Look"
    press(Right)
    assert page.tabs.current == "people"
    assert QApplication.focusWidget().accessibleName() == "Section: People who use the app"


def test_colours_text_size_and_font_are_seen_at_once(page, desk):
    section = page.section
    section.scheme.chosen.emit(settings.Theme.DARK)
    assert desk.theme.scheme is Scheme.DARK
    section.sizes.chosen.emit(130)
    assert desk.theme.text_size == 130
    section.system_font.setFocus()
    QTest.keyClick(section.system_font, Qt.Key.Key_Space)
    assert desk.theme.system_font
    assert desk.preferences.settings == settings.Settings(theme=settings.Theme.DARK, text_size=130, system_font=True)


def test_an_administrator_adds_a_person_by_keys_alone(page, desk):
    desk.window.show_page("settings", section="people")
    button(page.section, "Add a person").setFocus()
    press(Enter)
    write("Davide Sala")
    dialog = dialog_of(desk, PersonDialog)
    dialog.form.roles[Role.OPERATOR].setFocus()
    press(Qt.Key.Key_Space)
    dialog.form.code.setFocus()
    write("4321")
    press(Enter)

    with desk.workspace.read() as reader:
        added = next(row for row in accounts.accounts(reader) if row.name == "Davide Sala")
    assert (added.roles, added.has_code) == ({Role.OPERATOR}, True)
    assert ("Davide Sala", "Operator") in rows(page.section)


def test_the_last_administrator_stays_one(page, desk):
    desk.window.show_page("settings", section="people")
    button(page.section, "Change Marta Colombo").click()
    dialog = dialog_of(desk, PersonDialog)
    dialog.form.roles[Role.ADMINISTRATOR].click()
    dialog.accept()

    assert "Marta Colombo is the only administrator." in page.banner.accessibleDescription()
    with desk.workspace.read() as reader:
        (row,) = accounts.accounts(reader)
    assert Role.ADMINISTRATOR in row.roles


def test_a_code_is_typed_twice_and_can_be_taken_away(page, desk):
    desk.window.show_page("settings", section="people")

    def ask(first, again):
        button(page.section, "Change the code of Marta Colombo").click()
        dialog = dialog_of(desk, CodeDialog)
        dialog.code.setFocus()
        write(first)
        dialog.again.setFocus()
        write(again)
        dialog.accept()
        return dialog

    refused = ask("1234", "1243")
    assert refused.problem.text() == "The two codes are not the same."
    refused.reject()
    ask("123456", "123456")
    assert accounts.has_code(desk.workspace, desk.account.id)
    ask("", "")
    assert not accounts.has_code(desk.workspace, desk.account.id)


def test_who_is_no_administrator_sees_their_own_code_only(desk):
    with desk.workspace.write("Another") as uow:
        accounts.add_account(uow, "Davide Sala", [Role.OPERATOR])
    desk.workspace.actor = Actor(desk.account.id, frozenset({Role.EDUCATOR}))
    desk.window.set_pages(entries(desk))
    page = desk.window.show_page("settings", section="activity")

    assert page.tabs.current == "look"
    desk.window.show_page("settings", section="people")
    assert [title for title, _detail in rows(page.section)] == ["Marta Colombo"]


def test_a_venue_is_added_and_can_be_undone(page, desk):
    desk.window.show_page("settings", section="places")
    button(page.section, "Add a place").click()
    dialog = dialog_of(desk, PlaceDialog)
    assert not dialog.confirm.isEnabled()
    write("Spazio Quartiere")
    dialog.town.setCurrentText("Pero")
    press(Enter)
    assert ("Spazio Quartiere", "Pero") in rows(page.section)

    page.undo()
    with desk.workspace.read() as reader:
        assert "Spazio Quartiere" not in [venue.name for venue in places.venues(reader)]


def test_a_school_has_a_level(page, desk):
    desk.window.show_page("settings", section="places")
    button(page.section, "Add a place").click()
    dialog = dialog_of(desk, PlaceDialog)
    dialog.kind.set_current("school")
    dialog.kind.chosen.emit("school")
    assert dialog.level.isVisible()
    write("Scuola primaria Bosco")
    press(Enter)

    with desk.workspace.read() as reader:
        added = next(row for row in schools.schools(reader) if row.name == "Scuola primaria Bosco")
    assert added.level == "lower_secondary"


def test_a_school_that_may_be_on_file_is_named_before_it_is_added(page, desk):
    desk.window.show_page("settings", section="places")
    button(page.section, "Add a place").click()
    dialog = dialog_of(desk, PlaceDialog)
    dialog.kind.chosen.emit(dialog.kind.set_current("school"))
    dialog.town.setCurrentText("Rho")
    write("Media Aur")
    assert not dialog.likeness.isVisible()
    write("ora")
    assert dialog.likeness.text() == "Perhaps it is “Scuola media Aurora”, which is on file."
    dialog.town.setCurrentText("Pero")
    assert not dialog.likeness.isVisible()


def test_a_venue_is_given_its_days_and_stands_among_the_closed_ones(page, desk):
    desk.window.show_page("settings", section="places")
    button(page.section, "Change #OP Cafè Rho").click()
    dialog = dialog_of(desk, VenueDialog)
    dialog.opened.setText("1/5/2016")
    dialog.closed.setText("1/5/2015")
    press(Enter)
    assert page.banner._title.text() == "A venue closes after it has opened."
    button(page.section, "Change #OP Cafè Rho").click()
    dialog = dialog_of(desk, VenueDialog)
    dialog.closed.setText("31/10/2026")
    press(Enter)
    with desk.workspace.read() as reader:
        (row,) = [row for row in places.venues(reader) if row.name == "#OP Cafè Rho"]
    assert not row.open
    assert rows(page.section)[-1][:2] == ("#OP Cafè Rho", "Rho")


def test_a_backup_is_made_listed_and_put_back_on_typed_confirmation(qtbot, page, desk):
    asked = []
    desk.restore = asked.append
    desk.window.show_page("settings", section="backups")
    button(page.section, "Make a backup now").click()
    qtbot.waitUntil(lambda: bool(backups(desk.workspace.folder)))
    qtbot.waitUntil(lambda: bool(rows(page.section)))
    assert rows(page.section)[0][0] == "24/11/2026 at 10:03"

    button(page.section, "Go back to the backup of 24/11/2026 at 10:03").click()
    dialog = dialog_of(desk, RestoreDialog)
    assert QApplication.focusWidget() is dialog.cancel
    dialog.word.setFocus()
    write("go bac")
    assert not dialog.confirm.isEnabled()
    write("k")
    press(Enter)
    qtbot.waitUntil(lambda: asked == [backups(desk.workspace.folder)[0].path])


def test_the_activity_log_says_who_did_how_much_and_never_what(page, desk):
    with desk.workspace.write("Add") as uow:
        schools.add_school(uow, "Scuola segreta", places.municipality_id("015182"))
    with desk.workspace.read() as reader:
        first = latest(reader)[0]
    assert (first.who, first.entity, first.changes) == ("Marta Colombo", "school", 1)

    desk.window.show_page("settings", section="activity")
    listed = rows(page.section)
    assert listed[0] == ("Schools · 1", "Marta Colombo, portatile-scuole-1")
    assert "segreta" not in str(listed)


def test_about_tells_where_the_data_lies_and_that_it_is_plain(page, desk):
    desk.window.show_page("settings", section="about")

    listed = dict(rows(page.section))
    assert listed["Data folder"] == str(desk.workspace.folder)
    assert listed["Protection"].startswith("Practice data")
