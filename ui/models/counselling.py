"""Contacts of the help desks as rows of a table, and a month counted by area."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from op_desktop.domain.counselling import ContactKind, ContactStatus, Outcome
from op_desktop.domain.formats import format_date, format_number, format_time
from op_desktop.domain.record import RecordId
from op_desktop.language import N_, _, ngettext
from op_desktop.register.desk_lists import AreaCount, ContactRow
from op_desktop.register.people import shown_name
from ui.delegates.chip import ChipLook
from ui.models.check_in import near_day
from ui.models.columns import RIGHT, Column
from ui.models.table import TableModel

KIND_WORDS = {ContactKind.CONSULTATION: N_("Consultation"), ContactKind.REQUEST: N_("Request")}
STATUS_WORDS = {
    ContactStatus.PLANNED: N_("Planned"),
    ContactStatus.DONE: N_("Took place"),
    ContactStatus.NO_SHOW: N_("Did not come"),
    ContactStatus.CANCELLED: N_("Appointment cancelled"),
}
OUTCOME_WORDS = {
    Outcome.SETTLED: N_("Settled"),
    Outcome.ANOTHER_TALK: N_("Another talk"),
    Outcome.REFERRED: N_("Sent on to somebody else"),
    Outcome.NOT_REACHED: N_("Not reached"),
    Outcome.GIVEN_UP: N_("Given up by the person"),
}
_CHIPS = {
    ContactStatus.PLANNED: ("info", "clock"),
    ContactStatus.DONE: ("success", "check"),
    ContactStatus.NO_SHOW: ("warning", "user-x"),
    ContactStatus.CANCELLED: ("neutral", "ban"),
}


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A contact as the list shows it on a day; ``area`` is its name."""

    contact: ContactRow
    area: str
    today: date
    due: bool = False
    """Whether the list is that of the follow-ups."""

    @property
    def id(self) -> RecordId:
        """The contact's."""
        return self.contact.id

    @property
    def family_name(self) -> str:
        """The surname, or that there is no name."""
        row = self.contact
        if row.person_id is None:
            if row.group_size:
                return ngettext("Group of {n}", "Group of {n}", row.group_size).format(n=row.group_size)
            return _("Without a name")
        return row.family or shown_name(row.family, row.given)

    @property
    def given_name(self) -> str:
        """The first name beside a surname."""
        return self.contact.given if self.contact.family else ""

    @property
    def name(self) -> str:
        """Who, in one piece."""
        row = self.contact
        return self.family_name if row.person_id is None else shown_name(row.family, row.given)

    @property
    def note_icons(self) -> tuple[str, ...]:
        """A flag where somebody gets in touch again, an arrow where the person was sent on."""
        row = self.contact
        flag = ("flag",) if row.follow_up_on is not None else ()
        return (*flag, "send") if row.referred_to_id is not None else flag

    @property
    def when(self) -> str:
        """Day and hour; of a follow-up, its day."""
        row = self.contact
        if self.due and row.follow_up_on is not None:
            return format_date(row.follow_up_on)
        return f"{near_day(row.starts_at.date(), self.today)}, {format_time(row.starts_at)}"

    @property
    def what(self) -> str:
        """The area, and that it was a request."""
        return self.area if self.contact.kind is ContactKind.CONSULTATION else f"{self.area} · {_('request')}"

    @property
    def chip(self) -> ChipLook:
        """Where it stands."""
        row = self.contact
        if self.due and row.follow_up_on is not None:
            late = (self.today - row.follow_up_on).days
            if late > 0:
                return ChipLook(ngettext("{n} day late", "{n} days late", late).format(n=late), "warning", "flag")
            return ChipLook(_("today") if late == 0 else format_date(row.follow_up_on, "short"), "info", "flag")
        tone, icon = _CHIPS[row.status]
        return ChipLook(_(STATUS_WORDS[row.status]), tone, icon)

    @property
    def spoken(self) -> str:
        """Who, and what waits about them."""
        row = self.contact
        flags = [_("to get in touch again")] if row.follow_up_on is not None else []
        sent = [_("sent to {venue}").format(venue=row.referred_to)] if row.referred_to else []
        return ", ".join([self.name, *flags, *sent])


