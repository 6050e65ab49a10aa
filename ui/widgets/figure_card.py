"""A headline number: what it is, how it changed, what it was, and the way to where it comes from."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.button import RowButton
from ui.widgets.label import ElidedLabel, Label


class FigureCard(RowButton):
    """A number one can press to see the rows behind it; ``slot`` at the right takes a sparkline."""

    def __init__(self, title: str, value: str = "", *, role: str = "figure", parent: QWidget | None = None) -> None:
        super().__init__(title, "figure", parent=parent)
        self._title = title
        self._value = Label(value, role)
        self._delta = Label("", "chip")
        self._previous = ElidedLabel("", "secondary", ink="text2")
        words = QWidget()
        words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ElidedLabel(title, "label", ink="text2"))
        line = QHBoxLayout()
        line.setSpacing(9)
        line.addWidget(self._value)
        line.addWidget(self._delta)
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(self._previous)
        self.row.setContentsMargins(16, 8, 16, 8)
        self.row.addWidget(words, 1)
        self.slot = QHBoxLayout()
        self.row.addLayout(self.slot)
        self.show_figure(value)

    def show_figure(self, value: str, delta: str = "", previous: str = "", *, ink: str = "success") -> None:
        """Show the number, its change (``ink`` success for growth, text2 or accent for a fall) and what it was."""
        self._value.setText(value)
        self._delta.setText(delta)
        self._delta.set_ink(ink)
        self._delta.setVisible(bool(delta))
        self._previous.setText(previous)
        self._previous.setVisible(bool(previous))
        self.setAccessibleName(" ".join(part for part in (f"{self._title}: {value}", delta, previous) if part))
