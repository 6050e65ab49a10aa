"""What the help desks look at: contacts, follow-ups by their day, people sent here, a month at a glance."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select

from op_desktop.domain.counselling import Consultation, ContactKind, ContactStatus
from op_desktop.domain.person import Person
from op_desktop.domain.place import Venue
from op_desktop.domain.record import RecordId
from op_desktop.register.duplicates import canonical_people
from op_desktop.register.search import FETCHED, Hit, find_people
from op_desktop.register.view import EVERYTHING, View, in_place, of_people
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF

_contact, _person, _venue = TABLE_OF[Consultation], TABLE_OF[Person], TABLE_OF[Venue]
_target, _answer = TABLE_OF[Venue].alias("target"), TABLE_OF[Consultation].alias("answer")
_talk = TABLE_OF[Consultation].alias("talk")
_NOT_MET = (ContactStatus.NO_SHOW, ContactStatus.CANCELLED)


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
    venue_id: RecordId | None = None
    group_size: int | None = None
    referred_to_id: RecordId | None = None
    referred_to: str = ""
    """The venue to which the person was sent."""
    answered_at: datetime | None = None
    """When the talk is or was that this request, or this sending, led to."""
    answered: ContactStatus | None = None


@dataclass(frozen=True, slots=True)
class AreaCount:
    """One area in a month: contacts that took place, different people among them, and the rest."""

    area: str
    contacts: int
    requests: int
    """Of the contacts."""
    people: int
    """Different people on file, linked records as one."""
    unnamed: int
    """Contacts without a name."""
    in_groups: int
    """People in groups without names."""
    no_shows: int
    planned: int


@dataclass(frozen=True, slots=True)
class MonthGlance:
    """The desks in a span of days: by area, and in all; somebody in two areas counts once in all."""

    areas: tuple[AreaCount, ...]
    whole: AreaCount


def contacts(
    reader: Reader,
    first_day: date,
    last_day: date,
    *,
    area: str | None = None,
    place: RecordId | None = None,
    view: View = EVERYTHING,
) -> list[ContactRow]:
    """The contacts that start between two days (both included) at a place (None: everywhere), latest first."""
    end = (last_day + timedelta(days=1)).isoformat()
    query = _contacts().where(
        _contact.c.starts_at >= first_day.isoformat(), _contact.c.starts_at < end, *_here(place, view)
    )
    query = query if area is None else query.where(_contact.c.area == area)
    return _rows(reader, query.order_by(_contact.c.starts_at.desc(), _contact.c.id.desc()))


def due_follow_ups(
    reader: Reader, until: date | None = None, place: RecordId | None = None, view: View = EVERYTHING
) -> list[ContactRow]:
    """The follow-ups due by a day (else today), longest due first."""
    day = (until or reader.today).isoformat()
    query = _contacts().where(_contact.c.follow_up_on <= day, *_here(place, view))
    return _rows(reader, query.order_by(_contact.c.follow_up_on, _contact.c.starts_at, _contact.c.id))


def referrals(
    reader: Reader, place: RecordId | None = None, view: View = EVERYTHING, *, answered: bool = False
) -> list[ContactRow]:
    """People sent to the desks of a place and not met there yet, first sent first; met ones only on request."""
    query = _contacts().where(_contact.c.referred_to_id.is_not(None), *_sent_here(place, view))
    query = query if answered else query.where(_answer.c.id.is_(None))
    return _rows(reader, query.order_by(_contact.c.starts_at, _contact.c.id))


def people_at_desk(reader: Reader, text: str, limit: int = 6, view: View = EVERYTHING) -> list[tuple[Hit, date | None]]:
    """People for a typed text with the day of their latest contact shown: who came to any desk last stands first."""
    hits = {hit.id: hit for hit in find_people(reader, text, FETCHED)}
    told = case((of_people(view, Consultation), _contact.c.starts_at), else_="")
    query = (
        select(_contact.c.person_id, func.max(_contact.c.starts_at), func.max(told))
        .where(_contact.c.person_id.in_(list(hits)))
        .group_by(_contact.c.person_id)
    )
    latest = {person_id: (starts[:10], shown[:10]) for person_id, starts, shown in reader.rows(query)}
    ordered = sorted(hits, key=lambda id: latest.get(id, ("", ""))[0], reverse=True)[:limit]
    days = [latest.get(id, ("", ""))[1] for id in ordered]
    return [(hits[id], date.fromisoformat(day) if day else None) for id, day in zip(ordered, days, strict=True)]


def glance(reader: Reader, rows: Iterable[ContactRow], codes: Sequence[str]) -> MonthGlance:
    """Contacts counted by area, in this order of codes; persons and contacts stand side by side."""
    listed = list(rows)
    canonical = canonical_people(reader)
    known = [*codes, *sorted({row.area for row in listed} - set(codes))]
    counted = [_count(code, [row for row in listed if row.area == code], canonical) for code in known]
    return MonthGlance(tuple(counted), _count("", listed, canonical))


def _count(area: str, rows: Sequence[ContactRow], canonical: Mapping[str, str]) -> AreaCount:
    by: defaultdict[ContactStatus, list[ContactRow]] = defaultdict(list)
    for row in rows:
        by[row.status].append(row)
    done = by[ContactStatus.DONE]
    people = {canonical.get(row.person_id, row.person_id) for row in done if row.person_id is not None}
    return AreaCount(
        area, len(done), sum(row.kind is ContactKind.REQUEST for row in done), len(people),
        sum(row.person_id is None for row in done), sum(row.group_size or 0 for row in done),
        len(by[ContactStatus.NO_SHOW]), len(by[ContactStatus.PLANNED]),
    )  # fmt: skip


def _here(place: RecordId | None, view: View) -> list[ColumnElement[bool]]:
    """Contacts of a place, and of what somebody is shown."""
    seen = of_people(view, Consultation)
    return [seen] if place is None else [seen, in_place(place, _venue.c.municipality_id, _contact.c.venue_id)]


def _sent_here(place: RecordId | None, view: View) -> list[ColumnElement[bool]]:
    seen = view.at(_target.c.municipality_id, _contact.c.referred_to_id)
    return [seen] if place is None else [seen, in_place(place, _target.c.municipality_id, _contact.c.referred_to_id)]


def _contacts() -> Select[Any]:
    # Who did not come, or was called off, was not met: the talk that took place answers, else the one that is latest.
    met = select(_talk.c.id).where(_talk.c.request_id == _contact.c.id, _talk.c.status.not_in(_NOT_MET))
    best = met.order_by(case((_talk.c.status == ContactStatus.DONE, 0), else_=1), _talk.c.starts_at.desc(), _talk.c.id)
    answer = best.limit(1).scalar_subquery()
    return (
        select(_contact, func.coalesce(_person.c.family_name, "").label("family"),
               func.coalesce(_person.c.given_name, "").label("given"), func.coalesce(_venue.c.name, "").label("venue"),
               func.coalesce(_target.c.name, "").label("target"), _answer.c.starts_at.label("answered_at"),
               _answer.c.status.label("answered"))
        .outerjoin(_person, _person.c.id == _contact.c.person_id)
        .outerjoin(_venue, _venue.c.id == _contact.c.venue_id)
        .outerjoin(_target, _target.c.id == _contact.c.referred_to_id)
        .outerjoin(_answer, and_(_answer.c.request_id == _contact.c.id, _answer.c.id == answer))
    )  # fmt: skip


def _rows(reader: Reader, query: Select[Any]) -> list[ContactRow]:
    return [
        ContactRow(
            row.id, row.area, ContactKind(row.kind), ContactStatus(row.status), datetime.fromisoformat(row.starts_at),
            row.minutes, row.person_id, row.family, row.given, row.venue, row.request_id,
            date.fromisoformat(row.follow_up_on) if row.follow_up_on else None, row.outcome, row.venue_id,
            row.group_size, row.referred_to_id, row.target,
            datetime.fromisoformat(row.answered_at) if row.answered_at else None,
            ContactStatus(row.answered) if row.answered else None,
        )
        for row in reader.rows(query)
    ]  # fmt: skip
