"""A field for somebody's name: letters propose people, a digit or Enter takes one, Ctrl+Enter adds a new person."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from op_desktop.domain.names import words
from op_desktop.domain.record import RecordId
from op_desktop.language import _
from op_desktop.register.search import find_people
from op_desktop.storage.reader import Reader
from ui.models.check_in import Suggestion
from ui.pages.check_in_people import RowsView
from ui.theme import Theme
from ui.widgets.card import Card
from ui.widgets.key_cap import key_text
from ui.widgets.label import ElidedLabel

ROWS: Final = 6
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DIGITS: Final = tuple("123456")


class PersonEntry(QWidget):
    """Decides what a key means; who answers the signals writes."""

    picked = Signal(object)
    """The id of the person taken."""
    new_person = Signal(str)
    """Ctrl+Enter: somebody who is not on file."""
    entered_empty = Signal()
    """Enter while nothing is written."""

    def __init__(
        self, theme: Theme, name: str, placeholder: str, find: Callable[[str], Sequence[Suggestion]],
        field: QLineEdit | None = None,
    ) -> None:  # fmt: skip
        """``find`` proposes people for what is typed; ``field`` is the line to type in, where it has its own look."""
        super().__init__()
        self._find = find
        self.field = field or QLineEdit()
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(placeholder)
        self.field.textChanged.connect(self._propose)
        self.field.installEventFilter(self)
        self.list = RowsView(theme)
        self.list.set_low(True)
        self.list.clicked.connect(self._click)
        self.hint = ElidedLabel("", "secondary", ink="text2")
        self._card = Card(6, 2)
        self._card.column.addWidget(self.list)
        self._card.column.addWidget(self.hint)
        self._card.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addWidget(self._card)

    @property
    def text(self) -> str:
        """What is typed, without blanks around it."""
        return self.field.text().strip()

    @property
    def widget(self) -> QWidget:
        """Itself, for dialogs that know it only by what it tells."""
        return self

    def name_of(self, person_id: RecordId) -> str:
        """The name of somebody proposed just now."""
        return next((each.name for each in self.list.rows if each.person_id == person_id), "")

    def clear(self) -> None:
        """Ready for the next; the keyboard stays."""
        self.field.clear()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the field; undo belongs to the page while nothing is typed."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and not self.text:
            undoes = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
            if undoes:
                event.ignore()
            return undoes
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in _ENTER:
            return self._enter(new=control)
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.list.rows:
            self.list.step(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
            return True
        return self._pick_digit(event)

    def _enter(self, *, new: bool) -> bool:
        chosen = self.list.current
        if new:
            if words(self.text):
                self.new_person.emit(self.text)
            return bool(self.text)
        if chosen is not None:
            self.picked.emit(chosen.person_id)
        elif not self.text:
            self.entered_empty.emit()
            return False
        return True

    def _pick_digit(self, event: QKeyEvent) -> bool:
        """A digit after letters takes a row, where there is one."""
        letters = bool(self.text) and not any(sign.isdigit() for sign in self.text)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        number = int(event.text()) if event.text() in _DIGITS else 0
        if not (letters and plain and 0 < number <= len(self.list.rows)):
            return False
        self.picked.emit(self.list.rows[number - 1].person_id)
        return True

    def _click(self, index: QModelIndex) -> None:
        self.picked.emit(self.list.rows[index.row()].person_id)

    def _propose(self, text: str) -> None:
        named = bool(words(text))
        people = self._find(text) if named else ()
        self.list.show_people(people)
        self.hint.setText(
            _("{key}: new person “{text}”").format(key=key_text("Ctrl+Return"), text=self.text) if named else ""
        )
        self._card.setVisible(named)


def people_found(reader: Reader, text: str, but: Sequence[RecordId] = ()) -> list[Suggestion]:
    """People on file for a typed text, without those who are taken already."""
    hits = [hit for hit in find_people(reader, text, ROWS + len(but)) if hit.id not in but]
    return [Suggestion(hit.id, hit.title, hit.detail, tuple(words(text))) for hit in hits[:ROWS]]
