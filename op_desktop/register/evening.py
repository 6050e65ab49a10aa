"""The hours of one meeting's volunteers: who was there tonight, who was last time, who usually is."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, or_, select

from op_desktop.domain.lab import LabSession
from op_desktop.domain.person import Person
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import Status
from op_desktop.domain.volunteering import VolunteerShift
from op_desktop.register.search import on_file
from op_desktop.register.sessions import SessionRow, session_header
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF

_shift, _session, _person = TABLE_OF[VolunteerShift], TABLE_OF[LabSession], TABLE_OF[Person]
LATEST = 8
"""Whoever helped in so many of the lab's latest meetings stands on the sheet."""


@dataclass(frozen=True, slots=True)
class EveningRow:
    """A volunteer on the sheet of a meeting."""

    person_id: RecordId
    family: str
    given: str
    ticked: bool
    """Checked in tonight, or recorded already."""
    starts_at: datetime
    minutes: int
    """Recorded, else the meeting's length."""
    shift_id: RecordId | None
    confirmed: bool
    times: int
    """In how many of the latest meetings."""


@dataclass(frozen=True, slots=True)
class Evening:
    """The sheet of a meeting."""

    session: SessionRow
    rows: tuple[EveningRow, ...]

    @property
    def minutes(self) -> int:
        """The sum of the ticked rows."""
        return sum(row.minutes for row in self.rows if row.ticked)


@dataclass(frozen=True, slots=True)
class LastTime:
    """Who helped at the meeting before, and how long."""

    session_id: RecordId
    starts_at: datetime
    minutes: dict[RecordId, int]


def evening(reader: Reader, session_id: RecordId) -> Evening:
    """Who was checked in as a volunteer tonight, then who usually is, most often first."""
    session = session_header(reader, session_id)
    tonight = {
        shift.person_id: shift
        for shift in reader.all(VolunteerShift, _shift.c.session_id == session_id, _shift.c.duplicate_of.is_(None))
    }
    times = _times(reader, session.lab_id, session_id)
    query = select(_person.c.id, _person.c.family_name, _person.c.given_name).where(
        or_(_person.c.id.in_(list(tonight)), and_(_person.c.id.in_(list(times)), on_file()))
    )
    rows = [
        _row(person_id, family, given, session, tonight.get(person_id), times.get(person_id, 0))
        for person_id, family, given in reader.rows(query)
    ]
    return Evening(session, tuple(sorted(rows, key=lambda row: (not row.ticked, -row.times, row.family, row.given))))


def same_as_last(reader: Reader, lab_id: RecordId, before: RecordId | None = None) -> LastTime | None:
    """The volunteers of the latest meeting of a lab that had any; ``before`` leaves one meeting out."""
    query = (
        select(_session.c.id, _session.c.starts_at, _shift.c.person_id, _shift.c.minutes)
        .join(_shift, _shift.c.session_id == _session.c.id)
        .where(_session.c.lab_id == lab_id, _session.c.id != (before or ""), _shift.c.duplicate_of.is_(None),
               _session.c.starts_at <= reader.now.isoformat())
        .order_by(_session.c.starts_at.desc(), _session.c.id, _shift.c.starts_at)
        .limit(100)
    )  # fmt: skip
    rows = reader.rows(query)
    if not rows:
        return None
    latest, starts = rows[0][0], rows[0][1]
    return LastTime(latest, datetime.fromisoformat(starts), {row[2]: row[3] for row in rows if row[0] == latest})


def _times(reader: Reader, lab_id: RecordId, but: RecordId) -> dict[RecordId, int]:
    latest = (
        select(_session.c.id)
        .where(_session.c.lab_id == lab_id, _session.c.status == Status.HELD, _session.c.id != but)
        .order_by(_session.c.starts_at.desc())
        .limit(LATEST)
    )
    query = (
        select(_shift.c.person_id, func.count())
        .where(_shift.c.session_id.in_(latest), _shift.c.duplicate_of.is_(None))
        .group_by(_shift.c.person_id)
    )
    return {RecordId(person_id): count for person_id, count in reader.rows(query)}


def _row(
    person_id: RecordId, family: str, given: str, session: SessionRow, shift: VolunteerShift | None, times: int
) -> EveningRow:
    if shift is None:
        return EveningRow(person_id, family, given, False, session.starts_at, session.minutes, None, False, times)
    return EveningRow(person_id, family, given, True, shift.starts_at, shift.minutes, shift.id,
                      shift.confirmed, times)  # fmt: skip
