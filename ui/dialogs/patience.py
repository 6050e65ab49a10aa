"""Says that something is being prepared that has to be waited for."""

from PySide6.QtWidgets import QProgressBar

from ui.dialogs.dialog import Dialog
from ui.theme import Theme


class Patience(Dialog):
    """A card without buttons; whoever shows it takes it away with ``reject``."""

    def __init__(self, theme: Theme, title: str, text: str) -> None:
        super().__init__(theme, title, text)
        self.cancel.hide()
        self.bar = QProgressBar(textVisible=False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(title)
        self.body.addWidget(self.bar)
