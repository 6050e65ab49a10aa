"""Remarks under the fields of a form: each an icon and a sentence, none of them in the way."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.avatar import Glyph
from ui.widgets.label import Label

ICONS: Final = {"info": "info", "warning": "triangle-alert", "success": "circle-check"}


class Remarks(QWidget):
    """A few lines that come and go with what is typed; hidden while there is nothing to say."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: tuple[tuple[str, str], ...] = ()
        self.setAccessibleName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 2, 0, 2)
        self._column.setSpacing(6)
        self.hide()

    @property
    def words(self) -> list[str]:
        """What is said."""
        return [words for _tone, words in self._lines]

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> bool:
        """Say these, each a tone and its words; returns whether anything changed."""
        if tuple(lines) == self._lines:
            return False
        self._lines = tuple(lines)
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for tone, words in self._lines:
            line = self._line(tone, words)
            self._column.addWidget(line)
            line.show()
        self.setAccessibleDescription(" ".join(self.words))
        self.setVisible(bool(self._lines))
        return True

    def _line(self, tone: str, words: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Glyph(self._theme, ICONS[tone], tone, 16), 0, Qt.AlignmentFlag.AlignTop)
        label = Label(words, "secondary", ink=tone if tone != "info" else "text2", wrap=True)
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        row.addWidget(label, 1)
        return line
