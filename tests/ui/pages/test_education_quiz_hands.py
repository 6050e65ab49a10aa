"""Hands of a class test in the window: typed by real keys, told, corrected, taken back, counted before the class."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from op_desktop.domain.account import Role
from op_desktop.domain.quiz import Phase, QuizHands, QuizMode
from op_desktop.domain.record import new_id
from op_desktop.register import quiz_hands, quizzes
from op_desktop.security.permissions import Actor
from tests.quiz_scene import bank_of, count
from ui.models.quiz_hands import FIRST, RAISED, SHARE, UNKNOWN

KEY = Qt.Key
REST = 130
"""Milliseconds after which a question that was left is stored."""
SETTLED = 300
"""Milliseconds after which what the hands say is worked out again."""
BANK = bank_of("ABNO", "OPBC")


@pytest.fixture
def page(desk, scene):
    """The test before of a class of 22, by hands."""
    with desk.workspace.write("Open") as uow:
        quizzes.open_test(uow, scene.seats_class_id, Phase.PRE, BANK)
        quizzes.set_mode(uow, scene.seats_class_id, Phase.PRE, QuizMode.HANDS)
    return desk.window.show_page("education", quiz=scene.seats_class_id, phase=Phase.PRE)


@pytest.fixture
def grid(page):
    return page.quiz.hands.grid


def stored(desk, scene, phase=Phase.PRE):
    with desk.workspace.read() as reader:
        return [each.hands for each in quiz_hands.read_hands(reader, scene.seats_class_id, phase).questions]


def at(grid):
    return grid.currentIndex().row(), grid.currentIndex().column()


def test_a_question_takes_two_digits_an_answer_and_goes_on_by_itself(desk, scene, page, grid):
    assert QApplication.focusWidget() is grid
    assert page.quiz.state.text() == "0 questions of 4 counted."
    QTest.keyClicks(grid, "12050401")
    QTest.keyClicks(grid, "9 8 4 1 ")
    QTest.keyClicks(grid, "n2b20")
    QTest.keyClick(grid, KEY.Key_Return)
    QTest.qWait(REST)

    assert stored(desk, scene)[:3] == [(12, 5, 4, 1), (9, 8, 4, 1), (None, 20, None, 2)]
    assert at(grid) == (3, FIRST)
    QTest.qWait(SETTLED)
    assert page.quiz.state.text() == "3 questions of 4 counted.  Question 3: 0 right of 22."
    assert [grid.model_.index(0, column).data() for column in (FIRST, UNKNOWN, RAISED, SHARE)] == [
        "12",
        "1",
        22,
        "55%",
    ]
    assert grid.model_.index(0, FIRST).data(Qt.ItemDataRole.AccessibleTextRole) == "question 1, A: 12 hands, right"
    # A question of three answers has no fourth: nothing stands there, and the keys pass it by.
    assert grid.model_.index(0, FIRST + 3).data() == ""
    QTest.keyClicks(grid, "d")
    assert at(grid) == (3, FIRST)


def test_what_does_not_add_up_is_told_and_stays_until_it_is_corrected(desk, scene, page, grid):
    QTest.keyClicks(grid, "20050000")
    QTest.qWait(REST + SETTLED)
    assert "To check: 1." in page.quiz.state.text()
    assert "Question 1: 25 hands, but the class has 22 pupils." in page.quiz.state.text()
    assert grid.model_.rows[0].tone == "warning"
    QTest.keyClicks(grid, "10050601")
    QTest.qWait(REST + SETTLED)
    assert page.quiz.state.text().endswith("Question 2: 22 hands, another question had 25.")
    grid.setCurrentIndex(grid.model_.index(0, FIRST))
    assert "but the class has 22 pupils" in page.quiz.state.text()

    QTest.keyClicks(grid, "p")
    field = page.quiz.hands.present
    assert QApplication.focusWidget() is field
    QTest.keyClicks(field, "21")
    QTest.keyClick(field, KEY.Key_Return)
    assert QApplication.focusWidget() is grid
    grid.setCurrentIndex(grid.model_.index(0, FIRST))
    QTest.keyClicks(grid, "15")
    QTest.keyClick(grid, KEY.Key_Down)
    QTest.qWait(REST + SETTLED)
    assert stored(desk, scene)[0] == (15, 5, 0, 0)
    assert "Question 1: 20 hands of 21 present; the others count as not right." in page.quiz.state.text()
    assert grid.model_.index(0, SHARE).data() == "71%"

    for _step in range(4):
        page.act("undo")
    assert stored(desk, scene)[0] == (None,) * 4
    assert field.text() == ""


def test_undo_in_the_middle_takes_back_what_is_typed_and_backspace_a_number(desk, scene, page, grid):
    QTest.keyClicks(grid, "1205")
    QTest.keyClick(grid, KEY.Key_Backspace)
    assert (at(grid), grid.model_.rows[0].counted.hands) == ((0, FIRST + 1), (12, None, None, None))
    page.act("undo")
    assert grid.model_.rows[0].counted.hands == (None,) * 4
    QTest.qWait(REST)
    with desk.workspace.read() as reader:
        assert reader.all(QuizHands) == []


def test_hands_are_counted_before_the_class_and_shown_again(desk, scene, page):
    page.act("full_screen")
    room = page.quiz.hands.room
    assert room.number.text() == "Question 1 of 4"
    assert [tile.isHidden() for tile in room.hands.tiles] == [False, False, False, True, False]
    QTest.keyClicks(room, "1205b6")
    assert room.raised.text() == "18 hands"
    QTest.keyClick(room, KEY.Key_Return)
    QTest.keyClicks(room, "08n3")
    QTest.keyClick(room, KEY.Key_Left)
    assert room.hands.counts == [12, 6, None, None, None]
    assert not room.black
    QTest.keyClick(room, KEY.Key_PageDown)
    assert room.hands.counts == [8, None, None, None, 3]
    QTest.keyClick(room, KEY.Key_Backspace)
    QTest.keyClicks(room, "c7")
    QTest.keyClick(room, KEY.Key_Escape)

    assert page.quiz.hands.room is None
    assert stored(desk, scene)[:2] == [(12, 6, None, None), (None, None, 7, 3)]


def test_the_result_says_its_way_and_the_report_is_made(qtbot, desk, scene, page):
    with desk.workspace.write("Tests") as uow:
        count(uow, scene.seats_class_id, Phase.PRE, BANK, ((4, 10, 6, 2), (8, 6, 6, 2), (10, 6, 4, 2), (20, 2, 0, 0)))
        count(uow, scene.seats_class_id, Phase.POST, BANK, ((20, 2, 0, 0), (2, 18, 2, 0), (2, 4, 16, 0), (21, 1, 0, 0)))

    # Right are a, b, a and b: 4 + 6 + 10 + 2 = 22 hands of 22 pupils before, 20 + 18 + 2 + 1 = 41 after.
    card = page.quiz.card
    assert card.first.text() == "By show of hands, 22 pupils: on average 1.0 right answers of 4 before, 1.9 after."
    assert "not computable" in card.words.text()
    assert card.chart.isVisible()
    assert page.quiz.report.isEnabled()
    assert not page.quiz.print.isEnabled()
    page.quiz.modes.chosen.emit(QuizMode.PAPER)
    assert card.first.text().startswith("One test was answered by show of hands and the other sheet by sheet")
    assert not page.quiz.report.isEnabled()
    page.act("undo")
    assert card.first.text().startswith("By show of hands, 22 pupils")


def test_the_room_counts_its_own_test_and_hears_of_undo_whatever_the_page_shows(desk, scene, page, grid):
    """The page goes to a test that nobody opened; the room of the first goes on, black, undone, and at the end."""
    QTest.keyClicks(grid, "05")
    grid.leave_row()
    page.act("full_screen")
    room = page.quiz.hands.room
    assert room.place == 1
    desk.go("education", quiz=scene.class_id, phase=Phase.POST)
    assert page.quiz.test is None
    QTest.keyClicks(room, "1205")
    QTest.keyClick(room, KEY.Key_Return)
    assert stored(desk, scene)[1] == (12, 5, None, None)
    QTest.keyClick(room, KEY.Key_Left)
    page.act("undo")
    assert stored(desk, scene)[1] == (None,) * 4
    assert room.hands.counts[:3] == [None] * 3

    QTest.keyClicks(room, "07.99n3b4")
    assert room.black
    QTest.keyClicks(room, ".")
    assert room.hands.counts == [7, None, None, None, None]
    desk.leave.near.emit()
    assert page.quiz.hands.room is None
    assert not room.isVisible()
    assert stored(desk, scene)[1] == (7, None, None, None)


def test_what_was_not_saved_is_said_in_the_room_and_in_the_grid(desk, scene, page, grid):
    """Whoever is at work may not write in this class any more."""
    page.act("full_screen")
    room = page.quiz.hands.room
    own = desk.workspace.actor
    desk.workspace.actor = Actor(new_id(), (Role.EDUCATOR,))
    QTest.keyClicks(room, "12")
    QTest.keyClick(room, KEY.Key_Return)
    assert room.trouble.isVisible()
    assert room.trouble.text().startswith("Question 1 is not saved. ")
    QTest.keyClick(room, KEY.Key_Escape)
    assert room.isVisible()
    assert room.trouble.text().endswith("Esc once more closes without saving it.")
    desk.workspace.actor = own
    QTest.keyClicks(room, "03")
    QTest.keyClick(room, KEY.Key_Escape)
    assert page.quiz.hands.room is None
    assert [hands[0] for hands in stored(desk, scene)[:2]] == [12, 3]

    desk.workspace.actor = Actor(new_id(), (Role.EDUCATOR,))
    grid.setCurrentIndex(grid.model_.index(2, FIRST))
    QTest.keyClicks(grid, "09")
    QTest.keyClick(grid, KEY.Key_Return)
    QTest.qWait(REST + SETTLED)
    assert page.banner.isVisible()
    assert grid.model_.rows[2].counted.hands[0] is None


def test_the_pupils_present_are_a_number_of_pupils_or_unknown(desk, scene, page, grid):
    field = page.quiz.hands.present

    def present():
        with desk.workspace.read() as reader:
            return quiz_hands.read_hands(reader, scene.seats_class_id, Phase.PRE).present

    for typed, kept in (("21", 21), ("0", 21), ("", None), ("20", 20)):
        QTest.keyClicks(grid, "p")
        QTest.keyClick(field, KEY.Key_Backspace)
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, KEY.Key_Return)
        assert (present(), field.text()) == (kept, "" if kept is None else str(kept))
        assert page.banner.isVisible() == (typed == "0")
    QTest.keyClicks(grid, "p")
    QTest.keyClicks(field, "19")
    desk.go("home")
    assert present() == 19

    # Another question than the last is typed in and taken back: what did not add up in it is said again.
    desk.go("education", quiz=scene.seats_class_id, phase=Phase.PRE)
    grid.setFocus()
    QTest.keyClicks(grid, "25")
    grid.leave_row()
    page.quiz.refresh()
    assert grid.model_.rows[0].tone == "warning"
    grid.setCurrentIndex(grid.model_.index(0, FIRST))
    QTest.keyClicks(grid, "1")
    page.act("undo")
    assert grid.model_.rows[0].counted.hands[0] == 25
    assert grid.model_.rows[0].tone == "warning"


def test_large_text_fits_and_what_is_said_moves_nothing(qtbot, desk, page, grid):
    theme = desk.theme
    theme.set_look(text_size=150)
    try:
        desk.window.resize(1366, 768)
        qtbot.waitUntil(lambda: page.quiz.hands.present.width() == theme.px(52))
        QApplication.processEvents()
        heights = {grid.height()}
        page.quiz.state.setText("What does not add up in a question. " * 9)
        QApplication.processEvents()
        assert heights == {grid.height()}
        assert page.horizontalScrollBar().maximum() == 0
    finally:
        theme.set_look(text_size=100)
