"""The sign-in desk of a lab's meeting: who comes in, who is expected, how many have no name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from sqlalchemy import select

from op_desktop.domain.attendance import AgeBand, Attendance, CountMethod, UnnamedEntry
from op_desktop.domain.formats import known
from op_desktop.domain.lab import LabSession
from op_desktop.domain.person import Person
from op_desktop.domain.record import RecordId, joined_id, new_id
from op_desktop.domain.volunteering import Activity, VolunteerShift
from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.register.hours import Hours, HoursInFuture, HoursOverlap, TooManyHours, check_hours
from op_desktop.register.meetings import refuse_unless_open
from op_desktop.register.regulars import volunteers_here
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF, UNVOUCHED
from op_desktop.storage.unit_of_work import UnitOfWork

_attendance, _unnamed, _person = TABLE_OF[Attendance], TABLE_OF[UnnamedEntry], TABLE_OF[Person]
_shift = TABLE_OF[VolunteerShift]
MOST_UNNAMED = 999
"""At one stroke; more is a typing slip."""

MOST_COUNTED = 9_999
CLASH_REMEDY = N_("The check-in is saved. Shorten one of the entries in Volunteers and hours.")
"""What to do about a ``clash``."""


class PeopleUnfit(UserError):
    """A number of unnamed people that makes no sense."""

    title = N_("Between 1 and {most} people come in at once.")
    advice = N_("Check the number. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class EntryRow:
    """Somebody, or some people without a name, in the room."""

    kind: Literal["participant", "volunteer", "unnamed"]
    id: RecordId
    """The presence, shift or count that says so."""
    at: datetime | None
    person_id: RecordId | None = None
    family: str = ""
    given: str = ""
    left_at: datetime | None = None
    minutes: int = 0
    """What a volunteer gives."""
    people: int = 1
    band: AgeBand = AgeBand.UNSAID


@dataclass(frozen=True, slots=True)
class Room:
    """A meeting's entries, newest first, and its counters."""

    entries: tuple[EntryRow, ...]
    inside: int
    """Everybody who has not left: participants, volunteers, unnamed; a person counts once."""
    named: int
    """Participants on file, volunteers not counted."""
    volunteers: int
    unnamed: int

    @property
    def noted(self) -> int:
        """Everybody who came, noted one by one or as a number; who came and left counts, too."""
        return self.named + self.volunteers + self.unnamed


def check_in(
    uow: UnitOfWork,
    session_id: RecordId,
    person_id: RecordId,
    at: datetime | None = None,
    *,
    volunteer: bool | None = None,
) -> RecordId:
    """The person is here since ``at`` (else now): as a participant, or as a volunteer with the meeting's minutes.

    Of a sheet typed on another day nobody knows when they came: the hour stays empty. With ``volunteer`` None, who
    mostly gave hours at this lab comes as a volunteer. Once is enough: again it changes nothing. ``clash`` tells of
    hours that cannot all be right.
    Raises ``RegisterClosed`` or ``MeetingCancelled``.
    """
    session = uow.require(LabSession, session_id)
    refuse_unless_open(session.status)
    helps = person_id in volunteers_here(uow, session.lab_id, [person_id]) if volunteer is None else volunteer
    if helps:
        return _volunteer_in(uow, session, person_id, at or _hour_of(uow, session) or session.starts_at)
    presence = Attendance.of(session_id=session_id, person_id=person_id, arrived_at=at or _hour_of(uow, session))
    standing = uow.get(Attendance, presence.id)
    if standing is None:
        uow.put(presence)
    elif standing.left_at is not None:
        uow.put(replace(standing, left_at=None))
    return presence.id


def clash(reader: Reader, entry_id: RecordId) -> UserError | None:
    """What speaks against the hours that a check-in gave: told, not refused, since people are waiting."""
    shift = reader.get(VolunteerShift, entry_id)
    if shift is None:
        return None
    given = Hours(person_id=shift.person_id, starts_at=shift.starts_at, minutes=shift.minutes, timed=shift.timed)
    try:
        check_hours(reader, [given], but=(shift.id,))
    except (HoursInFuture, HoursOverlap, TooManyHours) as against:
        return against
    return None


def check_out(uow: UnitOfWork, session_id: RecordId, person_id: RecordId, at: datetime | None = None) -> None:
    """The participant has left."""
    refuse_unless_open(uow.require(LabSession, session_id).status)
    presence = uow.require(Attendance, joined_id(Attendance.entity, (session_id, person_id)))
    uow.put(replace(presence, left_at=at or uow.now))


def undo_check_in(uow: UnitOfWork, session_id: RecordId, person_id: RecordId) -> None:
    """The person was not here: the presence and the unconfirmed hours of this meeting go."""
    refuse_unless_open(uow.require(LabSession, session_id).status)
    presence = joined_id(Attendance.entity, (session_id, person_id))
    if uow.get(Attendance, presence) is not None:
        uow.delete(Attendance, presence)
    for shift in uow.all(VolunteerShift, _shift.c.session_id == session_id, _shift.c.person_id == person_id,
                         UNVOUCHED):  # fmt: skip
        uow.delete(VolunteerShift, shift.id)


