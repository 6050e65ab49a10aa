"""An extract for the register of volunteers that a third-sector body keeps (DM 6 October 2021): never the register.

Tax code, place and date of birth and the address are not kept here: their columns are left to be filled in by the body.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from op_desktop.domain.person import Framework, Part, Person, PersonRole
from op_desktop.domain.place import Municipality
from op_desktop.domain.record import RecordId
from op_desktop.register.duplicates import canonical_people
from op_desktop.register.hours_subject import name_key
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF

_person, _role, _town = TABLE_OF[Person], TABLE_OF[PersonRole], TABLE_OF[Municipality]
VOLUNTEERS = (Framework.REGULAR_VOLUNTEER, Framework.OCCASIONAL_VOLUNTEER)
"""The sections of the register; whoever collaborates as a citizen belongs in neither."""


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A volunteer of a body, from one day to another."""

    person_id: RecordId
    family: str
    given: str
    town: str
    """Where the person lives, as far as it is on file."""
    since: date
    until: date | None
    framework: Framework
    body: str
    insured_until: date | None


def enrolled(reader: Reader, first_day: date, last_day: date) -> list[Enrolled]:
    """Everybody who was a volunteer on some day between two days, by section and name; merged records once."""
    query = (
        select(_role.c.person_id, _person.c.family_name, _person.c.given_name, func.coalesce(_town.c.name, ""),
               _role.c.since, _role.c.until, _role.c.framework, _role.c.body, _role.c.insured_until)
        .join(_person, _person.c.id == _role.c.person_id)
        .outerjoin(_town, _town.c.id == _person.c.municipality_id)
        .where(_role.c.part == Part.COLLABORATOR, _role.c.framework.in_(VOLUNTEERS),
               _role.c.since <= last_day.isoformat(),
               func.coalesce(_role.c.until, "9999") > first_day.isoformat())
    )  # fmt: skip
    stands_for = canonical_people(reader)
    found: dict[tuple[str, str, str], Enrolled] = {}
    for id, family, given, town, since, until, framework, body, insured in reader.rows(query):
        row = Enrolled(id, family, given, town, date.fromisoformat(since), _day(until), Framework(framework), body,
                       _day(insured))  # fmt: skip
        found.setdefault((stands_for.get(id, id), framework, since), row)
    return sorted(
        found.values(),
        key=lambda row: (VOLUNTEERS.index(row.framework), name_key(row.family, row.given), row.since, row.person_id),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
