"""The field of the check-in: a name, a card or +12, with the people it may mean below."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from op_desktop.language import _
from op_desktop.register.check_in import parse_unnamed
from ui.models.check_in import Suggestion
from ui.pages.check_in_people import RowsView
from ui.theme import Theme
from ui.widgets.avatar import Glyph
from ui.widgets.button import RowButton
from ui.widgets.card import Card, Line
from ui.widgets.key_cap import KeyCap
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.search_field import SearchField

ROWS: Final = 6
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CheckInField(QWidget):
    """Decides what a key means; who answers the signals looks people up and writes."""

    typed = Signal(str)
    """The text is new: propose people for it."""
    picked = Signal(object)
    """The id of the person chosen."""
    entered = Signal(str)
    """Enter on a text that nobody proposed fits: a card, perhaps."""
    unnamed = Signal(object)
    """``parse_unnamed`` of the text."""
    new_person = Signal(str)
    """Ctrl+Enter: somebody who is not on file."""
    left = Signal()
    """Esc in the empty field."""

    def __init__(self, theme: Theme, begins_a_card: Callable[[str], bool]) -> None:
        """``begins_a_card`` tells letters and digits of a card from letters and the number of a row."""
        super().__init__()
        self._begins_a_card = begins_a_card
        self.field = SearchField(theme, _("Who is here"), _("Who is here?"))
        self.field.textChanged.connect(self._retyped)
        self.field.installEventFilter(self)
        self.list = RowsView(theme)
        self.list.clicked.connect(self._click)
        self._above = QWidget()
        self.hint = ElidedLabel("", "medium")
        self._create = RowButton(_("New person"), "quiet")
        self._create_words = ElidedLabel("", "medium", ink="primary_text")
        self._theme = theme
        self._build()
        self.show_people([])

    @property
    def text(self) -> str:
        """What stands in the field, without blanks around it."""
        return self.field.text().strip()

    def focus(self) -> None:
        """Put the keyboard here: it lives here."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Ready for the next."""
        self.field.clear()
        self.focus()

    def set_low(self, low: bool) -> None:
        """Lower rows where height is scarce."""
        self.list.set_low(low)

    def show_people(self, people: Sequence[Suggestion], note: str = "", *, hint: str = "") -> None:
        """Propose these people; the first is what Enter means."""
        self.list.show_people(people)
        named = bool(self.text) and not self.text.startswith("+")
        self._create_words.setText(_("New person “{text}…”").format(text=self.text))
        self._create.setAccessibleName(self._create_words.text())
        self._line.setVisible(bool(people))
        self._card.setVisible(named)
        self.field.set_note(note)
        self.hint.setText(hint)
        self._above.setVisible(bool(hint))

    def rehearse(self, people: Sequence[Suggestion]) -> None:
        """Paint these rows where nobody sees them, while nothing is typed."""
        self.list.show_people(people)
        self._card.grab()
        self.list.show_people([])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the field; undo belongs to the page while nothing is typed."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and not self.text and _undoes(event):
                event.ignore()
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._press(event)
        return False

    def _press(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in _ENTER:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._ask_new()
            else:
                self._enter()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.list.step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            if self.field.text():
                self.field.clear()
            else:
                self.left.emit()
        else:
            return self._pick_digit(event)
        return True

    def _pick_digit(self, event: QKeyEvent) -> bool:
        """A digit after letters picks a row, where there is one; in a number it is a digit."""
        letters = self.text and not any(sign.isdigit() or sign == "+" for sign in self.text)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        number = int(event.text()) if event.text() in tuple("123456") else 0
        if not (letters and plain and 0 < number <= len(self.list.rows)):
            return False
        if self._begins_a_card(f"{self.text}{number}"):
            return False
        self.picked.emit(self.list.rows[number - 1].person_id)
        return True

    def _enter(self) -> None:
        counted = parse_unnamed(self.text)
        if counted:
            self.unnamed.emit(counted)
        elif self.text:
            self.entered.emit(self.text)

    def pick_current(self) -> bool:
        """Take the row that Enter means; False where nobody is proposed."""
        chosen = self.list.current
        if chosen is not None:
            self.picked.emit(chosen.person_id)
        return chosen is not None

    def _click(self, index: QModelIndex) -> None:
        self.picked.emit(self.list.rows[index.row()].person_id)

    def _ask_new(self) -> None:
        if self.text and not self.text.startswith("+"):
            self.new_person.emit(self.text)

    def _retyped(self) -> None:
        self.typed.emit(self.text)

    def _build(self) -> None:
        theme = self._theme
        self._create.add(Glyph(theme, "user-plus", "primary_text", 18))
        self._create.add(self._create_words, 1)
        self._create.add(KeyCap("Ctrl+Return"))
        self._create.row.setContentsMargins(theme.px(22), 4, theme.px(18), 4)
        self._create.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._create.clicked.connect(self._ask_new)
        self._card = Card(0, 0)
        inner = QVBoxLayout()
        inner.setContentsMargins(6, 5, 6, 5)
        inner.addWidget(self.list)
        self._line = Line()
        above = QVBoxLayout(self._above)
        above.setContentsMargins(theme.px(22), 9, theme.px(18), 2)
        above.addWidget(self.hint)
        self._card.column.addWidget(self._above)
        self._card.column.addLayout(inner)
        self._card.column.addWidget(self._line)
        self._card.column.addWidget(self._create)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addLayout(_grammar())
        column.addWidget(self._card)


def _grammar() -> QHBoxLayout:
    """What can be typed, in one line."""
    line = QHBoxLayout()
    line.setSpacing(6)
    before, _blank, after = _("Type the name, pass the card, or {key} for twelve people without a name").partition(
        "{key}"
    )
    line.addWidget(ElidedLabel(before.strip(), "secondary", ink="text2"))
    line.addWidget(KeyCap("+12"))
    line.addWidget(ElidedLabel(after.strip(), "secondary", ink="text2"), 1)
    line.addWidget(Label(_("Esc clears"), "secondary", ink="text2"))
    return line


def _undoes(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
