"""The lab that is chosen in the list: where and when it meets, who answers for it, how it stood, what comes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from op_desktop.domain.date_words import DAYS
from op_desktop.domain.formats import format_clock, format_date, format_time
from op_desktop.domain.lab import LabState, LabStatus
from op_desktop.language import _, language
from op_desktop.register.lab_people import ResponsibleRow
from op_desktop.register.labs import LabRow
from op_desktop.register.people import full_name
from op_desktop.register.sessions import SessionRow
from ui.models.labs import KIND_NAMES, ORIGIN_NAMES, STATE_NAMES
from ui.theme import Theme
from ui.widgets.avatar import Glyph
from ui.widgets.button import Button
from ui.widgets.card import Card, Line
from ui.widgets.chip import Chip
from ui.widgets.label import CapsLabel, Label

COMING: Final = 4
"""How many of the coming meetings are told."""
TONES: Final = {LabState.ACTIVE: "success", LabState.PAUSED: "warning", LabState.CLOSED: "neutral"}


@dataclass(frozen=True, slots=True)
class LabView:
    """What the panel tells of a lab."""

    lab: LabRow
    purpose: str
    states: Sequence[LabStatus]
    responsible: Sequence[ResponsibleRow]
    coming: Sequence[SessionRow]


@dataclass(frozen=True, slots=True)
class LabActs:
    """What can be done with the lab that is chosen."""

    open: Callable[[], object]
    change: Callable[[], object]
    state: Callable[[], object]
    plan: Callable[[], object]
    responsible: Callable[[], object]


class LabPanel(Card):
    """Facts in lines; the button that is used every day stands at the foot and never scrolls away."""

    def __init__(self, theme: Theme, acts: LabActs, *, may_write: bool) -> None:
        super().__init__(0, 0)
        self._theme = theme
        self._shown: LabView | None = None
        self.title = Label("", "card", wrap=True)
        self.state, self.kind = Chip(theme, ""), Chip(theme, "")
        self.origin = Chip(theme, "")
        self.open = Button(theme, _("Check-in of today"), "user-check", big=True, on_click=acts.open)
        self.change = Button(theme, _("Change the lab"), "pencil", "soft", on_click=acts.change)
        self.set_state = Button(theme, _("Change the state"), "clock", "soft", on_click=acts.state)
        self.plan = Button(theme, _("Plan"), "calendar-plus", "ghost", on_click=acts.plan)
        self.choose = Button(theme, _("Choose"), "user-plus", "ghost", on_click=acts.responsible)
        self.plan.setAccessibleName(_("Plan meetings"))
        self.choose.setAccessibleName(_("Choose who is responsible"))
        self._facts = QVBoxLayout()
        self._people = QVBoxLayout()
        self._coming = QVBoxLayout()
        self._past = QVBoxLayout()
        self._build()
        for button in (self.open, self.change, self.set_state, self.plan, self.choose):
            # Not before it has its place: a button of its own would be a window.
            button.setVisible(may_write)

    def show_lab(self, view: LabView | None) -> None:
        """Tell of this lab, or of none."""
        self.setVisible(view is not None)
        if view is None or view == self._shown:
            return
        self._shown = view
        lab = view.lab
        self.title.setText(f"{lab.name} – {lab.municipality}")
        self.state.show_state(_(STATE_NAMES[lab.state]), TONES[lab.state])
        self.kind.show_state(_(KIND_NAMES[lab.kind]), "info")
        self.origin.show_state(_(ORIGIN_NAMES[lab.origin]), "accent")
        self._fill(self._facts, [self._fact("map-pin", lab.venue or lab.municipality),
                                 self._fact("timer", rhythm_of(lab)),
                                 *([self._fact("info", view.purpose)] if view.purpose else [])])  # fmt: skip
        people = [self._fact("user-check", full_name(row.family, row.given)) for row in view.responsible]
        self._fill(self._people, people or [_quiet(_("Nobody yet."))])
        meetings = [self._fact("calendar-days", meeting_of(row)) for row in view.coming[:COMING]]
        self._fill(self._coming, meetings or [_quiet(_("No meeting is planned."))])
        self._fill(self._past, [_quiet(state_of(each)) for each in reversed(view.states)] or
                   [_quiet(_("Nothing was noted."))])  # fmt: skip

    def _fact(self, icon: str, words: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Glyph(self._theme, icon, "text2", 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(words, wrap=True), 1)
        return line

    def _fill(self, column: QVBoxLayout, rows: Sequence[QWidget]) -> None:
        while (item := column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row in rows:
            column.addWidget(row)

    def _build(self) -> None:
        content = QWidget()
        content.setObjectName("row")
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 14, 10, 12)
        column.setSpacing(10)
        chips = QHBoxLayout()
        chips.setSpacing(6)
        for chip in (self.state, self.kind, self.origin):
            chips.addWidget(chip)
        chips.addStretch(1)
        column.addWidget(self.title)
        column.addLayout(chips)
        column.addLayout(self._facts)
        for caption, button, part in (
            (_("Responsible citizens"), self.choose, self._people),
            (_("Coming meetings"), self.plan, self._coming),
            (_("State over time"), None, self._past),
        ):
            column.addSpacing(4)
            column.addLayout(self._captioned(caption, button))
            part.setSpacing(4)
            column.addLayout(part)
        column.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setObjectName("row")
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        self.column.addWidget(scroll, 1)
        self.column.addWidget(Line())
        self.column.addLayout(self._foot())

    def _captioned(self, caption: str, button: Button | None) -> QHBoxLayout:
        line = QHBoxLayout()
        words = CapsLabel(caption)
        words.setWordWrap(True)
        line.addWidget(words, 1)
        if button is not None:
            line.addWidget(button)
        return line

    def _foot(self) -> QVBoxLayout:
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 12, 16, 14)
        foot.setSpacing(8)
        for button in (self.change, self.set_state, self.open):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            foot.addWidget(button)
        return foot


def rhythm_of(lab: LabRow) -> str:
    """When it usually meets."""
    day = DAYS[language()][lab.weekday] if lab.weekday is not None else ""
    when = " ".join(part for part in (day, lab.starts) if part) or _("No fixed day")
    return _("{when}, {length} hours").format(when=when, length=format_clock(lab.minutes))


def meeting_of(row: SessionRow) -> str:
    """Day and hour of a meeting."""
    return f"{format_date(row.starts_at.date(), 'day')}, {format_time(row.starts_at)}"


def state_of(each: LabStatus) -> str:
    """A state with its day."""
    return _("{state} since {day}").format(state=_(STATE_NAMES[each.state]), day=format_date(each.since))


def _quiet(words: str) -> Label:
    return Label(words, "secondary", ink="text2", wrap=True)
