"""A field for somebody's name: letters propose people, a digit or Enter takes one, Ctrl+Enter adds a new person."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from op_desktop.domain.formats import format_clock
from op_desktop.domain.names import words
from op_desktop.domain.record import RecordId
from op_desktop.language import _
from op_desktop.register.people import full_name
from op_desktop.register.search import find_people
from op_desktop.register.view import View
from op_desktop.register.volunteering import PersonHours, find_volunteers
from op_desktop.storage.reader import Reader
from ui.models.check_in import Suggestion
from ui.pages.check_in_people import RowsView
from ui.theme import Theme
from ui.widgets.avatar import Glyph
from ui.widgets.button import RowButton
from ui.widgets.card import Card, Line
from ui.widgets.floating import FloatingCard
from ui.widgets.key_cap import KeyCap
from ui.widgets.label import ElidedLabel

ROWS: Final = 6
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DIGITS: Final = tuple("123456")
Find = Callable[[str], Sequence[Suggestion]]


class PersonEntry(QWidget):
    """Decides what a key means; who answers the signals writes."""

    picked = Signal(object)
    """The ``Suggestion`` taken."""
    new_person = Signal(str)
    """Ctrl+Enter: somebody who is not on file."""
    shown = Signal()
    """Other people are proposed, or none: the height is another one."""
    left_down = Signal()
    """Arrow down while nobody is proposed."""

    def __init__(
        self, theme: Theme, name: str, placeholder: str, find: Find, field: QLineEdit | None = None, *,
        adds: bool = True, keeps: bool = False, least: int = 1, floats: bool = False,
    ) -> None:  # fmt: skip
        """``find`` proposes people from ``least`` letters on; ``field`` is the line to type in, where it has its own
        look. ``adds``: somebody new may be meant, too; ``keeps``: the field goes on showing the name taken; ``floats``:
        who is proposed stands over what lies below, so that nothing on the page moves."""
        super().__init__()
        self._find, self._adds, self._keeps, self._least = find, adds, keeps, least
        self.chosen: Suggestion | None = None
        """Who was taken last; nobody after the text was changed."""
        self.field = field or QLineEdit()
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(placeholder)
        self.field.textChanged.connect(self._propose)
        self.field.installEventFilter(self)
        self.list = RowsView(theme)
        self.list.set_low(True)
        self.list.clicked.connect(self._click)
        self._create = RowButton(_("New person"), "quiet")
        self._create_words = ElidedLabel("", "medium", ink="primary_text")
        self._line = Line()
        self._card = FloatingCard(self.field) if floats else Card(0, 0)
        self._lay_out_card(theme)
        self._card.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.field)
        if not floats:
            column.addWidget(self._card)
        self.setFocusProxy(self.field)

    def _lay_out_card(self, theme: Theme) -> None:
        """The people proposed and, where somebody new may be meant, the row that adds them."""
        inner = QVBoxLayout()
        inner.setContentsMargins(6, 5, 6, 5)
        inner.addWidget(self.list)
        self._create.add(Glyph(theme, "user-plus", "primary_text", 18))
        self._create.add(self._create_words, 1)
        self._create.add(KeyCap("Ctrl+Return"))
        self._create.row.setContentsMargins(theme.px(22), 4, theme.px(18), 4)
        self._create.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._create.clicked.connect(self._add)
        self._card.column.addLayout(inner)
        self._card.column.addWidget(self._line)
        self._card.column.addWidget(self._create)
        # Not before it has its place: a button of its own would be a window.
        self._create.setVisible(self._adds)

    @property
    def text(self) -> str:
        """What is typed, without blanks around it."""
        return self.field.text().strip()

    @property
    def widget(self) -> QWidget:
        """Itself, for dialogs that know it only by what it tells."""
        return self

    @property
    def person_id(self) -> RecordId | None:
        """Who was taken last; nobody after the text was changed."""
        return self.chosen.person_id if self.chosen is not None else None

    def clear(self) -> None:
        """Ready for the next; the keyboard stays."""
        self.field.clear()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def type_on(self, letter: str) -> None:
        """Go on typing here what was typed elsewhere."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.insert(letter)

    def pick(self, person: Suggestion) -> None:
        """Take this person."""
        with QSignalBlocker(self.field):
            self.field.setText(person.name if self._keeps else "")
        self.list.show_people(())
        self._show_card(False)
        self.chosen = person
        self.shown.emit()
        self.picked.emit(person)

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
            return self._add() if control else self._enter()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            return self._step(1 if key == Qt.Key.Key_Down else -1)
        # The name that is kept is an answer: Esc goes on to whoever holds the field.
        if key == Qt.Key.Key_Escape and self.field.text() and self.chosen is None:
            self.field.clear()
            return True
        return self._pick_digit(event)

    def _enter(self) -> bool:
        """Without anybody to take, whoever holds the field says what is wrong, unless the hint below does."""
        chosen = self.list.current
        if chosen is not None:
            self.pick(chosen)
        return chosen is not None or (self._adds and bool(self.text))

    def _add(self) -> bool:
        if self._adds and words(self.text):
            self.new_person.emit(self.text)
        return self._adds and bool(self.text)

    def _step(self, by: int) -> bool:
        proposed = bool(self.list.rows)
        if proposed:
            self.list.step(by)
        elif by > 0:
            self.left_down.emit()
        return proposed or by > 0

    def _pick_digit(self, event: QKeyEvent) -> bool:
        """A digit after letters takes a row, where there is one."""
        letters = bool(self.text) and not any(sign.isdigit() for sign in self.text)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        number = int(event.text()) if event.text() in _DIGITS else 0
        if not (letters and plain and 0 < number <= len(self.list.rows)):
            return False
        self.pick(self.list.rows[number - 1])
        return True

    def _click(self, index: QModelIndex) -> None:
        self.pick(self.list.rows[index.row()])

    def _propose(self, text: str) -> None:
        self.chosen = None
        named = bool(words(text)) and len(self.text) >= self._least
        people = self._find(text) if named else ()
        self.list.show_people(people)
        self._line.setVisible(self._adds and bool(people))
        if self._adds:
            self._create_words.setText(_("New person “{text}…”").format(text=self.text))
            self._create.setAccessibleName(self._create_words.text())
        self._show_card(bool(people) or (named and self._adds))
        self.shown.emit()

    def _show_card(self, shown: bool) -> None:
        if isinstance(self._card, FloatingCard):
            self._card.offer(shown)
        else:
            self._card.setVisible(shown)


def people_found(reader: Reader, text: str, but: Sequence[RecordId] = ()) -> list[Suggestion]:
    """People on file for a typed text, without those who are taken already."""
    hits = [hit for hit in find_people(reader, text, ROWS + len(but)) if hit.id not in but]
    return [Suggestion(hit.id, hit.title, hit.detail, tuple(words(text))) for hit in hits[:ROWS]]


def anybody(reader: Reader, text: str, view: View) -> list[Suggestion]:
    """People whose words begin with the typed ones, who gives hours first."""
    return [
        Suggestion(row.person_id, full_name(row.family, row.given), _habit(row), tuple(words(text)), row.minutes > 0)
        for row in find_volunteers(reader, text, ROWS, view)
    ]


def _habit(row: PersonHours) -> str:
    if not row.minutes:
        return _("No hours in the last year")
    return _("{hours} hours in the last year").format(hours=format_clock(row.minutes))
