"""Meetings of labs: planned, opened, closed, cancelled."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, distinct, func, select

from op_desktop.domain.attendance import Attendance, CountMethod, UnnamedEntry
from op_desktop.domain.lab import Lab, LabSession
from op_desktop.domain.place import Municipality, Venue
from op_desktop.domain.record import RecordId, new_id
from op_desktop.domain.school import Status
from op_desktop.domain.volunteering import VolunteerShift
from op_desktop.register.labs import lab_in
from op_desktop.register.meetings import RegisterState, refuse_future, refuse_unless_open, state_of
from op_desktop.register.view import EVERYTHING, View
from op_desktop.storage.reach import placed
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.unit_of_work import UnitOfWork

_lab, _session = TABLE_OF[Lab], TABLE_OF[LabSession]
_municipality, _venue = TABLE_OF[Municipality], TABLE_OF[Venue]
_attendance, _unnamed, _shift = TABLE_OF[Attendance], TABLE_OF[UnnamedEntry], TABLE_OF[VolunteerShift]


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A meeting of a lab with how many were there; volunteers are not among the named."""

    id: RecordId
    lab_id: RecordId
    lab: str
    municipality: str
    venue: str
    starts_at: datetime
    minutes: int
    state: RegisterState
    named: int
    unnamed: int
    volunteers: int
    headcount: int | None
    method: CountMethod = CountMethod.COUNTED
    """How the headcount came about."""

    @property
    def noted(self) -> int:
        """Everybody noted one by one or as a number without names."""
        return self.named + self.unnamed + self.volunteers


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a new meeting of a lab would be, before anything is written."""

    lab_id: RecordId
    starts_at: datetime
    minutes: int
    venue_id: RecordId | None
    venue: str
    session_id: RecordId | None
    """The meeting of that day, where it is there already."""


def propose_session(reader: Reader, lab_id: RecordId, day: date | None = None) -> Proposal:
    """Tonight's meeting (or that of another day): the lab's own time and place, or now where it has no time."""
    lab = reader.require(Lab, lab_id)
    on = day or reader.today
    venue = reader.get(Venue, lab.venue_id) if lab.venue_id else None
    standing = _standing(reader, lab_id, on)
    starts_at = _moment(lab, on, reader.now)
    return Proposal(lab_id, starts_at, lab.minutes, lab.venue_id, venue.name if venue else "", standing)


def plan_session(
    uow: UnitOfWork,
    lab_id: RecordId,
    starts_at: datetime,
    minutes: int | None = None,
    venue_id: RecordId | None = None,
) -> RecordId:
    """Plan a meeting; what is not said is the lab's usual length and place."""
    lab = uow.require(Lab, lab_id)
    session = LabSession(id=new_id(), lab_id=lab_id, starts_at=starts_at, minutes=minutes or lab.minutes,
                         venue_id=venue_id or lab.venue_id)  # fmt: skip
    uow.put(session)
    return session.id


def open_session(uow: UnitOfWork, lab_id: RecordId) -> RecordId:
    """Today's meeting of the lab, planned now where it was not; nobody is marked."""
    standing = _standing(uow, lab_id, uow.today)
    if standing is not None:
        return standing
    proposal = propose_session(uow, lab_id)
    return plan_session(uow, lab_id, proposal.starts_at, proposal.minutes, proposal.venue_id)


def close_session(uow: UnitOfWork, session_id: RecordId, headcount: int | None = None) -> SessionRow:
    """The meeting was held; returns its totals.

    Raises ``MeetingInFuture``, ``RegisterClosed`` or ``MeetingCancelled``.
    """
    session = uow.require(LabSession, session_id)
    refuse_unless_open(session.status)
    refuse_future(session.starts_at, uow.now)
    counted = session.headcount if headcount is None else headcount
    uow.put(replace(session, status=Status.HELD, headcount=counted))
    return session_header(uow, session_id)


def reopen_session(uow: UnitOfWork, session_id: RecordId, reason: str = "") -> None:
    """Make a closed meeting a draft again; a reason is added to its note."""
    session = uow.require(LabSession, session_id)
    if session.status is Status.HELD:
        note = "\n".join(part for part in (session.note, reason.strip()) if part)
        uow.put(replace(session, status=Status.PLANNED, note=note))


