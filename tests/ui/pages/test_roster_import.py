"""Importing a list: columns chosen in their head, nothing kept that must not be, problems on their row."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import text

from op_desktop.domain.school import RosterMode, SchoolClass
from op_desktop.exchange.class_import import import_roster
from op_desktop.exchange.columns import Use
from op_desktop.exchange.plan import Status
from op_desktop.exchange.preview import preview
from op_desktop.exchange.reading import read_clipboard
from op_desktop.exchange.sources import ListSource, from_clipboard, from_files
from op_desktop.exchange.target import Target, target_of
from op_desktop.register import rosters
from tests.builders import school, school_class
from tests.exchange import class_lists, roster_sets
from tests.exchange.lists import import_text, pupils
from tests.ui.pages.class_scene import press
from ui.dialogs.roster_import import RosterImportDialog
from ui.models.import_plan import ImportModel, import_counts
from ui.widgets.label import Label

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(class_desk):
    return class_desk


@pytest.fixture
def class_id(workspace):
    with workspace.write("Class") as uow:
        return school_class(uow, named=(), school_id=school(uow))


def pasted(*rows):
    return read_clipboard("".join("\t".join(row) + "\r\n" for row in rows))


def ask(desk, table, target=None, **more):
    return desk.window.ask(
        RosterImportDialog(desk.theme, table, "2ªB · Scuola media Aurora", target or Target(), **more)
    )


def ask_source(desk, source: ListSource, target=None):
    return ask(desk, source.table(), target, read=source.read)


def target(workspace, class_id):
    with workspace.read() as reader:
        return target_of(reader, class_id)


def take(workspace, class_id, shown):
    with workspace.write("Import") as uow:
        return import_roster(uow, class_id, shown, sha256="0" * 64)


def chips(dialog):
    return [dialog._chips.itemAt(place).widget().text() for place in range(dialog._chips.count())]


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
    assert "Birth dates" in dialog.foot.kept.text()
    take(workspace, class_id, dialog.preview)
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


def test_a_class_of_numbers_gets_no_names_unless_they_are_wanted(workspace, desk):
    with workspace.write("Class") as uow:
        class_id = school_class(uow, seats=2, school_id=school(uow))
    dialog = ask(desk, pasted(*FOUR), target(workspace, class_id))
    assert dialog.preview.plan.changes == 1
    assert dialog.foot.kept.text().startswith("Only the numbers are kept: the names stay out.")
    assert dialog.table.preview_model.uses == (Use.NUMBER, Use.SKIP, Use.SKIP, Use.SKIP)
    take(workspace, class_id, dialog.preview)
    assert pupils(workspace, class_id) == [(1, "", ""), (2, "", ""), (4, "", "")]
    with workspace.read() as reader:
        assert reader.require(SchoolClass, class_id).roster_mode is RosterMode.NUMBERS


def test_names_complete_the_places_of_a_class_of_numbers(workspace, desk):
    with workspace.write("Class") as uow:
        class_id = school_class(uow, seats=2, school_id=school(uow))
    dialog = ask(desk, pasted(FOUR[0], FOUR[1]), target(workspace, class_id))
    dialog.foot.names.setFocus()
    QTest.keyClick(dialog.foot.names, Qt.Key.Key_Right)
    assert dialog.confirm.accessibleName() == "Import 2 pupils"
    take(workspace, class_id, dialog.preview)
    assert pupils(workspace, class_id) == [(1, "Abbate", "Lorenzo"), (2, "Bianchi", "Sofia")]
    with workspace.read() as reader:
        assert reader.require(SchoolClass, class_id).roster_mode is RosterMode.NAMES


def test_two_pupils_may_swap_their_numbers(workspace, class_id):
    import_text(workspace, class_id, "1;Abbate;Lorenzo\n2;Bianchi;Sofia\n")
    shown = target(workspace, class_id).preview(pasted(("2", "Abbate", "Lorenzo"), ("1", "Bianchi", "Sofia")))
    assert shown.plan.count(Status.UPDATED) == 2
    take(workspace, class_id, shown)
    assert pupils(workspace, class_id) == [(1, "Bianchi", "Sofia"), (2, "Abbate", "Lorenzo")]


def test_importing_the_same_list_again_changes_nothing(workspace, desk, class_id):
    table = read_clipboard(class_lists.pasted())
    take(workspace, class_id, preview(table, []))
    dialog = ask(desk, table, target(workspace, class_id))
    assert chips(dialog) == ["25 already there"]
    assert not dialog.confirm.isEnabled()
    press(Qt.Key.Key_Return, CTRL)
    assert dialog.isVisible()


def test_a_correction_by_hand_stays_until_space_takes_the_file(workspace, desk, class_id):
    import_text(workspace, class_id, "1;Abate;Lorenzo\n2;Bianchi;Sofia\n")
    with workspace.write("Correct") as uow:
        first = rosters.roster(uow, class_id)[0]
        rosters.name_pupil(uow, first.enrolment_id, "Abbate", "Lorenzo")
    dialog = ask(desk, pasted(("1", "Abate", "Lorenzo"), ("2", "Bianchi", "Sofia")), target(workspace, class_id))
    assert chips(dialog) == ["1 corrected by hand", "1 already there"]
    assert dialog.table.preview_model.rows[0].verdict == "Corrected by hand: Abbate Lorenzo stays"
    assert not dialog.confirm.isEnabled()
    dialog.table.selectRow(0)
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert dialog.table.preview_model.rows[0].verdict == "Was Abbate Lorenzo"
    assert dialog.confirm.accessibleName() == "Import 1 pupil"
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert dialog.preview.plan.changes == 0
    dialog.foot.take.click()
    assert dialog.preview.plan.changes == 1


def test_rows_of_one_pupil_stand_side_by_side(desk):
    dialog = ask(desk, pasted(("Abbate", "Lorenzo"), ("Cozzi", "Ada"), ("ABBATE ", "lorenzo"), ("Villa", "Noemi")))
    rows = dialog.table.preview_model.rows
    assert [(row.line, row.group) for row in rows] == [(1, 1), (3, 1), (2, None), (4, None)]
    assert (rows[0].verdict, rows[1].verdict) == ("Also in row 3: this one counts", "Already in row 1")


def test_an_alphabet_in_doubt_is_shown_with_its_letters_and_can_be_changed(tmp_path, desk):
    file = tmp_path / "list.csv"
    file.write_bytes(class_lists.delimited(";", "cp1252"))
    dialog = ask_source(desk, from_files([file], desk.workspace.now.date()))
    assert not dialog.reading.isHidden()
    assert "Niccolò" in dialog.reading.sample.text()
    dialog.reading.alphabet.setFocus()
    dialog.reading.alphabet.setCurrentText("Mac")
    dialog.reading.alphabet.activated.emit(dialog.reading.alphabet.currentIndex())
    assert dialog.preview.table.choices.encoding == "mac-roman"
    assert "Niccolò" not in dialog.reading.sample.text()
    assert len(dialog.preview.plan.rows) == 25


def test_the_row_of_titles_can_be_chosen(desk):
    source = from_clipboard("Posto\tPrimo\tSecondo\n1\tAda\tCozzi\n2\tEva\tNeri\n")
    dialog = ask_source(desk, source)
    dialog.reading.titles.setCurrentIndex(0)
    dialog.reading.titles.activated.emit(0)
    assert dialog.preview.table.titles is None
    assert len(dialog.preview.plan.rows) == 3


def test_another_alphabet_that_cannot_be_is_told_and_the_list_stays(tmp_path, desk):
    file = tmp_path / "list.csv"
    file.write_bytes(class_lists.delimited(";", "cp1252"))
    dialog = ask_source(desk, from_files([file], desk.workspace.now.date()))
    dialog.reading.alphabet.setCurrentText("UTF-8")
    dialog.reading.alphabet.activated.emit(dialog.reading.alphabet.currentIndex())
    assert "a letter cannot be read" in dialog.notice.text()
    assert dialog.reading.alphabet.currentText() == "Windows"
    assert len(dialog.preview.plan.rows) == 25


def test_the_class_of_a_whole_school_is_found_and_another_can_be_chosen(tmp_path, workspace, desk, class_id):
    file = tmp_path / "school.zip"
    file.write_bytes(roster_sets.zipped(roster_sets.one_roster("1.1")))
    desk.go("classes", class_id=class_id)
    desk.window.page("classes").forms.rosters.open_files([str(file)])
    dialog = desk.window.findChildren(RosterImportDialog)[-1]
    assert dialog.sheets.currentText() == "2B · Scuola media Aurora"
    assert dialog.confirm.accessibleName() == "Import 3 pupils"
    dialog.sheets.setCurrentText("2B · Scuola media Boreale")
    dialog.sheets.textActivated.emit("2B · Scuola media Boreale")
    assert dialog.confirm.accessibleName() == "Import 1 pupil"
    press(Qt.Key.Key_Return, CTRL)
    assert pupils(workspace, class_id) == [(1, "Abbate", "Lorenzo")]


def test_the_columns_of_a_source_come_back_as_they_were_chosen(workspace, desk, class_id):
    desk.go("classes", class_id=class_id)
    QApplication.clipboard().setText("Ada\tCozzi\nEva\tNeri\nUgo\tVilla\n")
    press(Qt.Key.Key_V, CTRL)
    dialog = desk.window.findChildren(RosterImportDialog)[-1]
    for column, use in ((0, Use.GIVEN_NAME), (1, Use.FAMILY_NAME)):
        box = dialog.table.head.boxes[column]
        box.setCurrentIndex(box.findData(use))
    dialog.table.setFocus()
    press(Qt.Key.Key_Return, CTRL)
    assert [family for _number, family, _given in pupils(workspace, class_id)] == ["Cozzi", "Neri", "Villa"]
    QApplication.clipboard().setText("Ida\tAbbate\nEva\tNeri\nUgo\tVilla\nLia\tZucca\n")
    desk.window.page("classes").forms.rosters.paste()
    again = desk.window.findChildren(RosterImportDialog)[-1]
    assert again.preview.uses == (Use.GIVEN_NAME, Use.FAMILY_NAME)
    assert "as last time" in again.text.text()
    assert chips(again) == ["2 ready", "2 already there"]
    assert "1 pupil of the class is not in the list and stays." in again.foot.kept.text()


def test_a_rejected_row_is_left_out_and_the_notice_says_so(workspace, desk, class_id):
    desk.go("classes", class_id=class_id)
    QApplication.clipboard().setText("".join("\t".join(row) + "\n" for row in FOUR))
    press(Qt.Key.Key_V, CTRL)
    press(Qt.Key.Key_Return, CTRL)
    assert [number for number, *_name in pupils(workspace, class_id)] == [1, 2, 4]
    assert "3 pupils imported, 1 row left out" in [label.text() for label in desk.window.findChildren(Label)]


def test_rejected_rows_are_saved_with_their_reason_and_without_what_must_not_be_kept(tmp_path, desk):
    dialog = ask(desk, pasted(*FOUR))
    assert dialog.save_rejected(tmp_path / "rows.csv")
    saved = (tmp_path / "rows.csv").read_text(encoding="utf-8-sig")
    assert "Brambilla" in saved
    assert "Number 2 already belongs to Bianchi" in saved
    assert "2013" not in saved
    assert "rows.csv" in dialog.notice.text()


def test_a_workbook_and_the_clipboard_show_the_same_pupils(tmp_path, desk):
    file = tmp_path / "2B.xlsx"
    file.write_bytes(class_lists.workbook())
    dialog = ask_source(desk, from_files([file], desk.workspace.now.date()))
    assert [row.number for row in dialog.preview.plan.rows] == list(range(1, 26))
    assert "2B.xlsx" in dialog.text.text()


def test_a_file_that_is_no_table_is_told_on_the_page(tmp_path, desk, class_id):
    desk.go("classes", class_id=class_id)
    file = tmp_path / "photo.csv"
    file.write_bytes(b"\x89PNG\r\n")
    page = desk.window.page("classes")
    page.forms.rosters.open_files([str(file)])
    assert "is not a table" in page.banner.accessibleDescription()


def test_an_empty_clipboard_says_how_a_list_gets_there(desk, class_id):
    desk.go("classes", class_id=class_id)
    QApplication.clipboard().setText("")
    page = desk.window.page("classes")
    page.forms.rosters.paste()
    assert "There is no table on the clipboard." in page.banner.accessibleDescription()


def test_the_model_is_sound(qtmodeltester):
    model = ImportModel()
    shown = preview(pasted(*FOUR), [])
    model.show_preview(shown)
    qtmodeltester.check(model)
    assert import_counts(shown).rejected == 1
