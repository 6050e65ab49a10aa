"""The register on paper, before the class and for everybody: sheets by code, the rest, hidden names, reopening."""

import pytest
from PySide6.QtCore import QAbstractListModel, QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QLineEdit, QWidget

from op_desktop.domain.attendance import Mark
from op_desktop.domain.printed_sheet import PrintedSheet
from op_desktop.domain.school import Lesson, Status
from op_desktop.language import speak
from op_desktop.register import attendance, printed_sheets, rosters
from op_desktop.register.attendance import register_of
from op_desktop.sync.outgoing import hand_over
from tests.builders import PUPILS
from tests.ui.pages.class_scene import desk_for, fill, typed
from ui.delegates.marks import MarkKind
from ui.dialogs.dialog import Dialog
from ui.dialogs.everybody import EverybodyDialog
from ui.dialogs.printed_sheet import PrintedSheetDialog
from ui.dialogs.prints import PrintDialog, What
from ui.pages.printing import PRINTS_FOLDER
from ui.widgets.button import Button

Key, CTRL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


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


@pytest.fixture
def sheet(workspace, scene):
    with workspace.write("Print") as uow:
        return printed_sheets.print_sheet(uow, scene.today)


def marks(workspace, scene):
    """The marks of today by register number; who has none is left out."""
    with workspace.read() as reader:
        register = register_of(reader, scene.class_id)
    place = register.place_of(scene.today)
    return {row.number: row.cells[place].mark for row in register.rows if row.cells[place].mark}


def pressed(*keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key, modifier)
    return len(keys)


def dialog_of(desk, kind):
    return [each for each in desk.window.findChildren(kind) if each.isVisible()][-1]


# Keys.


def test_three_exceptions_of_25_take_no_more_than_twelve_keys_from_opening_to_saved(desk, workspace, scene):
    desk.go("classes", class_id=scene.class_id, lesson_id=scene.today)
    keys = 1 + typed("7 18 12l10") + pressed(Key.Key_Return)
    assert keys == 12
    found = marks(workspace, scene)
    assert (found[7], found[18], found[12], len(found)) == (Mark.ABSENT, Mark.ABSENT, Mark.LATE, 25)
    # Reopening shows what is stored, and none of it as a proposal.
    desk.go("classes", class_id=scene.class_id, lesson_id=scene.today)
    page = desk.window.page("classes")
    page.register.close_card.button.click()
    kinds = [line.marks[2].kind for line in page.register.grid.register.rows]
    assert (kinds[6], kinds[17], kinds[11]) == (MarkKind.ABSENT, MarkKind.ABSENT, MarkKind.LATE)
    assert kinds.count(MarkKind.PRESENT) == 22


def test_a_range_marks_all_between_and_can_be_told_from_what_is_only_proposed(page, workspace, scene):
    typed("3-5e 4p")
    model = page.register.grid.register
    assert page.register.missing.chips.words == ["3–5 · 3 pupils", "4 Brambilla Matteo"]
    pressed(Key.Key_Down)
    assert marks(workspace, scene) == {3: Mark.EXCUSED, 4: Mark.PRESENT, 5: Mark.EXCUSED}
    spoken = [model.index(row, model.day_column).data(Qt.ItemDataRole.AccessibleTextRole) for row in (3, 5)]
    assert spoken == ["Brambilla Matteo, meeting 3, Present", "Cattaneo Edoardo, meeting 3, Present, to be confirmed"]


def test_setting_the_rest_never_touches_a_mark_that_stands_and_one_undo_takes_it_back(desk, page, workspace, scene):
    typed("7 12l")
    pressed(Key.Key_Down)
    before = marks(workspace, scene)
    pressed(Key.Key_P, modifier=SHIFT)
    found = marks(workspace, scene)
    assert {number: found[number] for number in before} == before == {7: Mark.ABSENT, 12: Mark.LATE}
    assert sum(mark is Mark.PRESENT for mark in found.values()) == 23
    assert desk.window.toasts.accessibleDescription() == "Present: 23 pupils without a mark"
    QTest.keyClick(desk.window, Key.Key_Z, CTRL)
    assert marks(workspace, scene) == before


def test_overwriting_is_another_command_that_lists_what_it_replaces(desk, page, workspace, scene):
    typed("7 12l")
    desk.window.run_action("mark_everybody")
    dialog = dialog_of(desk, EverybodyDialog)
    assert dialog.list.text().splitlines() == [
        "2 marks are replaced:", "7 Colombo Giulia: absent", "12 Galli Tommaso: late"
    ]  # fmt: skip
    pressed(Key.Key_Right)
    assert dialog.list.text().splitlines() == ["1 mark is replaced:", "12 Galli Tommaso: late"]
    pressed(Key.Key_Return, modifier=CTRL)
    assert set(marks(workspace, scene).values()) == {Mark.ABSENT}
    assert desk.window.toasts.accessibleDescription() == "1 mark replaced: Galli"
    QTest.keyClick(desk.window, Key.Key_Z, CTRL)
    assert marks(workspace, scene) == {7: Mark.ABSENT, 12: Mark.LATE}


