"""A field in which a person is found by first letters; the people proposed stand below it."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from op_desktop.domain.formats import format_clock
from op_desktop.domain.names import words
from op_desktop.domain.record import RecordId
from op_desktop.language import _
from op_desktop.register.people import full_name
from op_desktop.register.volunteering import PersonHours, find_volunteers
from op_desktop.storage.reader import Reader
from ui.models.check_in import Suggestion
from ui.pages.check_in_people import RowsView
from ui.theme import Theme

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
LEAST_LETTERS: Final = 2
MOST: Final = 6

Find = Callable[[str], Sequence[Suggestion]]


class PersonField(QWidget):
    """Enter or a digit picks; arrows choose; Esc clears. With ``keeps`` the field goes on showing the name."""

    picked = Signal(object)
    """A ``Suggestion``."""
    shown = Signal()
    """Other people are proposed, or none: the height is another one."""
    left_down = Signal()

    def __init__(self, theme: Theme, name: str, search: Find, *, placeholder: str = "", keeps: bool = False) -> None:
        super().__init__()
        self._search, self._keeps = search, keeps
        self.chosen: Suggestion | None = None
        self.field = QLineEdit()
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(placeholder or name)
        self.field.textEdited.connect(self._typed)
        self.field.installEventFilter(self)
        self.people = RowsView(theme)
        self.people.clicked.connect(self._pick_row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self.people)
        self.setFocusProxy(self.field)

    @property
    def person_id(self) -> RecordId | None:
        """Who was picked last; nobody after the text was changed."""
        return self.chosen.person_id if self.chosen is not None else None

    def clear(self) -> None:
        """Ready for another name."""
        self.field.clear()
        self._typed("")

    def type_on(self, letter: str) -> None:
        """Go on typing here what was typed elsewhere."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.insert(letter)
        self._typed(self.field.text())

    def pick(self, person: Suggestion) -> None:
        """Take this person."""
        self.chosen = person
        self.people.show_people([])
        self.field.setText(person.name if self._keeps else "")
        self.shown.emit()
        self.picked.emit(person)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the field."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key, digit, proposed = event.key(), event.text(), self.people.rows
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if key == Qt.Key.Key_Down and not proposed:
            self.left_down.emit()
        elif not proposed or not plain:
            return False
        elif key in _ENTER and self.people.current is not None:
            self.pick(self.people.current)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.people.step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            self.clear()
        elif digit.isdecimal() and 1 <= int(digit) <= len(proposed):
            self.pick(proposed[int(digit) - 1])
        else:
            return False
        return True

    def _typed(self, text: str) -> None:
        self.chosen = None
        self.people.show_people(self._search(text) if len(text.strip()) >= LEAST_LETTERS else [])
        self.shown.emit()

    def _pick_row(self, index: QModelIndex) -> None:
        self.pick(self.people.rows[index.row()])


def anybody(reader: Reader, text: str) -> list[Suggestion]:
    """People whose words begin with the typed ones, who gives hours first."""
    return [
        Suggestion(row.person_id, full_name(row.family, row.given), _habit(row), tuple(words(text)), row.minutes > 0)
        for row in find_volunteers(reader, text, MOST)
    ]


def _habit(row: PersonHours) -> str:
    if not row.minutes:
        return _("No hours in the last year")
    return _("{hours} hours in the last year").format(hours=format_clock(row.minutes))
