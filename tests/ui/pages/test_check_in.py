"""The check-in by key events, with the counts of keys that were promised as upper bounds."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from op_desktop.demo.term import fill_training
from op_desktop.domain.account import Account
from op_desktop.domain.attendance import AgeBand, CountMethod
from op_desktop.domain.person import Person
from op_desktop.register import check_in, people, sessions
from op_desktop.register.meetings import RegisterState
from op_desktop.register.regulars import regulars
from op_desktop.security.permissions import Actor
from op_desktop.storage.clock import ROME
from op_desktop.storage.tables import TABLE_OF
from op_desktop.workspace import Workspace
from tests import builders
from ui.desk import new_desk
from ui.navigation import entries as entries_of
from ui.widgets.chip import Chip

RESTED = 300
"""Milliseconds after which a meeting on show has rehearsed its first key."""
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class Typist:
    """Presses keys on whatever has the keyboard, and counts them."""

    def __init__(self):
        self.keys = 0

    def type(self, text):
        for sign in text:
            QTest.keyClick(QApplication.focusWidget(), sign)
            self.keys += 1
        return self

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)
        self.keys += 1
        return self

    def enter(self, modifiers=Qt.KeyboardModifier.NoModifier):
        return self.press(Qt.Key.Key_Return, modifiers)


@pytest.fixture
def keys():
    return Typist()


@pytest.fixture
def page(desk, scene, workspace):
    """Spazio Compiti at today's meeting; Fatima came to the last three meetings, Amina to two, the others to none."""
    with workspace.write("Past") as uow:
        for week in (3, 2, 1):
            when = datetime(2026, 11, 24, 14, 30) - timedelta(weeks=week)
            session = sessions.plan_session(uow, scene.lab_id, when)
            check_in.check_in(uow, session, scene.person_ids[0], when, volunteer=False)
            if week < 3:
                check_in.check_in(uow, session, scene.person_ids[1], when, volunteer=False)
            sessions.close_session(uow, session)
    return desk.window.show_page("labs", session_id=scene.session_id)


def room(workspace, session_id):
    with workspace.read() as reader:
        return check_in.present(reader, session_id)


def names_inside(workspace, session_id):
    return {f"{entry.given} {entry.family}".strip() for entry in room(workspace, session_id).entries if entry.person_id}


def test_tonights_meeting_is_two_keys_away_with_the_regulars_proposed_and_nobody_marked(
    page, desk, workspace, scene, keys
):
    """Ctrl and the figure of the page, then Enter on the meeting of today, which stands first."""
    page.show_list()
    desk.go("home")
    desk.go("labs")
    keys.keys += 1
    keys.enter()
    assert keys.keys == 2
    assert page.at_meeting
    assert (page.check_in.session.id, page.check_in.session.venue) == (scene.session_id, "#OP Cafè Rho")
    assert page.check_in.session.starts_at == datetime(2026, 11, 24, 14, 30)
    proposed = [tile.accessibleName() for tile in page.check_in.regulars.tiles if tile.isVisible()]
    assert [name.split(",")[0] for name in proposed] == ["Fatima El Amrani", "Amina Diallo"]
    assert room(workspace, scene.session_id).inside == 0
    assert page.check_in.field.field.hasFocus()


def test_a_regular_is_in_with_a_letter_and_enter(page, workspace, scene, keys):
    keys.type("f").enter()
    assert names_inside(workspace, scene.session_id) == {"Fatima El Amrani"}
    assert keys.keys == 2
    assert page.check_in.field.field.hasFocus()
    assert page.check_in.field.text == ""


def test_the_rehearsal_of_the_first_key_shows_nobody_and_leaves_alone_what_is_typed(page, workspace, scene, keys):
    field = page.check_in.field
    QTest.qWait(RESTED)
    made = set(workspace.engine._compiled_cache)
    keys.type("fa e")
    assert set(workspace.engine._compiled_cache) == made
    field.clear()
    page.check_in.show_session(scene.session_id)
    QTest.qWait(RESTED)
    assert (len(field.list.rows), field.list.isVisibleTo(field)) == (0, False)
    page.check_in.show_session(scene.session_id)
    keys.type("fat")
    QTest.qWait(RESTED)
    assert [row.name for row in field.list.rows] == ["Fatima El Amrani"]