def test_several_rows_that_get_one_letter_say_what_they_replaced(desk, page, workspace, scene):
    typed("2 3l")
    pressed(Key.Key_Home)
    page.register.grid.choose(scene.enrolments[0])
    page.register.grid.setFocus()
    pressed(Key.Key_Down, Key.Key_Down, modifier=SHIFT)
    pressed(Key.Key_A)
    assert marks(workspace, scene) == {1: Mark.ABSENT, 2: Mark.ABSENT, 3: Mark.ABSENT}
    assert desk.window.toasts.accessibleDescription() == "1 mark replaced: Bianchi"


# Paper.


def test_a_signed_sheet_is_typed_back_by_code_and_rows(desk, page, workspace, scene, sheet):
    keys = pressed(Key.Key_T, modifier=CTRL)
    keys += typed(sheet.code.replace("-", "").lower())
    # With its last sign the code is taken: the keyboard is on the rows.
    keys += typed("1-18 -4 -9 12l10") + pressed(Key.Key_Return)
    assert keys == 24
    expected = dict.fromkeys(range(1, 19), Mark.PRESENT)
    assert marks(workspace, scene) == {**expected, 4: Mark.ABSENT, 9: Mark.ABSENT, 12: Mark.LATE}
    assert desk.window.toasts.accessibleDescription() == "18 marks from the sheet"
    QTest.keyClick(desk.window, Key.Key_Z, CTRL)
    assert marks(workspace, scene) == {}


def test_a_wrong_code_is_refused_with_a_sentence(desk, page, workspace, scene, sheet):
    with workspace.write("Another") as uow:
        other = printed_sheets.print_sheet(uow, scene.lesson_ids[3])
    desk.window.run_action("type_sheet")
    dialog = dialog_of(desk, PrintedSheetDialog)
    typed("222-222")
    assert dialog.trouble.text().startswith("No printed sheet has the code 222-222.")
    assert not dialog.line.isEnabled()
    dialog.code.setText(other.code)
    assert dialog.trouble.text().startswith(f"The sheet {other.code} is of 2ªB, meeting 4 of Tuesday 15 December 2026.")
    pressed(Key.Key_Return)
    assert dialog.isVisible()
    assert marks(workspace, scene) == {}


def test_a_row_that_is_not_on_the_sheet_is_told_once_and_stops_nothing_else(desk, page, workspace, scene, sheet):
    page.forms.paper.type_sheet(sheet.code)
    dialog = dialog_of(desk, PrintedSheetDialog)
    assert dialog.line.hasFocus()
    typed("1-3 30")
    assert dialog.trouble.text() == "There is no 30: the sheet has 25 rows."
    assert dialog.counts.text() == "3 present pupils · 22 rows not typed"
    pressed(Key.Key_Return)
    assert dialog.line.selectedText() == "30"
    pressed(Key.Key_Return)
    assert marks(workspace, scene) == {1: Mark.PRESENT, 2: Mark.PRESENT, 3: Mark.PRESENT}


def test_a_printed_sheet_waits_where_the_register_is_until_it_is_typed_in(
    qtbot, desk, page, workspace, scene, tmp_path, viewer
):
    workspace.keep_local(PRINTS_FOLDER, str(tmp_path))
    assert page.register.paper.isHidden()
    next(each for each in page.header.findChildren(Button) if each.accessibleName() == "Sheet to sign").click()
    assert dialog_of(desk, PrintDialog).current is What.SHEET
    pressed(Key.Key_Return)
    qtbot.waitUntil(lambda: viewer.opened != [], timeout=10_000)
    with workspace.read() as reader:
        (kept,) = reader.all(PrintedSheet)
    assert page.register.paper.accessibleName() == "1 printed sheet to type in"
    page.register.paper.click()
    dialog = dialog_of(desk, PrintedSheetDialog)
    assert dialog.code.text() == kept.code
    typed("1-25")
    pressed(Key.Key_Return)
    assert len(marks(workspace, scene)) == 25
    assert page.register.paper.isHidden()


# Names hidden.


