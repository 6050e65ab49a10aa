"""The register by keyboard and pointer: six keys for a class, nothing typed is lost, every step can be taken back."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from op_desktop.domain.attendance import Mark
from op_desktop.domain.school import Lesson, Status
from op_desktop.language import speak
from op_desktop.register import attendance
from op_desktop.register.attendance import register_of
from tests.ui.pages.class_scene import desk_for, fill
from ui.delegates.blocks import Block
from ui.delegates.marks import MarkKind
from ui.models.register import RegisterModel
from ui.models.register_day import RegisterDay

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def scene(workspace):
    return fill(workspace)


@pytest.fixture
def desk(scene, class_desk):
    class_desk.go("home")
    return class_desk


@pytest.fixture
def page(desk, scene):
    desk.go("classes", class_id=scene.class_id, lesson_id=scene.today)
    return desk.window.page("classes")


def marks(workspace, scene, lesson_id=None):
    """The marks of today by register number; who has none is left out."""
    with workspace.read() as reader:
        sheet = register_of(reader, scene.class_id)
    place = sheet.place_of(lesson_id or scene.today)
    return {row.number: row.cells[place].mark for row in sheet.rows if row.cells[place].mark}


def press(*keys):
    """Each key goes where the keyboard is."""
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)


def shown(page, number):
    return page.register.grid.register.rows[number - 1].marks[page.register.day.place].kind


def status(workspace, lesson_id):
    with workspace.read() as reader:
        return reader.require(Lesson, lesson_id).status


# Six keys.


def test_a_class_with_two_absent_takes_six_keys(desk, workspace, scene):
    keys = 0

    def key(act):
        nonlocal keys
        keys += 1
        act()

    key(lambda: desk.go("classes", class_id=scene.class_id, lesson_id=scene.today))
    for each in (Key.Key_7, Key.Key_Space, Key.Key_1, Key.Key_8, Key.Key_Return):
        key(lambda each=each: press(each))

    assert keys == 6
    found = marks(workspace, scene)
    assert {number for number, mark in found.items() if mark is Mark.ABSENT} == {7, 18}
    assert len(found) == 25
    assert status(workspace, scene.today) is Status.HELD
    assert desk.window.current_key == "home"
    assert desk.window.toasts.isVisible()
    assert desk.window.toasts.accessibleDescription() == "23 present, 2 absent"


def test_closing_can_be_taken_back_with_all_it_wrote(desk, page, workspace, scene):
    press(Key.Key_7, Key.Key_Return)
    desk.window.run_action("undo")
    assert status(workspace, scene.today) is Status.PLANNED
    assert marks(workspace, scene) == {}


def test_nobody_absent_takes_two_keys(desk, workspace, scene):
    desk.go("classes", class_id=scene.class_id, lesson_id=scene.today)
    press(Key.Key_Return)
    assert set(marks(workspace, scene).values()) == {Mark.PRESENT}


def test_rows_turn_and_names_are_echoed_while_typing_before_anything_is_saved(page, workspace, scene):
    QTest.keyClicks(QApplication.focusWidget(), "7 12l10")
    assert shown(page, 7) is MarkKind.ABSENT
    assert shown(page, 12) is MarkKind.LATE
    assert page.register.missing.chips.words == ["7 Colombo Giulia", "12 Galli Tommaso · Late 10 min"]
    assert page.register.close_card.ring.accessibleDescription().startswith("24 of 25")
    assert marks(workspace, scene) == {}
    press(*[Key.Key_Backspace] * 7)
    assert shown(page, 7) is MarkKind.PROPOSED


def test_surnames_mark_too(page, workspace, scene):
    QTest.keyClicks(QApplication.focusWidget(), "col pir")
    press(Key.Key_Return)
    assert [number for number, mark in marks(workspace, scene).items() if mark is Mark.ABSENT] == [7, 18]


def test_a_word_that_marks_nobody_stays_red_and_holds_the_closing_back_once(page, workspace, scene):
    QTest.keyClicks(QApplication.focusWidget(), "7 27")
    assert "There is no 27" in page.register.missing.trouble.text()
    press(Key.Key_Return)
    assert status(workspace, scene.today) is Status.PLANNED
    assert page.register.field.selectedText() == "27"
    press(Key.Key_Return)
    assert status(workspace, scene.today) is Status.HELD


# Nothing typed is lost.


def test_what_is_typed_is_saved_when_the_line_is_left(page, workspace, scene):
    QTest.keyClicks(QApplication.focusWidget(), "3e 9")
    press(Key.Key_Down)
    assert page.register.grid.hasFocus()
    assert marks(workspace, scene) == {3: Mark.EXCUSED, 9: Mark.ABSENT}


def test_what_is_typed_is_saved_by_itself_after_a_moment(qtbot, page, workspace, scene):
    QTest.keyClicks(QApplication.focusWidget(), "3")
    qtbot.waitUntil(lambda: marks(workspace, scene) == {3: Mark.ABSENT}, timeout=2500)
    QTest.keyClicks(QApplication.focusWidget(), "1")
    # 31 is nobody: what the line wrote before is taken back.
    qtbot.waitUntil(lambda: marks(workspace, scene) == {}, timeout=2500)


def test_what_is_typed_is_saved_when_another_page_comes_to_the_front(desk, page, workspace, scene):
    QTest.keyClicks(QApplication.focusWidget(), "5")
    desk.go("home")
    assert marks(workspace, scene) == {5: Mark.ABSENT}


def test_a_mark_that_stood_before_comes_back_when_the_word_goes(page, workspace, scene):
    with workspace.write("Before") as uow:
        attendance.mark(uow, scene.today, scene.enrolments[6], Mark.LATE, 5)
    QTest.keyClicks(page.register.field, "7 ")
    page.register.save_line()
    assert marks(workspace, scene) == {7: Mark.ABSENT}
    page.register.field.clear()
    page.register.save_line()
    assert marks(workspace, scene) == {7: Mark.LATE}


# The grid.


def test_letters_mark_and_arrows_choose(page, workspace, scene):
    press(Key.Key_Down, Key.Key_Down, Key.Key_A, Key.Key_Down, Key.Key_L, Key.Key_Down, Key.Key_E, Key.Key_Down,
          Key.Key_O)  # fmt: skip
    assert marks(workspace, scene) == {3: Mark.ABSENT, 4: Mark.LATE, 5: Mark.EXCUSED, 6: Mark.LEFT_EARLY}
    press(Key.Key_P)
    assert marks(workspace, scene)[6] is Mark.PRESENT


def test_the_letters_are_those_of_the_language(page, workspace, scene):
    speak("it")
    press(Key.Key_Down, Key.Key_R, Key.Key_Down, Key.Key_G, Key.Key_Down, Key.Key_U)
    assert marks(workspace, scene) == {2: Mark.LATE, 3: Mark.EXCUSED, 4: Mark.LEFT_EARLY}


def test_several_rows_take_one_letter_and_one_undo(desk, page, workspace, scene):
    press(Key.Key_Down)
    grid = page.register.grid
    for _number in range(2):
        QTest.keyClick(grid, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(Key.Key_A)
    assert marks(workspace, scene) == {2: Mark.ABSENT, 3: Mark.ABSENT, 4: Mark.ABSENT}
    assert len(grid.chosen()) == 3
    QTest.keyClick(desk.window, Key.Key_Z, CTRL)
    assert marks(workspace, scene) == {}
    assert desk.window.toasts.accessibleDescription() == "Undone: absent, 3 pupils"
    QTest.keyClick(desk.window, Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert len(marks(workspace, scene)) == 3


def test_space_goes_round_and_delete_takes_back(page, workspace, scene):
    press(Key.Key_Down)
    seen = []
    for _turn in range(4):
        press(Key.Key_Space)
        seen.append(marks(workspace, scene)[2])
    assert seen == [Mark.ABSENT, Mark.LATE, Mark.EXCUSED, Mark.PRESENT]
    press(Key.Key_Delete)
    assert marks(workspace, scene) == {}


def test_a_click_on_today_goes_round_and_one_beside_it_only_chooses(page, workspace, scene):
    grid = page.register.grid
    QApplication.processEvents()

    def click(column):
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
                         grid.visualRect(grid.register.index(7, column)).center())  # fmt: skip

    click(1)
    assert grid.current().number == 8
    assert marks(workspace, scene) == {}
    click(grid.register.day_column)
    click(grid.register.day_column)
    assert marks(workspace, scene) == {8: Mark.LATE}


def test_the_buttons_of_the_panel_mark_the_pupil_chosen(page, workspace, scene):
    page.register.grid.choose(scene.enrolments[10])
    QTest.mouseClick(page.register.pupil.buttons[Mark.EXCUSED], Qt.MouseButton.LeftButton)
    assert marks(workspace, scene) == {11: Mark.EXCUSED}
    assert page.register.pupil.buttons[Mark.EXCUSED].isChecked()


def test_a_digit_in_the_grid_goes_to_the_line(page):
    press(Key.Key_Down, Key.Key_7)
    assert page.register.field.hasFocus()
    assert page.register.field.text() == "7"


def test_marking_resets_nothing(page, qtbot):
    press(Key.Key_Down)
    with qtbot.assertNotEmitted(page.register.grid.register.modelReset):
        press(Key.Key_A, Key.Key_Down, Key.Key_L)
    assert page.register.grid.current().number == 3


def test_a_note_waits_for_a_mark_and_never_makes_one(page, workspace, scene):
    press(Key.Key_Down, Key.Key_N)
    card = page.register.pupil
    assert page.register.grid.hasFocus()
    assert not card.note.isVisible()
    assert "Mark the pupil first: the note goes with the mark." in [
        each.text() for each in card.findChildren(QLabel) if each.isVisible()
    ]  # fmt: skip
    press(Key.Key_A, Key.Key_N)
    QTest.keyClicks(QApplication.focusWidget(), "At the doctor")
    press(Key.Key_Return)
    assert marks(workspace, scene) == {2: Mark.ABSENT}
    with workspace.read() as reader:
        assert register_of(reader, scene.class_id).rows[1].cells[2].note == "At the doctor"


def test_closing_makes_the_unmarked_present_and_changes_nothing_else(page, workspace, scene):
    press(Key.Key_Down, Key.Key_A, Key.Key_N)
    QTest.keyClicks(QApplication.focusWidget(), "At the doctor")
    press(Key.Key_Return)
    with workspace.read() as reader:
        before, lesson = register_of(reader, scene.class_id), reader.require(Lesson, scene.today)
    press(Key.Key_F2, Key.Key_Return)
    with workspace.read() as reader:
        after, closed = register_of(reader, scene.class_id), reader.require(Lesson, scene.today)
    assert closed == replace(lesson, status=Status.HELD)
    for was, is_now in zip(before.rows, after.rows, strict=True):
        today = was.cells[2] if was.cells[2].mark else replace(was.cells[2], mark=Mark.PRESENT)
        assert is_now.cells == (*was.cells[:2], today, *was.cells[3:])


def test_a_note_is_kept_with_the_mark(page, workspace, scene):
    press(Key.Key_Down, Key.Key_P, Key.Key_N)
    QTest.keyClicks(QApplication.focusWidget(), "Bus late")
    press(Key.Key_Return)
    with workspace.read() as reader:
        sheet = register_of(reader, scene.class_id)
    assert sheet.rows[1].cells[2].note == "Bus late"
    assert page.register.grid.register.rows[1].note_icons


# States.


def test_a_closed_register_is_corrected_only_after_reopening(page, workspace, scene):
    page.open_class(scene.class_id, scene.lesson_ids[0])
    press(Key.Key_A)
    assert "closed" in page.banner.accessibleDescription()
    assert Mark.ABSENT not in marks(workspace, scene, scene.lesson_ids[0]).values()
    page.register.close_card.button.click()
    assert status(workspace, scene.lesson_ids[0]) is Status.PLANNED


def test_a_meeting_of_a_later_day_cannot_be_closed_and_keeps_what_was_typed(page, workspace, scene):
    page.open_class(scene.class_id, scene.lesson_ids[3])
    QTest.keyClicks(QApplication.focusWidget(), "7")
    press(Key.Key_Return)
    assert "can be closed afterwards" in page.banner.accessibleDescription()
    page.register.settle()
    assert marks(workspace, scene, scene.lesson_ids[3]) == {7: Mark.ABSENT}


def test_who_only_reads_is_offered_no_way_to_write(qtbot, workspace, theme, scene, qapp):
    desk = desk_for(workspace, theme, qapp, educator=False)
    qtbot.addWidget(desk.window)
    desk.window.show()
    desk.go("classes", class_id=scene.class_id)
    view = desk.window.page("classes").register
    assert view.missing.isHidden()
    assert view.close_card.button.isHidden()
    assert not view.pupil.buttons[Mark.ABSENT].isEnabled()
    desk.changes.stop()


def test_a_class_of_numbers_shows_places(qtbot, workspace, theme, qapp):
    numbers = fill(workspace, seats=25)
    desk = desk_for(workspace, theme, qapp)
    qtbot.addWidget(desk.window)
    desk.window.show()
    desk.go("classes", class_id=numbers.class_id)
    page = desk.window.page("classes")
    QTest.keyClicks(page.register.field, "7")
    assert page.register.grid.current().family_name == "Place 7"
    assert page.register.missing.chips.words == ["Place 7"]
    desk.changes.stop()


def test_the_header_leads_to_another_meeting(page, scene):
    grid = page.register.grid
    QApplication.processEvents()
    place = QPoint(grid.head.sectionViewportPosition(2) + 10, 10)
    QTest.mouseClick(grid.head.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert page.register.day.lesson.id == scene.lesson_ids[0]
    QTest.keyClick(grid, Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert page.register.day.lesson.id == scene.lesson_ids[1]


# The look.


def test_twenty_five_rows_are_in_view_on_a_small_laptop(desk, page):
    for width, height in ((1366, 697), (1366, 768)):
        desk.window.resize(width, height)
        QApplication.processEvents()
        grid = page.register.grid
        assert grid.rowHeight(0) >= 22
        assert grid.visualRect(grid.register.index(24, 1)).bottom() <= grid.viewport().height()


def test_the_finishing_button_stays_on_the_screen_of_the_smallest_window(desk, page):
    desk.window.resize(1024, 600)
    QApplication.processEvents()
    button = page.register.close_card.button
    assert button.mapTo(desk.window, QPoint(0, button.height())).y() <= 600


def test_notes_have_a_column_in_wide_windows_only(desk, page):
    grid = page.register.grid
    notes = grid.register.presences_column + 1
    assert grid.isColumnHidden(notes)
    desk.window.resize(1920, 1080)
    QApplication.processEvents()
    assert not grid.isColumnHidden(notes)


def test_presences_and_risk_follow_the_marks(page, workspace, scene):
    line = page.register.grid.register.rows[13]
    assert line.presences.words == "1 of 3"
    assert line.presences.at_risk
    assert line.presences.blocks.count(Block.TO_COME) == 2
    assert not page.register.grid.register.rows[0].presences.at_risk


def test_the_model_is_sound_and_speaks(qtmodeltester, workspace, scene):
    with workspace.read() as reader:
        day = RegisterDay(register_of(reader, scene.class_id), scene.today, reader.today)
    model = RegisterModel()
    model.show_day(day, {scene.enrolments[6]: (Mark.ABSENT, None)})
    qtmodeltester.check(model)
    spoken = model.index(6, model.day_column).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Colombo Giulia, meeting 3, Absent"


def test_a_register_visited_again_after_the_list_has_its_own_head(desk, page, scene):
    desk.go("classes")
    assert page.header.title.text() == "Classes"
    desk.go("classes", class_id=scene.class_id, lesson_id=scene.today)
    assert page.header.title.text().startswith("2ªB")
