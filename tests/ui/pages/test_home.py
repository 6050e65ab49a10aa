"""Today under real keys: what comes first, what is left, where its buttons lead."""

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from op_desktop.domain.account import Account
from op_desktop.domain.lab import LabSession
from op_desktop.domain.record import new_id
from op_desktop.domain.school import Lesson, RosterMode, Status
from op_desktop.progress import SILENT
from op_desktop.register import attendance, lessons, printed_sheets, rosters, schools
from op_desktop.register.today import next_activity
from op_desktop.security.permissions import Actor
from tests.ui.pages import paper
from ui.desk import new_desk
from ui.dialogs.lab_seeds import LabSeedsDialog
from ui.navigation import entries
from ui.pages.home_board import read_board
from ui.pages.home_sheet import write_sheet
from ui.pages.home_words import day_words, distance, greeting
from ui.waiting import waiting
from ui.widgets.button import Button
from ui.widgets.list_row import ListRow


@pytest.fixture
def page(desk):
    return desk.window.show_page("home")


def press(window, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget() or window, key, modifiers)


def words(widget):
    return [label.text() for label in widget.findChildren(QLabel) if not label.isHidden()]


def test_enter_opens_the_register_of_the_nearest_lesson(page, desk, scene):
    assert page.hero.activity.id == scene.today_lesson_id
    assert page.hero.chip.text() == "In 12 minutes"
    assert QApplication.focusWidget() is page.hero.open
    press(desk.window, Qt.Key.Key_Return)
    assert desk.window.current_key == "classes"
    assert desk.window.page("classes").class_id == scene.class_id


def test_the_first_card_counts_pupils_and_who_is_on_course(page):
    assert "25 pupils · 25 on course for the certificate" in words(page.hero)
    assert "Meeting 3 of 4" in words(page.hero)


def test_the_agenda_holds_the_rest_of_the_day_with_what_is_to_come_first(page, scene):
    rows = [row.words.title.text() for row in page.agenda.findChildren(ListRow)]
    assert rows == ["Spazio Compiti", "Scuola di italiano"]
    assert "#OP Cafè Rho · 8 regulars" in words(page.agenda)


def test_a_lesson_closed_elsewhere_moves_to_the_end_and_the_next_thing_comes_first(page, desk, scene, qtbot):
    with desk.workspace.write("Close") as uow:
        attendance.close(uow, scene.today_lesson_id)
    assert page.hero.activity.id == scene.overdue_lesson_id
    assert page.hero.chip.text() == "To close · Thursday 19 November"
    agenda = ["Spazio Compiti", "Scuola di italiano", "2ªB — Il budget di casa"]
    qtbot.waitUntil(lambda: [row.words.title.text() for row in page.agenda.findChildren(ListRow)] == agenda)
    assert QApplication.focusWidget() is page.hero.open


def test_what_is_left_to_complete_leads_to_its_register(page, desk, scene):
    assert page.todo.count.text() == "1"
    (row,) = page.todo.findChildren(ListRow)
    assert row.words.title.text() == "Register missing: 3ªA"
    button = next(each for each in page.todo.findChildren(type(page.new)) if each.text() == "Complete")
    button.setFocus()
    press(desk.window, Qt.Key.Key_Return)
    assert desk.window.page("classes").class_id == scene.seats_class_id


def test_an_operator_starts_with_the_next_meeting_and_has_no_tile_for_classes(desk, workspace, scene, qtbot):
    with workspace.write("Account") as uow:
        account = Account(id=new_id(), name="Davide Sala", operator=True)
        uow.put(account)
    workspace.actor = Actor(account.id, account.roles)
    other = new_desk(workspace, desk.window, account, desk.window)
    desk.window.set_pages(entries(other))
    page = desk.window.show_page("home")
    assert page.hero.activity.id == scene.session_id
    assert [tile.accessibleName() for tile in page._tiles()] == [
        "Lab check-in",
        "Volunteers’ hours",
        "New consultation",
    ]
    press(desk.window, Qt.Key.Key_Return)
    assert desk.window.current_key == "labs"
    other.changes.stop()


def test_a_free_day_offers_a_new_activity(desk, scene):
    with desk.workspace.write("Clear") as uow:
        for id in (*scene.lesson_ids, scene.overdue_lesson_id):
            if uow.require(Lesson, id).status is Status.PLANNED:
                uow.delete(Lesson, id)
        for id in (scene.session_id, scene.evening_session_id):
            uow.delete(LabSession, id)
    page = desk.window.show_page("home")
    assert page.hero.activity is None
    assert page.hero.empty.text.text() == "Nothing planned today."
    assert QApplication.focusWidget() is page.hero.empty.button


def test_the_month_strip_gives_way_in_low_windows_and_the_week_comes_in_wide_ones(page, desk, qtbot):
    assert page.month.isVisible()
    assert not page.week.isVisible()
    desk.window.resize(1366, 697)
    qtbot.waitUntil(lambda: not page.month.isVisible())
    desk.window.resize(1920, 1080)
    qtbot.waitUntil(lambda: page.week.isVisible() and page.month.isVisible())


def test_the_week_is_one_button_away(page):
    page.agenda.week.click()
    assert page.week.isVisible()
    page.agenda.week.click()
    assert not page.week.isVisible()


def test_the_month_shows_lessons_held_and_the_month_before_without_a_change_of_unequal_spans(page):
    assert page.month.cards[0].accessibleName() == "Lessons held: 2 October: 0"


