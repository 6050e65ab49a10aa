"""Events: who came by name, how many were counted, and how the number came about."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, func, select

from op_desktop.domain.attendance import CountMethod
from op_desktop.domain.event import CommunityEvent, EventDay, EventParticipant
from op_desktop.domain.person import Part
from op_desktop.domain.place import Municipality
from op_desktop.domain.record import RecordId, joined_id, new_id
from op_desktop.domain.school import Status
from op_desktop.register.meetings import refuse_future, refuse_unless_open
from op_desktop.register.schools import NameMissing
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.unit_of_work import UnitOfWork

_event, _participant, _town = TABLE_OF[CommunityEvent], TABLE_OF[EventParticipant], TABLE_OF[Municipality]


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
    headcount: int | None
    method: CountMethod

    @property
    def participants(self) -> int:
        """Everybody: the count, or the named where nobody counted or counted fewer."""
        return max(self.headcount or 0, self.named)


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
    if not name.strip():
        raise NameMissing
    event = CommunityEvent(id=new_id(), name=name.strip(), starts_at=starts_at, ends_at=ends_at,
                           municipality_id=municipality_id, venue_id=venue_id, place=place.strip(),
                           programme=programme.strip(), partners=partners.strip())  # fmt: skip
    uow.put(event)
    return event.id


def add_day(uow: UnitOfWork, event_id: RecordId, day: date) -> None:
    """The event lasts this day too; it stays one event."""
    uow.put(EventDay.of(event_id=uow.require(CommunityEvent, event_id).id, day=day))


def add_participant(uow: UnitOfWork, event_id: RecordId, person_id: RecordId, part: Part = Part.USER) -> None:
    """The person was there, as a user or as a collaborator."""
    refuse_unless_open(uow.require(CommunityEvent, event_id).status)
    uow.put(EventParticipant.of(event_id=event_id, person_id=person_id, part=part))


def remove_participant(uow: UnitOfWork, event_id: RecordId, person_id: RecordId) -> None:
    """The person was not there."""
    refuse_unless_open(uow.require(CommunityEvent, event_id).status)
    uow.delete(EventParticipant, joined_id(EventParticipant.entity, (event_id, person_id)))


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


def events(reader: Reader, first_day: date, last_day: date, municipality_id: RecordId | None = None) -> list[EventRow]:
    """The events that start between two days (both included), latest first."""
    end = (last_day + timedelta(days=1)).isoformat()
    conditions = [_event.c.starts_at >= first_day.isoformat(), _event.c.starts_at < end]
    if municipality_id is not None:
        conditions.append(_event.c.municipality_id == municipality_id)
    return _rows(reader, *conditions)


def event_header(reader: Reader, event_id: RecordId) -> EventRow:
    """One event; raises ``RecordMissing``."""
    found = _rows(reader, _event.c.id == event_id)
    if not found:
        reader.require(CommunityEvent, event_id)
    return found[0]


def _rows(reader: Reader, *conditions: ColumnElement[bool]) -> list[EventRow]:
    named = select(func.count()).where(_participant.c.event_id == _event.c.id).scalar_subquery()
    query = (
        select(_event.c.id, _event.c.name, _event.c.starts_at, func.coalesce(_town.c.name, ""), _event.c.place,
               _event.c.status, named, _event.c.headcount, _event.c.method)
        .outerjoin(_town, _town.c.id == _event.c.municipality_id)
        .where(*conditions)
        .order_by(_event.c.starts_at.desc(), _event.c.id.desc())
    )  # fmt: skip
    return [
        EventRow(id, name, datetime.fromisoformat(starts), town, place, Status(status), count, headcount,
                 CountMethod(method))
        for id, name, starts, town, place, status, count, headcount, method in reader.rows(query)
    ]  # fmt: skip
