"""The hours of one week as a sheet: who by day, with sums that are those of the entries listed."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from op_desktop.domain.formats import format_date
from op_desktop.domain.person import Person
from op_desktop.domain.record import RecordId
from op_desktop.domain.volunteering import Task
from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.register.hours_subject import Moment, Moments, Subject, hours_of, name_key
from op_desktop.register.view import EVERYTHING, View, view_of
from op_desktop.register.volunteering import ShiftRow, change_hours, hours, record_hours, remove_hours
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.unit_of_work import UnitOfWork

_person = TABLE_OF[Person]
DAYS = 7
LATELY = timedelta(weeks=4)
"""Who gave hours in the weeks before stands on the sheet."""


class SeveralEntries(UserError):
    """A cell of the week that holds more than one entry."""

    title = N_("There are {n} entries on {day}.")
    advice = N_("Change them one by one in the list of entries. Nothing was changed.")


class NothingToCopy(UserError):
    """The week before has nothing that this one lacks."""

    title = N_("The week before has nothing to copy.")
    advice = N_("Days that are filled or still to come stay as they are, and hours of an event do not come again.")


@dataclass(frozen=True, slots=True)
class Cell:
    """What somebody gave on one day."""

    entries: tuple[ShiftRow, ...] = ()

    @property
    def minutes(self) -> int:
        """Their sum."""
        return sum(entry.minutes for entry in self.entries)

    @property
    def draft(self) -> bool:
        """Whether nobody vouches for some of it."""
        return any(not entry.confirmed for entry in self.entries)


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A volunteer's week, Monday first."""

    person_id: RecordId
    family: str
    given: str
    cells: tuple[Cell, ...]

    @property
    def minutes(self) -> int:
        """The sum of the days."""
        return sum(cell.minutes for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Week:
    """A week of one subject."""

    monday: date
    rows: tuple[WeekRow, ...]

    @property
    def days(self) -> tuple[date, ...]:
        """Monday to Sunday."""
        return tuple(self.monday + timedelta(days=number) for number in range(DAYS))

    @property
    def day_minutes(self) -> tuple[int, ...]:
        """The sum of each day."""
        return tuple(sum(row.cells[number].minutes for row in self.rows) for number in range(DAYS))

    @property
    def minutes(self) -> int:
        """The sum of the week."""
        return sum(row.minutes for row in self.rows)


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def week(
    reader: Reader, monday: date, subject: Subject, also: Collection[RecordId] = (), view: View = EVERYTHING
) -> Week:
    """Who gave hours this week or in the four before, and ``also``; duplicates, and what is not shown, are left out."""
    entries = _entries(reader, subject, monday - LATELY, monday + timedelta(days=DAYS - 1), view)
    of: defaultdict[RecordId, list[ShiftRow]] = defaultdict(list)
    names = {entry.person_id: (entry.family, entry.given) for entry in entries}
    names |= _names(reader, [id for id in also if id not in names])
    for entry in entries:
        if entry.day >= monday:
            of[entry.person_id].append(entry)
    rows = [WeekRow(id, *name, _cells(of[id], monday)) for id, name in names.items()]
    return Week(monday, tuple(sorted(rows, key=lambda row: (*name_key(row.family, row.given), row.person_id))))


def set_cell(
    uow: UnitOfWork, subject: Subject, person_id: RecordId, day: date, minutes: int, task: Task = Task.OTHER
) -> None:
    """So many minutes of a person on a day, as a draft; none takes the entry away.

    An entry that the person at work is not shown stands beside it. Raises ``SeveralEntries`` or what
    ``record_hours`` does.
    """
    entries = [entry for entry in _entries(uow, subject, day, day, view_of(uow.actor)) if entry.person_id == person_id]
    if len(entries) > 1:
        raise SeveralEntries(n=len(entries), day=format_date(day, "day"))
    if entries and not minutes:
        remove_hours(uow, entries[0].id)
    elif entries:
        change_hours(uow, entries[0].id, minutes)
    elif minutes:
        moment = Moments(uow, subject, day, day).on(day)
        record_hours(uow, [hours_of(subject, person_id, moment, minutes, task)], confirmed=False)


def copy_week(uow: UnitOfWork, subject: Subject, monday: date) -> int:
    """Give each day what it had the week before, as drafts; returns how many entries were made.

    A lab's only entry of a day takes the hour of that day's meeting; others keep their own. Hours of an event are of
    its day alone. Days of this week that hold something, and those still to come, stay as they are. Of what the person
    at work is not shown nothing is copied. Raises ``NothingToCopy`` or what ``record_hours`` does.
    """
    last, view = min(monday + timedelta(days=DAYS - 1), uow.today), view_of(uow.actor)
    filled = {(entry.person_id, entry.day) for entry in _entries(uow, subject, monday, last, view)}
    moments = Moments(uow, subject, monday, last)
    days_before = monday - timedelta(days=DAYS), monday - timedelta(days=1)
    before = [entry for entry in _entries(uow, subject, *days_before, view) if entry.event_id is None]
    times = Counter((entry.person_id, entry.day) for entry in before)
    wanted = []
    for entry in before:
        day = entry.day + timedelta(days=DAYS)
        if day <= last and (entry.person_id, day) not in filled:
            moment = moments.on(day)
            if subject.lab_id is None or times[entry.person_id, entry.day] > 1:
                moment = _at_its_hour(entry, moment)
            wanted.append(hours_of(subject, entry.person_id, moment, entry.minutes, entry.task))
    if not wanted:
        raise NothingToCopy
    return len(record_hours(uow, wanted, confirmed=False))


def _at_its_hour(entry: ShiftRow, usual: Moment) -> Moment:
    """The hour of an entry a week later, with the meeting that begins then, where there is one."""
    own = entry.starts_at + timedelta(days=DAYS)
    return usual if own == usual.starts_at else Moment(own, entry.timed)


def _entries(reader: Reader, subject: Subject, first: date, last: date, view: View) -> Sequence[ShiftRow]:
    found = hours(reader, first, last, activity=subject.activity, lab_id=subject.lab_id, view=view)
    return [entry for entry in found.rows if entry.counts]


def _cells(entries: Sequence[ShiftRow], monday: date) -> tuple[Cell, ...]:
    days: defaultdict[int, list[ShiftRow]] = defaultdict(list)
    for entry in entries:
        days[(entry.day - monday).days].append(entry)
    return tuple(Cell(tuple(days[number])) if number in days else EMPTY for number in range(DAYS))


def _names(reader: Reader, ids: Collection[RecordId]) -> Mapping[RecordId, tuple[str, str]]:
    query = select(_person.c.id, _person.c.family_name, _person.c.given_name).where(_person.c.id.in_(ids))
    return {RecordId(id): (family, given) for id, family, given in reader.rows(query)}