def test_the_sheet_to_sign_is_a_private_pdf_with_every_pupil(workspace, scene, desk):
    with workspace.read() as reader:
        activity = next_activity(reader)
    with workspace.write("Print") as uow:
        printed = printed_sheets.print_sheet(uow, activity.id)
    path = write_sheet(workspace, activity, printed, SILENT)
    assert printed.code in paper.words(path)
    assert "Abbate" in paper.words(path)
    assert path.stat().st_mode & 0o077 == 0
    held_open = path.parent / "held.pdf"
    held_open.mkdir()
    again = write_sheet(workspace, activity, printed, SILENT)
    assert set(again.parent.glob("*.pdf")) == {again, held_open}, "what cannot go now does not stand in the way"


def test_the_greeting_follows_the_day():
    assert greeting(datetime(2026, 11, 24, 9), "Marta Colombo") == "Good morning, Marta"
    assert greeting(datetime(2026, 11, 24, 15), "Marta Colombo") == "Good afternoon, Marta"
    assert greeting(datetime(2026, 11, 24, 19), "Marta Colombo") == "Good evening, Marta"
    assert day_words(datetime(2026, 11, 24).date(), 1) == "Tuesday 24 November 2026 · 1 activity still to come"


def test_the_distance_is_told_in_minutes_then_as_now_then_as_overdue(workspace, scene, desk):
    with workspace.read() as reader:
        lesson = read_board(reader, desk).activity
    start = lesson.starts_at
    assert distance(lesson, start - timedelta(minutes=1))[0] == "In 1 minute"
    assert distance(lesson, start)[0] == "Now"
    assert distance(lesson, lesson.ends_at)[0] == "To close"
    assert distance(lesson, start - timedelta(hours=3))[0] == "At 10:15"


def test_a_digit_leads_to_the_very_field_and_the_badges_count_the_same_list(page, desk, scene):
    with desk.workspace.write("More") as uow:
        rosters.add_seats(uow, scene.seats_class_id, 1)
        late = rosters.enrol(uow, scene.class_id, 26, "Nuovo", "Bruno")
        counted = schools.add_class(
            uow, scene.school_id, 2026, "1C", roster_mode=RosterMode.HEADCOUNT, declared_pupils=22
        )
        (untold,) = lessons.plan_lessons(uow, counted, [datetime(2026, 11, 23, 9)])
    QApplication.processEvents()
    titles = [row.words.title.text() for row in page.todo.findChildren(ListRow) if not row.isHidden()]
    assert titles == ["Pupils to mark: 2ªB", "Pupils to mark: 2ªB", "Register missing: 3ªA", "Did it take place? 1ªC"]
    details = [row.words.detail.text() for row in page.todo.findChildren(ListRow) if not row.isHidden()]
    assert details[0] == "3 Nov · 21 days ago · 1 without a mark"
    assert details[3] == "23 Nov · yesterday"
    with desk.workspace.read() as reader:
        assert waiting(reader, desk)["classes"] == 4 == len(page.board.inbox)

    press(desk.window, Qt.Key.Key_1)
    classes = desk.window.page("classes")
    grid = classes.register.grid
    assert QApplication.focusWidget() is grid
    assert grid.current().enrolment_id == late
    assert classes.register.day.lesson.id == scene.lesson_ids[0]

    desk.go("home")
    press(desk.window, Qt.Key.Key_3)
    assert QApplication.focusWidget() is classes.register.field
    assert classes.register.day.lesson.id == scene.overdue_lesson_id

    desk.go("home")
    press(desk.window, Qt.Key.Key_4)
    assert QApplication.focusWidget() is classes.path.view.table
    assert classes.path.view.table.current().id == untold
    # One key more says that it took place: the line is gone.
    press(desk.window, Qt.Key.Key_Return)
    desk.go("home")
    assert len(page.board.inbox) == 3


def test_an_educator_sees_no_lesson_of_a_colleague(desk, workspace, scene, qtbot):
    with workspace.write("Account") as uow:
        account = Account(id=new_id(), name="Elena Ferrario", educator=True)
        uow.put(account)
    workspace.actor = Actor(account.id, account.roles)
    other = new_desk(workspace, desk.window, account, desk.window)
    desk.window.set_pages(entries(other))
    page = desk.window.show_page("home")
    assert [todo.row.title for todo in page.board.inbox] == []
    assert scene.today_lesson_id not in {each.id for each in (page.board.activity, *page.board.today) if each}
    other.changes.stop()


def test_while_no_lab_is_on_file_the_papers_are_offered_once(workspace, window):
    with workspace.write("Alone") as uow:
        account = Account(id=new_id(), name="Davide Sala", operator=True)
        uow.put(account)
    workspace.actor = Actor(account.id, account.roles)
    desk = new_desk(workspace, window, account, window)
    window.set_pages(entries(desk))
    page = window.show_page("home")
    assert page.banner.isVisible()
    (look,) = [each for each in page.banner.findChildren(Button) if each.accessibleName() == "Look at them"]
    look.click()
    (dialog,) = window.findChildren(LabSeedsDialog)
    assert len(dialog.rows) == 43
    dialog.reject()
    page.banner.clear()
    window.show_page("home")
    assert not page.banner.isVisible()
    desk.jobs.stop()
    desk.changes.stop()
