"""The event that is chosen: facts, how many came and how one knows, and who came by name."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from op_desktop.domain.attendance import CountMethod
from op_desktop.domain.school import Status
from op_desktop.language import _, ngettext
from op_desktop.register.event_people import EventPerson
from ui.models.check_in import Suggestion
from ui.models.events import METHOD_NAMES, AttendeeLine, AttendeesModel, EventLine, people_words, when_words
from ui.pages.labs_table import cursor_kept
from ui.pages.person_entry import PersonEntry
from ui.pages.rows_card import KeyTable, Looks
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.card import Card, CardTitle, Line
from ui.widgets.chip import Chip
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.segmented import Segmented

_LOOKS = Looks((150, 172), chips=(1,), stretched=0)


class EventPanel(Card):
    """Shows and asks by signal; nothing can be written in an event that is closed."""

    counted = Signal(str, object)
    """The text of the number and the ``CountMethod``."""
    removed = Signal(object)
    """The id of somebody who was not there."""
    hours = Signal(object)
    """The ``EventPerson`` whose hours are to be written."""

    def __init__(self, theme: Theme, find: Callable[[str], Sequence[Suggestion]]) -> None:
        super().__init__(0, 0)
        self._theme = theme
        self._line: EventLine | None = None
        self.state = Chip(theme, "")
        self.heading = CardTitle("", self.state)
        self.when = Label("", "strong", wrap=True)
        self.facts = Label("", ink="text2", wrap=True)
        self.number = QLineEdit()
        self.number.setAccessibleName(_("How many came"))
        self.number.setPlaceholderText("–")
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.number.setMaximumWidth(theme.px(84))
        self.number.editingFinished.connect(self._count)
        methods = [(method, _(words)) for method, words in METHOD_NAMES.items()]
        self.method = Segmented(_("How one knows"), methods)
        self.method.chosen.connect(lambda _key: self._count())
        self.sum = Label("", "strong", wrap=True)
        self.person = PersonEntry(theme, _("Who came"), _("Add somebody by name"), find, floats=True)
        self.people = AttendeesModel(self)
        self.table = KeyTable(theme, _("Who came, by name"), self.people, _LOOKS)
        self.table.setMinimumHeight(theme.px(120))
        self.table.opened.connect(self._ask_hours)
        self.table.removed.connect(lambda index: self.removed.emit(self.people.rows[index.row()].id))
        self._room, self._adding = QWidget(), QWidget()
        self.helping = ElidedLabel("", "secondary", ink="text2")
        self.give = Button(theme, _("Hours of help"), "hand-heart", "soft", on_click=self._ask_hours)
        self._lay_out()
        self.hide()

    def show_event(self, line: EventLine | None, people: Sequence[EventPerson]) -> None:
        """Show an event, or nothing."""
        self.setVisible(line is not None)
        before, self._line = self._line, line
        if line is None:
            return
        event, look = line.event, line.chip
        self.heading.title.setText(event.name)
        self.state.show_state(look.words, look.tone, look.icon)
        self.when.setText(when_words(event))
        together = _("with {partners}").format(partners=event.partners) if event.partners else ""
        series = _("Programme: {name}").format(name=event.programme) if event.programme else ""
        self.facts.setText("\n".join(part for part in (line.where, series, together) if part))
        self.facts.setVisible(bool(self.facts.text()))
        # What is being typed stays as it is, but never over another event.
        same = before is not None and before.id == line.id
        if not (same and self.number.hasFocus()):
            self.number.setText("" if event.headcount is None else str(event.headcount))
        self.method.set_current(event.method)
        self.sum.setText(people_words(event))
        with cursor_kept(self.table, self.people):
            self.people.set_rows([AttendeeLine(each) for each in people])
        self.table.setVisible(bool(people))
        self._room.setVisible(not people)
        self._open(event.status is Status.PLANNED)
        helped = ngettext("{n} helped", "{n} helped", event.volunteers).format(n=event.volunteers)
        keys = _("Enter on a name writes hours, Del takes it away") if people else ""
        self.helping.setText(helped if event.volunteers else keys)

    def _open(self, writable: bool) -> None:
        for widget in (self.number, self.method, self.give):
            widget.setEnabled(writable)
        self._adding.setVisible(writable)
        self.give.setVisible(writable and bool(self.people.rows))

    def _count(self) -> None:
        if self._line is None:
            return
        method = self.method.current
        event = self._line.event
        typed = self.number.text().strip()
        standing = "" if event.headcount is None else str(event.headcount)
        if isinstance(method, CountMethod) and (typed, method) != (standing, event.method):
            self.counted.emit(typed, method)

    def _ask_hours(self, _index: QModelIndex | None = None) -> None:
        number = max(0, self.table.currentIndex().row())
        if self.people.rows:
            self.hours.emit(self.people.rows[number].person)

    def _lay_out(self) -> None:
        count = QHBoxLayout()
        count.setSpacing(8)
        caption = Label(_("How many came"), "label", ink="text2")
        caption.setBuddy(self.number)
        for widget in (self.number, self.method):
            count.addWidget(widget)
        count.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.helping, 1)
        foot.addWidget(self.give)
        self.column.addWidget(self.heading)
        self.column.addLayout(_inset(self.when, self.facts, top=0))
        self.column.addWidget(Line())
        body = _inset(caption)
        body.addLayout(count)
        body.addWidget(self.sum)
        self.column.addLayout(body)
        self.column.addWidget(Line())
        adding = QVBoxLayout(self._adding)
        adding.setContentsMargins(16, 10, 16, 12)
        adding.addWidget(self.person)
        self.column.addWidget(self._adding)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self._room, 1)
        bottom = QVBoxLayout()
        bottom.setContentsMargins(16, 8, 12, 10)
        bottom.addLayout(foot)
        self.column.addLayout(bottom)


def _inset(*widgets: QWidget, top: int = 10) -> QVBoxLayout:
    """Widgets with the margins of a card."""
    column = QVBoxLayout()
    column.setContentsMargins(16, top, 16, 12)
    column.setSpacing(6)
    for widget in widgets:
        column.addWidget(widget)
    return column
