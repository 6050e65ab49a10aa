"""Everybody on file as a list: the names at once, the rest of a row when somebody looks at it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final, NamedTuple

from sqlalchemy import BindParameter, ColumnElement, Select, and_, bindparam, func, or_, select

from op_desktop.domain.attendance import Attendance
from op_desktop.domain.lab import LabSession
from op_desktop.domain.names import fold, words
from op_desktop.domain.person import Part, Person, PersonRole
from op_desktop.domain.place import Municipality
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import Status
from op_desktop.domain.volunteering import VolunteerShift
from op_desktop.register.search import matching_ids, named, on_file
from op_desktop.register.view import EVERYTHING, View, of_people
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF

_person, _role, _town = TABLE_OF[Person], TABLE_OF[PersonRole], TABLE_OF[Municipality]
_attendance, _session, _shift = TABLE_OF[Attendance], TABLE_OF[LabSession], TABLE_OF[VolunteerShift]
MOST = 1_000_000
_SIGNS = str.maketrans("-", " ", "'`")


class Group(StrEnum):
    """Of whom the list is."""

    EVERYBODY = "everybody"
    COLLABORATORS = "collaborators"
    BIN = "bin"


class PersonName(NamedTuple):
    """A row before somebody looks at it; a tuple, because a list makes them by the ten thousand."""

    id: RecordId
    family: str
    given: str


@dataclass(frozen=True, slots=True)
class PersonDetail:
    """What else a row tells."""

    municipality: str
    visits: int
    last_day: date | None
    minutes: int
    collaborates: bool


def people_names(reader: Reader, text: str = "", group: Group = Group.EVERYBODY) -> list[PersonName]:
    """The people of a group by surname and name, as Italians sort them; each typed word begins one of theirs.

    In the bin whole words are looked for in the names themselves, since no search knows who lies there.
    """
    query = select(_person.c.id, _person.c.family_name, _person.c.given_name)
    query = query.where(and_(_person.c.binned_on.is_not(None), named()) if group is Group.BIN else on_file())
    if group is Group.COLLABORATORS:
        query = query.where(_collaborates(reader.today.isoformat()))
    typed = words(text)
    if typed and group is not Group.BIN:
        query = query.where(_person.c.id.in_(matching_ids(Person.entity, typed, MOST)))
    rows = list(map(PersonName._make, reader.rows(query)))
    if typed and group is Group.BIN:
        rows = [row for row in rows if _begins(typed, words(f"{row.family} {row.given}"))]
    return sorted(rows, key=_place)


def people_details(reader: Reader, ids: Collection[RecordId], view: View = EVERYTHING) -> dict[RecordId, PersonDetail]:
    """The rest of these rows, in four queries; visits and hours are those that ``view`` shows."""
    people = {"people": list(ids)}
    towns: dict[RecordId, str] = dict(map(tuple, reader.rows(_TOWNS, people)))
    visits = {id: (times, last) for id, times, last in reader.rows(_visits(view), people)}
    given: dict[RecordId, int] = dict(map(tuple, reader.rows(_minutes(view), people)))
    helping = collaborators(reader, ids)
    return {
        id: PersonDetail(towns.get(id, ""), *_seen(visits.get(id)), int(given.get(id, 0)), id in helping) for id in ids
    }


def collaborators(reader: Reader, ids: Collection[str]) -> frozenset[str]:
    """Those of these people who hold the part of a collaborator today, or gave hours."""
    asked = {"people": list(ids), "today": reader.today.isoformat()}
    return frozenset(id for (id,) in reader.rows(_COLLABORATORS, asked))


def _collaborates(today: str | BindParameter[str]) -> ColumnElement[bool]:
    """Whether a person holds the part of a collaborator on a day, or gave hours; the first shift found is enough."""
    held = select(_role.c.id).where(
        _role.c.person_id == _person.c.id, _role.c.part == Part.COLLABORATOR, _role.c.since <= today,
        _role.c.until.is_(None) | (_role.c.until > today),
    )  # fmt: skip
    gave = select(_shift.c.id).where(_shift.c.person_id == _person.c.id, _shift.c.duplicate_of.is_(None))
    return or_(held.exists(), gave.exists())


_somebody: BindParameter[Sequence[str]] = bindparam("people", expanding=True)
_TOWNS: Final = (
    select(_person.c.id, _town.c.name)
    .join(_town, _town.c.id == _person.c.municipality_id)
    .where(_person.c.id.in_(_somebody))
)
_COLLABORATORS: Final = select(_person.c.id).where(_person.c.id.in_(_somebody), _collaborates(bindparam("today")))
"""Asked for each screen of rows, and made once, as those below for each view: that took half of the time."""


@lru_cache(maxsize=16)
def _visits(view: View) -> Select[Any]:
    return (
        select(_attendance.c.person_id, func.count(), func.max(_session.c.starts_at))
        .join(_session, _session.c.id == _attendance.c.session_id)
        .where(_attendance.c.person_id.in_(_somebody), _session.c.status == Status.HELD, of_people(view, Attendance))
        .group_by(_attendance.c.person_id)
    )


@lru_cache(maxsize=16)
def _minutes(view: View) -> Select[Any]:
    return (
        select(_shift.c.person_id, func.sum(_shift.c.minutes))
        .where(_shift.c.person_id.in_(_somebody), _shift.c.duplicate_of.is_(None), of_people(view, VolunteerShift))
        .group_by(_shift.c.person_id)
    )


def _place(row: PersonName) -> str:
    """Where a person stands in the list: by the folded name, then the id; one text, since a list compares thousands."""
    name = f"{row.family} {row.given}"
    # Most names: nothing to take apart, and a list asks for all of them.
    folded = name.lower().translate(_SIGNS) if name.isascii() else fold(name)
    return f"{folded.strip()}\0{row.id}"


def _seen(visit: tuple[int, str] | None) -> tuple[int, date | None]:
    return (visit[0], date.fromisoformat(visit[1][:10])) if visit is not None else (0, None)


def _begins(typed: Sequence[str], spoken: Sequence[str]) -> bool:
    return all(any(word.startswith(part) for word in spoken) for part in typed)
