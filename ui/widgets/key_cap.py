"""The key that does the same, drawn beside its button: it teaches the keyboard."""

from typing import Final

from PySide6.QtWidgets import QSizePolicy, QWidget

from op_desktop.language import N_, _
from ui.widgets.label import Label

KEY_NAMES: Final = (
    ("Return", N_("Enter")),
    ("Enter", N_("Enter")),
    ("Space", N_("Space")),
    ("Esc", N_("Esc")),
    ("Del", N_("Del")),
    ("Ctrl", N_("Ctrl")),
    ("Shift", N_("Shift")),
    ("Alt", N_("Alt")),
    ("Up", "↑"),
    ("Down", "↓"),
    ("Left", "←"),
    ("Right", "→"),
)


def key_text(sequence: str) -> str:
    """A shortcut as it stands on the keyboard of the reader: ``Ctrl+Return`` is *Ctrl Invio* in Italian."""
    names = dict(KEY_NAMES)
    keys = sequence.split("+") if sequence != "+" else ["+"]
    return " ".join(_(names[key]) if key in names else key for key in keys)


class KeyCap(Label):
    """A key or chord, given as Qt writes it (``Ctrl+K``, ``Return``) or as free text (``+12``)."""

    def __init__(self, sequence: str, tone: str = "true", parent: QWidget | None = None) -> None:
        """``tone`` is ``true`` (quiet), ``primary`` (what Enter would do now) or ``nav`` (on dark)."""
        super().__init__(sequence if sequence[0] == "+" else key_text(sequence), "small", parent=parent)
        self.setProperty("keycap", tone)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
