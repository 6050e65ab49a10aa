"""Hours that citizens give: recorded, confirmed, listed with sums that equal their rows."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import func, select

from op_desktop.domain.account import Account
from op_desktop.domain.event import CommunityEvent
from op_desktop.domain.lab import Lab
from op_desktop.domain.names import fold, words
from op_desktop.domain.person import Person
from op_desktop.domain.record import RecordId
from op_desktop.domain.volunteering import Activity, Task, VolunteerShift
from op_desktop.register.hours import Hours, between, check_hours, refuse_unfit
from op_desktop.register.search import matching_ids
from op_desktop.register.view import EVERYTHING, View, of_people
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF, UNVOUCHED
from op_desktop.storage.unit_of_work import UnitOfWork

_shift, _person = TABLE_OF[VolunteerShift], TABLE_OF[Person]
_lab, _event, _account = TABLE_OF[Lab], TABLE_OF[CommunityEvent], TABLE_OF[Account]


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
    lab_id: RecordId | None = None
    timed: bool = True
    task: Task = Task.OTHER
    confirmed_by: str = ""
    """Name of who vouches for them; empty for a draft."""
    confirmed_at: datetime | None = None
    event_id: RecordId | None = None

    @property
    def day(self) -> date:
        """The day on which they start."""
        return self.starts_at.date()

    @property
    def counts(self) -> bool:
        """Whether they are nobody's duplicate."""
        return self.duplicate_of is None


@dataclass(frozen=True, slots=True)
class HoursList:
    """Hours and their sum: duplicates are listed, not counted."""

    rows: tuple[ShiftRow, ...]

    @property
    def minutes(self) -> int:
        """The sum of the rows that count."""
        return sum(row.minutes for row in self.rows if row.counts)


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
    by = _signed_in(uow) if confirmed else None
    shifts = [_vouched(shift_of(entry), by, uow) for entry in entries]
    uow.put_all(shifts)
    return [shift.id for shift in shifts]


def confirm(uow: UnitOfWork, shift_ids: Iterable[RecordId]) -> None:
    """The signed-in person vouches for these hours as long as they are; what is vouched for stays as it is."""
    by = _signed_in(uow)
    for id in shift_ids:
        shift = uow.require(VolunteerShift, id)
        if not shift.confirmed:
            uow.put(_vouched(shift, by, uow))


def change_hours(uow: UnitOfWork, shift_id: RecordId, minutes: int) -> None:
    """Correct the length of a shift; another length is a draft again.

    A longer one is checked as by ``record_hours``. A shorter one can only make an overlap smaller: so one is mended.
    """
    shift = uow.require(VolunteerShift, shift_id)
    if shift.minutes == minutes:
        return
    refuse_unfit(minutes)
    if minutes > shift.minutes:
        entry = Hours(person_id=shift.person_id, starts_at=shift.starts_at, minutes=minutes, timed=shift.timed)
        check_hours(uow, [entry], but=(shift_id,))
    uow.put(_vouched(replace(shift, minutes=minutes), None, uow))


def rewrite_hours(uow: UnitOfWork, shift_id: RecordId, starts_at: datetime, minutes: int, task: Task) -> None:
    """Put other hours into an entry, with the checks of ``record_hours``; the signed-in person vouches for them."""
    shift = uow.require(VolunteerShift, shift_id)
    if (shift.starts_at, shift.minutes) != (starts_at, minutes):
        entry = Hours(person_id=shift.person_id, starts_at=starts_at, minutes=minutes)
        check_hours(uow, [entry], but=(shift_id,))
        given = replace(shift, starts_at=starts_at, timed=True, minutes=minutes)
        shift = _vouched(given, _signed_in(uow), uow)
    uow.put(replace(shift, task=task))


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
    people: Collection[str] | None = None,
    lab_id: RecordId | None = None,
    activity: Activity | None = None,
    unconfirmed: bool = False,
    view: View = EVERYTHING,
) -> HoursList:
    """The hours that start between two days (both included), latest first; ``people`` are records of one person.

    Of other places than those of the ``view`` none is told.
    """
    query = (
        select(_shift.c.id, _person.c.id, _person.c.family_name, _person.c.given_name, _shift.c.starts_at,
               _shift.c.minutes, _shift.c.activity, func.coalesce(_lab.c.name, _event.c.name, ""),
               UNVOUCHED, _shift.c.duplicate_of, _shift.c.lab_id, _shift.c.timed, _shift.c.task,
               func.coalesce(_account.c.name, ""), _shift.c.confirmed_at, _shift.c.event_id)
        .join(_person, _person.c.id == _shift.c.person_id)
        .outerjoin(_lab, _lab.c.id == _shift.c.lab_id)
        .outerjoin(_event, _event.c.id == _shift.c.event_id)
        .outerjoin(_account, _account.c.id == _shift.c.confirmed_by)
        .where(*between(first_day, last_day), of_people(view, VolunteerShift))
        .order_by(_shift.c.starts_at.desc(), _shift.c.id.desc())
    )  # fmt: skip
    if person_id is not None:
        query = query.where(_shift.c.person_id == person_id)
    if people is not None:
        query = query.where(_shift.c.person_id.in_(people))
    if lab_id is not None:
        query = query.where(_shift.c.lab_id == lab_id)
    if activity is not None:
        query = query.where(_shift.c.activity == activity)
    if unconfirmed:
        query = query.where(UNVOUCHED)
    return HoursList(tuple(_row(*row) for row in reader.rows(query)))