def cancel_session(
    uow: UnitOfWork, session_id: RecordId, *, replaced_at: datetime | None = None, reason: str = ""
) -> RecordId | None:
    """The meeting does not take place; held on another day instead, the new one's id returns."""
    session = uow.require(LabSession, session_id)
    refuse_unless_open(session.status)
    status = Status.CANCELLED if replaced_at is None else Status.REPLACED
    uow.put(replace(session, status=status, note=reason.strip() or session.note))
    if replaced_at is None:
        return None
    instead = replace(session, id=new_id(), starts_at=replaced_at, replaces_id=session.id, note="", headcount=None)
    uow.put(instead)
    return instead.id


def sessions_of(
    reader: Reader, first_day: date, last_day: date, *, place: RecordId | None = None, lab_id: RecordId | None = None,
    view: View = EVERYTHING,
) -> list[SessionRow]:  # fmt: skip
    """The meetings that start between two days (both included), earliest first, cancelled ones too."""
    end = (last_day + timedelta(days=1)).isoformat()
    conditions = [_session.c.starts_at >= first_day.isoformat(), _session.c.starts_at < end,
                  placed(view)[LabSession][1]]  # fmt: skip
    if place is not None:
        conditions.append(lab_in(place))
    if lab_id is not None:
        conditions.append(_session.c.lab_id == lab_id)
    return _session_rows(reader, conditions)


def sessions_of_day(
    reader: Reader, day: date, place: RecordId | None = None, view: View = EVERYTHING
) -> list[SessionRow]:
    """The meetings of one day, as far as ``view`` shows them."""
    return sessions_of(reader, day, day, place=place, view=view)


def session_header(reader: Reader, session_id: RecordId) -> SessionRow:
    """One meeting; raises ``RecordMissing``."""
    found = _session_rows(reader, [_session.c.id == session_id])
    if not found:
        reader.require(LabSession, session_id)
    return found[0]


def _moment(lab: Lab, day: date, now: datetime) -> datetime:
    usual = lab.usual_time
    return datetime.combine(day, usual) if usual is not None else datetime.combine(day, now.time())


def _standing(reader: Reader, lab_id: RecordId, day: date) -> RecordId | None:
    query = (
        select(_session.c.id)
        .where(_session.c.lab_id == lab_id, _session.c.status.in_((Status.PLANNED, Status.HELD)),
               _session.c.starts_at >= day.isoformat(), _session.c.starts_at < (day + timedelta(days=1)).isoformat())
        .order_by(_session.c.status.desc(), _session.c.starts_at, _session.c.id)
    )  # fmt: skip
    found = reader.value(query.limit(1))
    return RecordId(found) if found else None


def _session_rows(reader: Reader, conditions: Iterable[ColumnElement[bool]]) -> list[SessionRow]:
    named = select(func.count()).where(_attendance.c.session_id == _session.c.id)
    unnamed = select(func.coalesce(func.sum(_unnamed.c.people), 0)).where(_unnamed.c.session_id == _session.c.id)
    volunteers = select(func.count(distinct(_shift.c.person_id))).where(
        _shift.c.session_id == _session.c.id, _shift.c.duplicate_of.is_(None)
    )
    query = (
        select(_session.c.id, _session.c.lab_id, _lab.c.name, _municipality.c.name, func.coalesce(_venue.c.name, ""),
               _session.c.starts_at, _session.c.minutes, _session.c.status, named.scalar_subquery(),
               unnamed.scalar_subquery(), volunteers.scalar_subquery(), _session.c.headcount, _session.c.method)
        .join(_lab, _lab.c.id == _session.c.lab_id)
        .join(_municipality, _municipality.c.id == _lab.c.municipality_id)
        .outerjoin(_venue, _venue.c.id == _session.c.venue_id)
        .where(*conditions)
        .order_by(_session.c.starts_at, _lab.c.name, _session.c.id)
    )  # fmt: skip
    return [_session_row(row) for row in reader.rows(query)]


def _session_row(row: Any) -> SessionRow:
    id, lab_id, lab, town, venue, starts_at, minutes, status, named, unnamed, volunteers, headcount, method = row
    entries = named + int(unnamed) + volunteers + (headcount is not None)
    return SessionRow(id, lab_id, lab, town, venue, datetime.fromisoformat(starts_at), minutes,
                      state_of(status, entries), named, int(unnamed), volunteers, headcount,
                      CountMethod(method))  # fmt: skip