def test_a_digit_picks_the_row_and_is_not_typed(page, workspace, scene, keys):
    keys.type("m")
    shown = [row.name for row in page.check_in.field.list.rows]
    assert len(shown) >= 3
    keys.type("2")
    assert names_inside(workspace, scene.session_id) == {shown[1]}
    assert keys.keys == 2


def test_arrows_choose_what_enter_means(page, workspace, scene, keys):
    keys.type("m")
    shown = [row.name for row in page.check_in.field.list.rows]
    keys.press(Qt.Key.Key_Down).press(Qt.Key.Key_Down).press(Qt.Key.Key_Up).enter()
    assert names_inside(workspace, scene.session_id) == {shown[1]}


def test_the_typed_letters_are_told_from_the_rest(page, keys):
    keys.type("el am")
    (row,) = page.check_in.field.list.rows
    assert [piece for piece, matched in row.pieces if matched] == ["El", "Am"]
    assert "3 of 3 meetings" in row.detail
    assert "last time Tuesday 17" in row.detail


def test_alt_and_a_number_lets_the_regular_of_that_tile_in(page, workspace, scene, keys):
    assert [tile.accessibleName() for tile in page.check_in.regulars.tiles[:2]] == [
        "Fatima El Amrani, 3 of 3, Alt 1",
        "Amina Diallo, 2 of 3, Alt 2",
    ]
    keys.press(Qt.Key.Key_2, ALT)
    assert names_inside(workspace, scene.session_id) == {"Amina Diallo"}
    assert [row.person_id for row in page.check_in.regulars._rows] == [scene.person_ids[0]]
    keys.press(Qt.Key.Key_1, ALT)
    assert page.check_in.regulars.isHidden()
    assert keys.keys == 2


def test_twelve_without_a_name_take_four_keys(page, workspace, scene, keys):
    keys.type("+12").enter()
    assert keys.keys == 4
    found = room(workspace, scene.session_id)
    assert (found.unnamed, found.inside, found.named) == (12, 12, 0)
    assert page.check_in.panel.stepper.value == 12
    assert page.check_in.field.text == ""


def test_adults_and_children_are_counted_apart(page, workspace, scene, keys):
    keys.type("+9a 3c").enter()
    counted = {(entry.people, entry.band) for entry in room(workspace, scene.session_id).entries}
    assert counted == {(9, AgeBand.ADULTS), (3, AgeBand.CHILDREN)}
    keys.press(Qt.Key.Key_Z, CTRL)
    assert room(workspace, scene.session_id).unnamed == 0


def test_an_unfinished_count_enters_nobody(page, workspace, scene, keys):
    keys.type("+").enter()
    assert room(workspace, scene.session_id).inside == 0
    assert page.check_in.field.field.note == "+12, or +9a 3c by age"


def test_the_stepper_counts_people_without_a_name(page, workspace, scene, qtbot):
    panel = page.check_in.panel
    panel.stepper.more.click()
    panel.stepper.more.click()
    panel.stepper.fewer.click()
    assert room(workspace, scene.session_id).unnamed == 1
    assert panel.unnamed.accessibleName() == "unnamed: 1"


def test_a_card_lets_its_holder_in_without_a_look_at_the_list(page, workspace, scene, keys):
    with workspace.write("Card") as uow:
        people.describe_whole(uow, replace(uow.require(Person, scene.person_ids[4]), card="0045172"))
    keys.type("0045172").enter()
    assert names_inside(workspace, scene.session_id) == {"Giuseppe Conti"}


