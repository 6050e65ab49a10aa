"""Questions as a card in the window: the rest is dimmed, Esc closes, Ctrl+Enter confirms."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from op_desktop.language import _
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.overlay import Overlay


class Dialog(QFrame):
    """Base of all dialogs: title, text, ``body`` for the content, verbs as buttons.

    Show it with ``MainWindow.ask``. Subclasses put their fields into ``body``, may override ``ready`` and set
    ``first`` to the widget that gets the keyboard.
    """

    accepted = Signal()
    rejected = Signal()
    EDGE = 24

    def __init__(
        self,
        theme: Theme,
        title: str,
        text: str = "",
        *,
        confirm: str = "",
        cancel: str = "",
        danger: bool = False,
        width: int = 480,
    ) -> None:
        """``confirm`` is a verb; without it only ``cancel`` is offered. A dangerous question puts the keyboard
        on the safe button. ``width`` in px at text size 100 %."""
        super().__init__()
        self.theme = theme
        self.setObjectName("dialog_card")
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self._width = width
        self._layer: Overlay | None = None
        self.first: QWidget | None = None
        self.title = Label(title, "dialog", wrap=True)
        self.text = Label(text, ink="text2", wrap=True)
        content = QWidget()
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(10)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setObjectName("row")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(content)
        self._content = content
        content.setObjectName("row")
        self.confirm = Button(theme, confirm, kind="danger" if danger else "primary", on_click=self.accept)
        self.cancel = Button(theme, cancel or (_("Keep") if danger else _("Cancel")), on_click=self.reject)
        self._lay_out()
        self.text.setVisible(bool(text))
        self.confirm.setVisible(bool(confirm))
        if danger:
            self.first = self.cancel

    def ready(self) -> bool:
        """Whether the answer may be taken; a subclass says what is missing and returns False."""
        return True

    def accept(self) -> None:
        """Take the answer and go, if it is complete and may be given at all."""
        if self.confirm.isHidden() or not self.confirm.isEnabled() or not self.ready():
            return
        self._go()
        self.accepted.emit()

    def reject(self) -> None:
        """Go without an answer."""
        self._go()
        self.rejected.emit()

    def show_in(self, layer: Overlay) -> None:
        """Appear in the middle of a layer; the window does this."""
        self._layer = layer
        self.setParent(layer)
        layer.setAccessibleName(self.accessibleName())
        layer.installEventFilter(self)
        self.show()
        self.place()
        (self.first or self._first_field() or self.confirm).setFocus(Qt.FocusReason.PopupFocusReason)

    def place(self) -> None:
        """Take the size that the content needs, within the window; to be called when the content grows."""
        if self._layer is None:
            return
        self._scroll.setVisible(self.body.count() > 0)
        # What was shown or hidden just now counts at once, not with the next turn of the loop.
        self.body.invalidate()
        self.body.activate()
        room = self._layer.rect().adjusted(16, 16, -16, -16)
        width = min(self.theme.px(self._width), room.width())
        inner = width - 2 * self.EDGE - 2
        layout = self.body
        tall = layout.heightForWidth(inner) if layout.hasHeightForWidth() else layout.sizeHint().height()
        self._scroll.setMinimumHeight(0)
        shown = not self._scroll.isHidden()
        words = [label for label in (self.title, self.text) if not label.isHidden()]
        for label in words:
            # A layout may give wrapped words less than they need: the scrolled content gives way, they do not.
            label.setMinimumHeight(label.heightForWidth(inner))
        fixed = sum(label.heightForWidth(inner) + 12 for label in words) + self.confirm.sizeHint().height() + 42
        height = min(fixed + (tall + 12 if shown else 0), room.height())
        self.resize(width, height)
        self.resize(width, min(height + self._lacking(), room.height()))
        self.move(room.center() - self.rect().center())
        # A bar that was needed before this size stays until the next layout, over the right edge of the content.
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def reveal(self, widget: QWidget) -> None:
        """Show a part of the content that was put in or changed just now, scrolling where the window is too low."""
        self.place()
        self._scroll.ensureWidgetVisible(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle when the window changes."""
        if event.type() == QEvent.Type.Resize and watched is self._layer:
            self.place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves, Ctrl+Enter confirms, and Enter confirms from a field."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        elif enter and (event.modifiers() & Qt.KeyboardModifier.ControlModifier or self._enter_confirms()):
            self.accept()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.confirm)
        column = QVBoxLayout(self)
        column.setContentsMargins(self.EDGE, 20, self.EDGE, 20)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addWidget(self._scroll, 1)
        column.addLayout(self.buttons)

    def _lacking(self) -> int:
        """How much higher the content really is, laid out: layouts foretell too little for wrapped words."""
        column = self.layout()
        if column is None or self._scroll.isHidden():
            return 0
        column.activate()
        self.body.activate()
        shown = self._scroll.viewport().size()
        # A scroll bar that is about to go takes width for the moment, and a line more of words with it.
        needed = self.body.minimumSize().height()
        if self.body.hasHeightForWidth():
            needed = max(needed, self.body.minimumHeightForWidth(shown.width()))
        return max(0, needed - shown.height())

    def _enter_confirms(self) -> bool:
        return not isinstance(self.focusWidget(), QAbstractButton)

    def _first_field(self) -> QWidget | None:
        for widget in self._content.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(self) and widget.isEnabled():
                return widget
        return None if not self.confirm.isHidden() else self.cancel

    def _go(self) -> None:
        if self._layer is not None:
            layer, self._layer = self._layer, None
            layer.close_layer()
