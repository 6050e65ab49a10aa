"""The people of an event by name: who came, who helped, and the hours they gave to it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from op_desktop.domain.event import CommunityEvent, EventParticipant
from op_desktop.domain.formats import format_date
from op_desktop.domain.names import fold
from op_desktop.domain.person import Part, Person
from op_desktop.domain.record import RecordId, joined_id
from op_desktop.domain.volunteering import Activity, Task, VolunteerShift
from op_desktop.register.hours import Hours
from op_desktop.register.hours_week import SeveralEntries
from op_desktop.register.meetings import refuse_unless_open
from op_desktop.register.volunteering import record_hours, rewrite_hours
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.unit_of_work import UnitOfWork

_participant, _person, _shift = TABLE_OF[EventParticipant], TABLE_OF[Person], TABLE_OF[VolunteerShift]


@dataclass(frozen=True, slots=True)
class Help:
    """Hours given at once."""

    shift_id: RecordId
    starts_at: datetime
    minutes: int
    task: Task


@dataclass(frozen=True, slots=True)
class EventPerson:
    """Somebody at an event by name; ``minutes`` of help are 0 for who only came."""

    person_id: RecordId
    family: str
    given: str
    part: Part
    minutes: int = 0
    task: Task | None = None
    given_help: tuple[Help, ...] = ()
    """Each time, in order."""


def add_participant(uow: UnitOfWork, event_id: RecordId, person_id: RecordId, part: Part = Part.USER) -> None:
    """The person was there, as a user or as a collaborator."""
    refuse_unless_open(uow.require(CommunityEvent, event_id).status)
    uow.put(EventParticipant.of(event_id=event_id, person_id=person_id, part=part))


def remove_participant(uow: UnitOfWork, event_id: RecordId, person_id: RecordId) -> None:
    """The person was not there; hours given to the event go with them."""
    refuse_unless_open(uow.require(CommunityEvent, event_id).status)
    _take_hours_away(uow, event_id, person_id)
    uow.delete(EventParticipant, joined_id(EventParticipant.entity, (event_id, person_id)))


def give_hours(
    uow: UnitOfWork, event_id: RecordId, person_id: RecordId, starts_at: datetime, minutes: int, task: Task
) -> None:
    """The person helped for so long on that day, in place of its entry; 0 minutes: on that day they only came.

    Other days stay; what was typed twice goes only with its entry. The hours are those of *Volunteers and hours*:
    raises what ``record_hours`` does, ``SeveralEntries`` where the day has more than one, or ``RegisterClosed``.
    """
    refuse_unless_open(uow.require(CommunityEvent, event_id).status)
    day = starts_at.date()
    given = uow.all(VolunteerShift, _shift.c.event_id == event_id, _shift.c.person_id == person_id,
                    _shift.c.duplicate_of.is_(None))  # fmt: skip
    standing = [shift for shift in given if shift.starts_at.date() == day]
    if len(standing) > 1:
        raise SeveralEntries(n=len(standing), day=format_date(day, "day"))
    helped = minutes or len(given) > len(standing)
    uow.put(EventParticipant.of(event_id=event_id, person_id=person_id,
                                part=Part.COLLABORATOR if helped else Part.USER))  # fmt: skip
    if standing and minutes:
        rewrite_hours(uow, standing[0].id, starts_at, minutes, task)
    elif standing:
        for shift in uow.all(VolunteerShift, _shift.c.duplicate_of == standing[0].id):
            uow.delete(VolunteerShift, shift.id)
        uow.delete(VolunteerShift, standing[0].id)
    elif minutes:
        entry = Hours(person_id=person_id, starts_at=starts_at, minutes=minutes, activity=Activity.EVENT,
                      event_id=event_id, task=task)  # fmt: skip
        record_hours(uow, [entry])


def event_people(reader: Reader, event_id: RecordId) -> list[EventPerson]:
    """Everybody by name, helpers first, then by surname; who only has hours is there too."""
    names = (_person.c.family_name, _person.c.given_name)
    came = select(_participant.c.person_id, *names, _participant.c.part).join(
        _person, _person.c.id == _participant.c.person_id).where(_participant.c.event_id == event_id)  # fmt: skip
    helped = select(_shift.c.person_id, *names, _shift.c.id, _shift.c.starts_at, _shift.c.minutes,
                    _shift.c.task).join(
        _person, _person.c.id == _shift.c.person_id).where(
        _shift.c.event_id == event_id, _shift.c.duplicate_of.is_(None)).order_by(_shift.c.starts_at)  # fmt: skip
    found = {id: EventPerson(id, family, given, Part(part)) for id, family, given, part in reader.rows(came)}
    for id, family, given, shift_id, starts, minutes, task in reader.rows(helped):
        before = found.get(id, EventPerson(id, family, given, Part.COLLABORATOR))
        more = Help(shift_id, datetime.fromisoformat(starts), minutes, Task(task))
        found[id] = EventPerson(id, family, given, Part.COLLABORATOR, before.minutes + minutes, more.task,
                                (*before.given_help, more))  # fmt: skip
    return sorted(
        found.values(), key=lambda each: (each.part is Part.USER, fold(each.family), fold(each.given), each.person_id)
    )


def _take_hours_away(uow: UnitOfWork, event_id: RecordId, person_id: RecordId) -> None:
    given = uow.all(VolunteerShift, _shift.c.event_id == event_id, _shift.c.person_id == person_id)
    for shift in given:
        uow.delete(VolunteerShift, shift.id)
