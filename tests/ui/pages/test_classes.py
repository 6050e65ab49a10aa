"""The list of classes: what each lacks, and how a class is opened, added and filled from the keyboard."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from op_desktop.domain.school import RosterMode
from op_desktop.language import speak
from op_desktop.register import rosters, schools
from op_desktop.register.lessons import lesson_plan
from op_desktop.register.schools import classes
from op_desktop.workspace import SYSTEM
from tests.builders import PUPILS, held_lesson, lessons_of, school, school_class
from tests.ui.pages.class_scene import desk_for
from ui.dialogs.lesson import LessonDialog
from ui.dialogs.roster_import import RosterImportDialog
from ui.dialogs.school_class import SchoolClassDialog
from ui.models.classes import ClassesModel, ClassLine, SchoolLine, class_lines

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def _english():
    speak("en")


@pytest.fixture
def desk(qtbot, workspace, theme, qapp):
    desk = desk_for(workspace, theme, qapp)
    qtbot.addWidget(desk.window)
    with qtbot.waitActive(desk.window):
        desk.window.show()
        desk.window.activateWindow()
    yield desk
    desk.changes.stop()


@pytest.fixture
def page(desk):
    desk.go("classes")
    return desk.window.page("classes")


def fill(workspace):
    """Two schools with three classes in different states."""
    with workspace.write("Scene") as uow:
        aurora, costa = school(uow), school(uow, "Istituto Piazza Costa")
        third = school_class(uow, name="3C", school_id=costa)
        held_lesson(uow, third, datetime(2026, 10, 5, 9))
        lessons_of(uow, third, datetime(2026, 11, 10, 9), datetime(2026, 12, 1, 11))
        second = school_class(uow, name="2B", seats=25, school_id=aurora)
        empty = schools.add_class(uow, aurora, 2026, "1A")
    return aurora, third, second, empty


def lines(page):
    return page.list.view.classes.rows


def typed(text):
    QTest.keyClicks(QApplication.focusWidget(), text)


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def found(workspace):
    with workspace.read() as reader:
        return {row.label: row for row in classes(reader)}


def dialog(desk, kind):
    return desk.window.findChildren(kind)[-1]


def test_classes_stand_under_their_school_with_what_they_lack(workspace, page):
    fill(workspace)
    told = [(line.name, "") if isinstance(line, SchoolLine) else (line.row.label, line.missing) for line in lines(page)]
    assert told == [
        ("Istituto Piazza Costa", ""),
        ("3ªC", "1 register to close"),
        ("Scuola media Aurora", ""),
        ("1ªA", "The list of pupils"),
        ("2ªB", "4 meetings to plan"),
    ]
    third = lines(page)[1]
    assert third.presences.words == "1 of 4"
    assert third.next_meeting == "1 Dec, 11:00"


def test_arrows_pass_over_schools_and_enter_opens(workspace, desk, page):
    _aurora, third, second, empty = fill(workspace)
    page.take_focus()
    assert page.list.view.chosen() == third
    press(Key.Key_Down)
    assert page.list.view.chosen() == empty
    press(Key.Key_Down)
    assert page.list.view.chosen() == second
    press(Key.Key_Up)
    press(Key.Key_Up)
    press(Key.Key_Return)
    assert page.class_id == third
    # The oldest open register comes before the next meeting.
    assert page.register.day.lesson.meeting == 2


def test_esc_leads_back_to_the_list_and_the_class_is_still_chosen(workspace, page):
    _aurora, third, _second, _empty = fill(workspace)
    page.open_class(third)
    press(Key.Key_Escape)
    assert page.class_id is None
    assert page.list.view.chosen() == third


def test_the_filter_finds_by_class_and_by_school(workspace, desk, page):
    fill(workspace)
    desk.window.run_action("filter")
    typed("2b")
    assert [line.row.label for line in lines(page) if isinstance(line, ClassLine)] == ["2ªB"]
    page.list.filter.setText("costa")
    assert [line.row.label for line in lines(page) if isinstance(line, ClassLine)] == ["3ªC"]
    page.list.filter.setText("zz")
    assert not page.list._nothing.isHidden()


def test_without_classes_the_page_says_what_will_be_here(page):
    assert page.list.empty.isVisible()
    assert page.list.empty.text.text().startswith("Your classes will be here.")


def test_an_educator_sees_no_class_of_a_colleague(workspace, desk, page):
    aurora, *_others = fill(workspace)
    with workspace.write("Colleague", actor=SYSTEM) as uow:
        from_elsewhere = schools.add_class(uow, aurora, 2026, "3D", educator_id=desk.account.id)
        uow.put(type(desk.account)(id="0197aaaa-0000-7000-8000-000000000001", name="Luca Ferri", educator=True))
        schools.add_class(uow, aurora, 2026, "3E", educator_id="0197aaaa-0000-7000-8000-000000000001")
    shown = {line.row.id for line in lines(page) if isinstance(line, ClassLine)}
    assert from_elsewhere in shown
    assert "3ªE" not in {line.row.label for line in lines(page) if isinstance(line, ClassLine)}


def test_the_place_chosen_at_the_top_filters(workspace, desk, page):
    aurora, *_others = fill(workspace)
    desk.place = aurora
    page.place_changed()
    assert [line.name for line in lines(page) if isinstance(line, SchoolLine)] == ["Scuola media Aurora"]


def test_five_keys_make_a_class_of_a_pasted_list_and_one_undo_takes_it_away(workspace, desk, page):
    fill(workspace)
    page.list.view.selectRow(4)
    QApplication.clipboard().setText("".join(f"{n}\t{f}\t{g}\r\n" for n, (f, g) in enumerate(PUPILS, 1)))

    QTest.keyClick(desk.window, Key.Key_N, CTRL)
    typed("2d")
    press(Key.Key_V, CTRL)
    press(Key.Key_Return, CTRL)

    new = found(workspace)["2ªD"]
    assert (new.school, new.pupils, new.mode) == ("Scuola media Aurora", 25, RosterMode.NAMES)
    assert new.educator_id == desk.account.id
    assert page.class_id == new.id
    desk.window.run_action("undo")
    assert "2ªD" not in found(workspace)
    assert page.class_id is None


def test_a_class_of_numbers_takes_its_name_and_ctrl_enter(workspace, desk, page):
    fill(workspace)
    desk.window.run_action("new")
    typed("2e")
    assert dialog(desk, SchoolClassDialog).confirm.accessibleName() == "Create 25 places"
    press(Key.Key_Return, CTRL)
    new = found(workspace)["2ªE"]
    assert (new.pupils, new.mode) == (25, RosterMode.NUMBERS)


def test_a_school_that_is_not_on_file_is_added_with_its_municipality(workspace, desk, page):
    desk.window.run_action("new")
    asked = dialog(desk, SchoolClassDialog)
    asked.name.setText("1a")
    asked.school.setEditText("Scuola Nuova")
    assert asked.municipality.isVisibleTo(asked)
    asked.municipality.setCurrentText("Arese")
    asked.accept()
    assert (found(workspace)["1ªA"].school, found(workspace)["1ªA"].municipality) == ("Scuola Nuova", "Arese")


def test_what_cannot_be_a_class_is_told_in_the_dialog(workspace, desk, page):
    fill(workspace)
    desk.window.run_action("new")
    typed("budget")
    press(Key.Key_Return, CTRL)
    asked = dialog(desk, SchoolClassDialog)
    assert asked.isVisible()
    assert "is not a class" in asked._trouble.text()


def test_a_class_that_is_already_here_is_told_on_the_page(workspace, desk, page):
    fill(workspace)
    page.list.view.selectRow(4)
    desk.window.run_action("new")
    typed("2b")
    press(Key.Key_Return, CTRL)
    assert "already here" in page.banner.accessibleDescription()


def test_a_class_without_list_offers_places_and_then_a_meeting(workspace, desk, page):
    _aurora, _third, _second, empty = fill(workspace)
    page.open_class(empty)
    assert page.nothing.roster.text.text() == "This class has no list yet. The numbers 1 to 25 are enough."
    press(Key.Key_Return)
    with workspace.read() as reader:
        assert len(rosters.roster(reader, empty)) == 25
    press(Key.Key_Return)
    asked = dialog(desk, LessonDialog)
    asked.day.setText("30/11")
    asked.time.setText("11")
    press(Key.Key_Return, CTRL)
    with workspace.read() as reader:
        (planned,) = lesson_plan(reader, empty)
    assert planned.starts_at == datetime(2026, 11, 30, 11)
    assert page.register.day.lesson.id == planned.id


def test_a_time_that_is_none_keeps_the_dialog_open(workspace, desk, page):
    _aurora, third, _second, _empty = fill(workspace)
    page.open_class(third)
    desk.window.run_action("new")
    asked = dialog(desk, LessonDialog)
    asked.time.setText("25:00")
    asked.accept()
    assert asked.isVisible()
    assert "is not a time" in asked._trouble.text()


def test_a_meeting_that_does_not_take_place_can_be_taken_back(workspace, desk, page):
    _aurora, third, _second, _empty = fill(workspace)
    page.open_class(third)
    page.meetings.change()
    dialog(desk, LessonDialog)._cancel_lesson()
    assert len(page.register.day.sheet.lessons) == 2
    desk.window.run_action("undo")
    assert len(page.register.day.sheet.lessons) == 3


def test_a_dropped_file_waits_for_the_name_of_its_class(tmp_path, workspace, desk, page):
    fill(workspace)
    file = tmp_path / "2F.csv"
    file.write_text("N.;Cognome;Nome\n1;Villa;Noemi\n2;Zanetti;Elia\n", encoding="utf-8")
    page.rosters.open_files([str(file)])
    typed("2f")
    press(Key.Key_Return, CTRL)
    assert dialog(desk, RosterImportDialog).preview.plan.changes == 2
    press(Key.Key_Return, CTRL)
    assert found(workspace)["2ªF"].pupils == 2


def test_a_class_removed_elsewhere_leads_back_to_the_list(workspace, desk, page):
    fill(workspace)
    desk.go("classes", class_id="0197aaaa-0000-7000-8000-00000000ffff")
    assert page._stack.currentWidget() is page.list
    assert "no longer here" in page.banner.accessibleDescription()


def test_the_model_is_sound(qtmodeltester, workspace):
    fill(workspace)
    with workspace.read() as reader:
        model = ClassesModel()
        model.set_rows(class_lines(classes(reader), reader.today))
    qtmodeltester.check(model)
