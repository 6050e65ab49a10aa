"""Events: planned once or as a programme, how many were counted, and how the number came about."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, select

from op_desktop.domain.attendance import CountMethod
from op_desktop.domain.event import MOST_DAYS, CommunityEvent, EventDay, EventParticipant
from op_desktop.domain.place import Municipality, Venue
from op_desktop.domain.record import RecordId, joined_id, new_id
from op_desktop.domain.school import Status
from op_desktop.domain.volunteering import VolunteerShift
from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.register.duplicates import canonical_people
from op_desktop.register.meetings import refuse_future, refuse_unless_open
from op_desktop.register.schools import NameMissing
from op_desktop.register.view import EVERYTHING, View, in_place
from op_desktop.storage.reach import placed
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.unit_of_work import UnitOfWork

_event, _participant, _town = TABLE_OF[CommunityEvent], TABLE_OF[EventParticipant], TABLE_OF[Municipality]
_venue, _day, _shift = TABLE_OF[Venue], TABLE_OF[EventDay], TABLE_OF[VolunteerShift]


class DaysUnfit(UserError):
    """An event that ends before it starts, or lasts for weeks."""

    title = N_("An event lasts from 1 to {most} days.")
    advice = N_("What comes back every week is a programme: each date is an event of its own. Nothing was changed.")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDraft:
    """What is said of an event when it is planned or corrected."""

    name: str
    starts_at: datetime
    ends_at: datetime | None = None
    last_day: date | None = None
    """Where it lasts several days; nothing for one day."""
    municipality_id: RecordId | None = None
    venue_id: RecordId | None = None
    place: str = ""
    programme: str = ""
    partners: str = ""


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event in a list; named people and those counted stand apart."""

    id: RecordId
    name: str
    starts_at: datetime
    municipality: str
    place: str
    status: Status
    named: int
    """Different people by name: linked records count once."""
    headcount: int | None
    method: CountMethod
    ends_at: datetime | None = None
    venue: str = ""
    programme: str = ""
    partners: str = ""
    days: tuple[date, ...] = ()
    """The further days."""
    volunteers: int = 0
    """Different people with hours given to it."""

    @property
    def participants(self) -> int:
        """Everybody: the count, or the named where nobody counted or counted fewer."""
        return max(self.headcount or 0, self.named)

    @property
    def unnamed(self) -> int:
        """How many of them have no name."""
        return self.participants - self.named

    @property
    def estimated(self) -> bool:
        """Whether part of the number is only an estimate."""
        return self.method is CountMethod.ESTIMATE and self.unnamed > 0

    @property
    def last_day(self) -> date:
        """The day on which it ends."""
        return max((self.starts_at.date(), *self.days))


@dataclass(frozen=True, slots=True)
class EventTotals:
    """What events held add up to, and what was left out because it is only estimated."""

    events: int
    participants: int
    named: int
    left_out_people: int
    left_out_events: int


def totals(rows: Iterable[EventRow], *, estimates: bool = True) -> EventTotals:
    """The events held among these; without ``estimates`` of an estimated event only the named people count."""
    held = [row for row in rows if row.status is Status.HELD]
    left_out = [] if estimates else [row for row in held if row.estimated]
    missing = sum(row.unnamed for row in left_out)
    return EventTotals(
        len(held), sum(row.participants for row in held) - missing, sum(row.named for row in held), missing,
        len(left_out),
    )  # fmt: skip


def add_event(
    uow: UnitOfWork,
    name: str,
    starts_at: datetime,
    *,
    ends_at: datetime | None = None,
    municipality_id: RecordId | None = None,
    venue_id: RecordId | None = None,
    place: str = "",
    programme: str = "",
    partners: str = "",
) -> RecordId:
    """Plan an event; raises ``NameMissing``."""
    draft = EventDraft(name=name, starts_at=starts_at, ends_at=ends_at, municipality_id=municipality_id,
                       venue_id=venue_id, place=place, programme=programme, partners=partners)  # fmt: skip
    return plan_event(uow, draft)


def plan_event(uow: UnitOfWork, draft: EventDraft) -> RecordId:
    """Put an event and its further days on file; raises ``NameMissing`` or ``DaysUnfit``."""
    event = _with(CommunityEvent(id=new_id(), name="", starts_at=draft.starts_at), draft)
    further = _further(draft)
    uow.put(event)
    uow.put_all(EventDay.of(event_id=event.id, day=day) for day in further)
    return event.id


def change_event(uow: UnitOfWork, event_id: RecordId, draft: EventDraft) -> None:
    """Correct what is said of an event that is not closed; raises like ``plan_event`` and ``set_headcount``."""
    event = uow.require(CommunityEvent, event_id)
    refuse_unless_open(event.status)
    wanted = set(_further(draft))
    uow.put(_with(event, draft))
    standing = {each.day for each in uow.all(EventDay, _day.c.event_id == event_id)}
    for gone in sorted(standing - wanted):
        uow.delete(EventDay, joined_id(EventDay.entity, (event_id, gone.isoformat())))
    uow.put_all(EventDay.of(event_id=event_id, day=day) for day in sorted(wanted - standing))


