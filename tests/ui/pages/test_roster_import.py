"""Importing a list: columns chosen in their head, nothing kept that must not be, problems on their row."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import text

from op_desktop.domain.school import RosterMode, SchoolClass
from op_desktop.exchange.columns import Use
from op_desktop.exchange.plan import Status
from op_desktop.exchange.preview import preview
from op_desktop.exchange.reading import read_clipboard, read_table
from op_desktop.language import speak
from op_desktop.register import rosters
from tests.builders import school, school_class
from tests.exchange import class_lists
from tests.ui.pages.class_scene import desk_for
from ui.dialogs.roster_import import RosterImportDialog, entries_of, take_in
from ui.models.import_plan import ImportModel, import_counts

CTRL = Qt.KeyboardModifier.ControlModifier


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
def class_id(workspace):
    with workspace.write("Class") as uow:
        return school_class(uow, named=(), school_id=school(uow))


def pasted(*rows):
    return read_clipboard("".join("\t".join(row) + "\r\n" for row in rows))


def ask(desk, table, **more):
    return desk.window.ask(RosterImportDialog(desk.theme, table, "2ªB · Scuola media Aurora", **more))


def chips(dialog):
    return [dialog._chips.itemAt(place).widget().text() for place in range(dialog._chips.count())]


def pupils(workspace, class_id):
    with workspace.read() as reader:
        return [(row.number, row.family, row.given) for row in rosters.roster(reader, class_id)]


FOUR = (("1", "Abbate", "Lorenzo", "12/03/2013"), ("2", "Bianchi", "Sofia", "27/06/2013"),
        ("2", "Brambilla", "Matteo", "30/01/2013"), ("4", "Cozzi", "Ada", "19/01/2013"))  # fmt: skip


def test_a_pasted_list_goes_into_the_open_class_and_one_undo_takes_it_away(workspace, desk, class_id):
    desk.go("classes", class_id=class_id)
    QApplication.clipboard().setText(class_lists.pasted())
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_V, CTRL)
    dialog = desk.window.findChildren(RosterImportDialog)[-1]
    assert dialog.confirm.accessibleName() == "Import 25 pupils"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CTRL)
    assert pupils(workspace, class_id) == [(number, *names) for number, names in enumerate(class_lists.PUPILS, 1)]
    desk.window.run_action("undo")
    assert pupils(workspace, class_id) == []


def test_a_birth_date_is_struck_through_and_never_written(workspace, desk, class_id):
    dialog = ask(desk, read_clipboard(class_lists.pasted()))
    assert dialog.preview.uses == (Use.NUMBER, Use.FAMILY_NAME, Use.GIVEN_NAME, Use.SKIP)
    assert "Birth dates" in dialog._kept.text()
    with workspace.write("Import") as uow:
        take_in(uow, class_id, dialog.preview.plan)
    with workspace.engine.connect() as connection:
        tables = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        everything = json.dumps([[tuple(map(str, row)) for row in connection.execute(text(f'SELECT * FROM "{name}"'))]
                                 for name in tables])  # fmt: skip
    assert "Abbate" in everything
    for written in (f"{class_lists.BORN:%d/%m/%Y}", class_lists.BORN.isoformat()):
        assert written not in everything


def test_a_problem_stays_on_its_row_and_the_button_counts_what_will_happen(desk):
    dialog = ask(desk, pasted(*FOUR))
    line = dialog.table.preview_model.rows[2]
    assert (line.verdict, line.tone, line.trouble) == ("Number 2 already belongs to Bianchi", "danger", 0)
    assert chips(dialog) == ["3 ready", "1 to correct"]
    assert dialog.confirm.accessibleName() == "Import 3 pupils"


def test_a_column_is_used_otherwise_by_its_own_list(desk):
    dialog = ask(desk, pasted(*FOUR))
    family, given = dialog.table.head.boxes[1], dialog.table.head.boxes[2]
    family.setFocus()
    family.setCurrentIndex(family.findData(Use.GIVEN_NAME))
    given.setCurrentIndex(given.findData(Use.FAMILY_NAME))
    first = dialog.preview.plan.rows[0]
    assert (first.family_name, first.given_name) == ("Lorenzo", "Abbate")
    assert family.accessibleName() == "Column B"


def test_without_the_names_a_class_of_numbers_stays_one(workspace, desk):
    with workspace.write("Class") as uow:
        class_id = school_class(uow, seats=2, school_id=school(uow))
    with workspace.read() as reader:
        existing = entries_of(reader, class_id)
    dialog = ask(desk, pasted(*FOUR), existing=existing)
    for box in dialog.table.head.boxes[1:3]:
        box.setCurrentIndex(box.findData(Use.SKIP))
    assert dialog._kept.text().startswith("Birth dates")
    with workspace.write("Import") as uow:
        take_in(uow, class_id, dialog.preview.plan)
        assert uow.require(SchoolClass, class_id).roster_mode is RosterMode.NUMBERS
    assert pupils(workspace, class_id) == [(1, "", ""), (2, "", ""), (4, "", "")]


def test_names_complete_the_places_of_a_class_of_numbers(workspace, desk):
    with workspace.write("Class") as uow:
        class_id = school_class(uow, seats=2, school_id=school(uow))
    with workspace.read() as reader:
        shown = preview(pasted(FOUR[0], FOUR[1]), entries_of(reader, class_id))
    with workspace.write("Import") as uow:
        assert take_in(uow, class_id, shown.plan) == 2
    assert pupils(workspace, class_id) == [(1, "Abbate", "Lorenzo"), (2, "Bianchi", "Sofia")]


def test_two_pupils_may_swap_their_numbers(workspace, class_id):
    with workspace.write("Pupils") as uow:
        rosters.enrol(uow, class_id, 1, "Abbate", "Lorenzo")
        rosters.enrol(uow, class_id, 2, "Bianchi", "Sofia")
    with workspace.read() as reader:
        shown = preview(pasted(("2", "Abbate", "Lorenzo"), ("1", "Bianchi", "Sofia")), entries_of(reader, class_id))
    assert shown.plan.count(Status.UPDATED) == 2
    with workspace.write("Import") as uow:
        take_in(uow, class_id, shown.plan)
    assert pupils(workspace, class_id) == [(1, "Bianchi", "Sofia"), (2, "Abbate", "Lorenzo")]


def test_importing_the_same_list_again_changes_nothing(workspace, desk, class_id):
    table = read_clipboard(class_lists.pasted())
    with workspace.write("Import") as uow:
        take_in(uow, class_id, preview(table, []).plan)
    with workspace.read() as reader:
        dialog = ask(desk, table, existing=entries_of(reader, class_id))
    assert chips(dialog) == ["25 already there"]
    assert not dialog.confirm.isEnabled()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CTRL)
    assert dialog.isVisible()


def test_rejected_rows_are_saved_with_their_reason_and_without_what_must_not_be_kept(tmp_path, desk):
    dialog = ask(desk, pasted(*FOUR))
    assert dialog.save_rejected(tmp_path / "rows.csv")
    saved = (tmp_path / "rows.csv").read_text(encoding="utf-8-sig")
    assert "Brambilla" in saved
    assert "Number 2 already belongs to Bianchi" in saved
    assert "2013" not in saved
    assert "rows.csv" in dialog.notice.text()


def test_a_workbook_and_the_clipboard_show_the_same_pupils(desk):
    dialog = ask(desk, read_table(class_lists.workbook(), "2B.xlsx"))
    assert [row.number for row in dialog.preview.plan.rows] == list(range(1, 26))
    assert "2B.xlsx" in dialog.text.text()


def test_a_file_that_is_no_table_is_told_on_the_page(tmp_path, desk, class_id):
    desk.go("classes", class_id=class_id)
    file = tmp_path / "photo.csv"
    file.write_bytes(b"\x89PNG\r\n")
    page = desk.window.page("classes")
    page.rosters.open_file(str(file))
    assert "is not a table" in page.banner.accessibleDescription()


def test_an_empty_clipboard_says_how_a_list_gets_there(desk, class_id):
    desk.go("classes", class_id=class_id)
    QApplication.clipboard().setText("")
    page = desk.window.page("classes")
    page.rosters.paste()
    assert "There is no table on the clipboard." in page.banner.accessibleDescription()


def test_the_model_is_sound(qtmodeltester):
    model = ImportModel()
    shown = preview(pasted(*FOUR), [])
    model.show_preview(shown)
    qtmodeltester.check(model)
    assert import_counts(shown).rejected == 1
