"""One step back, what is on show, one step on: a month, a year."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.label import Label


class SpanStepper(QWidget):
    """Shows words between two buttons; ``moved`` tells -1 or 1."""

    moved = Signal(int)

    def __init__(self, theme: Theme, earlier: str, later: str) -> None:
        """``earlier`` and ``later`` are what the buttons are called."""
        super().__init__()
        self._theme = theme
        self.words = Label("", "strong")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.earlier = Button(theme, earlier, "chevron-left", "icon", on_click=lambda: self.moved.emit(-1))
        self.later = Button(theme, later, "chevron-right", "icon", on_click=lambda: self.moved.emit(1))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for widget in (self.earlier, self.words, self.later):
            row.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._grow)

    def show_words(self, words: str) -> None:
        """Say which span is on show."""
        self.words.setText(words)
        self._grow()

    def _grow(self) -> None:
        """Wide enough for the longest month, so that the buttons stay where they are."""
        self.words.setMinimumWidth(self._theme.px(110))
