"""The print card of a class by real keys: what there is, its first page, certificates in three keys."""

from threading import Event

import pypdf
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from op_desktop.documents.class_prints import Print, render_print
from op_desktop.domain.account import Role
from op_desktop.domain.printed_sheet import PrintedSheet
from op_desktop.domain.school import RosterMode
from op_desktop.progress import Cancelled
from op_desktop.register import attendance, certificates, printed_sheets, schools
from op_desktop.register.class_report import class_report
from op_desktop.register.eligibility import eligibility
from op_desktop.security.permissions import Actor
from tests.ui.pages.class_scene import press
from tests.ui.pages.paper import PdfPrinter, alike, empty_pages, question, words
from ui.dialogs.prints import PrintDialog, What
from ui.models.certificates import CandidatesModel
from ui.pages.printing import CERTIFICATES_FOLDER, PRINTS_FOLDER
from ui.pages.sheet_records import forget_sheet, remember_sheet
from ui.printer import PrinterRefused, print_pages
from ui.widgets.button import Button
from ui.widgets.page_preview import picture


@pytest.fixture
def page(desk, workspace, tmp_path, viewer):
    workspace.keep_local(CERTIFICATES_FOLDER, str(tmp_path / "Attestati"))
    workspace.keep_local(PRINTS_FOLDER, str(tmp_path / "Stampe"))
    return desk.window.show_page("classes")


def told(desk):
    """The notice at the bottom of the window."""
    return desk.window.toasts.findChild(QLabel).text()


class Stopping:
    """Somebody presses Stop after the first page."""

    def step(self, done, _total, _text=""):
        if done == 1:
            raise Cancelled


def card(desk, page, class_id):
    """Ctrl+P in a class."""
    desk.go("classes", class_id=class_id)
    press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    return desk.window.findChildren(PrintDialog)[-1]


def test_twenty_five_certificates_take_three_keys_the_last_in_the_system(
    qtbot, desk, page, scene, workspace, viewer, printer
):
    desk.go("classes", class_id=scene.class_id)
    # As in the running program after its first print: the libraries are loaded, the previews drawn once.
    dialog = card(desk, page, scene.class_id)
    qtbot.waitUntil(lambda: dialog.preview.shown, timeout=10_000)
    press(Qt.Key.Key_Escape)

    press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = desk.window.findChildren(PrintDialog)[-1]
    assert (dialog.current, dialog.confirm.text()) == (What.CERTIFICATES, "Make 25 certificates")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: question(page) is not None, timeout=30_000)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "27 pages" in told(desk), timeout=30_000)

    (file,) = page.printing.certificates_folder.iterdir()
    assert len(pypdf.PdfReader(file).pages) == 25 + 2
    assert all(alike(file, printer.paper, number) for number in (0, 24, 26)), "paper shows the pages of the file"
    assert viewer.opened == [], "what is printed needs no other program"
    assert "Lorenzo Abbate" in words(file)
    assert page.banner.isVisible(), "the end is told where it was started"
    assert len(desk.window.show_page("certificates").model.rows) == 25
    # The bench holds the goal of three seconds on a quiet machine; a shared one may be busy with other tests.


def test_a_print_that_was_let_be_can_be_sent_later_and_chosen_pages_alone(qtbot, desk, page, scene, printer, tmp_path):
    desk.go("classes", class_id=scene.class_id)
    page.printing.ask(scene.class_id, What.LESSONS)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: question(page) is not None, timeout=10_000)
    press(Qt.Key.Key_Escape)
    assert not printer.paper.exists()
    next(each for each in page.banner.findChildren(Button) if each.text() == "Print").click()
    question(page).accept()
    qtbot.waitUntil(lambda: told(desk) == "1 page sent to the printer.", timeout=10_000)
    (file,) = (tmp_path / "Stampe").iterdir()
    assert alike(file, printer.paper, 0)

    chosen = printer()
    chosen.setFromTo(2, 3)
    assert print_pages(empty_pages(printer.paper.with_name("long.pdf"), 4), chosen) == 2
    assert len(pypdf.PdfReader(printer.paper).pages) == 2


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_told_and_a_print_can_be_stopped(tmp_path, qapp):
    long = empty_pages(tmp_path / "long.pdf", 3)
    with pytest.raises(PrinterRefused):
        print_pages(long, PdfPrinter(tmp_path / "no such folder" / "paper.pdf")())
    with pytest.raises(Cancelled):
        print_pages(long, PdfPrinter(tmp_path / "paper.pdf")(), Stopping())


