"""The registry of schools from the settings and from the new class, by keys; decided, undone at once and later."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from op_desktop.domain.school import School
from op_desktop.register import places, schools
from tests.exchange.registry_files import SCHOOLS, registry
from tests.ui.pages.class_scene import press
from ui.dialogs.school_class import SchoolClassDialog
from ui.dialogs.school_import import SchoolImportDialog
from ui.widgets.button import Button
from ui.widgets.list_row import ListRow

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def file(tmp_path, monkeypatch):
    """A registry file, which the file window of the system answers with."""
    path = tmp_path / "SCUANAGRAFESTAT.csv"
    path.write_bytes(registry([*SCHOOLS, ("XX", "SENZA CODICE", "H264", "")]))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_words: (str(path), ""))
    return path


@pytest.fixture
def page(desk):
    return desk.window.show_page("settings", section="places")


def button(widget, name):
    QTest.qWait(10)
    return next(each for each in widget.findChildren(Button) if each.accessibleName() == name and each.isVisible())


def asked(qtbot, desk):
    qtbot.waitUntil(lambda: any(each.isVisible() for each in desk.window.findChildren(SchoolImportDialog)))
    return next(each for each in desk.window.findChildren(SchoolImportDialog) if each.isVisible())


def codes(desk):
    with desk.workspace.read() as reader:
        return {school.code: school.name for school in reader.all(School)}


def test_a_typed_school_is_decided_about_and_the_import_undone_later(qtbot, desk, page, file):
    button(page.section, "Import the schools").setFocus()
    press(Key.Key_Return)
    dialog = asked(qtbot, desk)
    assert [(line.row.name, line.outcome) for line in dialog.schools.rows] == [
        ("Scuola Media Aurora", "Same as “Scuola media Aurora”"),
        ("SENZA CODICE", "Row 9: “XX” is not the code of a school: two letters and eight letters or digits"),
        ("Primaria Girasole", "New school"),
        ("Liceo Scientifico Villoresi", "New school"),
    ]
    assert QApplication.focusWidget() is dialog.table
    assert dialog.hint.text().startswith("Same as “Scuola media Aurora”. Somebody may have typed it before.")
    assert dialog.confirm.accessibleName() == "Import 3 schools"
    press(Key.Key_Space)
    press(Key.Key_Space)
    assert dialog.confirm.accessibleName() == "Import 2 schools"
    press(Key.Key_Space)
    press(Key.Key_Return, CTRL)
    assert codes(desk)["MIMM8AA01X"] == "Scuola media Aurora"

    desk.window.run_action("undo")
    assert codes(desk) == {"": "Scuola media Aurora"}
    page.redo()
    assert len(codes(desk)) == 3
    button(page.section, f"Take back {file.name} of 24/11/2026").setFocus()
    press(Key.Key_Return)
    assert codes(desk) == {"": "Scuola media Aurora"}
    QTest.qWait(10)
    row = next(each for each in page.section.findChildren(ListRow) if each.words.title.text() == file.name)
    assert row.words.detail.text() == "24/11/2026 · 2 new schools, 1 changed"
    assert not row.findChildren(Button)


def test_a_registry_of_many_schools_opens_with_the_first_and_shows_all_on_request(qtbot, desk, page):
    with desk.workspace.write("Many") as uow:
        rho = schools.schools(uow)[0].municipality_id
        for number in range(60):
            schools.add_school(uow, f"Scuola {number}", rho)
    with desk.workspace.read() as reader:
        known = len(places.places(reader))
    button(page.section, f"Show all {known} places").setFocus()
    assert len(page.section.list.findChildren(ListRow)) < known
    press(Key.Key_Return)
    QTest.qWait(10)
    shown = [each for each in page.section.list.findChildren(ListRow) if each.isVisibleTo(page.section)]
    assert len(shown) == known


def test_a_school_with_classes_stays_and_is_named(qtbot, desk, page, file):
    page.section.imports.open_file(str(file))
    asked(qtbot, desk).accept()
    with desk.workspace.write("Class") as uow:
        used = next(school for school in uow.all(School) if school.code == "MIEE8AA012")
        schools.add_class(uow, used.id, 2026, "5A")
    button(page.section, f"Take back {file.name} of 24/11/2026").click()
    assert "Primaria Girasole" in page.banner.accessibleDescription()
    assert set(codes(desk)) == {"", "MIEE8AA012"}


def test_from_the_new_class_one_comes_back_to_it_with_the_school_there(qtbot, desk, file):
    page = desk.window.show_page("classes")
    desk.window.run_action("new")
    button(desk.window.findChildren(SchoolClassDialog)[-1], "From the registry").click()
    asked(qtbot, desk)
    press(Key.Key_Return, CTRL)
    dialog = next(each for each in desk.window.findChildren(SchoolClassDialog) if each.isVisible())
    QTest.keyClicks(QApplication.focusWidget(), "5a")
    dialog.school.setCurrentText("Primaria Girasole")
    press(Key.Key_Return, CTRL)
    assert (page.school_class.label, page.school_class.school) == ("5ªA", "Primaria Girasole")


def test_a_file_refused_on_the_way_from_the_new_class_leads_back_to_it_too(qtbot, desk, file):
    file.write_text("a;b\n1;2\n", encoding="utf-8")
    desk.window.show_page("classes")
    desk.window.run_action("new")
    QTest.keyClicks(QApplication.focusWidget(), "5a")
    button(desk.window.findChildren(SchoolClassDialog)[-1], "From the registry").click()
    qtbot.waitUntil(lambda: desk.window.toasts.isVisible())
    assert "is not the ministry’s registry" in desk.window.toasts.findChild(QLabel).text()
    assert any(each.isVisible() for each in desk.window.findChildren(SchoolClassDialog))


def test_a_long_file_shows_how_far_it_is_and_is_stopped(qtbot, desk, page, file):
    file.write_bytes(registry([*SCHOOLS, *(("ZZ00000000", "ALTROVE", "A001", ""),) * 60_000]))
    work = page.section.imports.work
    page.section.imports.open_file(str(file), then=lambda: page.banner.tell("info", "back"))
    qtbot.waitUntil(lambda: work.progress.isVisible() and work.progress._bar.value() > 0, timeout=10_000)
    work.progress.stop.setFocus()
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: not work.progress.isVisible(), timeout=10_000)
    assert page.banner.isVisible()
    assert not [each for each in desk.window.findChildren(SchoolImportDialog) if each.isVisible()]
    assert len(codes(desk)) == 1


def test_another_file_is_refused_on_the_page(qtbot, desk, page, file):
    file.write_text("a;b\n1;2\n", encoding="utf-8")
    button(page.section, "Import the schools").click()
    qtbot.waitUntil(page.banner.isVisible)
    assert "is not the ministry’s registry" in page.banner.accessibleDescription()
    file.unlink()
    page.section.imports.open_file(str(file))
    qtbot.waitUntil(lambda: "cannot be opened" in page.banner.accessibleDescription())
    assert codes(desk) == {"": "Scuola media Aurora"}


@pytest.mark.parametrize("size", [100, 150])
def test_what_happens_is_in_view_in_the_smallest_window_with_the_largest_text(qtbot, desk, page, file, size):
    desk.window.resize(1024, 600)
    desk.theme.set_look(text_size=size)
    page.section.imports.open_file(str(file))
    table = asked(qtbot, desk).table
    last = table.model().columnCount() - 1
    end = table.columnViewportPosition(last) + table.columnWidth(last)
    assert not table.isColumnHidden(last)
    assert end <= table.viewport().width() + 1
    desk.theme.set_look(text_size=100)
