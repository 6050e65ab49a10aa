"""The card of one person: who they are, their visits, hours, talks and events, their parts, and every edit."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from op_desktop.domain.formats import format_date, format_hours, format_time
from op_desktop.domain.person import Part
from op_desktop.language import _, ngettext
from op_desktop.register.people import full_name
from op_desktop.register.person_story import Edit, Story, part_words
from ui.dialogs.person_details import BAND_NAMES
from ui.models.counselling import STATUS_WORDS
from ui.models.people import PART_NAMES, PROFILE_NAMES
from ui.pages.people_words import edit_words, role_words
from ui.theme import Theme
from ui.widgets.avatar import Avatar
from ui.widgets.button import Button
from ui.widgets.card import Card, Line
from ui.widgets.chip import Chip
from ui.widgets.label import CapsLabel, Label
from ui.widgets.tab_order import come_first_in

NO_TOWNS: Final[Mapping[str, str]] = MappingProxyType({})
FEW: Final = 6
"""Lines of a kind until somebody asks for all."""


@dataclass(frozen=True, slots=True)
class PersonActs:
    """What can be done with the person who is chosen."""

    details: Callable[[], object]
    part: Callable[[], object]
    export: Callable[[], object]
    bin: Callable[[], object]
    history: Callable[[], object]
    erase: Callable[[], object]


class PersonPanel(Card):
    """Sections in lines; the buttons stand at the foot and never scroll away."""

    def __init__(self, theme: Theme, acts: PersonActs, *, may_write: bool, may_erase: bool) -> None:
        super().__init__(0, 0)
        self._theme = theme
        self.setAccessibleName(_("Card of the person"))
        self.name = Label("", "card", wrap=True)
        self._avatar = Avatar(theme, "", "info", 40)
        self._chips = QHBoxLayout()
        self._sections = QVBoxLayout()
        self.details = Button(theme, _("Details"), "pencil", on_click=acts.details)
        self.part = Button(theme, _("Role"), "hand-heart", "soft", on_click=acts.part)
        self.part.setToolTip(_("From user to collaborator, with the day"))
        self.export = Button(theme, _("All data of this person"), "download", "square", on_click=acts.export)
        self.bin = Button(theme, _("Into the bin"), "trash-2", "square", on_click=acts.bin)
        self.erase = Button(theme, _("Delete for good"), "user-x", "square", on_click=acts.erase)
        self._history = acts.history
        self._build()
        for button in (self.details, self.part, self.bin):
            button.setVisible(may_write)
        self.erase.setVisible(may_erase)

    def show_person(
        self, told: Story | None, history: Sequence[Edit] = (), towns: Mapping[str, str] = NO_TOWNS
    ) -> None:
        """Tell of this person, or of nobody; an empty ``history`` was not asked for yet, ``towns`` are names by id."""
        self.setVisible(told is not None)
        if told is None:
            return
        card = told.card
        person = card.person
        name = full_name(person.family_name, person.given_name)
        binned = person.binned_on is not None
        self.name.setText(name)
        self._avatar.show_name(name)
        self.bin.set_icon("rotate-ccw" if binned else "trash-2")
        self.bin.set_text(_("Out of the bin") if binned else _("Into the bin"))
        _empty(self._chips)
        for chip in self._states(told):
            self._chips.addWidget(chip)
        self._chips.addStretch(1)
        _empty(self._sections)
        for caption, lines in _sections(told):
            self._section(caption, [Label(line, wrap=True) for line in lines])
        self._edits(history, towns)

    def _states(self, told: Story) -> Iterable[Chip]:
        card = told.card
        if card.person.binned_on is not None:
            yield Chip(self._theme, _("In the bin since {day}").format(day=format_date(card.person.binned_on)),
                       "warning", "trash-2")  # fmt: skip
        part = Part.COLLABORATOR if card.collaborates else Part.USER
        yield Chip(self._theme, _(PART_NAMES[part]), "accent" if card.collaborates else "info")
        if card.person.do_not_contact:
            yield Chip(self._theme, _("Do not contact"), "warning", "ban")

    def _section(self, caption: str, lines: Sequence[QWidget]) -> None:
        self._sections.addWidget(CapsLabel(caption))
        for line in lines:
            self._sections.addWidget(line)
        self._sections.addSpacing(8)

    def _edits(self, history: Sequence[Edit], towns: Mapping[str, str]) -> None:
        """Every edit, once somebody asks for them."""
        if not history:
            show = Button(self._theme, _("Show every edit"), "history", "ghost", on_click=self._history)
            self._section(_("Edits"), [show])
            come_first_in(self.around, [show])
            return
        lines: list[QWidget] = []
        for edit in history:
            when = f"{format_date(edit.at.date())}, {format_time(edit.at)} · {edit.who or _('OP Desktop')}"
            lines += [Label(when, "secondary", ink="text2", wrap=True), Label(edit_words(edit, towns), wrap=True)]
        self._section(_("Edits"), lines)

    def _build(self) -> None:
        content = QWidget()
        content.setObjectName("row")
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 14, 12, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._avatar)
        head.addWidget(self.name, 1)
        self._chips.setSpacing(6)
        self._sections.setSpacing(4)
        column.addLayout(head)
        column.addLayout(self._chips)
        column.addLayout(self._sections)
        column.addStretch(1)
        self.around = QScrollArea(widgetResizable=True)
        self.around.setObjectName("row")
        self.around.setAccessibleName(_("Card of the person"))
        self.around.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.around.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.around.setWidget(content)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 12, 16, 14)
        foot.setSpacing(8)
        for button in (self.details, self.part):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            foot.addWidget(button, 1)
        for button in (self.export, self.bin, self.erase):
            foot.addWidget(button)
        self.column.addWidget(self.around, 1)
        self.column.addWidget(Line())
        self.column.addLayout(foot)


def _sections(told: Story) -> Iterable[tuple[str, list[str]]]:
    yield _("Known of the person"), _known(told)
    roles = [role_words(role) for role in told.card.roles]
    if told.card.profile is not None:
        roles.append(_("Profile: {profile}").format(profile=_(PROFILE_NAMES[told.card.profile])))
    if roles:
        yield _("Parts over time"), roles
    visits = sum(each.times for each in told.card.labs)
    head = ngettext("{n} meeting", "{n} meetings", visits).format(n=visits)
    yield (
        _("Labs · {what}").format(what=head),
        _few(
            [
                ngettext("{lab} · {n} time, last on {day}", "{lab} · {n} times, last on {day}", each.times).format(
                    lab=each.lab, n=each.times, day=format_date(each.last_day)
                )
                for each in told.card.labs
            ]
        )
        or [_("None yet.")],
    )
    yield from _gave(told)
    if not told.whole:
        yield _("In your places"), [part_words()]


def _gave(told: Story) -> Iterable[tuple[str, list[str]]]:
    """What the person gave and where else they were; nothing of what never was."""
    hours = [f"{format_date(each.day)} · {each.what} · {format_hours(each.minutes)} h" for each in told.given]
    talks = [f"{format_date(each.day)} · {each.area} · {_(STATUS_WORDS[each.status])}" for each in told.talks]
    events = [f"{format_date(each.day)} · {each.name}" for each in told.events]
    sum_ = _("{hours} h").format(hours=format_hours(told.card.volunteer_minutes))
    for caption, what, lines in (
        (_("Hours given · {what}"), sum_, hours),
        (_("Help desks · {what}"), len(talks), talks),
        (_("Events · {what}"), len(events), events),
    ):
        if lines:
            yield caption.format(what=what), _few(lines)


def _known(told: Story) -> list[str]:
    person = told.card.person
    band = _(BAND_NAMES[person.band])
    pairs = (
        (_("Municipality"), told.card.municipality), (_("Age"), band), (_("Telephone"), person.phone),
        (_("E-mail"), person.email), (_("Card"), person.card), (_("Note"), person.note),
    )  # fmt: skip
    return [f"{words}: {value}" for words, value in pairs if value]


def _few(lines: list[str]) -> list[str]:
    if len(lines) <= FEW:
        return lines
    more = len(lines) - FEW
    return [*lines[:FEW], ngettext("and {n} more", "and {n} more", more).format(n=more)]


def _empty(layout: QHBoxLayout | QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
