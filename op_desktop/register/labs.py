"""Community labs: what they are, their state over time, their members."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from op_desktop.domain.lab import Lab, LabKind, LabMember, LabOrigin, LabSession, LabState, LabStatus, active_since
from op_desktop.domain.place import Municipality, Venue
from op_desktop.domain.record import RecordId, joined_id, new_id
from op_desktop.domain.school import Status
from op_desktop.register.schools import NameMissing
from op_desktop.register.view import EVERYTHING, View, in_place
from op_desktop.storage.reach import placed
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.unit_of_work import UnitOfWork

_lab, _session, _status = TABLE_OF[Lab], TABLE_OF[LabSession], TABLE_OF[LabStatus]
_municipality, _venue = TABLE_OF[Municipality], TABLE_OF[Venue]


@dataclass(frozen=True, slots=True)
class LabRow:
    """A lab with its rhythm and its meetings; ``weekday`` 0 is Monday."""

    id: RecordId
    name: str
    kind: LabKind
    origin: LabOrigin
    municipality_id: RecordId
    municipality: str
    venue_id: RecordId | None
    venue: str
    weekday: int | None
    starts: str
    minutes: int
    state: LabState
    held: int
    last_met_at: datetime | None
    next_session_id: RecordId | None
    """The meeting of today or of the next day planned."""
    next_starts_at: datetime | None

    def met_lately(self, day: date) -> bool:
        """Whether it met in the 60 days up to this one, August not counted: active in the sense of the figures."""
        return self.last_met_at is not None and self.last_met_at.date() >= active_since(day)


def add_lab(
    uow: UnitOfWork,
    name: str,
    municipality_id: RecordId,
    kind: LabKind = LabKind.COMMUNITY,
    *,
    origin: LabOrigin = LabOrigin.OP_CAFE,
    venue_id: RecordId | None = None,
    weekday: int | None = None,
    starts: str = "",
    minutes: int = 120,
    purpose: str = "",
    since: date | None = None,
    id: RecordId | None = None,
) -> RecordId:
    """Put a lab on file, active from ``since`` (else today) on; raises ``NameMissing``.

    With an ``id`` it is the same lab on every device that puts it there.
    """
    if not name.strip():
        raise NameMissing
    lab = Lab(id=id or new_id(), name=name.strip(), kind=kind, origin=origin, municipality_id=municipality_id,
              venue_id=venue_id, weekday=weekday, starts=starts, minutes=minutes, purpose=purpose.strip())  # fmt: skip
    uow.put_all([lab, LabStatus.of(lab_id=lab.id, since=since or uow.today, state=LabState.ACTIVE)])
    return lab.id


def describe_lab(uow: UnitOfWork, lab: Lab) -> None:
    """Store a lab with other facts under its id; raises ``NameMissing``, or ``NotYours`` for another place's."""
    if not lab.name.strip():
        raise NameMissing
    uow.put(replace(lab, name=lab.name.strip(), purpose=lab.purpose.strip()))


def set_state(uow: UnitOfWork, lab_id: RecordId, state: LabState, since: date | None = None) -> None:
    """From this day (else today) on the lab is active, paused or closed; raises ``NotYours``."""
    uow.put(LabStatus.of(lab_id=uow.require(Lab, lab_id).id, since=since or uow.today, state=state))


def forget_state(uow: UnitOfWork, lab_id: RecordId, since: date) -> None:
    """The state noted for that day was a mistake; the one before it goes on. Raises ``NotYours``."""
    uow.delete(LabStatus, joined_id(LabStatus.entity, (lab_id, since.isoformat())))


def states(reader: Reader, lab_id: RecordId) -> list[LabStatus]:
    """What was noted of a lab's state, from the first day on."""
    return sorted(reader.all(LabStatus, _status.c.lab_id == lab_id), key=lambda each: each.since)


def add_member(uow: UnitOfWork, lab_id: RecordId, person_id: RecordId, *, responsible: bool = False) -> None:
    """The person belongs to the lab from today on."""
    uow.put(LabMember.of(lab_id=lab_id, person_id=person_id, since=uow.today, responsible=responsible))