def contact_words(line: ContactLine) -> str:
    """What the filter looks at."""
    row = line.contact
    return f"{line.name} {line.area} {row.venue} {row.referred_to} {_(STATUS_WORDS[row.status])}"


class ContactsModel(TableModel[ContactLine]):
    """The table of contacts."""

    columns: tuple[Column[ContactLine], ...] = (
        Column(N_("Person"), lambda line: line.name, spoken=lambda line: line.spoken),
        Column(N_("Area"), lambda line: line.what),
        Column(N_("When"), lambda line: line.when),
        Column(N_("Desk"), lambda line: line.contact.venue),
        Column(N_("State"), lambda line: line.chip.words),
    )


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One area of a month."""

    count: AreaCount
    name: str

    @property
    def id(self) -> str:
        """The code of the area; empty for all together."""
        return self.count.area


class GlanceModel(TableModel[AreaLine]):
    """A month by area: persons and contacts side by side."""

    columns: tuple[Column[AreaLine], ...] = (
        Column(N_("Area"), lambda line: line.name),
        Column(N_("Contacts"), lambda line: format_number(line.count.contacts), RIGHT),
        Column(N_("Persons"), lambda line: format_number(line.count.people), RIGHT),
        Column(N_("No name"), lambda line: format_number(line.count.unnamed), RIGHT),
    )


def glance_words(whole: AreaCount) -> str:
    """What the table leaves out: requests, groups, appointments."""
    parts = []
    if whole.requests:
        parts.append(ngettext("of them {n} request", "of them {n} requests", whole.requests).format(n=whole.requests))
    if whole.no_shows:
        parts.append(ngettext("{n} did not come", "{n} did not come", whole.no_shows).format(n=whole.no_shows))
    if whole.in_groups:
        parts.append(
            ngettext("{n} person in groups", "{n} people in groups", whole.in_groups).format(n=whole.in_groups)
        )
    if whole.planned:
        parts.append(ngettext("{n} still planned", "{n} still planned", whole.planned).format(n=whole.planned))
    return ", ".join(parts)


def fact_lines(line: ContactLine, names: Mapping[str, str]) -> list[str]:
    """What is known of a contact, line by line."""
    row = line.contact
    minutes = ngettext("{n} minute", "{n} minutes", row.minutes or 0).format(n=row.minutes) if row.minutes else ""
    when = f"{format_date(row.starts_at.date(), 'long')}, {format_time(row.starts_at)}"
    lines = [" · ".join(part for part in (when, minutes) if part)]
    lines.append(
        " · ".join(part for part in (names.get(row.area, row.area), _(KIND_WORDS[row.kind]), row.venue) if part)
    )
    if row.request_id is not None:
        lines.append(_("Follows a request, or somebody sent here"))
    if row.answered_at is not None and row.answered is not None:
        day = format_date(row.answered_at.date())
        lines.append(_("Talk of {day}: {state}").format(day=day, state=_(STATUS_WORDS[row.answered]).lower()))
    if row.referred_to:
        lines.append(_("Sent to {venue}").format(venue=row.referred_to))
    if row.follow_up_on is not None:
        lines.append(_("Get in touch again on {day}").format(day=format_date(row.follow_up_on)))
    elif row.outcome:
        lines.append(_("What came of it: {outcome}").format(outcome=outcome_words(row.outcome)))
    return lines


def outcome_words(outcome: str) -> str:
    """An outcome in words; those of version 0.1.0 were written freely."""
    return _(OUTCOME_WORDS[Outcome(outcome)]) if outcome in set(Outcome) else outcome
