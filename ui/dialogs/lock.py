"""The lock screen: who are you, and the code; the last digit enters."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from op_desktop.language import _, ngettext
from ui.theme import Theme
from ui.widgets.avatar import Avatar, Glyph
from ui.widgets.button import Button
from ui.widgets.card import Line
from ui.widgets.code_field import CodeField
from ui.widgets.label import Label
from ui.widgets.list_row import ChoiceRow
from ui.widgets.overlay import Overlay
from ui.widgets.perimeter import Perimeter


@dataclass(frozen=True, slots=True)
class LockUser:
    """Somebody who may enter; ``digits`` is the length of the code, 0 for none."""

    id: object
    name: str
    role: str
    digits: int = 4


@dataclass(frozen=True, slots=True)
class CodeAnswer:
    """What the check of a code says: right, or how many attempts are left, or how long to wait."""

    right: bool
    attempts_left: int = 0
    wait_seconds: int = 0


class LockScreen(QWidget):
    """Asks ``verify(user id, code)``; show it with ``MainWindow.lock``."""

    opened = Signal(object)
    """The id of the user who entered; the screen is gone by then."""

    def __init__(
        self,
        theme: Theme,
        users: Sequence[LockUser],
        verify: Callable[[object, str], CodeAnswer],
        *,
        current: object = None,
        note: str = "",
    ) -> None:
        """``note`` says what is safe, for instance up to when the work is saved."""
        super().__init__()
        self._theme, self._users, self._verify = theme, tuple(users), verify
        self._layer: Overlay | None = None
        self._wait = QTimer(self, interval=1000)
        self._wait.timeout.connect(self._count_down)
        self._seconds = 0
        Perimeter(theme, self)
        self._card = QFrame(self)
        self._card.setObjectName("dialog_card")
        self._card.setFixedWidth(theme.px(400))
        self.code = CodeField(theme, _("Code"))
        self.code.textChanged.connect(self._typed)
        self.code.installEventFilter(self)
        self.enter = Button(theme, _("Come in"), kind="primary", big=True, on_click=self._enter)
        self._digits = Label(role="strong")
        self.hint = Label(role="secondary", ink="text2", wrap=True)
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(lambda number, on: self._choose(number) if on else None)
        self._lay_out(note)
        ids = [user.id for user in self._users]
        self._group.button(ids.index(current) if current in ids else 0).setChecked(True)

    def show_in(self, layer: Overlay) -> None:
        """Cover a layer; the window does this."""
        self._layer = layer
        self.setParent(layer)
        layer.setAccessibleName(_("Locked"))
        layer.installEventFilter(self)
        self.show()
        self._place()
        self._focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window; up and down in the code choose another person."""
        if watched is self.code and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
            if step:
                self._group.button((self._group.checkedId() + step) % len(self._users)).setChecked(True)
                return True
        if watched is self._layer and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit typed on a person's row belongs to the code."""
        if event.text().isdigit() and self.code.isVisible() and self.code.isEnabled():
            self.code.setFocus(Qt.FocusReason.OtherFocusReason)
            self.code.insert(event.text())
        else:
            super().keyPressEvent(event)

    def _lay_out(self, note: str) -> None:
        column = QVBoxLayout(self._card)
        column.setContentsMargins(28, 24, 28, 20)
        column.setSpacing(8)
        column.addLayout(self._brand())
        column.addSpacing(8)
        column.addWidget(Label(_("Who are you?"), "chart"))
        column.addWidget(self._people())
        column.addSpacing(6)
        for widget in (self._digits, self.code, self.enter, self.hint):
            column.addWidget(widget)
        if note:
            column.addWidget(Line())
            column.addLayout(self._note(note))

    def _brand(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Glyph(self._theme, "app-mark", "primary_text", 34))
        row.addWidget(Label("OP Desktop", "dialog"), 1)
        return row

    def _people(self) -> QWidget:
        body = QWidget()
        body.setObjectName("row")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for number, user in enumerate(self._users):
            row = ChoiceRow(user.name, user.role, leading=[Avatar(self._theme, user.name, size=34)])
            row.setCheckable(True)
            self._group.addButton(row, number)
            column.addWidget(row)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setObjectName("row")
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        scroll.setFixedHeight(min(body.sizeHint().height(), self._theme.px(56) * 4) + 2)
        return scroll

    def _note(self, note: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Glyph(self._theme, "circle-check", "success", 16))
        row.addWidget(Label(note, "secondary", ink="text2", wrap=True), 1)
        return row

    def _choose(self, number: int) -> None:
        user = self._users[number]
        self.code.clear()
        self.code.set_digits(max(user.digits, 1))
        self._digits.setText(_("Code of {n} digits").format(n=user.digits))
        for widget in (self._digits, self.code):
            widget.setVisible(user.digits > 0)
        self.enter.setVisible(user.digits == 0)
        self._tell(_("After 5 wrong codes the computer waits a minute.") if user.digits else "", "text2")
        if self.isVisible():
            self._focus()
        self._place()

    def _typed(self, text: str) -> None:
        if len(text) == self.code.maxLength():
            self._enter()

    def _enter(self) -> None:
        user = self._users[self._group.checkedId()]
        answer = self._verify(user.id, self.code.text())
        self.code.clear()
        if answer.right:
            self._go(user.id)
        elif answer.wait_seconds:
            self._seconds = answer.wait_seconds
            self.code.setEnabled(False)
            self._wait.start()
            self._tell_wait()
        else:
            left = ngettext("Wrong code. {n} attempt left.", "Wrong code. {n} attempts left.", answer.attempts_left)
            self._tell(left.format(n=answer.attempts_left), "danger")

    def _count_down(self) -> None:
        self._seconds -= 1
        if self._seconds > 0:
            self._tell_wait()
            return
        self._wait.stop()
        self.code.setEnabled(True)
        self._tell("", "text2")
        self._focus()

    def _tell_wait(self) -> None:
        soon = ngettext("Try again in {n} second.", "Try again in {n} seconds.", self._seconds)
        self._tell(_("Try again in a minute.") if self._seconds > 59 else soon.format(n=self._seconds), "danger")

    def _tell(self, text: str, ink: str) -> None:
        self.hint.setText(text)
        self.hint.set_ink(ink)
        self.code.setAccessibleDescription(text)

    def _focus(self) -> None:
        (self.enter if self.code.isHidden() else self.code).setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self, user: object) -> None:
        if self._layer is not None:
            layer, self._layer = self._layer, None
            layer.close_layer()
        self.opened.emit(user)

    def _place(self) -> None:
        if self._layer is not None:
            self.setGeometry(self._layer.rect())
        self._card.adjustSize()
        left = max(24, round(self.width() * 0.09))
        self._card.move(left, max(8, (self.height() - self._card.height()) // 2))
