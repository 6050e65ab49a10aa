"""Hours about to be recorded, and what is refused: two places at once, days with too many, days to come."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement

from op_desktop.domain.formats import format_date
from op_desktop.domain.person import Person
from op_desktop.domain.record import RecordId, joined_id, new_id
from op_desktop.domain.volunteering import Activity, Task, VolunteerShift
from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.register.duplicates import canonical_people
from op_desktop.register.people import full_name
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF

_shift = TABLE_OF[VolunteerShift]
LONGEST = 1440
LONG = 600
"""Minutes of one entry that are worth a second look."""
MOST_IN_A_DAY = 960


class HoursUnfit(UserError):
    """Minutes that nobody can give at one stroke."""

    title = N_("One entry has 1 minute to 24 hours.")
    advice = N_("Write hours as 2.5 or 2:30. Nothing was saved.")


class HoursInFuture(UserError):
    """Hours of a day that is still to come."""

    title = N_("Hours of {day}: that day is still to come.")
    advice = N_("Hours are written once they were given. Nothing was saved.")


class HoursOverlap(UserError):
    """One person in two places at the same time."""

    title = N_("{person} already has hours at that time on {day}.")
    advice = N_("Check start and length of both entries. Nothing was saved.")


class TooManyHours(UserError):
    """More than sixteen hours of one person on one day."""

    title = N_("{person} would have more than 16 hours on {day}.")
    advice = N_("Check the hours of that day. Nothing was saved.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Hours about to be recorded; with a session they replace what that session has for the person."""

    person_id: RecordId
    starts_at: datetime
    minutes: int
    timed: bool = True
    """Whether the hour of the day is known: without it nothing is known to overlap."""
    activity: Activity = Activity.LAB
    lab_id: RecordId | None = None
    session_id: RecordId | None = None
    event_id: RecordId | None = None
    task: Task = Task.OTHER
    note: str = ""

    @property
    def ends_at(self) -> datetime:
        """When they end by the clock on the wall."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def long(self) -> bool:
        """Whether a person should look at them again."""
        return self.minutes > LONG

    def overlaps(self, other: "Hours") -> bool:
        """Whether both are known to lie in part at the same time."""
        both = self.timed and other.timed
        return both and other.starts_at < self.ends_at and self.starts_at < other.ends_at

    @property
    def shift_id(self) -> RecordId:
        """The shift's id: the meeting's own for the person, so that two devices write one shift."""
        return joined_id(VolunteerShift.entity, (self.session_id, self.person_id)) if self.session_id else new_id()


def between(first_day: date, last_day: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Whether a shift starts between two days, both included."""
    end = (last_day + timedelta(days=1)).isoformat()
    return _shift.c.starts_at >= first_day.isoformat(), _shift.c.starts_at < end


def check_hours(reader: Reader, entries: Sequence[Hours], but: Sequence[RecordId] = ()) -> None:
    """Pass, or raise ``HoursUnfit``, ``HoursInFuture``, ``HoursOverlap`` or ``TooManyHours``.

    The hours on file count too, except those that the entries replace and those in ``but``.
    """
    for entry in entries:
        refuse_unfit(entry.minutes)
        if entry.starts_at.date() > reader.today:
            raise HoursInFuture(day=format_date(entry.starts_at.date(), "day"))
    if entries:
        _refuse_conflicts(reader, entries, but)


def refuse_unfit(minutes: int) -> None:
    """Raise ``HoursUnfit`` for a length that no entry has."""
    if not 0 < minutes <= LONGEST:
        raise HoursUnfit


def _refuse_conflicts(reader: Reader, entries: Sequence[Hours], but: Sequence[RecordId]) -> None:
    """Look at all hours of these people, under whichever of their records, around the new ones at once."""
    days = [entry.starts_at.date() for entry in entries]
    stands_for = canonical_people(reader)
    theirs: dict[str, str] = {entry.person_id: stands_for.get(entry.person_id, entry.person_id) for entry in entries}
    tops = set(theirs.values())
    theirs |= {id: top for id, top in stands_for.items() if top in tops}
    standing = reader.all(
        VolunteerShift,
        _shift.c.person_id.in_(theirs),
        *between(min(days) - timedelta(days=1), max(days) + timedelta(days=1)),
        _shift.c.duplicate_of.is_(None),
    )
    replaced = {entry.shift_id for entry in entries if entry.session_id} | set(but)
    known = [
        Hours(person_id=shift.person_id, starts_at=shift.starts_at, minutes=shift.minutes, timed=shift.timed)
        for shift in standing
        if shift.id not in replaced
    ]
    given: defaultdict[str, list[Hours]] = defaultdict(list)
    for each in (*known, *entries):
        given[theirs[each.person_id]].append(each)
    for entry in entries:
        _refuse_conflict(reader, entry, given[theirs[entry.person_id]])


def _refuse_conflict(reader: Reader, entry: Hours, given: Sequence[Hours]) -> None:
    """Hold one new entry against all hours of its person, itself among them."""
    day = entry.starts_at.date()
    if sum(each.minutes for each in given if each.starts_at.date() == day) > MOST_IN_A_DAY:
        raise TooManyHours(person=_name(reader, entry.person_id), day=format_date(day, "day"))
    if any(each is not entry and entry.overlaps(each) for each in given):
        raise HoursOverlap(person=_name(reader, entry.person_id), day=format_date(day, "day"))


def _name(reader: Reader, person_id: RecordId) -> str:
    person = reader.require(Person, person_id)
    return full_name(person.family_name, person.given_name)
