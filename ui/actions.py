"""Every command of the window as data: its words, icon, key and page; menus, palette and key sheet come from here."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from op_desktop.language import N_, _

FORBIDDEN_MODIFIERS: Final = "Ctrl+Alt"
"""Ctrl with Alt is AltGr on an Italian keyboard."""

FORBIDDEN_KEYS: Final = frozenset("/?#@[]{}\\")
"""Keys that need Shift or AltGr on an Italian keyboard."""


class Action(NamedTuple):
    """One command. With ``page`` it opens that page; otherwise window, page or application carry it out by ``id``."""

    id: str
    text: str
    icon: str
    shortcut: str = ""
    also: str = ""
    page: str = ""
    group: str = ""
    in_palette: bool = True


ANYWHERE: Final = N_("Anywhere")
PAGE: Final = N_("In a page")
WINDOW: Final = N_("Window")

ACTIONS: Final = (
    Action(id="search", text=N_("Search"), icon="search", shortcut="Ctrl+K", group=ANYWHERE, in_palette=False),
    Action(
        id="register", text=N_("Open the register of the next class"), icon="clipboard-check", shortcut="Ctrl+R",
        group=ANYWHERE,
    ),
    Action(id="check_in", text=N_("Check in at the lab"), icon="user-check", shortcut="Ctrl+L", group=ANYWHERE),
    Action(id="hours", text=N_("Write the volunteers’ hours"), icon="timer", shortcut="Ctrl+H", group=ANYWHERE),
    Action(
        id="consultation", text=N_("New consultation at the help desk"), icon="messages-square", shortcut="Ctrl+I",
        page="counselling", group=ANYWHERE,
    ),
    Action(
        id="hand_over", text=N_("Hand over the month"), icon="send", shortcut="Ctrl+D", page="export", group=ANYWHERE,
    ),
    Action(id="new", text=N_("New, of the kind of the page"), icon="plus", shortcut="Ctrl+N", group=PAGE),
    Action(id="pupils", text=N_("Pupils of the class"), icon="users-round", group=PAGE),
    Action(id="print", text=N_("Print, certificates"), icon="printer", shortcut="Ctrl+P", group=PAGE),
    Action(
        id="filter", text=N_("Filter the list"), icon="filter", shortcut="Ctrl+F", also="F3", group=PAGE,
        in_palette=False,
    ),
    Action(
        id="quick_field", text=N_("Go to the quick field of the page"), icon="zap", shortcut="F2", group=PAGE,
        in_palette=False,
    ),
    Action(id="mark_rest", text=N_("Mark the rest present"), icon="list-checks", group=PAGE),
    Action(id="mark_everybody", text=N_("Mark everybody, over what stands"), icon="users", group=PAGE),
    Action(id="undo", text=N_("Undo"), icon="undo-2", shortcut="Ctrl+Z", group=PAGE, in_palette=False),
    Action(id="redo", text=N_("Redo"), icon="redo-2", shortcut="Ctrl+Shift+Z", group=PAGE, in_palette=False),
    Action(id="save", text=N_("Save: it already is"), icon="save", shortcut="Ctrl+S", group=PAGE, in_palette=False),
    Action(id="hide_names", text=N_("Hide the names, show them again"), icon="eye-off", shortcut="F9", group=ANYWHERE),
    Action(
        id="type_sheet", text=N_("Type in a signed sheet"), icon="clipboard-list", shortcut="Ctrl+T", group=ANYWHERE,
    ),
    Action(id="settings", text=N_("Settings"), icon="settings", shortcut="Ctrl+,", page="settings", group=WINDOW),
    Action(id="lock", text=N_("Lock"), icon="lock", shortcut="Ctrl+Shift+L", group=WINDOW),
    Action(id="full_screen", text=N_("Full screen"), icon="monitor", shortcut="F11", group=WINDOW),
    Action(id="keys", text=N_("Keyboard shortcuts"), icon="circle-help", shortcut="F1", group=WINDOW),
)  # fmt: skip

DIALOG_KEYS: Final = (("Ctrl+Return", N_("Confirm a dialog")), ("Esc", N_("Close, clear, leave")))
"""Keys that belong to whatever is open, for the key sheet."""


def action(id: str) -> Action:
    """The action of this id; a name that is not there is a defect (KeyError)."""
    return {each.id: each for each in ACTIONS}[id]


def page_shortcut(number: int) -> str:
    """The key of the navigation entry at this place, counted from 0; the first nine have one."""
    return f"Ctrl+{number + 1}" if number < 9 else ""


def matching_actions(text: str, actions: Iterable[Action] = ACTIONS) -> Sequence[Action]:
    """The palette's commands for which each typed word begins a word; accents and case do not count."""
    wanted = _plain(text.removeprefix(">")).split()
    return [
        each
        for each in actions
        if each.in_palette
        and all(any(word.startswith(part) for word in _plain(_(each.text)).split()) for part in wanted)
    ]


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.replace("'", " ").replace("’", " ").replace(",", " "))
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()
