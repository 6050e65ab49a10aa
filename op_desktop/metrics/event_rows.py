"""The rows of event figures: one for each event held, with the people who came."""

from typing import Any

from sqlalchemy import ColumnElement, FromClause, Subquery, and_, case, distinct, func, or_, select

from op_desktop.domain.event import CommunityEvent, EventParticipant
from op_desktop.domain.person import Person
from op_desktop.domain.place import Venue
from op_desktop.domain.school import Status
from op_desktop.metrics.metric import NONE, ONE, Reference, Rows, contribution, day_of, fixed
from op_desktop.metrics.people import counted_as, known, looked_up
from op_desktop.metrics.scope import Scope
from op_desktop.storage.tables import TABLE_OF

_event, _participant, _venue = TABLE_OF[CommunityEvent], TABLE_OF[EventParticipant], TABLE_OF[Venue]

SIGNATURES = (
    Reference(child=EventParticipant, field="event_id", parent=CommunityEvent),
    Reference(child=EventParticipant, field="person_id", parent=Person),
)


def events(scope: Scope) -> Rows:
    """Events held, whatever the days they last."""
    return select(*contribution(**_OF_EVENT, weight=ONE)).select_from(_WITH_VENUE).where(_held(scope), _here(scope))


def participations(scope: Scope) -> Rows:
    """Events held; ``weight`` is the larger of the number counted and the different people who signed."""
    signed = _signed(scope)
    names, weight = func.coalesce(signed.c.people, NONE), larger(_event.c.headcount, signed.c.people)
    columns = contribution(**_OF_EVENT, weight=weight, named=names, unnamed=func.coalesce(weight, NONE) - names)
    tables = _WITH_VENUE.outerjoin(signed, signed.c.event_id == _event.c.id)
    return select(*columns).select_from(tables).where(_held(scope), _here(scope))


def larger(counted: ColumnElement[int], named: ColumnElement[int]) -> ColumnElement[int]:
    """The larger of two numbers of people; nothing where neither was recorded (rule R9)."""
    use_named = or_(counted.is_(None), named > counted)
    return case((use_named, named), else_=counted)


_MUNICIPALITY: ColumnElement[str] = func.coalesce(_event.c.municipality_id, _venue.c.municipality_id)
_WITH_VENUE: FromClause = _event.outerjoin(_venue, _venue.c.id == _event.c.venue_id)
_OF_EVENT: dict[str, ColumnElement[Any]] = {
    "row_id": _event.c.id,
    "entity": fixed(CommunityEvent.entity),
    "day": day_of(_event.c.starts_at),
    "key": _event.c.id,
    "activity_id": _event.c.id,
    "activity": _event.c.name,
    "municipality_id": _MUNICIPALITY,
    "venue_id": _event.c.venue_id,
    "what": _event.c.method,
}


def _held(scope: Scope) -> ColumnElement[bool]:
    return and_(_event.c.status == Status.HELD.value, scope.dated(_event.c.starts_at))


def _here(scope: Scope) -> ColumnElement[bool]:
    return scope.placed(_MUNICIPALITY, _event.c.venue_id)


def _signed(scope: Scope) -> Subquery:
    """How many different people signed at each event."""
    people = func.count(distinct(counted_as(_participant.c.person_id))).label("people")
    signatures = _event.join(_participant, _participant.c.event_id == _event.c.id)
    return (
        select(_event.c.id.label("event_id"), people)
        .select_from(looked_up(signatures, _participant.c.person_id))
        .where(_held(scope), known)
        .group_by(_event.c.id)
        .subquery("signed")
    )
