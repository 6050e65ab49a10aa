"""The class games in the window: chosen, played before the class by real keys, left and gone on with, printed."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from op_desktop.education.game_match import SceneKind
from tests.ui.pages.conftest import PUPILS
from ui.pages.education_game_room import GameRoom
from ui.pages.education_screen import screen_for_class

KEY = Qt.Key


@pytest.fixture
def page(desk, scene):
    page = desk.window.show_page("education", game="FAMIGLIA")
    page.games.view.number.set_value(page.games.view.number.value.__class__(17))
    return page


def keys(room, text):
    for letter in text:
        QTest.keyClicks(room, letter)
    QApplication.processEvents()


def shown(room):
    return [label.text() for label in room.findChildren(QLabel) if label.isVisible() and label.text()]


def test_a_game_is_played_by_a_key_a_choice_and_printed(qtbot, desk, scene, page, viewer):
    assert QApplication.focusWidget() is page.games.view.play
    QTest.keyClick(page.games.view.play, KEY.Key_Return)
    room = page.games.room
    assert isinstance(room, GameRoom)
    assert room.windowTitle() == "OP Desktop"
    keys(room, "  ")
    assert room.match.scene.kind is SceneKind.CHOOSE
    assert [tile.value.text() for tile in room.tiles] == ["€20"] * 4

    keys(room, "abc ")
    assert room.match.scene.kind is SceneKind.CHOOSE
    assert room.hint.text() == "Group 4 has not chosen yet."
    keys(room, "d")
    assert room.match.missing == [3]
    keys(room, "b")
    assert room.hint.text() == "All have chosen: Space uncovers what happens."
    keys(room, "2a ")
    assert [tile.value.text() for tile in room.tiles] == ["€44", "€44", "€28", "€56"]

    room.close()
    assert page.games.room is None
    assert page.games.view.play.accessibleName() == "Go on with the game"
    assert not page.games.view.groups.isEnabled()
    page.act("full_screen")
    room = page.games.room
    assert room.match.scene.kind is SceneKind.EVENT
    keys(room, " aaaa  bbbb  cccc ")
    assert room.match.scene.kind is SceneKind.EVENT
    keys(room, " ")
    assert room.match.scene.kind is SceneKind.END
    told = shown(room)
    assert not any(name in text for text in told for pupil in PUPILS for name in pupil)
    keys(room, " " * 9)
    assert room.match.scene.kind is SceneKind.REMEMBER
    QTest.keyClick(room, KEY.Key_Escape)

    assert page.games.view.result.isVisible()
    page.act("print")
    qtbot.waitUntil(lambda: viewer.opened != [])
    assert viewer.opened[0].name == "game_FAMIGLIA_17.pdf"
    assert viewer.opened[0].read_bytes().startswith(b"%PDF-")

    page.games.view.begin_anew()
    assert page.games.view.result.isHidden()
    QTest.keyClick(page.games.view, KEY.Key_Escape)
    assert page.gallery.isVisible()
    assert QApplication.focusWidget() is page.games.tiles["FAMIGLIA"]


@pytest.mark.parametrize("size", [(1024, 600), (1920, 1080)])
@pytest.mark.parametrize("code", ["FAMIGLIA", "GARA"])
def test_no_scene_is_cut_off(desk, page, size, code):
    page.games.open(code)
    view = page.games.view
    view.groups.set_value(5)
    match = view.begin()
    room = GameRoom(page.theme, match)
    room.resize(*size)
    room.show()
    least = 22 * size[0] / 1366
    while True:
        QApplication.processEvents()
        body = room.column.parentWidget()
        assert room.column.minimumHeightForWidth(body.width()) <= body.height()
        assert room.column.minimumSize().width() <= body.width()
        sizes = [label.fontInfo().pixelSize() for label in room.board.findChildren(QLabel) if label.isVisible()]
        assert min(sizes, default=99) >= 0.8 * least
        for group in match.missing:
            match.choose(group, group % 3)
        before = match.place
        room.forth()
        if match.place == before:
            break
    room.close()


def test_a_number_beyond_the_limit_is_marked_and_said(page):
    number = page.games.view.number
    number.field.setFocus()
    number.field.selectAll()
    QTest.keyClicks(number.field, "99999")
    assert number.value is None
    assert number.hint.text() == "Write a whole number from 1 to 9,999."
    page.games.play()
    assert page.games.room is None
    QTest.keyClick(number.field, KEY.Key_Backspace)
    assert number.value == 9999
    assert number.hint.isHidden()


class Wall:
    """A screen as far as it is asked for one."""

    def __init__(self, *box):
        self.box = QRect(*box)

    def geometry(self):
        return self.box


def test_the_class_sees_the_largest_screen_that_the_window_is_not_on():
    laptop, projector, small = Wall(0, 0, 1366, 768), Wall(1366, 0, 1920, 1080), Wall(-800, 0, 800, 600)
    assert screen_for_class(laptop, [laptop]) is laptop
    assert screen_for_class(laptop, [laptop, small, projector]) is projector
    assert screen_for_class(projector, [projector, laptop]) is laptop


def test_b_is_a_letter_while_letters_are_awaited_and_blackens_otherwise(desk, page):
    page.games.play()
    room = page.games.room
    keys(room, "b")
    assert room.black
    keys(room, "b  b")
    assert not room.black
    assert room.match.choices[0][0] == 1
    QTest.keyClick(room, KEY.Key_Backspace)
    assert room.match.choices[0][0] is None
    keys(room, ".")
    assert room.black
    QTest.keyClick(room, KEY.Key_F9)
    assert desk.names.hidden
    room.close()