def test_the_digits_of_a_card_pick_nobody(page, workspace, scene, keys):
    with workspace.write("Card") as uow:
        people.describe_whole(uow, replace(uow.require(Person, scene.person_ids[4]), card="ma1207"))
    keys.type("ma1207").enter()
    assert names_inside(workspace, scene.session_id) == {"Giuseppe Conti"}


def test_somebody_new_needs_a_name_only(page, workspace, scene, keys):
    keys.type("zoe brambilla").enter(CTRL)
    assert names_inside(workspace, scene.session_id) == {"Zoe Brambilla"}
    with workspace.read() as reader:
        (person,) = reader.all(Person, TABLE_OF[Person].c.family_name == "Brambilla")
    assert (person.given_name, person.phone) == ("Zoe", "")


def test_similar_people_are_shown_once_and_never_in_the_way(page, workspace, scene, keys):
    keys.type("fatma el amrani").enter(CTRL)
    field = page.check_in.field
    assert [row.name for row in field.list.rows] == ["Fatima El Amrani"]
    assert field.hint.isVisible()
    assert names_inside(workspace, scene.session_id) == set()
    keys.enter(CTRL)
    assert names_inside(workspace, scene.session_id) == {"Fatma El Amrani"}


def test_enter_takes_the_similar_person(page, workspace, scene, keys):
    keys.type("fatma el amrani").enter(CTRL).enter()
    assert names_inside(workspace, scene.session_id) == {"Fatima El Amrani"}


def test_who_is_inside_is_not_proposed_again_but_named(page, workspace, scene, keys):
    keys.type("f").enter().type("fat")
    assert not page.check_in.field.list.rows
    assert page.check_in.field.field.note == "Fatima El Amrani is here already"
    keys.enter()
    assert room(workspace, scene.session_id).inside == 1


def test_a_volunteer_with_hours_elsewhere_at_that_time_is_let_in_and_the_page_says_so(page, workspace, scene, keys):
    when = datetime(2026, 11, 17, 14, 30)
    with workspace.write("Elsewhere") as uow:
        (ada,) = builders.persons(uow, "Ada Zanetti")
        past = sessions.plan_session(uow, scene.lab_id, when)
        check_in.check_in(uow, past, ada, when, volunteer=True)
        elsewhere = sessions.plan_session(uow, builders.lab(uow, "Orto"), datetime(2026, 11, 24, 9))
        check_in.check_in(uow, elsewhere, ada, datetime(2026, 11, 24, 9), volunteer=True)
    keys.type("zan").enter()
    assert "Ada Zanetti" in names_inside(workspace, scene.session_id)
    said = " ".join(label.text() for label in page.banner.findChildren(QLabel) if label.isVisible())
    assert "Ada Zanetti already has hours at that time" in said
    assert "The check-in is saved." in said


def test_ctrl_z_takes_the_last_back_while_the_field_has_the_keyboard(page, workspace, scene, keys):
    keys.type("f").enter().type("a").enter()
    assert room(workspace, scene.session_id).inside == 2
    keys.press(Qt.Key.Key_Z, CTRL)
    assert names_inside(workspace, scene.session_id) == {"Fatima El Amrani"}
    keys.press(Qt.Key.Key_Z, CTRL)
    assert room(workspace, scene.session_id).inside == 0


def test_the_newest_has_an_arrow_and_the_others_a_menu(page, workspace, scene, keys, qtbot):
    keys.type("f").enter().type("a").enter()
    panel = page.check_in.panel
    assert [row.undoable for row in panel.model.rows] == [True, False]
    older = panel.model.rows[1].entry
    texts = [action.text() for action in panel.menu_of(older).actions()]
    assert texts == ["Has left", "Remove from this meeting", "Details…"]
    newest = panel.list.visualRect(panel.model.index(0, 0))
    at = newest.center()
    at.setX(panel.list.viewport().width() - 12)
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert len(panel.model.rows) == 1
    assert page.check_in.field.field.hasFocus()