def test_two_prints_at_once_are_both_made_and_one_stop_means_both(qtbot, desk, page):
    work, going, ends = page.printing.paper.work, Event(), []

    def long(progress):
        while True:
            going.wait(0.01)
            progress.step(1, 2)

    work.start(long, ends.append, stopped=lambda: ends.append("first"))
    work.start(long, ends.append, stopped=lambda: ends.append("second"))
    assert work.progress.isVisible()
    work.progress.stop.click()
    qtbot.waitUntil(lambda: ends == ["first", "second"])
    qtbot.waitUntil(lambda: not work.progress.isVisible())

    # What is over before anybody looks is over all the same.
    for number in range(20):
        work.start(lambda _progress, number=number: number, ends.append)
    qtbot.waitUntil(lambda: ends[2:] == list(range(20)))
    qtbot.waitUntil(lambda: not work.progress.isVisible())


def test_the_code_of_a_sheet_that_somebody_typed_in_meanwhile_stays(page, scene, workspace):
    kept = remember_sheet(page, scene.today_lesson_id)
    with workspace.write("Typed in") as uow:
        printed_sheets.type_back(uow, kept.sheet.id, {})
    forget_sheet(page, kept.changes)
    assert [sheet.id for sheet in sheets_on_record(workspace)] == [kept.sheet.id]


def test_arrows_choose_another_print_and_enter_prints_it(qtbot, desk, page, scene, workspace, viewer, tmp_path):
    dialog = card(desk, page, scene.class_id)
    press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    while QApplication.focusWidget().property("segment") != "true" or not dialog.what.isAncestorOf(
        QApplication.focusWidget()
    ):
        press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_Right)
    assert dialog.current is What.REGISTER
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: viewer.opened != [], timeout=10_000)
    assert viewer.opened == [tmp_path / "Stampe" / "registro_scuola-media-aurora_2B_2026-2027.pdf"]
    assert "Registro della classe" in words(viewer.opened[0])
    assert page.banner.isVisible()
    assert told(desk) == "No printer is set up on this computer: the file opens instead."
    with workspace.read() as reader:
        assert certificates.issued(reader) == []


@pytest.mark.parametrize("what", [What.REGISTER, What.ROSTER, What.LESSONS, What.SUMMARY])
def test_the_preview_is_the_first_page_of_the_pdf_itself(qtbot, desk, page, scene, workspace, what):
    desk.go("classes", class_id=scene.class_id)
    dialog = page.printing.ask(scene.class_id, what)
    qtbot.waitUntil(lambda: dialog.preview.shown, timeout=10_000)
    with workspace.read() as reader:
        report = class_report(reader, scene.class_id)
    pdf = render_print(report, Print(what.value), workspace.now, "it")
    assert dialog.preview.image == picture(pdf)
    assert dialog.pages.text() in ("1 page", "2 pages")


def test_the_summary_can_be_a_workbook(qtbot, desk, page, scene, viewer, tmp_path):
    desk.go("classes", class_id=scene.class_id)
    dialog = page.printing.ask(scene.class_id, What.SUMMARY)
    dialog.form.setFocus()
    dialog.form.set_current(True)
    dialog.form.chosen.emit(True)
    assert dialog.confirm.text() == "Save the workbook"
    dialog.accept()
    qtbot.waitUntil(lambda: viewer.opened != [], timeout=10_000)
    assert viewer.opened == [tmp_path / "Stampe" / "riepilogo_scuola-media-aurora_2B_2026-2027.xlsx"]
    assert viewer.opened[0].read_bytes()[:2] == b"PK"


