"""The search: type, arrows, Enter, Esc, and nothing found."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.dialogs.palette import HIT_ROLE, Hit, Palette

THINGS = [
    Hit(title="Fatima El Amrani", group="People", icon="user", target=1, action="Open"),
    Hit(title="Fatoumata Diallo", group="People", icon="user", target=2),
    Hit(title="Facciamoci compagnia", group="Labs", icon="coffee", target=3, detail="Lainate"),
    Hit(title="Fare la consegna", group="Commands", icon="send", target=4, key="Ctrl+D"),
]


@pytest.fixture
def asked():
    return []


@pytest.fixture
def palette(window, theme, asked):
    def search(text):
        asked.append(text)
        return [thing for thing in THINGS if thing.title.lower().startswith(text)]

    return window.open_palette(Palette(theme, search, can_create=True))


def chosen_title(palette):
    return palette.list.currentIndex().data(HIT_ROLE).title


def test_it_opens_with_the_latest_things_and_asks_while_one_types(palette, asked):
    assert palette.field.hasFocus()
    QTest.keyClicks(palette.field, "fa")
    assert asked == ["", "f", "fa"]
    assert chosen_title(palette) == "Fatima El Amrani"


def test_arrows_pass_over_the_captions_and_go_round(palette):
    titles = []
    for _ in THINGS:
        titles.append(chosen_title(palette))
        QTest.keyClick(palette.field, Qt.Key.Key_Down)
    assert titles == [thing.title for thing in THINGS]
    assert chosen_title(palette) == THINGS[0].title
    QTest.keyClick(palette.field, Qt.Key.Key_Up)
    assert chosen_title(palette) == THINGS[-1].title


def test_a_click_chooses(qtbot, palette):
    index = palette.list.model().index(2, 0)
    with qtbot.waitSignal(palette.chosen) as chosen:
        QTest.mouseClick(
            palette.list.viewport(), Qt.MouseButton.LeftButton, pos=palette.list.visualRect(index).center()
        )
    assert chosen.args == [2]


def test_esc_leaves_without_a_choice(qtbot, palette):
    with qtbot.assertNotEmitted(palette.chosen):
        QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_nothing_found_offers_to_create_a_person(qtbot, palette):
    QTest.keyClicks(palette.field, "xyz")
    with qtbot.waitSignal(palette.create_requested) as asked_for:
        QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert asked_for.args == ["xyz"]


def test_enter_on_nothing_does_nothing(qtbot, window, theme):
    palette = window.open_palette(Palette(theme, lambda text: []))
    QTest.keyClicks(palette.field, "xyz")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