def test_who_has_left_is_no_longer_counted_as_present(page, workspace, scene, keys):
    keys.type("f").enter()
    panel = page.check_in.panel
    panel.menu_of(panel.model.rows[0].entry).actions()[0].trigger()
    found = room(workspace, scene.session_id)
    assert (found.inside, found.named) == (0, 1)
    assert panel.model.rows[0].part == "Left at 10:03"


def test_only_changed_rows_of_the_list_are_touched(page, scene, keys):
    model = page.check_in.panel.model
    keys.type("f").enter()
    resets, inserted, changed = [], [], []
    model.modelReset.connect(lambda: resets.append(1))
    model.rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    model.dataChanged.connect(lambda first, _last: changed.append(first.row()))
    keys.type("a").enter()
    # The former newest keeps its row and loses its arrow.
    assert (resets, inserted, changed) == ([], [(0, 0)], [1])


def test_closing_asks_nothing_shows_the_totals_and_can_be_taken_back(page, workspace, scene, keys):
    keys.type("f").enter().type("+3").enter()
    page.check_in.close_meeting()
    with workspace.read() as reader:
        assert sessions.session_header(reader, scene.session_id).state is RegisterState.CLOSED
    assert page.check_in.closed._total.text() == "4 people"
    assert page.check_in.field.isHidden()
    assert QApplication.focusWidget() is page.check_in.closed.again
    keys.enter()
    assert page.check_in.field.field.hasFocus()
    assert page.check_in.open_


def test_a_meeting_to_come_is_not_closed_and_says_why(page, workspace, scene):
    with workspace.write("Plan") as uow:
        later = sessions.plan_session(uow, scene.lab_id, datetime(2026, 11, 25, 14, 30))
    page.show_session(later)
    page.check_in.close_meeting()
    assert page.banner._title.text() == "This meeting is tomorrow: it can be closed afterwards."
    with workspace.read() as reader:
        assert sessions.session_header(reader, later).state is RegisterState.TODO


def test_low_windows_show_the_arrow_instead_of_a_notice(page, scene, keys, desk, qtbot):
    desk.window.resize(1024, 600)
    qtbot.waitUntil(lambda: desk.window.height() == 600)
    keys.type("f").enter()
    assert not desk.window.toasts.isVisible()
    assert page.check_in.panel.model.rows[0].undoable
    desk.window.resize(1366, 768)
    keys.type("a").enter()
    assert desk.window.toasts.isVisible()


def test_escape_clears_and_then_goes_back_to_the_list(page, keys):
    keys.type("zz").press(Qt.Key.Key_Escape)
    assert page.at_meeting
    assert page.check_in.field.text == ""
    keys.press(Qt.Key.Key_Escape)
    assert not page.at_meeting
    assert page.list.table.hasFocus()


def test_a_change_from_elsewhere_shows_without_losing_what_is_typed(page, workspace, scene, keys):
    keys.type("am")
    with workspace.write("Elsewhere") as uow:
        check_in.check_in(uow, scene.session_id, scene.person_ids[1], volunteer=False)
    assert page.check_in.field.text == "am"
    assert [row.name for row in page.check_in.panel.model.rows] == ["Amina Diallo"]
    assert "Amina Diallo" not in [row.name for row in page.check_in.field.list.rows]


def test_details_are_kept_from_the_menu(page, workspace, scene, keys, desk, qtbot):
    keys.type("f").enter()
    panel = page.check_in.panel
    panel.menu_of(panel.model.rows[0].entry).actions()[2].trigger()
    qtbot.waitUntil(lambda: QApplication.focusWidget().accessibleName() == "First name")
    keys.press(Qt.Key.Key_Tab).press(Qt.Key.Key_Tab).type("0099").enter()
    with workspace.read() as reader:
        assert reader.require(Person, scene.person_ids[0]).card == "0099"
    assert page.check_in.field.field.hasFocus()


@pytest.fixture(scope="module")
def term(tmp_path_factory):
    """The demonstration term, with today's meeting still empty."""
    now = datetime(2026, 11, 24, 14, 30, tzinfo=ROME)
    workspace = Workspace.open(tmp_path_factory.mktemp("term"), wall=lambda: now, training=True)
    filled = fill_training(workspace, now.date())
    yield workspace, filled
    workspace.close()


