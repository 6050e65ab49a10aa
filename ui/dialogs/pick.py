"""One of a few things, taken by its digit or by Enter."""

from collections.abc import Sequence

from PySide6.QtGui import QKeyEvent

from ui.dialogs.dialog import Dialog
from ui.theme import Theme
from ui.widgets.key_cap import KeyCap
from ui.widgets.list_row import ChoiceRow

_MOST = 9


class PickDialog(Dialog):
    """``key`` holds what was taken."""

    def __init__(self, theme: Theme, title: str, text: str, options: Sequence[tuple[object, str]]) -> None:
        super().__init__(theme, title, text, width=460)
        self.key: object = None
        self._keys = [key for key, _words in options]
        self.rows: list[ChoiceRow] = []
        for number, (key, words) in enumerate(options, start=1):
            row = ChoiceRow(words)
            if number <= _MOST:
                row.add(KeyCap(str(number)))
            row.clicked.connect(lambda _checked=False, key=key: self.take(key))
            self.rows.append(row)
            self.body.addWidget(row)
        self.first = self.rows[0] if self.rows else None

    def take(self, key: object) -> None:
        """This one."""
        self.key = key
        self._go()
        self.accepted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit takes its row."""
        number = int(event.text()) if event.text().isascii() and event.text().isdecimal() else 0
        if 0 < number <= min(_MOST, len(self._keys)):
            self.take(self._keys[number - 1])
            return
        super().keyPressEvent(event)
