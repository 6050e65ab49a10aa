"""The field for the name of a class, and the table that somebody pastes into it."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit


class ClassNameField(QLineEdit):
    """The field for ``2B``; a table on the clipboard is not a name, it goes on to the import."""

    table_pasted = Signal(str)

    def event(self, event: QEvent) -> bool:
        """Look at the clipboard before it lands in the field."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            text = QGuiApplication.clipboard().text()
            if event.matches(QKeySequence.StandardKey.Paste) and is_table(text):
                self.table_pasted.emit(text)
                return True
        return super().event(event)


def is_table(text: str) -> bool:
    """Whether a text is more than a word: cells or lines, as a spreadsheet copies them."""
    return "\t" in text or "\n" in text.strip()
