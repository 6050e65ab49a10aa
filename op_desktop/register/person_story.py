"""One person from all sides: visits, hours, help desks, events, parts, and every edit of what is on file."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Select, bindparam, func, select

from op_desktop.domain.account import Account
from op_desktop.domain.attendance import Attendance
from op_desktop.domain.counselling import Consultation, ContactKind, ContactStatus
from op_desktop.domain.event import CommunityEvent, EventParticipant
from op_desktop.domain.lab import Lab, LabSession
from op_desktop.domain.person import CollaboratorProfile, Person, PersonRole
from op_desktop.domain.record import Record, RecordId, Value, joined_id, shape
from op_desktop.domain.school import Status
from op_desktop.domain.volunteering import Activity, VolunteerShift
from op_desktop.language import _
from op_desktop.register.duplicates import same_person
from op_desktop.register.help_areas import area_names
from op_desktop.register.people import PersonCard, person_card
from op_desktop.register.view import View, of_people, view_of
from op_desktop.security.permissions import Actor, Permission, allowed
from op_desktop.storage.clock import local_time
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF, UNVOUCHED, about, change, replica

_session, _lab, _presence = TABLE_OF[LabSession], TABLE_OF[Lab], TABLE_OF[Attendance]
_shift, _contact = TABLE_OF[VolunteerShift], TABLE_OF[Consultation]
_event, _participant = TABLE_OF[CommunityEvent], TABLE_OF[EventParticipant]
LATEST = 30
"""So many visits and hours are told one by one; the sums are of all."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A meeting at which the person was."""

    session_id: RecordId
    lab: str
    starts_at: datetime
    held: bool


@dataclass(frozen=True, slots=True)
class Given:
    """Hours given at once."""

    id: RecordId
    activity: Activity
    what: str
    day: date
    minutes: int
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Talk:
    """A contact at a help desk: that it was, never what was said."""

    id: RecordId
    area: str
    """Its name in the reader's language."""
    kind: ContactKind
    status: ContactStatus
    day: date


@dataclass(frozen=True, slots=True)
class EventVisit:
    """An event at which the person was named."""

    id: RecordId
    name: str
    day: date


@dataclass(frozen=True, slots=True)
class Edit:
    """What one save set: each field with its value; what was erased has none."""

    at: datetime
    who: str
    """Empty for what the program wrote by itself."""
    device: str
    entity: str
    fields: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Story:
    """All of it, or what belongs to the places and roles of who reads it."""

    whole: bool
    """Whether nothing is left out."""
    card: PersonCard
    others: tuple[Person, ...]
    """The further records confirmed to be this person."""
    visits: tuple[Visit, ...]
    given: tuple[Given, ...]
    talks: tuple[Talk, ...]
    events: tuple[EventVisit, ...]


def story(reader: Reader, person_id: RecordId, actor: Actor) -> Story:
    """One person from all sides, under whichever of their records, in a dozen queries; raises ``RecordMissing``.

    What happened in other places than the actor's is left out of lists and sums alike.
    """
    same, view = same_person(reader, person_id), view_of(actor)
    return Story(
        not view.places,
        person_card(reader, person_id, view),
        tuple(reader.all(Person, TABLE_OF[Person].c.id.in_(same - {person_id}))),
        _visits(reader, same, view),
        _given(reader, same, view) if allowed(actor, Permission.READ_VOLUNTEERING) else (),
        _talks(reader, same, view) if allowed(actor, Permission.READ_COUNSELLING) else (),
        _events(reader, same, view) if allowed(actor, Permission.READ_EVENTS) else (),
    )


def part_words() -> str:
    """What is said where a story is not whole."""
    return _("Meetings, hours, help desks and events of your places. The administration has those of all.")


def edits(reader: Reader, person_id: RecordId) -> list[Edit]:
    """Every edit of a person, their parts and their profile, latest first, found by the ends of their ids."""
    same = sorted(same_person(reader, person_id))
    roles = [role.id for role in reader.all(PersonRole, TABLE_OF[PersonRole].c.person_id.in_(same))]
    ids = [*same, *(joined_id(CollaboratorProfile.entity, [id]) for id in same), *roles]
    account = TABLE_OF[Account]
    query = (
        select(change.c.hlc, change.c.wall, func.coalesce(account.c.name, ""), replica.c.label, change.c.entity,
               change.c.fields, change.c.personal)
        .join(replica, replica.c.number == change.c.replica)
        .outerjoin(account, account.c.id == change.c.author)
        .where(about(*ids))
        .order_by(change.c.hlc.desc(), change.c.seq.desc())
    )  # fmt: skip
    return [
        Edit(
            local_time(datetime.fromtimestamp(wall / 1000, UTC)), who, device, entity, _stated(entity, plain, personal)
        )
        for _stamp, wall, who, device, entity, plain, personal in reader.rows(query)
    ]  # fmt: skip