def fewest_keys(field, name, keys):
    """Keys until this person is the one picked: letters of given name or surname, then Enter or a digit."""
    best = 99
    for start in {name, *name.split(" ")}:
        field.field.clear()
        for count, sign in enumerate(start[:7], start=1):
            keys.type(sign)
            shown = [row.name for row in field.list.rows]
            if name in shown:
                best = min(best, count + 1)
                break
    field.field.clear()
    return best


def test_of_the_demo_regulars_nearly_all_take_four_keys_at_most(qtbot, window, term, keys):
    workspace, filled = term
    with workspace.read() as reader:
        account = reader.require(Account, filled.operator)
        expected = regulars(reader, filled.lab, filled.session_today)
    workspace.actor = Actor(account.id, account.roles)
    desk = new_desk(workspace, window, account, window)
    window.set_pages(entries_of(desk))
    page = window.show_page("labs", session_id=filled.session_today)
    field = page.check_in.field
    # Tiles that find no room are left out, also while nobody is in the room: the page has nothing to scroll.
    keys.type("m")
    QTest.qWait(0)
    assert (len(field.list.rows), page.check_in.panel.list.isHidden(), page.verticalScrollBar().maximum()) == (
        6,
        True,
        0,
    )
    # A third is in already, as at half past two.
    for row in expected[::3]:
        page.check_in.let_in(row.person_id)
    waited_for = [row for row in expected if row not in expected[::3]]
    taken = sorted(fewest_keys(field, people.full_name(row.family, row.given), keys) for row in waited_for)
    assert len(taken) >= 8
    assert sum(count <= 4 for count in taken) >= 0.95 * len(taken)
    assert taken[len(taken) // 2] <= 3
    desk.jobs.stop()
    desk.changes.stop()


def test_the_room_is_counted_beside_the_names_and_says_where_both_differ(page, workspace, scene, keys):
    keys.type("f").enter().type("+3").enter()
    count = page.check_in.panel.count
    count.number.setFocus()
    keys.type("12")
    count.how.setFocus()
    keys.press(Qt.Key.Key_Down)
    count.how.activated.emit(count.how.currentIndex())
    with workspace.read() as reader:
        row = sessions.session_header(reader, scene.session_id)
    assert (row.headcount, row.method, row.noted) == (12, CountMethod.TICKETS, 4)
    assert count.remark.text() == "8 more than noted: both numbers stay."
    page.check_in.close_meeting()
    assert page.check_in.closed._total.text() == "4 people"
    assert page.check_in.closed._counted.text().startswith("12 people in the room, by tickets. 8 more")


def test_a_number_that_is_no_card_makes_no_person(page, workspace, scene, keys):
    keys.type("4711").enter()
    assert page.check_in.field.field.note == "no card 4711"
    keys.enter(CTRL)
    assert names_inside(workspace, scene.session_id) == set()
    with workspace.read() as reader:
        assert not [each for each in reader.all(Person) if "4711" in each.given_name]


def test_yesterdays_sheet_waits_with_its_age_and_is_typed_without_hours(page, workspace, scene, keys):
    with workspace.write("Old") as uow:
        old = sessions.plan_session(uow, scene.lab_id, datetime(2026, 11, 17, 14, 30))
    page.show_list()
    assert page.list.sheets.accessibleName() == "1 sheet to type in"
    page.list.sheets.click()
    keys.enter()
    assert page.check_in.session.id == old
    assert [chip.text() for chip in page.header.findChildren(Chip) if chip.isVisible()] == ["Sheet of 7 days ago"]
    keys.type("f").enter()
    (row,) = page.check_in.panel.model.rows
    assert (row.name, row.time) == ("Fatima El Amrani", "")
    page.check_in.close_meeting()
    page.show_list()
    assert page.list.sheets.isHidden()
