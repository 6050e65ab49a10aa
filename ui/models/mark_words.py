"""The marks of a register in words and letters, for grid, buttons, legend and undo steps."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from op_desktop.domain.attendance import Mark
from op_desktop.domain.roll_call import LETTERS
from op_desktop.language import N_, _, language

NAMES: Mapping[Mark, str] = MappingProxyType(
    {
        Mark.PRESENT: N_("Present"),
        Mark.ABSENT: N_("Absent"),
        Mark.LATE: N_("Late"),
        Mark.EXCUSED: N_("Excused"),
        Mark.LEFT_EARLY: N_("Left early"),
    }
)
CYCLE: Final = (Mark.PRESENT, Mark.ABSENT, Mark.LATE, Mark.EXCUSED)
"""The order in which Space and the pointer go through the marks."""


def mark_name(mark: Mark) -> str:
    """The mark in one word, with a capital."""
    return _(NAMES[mark])


def mark_word(mark: Mark) -> str:
    """The mark in one word within a sentence."""
    return mark_name(mark).lower()


def mark_letter(mark: Mark) -> str:
    """The key of the mark in the reader's language, in lower case: p a r g u, in English p a l e o."""
    return next(letter for letter, each in LETTERS[language()].items() if each is mark)


def mark_of_letter(letter: str) -> Mark | None:
    """The mark of a typed letter."""
    return LETTERS[language()].get(letter.casefold())


def next_mark(mark: Mark | None) -> Mark:
    """What follows a mark when one goes through them; who is not marked is present."""
    shown = mark or Mark.PRESENT
    return CYCLE[(CYCLE.index(shown) + 1) % len(CYCLE)] if shown in CYCLE else Mark.PRESENT


def total_name(mark: Mark) -> str:
    """The mark as the name of a number of pupils."""
    names = {Mark.PRESENT: _("Present pupils"), Mark.ABSENT: _("Absent pupils"), Mark.LATE: _("Late pupils"),
             Mark.EXCUSED: _("Excused pupils"), Mark.LEFT_EARLY: _("Pupils gone early")}  # fmt: skip
    return names[mark]
