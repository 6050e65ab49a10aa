"""Help desks: contacts with people on file or without a name, and what becomes of them."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from op_desktop.domain.counselling import Consultation, ContactKind, ContactStatus, Outcome
from op_desktop.domain.place import Venue
from op_desktop.domain.record import RecordId, new_id
from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.register.meetings import refuse_future
from op_desktop.storage.unit_of_work import UnitOfWork


class NotARequest(UserError):
    """Only a request, or somebody sent by another desk, leads to a talk."""

    title = N_("This contact is not a request.")
    advice = N_("Add the talk as a contact of its own. Nothing was changed.")


class OutcomeMissing(UserError):
    """A follow-up is closed by saying what came of it."""

    title = N_("Say what came of it.")
    advice = N_("Choose one of the words; what was said is not written down. Nothing was changed.")


class DayBefore(UserError):
    """Something to be done again before it was done."""

    title = N_("The day to get in touch again comes after the contact.")
    advice = N_("Write a later day. Nothing was changed.")


class SameDesk(UserError):
    """Somebody sent to where they are."""

    title = N_("The person is at this desk already.")
    advice = N_("Choose another venue. Nothing was changed.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDraft:
    """What is said of a contact when it is recorded, planned or corrected."""

    area: str
    starts_at: datetime
    kind: ContactKind = ContactKind.CONSULTATION
    person_id: RecordId | None = None
    minutes: int | None = None
    venue_id: RecordId | None = None
    status: ContactStatus = ContactStatus.DONE
    follow_up_on: date | None = None
    group_size: int | None = None


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
    draft = ContactDraft(area=area, kind=kind, person_id=person_id, starts_at=starts_at or uow.now, minutes=minutes,
                         venue_id=venue_id, status=status, follow_up_on=follow_up_on)  # fmt: skip
    return keep_contact(uow, draft)


def keep_contact(uow: UnitOfWork, draft: ContactDraft) -> RecordId:
    """Put a contact on file; raises ``MeetingInFuture`` or ``DayBefore``."""
    contact = _with(uow, Consultation(id=new_id(), area=draft.area, starts_at=draft.starts_at), draft)
    uow.put(contact)
    return contact.id


def change_contact(uow: UnitOfWork, contact_id: RecordId, draft: ContactDraft) -> None:
    """Correct what is said of a contact; raises like ``keep_contact``."""
    uow.put(_with(uow, uow.require(Consultation, contact_id), draft))


def remove_contact(uow: UnitOfWork, contact_id: RecordId) -> None:
    """Take away a contact that was entered by mistake; raises ``StillReferred`` where another answers it."""
    uow.delete(Consultation, contact_id)


def answer_request(
    uow: UnitOfWork,
    request_id: RecordId,
    starts_at: datetime,
    *,
    minutes: int | None = None,
    venue_id: RecordId | None = None,
) -> RecordId:
    """The talk that a request, or sending somebody here, led to: a second contact of the same person.

    It is planned where its day is to come. Raises ``NotARequest``.
    """
    request = uow.require(Consultation, request_id)
    if request.kind is not ContactKind.REQUEST and request.referred_to_id is None:
        raise NotARequest
    status = ContactStatus.PLANNED if starts_at > uow.now else ContactStatus.DONE
    talk = replace(request, id=new_id(), kind=ContactKind.CONSULTATION, starts_at=starts_at, minutes=minutes,
                   status=status, request_id=request.id, follow_up_on=None, outcome="", referred_to_id=None,
                   venue_id=venue_id or request.referred_to_id or request.venue_id)  # fmt: skip
    uow.put(talk)
    return talk.id


def set_status(uow: UnitOfWork, contact_id: RecordId, status: ContactStatus) -> None:
    """What became of an appointment; raises ``MeetingInFuture`` for a talk done on a day to come."""
    contact = uow.require(Consultation, contact_id)
    if status in (ContactStatus.DONE, ContactStatus.NO_SHOW):
        refuse_future(contact.starts_at, uow.now)
    uow.put(replace(contact, status=status))


def set_follow_up(uow: UnitOfWork, contact_id: RecordId, day: date) -> None:
    """Somebody gets in touch again on this day; raises ``DayBefore``."""
    contact = uow.require(Consultation, contact_id)
    if day < contact.starts_at.date():
        raise DayBefore
    uow.put(replace(contact, follow_up_on=day, outcome=""))


def close_follow_up(uow: UnitOfWork, contact_id: RecordId, outcome: Outcome | None) -> None:
    """The follow-up was looked after; raises ``OutcomeMissing``."""
    if outcome is None:
        raise OutcomeMissing
    uow.put(replace(uow.require(Consultation, contact_id), follow_up_on=None, outcome=outcome))


def refer(uow: UnitOfWork, contact_id: RecordId, venue_id: RecordId | None) -> None:
    """Send the person on to the desk of another venue (None: take that back); raises ``SameDesk``."""
    contact = uow.require(Consultation, contact_id)
    if venue_id is not None and venue_id == contact.venue_id:
        raise SameDesk
    uow.put(replace(contact, referred_to_id=uow.require(Venue, venue_id).id if venue_id else None))


def _with(uow: UnitOfWork, contact: Consultation, draft: ContactDraft) -> Consultation:
    if draft.status in (ContactStatus.DONE, ContactStatus.NO_SHOW):
        refuse_future(draft.starts_at, uow.now)
    if draft.follow_up_on is not None and draft.follow_up_on < draft.starts_at.date():
        raise DayBefore
    return replace(
        contact, area=draft.area, kind=draft.kind, person_id=draft.person_id, starts_at=draft.starts_at,
        minutes=draft.minutes, venue_id=draft.venue_id, status=draft.status, follow_up_on=draft.follow_up_on,
        group_size=draft.group_size,
    )  # fmt: skip