def test_the_language_of_the_print_is_remembered(qtbot, desk, page, scene, viewer):
    desk.go("classes", class_id=scene.class_id)
    dialog = page.printing.ask(scene.class_id, What.ROSTER)
    assert dialog.language.current == "it", "schools read Italian whatever the window speaks"
    dialog.language.set_current("en")
    dialog.accept()
    qtbot.waitUntil(lambda: viewer.opened != [], timeout=10_000)
    assert "List of the class" in words(viewer.opened[0])
    assert page.printing.ask(scene.class_id).language.current == "en"


def test_where_all_have_a_certificate_the_register_is_in_front(qtbot, desk, page, scene, viewer):
    card(desk, page, scene.class_id).accept()
    qtbot.waitUntil(lambda: viewer.opened != [], timeout=15_000)
    assert card(desk, page, scene.class_id).current is What.REGISTER


def test_what_a_class_does_not_have_is_not_offered(desk, page, workspace, scene):
    with workspace.write("Counted") as uow:
        counted = schools.add_class(
            uow, scene.school_id, 2026, "1C", roster_mode=RosterMode.HEADCOUNT, declared_pupils=20
        )
    desk.go("classes", class_id=counted)
    assert page.printing.ask(counted) is None
    assert page.banner.isVisible()
    dialog = card(desk, page, scene.seats_class_id)
    assert dialog.what.accessibleName() == "What is printed"
    assert dialog.pane is None, "no meeting was held: nobody earns anything yet"
    assert dialog.current is What.REGISTER


def test_the_administration_prints_and_issues_nothing(desk, page, scene, workspace):
    workspace.actor = Actor(scene.account.id, frozenset({Role.ADMINISTRATOR}))
    dialog = page.printing.ask(scene.class_id)
    assert dialog.pane is None
    assert dialog.current is What.REGISTER


def test_names_typed_for_numbers_are_let_go_of_unless_one_says_otherwise(qtbot, desk, page, scene, workspace, viewer):
    with workspace.write("Close") as uow:
        attendance.close(uow, scene.overdue_lesson_id)
    dialog = card(desk, page, scene.seats_class_id)
    assert dialog.pane.discard.isVisible()
    assert dialog.pane.discard.isChecked()
    table = dialog.pane.table
    table.setCurrentIndex(dialog.pane.model.index(0, CandidatesModel.NAME))
    press(Qt.Key.Key_F2)
    QTest.keyClicks(QApplication.focusWidget(), "Amina Diallo")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.pane.model.rows[0].name == "Amina Diallo")
    assert dialog.isVisible(), "Enter ends the name; it does not print yet"
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: viewer.opened != [], timeout=15_000)
    assert "Amina Diallo" in words(viewer.opened[0])
    with workspace.read() as reader:
        first = certificates.issued(reader)[-1]
        assert first.holder == ""
        assert certificates.kept_document(reader, first.pdf_sha256) is None


def test_a_name_that_cannot_be_printed_is_told_in_the_card_before_anything_is_made(qtbot, desk, page, scene, workspace):
    with workspace.write("Close") as uow:
        attendance.close(uow, scene.overdue_lesson_id)
    dialog = card(desk, page, scene.seats_class_id)
    qtbot.waitUntil(lambda: dialog.preview.shown, timeout=10_000)
    dialog.pane.model.setData(dialog.pane.model.index(0, CandidatesModel.NAME), "张 Wei")
    qtbot.waitUntil(lambda: dialog.banner.isVisible(), timeout=10_000)
    assert "“张” (U+5F20)" in dialog.banner.accessibleDescription()


def test_the_longest_name_can_be_looked_at_before_printing(qtbot, desk, page, scene):
    dialog = card(desk, page, scene.class_id)
    qtbot.waitUntil(lambda: dialog.preview.shown, timeout=10_000)
    first = dialog.preview.image.copy()
    dialog.pane.sample.set_current(True)
    dialog.pane.sample.chosen.emit(True)
    qtbot.waitUntil(lambda: dialog.preview.image != first, timeout=10_000)


