"""One line below the pupils of a class: what is different about the pupil chosen, from which day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from op_desktop.domain.dates import parse_date
from op_desktop.domain.formats import format_date
from op_desktop.domain.record import RecordId
from op_desktop.errors import UserError
from op_desktop.language import N_, _
from op_desktop.register.schools import ClassRow
from ui.dialogs.form import Choice, text_field
from ui.models.class_roster import RosterLine
from ui.theme import Theme
from ui.widgets.button import Button


class Kind(StrEnum):
    """What can be different."""

    NAME = "name"
    NUMBER = "number"
    LEAVES = "leaves"
    MOVES = "moves"
    STAYED = "stayed"
    MISTAKE = "mistake"


TITLES: Final = {
    Kind.NAME: N_("The name is"),
    Kind.NUMBER: N_("The number is"),
    Kind.LEAVES: N_("Leaves the class on"),
    Kind.MOVES: N_("Moves to another class on"),
    Kind.STAYED: N_("Did not leave after all"),
    Kind.MISTAKE: N_("Was entered by mistake"),
}
VERBS: Final = {
    Kind.NAME: N_("Correct the name"),
    Kind.NUMBER: N_("Change the number"),
    Kind.LEAVES: N_("Let leave"),
    Kind.MOVES: N_("Move"),
    Kind.STAYED: N_("Put back"),
    Kind.MISTAKE: N_("Take out"),
}
DATED: Final = (Kind.LEAVES, Kind.MOVES)


@dataclass(frozen=True, slots=True)
class Change:
    """What the person said about a pupil."""

    kind: Kind
    enrolment_id: RecordId
    text: str = ""
    """The name or number typed."""
    day: date | None = None
    class_id: RecordId | None = None


class ChangeLine(QWidget):
    """A choice, the field that belongs to it, and the verb; what is said is announced, never stored here."""

    wanted = Signal(object)
    """A ``Change``."""
    failed = Signal(object)
    """A ``UserError`` about what is typed."""

    def __init__(self, theme: Theme, others: Sequence[ClassRow], today: date, *, named: bool) -> None:
        """``others`` are the classes to which a pupil can move; ``named`` tells whether the class keeps names."""
        super().__init__()
        self._others, self._today, self._named = others, today, named
        self._line: RosterLine | None = None
        self.kind = Choice(_("What is different"), [])
        self.kind.setPlaceholderText(_("Choose a pupil to say what is different"))
        self.text = text_field(_("As it should be"))
        self.day = text_field(_("Day"), format_date(today))
        self.target = Choice(_("Class"), [(row.id, f"{row.label} · {row.school}") for row in others])
        self.act = Button(theme, "", on_click=self.take)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget, stretch in ((self.kind, 2), (self.text, 2), (self.day, 1), (self.target, 2), (self.act, 0)):
            row.addWidget(widget, stretch)
        self.kind.currentIndexChanged.connect(lambda _number: self._adapt())
        for field in (self.text, self.day):
            field.returnPressed.connect(self.take)

    def show_line(self, line: RosterLine | None) -> None:
        """Ask about this pupil."""
        same = line is not None and self._line is not None and line.id == self._line.id
        self._line = line
        self.setEnabled(line is not None)
        if not same:
            self.day.setText(format_date(self._today))
        kinds = self._kinds()
        self.kind.blockSignals(True)
        self.kind.set_options([(kind, _(TITLES[kind])) for kind in kinds], self.kind.key if same else None)
        self.kind.blockSignals(False)
        self._adapt()

    def take(self) -> None:
        """Announce what is said."""
        line, kind = self._line, self._kind
        if line is None or kind is None:
            return
        try:
            day = parse_date(self.day.text(), self._today) if kind in DATED else None
        except UserError as error:
            self.failed.emit(error)
            return
        target = RecordId(str(self.target.key)) if kind is Kind.MOVES and self.target.key else None
        self.wanted.emit(Change(kind, line.id, self.text.text(), day, target))

    @property
    def _kind(self) -> Kind | None:
        return self.kind.key if isinstance(self.kind.key, Kind) else None

    def _kinds(self) -> list[Kind]:
        if self._line is None:
            return []
        if self._line.row.left_on is not None:
            return [Kind.STAYED]
        named = [Kind.NAME] if self._named else []
        moving = [Kind.MOVES] if self._others else []
        return [Kind.LEAVES, *moving, *named, Kind.NUMBER, Kind.MISTAKE]

    def _adapt(self) -> None:
        """Show the fields that belong to the choice, filled with what stands."""
        kind, line = self._kind, self._line
        self.text.setVisible(kind in (Kind.NAME, Kind.NUMBER))
        self.day.setVisible(kind in DATED)
        self.target.setVisible(kind is Kind.MOVES)
        self.act.set_text(_(VERBS[kind]) if kind else _(VERBS[Kind.LEAVES]))
        if line is not None and kind is Kind.NAME:
            self.text.setText(f"{line.row.family}, {line.row.given}" if line.row.given else line.row.family)
        if line is not None and kind is Kind.NUMBER:
            self.text.setText(str(line.row.number))
