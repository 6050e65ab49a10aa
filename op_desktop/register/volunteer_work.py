"""What one volunteer gave in a period: the entries, where and with which tasks, for a statement or a certificate."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from op_desktop.domain.lab import Lab
from op_desktop.domain.person import Framework, Part, Person, PersonRole
from op_desktop.domain.place import Municipality
from op_desktop.domain.record import RecordId
from op_desktop.domain.volunteering import Task
from op_desktop.register.duplicates import same_person
from op_desktop.register.view import EVERYTHING, View
from op_desktop.register.volunteering import ShiftRow, hours
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF

_lab, _town, _role = TABLE_OF[Lab], TABLE_OF[Municipality], TABLE_OF[PersonRole]
_STEADY = {Framework.REGULAR_VOLUNTEER: True, Framework.OCCASIONAL_VOLUNTEER: False}


@dataclass(frozen=True, slots=True)
class Venue:
    """A lab where hours were given, with its town."""

    name: str
    town: str


@dataclass(frozen=True, slots=True)
class VolunteerWork:
    """The hours of a person between two days, earliest first; duplicates are left out."""

    person_id: RecordId
    family: str
    given: str
    first_day: date
    last_day: date
    entries: tuple[ShiftRow, ...]
    venues: tuple[Venue, ...]
    """Where the confirmed hours were given, most of them first."""
    steady: bool | None
    """Whether the person is on file as a regular or an occasional volunteer; None where neither was said."""

    @property
    def minutes(self) -> int:
        """The sum of the entries."""
        return _sum(self.entries)

    @property
    def confirmed(self) -> tuple[ShiftRow, ...]:
        """The entries somebody vouches for."""
        return tuple(entry for entry in self.entries if entry.confirmed)

    @property
    def confirmed_minutes(self) -> int:
        """Their sum."""
        return _sum(self.confirmed)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks named in the confirmed entries, most hours first."""
        weight: Counter[Task] = Counter()
        for entry in self.confirmed:
            weight[entry.task] += entry.minutes
        return tuple(task for task, _minutes in weight.most_common() if task is not Task.OTHER)


def work_of(
    reader: Reader, person_id: RecordId, first_day: date, last_day: date, view: View = EVERYTHING
) -> VolunteerWork:
    """What a person gave, under whichever of the records that are the same person; raises ``RecordMissing``.

    Whoever works for some places vouches for what was given there.
    """
    person = reader.require(Person, person_id)
    same = same_person(reader, person_id)
    found = hours(reader, first_day, last_day, people=same, view=view)
    entries = tuple(entry for entry in reversed(found.rows) if entry.counts)
    venues = _venues(reader, [entry for entry in entries if entry.confirmed])
    return VolunteerWork(person_id, person.family_name, person.given_name, first_day, last_day, entries, venues,
                         _steady(reader, same, last_day))  # fmt: skip


def _venues(reader: Reader, entries: Sequence[ShiftRow]) -> tuple[Venue, ...]:
    weight: Counter[str] = Counter()
    for entry in entries:
        if entry.lab_id is not None:
            weight[entry.lab_id] += entry.minutes
    query = select(_lab.c.id, _lab.c.name, _town.c.name).join(_town, _town.c.id == _lab.c.municipality_id)
    known = {id: Venue(name, town) for id, name, town in reader.rows(query.where(_lab.c.id.in_(list(weight))))}
    return tuple(known[id] for id, _minutes in weight.most_common() if id in known)


def _steady(reader: Reader, same: frozenset[str], day: date) -> bool | None:
    roles = reader.all(
        PersonRole, _role.c.person_id.in_(same), _role.c.part == Part.COLLABORATOR, _role.c.since <= day.isoformat()
    )
    latest = max(roles, key=lambda role: role.since, default=None)
    return _STEADY.get(latest.framework) if latest is not None else None


def _sum(entries: Sequence[ShiftRow]) -> int:
    return sum(entry.minutes for entry in entries)
