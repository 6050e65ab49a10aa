"""Hours that citizens give: recorded, confirmed, listed with sums that equal their rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import func, or_, select

from op_desktop.domain.account import Account
from op_desktop.domain.event import CommunityEvent
from op_desktop.domain.lab import Lab
from op_desktop.domain.names import fold
from op_desktop.domain.person import Person
from op_desktop.domain.record import RecordId
from op_desktop.domain.volunteering import Activity, HourRate, VolunteerShift
from op_desktop.register.hours import Hours, between, check_hours
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.unit_of_work import UnitOfWork

_shift, _person = TABLE_OF[VolunteerShift], TABLE_OF[Person]
_lab, _event = TABLE_OF[Lab], TABLE_OF[CommunityEvent]


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """Hours on file."""

    id: RecordId
    person_id: RecordId
    family: str
    given: str
    starts_at: datetime
    minutes: int
    activity: Activity
    what: str
    """The lab or event, where there is one."""
    confirmed: bool
    duplicate_of: RecordId | None


@dataclass(frozen=True, slots=True)
class HoursList:
    """Hours and their sum: duplicates are listed, not counted."""

    rows: tuple[ShiftRow, ...]

    @property
    def minutes(self) -> int:
        """The sum of the rows that count."""
        return sum(row.minutes for row in self.rows if row.duplicate_of is None)


@dataclass(frozen=True, slots=True)
class PersonHours:
    """What one person gave in a period."""

    person_id: RecordId
    family: str
    given: str
    minutes: int
    shifts: int


def record_hours(uow: UnitOfWork, entries: Sequence[Hours], *, confirmed: bool = True) -> list[RecordId]:
    """Store hours, all or none; hours of over ten hours pass, ``Hours.long`` tells them.

    Raises ``HoursUnfit``, ``HoursInFuture``, ``HoursOverlap`` or ``TooManyHours``.
    """
    check_hours(uow, entries)
    confirmed_by = _signed_in(uow) if confirmed else None
    shifts = [shift_of(entry, confirmed_by) for entry in entries]
    uow.put_all(shifts)
    return [shift.id for shift in shifts]


def confirm(uow: UnitOfWork, shift_ids: Iterable[RecordId]) -> None:
    """The signed-in person vouches for these hours."""
    by = _signed_in(uow)
    for id in shift_ids:
        uow.put(replace(uow.require(VolunteerShift, id), confirmed_by=by))


def change_hours(uow: UnitOfWork, shift_id: RecordId, minutes: int) -> None:
    """Correct the length of a shift, with the checks of ``record_hours``."""
    shift = uow.require(VolunteerShift, shift_id)
    entry = Hours(person_id=shift.person_id, starts_at=shift.starts_at, minutes=minutes)
    check_hours(uow, [entry], but=(shift_id,))
    uow.put(replace(shift, minutes=minutes))


def remove_hours(uow: UnitOfWork, shift_id: RecordId) -> None:
    """Take a shift away."""
    uow.delete(VolunteerShift, shift_id)


def mark_duplicate(uow: UnitOfWork, shift_id: RecordId, of: RecordId | None) -> None:
    """The shift was typed twice and does not count; None takes that back."""
    uow.put(replace(uow.require(VolunteerShift, shift_id), duplicate_of=of))


def hours(
    reader: Reader,
    first_day: date,
    last_day: date,
    *,
    person_id: RecordId | None = None,
    lab_id: RecordId | None = None,
    unconfirmed: bool = False,
) -> HoursList:
    """The hours that start between two days (both included), latest first."""
    query = (
        select(_shift.c.id, _person.c.id, _person.c.family_name, _person.c.given_name, _shift.c.starts_at,
               _shift.c.minutes, _shift.c.activity, func.coalesce(_lab.c.name, _event.c.name, ""),
               _shift.c.confirmed_by, _shift.c.duplicate_of)
        .join(_person, _person.c.id == _shift.c.person_id)
        .outerjoin(_lab, _lab.c.id == _shift.c.lab_id)
        .outerjoin(_event, _event.c.id == _shift.c.event_id)
        .where(*between(first_day, last_day))
        .order_by(_shift.c.starts_at.desc(), _shift.c.id.desc())
    )  # fmt: skip
    if person_id is not None:
        query = query.where(_shift.c.person_id == person_id)
    if lab_id is not None:
        query = query.where(_shift.c.lab_id == lab_id)
    if unconfirmed:
        query = query.where(_shift.c.confirmed_by.is_(None))
    return HoursList(tuple(
        ShiftRow(id, person, family, given, datetime.fromisoformat(starts), minutes, Activity(activity), what,
                 confirmed_by is not None, duplicate_of)
        for id, person, family, given, starts, minutes, activity, what, confirmed_by, duplicate_of in reader.rows(query)
    ))  # fmt: skip


def hours_by_person(reader: Reader, first_day: date, last_day: date) -> list[PersonHours]:
    """What each person gave between two days (both included), most first; duplicates do not count."""
    query = (
        select(_person.c.id, _person.c.family_name, _person.c.given_name, func.sum(_shift.c.minutes), func.count())
        .join(_person, _person.c.id == _shift.c.person_id)
        .where(*between(first_day, last_day), _shift.c.duplicate_of.is_(None))
        .group_by(_person.c.id, _person.c.family_name, _person.c.given_name)
    )
    rows = [
        PersonHours(id, family, given, int(minutes), count) for id, family, given, minutes, count in reader.rows(query)
    ]
    return sorted(rows, key=lambda row: (-row.minutes, fold(row.family), fold(row.given), row.person_id))


def suspected_duplicates(reader: Reader) -> list[tuple[RecordId, RecordId]]:
    """Pairs of shifts of one person that start together, last as long and belong to the same thing."""
    other = _shift.alias()
    query = (
        select(_shift.c.id, other.c.id)
        .join(other, (other.c.person_id == _shift.c.person_id) & (other.c.starts_at == _shift.c.starts_at))
        .where(
            _shift.c.id < other.c.id, _shift.c.minutes == other.c.minutes, _shift.c.duplicate_of.is_(None),
            other.c.duplicate_of.is_(None),
            func.coalesce(_shift.c.lab_id, _shift.c.event_id, "")
            == func.coalesce(other.c.lab_id, other.c.event_id, ""),
        )
        .order_by(_shift.c.starts_at, _shift.c.id)
    )  # fmt: skip
    return [(RecordId(first), RecordId(second)) for first, second in reader.rows(query)]


def hour_rate(reader: Reader, day: date, activity: Activity | None = None) -> Decimal | None:
    """Conventional euro value of an hour on a day: the activity's own, else that of every activity."""
    rate = TABLE_OF[HourRate]
    dated = reader.all(
        HourRate, rate.c.since <= day.isoformat(), or_(rate.c.activity.is_(None), rate.c.activity == activity)
    )
    return max(dated, key=lambda each: (each.activity is not None, each.since)).euro if dated else None


def _signed_in(uow: UnitOfWork) -> RecordId | None:
    """The account at work; nothing for the program itself, which vouches for no hours."""
    account = RecordId(uow.actor.account_id)
    return account if uow.get(Account, account) is not None else None


def shift_of(entry: Hours, confirmed_by: RecordId | None) -> VolunteerShift:
    """Hours as the shift that is kept."""
    return VolunteerShift(
        id=entry.shift_id, person_id=entry.person_id, activity=entry.activity, lab_id=entry.lab_id,
        session_id=entry.session_id, event_id=entry.event_id, starts_at=entry.starts_at, minutes=entry.minutes,
        task=entry.task, confirmed_by=confirmed_by, note=entry.note.strip(),
    )  # fmt: skip
