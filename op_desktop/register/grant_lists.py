"""The editions of the grant call, their applications and the people of each group."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from op_desktop.domain.grant import (
    LEAST_CITIZENS,
    Applicant,
    ApplicationMember,
    ApplicationMunicipality,
    ApplicationStatus,
    GrantApplication,
    GrantCall,
    Instalment,
)
from op_desktop.domain.lab import Lab
from op_desktop.domain.names import fold
from op_desktop.domain.person import Person
from op_desktop.domain.place import Municipality
from op_desktop.domain.record import RecordId
from op_desktop.register.duplicates import canonical_people
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF

_application, _member = TABLE_OF[GrantApplication], TABLE_OF[ApplicationMember]
_served, _town, _person = TABLE_OF[ApplicationMunicipality], TABLE_OF[Municipality], TABLE_OF[Person]
_lab, _instalment = TABLE_OF[Lab], TABLE_OF[Instalment]


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """An application in a list."""

    id: RecordId
    title: str
    group_name: str
    applicant: Applicant
    status: ApplicationStatus
    members: int
    """Different people, linked records counted once."""
    towns: tuple[str, ...]
    """Names of the municipalities served."""
    requested: Decimal | None
    awarded: Decimal | None
    area: int = 1
    aim_ties: bool = False
    aim_savings: bool = False
    shared: int = 0
    """Different people who stand in another group of the call too."""
    lab_id: RecordId | None = None
    """The lab that the project became."""
    summary: str = ""

    @property
    def municipalities(self) -> int:
        """How many municipalities it serves."""
        return len(self.towns)

    @property
    def intercommunal(self) -> bool:
        """Whether the project serves more than one municipality."""
        return len(self.towns) > 1

    @property
    def lacking(self) -> int:
        """How many people the group lacks to submit."""
        return max(0, LEAST_CITIZENS - self.members)


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody of a group; ``also_in`` names the other groups of the call."""

    person_id: RecordId
    family: str
    given: str
    contact: bool
    also_in: tuple[str, ...] = ()


def calls(reader: Reader) -> list[GrantCall]:
    """The editions, newest first."""
    return sorted(reader.all(GrantCall), key=lambda call: (-call.edition, call.opens_on.toordinal(), call.id))


def applications(reader: Reader, call_id: RecordId) -> list[ApplicationRow]:
    """The applications of a call by title."""
    found = reader.all(GrantApplication, _application.c.call_id == call_id)
    ids = [each.id for each in found]
    towns, sizes, labs = _towns(reader, ids), group_sizes(reader, ids), _labs(reader, ids)
    shared: defaultdict[RecordId, int] = defaultdict(int)
    for groups in in_two_groups(reader, call_id).values():
        for id in groups:
            shared[id] += 1
    return [
        ApplicationRow(each.id, each.title, each.group_name, each.applicant, each.status, sizes.get(each.id, 0),
                       tuple(towns[each.id]), each.requested, each.awarded, each.area, each.aim_ties,
                       each.aim_savings, shared[each.id], labs.get(each.id), each.summary)
        for each in sorted(found, key=lambda each: (fold(each.title), each.id))
    ]  # fmt: skip


def served_by(reader: Reader, application_id: RecordId) -> list[RecordId]:
    """The municipalities that a project serves, by name."""
    query = (
        select(_served.c.municipality_id)
        .join(_town, _town.c.id == _served.c.municipality_id)
        .where(_served.c.application_id == application_id)
        .order_by(_town.c.name)
    )
    return [RecordId(id) for (id,) in reader.rows(query)]


def members(reader: Reader, application_id: RecordId) -> list[MemberRow]:
    """The people of a group, contacts first; who stands in other groups of the call says in which."""
    call_id = reader.require(GrantApplication, application_id).call_id
    names = {each.id: each.group_name or each.title
             for each in reader.all(GrantApplication, _application.c.call_id == call_id)}  # fmt: skip
    double, canonical = in_two_groups(reader, call_id), canonical_people(reader)
    query = (
        select(_member.c.person_id, _person.c.family_name, _person.c.given_name, _member.c.contact)
        .join(_person, _person.c.id == _member.c.person_id)
        .where(_member.c.application_id == application_id)
    )
    rows = [
        MemberRow(id, family, given, bool(contact),
                  tuple(names[other] for other in double.get(canonical.get(id, id), ()) if other != application_id))
        for id, family, given, contact in reader.rows(query)
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (not row.contact, fold(row.family), fold(row.given), row.person_id))


def instalments(reader: Reader, application_id: RecordId) -> list[Instalment]:
    """The parts of an award in their order."""
    found = reader.all(Instalment, _instalment.c.application_id == application_id)
    return sorted(found, key=lambda each: each.position)


def in_two_groups(reader: Reader, call_id: RecordId) -> dict[str, tuple[RecordId, ...]]:
    """People of a call who stand in several groups, linked records as one: person to applications."""
    query = (
        select(_member.c.person_id, _member.c.application_id)
        .join(_application, _application.c.id == _member.c.application_id)
        .where(_application.c.call_id == call_id, _application.c.status != ApplicationStatus.WITHDRAWN)
    )
    canonical = canonical_people(reader)
    groups: defaultdict[str, set[RecordId]] = defaultdict(set)
    for person_id, application_id in reader.rows(query):
        groups[canonical.get(person_id, person_id)].add(application_id)
    return {person: tuple(sorted(found)) for person, found in sorted(groups.items()) if len(found) > 1}


def group_sizes(reader: Reader, application_ids: Iterable[RecordId]) -> dict[RecordId, int]:
    """How many different people each group has, linked records counted once."""
    query = select(_member.c.application_id, _member.c.person_id).where(
        _member.c.application_id.in_(list(application_ids))
    )
    canonical = canonical_people(reader)
    people: defaultdict[RecordId, set[str]] = defaultdict(set)
    for application_id, person_id in reader.rows(query):
        people[application_id].add(canonical.get(person_id, person_id))
    return {id: len(found) for id, found in people.items()}


def _towns(reader: Reader, ids: list[RecordId]) -> defaultdict[RecordId, list[str]]:
    query = (
        select(_served.c.application_id, _town.c.name)
        .join(_town, _town.c.id == _served.c.municipality_id)
        .where(_served.c.application_id.in_(ids))
        .order_by(_town.c.name)
    )
    found: defaultdict[RecordId, list[str]] = defaultdict(list)
    for application_id, name in reader.rows(query):
        found[application_id].append(name)
    return found


def _labs(reader: Reader, ids: list[RecordId]) -> dict[RecordId, RecordId]:
    query = select(_lab.c.application_id, _lab.c.id).where(_lab.c.application_id.in_(ids)).order_by(_lab.c.id)
    return dict(tuple(row) for row in reader.rows(query))
