"""Help desks: contacts with people on file or without a name, requests and the talks they lead to."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from op_desktop.domain.counselling import Consultation, ContactKind, ContactStatus, HelpArea
from op_desktop.domain.person import Person
from op_desktop.domain.place import Venue
from op_desktop.domain.record import RecordId, new_id
from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.register.meetings import refuse_future
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.unit_of_work import UnitOfWork

_contact, _person, _venue = TABLE_OF[Consultation], TABLE_OF[Person], TABLE_OF[Venue]


class NotARequest(UserError):
    """Only a request leads to a talk."""

    title = N_("This contact is not a request.")
    advice = N_("Add the talk as a contact of its own. Nothing was changed.")


class OutcomeMissing(UserError):
    """A follow-up is closed by saying what came of it."""

    title = N_("Say in a few words what came of it.")
    advice = N_("Do not write health, origin or debts here.")


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A contact in a list; without a person it is anonymous."""

    id: RecordId
    area: str
    kind: ContactKind
    status: ContactStatus
    starts_at: datetime
    minutes: int | None
    person_id: RecordId | None
    family: str
    given: str
    venue: str
    request_id: RecordId | None
    follow_up_on: date | None
    outcome: str


def areas(reader: Reader) -> list[HelpArea]:
    """The areas of advice in their order."""
    return sorted(reader.all(HelpArea), key=lambda area: (area.position, area.code))


def add_contact(
    uow: UnitOfWork,
    area: str,
    *,
    kind: ContactKind = ContactKind.CONSULTATION,
    person_id: RecordId | None = None,
    starts_at: datetime | None = None,
    minutes: int | None = None,
    venue_id: RecordId | None = None,
    status: ContactStatus = ContactStatus.DONE,
    follow_up_on: date | None = None,
) -> RecordId:
    """Keep that a contact took place (else that it is planned); without ``starts_at`` it is now."""
    moment = starts_at or uow.now
    if status is ContactStatus.DONE:
        refuse_future(moment, uow.now)
    contact = Consultation(id=new_id(), area=area, kind=kind, person_id=person_id, starts_at=moment, minutes=minutes,
                           venue_id=venue_id, status=status, follow_up_on=follow_up_on)  # fmt: skip
    uow.put(contact)
    return contact.id


def answer_request(
    uow: UnitOfWork, request_id: RecordId, starts_at: datetime, *, minutes: int | None = None
) -> RecordId:
    """The talk that a request led to: a second contact of the same person, planned where its day is to come."""
    request = uow.require(Consultation, request_id)
    if request.kind is not ContactKind.REQUEST:
        raise NotARequest
    status = ContactStatus.PLANNED if starts_at > uow.now else ContactStatus.DONE
    talk = replace(request, id=new_id(), kind=ContactKind.CONSULTATION, starts_at=starts_at, minutes=minutes,
                   status=status, request_id=request.id, follow_up_on=None, outcome="")  # fmt: skip
    uow.put(talk)
    return talk.id


def set_status(uow: UnitOfWork, contact_id: RecordId, status: ContactStatus) -> None:
    """What became of an appointment; raises ``MeetingInFuture`` for a talk done on a day to come."""
    contact = uow.require(Consultation, contact_id)
    if status is ContactStatus.DONE:
        refuse_future(contact.starts_at, uow.now)
    uow.put(replace(contact, status=status))


def close_follow_up(uow: UnitOfWork, contact_id: RecordId, outcome: str) -> None:
    """The follow-up was looked after; raises ``OutcomeMissing``."""
    if not outcome.strip():
        raise OutcomeMissing
    uow.put(replace(uow.require(Consultation, contact_id), follow_up_on=None, outcome=outcome.strip()))


def contacts(reader: Reader, first_day: date, last_day: date, *, area: str | None = None) -> list[ContactRow]:
    """The contacts that start between two days (both included), latest first."""
    end = (last_day + timedelta(days=1)).isoformat()
    query = _contacts().where(_contact.c.starts_at >= first_day.isoformat(), _contact.c.starts_at < end)
    query = query if area is None else query.where(_contact.c.area == area)
    return _rows(reader, query.order_by(_contact.c.starts_at.desc(), _contact.c.id.desc()))


def due_follow_ups(reader: Reader, until: date | None = None) -> list[ContactRow]:
    """The follow-ups due by a day (else today), longest due first."""
    day = (until or reader.today).isoformat()
    return _rows(
        reader, _contacts().where(_contact.c.follow_up_on <= day).order_by(_contact.c.follow_up_on, _contact.c.id)
    )


def _contacts() -> Any:
    return (
        select(_contact, func.coalesce(_person.c.family_name, "").label("family"),
               func.coalesce(_person.c.given_name, "").label("given"), func.coalesce(_venue.c.name, "").label("venue"))
        .outerjoin(_person, _person.c.id == _contact.c.person_id)
        .outerjoin(_venue, _venue.c.id == _contact.c.venue_id)
    )  # fmt: skip


def _rows(reader: Reader, query: Any) -> list[ContactRow]:
    return [
        ContactRow(
            row.id, row.area, ContactKind(row.kind), ContactStatus(row.status), datetime.fromisoformat(row.starts_at),
            row.minutes, row.person_id, row.family, row.given, row.venue, row.request_id,
            date.fromisoformat(row.follow_up_on) if row.follow_up_on else None, row.outcome,
        )
        for row in reader.rows(query)
    ]  # fmt: skip
