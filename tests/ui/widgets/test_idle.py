"""Nobody at the window for a while, and a computer that slept meanwhile."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.widgets.idle import SLEPT_S, IdleWatch, seconds_awake_and_asleep


class Clock:
    """A clock that the test moves on."""

    def __init__(self):
        self.seconds = 1_000.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def watch(window, clock):
    watch = IdleWatch(window, clock)
    watch.watch(window.windowHandle(), 60_000)
    yield watch
    watch.watch(window.windowHandle(), 0)


def test_the_first_key_after_a_sleep_locks_and_does_not_reach_the_work(qtbot, window, watch, clock):
    field = window.page("home").field
    field.setFocus()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    assert field.text() == "a"
    clock.seconds += 3_600

    with qtbot.waitSignal(watch.idle, timeout=500):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_B)

    assert field.text() == "a"


def test_a_sleep_is_noticed_without_anybody_touching_anything(qtbot, watch, clock):
    watch._look.setInterval(10)
    with qtbot.assertNotEmitted(watch.idle, wait=60):
        clock.seconds += SLEPT_S - 1
    with qtbot.waitSignal(watch.idle, timeout=1_000):
        clock.seconds += SLEPT_S + 1


def test_without_a_lock_nothing_is_watched(qtbot, window, watch, clock):
    watch.watch(window.windowHandle(), 0)
    clock.seconds += 3_600

    with qtbot.assertNotEmitted(watch.idle, wait=30):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)


def test_the_clock_goes_on_and_is_nobody_s_to_set():
    first = seconds_awake_and_asleep()
    assert seconds_awake_and_asleep() >= first > 0