def draft_of(reader: Reader, event_id: RecordId) -> EventDraft:
    """What is said of an event now."""
    event = reader.require(CommunityEvent, event_id)
    days = [each.day for each in reader.all(EventDay, _day.c.event_id == event_id)]
    return EventDraft(
        name=event.name, starts_at=event.starts_at, ends_at=event.ends_at, last_day=max(days, default=None),
        municipality_id=event.municipality_id, venue_id=event.venue_id, place=event.place,
        programme=event.programme, partners=event.partners,
    )  # fmt: skip


def set_headcount(
    uow: UnitOfWork, event_id: RecordId, headcount: int | None, method: CountMethod = CountMethod.COUNTED
) -> None:
    """How many came, and whether they were counted, ticketed or estimated; None where nobody counted."""
    event = uow.require(CommunityEvent, event_id)
    refuse_unless_open(event.status)
    uow.put(replace(event, headcount=headcount, method=method))


def close_event(uow: UnitOfWork, event_id: RecordId) -> EventRow:
    """The event was held; raises ``MeetingInFuture``, ``RegisterClosed`` or ``MeetingCancelled``."""
    event = uow.require(CommunityEvent, event_id)
    refuse_unless_open(event.status)
    refuse_future(event.starts_at, uow.now)
    uow.put(replace(event, status=Status.HELD))
    return event_header(uow, event_id)


def reopen_event(uow: UnitOfWork, event_id: RecordId) -> None:
    """Make a held event a draft again."""
    event = uow.require(CommunityEvent, event_id)
    if event.status is Status.HELD:
        uow.put(replace(event, status=Status.PLANNED))


def cancel_event(uow: UnitOfWork, event_id: RecordId) -> None:
    """The event does not take place."""
    event = uow.require(CommunityEvent, event_id)
    refuse_unless_open(event.status)
    uow.put(replace(event, status=Status.CANCELLED))


def events(
    reader: Reader, first_day: date, last_day: date, place: RecordId | None = None, view: View = EVERYTHING
) -> list[EventRow]:
    """The events that start between two days (both included) at a place (None: everywhere), latest first."""
    end = (last_day + timedelta(days=1)).isoformat()
    conditions = [_event.c.starts_at >= first_day.isoformat(), _event.c.starts_at < end]
    if place is not None:
        conditions.append(in_place(place, _event.c.municipality_id, _event.c.venue_id))
    _source, shown = placed(view)[CommunityEvent]
    return _rows(reader, *conditions, shown)


def event_header(reader: Reader, event_id: RecordId) -> EventRow:
    """One event; raises ``RecordMissing``."""
    found = _rows(reader, _event.c.id == event_id)
    if not found:
        reader.require(CommunityEvent, event_id)
    return found[0]


def _with(event: CommunityEvent, draft: EventDraft) -> CommunityEvent:
    if not draft.name.strip():
        raise NameMissing
    return replace(
        event, name=draft.name.strip(), starts_at=draft.starts_at, ends_at=draft.ends_at,
        municipality_id=draft.municipality_id, venue_id=draft.venue_id, place=draft.place.strip(),
        programme=draft.programme.strip(), partners=draft.partners.strip(),
    )  # fmt: skip


def _further(draft: EventDraft) -> list[date]:
    """The days after the first; raises ``DaysUnfit``."""
    first = draft.starts_at.date()
    more = ((draft.last_day or first) - first).days
    if not 0 <= more < MOST_DAYS:
        raise DaysUnfit(most=MOST_DAYS)
    return [first + timedelta(days=number) for number in range(1, more + 1)]


def _rows(reader: Reader, *conditions: ColumnElement[bool]) -> list[EventRow]:
    query = (
        select(_event, _town.c.name.label("town"), _venue.c.name.label("room"))
        .outerjoin(_town, _town.c.id == _event.c.municipality_id)
        .outerjoin(_venue, _venue.c.id == _event.c.venue_id)
        .where(*conditions)
        .order_by(_event.c.starts_at.desc(), _event.c.id.desc())
    )
    wanted = select(_event.c.id).where(*conditions)
    named = _people(reader, select(_participant.c.event_id, _participant.c.person_id)
                    .where(_participant.c.event_id.in_(wanted)))  # fmt: skip
    helping = _people(reader, select(_shift.c.event_id, _shift.c.person_id)
                      .where(_shift.c.event_id.in_(wanted), _shift.c.duplicate_of.is_(None)))  # fmt: skip
    days: defaultdict[str, list[date]] = defaultdict(list)
    for event_id, day in reader.rows(select(_day.c.event_id, _day.c.day).where(_day.c.event_id.in_(wanted))):
        days[event_id].append(date.fromisoformat(day))
    return [
        EventRow(row.id, row.name, datetime.fromisoformat(row.starts_at), row.town or "", row.place,
                 Status(row.status), len(named[row.id]), row.headcount, CountMethod(row.method),
                 datetime.fromisoformat(row.ends_at) if row.ends_at else None, row.room or "", row.programme,
                 row.partners, tuple(sorted(days[row.id])), len(helping[row.id]))
        for row in reader.rows(query)
    ]  # fmt: skip


def _people(reader: Reader, query: Select[tuple[str, str]]) -> defaultdict[str, set[str]]:
    """Different people by event, linked records as one."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    pairs = reader.rows(query)
    canonical = canonical_people(reader) if pairs else {}
    for event_id, person_id in pairs:
        found[event_id].add(canonical.get(person_id, person_id))
    return found
