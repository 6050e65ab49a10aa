"""A layer over the whole window that keeps keyboard and pointer inside until it goes."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

DIM = QColor(4, 12, 24, 150)


class Overlay(QWidget):
    """Covers its parent; Tab goes round inside, no shortcut of the window below answers, focus returns at the end."""

    closed = Signal()

    def __init__(self, parent: QWidget, *, ground: QColor = DIM) -> None:
        super().__init__(parent)
        self._under = parent
        self._ground = ground
        self._back_to = QApplication.focusWidget()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        parent.installEventFilter(self)
        self.setGeometry(parent.rect())

    def close_layer(self) -> None:
        """Go, and give the keyboard back to who had it."""
        self._under.removeEventFilter(self)
        self.hide()
        self.deleteLater()
        # Who had it may be gone meanwhile: a button of a page that was read again, of a card that closed.
        if self._back_to is not None and isValid(self._back_to) and self._back_to.isVisible():
            self._back_to.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def event(self, event: QEvent) -> bool:
        """Claim every key before the shortcuts below can."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Swallow what nobody inside wanted."""
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow and shrink with the window."""
        if event.type() == QEvent.Type.Resize and watched is self._under:
            self.setGeometry(self._under.rect())
        return False

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Move to the next control inside, round and round."""
        stops = self._stops()
        if not stops:
            return True
        here = QApplication.focusWidget()
        step = 1 if forward else -1
        start = stops.index(here) if here in stops else (-1 if forward else 0)
        stops[(start + step) % len(stops)].setFocus(
            Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        )
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim what lies below."""
        QPainter(self).fillRect(self.rect(), self._ground)

    def _stops(self) -> list[QWidget]:
        found: list[QWidget] = []
        widget = self.nextInFocusChain()
        while widget is not None and widget is not self:
            tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
            if tab and self.isAncestorOf(widget) and widget.isVisible() and widget.isEnabled():
                found.append(widget)
            widget = widget.nextInFocusChain()
        return found