def labs(
    reader: Reader, place: RecordId | None = None, *, closed: bool = False, on: date | None = None,
    view: View = EVERYTHING,
) -> list[LabRow]:  # fmt: skip
    """The labs of a place (None: all) by name, as they stood on a day (else today); closed ones only on request.

    Of them those that ``view`` shows, and those that meet on that day where it does.

    A lab that had not opened by then is left out; of its meetings those up to that day are told.
    """
    day = on or reader.today
    query = _labs(day).order_by(_lab.c.name, _municipality.c.name, _lab.c.id).where(_begun(day), _shown(view, day))
    rows = _lab_rows(reader, query if place is None else query.where(lab_in(place)), day)
    return [row for row in rows if closed or row.state is not LabState.CLOSED]


def lab_header(reader: Reader, lab_id: RecordId) -> LabRow:
    """One lab; raises ``RecordMissing``."""
    found = _lab_rows(reader, _labs(reader.today).where(_lab.c.id == lab_id), reader.today)
    if not found:
        reader.require(Lab, lab_id)
    return found[0]


def lab_in(place: RecordId) -> ColumnElement[bool]:
    """Whether a lab is at this venue, in this municipality or in that of this school."""
    return in_place(place, _lab.c.municipality_id, _lab.c.venue_id)


def _shown(view: View, day: date) -> ColumnElement[bool]:
    """Whether a lab is of somebody's places, or meets there on this day."""
    here, (source, met) = placed(view)[Lab][1], placed(view)[LabSession]
    if not view.places:
        return here
    after = (day + timedelta(days=1)).isoformat()
    meets = select(_session.c.lab_id).select_from(source)
    of_the_day = meets.where(met, _session.c.starts_at >= day.isoformat(), _session.c.starts_at < after)
    return or_(here, _lab.c.id.in_(of_the_day.correlate(None)))


def _begun(day: date) -> ColumnElement[bool]:
    """Whether a lab had opened by a day; one of which no state was ever noted counts as open."""
    noted, earliest = _status.alias(), _status.alias()
    first = select(func.min(earliest.c.since)).where(earliest.c.lab_id == _lab.c.id).scalar_subquery()
    never = ~select(noted.c.id).where(noted.c.lab_id == _lab.c.id).exists()
    return or_(never, first <= day.isoformat())


def _labs(day: date) -> Select[Any]:
    dated = _status.alias()
    latest = select(func.max(dated.c.since)).where(dated.c.lab_id == _lab.c.id, dated.c.since <= day.isoformat())
    after = (day + timedelta(days=1)).isoformat()
    was_held = and_(_session.c.lab_id == _lab.c.id, _session.c.status == Status.HELD, _session.c.starts_at < after)
    held = select(func.count()).where(was_held)
    last = select(func.max(_session.c.starts_at)).where(was_held)
    return (
        select(_lab, _municipality.c.name.label("town"), func.coalesce(_venue.c.name, "").label("venue"),
               _status.c.state, held.scalar_subquery().label("held"), last.scalar_subquery().label("last"))
        .join(_municipality, _municipality.c.id == _lab.c.municipality_id)
        .outerjoin(_venue, _venue.c.id == _lab.c.venue_id)
        .outerjoin(_status, and_(_status.c.lab_id == _lab.c.id, _status.c.since == latest.scalar_subquery()))
    )  # fmt: skip


def _lab_rows(reader: Reader, query: Select[Any], day: date) -> list[LabRow]:
    found = reader.rows(query)
    upcoming = _upcoming(reader, [row.id for row in found], day)
    return [
        LabRow(
            row.id, row.name, LabKind(row.kind), LabOrigin(row.origin), row.municipality_id, row.town, row.venue_id,
            row.venue, row.weekday, row.starts, row.minutes, LabState(row.state or LabState.ACTIVE), row.held,
            datetime.fromisoformat(row.last) if row.last else None, *upcoming.get(row.id, (None, None)),
        )
        for row in found
    ]  # fmt: skip


def _upcoming(reader: Reader, lab_ids: Iterable[RecordId], day: date) -> dict[str, tuple[RecordId, datetime]]:
    query = (
        select(_session.c.lab_id, _session.c.id, _session.c.starts_at)
        .where(_session.c.lab_id.in_(lab_ids), _session.c.status == Status.PLANNED,
               _session.c.starts_at >= day.isoformat())
        .order_by(_session.c.starts_at.desc(), _session.c.id.desc())
    )  # fmt: skip
    return {lab: (RecordId(id), datetime.fromisoformat(starts)) for lab, id, starts in reader.rows(query)}
