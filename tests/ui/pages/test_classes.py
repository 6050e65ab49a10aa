"""The list of classes: what each lacks, and how a class is opened, added and filled from the keyboard."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from op_desktop.domain.school import RosterMode
from op_desktop.register import rosters, schools
from op_desktop.register.class_report import class_report
from op_desktop.register.lessons import lesson_plan
from op_desktop.register.roster_modes import change_mode
from op_desktop.register.schools import classes
from op_desktop.workspace import SYSTEM
from tests.builders import PUPILS, held_lesson, lessons_of, school, school_class
from tests.ui.pages.class_scene import press, typed
from ui.dialogs.class_details import ClassDetailsDialog, EraseNamesDialog
from ui.dialogs.lesson import LessonDialog
from ui.dialogs.lesson_series import LessonSeriesDialog
from ui.dialogs.new_year import NewYearDialog
from ui.dialogs.roster_import import RosterImportDialog
from ui.dialogs.school_class import SchoolClassDialog
from ui.models.classes import ClassesModel, ClassLine, SchoolLine, class_lines
from ui.widgets.button import Button

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(class_desk):
    return class_desk


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


def found(workspace):
    with workspace.read() as reader:
        return {row.label: row for row in classes(reader)}


def button(page, name):
    return next(each for each in page.header.findChildren(Button) if each.accessibleName() == name)


def dialog(desk, kind):
    return desk.window.findChildren(kind)[-1]


def test_classes_stand_under_their_school_with_what_they_lack(workspace, page):
    fill(workspace)
    told = [(line.name, "") if isinstance(line, SchoolLine) else (line.row.label, line.missing) for line in lines(page)]
    assert told == [
        ("Istituto Piazza Costa", ""),
        ("3ªC", "1 to complete"),
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
    assert "is not a class" in asked.trouble.text()


def test_a_class_that_is_already_here_is_told_and_opened_with_one_more_key(workspace, desk, page):
    """F01: refused, with the way to the one that stands; Ctrl+N 2 b Ctrl+Enter Enter = 5 keys."""
    _aurora, _third, second, _empty = fill(workspace)
    page.list.view.selectRow(4)
    desk.window.run_action("new")
    typed("II B")
    press(Key.Key_Return, CTRL)
    asked = dialog(desk, SchoolClassDialog)
    assert asked.trouble.text() == "2ªB of Scuola media Aurora is already here for 2026/2027."
    assert QApplication.focusWidget().accessibleName() == "Open 2ªB"
    press(Key.Key_Return)
    assert page.class_id == second
    assert len(found(workspace)) == 3


def test_the_same_class_of_another_year_is_another_class(workspace, desk, page):
    fill(workspace)
    page.list.view.selectRow(4)
    desk.window.run_action("new")
    typed("2b")
    dialog(desk, SchoolClassDialog).year.setCurrentIndex(1)
    press(Key.Key_Return, CTRL)
    with workspace.read() as reader:
        assert [row.school_year for row in classes(reader) if row.label == "2ªB"] == [2027, 2026]


def test_a_year_that_the_school_does_not_have_is_told_in_the_dialog(workspace, desk, page):
    fill(workspace)
    page.list.view.selectRow(4)
    desk.window.run_action("new")
    typed("4b")
    press(Key.Key_Return, CTRL)
    assert "has no year 4" in dialog(desk, SchoolClassDialog).trouble.text()


def test_a_school_typed_nearly_as_one_on_file_is_asked_about_once(workspace, desk, page):
    fill(workspace)
    desk.window.run_action("new")
    typed("1d")
    asked = dialog(desk, SchoolClassDialog)
    asked.school.setEditText("Media Aurora")
    asked.municipality.setCurrentText("Rho")
    press(Key.Key_Return, CTRL)
    assert "“Scuola media Aurora”, which is on file" in asked.trouble.text()
    press(Key.Key_Return)
    assert asked.school.currentText() == "Scuola media Aurora"
    asked.school.setEditText("Media Aurora")
    asked.accept()
    assert found(workspace)["1ªD"].school == "Media Aurora"


def test_a_headcount_class_is_made_held_and_made_into_places(workspace, desk, page):
    fill(workspace)
    page.list.view.selectRow(4)
    desk.window.run_action("new")
    typed("3f")
    asked = dialog(desk, SchoolClassDialog)
    asked.mode.setFocus()
    asked.mode.chosen.emit(asked.mode.set_current(RosterMode.HEADCOUNT))
    asked.seats.setText("21")
    press(Key.Key_Return, CTRL)
    made = found(workspace)["3ªF"]
    assert (made.mode, made.pupils) == (RosterMode.HEADCOUNT, 21)
    assert page._stack.currentWidget() is page.headcount

    with workspace.write("Lesson") as uow:
        lessons_of(uow, made.id, datetime(2026, 11, 23, 9), datetime(2026, 12, 7, 9))
    page.take_focus()
    assert QApplication.focusWidget().accessibleName() == "It took place"
    press(Key.Key_Return)
    assert found(workspace)["3ªF"].held == 1
    desk.window.run_action("undo")
    assert found(workspace)["3ªF"].held == 0

    page.forms.details.change()
    details = dialog(desk, ClassDetailsDialog)
    details.mode.chosen.emit(details.mode.set_current(RosterMode.NUMBERS))
    assert details.note.accessibleDescription() == "21 places are made. Past registers stay as they are."
    press(Key.Key_Return, CTRL)
    assert found(workspace)["3ªF"].mode is RosterMode.NUMBERS
    assert page._stack.currentWidget() is page.register


def test_names_are_erased_only_when_the_class_is_typed(workspace, desk, page):
    _aurora, third, _second, _empty = fill(workspace)
    page.open_class(third)
    page.forms.details.change()
    details = dialog(desk, ClassDetailsDialog)
    details.mode.findChildren(QPushButton)[2].setFocus()
    press(Key.Key_Left)
    assert details.note.accessibleDescription().startswith("25 names are erased for ever.")
    press(Key.Key_Return, CTRL)

    asked = dialog(desk, EraseNamesDialog)
    assert QApplication.focusWidget() is asked.cancel
    press(Key.Key_Return, CTRL)
    assert asked.isVisible()
    asked.typed.setFocus()
    typed("3b")
    assert not asked.confirm.isEnabled()
    asked.typed.selectAll()
    typed("3 c")
    press(Key.Key_Return, CTRL)

    assert found(workspace)["3ªC"].mode is RosterMode.NUMBERS
    with workspace.read() as reader:
        assert not any(row.family for row in rosters.roster(reader, third))


def test_names_are_promised_only_to_a_class_that_will_keep_them(workspace, desk, page):
    _aurora, third, _second, _empty = fill(workspace)
    with workspace.write("Nobody has a name") as uow:
        change_mode(uow, third, RosterMode.NUMBERS)
        change_mode(uow, third, RosterMode.NAMES)
    page.open_class(third)
    page.forms.details.change()
    details = dialog(desk, ClassDetailsDialog)
    details.mode.chosen.emit(details.mode.set_current(RosterMode.NUMBERS))
    assert details.note.isHidden()


def test_the_details_of_a_class_change_and_can_be_undone(workspace, desk, page):
    _aurora, third, _second, _empty = fill(workspace)
    page.open_class(third)
    page.forms.details.change()
    assert QApplication.focusWidget() is dialog(desk, ClassDetailsDialog).path_title
    QApplication.focusWidget().selectAll()
    typed("Il risparmio")
    press(Key.Key_Return)
    assert found(workspace)["3ªC"].path_title == "Il risparmio"
    desk.window.run_action("undo")
    assert found(workspace)["3ªC"].path_title == "Il budget di casa"


def test_a_path_of_more_than_eight_meetings_is_not_taken(workspace, desk, page):
    _aurora, third, _second, _empty = fill(workspace)
    page.open_class(third)
    page.forms.details.change()
    details = dialog(desk, ClassDetailsDialog)
    details.meetings.setFocus()
    details.meetings.selectAll()
    typed("9")
    press(Key.Key_Return, CTRL)
    assert details.isVisible()
    assert QApplication.focusWidget() is details.meetings
    assert details._trouble.text().startswith("A path has 1 to 8 meetings.")
    details.meetings.selectAll()
    typed("8")
    press(Key.Key_Return, CTRL)
    assert found(workspace)["3ªC"].planned_meetings == 8


def test_a_class_may_count_as_another_subject_than_civic_education(workspace, desk, page):
    _aurora, third, _second, _empty = fill(workspace)
    page.open_class(third)
    page.forms.details.change()
    civic = dialog(desk, ClassDetailsDialog).civic
    assert civic.current is True
    for _each in range(20):
        if civic.isAncestorOf(QApplication.focusWidget()):
            break
        press(Key.Key_Tab)
    assert QApplication.focusWidget().accessibleName() == "Its hours count as civic education: Yes"
    press(Key.Key_Right)
    press(Key.Key_Return, CTRL)
    with workspace.read() as reader:
        report = class_report(reader, third)
    assert not report.civic_education
    assert report.civic_minutes == 0
    desk.window.run_action("undo")
    assert found(workspace)["3ªC"].civic_education


def test_the_new_year_is_made_with_two_keys_and_taken_back_with_one(workspace, desk, page):
    """The dialog opens on its table; Ctrl+Enter makes what is ticked."""
    fill(workspace)
    button(page, "New school year").click()
    asked = dialog(desk, NewYearDialog)
    assert [(line.words, line.outcome) for line in asked.passages.rows] == [
        ("3ªC", "They leave the school"), ("1ªA → 2ªA", "New class"), ("2ªB → 3ªB", "New class")]  # fmt: skip
    assert asked.confirm.accessibleName() == "Make 2 classes"
    press(Key.Key_Down)
    press(Key.Key_Space)
    assert asked.confirm.accessibleName() == "Make 1 class"
    press(Key.Key_Space)
    press(Key.Key_Return, CTRL)

    assert [line.row.label for line in lines(page) if isinstance(line, ClassLine)] == ["2ªA", "3ªB"]
    assert page.overview._year.currentText() == "2027/2028"
    button(page, "New school year").click()
    again = dialog(desk, NewYearDialog)
    again.years.setCurrentIndex(1)
    assert [line.outcome for line in again.passages.rows][1:] == ["2ªA is already there", "3ªB is already there"]
    assert not again.confirm.isEnabled()
    again.reject()
    desk.window.run_action("undo")
    with workspace.read() as reader:
        assert {row.school_year for row in classes(reader)} == {2026}


def test_a_class_is_archived_found_again_and_brought_back(workspace, desk, page):
    _aurora, third, _second, _empty = fill(workspace)
    assert page.overview.archived.isHidden()
    page.open_class(third)
    page.forms.details.archive()
    page.show_list()
    assert third not in {line.row.id for line in lines(page) if isinstance(line, ClassLine)}
    assert page.overview.archived.accessibleName() == "1 archived"
    page.overview.archived.setFocus()
    press(Key.Key_Space)
    assert [line.row.id for line in lines(page) if isinstance(line, ClassLine)] == [third]
    page.list.view.setFocus()
    press(Key.Key_Return)
    assert page.class_id == third
    page.forms.details.archive()
    page.show_list()
    assert third in {line.row.id for line in lines(page) if isinstance(line, ClassLine)}


def test_a_whole_past_year_is_archived_in_one_step(workspace, desk, page):
    fill(workspace)
    with workspace.write("Last year") as uow:
        aurora = schools.schools(uow)[1].id
        for name in ("1B", "2C"):
            schools.add_class(uow, aurora, 2025, name)
    page.overview._year.setCurrentIndex(1)
    button(page, "Archive the classes of 2025/2026").click()
    with workspace.read() as reader:
        assert classes(reader, 2025) == []
    desk.window.run_action("undo")
    with workspace.read() as reader:
        assert len(classes(reader, 2025)) == 2


def test_a_class_without_list_offers_places_and_then_a_meeting(workspace, desk, page):
    _aurora, _third, _second, empty = fill(workspace)
    page.open_class(empty)
    assert page.nothing.roster.text.text() == "This class has no list yet. The numbers 1 to 25 are enough."
    press(Key.Key_Return)
    with workspace.read() as reader:
        assert len(rosters.roster(reader, empty)) == 25
    press(Key.Key_Return)
    asked = dialog(desk, LessonSeriesDialog)
    asked.day.setText("30/11")
    asked.time.setText("11")
    asked.count.setText("1")
    press(Key.Key_Return, CTRL)
    with workspace.read() as reader:
        (planned,) = lesson_plan(reader, empty)
    assert planned.starts_at == datetime(2026, 11, 30, 11)
    assert page.register.day.lesson.id == planned.id


def test_a_time_that_is_none_keeps_the_dialog_open(workspace, desk, page):
    _aurora, third, _second, _empty = fill(workspace)
    page.open_class(third)
    desk.window.run_action("new")
    asked = dialog(desk, LessonSeriesDialog)
    asked.time.setText("25:00")
    asked.accept()
    assert asked.isVisible()
    assert asked.complaint == "Write the time as 14:30."


def test_a_meeting_that_does_not_take_place_can_be_taken_back(workspace, desk, page):
    _aurora, third, _second, _empty = fill(workspace)
    page.open_class(third)
    page.forms.questions.change(page.register.day.lesson)
    next(each for each in dialog(desk, LessonDialog).findChildren(Button) if "take place" in each.text()).click()
    press(Key.Key_Return, CTRL)
    assert len(page.register.day.sheet.lessons) == 2
    desk.window.run_action("undo")
    assert len(page.register.day.sheet.lessons) == 3


def test_a_dropped_file_waits_for_the_name_of_its_class(tmp_path, workspace, desk, page):
    fill(workspace)
    file = tmp_path / "2F.csv"
    file.write_text("N.;Cognome;Nome\n1;Villa;Noemi\n2;Zanetti;Elia\n", encoding="utf-8")
    page.forms.rosters.open_files([str(file)])
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
