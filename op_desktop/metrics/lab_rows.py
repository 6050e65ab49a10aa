"""The rows of lab figures: meetings held and who was there."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    and_,
    case,
    exists,
    func,
    or_,
    select,
    union_all,
)

from op_desktop.domain.attendance import Attendance, UnnamedEntry
from op_desktop.domain.lab import Lab, LabKind, LabSession, LabState, LabStatus, active_since
from op_desktop.domain.person import Person
from op_desktop.domain.school import Status
from op_desktop.metrics.event_rows import larger
from op_desktop.metrics.metric import NONE, ONE, Choice, Reference, Rows, contribution, day_of, fixed
from op_desktop.metrics.people import counted_as, known, looked_up, other_person
from op_desktop.metrics.scope import Scope
from op_desktop.storage.tables import TABLE_OF

_lab, _session, _status = TABLE_OF[Lab], TABLE_OF[LabSession], TABLE_OF[LabStatus]
_attendance, _unnamed = TABLE_OF[Attendance], TABLE_OF[UnnamedEntry]
_signer = _attendance.c.person_id
_venue_id = func.coalesce(_session.c.venue_id, _lab.c.venue_id)

MEETINGS = (Reference(child=LabSession, field="lab_id", parent=Lab),)
STATES = (*MEETINGS, Reference(child=LabStatus, field="lab_id", parent=Lab))
PRESENCES = (
    *MEETINGS,
    Reference(child=Attendance, field="session_id", parent=LabSession),
    Reference(child=Attendance, field="person_id", parent=Person),
    Reference(child=UnnamedEntry, field="session_id", parent=LabSession),
)


def meetings(scope: Scope) -> Rows:
    """Meetings held by labs of either kind; ``key`` is the lab, since names repeat."""
    return _meetings(scope).where(_held(scope))


def of_kind(kind: LabKind) -> Choice:
    """Meetings held by labs of one kind."""
    return lambda _columns: _lab.c.kind == kind.value


def meetings_of_active_labs(scope: Scope) -> Rows:
    """The latest meetings of community labs that are not closed on the last day of the scope."""
    last = scope.last_day
    lately = scope.during(active_since(last), last + timedelta(days=1))
    return _meetings(scope).where(_held(lately), _lab.c.kind == LabKind.COMMUNITY.value, ~_closed_on(last))


def presences(scope: Scope) -> Rows:
    """Who was at the community labs' meetings: a row for each person and meeting, and one for each unnamed count."""
    wanted = and_(_held(scope), _lab.c.kind == LabKind.COMMUNITY.value, _here(scope))
    named = contribution(
        row_id=_attendance.c.id,
        entity=fixed(Attendance.entity),
        person_id=counted_as(_signer),
        **_OF_MEETING,
        weight=ONE,
        named=ONE,
    )
    unnamed = contribution(
        row_id=_unnamed.c.id,
        entity=fixed(UnnamedEntry.entity),
        **_OF_MEETING,
        weight=_unnamed.c.people,
        unnamed=_unnamed.c.people,
    )
    return union_all(
        select(*named)
        .select_from(looked_up(_WITH_LAB.join(_attendance, _attendance.c.session_id == _session.c.id), _signer))
        .where(wanted, known, _once_each()),
        select(*unnamed).select_from(_WITH_LAB.join(_unnamed, _unnamed.c.session_id == _session.c.id)).where(wanted),
    )


def participations(scope: Scope) -> Rows:
    """Meetings held by labs of either kind; ``weight`` is the larger of the count and those noted one by one."""
    signed = _noted(scope, looked_up(_attendance, _signer), _attendance.c.session_id, func.count())
    named = signed.where(known, _once_each()).subquery("named")
    unnamed = _noted(scope, _unnamed, _unnamed.c.session_id, func.sum(_unnamed.c.people)).subquery("without_name")
    names = func.coalesce(named.c.people, NONE)
    nobody_noted = and_(named.c.people.is_(None), unnamed.c.people.is_(None))
    noted = case((nobody_noted, None), else_=names + func.coalesce(unnamed.c.people, NONE))
    weight = larger(_session.c.headcount, noted)
    columns = contribution(
        row_id=_session.c.id,
        entity=fixed(LabSession.entity),
        **(_OF_MEETING | {"what": _session.c.method}),
        weight=weight,
        named=names,
        unnamed=func.coalesce(weight, NONE) - names,
    )
    tables = _WITH_LAB.outerjoin(named, named.c.session_id == _session.c.id).outerjoin(
        unnamed, unnamed.c.session_id == _session.c.id
    )
    return select(*columns).select_from(tables).where(_held(scope), _here(scope))


_WITH_LAB: FromClause = _session.join(_lab, _lab.c.id == _session.c.lab_id)
_OF_MEETING: dict[str, ColumnElement[Any]] = {
    "day": day_of(_session.c.starts_at),
    "key": _lab.c.id,
    "activity_id": _session.c.id,
    "activity": _lab.c.name,
    "municipality_id": _lab.c.municipality_id,
    "venue_id": _venue_id,
    "what": _lab.c.origin,
}


def _meetings(scope: Scope) -> Select[Any]:
    columns = contribution(row_id=_session.c.id, entity=fixed(LabSession.entity), **_OF_MEETING, weight=ONE)
    return select(*columns).select_from(_WITH_LAB).where(_here(scope))


def _held(scope: Scope) -> ColumnElement[bool]:
    return and_(_session.c.status == Status.HELD.value, scope.dated(_session.c.starts_at))


def _here(scope: Scope) -> ColumnElement[bool]:
    return scope.placed(_lab.c.municipality_id, _venue_id)


def _once_each() -> ColumnElement[bool]:
    """Of the presences of one person at one meeting under several records, the first."""
    other, who = _attendance.alias("other"), other_person.alias("who")
    earlier = (
        select(other.c.id)
        .outerjoin(who, who.c.id == other.c.person_id)
        .where(
            other.c.session_id == _attendance.c.session_id,
            other.c.person_id < _signer,
            counted_as(other.c.person_id, who) == counted_as(_signer),
        )
    )
    # Few people have several records: only for theirs is it worth looking.
    return or_(other_person.c.id.is_(None), ~earlier.correlate(_attendance, other_person).exists())


def _noted(scope: Scope, tables: FromClause, session_id: ColumnElement[Any], people: ColumnElement[Any]) -> Select[Any]:
    """A number of people for each meeting held at which any were noted."""
    # By the ids of the meetings, in whose order the index lies: from the meetings on, every note would be sorted.
    held = select(_session.c.id).where(_held(scope))
    query = select(session_id, people.label("people")).select_from(tables).where(session_id.in_(held))
    return query.group_by(session_id)


def _closed_on(day: date) -> ColumnElement[bool]:
    """Whether the latest state of the lab up to a day says that it is closed."""
    later = _status.alias("later")
    superseded = exists().where(
        later.c.lab_id == _status.c.lab_id, later.c.since > _status.c.since, later.c.since <= day.isoformat()
    )
    return (
        exists()
        .where(
            _status.c.lab_id == _lab.c.id,
            _status.c.since <= day.isoformat(),
            _status.c.state == LabState.CLOSED.value,
            ~superseded.correlate(_status),
        )
        .correlate(_lab)
    )
