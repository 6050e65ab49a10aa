"""One of a few choices, side by side."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget


class Segmented(QFrame):
    """Real buttons with the manners of radio buttons: arrows move, one Tab stop, exactly one is on."""

    chosen = Signal(object)
    """The key of the choice the person made."""

    def __init__(
        self, name: str, options: Sequence[tuple[object, str]], current: object = None, parent: QWidget | None = None
    ) -> None:
        """``name`` says what is chosen, for readers of the screen; options are (key, words)."""
        super().__init__(parent)
        self.setObjectName("segments")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._keys = [key for key, _words in options]
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        for number, (_key, words) in enumerate(options):
            button = QPushButton(words.replace("&", "&&"))
            button.setProperty("segment", "true")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setAccessibleName(f"{name}: {words}")
            self._group.addButton(button, number)
            row.addWidget(button)
        self._group.idClicked.connect(self._choose)
        self.set_current(current if current is not None else self._keys[0])

    @property
    def current(self) -> object:
        """The key of the choice that is on."""
        return self._keys[self._group.checkedId()]

    def set_current(self, key: object) -> None:
        """Switch a choice on without announcing it."""
        number = self._keys.index(key)
        self._group.button(number).setChecked(True)
        self._one_stop(number)

    @property
    def buttons(self) -> list[QAbstractButton]:
        """The choices from left to right; only the one that is on is a stop of Tab."""
        return self._group.buttons()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose the neighbour, Home and End the ends."""
        at, last = self._group.checkedId(), len(self._keys) - 1
        steps = {
            Qt.Key.Key_Left: at - 1,
            Qt.Key.Key_Up: at - 1,
            Qt.Key.Key_Right: at + 1,
            Qt.Key.Key_Down: at + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if event.key() not in steps:
            super().keyPressEvent(event)
            return
        number = max(0, min(last, steps[Qt.Key(event.key())]))
        if number != at:
            self._group.button(number).setChecked(True)
            self._choose(number)
        self._group.button(number).setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self, number: int) -> None:
        self._one_stop(number)
        self.chosen.emit(self._keys[number])

    def _one_stop(self, number: int) -> None:
        for button in self._group.buttons():
            on = self._group.id(button) == number
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)
