"""The tests of a class in the window: sheets typed by real keys, corrected, taken back, and what they say beside."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from op_desktop.domain.quiz import Phase, QuizMode, QuizSitting
from op_desktop.education.catalogue import open_catalogue
from op_desktop.register import quizzes
from tests.quiz_scene import bank_of, sit
from ui.models.quiz_sheets import FIRST
from ui.pages.education_quiz_room import Stage

QUESTIONS = 10
REST = 130
"""Milliseconds after which a sheet typed to its end is stored."""


@pytest.fixture
def page(desk, scene):
    return desk.window.show_page("education", quiz=scene.seats_class_id, phase=Phase.PRE)


@pytest.fixture
def opened(page):
    """The grid of a test of 22 pupils with the questions of the bank."""
    QTest.mouseClick(page.quiz.nothing.button, Qt.MouseButton.LeftButton)
    return page.quiz


def sheets(desk, scene, phase=Phase.PRE):
    with desk.workspace.read() as reader:
        return quizzes.read_test(reader, scene.seats_class_id, phase).sheets


def test_twenty_sheets_of_ten_answers_take_a_key_an_answer(qtbot, desk, scene, opened):
    keys = 0
    rows = ["abcab0n ca" if number % 2 else "bca0abccab" for number in range(20)]
    assert QApplication.focusWidget() is opened.grid
    for row in rows:
        for key in row:
            QTest.keyClicks(QApplication.focusWidget(), key)
            keys += 1
    QTest.qWait(REST)

    assert keys / (20 * QUESTIONS) <= 1.5
    assert keys == 200
    stored = sheets(desk, scene)
    written = {" ": "", "n": "0"}
    assert [sheet.signs for sheet in stored[:20]] == [tuple(written.get(key, key) for key in row) for row in rows]
    assert [sheet.taken for sheet in stored] == [True] * 20 + [False] * 2
    assert "20 sheets of 22 typed." in opened.state.text()
    assert opened.grid.currentIndex().row() == 20


def test_a_row_tells_how_it_went_and_goes_on_by_itself(opened):
    sheet = opened.grid.sheets.rows[0].sheet
    for item in sheet.asked.items[:9]:
        QTest.keyClicks(opened.grid, "abcd"[item.key])
    QTest.keyClicks(opened.grid, " ")
    QTest.qWait(REST)

    assert "Sheet 1: 9 right of 10, 1 left empty." in opened.state.text()
    assert (opened.grid.currentIndex().row(), opened.grid.currentIndex().column()) == (1, FIRST)
    assert opened.grid.sheets.index(0, FIRST + QUESTIONS).data() == "9/10"


def test_a_key_that_is_no_answer_is_told_and_moves_nothing(opened):
    before = opened.grid.currentIndex()
    QTest.keyClicks(opened.grid, "x")

    assert opened.grid.currentIndex() == before
    assert opened.state.text().startswith("Question 1 has the answers a to ")
    assert not opened.grid.sheets.rows[0].begun


def test_back_corrects_and_undo_takes_the_whole_sheet_back(qtbot, desk, scene, page, opened):
    QTest.keyClicks(opened.grid, "abb")
    QTest.keyClick(opened.grid, Qt.Key.Key_Backspace)
    QTest.keyClicks(opened.grid, "c")
    QTest.keyClick(opened.grid, Qt.Key.Key_Return)
    QTest.qWait(REST)
    assert sheets(desk, scene)[0].signs == ("a", "b", "c", *[""] * 7)

    page.act("undo")

    assert not sheets(desk, scene)[0].taken
    assert not opened.grid.sheets.rows[0].begun


def test_undo_in_the_middle_of_a_row_takes_back_what_is_typed_and_nothing_else(desk, scene, page, opened):
    QTest.keyClicks(opened.grid, "abcabcabca")
    QTest.keyClicks(opened.grid, "bb")
    page.act("undo")

    assert not opened.grid.sheets.rows[1].begun
    assert (opened.grid.currentIndex().row(), opened.grid.currentIndex().column()) == (1, FIRST)
    assert sheets(desk, scene)[0].taken


def test_a_pupil_with_the_other_form_is_put_there_by_one_key(desk, scene, page, opened):
    QTest.keyClicks(opened.grid, "f")
    assert opened.grid.sheets.rows[0].sheet.asked.form == "b"
    assert "Sheet 1 is on form B now." in opened.state.text()
    QTest.keyClicks(opened.grid, "abcabcabca")
    QTest.qWait(REST)
    assert (sheets(desk, scene)[0].asked.form, sheets(desk, scene)[0].signs[:3]) == ("b", ("a", "b", "c"))

    QTest.keyClicks(opened.grid, "cbacbacbac")
    QTest.qWait(REST)
    opened.grid.setCurrentIndex(opened.grid.sheets.index(1, FIRST))
    QTest.keyClicks(opened.grid, "f")
    assert (sheets(desk, scene)[1].asked.form, "".join(sheets(desk, scene)[1].signs)) == ("a", "cbacbacbac")
    page.act("undo")
    assert (sheets(desk, scene)[1].asked.form, "".join(sheets(desk, scene)[1].signs)) == ("b", "cbacbacbac")


def test_how_a_test_was_answered_is_recorded(desk, scene, page, opened):
    assert opened.modes.current is QuizMode.PAPER
    for mode in (QuizMode.SCREEN, QuizMode.HANDS):
        opened.modes.setFocus()
        QTest.keyClick(opened.modes, Qt.Key.Key_Right)
        with desk.workspace.read() as reader:
            assert {each.mode for each in reader.all(QuizSitting)} == {mode}
    page.act("undo")
    assert opened.modes.current is QuizMode.SCREEN


def test_a_class_answers_on_one_computer_number_after_number(desk, scene, page, opened):
    opened.open_room()
    assert opened.room is None
    opened.modes.setFocus()
    QTest.keyClick(opened.modes, Qt.Key.Key_Right)
    page.act("full_screen")
    room = opened.room
    assert room.number.text() == "Number 1"
    QTest.keyClick(room, Qt.Key.Key_Right)
    assert room.number.text() == "Number 2"
    QTest.keyClick(room, Qt.Key.Key_Left)
    QTest.keyClicks(room, " abx")
    QTest.keyClick(room, Qt.Key.Key_Backspace)
    assert room.signs == ["a"]
    QTest.keyClicks(room, "c0abcabca")
    assert (room.number.text(), room.stage) == ("Number 2", Stage.CALL)
    assert not room.black
    QTest.keyClicks(room, " ab")
    QTest.keyClick(room, Qt.Key.Key_Escape)

    assert opened.room is None
    first, second = sheets(desk, scene)[:2]
    assert first.signs == ("a", "c", "0", *"abcabca")
    assert second.signs == ("a", "b", *[""] * 8)
    assert opened.grid.sheets.rows[0].begun


def test_the_result_follows_when_the_keys_pause(qtbot, desk, scene, page, opened):
    with desk.workspace.write("After") as uow:
        quizzes.open_test(uow, scene.seats_class_id, Phase.POST, open_catalogue().bank())
    for _sheet in range(5):
        QTest.keyClicks(opened.grid, "abcabcabca")
    page.open_tests(scene.seats_class_id, Phase.POST)
    for _sheet in range(5):
        QTest.keyClicks(opened.grid, "abcabcabca")

    qtbot.waitUntil(lambda: opened.card.first.text().startswith("5 pupils took both tests"))
    assert opened.report.isEnabled()


def test_half_a_row_is_kept_when_the_person_goes_elsewhere(desk, scene, opened):
    QTest.keyClicks(opened.grid, "ab")
    desk.go("home")

    assert sheets(desk, scene)[0].signs[:3] == ("a", "b", "")


def test_the_result_stands_beside_in_plain_words(desk, scene, page):
    bank = bank_of("ABNO", "OPBC")
    with desk.workspace.write("Tests") as uow:
        sit(uow, scene.seats_class_id, Phase.PRE, bank, dict.fromkeys(range(1, 9), (1, 0, 0, 0)))
        sit(uow, scene.seats_class_id, Phase.POST, bank, dict.fromkeys(range(1, 8), (1, 1, 1, 0)))

    card = page.quiz.card
    assert card.first.text() == (
        "7 pupils took both tests: on average 1.0 right answers of 4 before, 3.0 after."
    )  # fmt: skip
    assert "Of what was still to learn, the class has gained 67 in a hundred (gain 0.67: medium)." in card.words.text()
    assert "How sure this is: " in card.words.text() or "95%" in card.words.text()
    assert "1 pupil took the first test only and is not in the figures." in card.words.text()
    assert card.chart.numbers().rows[:2] == (("Before", "1"), ("After", "3"))


def test_under_five_pupils_no_figure_is_shown_and_no_report_made(desk, scene, page):
    bank = bank_of("ABNO", "OPBC")
    with desk.workspace.write("Tests") as uow:
        for phase in Phase:
            sit(uow, scene.seats_class_id, phase, bank, dict.fromkeys(range(1, 5), (1, 0, 0, 0)))

    assert page.quiz.card.first.text() == "Only 4 pupils took both tests: results are shown from 5 on."
    assert page.quiz.card.chart.isHidden()
    assert not page.quiz.report.isEnabled()


class Reader(QObject):
    """Stands in for the program that opens PDF files."""

    def __init__(self):
        super().__init__()
        self.opened = []

    @Slot(QUrl)
    def show_file(self, url):
        self.opened.append(url.toLocalFile())


@pytest.fixture
def pdf_reader():
    reader = Reader()
    QDesktopServices.setUrlHandler("file", reader, "show_file")
    yield reader
    QDesktopServices.unsetUrlHandler("file")


def test_sheets_and_report_are_made_by_their_buttons(qtbot, desk, scene, page, pdf_reader):
    bank = bank_of("ABNO", "OPBC")
    with desk.workspace.write("Tests") as uow:
        for phase in Phase:
            sit(uow, scene.seats_class_id, phase, bank, dict.fromkeys(range(1, 9), (1, 0, 1, 0)))
    for button in (page.quiz.print, page.quiz.report):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(button.isEnabled)

    names = [path.rpartition("/")[2] for path in pdf_reader.opened]
    assert names == ["test_3A_before.pdf", "learning_3A_2026.pdf"]
    assert all(Path(path).read_bytes().startswith(b"%PDF-") for path in pdf_reader.opened)


def test_the_button_of_the_page_leads_there_and_back(desk, scene):
    page = desk.window.show_page("education")
    QTest.mouseClick(page.tests, Qt.MouseButton.LeftButton)
    assert page.quiz.isVisible()
    assert page.gallery.isHidden()
    assert page.quiz.row.id in (scene.class_id, scene.seats_class_id)

    page.header.crumb_chosen.emit("gallery")

    assert page.quiz.isHidden()
    assert page.gallery.isVisible()
    page.open("loan")
    assert page.view.isVisible()
    assert page.tests.isHidden()


def test_names_never_stand_on_the_page(desk, scene):
    page = desk.window.show_page("education", quiz=scene.class_id, phase=Phase.PRE)
    page.quiz.open_test()
    model = page.quiz.grid.sheets
    told = [str(model.index(row, column).data(role)) for row in range(model.rowCount())
            for column in range(model.columnCount())
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)]  # fmt: skip
    assert model.rowCount() == 25
    assert not any("Abbate" in text or "Zhang" in text for text in told)
    assert model.index(0, FIRST).data(Qt.ItemDataRole.AccessibleTextRole) == "number 1, question 1: nothing"
