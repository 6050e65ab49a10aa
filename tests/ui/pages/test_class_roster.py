"""The pupils of a class by keyboard: added in one line, leaving, moving, corrected; past imports taken back."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from op_desktop.domain.attendance import Mark
from op_desktop.domain.school import Leaving
from op_desktop.register import attendance, rosters, schools
from tests.builders import school_class
from tests.exchange.lists import import_text, pupils
from tests.ui.pages.class_scene import TODAY, fill, press, typed
from ui.dialogs.class_roster import ClassRosterDialog
from ui.dialogs.past_imports import PastImportsDialog, TakeBackDialog
from ui.dialogs.roster_change import Kind
from ui.models.class_roster import RosterLine, RosterModel
from ui.widgets.label import Label

Key = Qt.Key
DAY = TODAY.date()


@pytest.fixture
def desk(class_desk):
    return class_desk


@pytest.fixture
def scene(workspace, desk):
    scene = fill(workspace)
    desk.go("classes", class_id=scene.class_id, lesson_id=scene.today)
    return scene


def opened(desk):
    desk.window.run_action("pupils")
    return desk.window.findChildren(ClassRosterDialog)[-1]


def rows(workspace, class_id):
    with workspace.read() as reader:
        return {row.number: row for row in rosters.roster(reader, class_id)}


def choose(dialog, number, kind):
    place = next(place for place, line in enumerate(dialog.model.rows) if line.row.number == number)
    dialog.table.selectRow(place)
    dialog.change.kind.setCurrentIndex(dialog.change._kinds().index(kind))


def test_a_pupil_comes_in_the_middle_of_a_lesson_by_one_line(workspace, desk, scene):
    before = register_before(workspace, scene)
    dialog = opened(desk)
    assert QApplication.focusWidget() is dialog.line
    typed("Neri Ugo")
    press(Key.Key_Return)
    added = rows(workspace, scene.class_id)[26]
    assert (added.family, added.given, added.enrolled_on) == ("Neri", "Ugo", DAY)
    assert dialog.notice.text() == "Neri Ugo has number 26."
    assert QApplication.focusWidget() is dialog.line
    assert dialog.line.text() == ""
    press(Key.Key_Escape)
    page = desk.window.page("classes")
    assert [seat.number for seat in page.register.day.seats][-1] == 26
    assert register_before(workspace, scene) == before
    desk.window.run_action("undo")
    assert 26 not in rows(workspace, scene.class_id)


def register_before(workspace, scene):
    with workspace.read() as reader:
        sheet = attendance.register_of(reader, scene.class_id)
        return [([(row.number, row.cells[place]) for row in sheet.expected(lesson)], attendance.totals(sheet, lesson))
                for place, lesson in enumerate(scene.lesson_ids[:2])]  # fmt: skip


def test_a_number_may_stand_before_the_name_and_a_taken_one_is_told_where_it_was_typed(workspace, desk, scene):
    dialog = opened(desk)
    typed("30 De Luca Piera")
    press(Key.Key_Return)
    typed("30 Neri Ugo")
    press(Key.Key_Return)
    assert rows(workspace, scene.class_id)[30].family == "De Luca"
    assert "Number 30 is taken." in dialog.notice.text()
    assert dialog.line.text() == "30 Neri Ugo"
    assert desk.window.page("classes").banner.isHidden()


def test_a_name_is_needed_where_names_are_kept(workspace, desk, scene):
    dialog = opened(desk)
    press(Key.Key_Return)
    assert dialog.notice.text().startswith("The name is missing.")
    assert len(rows(workspace, scene.class_id)) == 25


def test_a_class_of_numbers_takes_the_next_place(workspace, desk):
    scene = fill(workspace, seats=20)
    desk.go("classes", class_id=scene.class_id, lesson_id=scene.today)
    dialog = opened(desk)
    press(Key.Key_Return)
    assert dialog.notice.text() == "Place 21 has number 21."
    typed("Neri Ugo")
    press(Key.Key_Return)
    assert "keeps numbers only" in dialog.notice.text()
    assert sorted(rows(workspace, scene.class_id)) == list(range(1, 22))


def test_leaving_and_moving_are_written_with_their_day(workspace, desk, scene):
    with workspace.write("Class") as uow:
        other = school_class(uow, name="2C", named=(), school_id=schools.schools(uow)[0].id)
    before = register_before(workspace, scene)
    dialog = opened(desk)
    choose(dialog, 3, Kind.LEAVES)
    dialog.change.day.setFocus()
    dialog.change.day.selectAll()
    typed("20/11")
    press(Key.Key_Return)
    choose(dialog, 4, Kind.MOVES)
    dialog.change.act.click()
    found = rows(workspace, scene.class_id)
    assert (found[3].left_on, found[3].leaving) == (date(2026, 11, 20), Leaving.WITHDRAWN)
    assert (found[4].left_on, found[4].leaving) == (DAY, Leaving.TRANSFERRED)
    assert [row.family for row in rows(workspace, other).values()] == [found[4].family]
    assert register_before(workspace, scene) == before
    assert dialog.model.rows[2].chip.words == "Left on 20/11/2026"
    assert dialog.text.text().startswith("23 pupils today.")


def test_a_register_that_says_otherwise_stays_and_is_named(workspace, desk, scene):
    dialog = opened(desk)
    choose(dialog, 3, Kind.LEAVES)
    dialog.change.day.setText("20/10")
    dialog.change.act.click()
    assert rows(workspace, scene.class_id)[3].left_on == date(2026, 10, 20)
    assert dialog.notice.text() == "Done. The register of 27/10/2026 says that the pupil was there: it stays as it is."


def test_a_leaving_that_was_none_and_a_pupil_that_never_was(workspace, desk, scene):
    dialog = opened(desk)
    choose(dialog, 3, Kind.LEAVES)
    dialog.change.act.click()
    choose(dialog, 3, Kind.STAYED)
    dialog.change.act.click()
    assert rows(workspace, scene.class_id)[3].left_on is None
    choose(dialog, 5, Kind.MISTAKE)
    dialog.change.act.click()
    assert "already on a register" in dialog.notice.text()
    assert 5 in rows(workspace, scene.class_id)


def test_names_and_numbers_are_corrected(workspace, desk, scene):
    dialog = opened(desk)
    choose(dialog, 25, Kind.NAME)
    dialog.change.text.setText("Zhang, Wei Lin")
    dialog.change.act.click()
    choose(dialog, 25, Kind.NUMBER)
    dialog.change.text.setText("x")
    dialog.change.act.click()
    assert "is not a register number" in dialog.notice.text()
    dialog.change.text.setText("31")
    dialog.change.act.click()
    found = rows(workspace, scene.class_id)[31]
    assert (found.family, found.given) == ("Zhang", "Wei Lin")


def test_a_day_that_is_none_is_told(workspace, desk, scene):
    dialog = opened(desk)
    choose(dialog, 3, Kind.LEAVES)
    dialog.change.day.setText("31/2")
    dialog.change.act.click()
    assert "does not exist" in dialog.notice.text()
    dialog.since.setText("soon")
    dialog.line.setFocus()
    press(Key.Key_Return)
    assert "is not a date" in dialog.notice.text()


def test_an_import_is_taken_back_and_says_what_stays(workspace, desk):
    with workspace.write("Class") as uow:
        class_id = school_class(uow, named=())
    import_text(workspace, class_id, "1;Rossi;Anna\n2;Verdi;Luca\n3;Bianchi;Eva\n", name="september.csv")
    with workspace.write("Correct") as uow:
        rosters.name_pupil(uow, rosters.roster(uow, class_id)[1].enrolment_id, "Verdi", "Luca Pio")
    desk.go("classes", class_id=class_id)
    page = desk.window.page("classes")
    page.forms.pupils.open_imports()
    assert desk.window.findChildren(PastImportsDialog)
    press(Key.Key_Return)
    dialog = desk.window.findChildren(TakeBackDialog)[-1]
    assert dialog.text.text() == "2 pupils go from the class."
    assert "2 Verdi Luca Pio: changed afterwards" in [label.text() for label in dialog.findChildren(Label)]
    press(Key.Key_Return)
    assert pupils(workspace, class_id) == [(2, "Verdi", "Luca Pio")]
    assert "Import of september.csv taken back, 1 pupil stays" in [
        label.text() for label in desk.window.findChildren(Label)
    ]
    desk.window.run_action("undo")
    assert len(pupils(workspace, class_id)) == 3


def test_a_class_without_imports_says_so(workspace, desk, scene):
    desk.window.page("classes").forms.pupils.open_imports()
    dialog = desk.window.findChildren(PastImportsDialog)[-1]
    assert dialog.text.text() == "No list was imported into this class yet."


def test_the_model_is_sound(qtmodeltester, workspace, desk, scene):
    with workspace.write("Mark") as uow:
        attendance.mark(uow, scene.today, scene.enrolments[0], Mark.PRESENT)
    model = RosterModel()
    with workspace.read() as reader:
        model.set_rows([RosterLine(row, DAY) for row in rosters.roster(reader, scene.class_id)])
    qtmodeltester.check(model)
