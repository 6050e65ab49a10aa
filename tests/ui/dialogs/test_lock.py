"""The lock screen: the last digit enters, wrong codes clear, too many wait."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.dialogs.lock import CodeAnswer, LockScreen, LockUser

USERS = [
    LockUser("m", "Marta Colombo", "Educator"),
    LockUser("d", "Davide Sala", "Operator", 6),
    LockUser("c", "Chiara", "Guest", 0),
]


@pytest.fixture
def tries():
    return []


@pytest.fixture
def screen(window, theme, tries):
    def verify(user, code):
        tries.append((user, code))
        if code in ("1234", "123456", ""):
            return CodeAnswer(right=True)
        return CodeAnswer(right=False, attempts_left=5 - len(tries), wait_seconds=2 if len(tries) >= 5 else 0)

    return window.lock(LockScreen(theme, USERS, verify, current="m", note="All is saved."))


def test_the_last_digit_enters(qtbot, window, screen):
    with qtbot.waitSignal(screen.opened) as opened:
        QTest.keyClicks(QApplication.focusWidget(), "1234")
    assert opened.args == ["m"]
    assert not screen.isVisible()


def test_a_wrong_code_clears_and_counts(screen, tries):
    QTest.keyClicks(screen.code, "9999")
    assert screen.code.text() == ""
    assert "4" in screen.hint.text()
    assert tries == [("m", "9999")]


def test_letters_are_not_taken(screen, tries):
    QTest.keyClicks(screen.code, "a1b2")
    assert screen.code.text() == "12"
    assert tries == []


def test_too_many_wrong_codes_wait_and_then_try_again(qtbot, screen, tries):
    for _ in range(5):
        QTest.keyClicks(screen.code, "9999")
    assert not screen.code.isEnabled()
    qtbot.waitUntil(screen.code.isEnabled, timeout=4000)
    with qtbot.waitSignal(screen.opened):
        QTest.keyClicks(QApplication.focusWidget(), "1234")


def test_another_person_has_another_length(qtbot, screen):
    QTest.keyClick(screen.code, Qt.Key.Key_Tab)
    assert QApplication.focusWidget().accessibleName().startswith("Marta")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    with qtbot.waitSignal(screen.opened) as opened:
        QTest.keyClicks(QApplication.focusWidget(), "123456")
    assert opened.args == ["d"]


def test_up_and_down_in_the_code_choose_a_person(qtbot, screen):
    QTest.keyClick(screen.code, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is screen.enter
    QTest.keyClick(screen.enter, Qt.Key.Key_Return)
    assert not screen.isVisible()


def test_who_has_no_code_comes_in_with_enter(qtbot, window, theme):
    screen = window.lock(LockScreen(theme, USERS, lambda user, code: CodeAnswer(right=True), current="c"))
    with qtbot.waitSignal(screen.opened):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def test_nothing_behind_the_lock_answers(window, screen):
    for key in (Qt.Key.Key_2, Qt.Key.Key_K, Qt.Key.Key_Comma):
        QTest.keyClick(QApplication.focusWidget(), key, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert window.current_key == "home"
    assert screen.isVisible()


def test_the_work_behind_is_not_to_be_seen(window, screen):
    behind = window.grab().toImage()
    assert behind.pixelColor(10, 10) == window.theme.color("nav")
    assert window.windowTitle() == "OP Desktop"
