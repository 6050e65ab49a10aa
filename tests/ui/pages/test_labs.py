"""The list of labs: what it shows, how it is used by the keyboard, and the way to a meeting and back."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from op_desktop.domain.account import Role
from op_desktop.domain.lab import Lab, LabKind, LabOrigin, LabSession, LabState
from op_desktop.domain.school import Status
from op_desktop.register import check_in, labs, sessions
from op_desktop.register.lab_people import responsible
from op_desktop.register.places import municipality_id
from op_desktop.storage.tables import TABLE_OF
from ui.dialogs.lab import TimeUnclear, clock
from ui.dialogs.lab_seeds import LabSeedsDialog
from ui.dialogs.lab_series import LabSeriesDialog
from ui.models.check_in import near_day
from ui.pages.labs_care import ask_new_lab, ask_responsible, ask_seeds
from ui.pages.labs_counts import RegularCounts
from ui.pages.labs_questions import ask_meeting

ARESE = municipality_id("015009")


@pytest.fixture
def page(desk):
    return desk.window.show_page("labs")


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def write(text):
    QTest.keyClicks(QApplication.focusWidget(), text)


def cells(page, row):
    model = page.list.model
    return [model.data(model.index(row, column)) for column in range(model.columnCount())]


def meetings(workspace, lab_id):
    with workspace.read() as reader:
        return reader.all(LabSession, TABLE_OF[LabSession].c.lab_id == lab_id)


def test_todays_meetings_come_first_by_their_hour_and_operators_see_labs_of_their_places(page, workspace, qtbot):
    with workspace.write("Lab") as uow:
        labs.add_lab(uow, "Aperitivo delle lingue", ARESE, LabKind.SOCIAL, weekday=4, starts="18:00")
    assert [line.lab.name for line in page.list.model.rows] == [
        "Spazio Compiti", "Scuola di italiano", "Aperitivo delle lingue",
    ]  # fmt: skip
    assert cells(page, 0)[:5] == [
        "Spazio Compiti – Rho", "Community lab", "#OP Cafè", "Tuesday 14:30", "today at 14:30",
    ]  # fmt: skip
    qtbot.waitUntil(lambda: cells(page, 2)[3:] == ["Friday 18:00", "", "", 0, "Active"])
    workspace.actor = replace(workspace.actor, roles=frozenset({Role.OPERATOR}), places=frozenset({ARESE}))
    page.refresh()
    assert [line.lab.name for line in page.list.model.rows] == ["Aperitivo delle lingue"]


def test_a_lab_tells_its_last_meeting_its_regulars_and_that_it_is_open(page, workspace, scene, qtbot):
    with workspace.write("Past") as uow:
        when = datetime(2026, 11, 17, 14, 30)
        session = sessions.plan_session(uow, scene.lab_id, when)
        for person in scene.person_ids[:3]:
            check_in.check_in(uow, session, person, when, volunteer=False)
        sessions.close_session(uow, session)
        check_in.check_in(uow, scene.session_id, scene.person_ids[0], volunteer=False)
    qtbot.waitUntil(lambda: cells(page, 0)[5:] == ["Tuesday 17", 3, "Open"])


def test_enter_opens_the_meeting_of_today(page, scene):
    assert page.list.table.hasFocus()
    press(Qt.Key.Key_Return)
    assert page.at_meeting
    assert page.check_in.session.id == scene.session_id
    assert page.check_in.field.field.hasFocus()
    assert page.header.title.text() == "Spazio Compiti"


def test_enter_plans_a_meeting_of_today_where_there_is_none_and_it_can_be_taken_back(page, workspace):
    with workspace.write("Lab") as uow:
        lab_id = labs.add_lab(uow, "Aperitivo delle lingue", ARESE, weekday=4, starts="18:00", minutes=90)
    page.list.select(lab_id)
    press(Qt.Key.Key_Return)
    (made,) = meetings(workspace, lab_id)
    assert (made.starts_at, made.minutes) == (datetime(2026, 11, 24, 18, 0), 90)
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert meetings(workspace, lab_id) == []
    assert not page.at_meeting


def test_the_page_is_found_as_it_was_left_and_a_second_visit_shows_the_list(page, desk, scene):
    desk.go("labs", session_id=scene.session_id)
    desk.go("volunteering")
    desk.go("labs")
    assert page.at_meeting
    desk.go("labs")
    assert not page.at_meeting
    assert page.list.model.rows[page.list.table.currentIndex().row()].id == scene.lab_id


def test_a_visit_with_a_lab_opens_its_meeting(desk, scene):
    page = desk.window.show_page("labs", lab_id=scene.evening_lab_id)
    assert page.check_in.session.id == scene.evening_session_id


def test_at_a_meeting_nothing_is_counted_for_the_list_behind(desk, scene, qtbot):
    page = desk.window.show_page("labs", lab_id=scene.evening_lab_id)
    counts = page.findChild(RegularCounts)
    qtbot.wait(30)
    assert counts.counts == {}

    page.show_list()
    qtbot.waitUntil(lambda: set(counts.counts) == {line.id for line in page.list.lines})


def test_the_breadcrumb_goes_back(page, scene, desk):
    desk.go("labs", session_id=scene.session_id)
    page.header.crumb_chosen.emit("labs")
    assert not page.at_meeting


def test_the_filter_finds_by_name_and_municipality(page, desk):
    desk.window.run_action("filter")
    write("ital rho")
    assert [line.lab.name for line in page.list.model.rows] == ["Scuola di italiano"]
    write("x")
    assert page.list.table.isHidden()
    press(Qt.Key.Key_Escape)
    assert len(page.list.model.rows) == 2
    assert page.list.table.hasFocus()


def test_the_place_chosen_at_the_top_narrows_the_list(page, desk):
    desk.place = ARESE
    page.place_changed()
    assert page.list.model.rows == []
    assert not page.list._empty.isHidden()
    page.list.focus()
    assert page.list._empty.button.hasFocus()


def test_a_new_lab_needs_its_name_only(page, desk, workspace):
    desk.place = ARESE
    page.place_changed()
    desk.window.run_action("new")
    write("Orto condiviso")
    press(Qt.Key.Key_Return)
    with workspace.read() as reader:
        (lab,) = reader.all(Lab, TABLE_OF[Lab].c.name == "Orto condiviso")
    assert (lab.municipality_id, lab.origin, lab.minutes, lab.weekday) == (ARESE, LabOrigin.OP_CAFE, 120, None)
    assert [line.lab.name for line in page.list.model.rows] == ["Orto condiviso"]


def test_a_lab_without_name_or_with_an_odd_hour_is_not_taken(page, desk, workspace):
    dialog = ask_new_lab(page, lambda _id: None)
    press(Qt.Key.Key_Return)
    assert dialog.complaint
    dialog.name.setText("Coro")
    dialog.starts.setText("25:00")
    dialog.accept()
    assert dialog.complaint == "Write the time as 14:30."
    dialog.starts.setText("20.45")
    dialog.length.setText("2:15")
    dialog.weekday.setCurrentIndex(4)
    dialog.accept()
    with workspace.read() as reader:
        (lab,) = reader.all(Lab, TABLE_OF[Lab].c.name == "Coro")
    assert (lab.starts, lab.minutes, lab.weekday) == ("20:45", 135, 3)


@pytest.mark.parametrize(("text", "hour", "minute"), [("14:30", 14, 30), ("9", 9, 0), ("1430", 14, 30), ("8.05", 8, 5)])
def test_hours_are_read_as_people_write_them(text, hour, minute):
    assert (clock(text).hour, clock(text).minute) == (hour, minute)


@pytest.mark.parametrize("text", ["", "24:00", "12:60", "1:5", "later", "-1"])
def test_what_is_no_hour_is_refused(text):
    with pytest.raises(TimeUnclear):
        clock(text)


def test_yesterdays_meeting_is_opened_by_its_day(page, workspace, scene):
    opened = []
    dialog = ask_meeting(page, opened.append, scene.lab_id)
    assert (dialog.starts.text(), dialog.length.text()) == ("14:30", "2:30")
    write("23/11")
    press(Qt.Key.Key_Return)
    yesterday = next(one for one in meetings(workspace, scene.lab_id) if one.starts_at.day == 23)
    assert opened == [yesterday.id]
    dialog = ask_meeting(page, opened.append, scene.lab_id)
    write("23")
    press(Qt.Key.Key_Return)
    assert opened == [yesterday.id, yesterday.id]


def test_a_closed_lab_is_no_longer_listed(page, workspace, scene):
    with workspace.write("Close") as uow:
        labs.set_state(uow, scene.evening_lab_id, LabState.CLOSED)
    assert [line.lab.name for line in page.list.model.rows] == ["Spazio Compiti"]


def test_near_days_are_said_shortly():
    today = datetime(2026, 11, 24).date()
    said = [near_day(today - timedelta(days=days), today) for days in (0, 7, 28, 400)]
    assert said == ["today", "Tuesday 17", "27 October", "20 October 2025"]


def test_the_largest_text_fits_the_smallest_window(page, desk, scene, theme, qtbot):
    theme.set_look(text_size=150)
    desk.window.resize(1024, 600)
    qtbot.waitUntil(lambda: desk.window.height() == 600)
    for key, where in (("labs", {}), ("labs", {"session_id": scene.session_id}), ("volunteering", {})):
        shown = desk.window.show_page(key, **where)
        for _round in range(3):
            QApplication.processEvents()
        assert shown.horizontalScrollBar().maximum() == 0, key
    page.show_session(scene.session_id)
    page.check_in.close_meeting()
    desk.window.show_page("labs", session_id=scene.session_id)
    QApplication.processEvents()
    assert page.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("size", [(1024, 600), (1366, 697), (1920, 1080)])
def test_nothing_is_cut_and_no_page_scrolls_sideways(page, desk, scene, size, qtbot):
    desk.window.resize(*size)
    qtbot.waitUntil(lambda: (desk.window.width(), desk.window.height()) == size)
    assert page.horizontalScrollBar().maximum() == 0
    desk.go("labs", session_id=scene.session_id)
    QApplication.processEvents()
    assert page.horizontalScrollBar().maximum() == 0
    assert page.verticalScrollBar().maximum() == 0
    field = page.check_in.field.field
    assert field.mapTo(desk.window, field.rect().bottomRight()).x() < size[0]


def test_the_panel_changes_pauses_and_plans_the_chosen_lab(page, workspace, scene):
    press(Qt.Key.Key_Down)
    panel = page.panel
    assert panel.title.text() == "Scuola di italiano – Rho"
    panel.change.click()
    QApplication.focusWidget().selectAll()
    write("Scuola d'italiano")
    press(Qt.Key.Key_Return)
    assert panel.title.text() == "Scuola d'italiano – Rho"
    panel.plan.click()
    dialog = page.desk.window.findChildren(LabSeriesDialog)[-1]
    # Today has its meeting; 8 December and Christmas are passed by.
    assert [row.day.isoformat() for row in dialog.rows() if row.isChecked()][:4] == [
        "2026-11-24", "2026-12-01", "2026-12-15", "2026-12-22"]  # fmt: skip
    press(Qt.Key.Key_Return)
    assert len(meetings(workspace, scene.evening_lab_id)) == 12
    panel.set_state.click()
    press(Qt.Key.Key_Return)
    states = [each.status for each in meetings(workspace, scene.evening_lab_id)]
    assert states.count(Status.CANCELLED) == 12
    assert scene.evening_lab_id not in [line.id for line in page.list.model.rows]
    page.list.closed.click()
    assert scene.evening_lab_id in [line.id for line in page.list.model.rows]
    page.act("undo")
    assert [each.status for each in meetings(workspace, scene.evening_lab_id)].count(Status.CANCELLED) == 0


def test_the_list_stands_as_on_any_past_day(page, workspace):
    with workspace.write("Years") as uow:
        kiosk = labs.add_lab(uow, "El Kiosk", ARESE, since=date(2017, 3, 1))
        labs.set_state(uow, kiosk, LabState.CLOSED, date(2020, 2, 1))
    assert "El Kiosk" not in [line.lab.name for line in page.list.model.rows]
    page.list.day.setFocus()
    write("24/11/2019")
    press(Qt.Key.Key_Return)
    assert [line.lab.name for line in page.list.model.rows] == ["El Kiosk"]
    write("x")
    press(Qt.Key.Key_Return)
    assert not page.banner.isHidden()
    page.list.day.clear()
    assert "Spazio Compiti" in [line.lab.name for line in page.list.model.rows]


def test_labs_of_the_papers_are_confirmed_one_by_one(page, workspace):
    dialog = ask_seeds(page, page.list.select)
    assert len(dialog.rows) == 43
    write("verde")
    (row,) = [row for row in dialog.rows if not row.isHidden()]
    assert row.accessibleName() == "Verde Aperto, Arese, Municipality certain"
    row.setFocus()
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    with workspace.read() as reader:
        (lab,) = reader.all(Lab, TABLE_OF[Lab].c.name == "Verde Aperto")
    assert (lab.municipality_id, lab.origin) == (ARESE, LabOrigin.GRANT_CALL)
    # The list is back, without the one that is on file now.
    again = page.desk.window.findChildren(LabSeedsDialog)[-1]
    assert len(again.rows) == 42
    press(Qt.Key.Key_Escape)


def test_who_is_responsible_is_found_by_letters(page, workspace, scene):
    ask_responsible(page, scene.evening_lab_id)
    write("mari")
    press(Qt.Key.Key_Return)
    with workspace.read() as reader:
        assert [row.given for row in responsible(reader, scene.evening_lab_id)] == ["Mariangela"]
    dialog = ask_responsible(page, scene.evening_lab_id)
    assert "Mariangela Ferri" in dialog.text.text()
    write("mari")
    press(Qt.Key.Key_Return)
    with workspace.read() as reader:
        assert responsible(reader, scene.evening_lab_id) == []
