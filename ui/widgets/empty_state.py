"""What stands where there is nothing yet: an icon, one sentence, one button."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.avatar import Glyph
from ui.widgets.button import Button
from ui.widgets.label import Label


class EmptyState(QWidget):
    """Says what will be here and offers the first step."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        text: str,
        action: str = "",
        on_action: Callable[[], object] | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 32, 24, 32)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(Glyph(theme, icon, "text3", 32), 0, Qt.AlignmentFlag.AlignHCenter)
        self.text = Label(text, ink="text2", wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.text)
        self.button = Button(theme, action, on_click=on_action)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.button.setVisible(bool(action))
        column.addStretch(1)
