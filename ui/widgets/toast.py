"""What just happened, for six seconds at the bottom of the window, with the way back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QHBoxLayout, QLineEdit, QWidget

from op_desktop.language import _
from ui.theme import Theme
from ui.widgets.avatar import Glyph
from ui.widgets.button import Button
from ui.widgets.key_cap import KeyCap
from ui.widgets.label import Label

SECONDS: Final = 6


@dataclass(frozen=True, slots=True)
class Toast:
    """A short notice; ``act`` is what its button does (Undo unless ``action`` says otherwise)."""

    text: str
    act: Callable[[], object] | None = None
    action: str = ""
    key: str = "Ctrl+Z"
    tone: str = "success"


class ToastArea(QFrame):
    """Shows one toast at a time over its parent; a new one takes the place of the old."""

    ABOVE_BOTTOM = 16

    def __init__(self, theme: Theme, parent: QWidget, *, milliseconds: int = SECONDS * 1000) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self.setAccessibleName(_("Notice"))
        self._under = parent
        self._act: Callable[[], object] | None = None
        self._back_to: QWidget | None = None
        self._timer = QTimer(self, singleShot=True, interval=milliseconds)
        self._timer.timeout.connect(self._time_is_up)
        self._icon = Glyph(theme, "circle-check", "nav_text")
        self._words = Label(role="strong", ink="on_nav")
        self.button = Button(theme, _("Undo"), kind="toast", on_click=self._do)
        self._key = KeyCap("Ctrl+Z", "nav")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 12, 5)
        row.setSpacing(10)
        for widget in (self._icon, self._words, self.button, self._key):
            row.addWidget(widget)
        row.insertSpacing(2, 32)
        self.button.installEventFilter(self)
        parent.installEventFilter(self)
        self.hide()

    def say(self, toast: Toast) -> None:
        """Show this notice now."""
        icons = {"success": "circle-check", "info": "info", "warning": "triangle-alert", "danger": "circle-alert"}
        self._icon.show_icon(icons[toast.tone], "nav_accent" if toast.tone in ("warning", "danger") else "nav_text")
        self._words.setText(toast.text)
        self._act = toast.act
        self.button.set_text(toast.action or _("Undo"))
        self.button.setVisible(toast.act is not None)
        self._key.setVisible(toast.act is not None and not toast.action)
        self.setAccessibleDescription(toast.text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def dismiss(self) -> None:
        """Take the notice away; the keyboard goes back to where it was."""
        had_focus = self.button.hasFocus()
        self._timer.stop()
        self.hide()
        if had_focus and self._back_to is not None and self._back_to.isVisible():
            self._back_to.setFocus()

    def undo(self) -> bool:
        """Do what the notice offers to take back; False if there is nothing of the kind on screen."""
        if self.isHidden() or self._key.isHidden():
            return False
        self._do()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes the notice away."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place when the window changes; stay open while the button has the keyboard."""
        if watched is self.button:
            if event.type() == QEvent.Type.FocusOut:
                self._timer.start()
        elif event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def focus_action(self) -> None:
        """Put the keyboard on the button of the notice."""
        if self.isVisible() and self.button.isVisible():
            self._back_to = QApplication.focusWidget()
            self.button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leaveEvent(self, event: QEvent) -> None:
        """Count again from the start when the pointer leaves."""
        self._timer.start()
        super().leaveEvent(event)

    def _time_is_up(self) -> None:
        if self.underMouse() or self.button.hasFocus():
            self._timer.start()
        else:
            self.dismiss()

    def _do(self) -> None:
        act, self._act = self._act, None
        self.dismiss()
        if act is not None:
            act()

    def _place(self) -> None:
        self.ensurePolished()
        self.adjustSize()
        outside = self._under.rect()
        width = min(self.sizeHint().width(), outside.width() - 32)
        height = self.sizeHint().height()
        left = (outside.width() - width) // 2
        place = QRect(left, outside.height() - height - self.ABOVE_BOTTOM, width, height)
        self.setGeometry(self._clear_of(place, self._controls()))

    def _clear_of(self, place: QRect, controls: list[QRect]) -> QRect:
        """The place, lifted over what one could want to press; in the lower half or not at all."""
        lifted = QRect(place)
        while covered := [each for each in controls if each.intersects(lifted)]:
            lifted.moveBottom(min(each.top() for each in covered) - self.ABOVE_BOTTOM // 2)
            if lifted.top() < self._under.height() // 2:
                return place
        return lifted

    def _controls(self) -> list[QRect]:
        found: list[QWidget] = [*self._under.findChildren(QAbstractButton), *self._under.findChildren(QLineEdit)]
        return [
            QRect(each.mapTo(self._under, QPoint()), each.size())
            for each in found
            if each.isVisible() and not self.isAncestorOf(each)
        ]