_KINDS: Mapping[str, type[Record]] = {kind.entity: kind for kind in (Person, PersonRole, CollaboratorProfile)}


def _stated(entity: str, plain: str, personal: str | None) -> tuple[tuple[str, Value], ...]:
    """The fields that a change set, in the order of the record; commitments give way to the values kept."""
    told: dict[str, Any] = json.loads(plain)
    kept: dict[str, Any] = json.loads(personal) if personal else {}
    known = {each.name: place for place, each in enumerate(shape(_KINDS[entity]))} if entity in _KINDS else {}
    values = {
        name: (kept[name][1] if name in kept else None) if isinstance(value, dict) else value
        for name, value in told.items()
    }
    return tuple(sorted(values.items(), key=lambda item: (known.get(item[0], len(known)), item[0])))


def _visits(reader: Reader, same: Collection[str], view: View) -> tuple[Visit, ...]:
    return tuple(
        Visit(id, lab, datetime.fromisoformat(starts), status == Status.HELD)
        for id, lab, starts, status in reader.rows(_queries(view).visits, {"people": list(same)})
    )


def _given(reader: Reader, same: Collection[str], view: View) -> tuple[Given, ...]:
    return tuple(
        Given(id, Activity(activity), what, date.fromisoformat(starts[:10]), minutes, not draft)
        for id, activity, what, starts, minutes, draft in reader.rows(_queries(view).given, {"people": list(same)})
    )


def _talks(reader: Reader, same: Collection[str], view: View) -> tuple[Talk, ...]:
    rows = reader.rows(_queries(view).talks, {"people": list(same)})
    names = area_names(reader) if rows else {}
    return tuple(
        Talk(id, names.get(area, area), ContactKind(kind), ContactStatus(status), date.fromisoformat(starts[:10]))
        for id, area, kind, status, starts in rows
    )


def _events(reader: Reader, same: Collection[str], view: View) -> tuple[EventVisit, ...]:
    rows = reader.rows(_queries(view).events, {"people": list(same)})
    return tuple(EventVisit(id, name, date.fromisoformat(starts[:10])) for id, name, starts in rows)


class _Queries(NamedTuple):
    """What a story asks of the records ``people``."""

    visits: Select[Any]
    given: Select[Any]
    talks: Select[Any]
    events: Select[Any]


@lru_cache(maxsize=16)
def _queries(view: View) -> _Queries:
    """Made once for each view: to make them takes as long as to answer them."""
    people: BindParameter[Sequence[str]] = bindparam("people", expanding=True)
    return _Queries(
        visits=select(_session.c.id, _lab.c.name, _session.c.starts_at, _session.c.status)
        .distinct()
        .join(_presence, _presence.c.session_id == _session.c.id)
        .join(_lab, _lab.c.id == _session.c.lab_id)
        .where(_presence.c.person_id.in_(people), of_people(view, Attendance))
        .order_by(_session.c.starts_at.desc(), _session.c.id)
        .limit(LATEST),
        given=select(_shift.c.id, _shift.c.activity, func.coalesce(_lab.c.name, _event.c.name, ""),
                     _shift.c.starts_at, _shift.c.minutes, UNVOUCHED)
        .outerjoin(_lab, _lab.c.id == _shift.c.lab_id)
        .outerjoin(_event, _event.c.id == _shift.c.event_id)
        .where(_shift.c.person_id.in_(people), _shift.c.duplicate_of.is_(None), of_people(view, VolunteerShift))
        .order_by(_shift.c.starts_at.desc(), _shift.c.id)
        .limit(LATEST),
        talks=select(_contact.c.id, _contact.c.area, _contact.c.kind, _contact.c.status, _contact.c.starts_at)
        .where(_contact.c.person_id.in_(people), of_people(view, Consultation))
        .order_by(_contact.c.starts_at.desc()),
        events=select(_event.c.id, _event.c.name, _event.c.starts_at)
        .distinct()
        .join(_participant, _participant.c.event_id == _event.c.id)
        .where(_participant.c.person_id.in_(people), of_people(view, EventParticipant))
        .order_by(_event.c.starts_at.desc()),
    )  # fmt: skip
