"""The counter of the help desks: area, kind and desk stay as they were, a name and a digit record a contact of now."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from op_desktop.domain.counselling import ContactKind
from op_desktop.domain.record import RecordId
from op_desktop.language import _
from ui.dialogs.form import Choice
from ui.models.check_in import Suggestion
from ui.models.counselling import KIND_WORDS
from ui.pages.person_entry import PersonEntry
from ui.theme import Theme
from ui.widgets.card import Card
from ui.widgets.key_cap import KeyCap
from ui.widgets.label import ElidedLabel
from ui.widgets.search_field import SearchField
from ui.widgets.segmented import Segmented
from ui.widgets.tab_order import come_first_in

MOST_KEYS = 9


class CounterCard(Card):
    """Asks by signal; Alt with a digit chooses the area, Alt+0 turns consultation into request and back."""

    unnamed = Signal()
    """``+`` in the empty field: somebody without a name."""

    def __init__(self, theme: Theme, find: Callable[[str], Sequence[Suggestion]]) -> None:
        super().__init__(14, 8)
        self._theme = theme
        self.area: Segmented | None = None
        self._codes: list[str] = []
        field = SearchField(theme, _("Who is at the desk"), _("Who is at the desk?"))
        self.person = PersonEntry(theme, _("Who is at the desk"), _("Who is at the desk?"), find, field, floats=True)
        field.textEdited.connect(self._plus)
        self.kind = Segmented(_("Kind"), [(kind, _(words)) for kind, words in KIND_WORDS.items()])
        self.venue = Choice(_("Desk"), [])
        self._areas = QHBoxLayout()
        self._areas.setContentsMargins(0, 0, 0, 0)
        self._areas.setSpacing(8)
        self._areas.addWidget(KeyCap("Alt+1"))
        self._areas.addStretch(1)
        second = QHBoxLayout()
        second.setSpacing(8)
        second.addWidget(self.kind)
        second.addWidget(KeyCap("Alt+0"))
        second.addWidget(self.venue, 1)
        self.column.addLayout(self._areas)
        self.column.addLayout(second)
        self.column.addWidget(self.person)
        self._quick = ElidedLabel(_("Letters and a digit record it now."), "secondary", ink="text2")
        self.column.addLayout(_grammar(self._quick))
        for number in range(MOST_KEYS + 1):
            key = QShortcut(QKeySequence(f"Alt+{number}"), self)
            key.setContext(Qt.ShortcutContext.WindowShortcut)
            key.activated.connect(lambda number=number: self._switch(number))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is scarce the keys are told rather than what letters do."""
        super().resizeEvent(event)
        self._quick.setVisible(self.width() >= self._theme.px(600))

    @property
    def chosen_area(self) -> str:
        """The code of the area."""
        return str(self.area.current) if self.area is not None else ""

    @property
    def chosen_kind(self) -> ContactKind:
        """A consultation, or a request."""
        return ContactKind(str(self.kind.current))

    @property
    def chosen_venue(self) -> RecordId | None:
        """The desk."""
        return RecordId(str(self.venue.key)) if self.venue.key else None

    def offer_areas(self, areas: Sequence[tuple[str, str]]) -> None:
        """Offer these areas by code and name; the choice stays where it can."""
        codes = [code for code, _name in areas]
        if self.area is not None and [*self._names] == list(areas):
            return
        before = self.chosen_area
        if self.area is not None:
            self._areas.removeWidget(self.area)
            self.area.deleteLater()
        self._codes, self._names = codes, tuple(areas)
        self.area = Segmented(_("Area"), list(areas), before if before in codes else None) if areas else None
        if self.area is not None:
            self._areas.insertWidget(0, self.area)
            come_first_in(self, self.area.buttons)

    def offer_venues(self, venues: Sequence[tuple[RecordId | None, str]], chosen: RecordId | None) -> None:
        """Offer these desks."""
        self.venue.set_options(venues, chosen)

    def _switch(self, number: int) -> None:
        if not self.isVisible():
            return
        if number == 0:
            other = ContactKind.CONSULTATION if self.chosen_kind is ContactKind.REQUEST else ContactKind.REQUEST
            self.kind.set_current(other)
        elif self.area is not None and number <= len(self._codes):
            self.area.set_current(self._codes[number - 1])
        self.person.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _plus(self, text: str) -> None:
        if text.strip() == "+":
            self.person.clear()
            self.unnamed.emit()

    _names: tuple[tuple[str, str], ...] = ()


def _grammar(first: QWidget) -> QHBoxLayout:
    """What can be typed, in one line that begins with ``first``."""
    line = QHBoxLayout()
    line.setSpacing(6)
    pairs: tuple[tuple[str, str], ...] = (
        ("+", _("somebody without a name")), ("Ctrl+N", _("appointment, another day")),
    )  # fmt: skip
    words: list[QWidget] = [first]
    for key, meaning in pairs:
        words += [KeyCap(key), ElidedLabel(meaning, "secondary", ink="text2")]
    for widget in words:
        line.addWidget(widget)
    line.addStretch(1)
    return line
