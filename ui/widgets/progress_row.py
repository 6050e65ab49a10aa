"""Long work in one row: what is being done, how far it is, and the way to stop it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from op_desktop.language import _
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.label import ElidedLabel


class ProgressRow(QWidget):
    """A bar under what and how many, and a Stop button."""

    stopped = Signal()
    """The person asked the work to stop; the row says so until the work has."""

    def __init__(self, theme: Theme, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ElidedLabel(text, "medium")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setRange(0, 0)
        self.stop = Button(theme, _("Stop"), on_click=self._stop)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self._text)
        words.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self.stop)
        self._bar.setAccessibleName(text)

    def show_step(self, done: int, total: int, text: str = "") -> None:
        """Show how far it is; a total of 0 means that nobody knows."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if text and self.stop.isEnabled():
            self._text.setText(text)
            self._bar.setAccessibleName(text)

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self._text.setText(_("Stopping…"))
        self.stopped.emit()
