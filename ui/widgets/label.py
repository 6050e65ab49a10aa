"""Texts: labels that never guess rich text, that cut with an ellipsis, and captions of sections."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.widgets.tip import tip


class Label(QLabel):
    """Plain text in a role of ``ui.tokens.ROLES``; names may contain anything, also ``<b>``."""

    def __init__(
        self, text: str = "", role: str = "body", *, ink: str = "", wrap: bool = False, parent: QWidget | None = None
    ) -> None:
        """``ink`` is one of text2, text3, primary_text, on_nav, nav_muted or a tone; empty is the main colour."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("ink", ink)
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setText(text)

    def set_ink(self, ink: str) -> None:
        """Change the colour of the words."""
        if self.property("ink") != ink:
            self.setProperty("ink", ink)
            self.style().unpolish(self)
            self.style().polish(self)


class ElidedLabel(Label):
    """Plain text on one line that gives way: what does not fit ends in an ellipsis and stays in the tooltip."""

    LEAST = 48

    def __init__(
        self, text: str = "", role: str = "body", *, ink: str = "", short: str = "", parent: QWidget | None = None
    ) -> None:
        """``short`` is said instead of a cut text, where there is no room for the whole."""
        super().__init__(text, role, ink=ink, parent=parent)
        self.short = short
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One line; the title font's own line is too tall for the grid and is cut to what the letters need."""
        whole = super().sizeHint()
        return QSize(whole.width(), min(whole.height(), round(self.fontInfo().pixelSize() * 1.36)))

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        whole = self.sizeHint()
        return QSize(min(whole.width(), self.LEAST), whole.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what fits."""
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        if self.short and shown != self.text():
            shown = self.fontMetrics().elidedText(self.short, Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(tip(self.text()) if shown != self.text() else "")
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class SteadyLabel(ElidedLabel):
    """Text that changes at every key; its room stays while the words fit, so that nothing around is laid out anew."""

    STEP = 24

    def say(self, text: str, *, close: bool = False) -> None:
        """Show a text; the room changes only where it does not fit, or is far too wide.

        ``close`` where something stands right behind it, to which a gap would show.
        """
        need = self._need(text)
        if not need <= self.minimumWidth() <= need + (1 if close else 3) * self.STEP:
            self._hold(need)
        self.setText(text)

    def changeEvent(self, event: QEvent) -> None:
        """Other letters need another room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._hold(self._need(self.text()))

    def _need(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text) + 4

    def _hold(self, need: int) -> None:
        self.setFixedSize(-(-need // self.STEP) * self.STEP, self.sizeHint().height())


class CapsLabel(Label):
    """The caption of a section, in small capitals."""

    def __init__(self, text: str, *, ink: str = "text2", parent: QWidget | None = None) -> None:
        super().__init__(text.upper(), "caps", ink=ink, parent=parent)
        self.setAccessibleName(text)
