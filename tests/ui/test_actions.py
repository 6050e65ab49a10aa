"""Commands as data: complete, findable, and with keys that exist on an Italian keyboard."""

import pytest
from PySide6.QtGui import QKeySequence

import resources
from op_desktop import language
from ui.actions import ACTIONS, FORBIDDEN_KEYS, FORBIDDEN_MODIFIERS, action, matching_actions, page_shortcut

SHORTCUTS = [key for each in ACTIONS for key in (each.shortcut, each.also) if key]


def test_no_key_has_two_meanings():
    every = [*SHORTCUTS, *(page_shortcut(number) for number in range(9))]
    assert len({QKeySequence(key).toString() for key in every}) == len(every)


@pytest.mark.parametrize("shortcut", SHORTCUTS)
def test_keys_exist_and_need_neither_altgr_nor_a_shifted_sign(shortcut):
    assert QKeySequence(shortcut).toString() == shortcut
    assert not shortcut.startswith(FORBIDDEN_MODIFIERS)
    assert shortcut[-1] not in FORBIDDEN_KEYS


@pytest.mark.parametrize("each", ACTIONS, ids=lambda each: each.id)
def test_each_command_has_words_an_icon_and_a_way_to_it(each):
    assert each.text
    assert resources.path(f"icons/{each.icon}.svg").is_file()
    assert each.shortcut or each.in_palette
    assert each.group


def test_an_unknown_command_is_a_defect():
    with pytest.raises(KeyError):
        action("no_such_thing")


@pytest.mark.parametrize(("typed", "found"), [("vol", "hours"), ("> HAND mo", "hand_over"), ("full", "full_screen")])
def test_the_palette_finds_commands_by_the_beginnings_of_words(typed, found):
    language.speak("en")
    assert [each.id for each in matching_actions(typed)] == [found]


def test_letters_inside_a_word_find_nothing():
    assert matching_actions("onsultation") == []