def add_unnamed(
    uow: UnitOfWork,
    session_id: RecordId,
    people: int,
    band: AgeBand = AgeBand.UNSAID,
    method: CountMethod | None = None,
) -> RecordId:
    """So many people came in without a name, told apart as the meeting's are (else by ``method``).

    Raises ``PeopleUnfit``.
    """
    session = uow.require(LabSession, session_id)
    refuse_unless_open(session.status)
    if not 1 <= people <= MOST_UNNAMED:
        raise PeopleUnfit(most=MOST_UNNAMED)
    entry = UnnamedEntry(id=new_id(), session_id=session_id, people=people, band=band,
                         method=method or session.method, entered_at=_hour_of(uow, session))  # fmt: skip
    uow.put(entry)
    return entry.id


def count_room(uow: UnitOfWork, session_id: RecordId, people: int | None, method: CountMethod) -> None:
    """How many were counted in all, and how; None takes the count back. What was noted one by one stays as it is.

    Raises ``PeopleUnfit``.
    """
    session = uow.require(LabSession, session_id)
    refuse_unless_open(session.status)
    if people is not None and not 0 <= people <= MOST_COUNTED:
        raise PeopleUnfit(most=MOST_COUNTED)
    uow.put(replace(session, headcount=people, method=method))


def take_unnamed(uow: UnitOfWork, session_id: RecordId, people: int = 1) -> int:
    """So many fewer people without a name, taken off the latest entries; returns how many there were to take."""
    refuse_unless_open(uow.require(LabSession, session_id).status)
    left = people
    for entry in reversed(uow.all(UnnamedEntry, _unnamed.c.session_id == session_id)):
        if not left:
            break
        if entry.people <= left:
            uow.delete(UnnamedEntry, entry.id)
        else:
            uow.put(replace(entry, people=entry.people - left))
        left -= min(left, entry.people)
    return people - left


def parse_unnamed(text: str, language: str | None = None) -> tuple[tuple[int, AgeBand], ...]:
    """The people meant by ``+12`` or ``+9a 3b`` (adults, children: ``b`` in Italian, ``c`` in English).

    Empty for a text that does not begin with a plus or is not complete.
    """
    found = re.fullmatch(r"\s*\+\s*((?:\d{1,3}(?!\d)\s*[a-z]?[\s,+]*)+)", text.casefold())
    if found is None:
        return ()
    letters = {"": AgeBand.UNSAID, "a": AgeBand.ADULTS, "b" if known(language) == "it" else "c": AgeBand.CHILDREN}
    parts = re.findall(r"(\d{1,3})\s*([a-z]?)", found[1])
    if any(letter not in letters or not int(number) for number, letter in parts):
        return ()
    return tuple((int(number), letters[letter]) for number, letter in parts)


def present(reader: Reader, session_id: RecordId) -> Room:
    """Who is in the room."""
    people = _participants(reader, session_id)
    helpers = _helpers(reader, session_id)
    counts = [
        EntryRow("unnamed", each.id, each.entered_at, people=each.people, band=each.band)
        for each in reader.all(UnnamedEntry, _unnamed.c.session_id == session_id)
    ]
    # Of a sheet without hours the names come first.
    entries = sorted(
        [*people, *helpers, *counts],
        key=lambda entry: (str(entry.at or ""), entry.kind != "unnamed", entry.id),
        reverse=True,
    )
    unnamed = sum(entry.people for entry in counts)
    helping = {entry.person_id for entry in helpers}
    inside = {entry.person_id for entry in people if entry.left_at is None} | helping
    taking_part = {entry.person_id for entry in people} - helping
    return Room(tuple(entries), len(inside) + unnamed, len(taking_part), len(helping), unnamed)


def _participants(reader: Reader, session_id: RecordId) -> list[EntryRow]:
    query = (
        select(_attendance.c.id, _attendance.c.arrived_at, _person.c.id, _person.c.family_name, _person.c.given_name,
               _attendance.c.left_at)
        .join(_person, _person.c.id == _attendance.c.person_id)
        .where(_attendance.c.session_id == session_id)
    )  # fmt: skip
    return [
        EntryRow("participant", id, _moment(at), person, family, given, _moment(left))
        for id, at, person, family, given, left in reader.rows(query)
    ]


def _helpers(reader: Reader, session_id: RecordId) -> list[EntryRow]:
    query = (
        select(_shift.c.id, _shift.c.starts_at, _person.c.id, _person.c.family_name, _person.c.given_name,
               _shift.c.minutes)
        .join(_person, _person.c.id == _shift.c.person_id)
        .where(_shift.c.session_id == session_id, _shift.c.duplicate_of.is_(None))
    )  # fmt: skip
    return [
        EntryRow("volunteer", id, _moment(at), person, family, given, minutes=minutes)
        for id, at, person, family, given, minutes in reader.rows(query)
    ]


def _volunteer_in(uow: UnitOfWork, session: LabSession, person_id: RecordId, at: datetime) -> RecordId:
    standing: Sequence[tuple[str]] = uow.rows(
        select(_shift.c.id).where(_shift.c.session_id == session.id, _shift.c.person_id == person_id)
    )
    if standing:
        return RecordId(standing[0][0])
    shift = VolunteerShift(
        id=joined_id(VolunteerShift.entity, (session.id, person_id)), person_id=person_id, activity=Activity.LAB,
        lab_id=session.lab_id, session_id=session.id, starts_at=at, minutes=session.minutes,
    )  # fmt: skip
    uow.put(shift)
    return shift.id


def _hour_of(uow: UnitOfWork, session: LabSession) -> datetime | None:
    """Now, while the meeting's day lasts; a paper sheet typed later tells no hours."""
    return uow.now if session.starts_at.date() == uow.today else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
