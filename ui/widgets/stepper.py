"""A number with a minus and a plus beside it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from op_desktop.language import _
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.label import Label


class Stepper(QWidget):
    """Counts up and down; the arrows, − and + do the same from the keyboard."""

    changed = Signal(int)
    """The number the person chose."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        value: int = 0,
        *,
        minimum: int = 0,
        maximum: int = 999,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._minimum, self._maximum, self._value = minimum, maximum, value
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.fewer = Button(
            theme, _("{what}: one less").format(what=name), "minus", "square", on_click=lambda: self._step(-1)
        )
        self.more = Button(
            theme, _("{what}: one more").format(what=name), "plus", "square", on_click=lambda: self._step(1)
        )
        self._number = Label(role="card")
        self._number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._number.setMinimumWidth(theme.px(24))
        for widget in (self.fewer, self._number, self.more):
            row.addWidget(widget)
        self._show()

    @property
    def value(self) -> int:
        """The number of the moment."""
        return self._value

    def set_value(self, value: int) -> None:
        """Show a number without announcing it; kept within the limits."""
        self._value = max(self._minimum, min(self._maximum, value))
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, minus and plus step."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Plus: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_Minus: -1}
        step = steps.get(Qt.Key(event.key()), 0)
        if step:
            self._step(step)
        else:
            super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        before = self._value
        self.set_value(self._value + step)
        if self._value != before:
            self.changed.emit(self._value)

    def _show(self) -> None:
        self._number.setText(str(self._value))
        self.setAccessibleDescription(str(self._value))
