"""Who usually comes to a lab: the regulars still expected, and names proposed while typing."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    FromClause,
    Select,
    Table,
    bindparam,
    case,
    func,
    literal_column,
    select,
    union_all,
)

from op_desktop.domain.attendance import Attendance
from op_desktop.domain.lab import LabSession
from op_desktop.domain.names import fold, words
from op_desktop.domain.person import Person
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import Status
from op_desktop.domain.volunteering import VolunteerShift
from op_desktop.register.search import on_file, people_matching, ranges_of
from op_desktop.register.view import EVERYTHING, View
from op_desktop.storage.reach import placed
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF, search_term

_attendance, _session, _shift = TABLE_OF[Attendance], TABLE_OF[LabSession], TABLE_OF[VolunteerShift]
_person = TABLE_OF[Person]
LATEST = 20
"""Frequency is told over so many meetings."""
REMEMBERED = 60
"""So many meetings back, who came to this lab is proposed before anybody else."""
REGULAR_SHARE = 3
"""A regular came to at least one in so many of the latest meetings."""


_here: BindParameter[str] = bindparam("session")
_somebody: BindParameter[Sequence[str]] = bindparam("people", expanding=True)
_INSIDE: Final = union_all(
    select(_attendance.c.person_id).where(_attendance.c.session_id == _here, _attendance.c.left_at.is_(None)),
    select(_shift.c.person_id).where(_shift.c.session_id == _here),
)
_NAMES: Final = select(_person.c.id, _person.c.family_name, _person.c.given_name).where(
    _person.c.id.in_(_somebody), on_file()
)
_SIGNED: Final = (
    select(_attendance.c.person_id, func.count())
    .where(_attendance.c.person_id.in_(_somebody))
    .group_by(_attendance.c.person_id)
)
_LAB: Final = select(_session.c.lab_id).where(_session.c.id == _here)
"""Asked at every key, and made once, for each view where it matters: to make a query takes longer than to answer it."""


@dataclass(frozen=True, slots=True)
class RegularRow:
    """A person proposed at the desk: how often here in the latest meetings, and when last."""

    person_id: RecordId
    family: str
    given: str
    times: int
    out_of: int
    last_day: date | None
    """Of the meetings that are shown to who asks."""
    volunteer: bool

    @property
    def regular(self) -> bool:
        """Whether the person usually comes."""
        return self.times > 0 and self.times * REGULAR_SHARE >= self.out_of


@dataclass(slots=True)
class _Visits:
    """What the latest meetings tell of one person, while it is gathered."""

    times: int = 0
    remembered: int = 0
    shifts: int = 0
    last_day: str = ""
    told: str = ""
    """The last day that may be told."""


@dataclass(frozen=True, slots=True)
class _Meeting:
    """One of the latest meetings: how many came after it, its day, and what of that may be told."""

    place: int
    day: str
    told: str


def regulars(
    reader: Reader, lab_id: RecordId, session_id: RecordId | None = None, view: View = EVERYTHING
) -> list[RegularRow]:
    """The regulars of a lab by frequency; those who are at this meeting already are left out."""
    meetings = _meetings(reader, lab_id, session_id, view)
    visits = _visits(reader, meetings)
    inside = _inside(reader, session_id) if session_id else frozenset()
    out_of = min(LATEST, len(meetings))
    often = {id: found for id, found in visits.items()
             if id not in inside and found.times > found.shifts and found.times * REGULAR_SHARE >= out_of}  # fmt: skip
    return sorted(
        _rows(reader, often, out_of), key=lambda row: (-row.times, fold(row.family), fold(row.given), row.person_id)
    )


def suggest(
    reader: Reader, session_id: RecordId, text: str, limit: int = 6, view: View = EVERYTHING
) -> list[RegularRow]:
    """People whose words begin with the typed ones: by visits to this lab, then to any lab, then latest first.

    Who is at the meeting already is hidden. All visits count for the order; days are told of those the view shows.
    """
    typed = words(text)
    if not typed:
        return []
    lab_id = next((lab_id for (lab_id,) in reader.rows(_LAB, {"session": session_id})), RecordId(""))
    meetings = _meetings(reader, lab_id, session_id, view)
    inside = _inside(reader, session_id)
    visits = {id: found for id, found in _visits(reader, meetings, typed).items() if id not in inside}
    best = sorted(visits, key=lambda id: visits[id].last_day, reverse=True)
    best.sort(key=lambda id: (-visits[id].remembered, -visits[id].times))
    proposed = {id: visits[id] for id in best[:limit]}
    if len(proposed) < limit:
        proposed |= _elsewhere(reader, typed, inside | visits.keys(), limit - len(proposed), view)
    rows = {row.person_id: row for row in _rows(reader, proposed, min(LATEST, len(meetings)))}
    return [rows[RecordId(id)] for id in proposed if id in rows]


def volunteers_here(reader: Reader, lab_id: RecordId, person_ids: Collection[str]) -> frozenset[str]:
    """Who of these people gave hours at this lab at least as often as they came as participants."""
    shifts = dict(_tally(reader, select(_shift.c.person_id, func.count()).where(
        _shift.c.lab_id == lab_id, _shift.c.person_id.in_(person_ids)).group_by(_shift.c.person_id)))  # fmt: skip
    if not shifts:
        return frozenset()
    visits = dict(_tally(reader, select(_attendance.c.person_id, func.count())
                         .join(_session, _session.c.id == _attendance.c.session_id)
                         .where(_session.c.lab_id == lab_id, _attendance.c.person_id.in_(list(shifts)))
                         .group_by(_attendance.c.person_id)))  # fmt: skip
    return frozenset(id for id, times in shifts.items() if times >= visits.get(id, 0))


def _tally(reader: Reader, query: Select[Any], values: Mapping[str, Any] | None = None) -> Iterable[tuple[str, int]]:
    return [(row[0], row[1]) for row in reader.rows(query, values)]


def _meetings(reader: Reader, lab_id: RecordId, before: RecordId | None, view: View) -> dict[str, _Meeting]:
    """The latest held meetings of a lab, latest first."""
    found = reader.rows(_meetings_query(view), {"lab": lab_id, "before": before or ""})
    return {id: _Meeting(place, starts[:10], told[:10]) for place, (id, starts, told) in enumerate(found)}


@lru_cache(maxsize=16)
def _meetings_query(view: View) -> Select[Any]:
    source, told = _told(view)
    return (
        select(_session.c.id, _session.c.starts_at, told)
        .select_from(source)
        .where(
            _session.c.lab_id == bindparam("lab"), _session.c.status == Status.HELD,
            _session.c.id != bindparam("before"),
        )
        .order_by(_session.c.starts_at.desc(), _session.c.id)
        .limit(REMEMBERED)
    )  # fmt: skip


def _told(view: View) -> tuple[FromClause, ColumnElement[str]]:
    """Where to look for meetings, and when one was, as far as it is shown; who is shown all of them asks no lab."""
    if not view.places:
        return _session, _session.c.starts_at
    source, shown = placed(view)[LabSession]
    return source, case((shown, _session.c.starts_at), else_="")


def _visits(reader: Reader, meetings: Mapping[str, _Meeting], typed: Sequence[str] = ()) -> dict[str, _Visits]:
    """Who was at these meetings, as far as their words begin with the typed ones."""
    found: dict[str, _Visits] = {}
    ranges = ranges_of(sorted(set(typed)))
    query = _visits_query(len(ranges) // 2)
    for session_id, person_id, shift in reader.rows(query, {"meetings": list(meetings), **ranges}):
        meeting = meetings[session_id]
        visits = found.setdefault(person_id, _Visits())
        visits.remembered += 1
        visits.times += meeting.place < LATEST
        visits.shifts += shift and meeting.place < LATEST
        visits.last_day = max(visits.last_day, meeting.day)
        visits.told = max(visits.told, meeting.told)
    return found


@cache
def _visits_query(words: int) -> CompoundSelect[Any]:
    return union_all(*(_at_meetings(table, words) for table in (_attendance, _shift)))


def _at_meetings(table: Table, words: int) -> Select[Any]:
    """Who was at these meetings, and whether to give hours."""
    query = select(table.c.session_id, table.c.person_id, literal_column(str(int(table is _shift)))).where(
        table.c.session_id.in_(bindparam("meetings", expanding=True))
    )
    for place in range(words):
        term = search_term.alias()
        same = select(term.c.row_id).where(
            term.c.row_id == table.c.person_id, term.c.entity == Person.entity,
            term.c.term >= bindparam(f"from_{place}"), term.c.term < bindparam(f"to_{place}"),
        )  # fmt: skip
        query = query.where(same.exists())
    return query


def _inside(reader: Reader, session_id: RecordId) -> frozenset[str]:
    return frozenset(id for (id,) in reader.rows(_INSIDE, {"session": session_id}))


def _elsewhere(
    reader: Reader, typed: Sequence[str], but: Collection[str], limit: int, view: View
) -> dict[str, _Visits]:
    """People who never came here lately, by how often and how lately they came anywhere."""
    ids = [id for id in people_matching(reader, typed) if id not in but]
    signed = dict(_tally(reader, _SIGNED, {"people": ids}))
    # Of whom signed less often than so many, nobody is among the first: only of the others every visit is read.
    least = min(sorted((signed.get(id, 0) for id in ids), reverse=True)[:limit], default=0)
    told = _told_of(reader, [id for id in signed if signed[id] >= least], view)
    if any(visits.times < signed[id] for id, visits in told.items()):
        # Some presence is of a meeting that has not arrived: it does not count, and others may come before.
        told = _told_of(reader, ids, view)
    nothing = _Visits()
    ranked = sorted(ids, key=lambda id: told.get(id, nothing).last_day, reverse=True)
    ranked.sort(key=lambda id: -told.get(id, nothing).times)
    return {id: _Visits(told=told.get(id, nothing).told) for id in ranked[:limit]}


def _told_of(reader: Reader, ids: Sequence[str], view: View) -> dict[str, _Visits]:
    """How often these people came to any meeting, and when last."""
    found = {id: _Visits() for id in ids}
    for person_id, times, starts, told in reader.rows(_anywhere(view), {"people": list(ids)}):
        found[person_id] = _Visits(times=times, last_day=starts, told=told[:10])
    return found


@lru_cache(maxsize=16)
def _anywhere(view: View) -> Select[Any]:
    source, told = _told(view)
    return (
        select(_attendance.c.person_id, func.count(), func.max(_session.c.starts_at), func.max(told))
        .select_from(_attendance.join(source, _session.c.id == _attendance.c.session_id))
        .where(_attendance.c.person_id.in_(_somebody))
        .group_by(_attendance.c.person_id)
    )


def _rows(reader: Reader, visits: Mapping[str, _Visits], out_of: int) -> list[RegularRow]:
    return [
        RegularRow(id, family, given, visits[id].times, out_of,
                   date.fromisoformat(visits[id].told) if visits[id].told else None,
                   visits[id].shifts > 0 and visits[id].shifts * 2 >= visits[id].times)
        for id, family, given in reader.rows(_NAMES, {"people": list(visits)})
    ]  # fmt: skip