def find_volunteers(reader: Reader, text: str, limit: int, view: View = EVERYTHING) -> list[PersonHours]:
    """People whose words begin with the typed ones, who gave most in the last year first; then by name.

    The hours told are those that ``view`` shows.
    """
    typed = words(text)
    if not typed:
        return []
    since = reader.today.replace(day=1, year=reader.today.year - 1)
    begun = matching_ids(Person.entity, typed)
    givers = select(_shift.c.person_id).where(_shift.c.starts_at >= since.isoformat())
    # Whoever gives hours is found among thousands who only share the letters.
    first = begun.where(begun.selected_columns[0].in_(givers))
    ids = {id for (id,) in [*reader.rows(first), *reader.rows(begun)]}
    given: dict[str, tuple[int, int]] = {
        id: (int(minutes), count)
        for id, minutes, count in reader.rows(
            select(_shift.c.person_id, func.sum(_shift.c.minutes), func.count())
            .where(_shift.c.person_id.in_(ids), _shift.c.starts_at >= since.isoformat(),
                   _shift.c.duplicate_of.is_(None), of_people(view, VolunteerShift))
            .group_by(_shift.c.person_id)
        )
    }  # fmt: skip
    query = select(_person.c.id, _person.c.family_name, _person.c.given_name).where(_person.c.id.in_(ids))
    found = [PersonHours(id, family, name, *given.get(id, (0, 0))) for id, family, name in reader.rows(query)]
    return sorted(found, key=lambda row: (-row.minutes, fold(row.family), fold(row.given), row.person_id))[:limit]


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


def twins(reader: Reader, rows: Sequence[ShiftRow]) -> dict[RecordId, RecordId]:
    """Of these entries those that look typed twice, each with the earlier entry of the same hours."""
    query = (
        select(_shift.c.id, _shift.c.person_id, _shift.c.starts_at, _shift.c.minutes, _shift.c.activity,
               func.coalesce(_shift.c.lab_id, _shift.c.event_id, ""))
        .where(_shift.c.starts_at.in_({row.starts_at.isoformat(timespec="minutes") for row in rows}),
               _shift.c.person_id.in_({row.person_id for row in rows}), _shift.c.duplicate_of.is_(None))
        .order_by(_shift.c.id)
    )  # fmt: skip
    first: dict[tuple[object, ...], RecordId] = {}
    listed = {row.id for row in rows}
    pairs = [(RecordId(id), first.setdefault(tuple(same), RecordId(id))) for id, *same in reader.rows(query)]
    return {id: earlier for id, earlier in pairs if id != earlier and id in listed}


def _signed_in(uow: UnitOfWork) -> RecordId | None:
    """The account at work; nothing for the program itself, which vouches for no hours."""
    account = RecordId(uow.actor.account_id)
    return account if uow.get(Account, account) is not None else None


def shift_of(entry: Hours) -> VolunteerShift:
    """Hours as the shift that is kept: a draft."""
    return VolunteerShift(
        id=entry.shift_id, person_id=entry.person_id, activity=entry.activity, lab_id=entry.lab_id,
        session_id=entry.session_id, event_id=entry.event_id, starts_at=entry.starts_at, timed=entry.timed,
        minutes=entry.minutes, task=entry.task, note=entry.note.strip(),
    )  # fmt: skip


def _vouched(shift: VolunteerShift, by: RecordId | None, uow: UnitOfWork) -> VolunteerShift:
    moment = None if by is None else uow.now.replace(tzinfo=None, second=0, microsecond=0)
    minutes = None if by is None else shift.minutes
    return replace(shift, confirmed_by=by, confirmed_at=moment, confirmed_minutes=minutes)


def _row(
    id: RecordId, person: RecordId, family: str, given: str, starts: str, minutes: int, activity: str, what: str,
    draft: int | None, duplicate_of: RecordId | None, lab_id: RecordId | None, timed: int, task: str, name: str,
    at: str | None, event_id: RecordId | None,
) -> ShiftRow:  # fmt: skip
    name, at = ("", None) if draft else (name, at)
    moment = datetime.fromisoformat(at) if at else None
    return ShiftRow(id, person, family, given, datetime.fromisoformat(starts), minutes, Activity(activity), what,
                    not draft, duplicate_of, lab_id, bool(timed), Task(task), name, moment, event_id)  # fmt: skip