def names_seen(window):
    """Every name of a pupil in any text of the window: widgets, items, tooltips, accessible names, actions, titles."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    texts = [window.windowTitle()]
    for widget in [window, *window.findChildren(QWidget)]:
        texts += [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle(),
                  widget.whatsThis(), widget.statusTip()]  # fmt: skip
        text = getattr(widget, "text", None)
        if callable(text):
            texts.append(str(text()))
        if isinstance(widget, QLineEdit):
            texts.append(widget.placeholderText())
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            texts += _cells(widget.model())
    for action in window.findChildren(QAction):
        texts += [action.text(), action.toolTip()]
    everything = "\n".join(texts)
    # One pupil is called Aurora, and so is the school.
    return {name for pupil in PUPILS for name in pupil if name in everything} - {"Aurora"}


def _cells(model):
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    return [
        str(model.index(row, column).data(role))
        for row in range(model.rowCount())
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount())
        for role in roles
    ]  # fmt: skip


def test_one_key_takes_every_name_off_the_window_and_it_stays_so(desk, page, workspace, scene):
    with workspace.write("Note") as uow:
        attendance.mark(uow, scene.today, scene.enrolments[0], Mark.PRESENT, note="Sister of Abbate")
    typed("col rom 12l")
    assert "Colombo" in names_seen(desk.window)
    QTest.keyClick(desk.window, Key.Key_F9)
    assert names_seen(desk.window) == set()
    # What was being typed is saved, not left to be read.
    assert page.register.field.text() == ""
    assert marks(workspace, scene)[7] is Mark.ABSENT
    typed("7 9 xyz")
    assert page.register.missing.chips.words == ["Place 7", "Place 9", "xyz"]
    pressed(Key.Key_Down, Key.Key_A, Key.Key_Down, Key.Key_L)
    QTest.keyClick(desk.window, Key.Key_Z, CTRL)
    QTest.keyClick(desk.window, Key.Key_Z, CTRL)
    assert names_seen(desk.window) == set()
    desk.window.run_action("mark_everybody")
    assert names_seen(desk.window) == set()
    pressed(Key.Key_Escape)
    desk.go("home")
    desk.go("classes", class_id=scene.class_id, lesson_id=scene.lesson_ids[0])
    assert names_seen(desk.window) == set()
    QTest.keyClick(desk.window, Key.Key_F9)
    assert len(names_seen(desk.window)) > 40


@pytest.mark.parametrize("question", ["print", "pupils"])
def test_a_question_that_shows_names_waits_until_they_are_shown(desk, page, question):
    QTest.keyClick(desk.window, Key.Key_F9)
    desk.window.run_action(question)
    assert not [each for each in desk.window.findChildren(Dialog) if each.isVisible()]
    assert names_seen(desk.window) == set()
    assert desk.window.toasts.accessibleDescription() == "The names are hidden."
    QTest.keyClick(desk.window, Key.Key_F9)
    desk.window.run_action(question)
    assert [each for each in desk.window.findChildren(Dialog) if each.isVisible()]


def test_a_step_undone_before_the_class_names_nobody(desk, page):
    typed("col")
    pressed(Key.Key_Down)
    QTest.keyClick(desk.window, Key.Key_F9)
    QTest.keyClick(desk.window, Key.Key_Z, CTRL)
    assert desk.window.toasts.accessibleDescription() == "Undone"
    assert names_seen(desk.window) == set()


def test_a_signed_sheet_is_typed_in_without_names_too(desk, page, sheet):
    desk.names.toggle()
    page.forms.paper.type_sheet(sheet.code)
    typed("1-3 -4")
    assert dialog_of(desk, PrintedSheetDialog).chips.words == ["1–3 · 3 pupils", "Place 4"]
    assert names_seen(desk.window) == set()


# States.


def test_a_register_reopened_after_the_hand_over_says_why(desk, page, workspace, scene, tmp_path):
    pressed(Key.Key_Return)
    hand_over(workspace, tmp_path / "packages")
    desk.go("classes", class_id=scene.class_id, lesson_id=scene.today)
    assert page.register.close_card.reason.isHidden()
    page.register.close_card.button.click()
    assert page.register.close_card.reason.text() == "Corrected after the hand-over of November."
    with workspace.read() as reader:
        lesson = reader.require(Lesson, scene.today)
    assert (lesson.status, lesson.note) == (Status.PLANNED, "Corrected after the hand-over of November.")
    assert len(marks(workspace, scene)) == 25
    speak("it")
    QTest.keyClick(desk.window, Key.Key_Z, CTRL)
    page.register.reopen_register()
    assert page.register.close_card.reason.text() == "Corretto dopo la consegna di novembre."


def test_the_note_of_the_day_warns_of_what_must_not_be_written(page):
    pressed(Key.Key_Down, Key.Key_P, Key.Key_N)
    hints = [label.text() for label in page.register.pupil.findChildren(QLabel) if label.isVisible()]
    assert "Do not write health, origin or debts here." in hints


def test_a_class_of_numbers_has_its_sheet_and_its_ranges(qtbot, workspace, theme, qapp):
    numbers = fill(workspace, seats=25)
    desk = desk_for(workspace, theme, qapp)
    qtbot.addWidget(desk.window)
    desk.window.show()
    desk.go("classes", class_id=numbers.class_id)
    page = desk.window.page("classes")
    with workspace.write("Print") as uow:
        kept = printed_sheets.print_sheet(uow, numbers.today)
        assert len(rosters.roster(uow, numbers.class_id)) == 25
    page.forms.paper.type_sheet(kept.code)
    dialog = dialog_of(desk, PrintedSheetDialog)
    dialog.line.setText("1-18 -4")
    assert dialog.chips.words == ["1–18 · 18 pupils", "Place 4"]
    dialog.accept()
    assert marks(workspace, numbers)[4] is Mark.ABSENT
    desk.changes.stop()
