"""Events as rows of a table, and the people of one."""

from dataclasses import dataclass
from datetime import datetime

from op_desktop.domain.attendance import CountMethod
from op_desktop.domain.formats import format_clock, format_date, format_number, format_time
from op_desktop.domain.person import Part
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import Status
from op_desktop.domain.volunteering import Task
from op_desktop.language import N_, _, ngettext
from op_desktop.register.event_people import EventPerson
from op_desktop.register.events import EventRow
from op_desktop.register.people import shown_name
from ui.delegates.chip import ChipLook
from ui.models.columns import RIGHT, Column
from ui.models.table import TableModel

METHOD_NAMES = {
    CountMethod.COUNTED: N_("Counted"),
    CountMethod.TICKETS: N_("Tickets"),
    CountMethod.ESTIMATE: N_("Estimate"),
}
TASK_NAMES = {
    Task.LEADING: N_("Leading"),
    Task.WELCOME: N_("Reception"),
    Task.LOGISTICS: N_("Logistics"),
    Task.COOKING: N_("Kitchen"),
    Task.TEACHING: N_("Teaching"),
    Task.OTHER: N_("Other help"),
}


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event as the list shows it at a moment."""

    event: EventRow
    now: datetime

    @property
    def id(self) -> RecordId:
        """The event's."""
        return self.event.id

    @property
    def family_name(self) -> str:
        """What it is called."""
        return self.event.name

    @property
    def given_name(self) -> str:
        """The programme that it belongs to, where it is called otherwise."""
        return f"– {self.event.programme}" if self.event.programme not in ("", self.event.name) else ""

    @property
    def note_icons(self) -> tuple[str, ...]:
        """Nothing."""
        return ()

    @property
    def day(self) -> str:
        """The first day, and the last where there are several."""
        first, last = self.event.starts_at.date(), self.event.last_day
        return format_date(first) if first == last else f"{format_date(first, 'short')} – {format_date(last, 'short')}"

    @property
    def where(self) -> str:
        """The municipality, and where in it."""
        event = self.event
        return " · ".join(part for part in (event.municipality, event.place or event.venue) if part)

    @property
    def people(self) -> str:
        """How many came; ``~`` before what was estimated."""
        event = self.event
        if event.status is not Status.HELD and not event.participants:
            return ""
        return f"{'~' if event.estimated else ''}{format_number(event.participants)}"

    @property
    def spoken_people(self) -> str:
        """How many came, and how one knows."""
        n = self.event.participants
        words = ngettext("{n} participant", "{n} participants", n).format(n=format_number(n))
        return f"{words}, {_(METHOD_NAMES[self.event.method])}" if self.event.unnamed else words

    @property
    def chip(self) -> ChipLook:
        """Where it stands."""
        event = self.event
        if event.status is Status.HELD:
            return ChipLook(_("Held"), "success", "check")
        if event.status is not Status.PLANNED:
            return ChipLook(_("Called off"), "neutral", "ban")
        if event.starts_at.date() == self.now.date():
            return ChipLook(_("Today"), "info", "calendar-clock")
        if event.starts_at < self.now:
            return ChipLook(_("To close"), "warning", "clipboard-pen")
        return ChipLook(_("Planned"), "info", "clock")


def event_words(line: EventLine) -> str:
    """What the filter looks at."""
    event = line.event
    return f"{event.name} {event.programme} {event.municipality} {event.place} {event.venue} {event.partners}"


class EventsModel(TableModel[EventLine]):
    """The table of events."""

    columns: tuple[Column[EventLine], ...] = (
        Column(N_("Event"), lambda line: f"{line.family_name} {line.given_name}".strip()),
        Column(N_("Day"), lambda line: line.day),
        Column(N_("Where"), lambda line: line.where),
        Column(N_("Participants"), lambda line: line.people, RIGHT, spoken=lambda line: line.spoken_people),
        Column(N_("By name"), lambda line: format_number(line.event.named) if line.event.named else "", RIGHT),
        Column(N_("State"), lambda line: line.chip.words),
    )


@dataclass(frozen=True, slots=True)
class AttendeeLine:
    """Somebody at an event."""

    person: EventPerson

    @property
    def id(self) -> RecordId:
        """The person's."""
        return self.person.person_id

    @property
    def family_name(self) -> str:
        """The surname, or the only name."""
        return self.person.family or shown_name("", self.person.given)

    @property
    def given_name(self) -> str:
        """The first name beside a surname."""
        return self.person.given if self.person.family else ""

    @property
    def note_icons(self) -> tuple[str, ...]:
        """Nothing."""
        return ()

    @property
    def chip(self) -> ChipLook:
        """What they were there as; hours for who helped."""
        person = self.person
        if person.minutes:
            task = _(TASK_NAMES[person.task or Task.OTHER])
            return ChipLook(f"{task} · {format_clock(person.minutes)}", "accent", "hand-heart")
        return ChipLook(_("Helped"), "accent", "hand-heart") if person.part is Part.COLLABORATOR else ChipLook("")


class AttendeesModel(TableModel[AttendeeLine]):
    """The people of an event by name."""

    columns: tuple[Column[AttendeeLine], ...] = (
        Column(N_("Person"), lambda line: shown_name(line.person.family, line.person.given)),
        Column(N_("Part"), lambda line: line.chip.words),
    )


def when_words(event: EventRow) -> str:
    """The day or days, and the hours."""
    first, last = event.starts_at.date(), event.last_day
    day = format_date(first, "long") if first == last else f"{format_date(first, 'day')} – {format_date(last, 'long')}"
    hours = format_time(event.starts_at)
    if event.ends_at is not None:
        hours = f"{hours} – {format_time(event.ends_at)}"
    return f"{day}, {hours}"


def people_words(event: EventRow) -> str:
    """``120 participants: 2 by name, 118 without a name (estimate)``."""
    if event.headcount is None and not event.named:
        return _("Nobody counted yet, nobody by name.")
    total = ngettext("{n} participant", "{n} participants", event.participants).format(
        n=format_number(event.participants)
    )
    named = _("{n} by name").format(n=format_number(event.named))
    if not event.unnamed:
        return f"{total}: {named}" if event.participants else total
    unnamed = _("{n} without a name").format(n=format_number(event.unnamed))
    return f"{total}: {named}, {unnamed} ({_(METHOD_NAMES[event.method]).lower()})"