def test_who_signs_for_the_programme_is_remembered(qtbot, desk, page, scene, viewer):
    dialog = card(desk, page, scene.class_id)
    dialog.pane.signatory.setText("Chiara Monti")
    dialog.accept()
    qtbot.waitUntil(lambda: viewer.opened != [], timeout=15_000)
    document = pypdfium2.PdfDocument(viewer.opened[0])
    assert "Chiara Monti" in document[0].get_textpage().get_text_range()
    document.close()
    assert page.printing.signatory == "Chiara Monti"


def test_the_threshold_is_dated_and_counts_from_its_day(qtbot, desk, page, scene, workspace):
    with workspace.write("Absent once") as uow:
        ids = [row.enrolment_id for row in eligibility(uow, scene.class_id)]
        attendance.reopen(uow, scene.lesson_ids[0])
        attendance.mark(uow, scene.lesson_ids[0], ids[3], attendance.Mark.ABSENT)
        attendance.close(uow, scene.lesson_ids[0])
    certificates_page = desk.window.show_page("certificates")
    certificates_page._ask_threshold()
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(QApplication.focusWidget(), "150")
    press(Qt.Key.Key_Return)
    field = QApplication.focusWidget()
    field.selectAll()
    QTest.keyClicks(field, "50")
    press(Qt.Key.Key_Return)
    with workspace.read() as reader:
        assert eligibility(reader, scene.class_id)[3].earns
    certificates_page.undo()
    with workspace.read() as reader:
        assert eligibility(reader, scene.class_id)[3].reason == "1 meeting of 2: the minimum is 75 %."


def sheet_card(desk, page, class_id, lesson_id):
    """Ctrl+P over a register, then the sheet to sign by the keys."""
    desk.go("classes", class_id=class_id, lesson_id=lesson_id)
    press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = desk.window.findChildren(PrintDialog)[-1]
    while not dialog.what.isAncestorOf(QApplication.focusWidget()):
        press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_End)
    assert dialog.current is What.SHEET
    return dialog


def sheets_on_record(workspace):
    with workspace.read() as reader:
        return reader.all(PrintedSheet)


def test_the_sheet_to_sign_is_printed_from_the_card_and_its_code_brings_the_marks_back(
    qtbot, desk, page, scene, workspace, viewer, tmp_path
):
    dialog = sheet_card(desk, page, scene.class_id, scene.today_lesson_id)
    qtbot.waitUntil(lambda: dialog.preview.shown, timeout=10_000)
    assert dialog.about.text().startswith("Meeting 3 · Tuesday 24 November. A line to sign for each pupil.")
    assert sheets_on_record(workspace) == [], "a look at the preview keeps no code"
    preview = dialog.preview.image.copy()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: viewer.opened != [], timeout=10_000)

    (sheet,) = sheets_on_record(workspace)
    assert viewer.opened == [tmp_path / "Stampe" / f"foglio-firme_{sheet.code}.pdf"]
    assert f"Codice {sheet.code}" in words(viewer.opened[0])
    assert preview == picture(viewer.opened[0].read_bytes()), "the preview is the first page itself"
    assert (sheet.lesson_id, len(sheet.seats)) == (scene.today_lesson_id, 25)

    page.forms.paper.type_sheet(sheet.code)
    QTest.keyClicks(QApplication.focusWidget(), "1-18 -4 -9 12r10")
    press(Qt.Key.Key_Return)
    with workspace.read() as reader:
        totals = attendance.lesson_totals(reader, scene.today_lesson_id)
    assert (totals.present, totals.absent, totals.late, totals.unset) == (15, 2, 1, 7)


def test_a_sheet_that_could_not_be_saved_leaves_no_code(qtbot, desk, page, scene, workspace, tmp_path):
    (tmp_path / "Stampe").write_text("a file where the folder should be", encoding="utf-8")
    sheet_card(desk, page, scene.class_id, scene.today_lesson_id)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.banner.isVisible(), timeout=10_000)
    assert sheets_on_record(workspace) == []


def test_the_sheet_of_a_closed_register_is_that_of_the_next_meeting(desk, page, scene):
    dialog = sheet_card(desk, page, scene.class_id, scene.lesson_ids[0])
    assert dialog.about.text().startswith("Meeting 3 · Tuesday 24 November.")
