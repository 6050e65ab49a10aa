"""Parts of a projection: a number with its name in a tile, and the foot with the keys."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.card import Line
from ui.widgets.key_cap import KeyCap
from ui.widgets.label import ElidedLabel, Label


class ValueTile(QFrame):
    """One number of the calculator; the chosen one has a thick border and an arrow at each side."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("value_tile")
        self._theme = theme
        self._name = name
        self.value = Label("", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 8)
        column.setSpacing(0)
        column.addWidget(ElidedLabel(name, "secondary", ink="text2"))
        column.addWidget(self.value)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_value(self, value: str, *, chosen: bool) -> None:
        """Show the number, and whether the arrows change it."""
        self.value.setText(f"◂ {value} ▸" if chosen else value)
        self.setAccessibleName(f"{self._name}: {value}")
        if self.property("chosen") != chosen:
            self.setProperty("chosen", chosen)
            self.style().unpolish(self)
            self.style().polish(self)


Keys = Sequence[tuple[Sequence[str], str]]
"""Keys as ``KeyCap`` takes them, and what they do."""


class KeyFoot(QFrame):
    """The keys that work here."""

    def __init__(self, keys: Keys, note: QWidget | None = None, parent: QWidget | None = None) -> None:
        """``note`` is for who teaches: it stands above the keys and goes with them."""
        super().__init__(parent)
        self.setObjectName("topbar")
        policy = self.sizePolicy()
        # What stands above must not jump when the keys go.
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Line())
        self._note = QVBoxLayout()
        if note is not None:
            self._note.addWidget(note)
            column.addLayout(self._note)
        self._row = row = QHBoxLayout()
        row.setSpacing(8)
        for caps, words in keys:
            for key in caps:
                row.addWidget(KeyCap(key))
            row.addWidget(Label(words, "secondary", ink="text2"))
            row.addSpacing(12)
        row.addStretch(1)
        column.addLayout(row)
        self.set_edge(56)

    def set_edge(self, edge: int) -> None:
        """Begin and end as many px from the sides as what stands above."""
        self._row.setContentsMargins(edge, 8, edge, 10)
        self._note.setContentsMargins(edge, 8, edge, 0)
