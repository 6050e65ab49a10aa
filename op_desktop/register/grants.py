"""The grant call: groups of citizens who apply, and what keeps an application from being submitted."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select

from op_desktop.domain.grant import (
    LEAST_CITIZENS,
    Applicant,
    ApplicationMember,
    ApplicationMunicipality,
    ApplicationStatus,
    GrantApplication,
    GrantCall,
)
from op_desktop.domain.record import RecordId, joined_id, new_id
from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.register.duplicates import canonical_people
from op_desktop.register.schools import NameMissing
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.unit_of_work import UnitOfWork

_application, _member = TABLE_OF[GrantApplication], TABLE_OF[ApplicationMember]
_served = TABLE_OF[ApplicationMunicipality]


class GroupTooSmall(UserError):
    """Fewer different people than the call asks for."""

    title = N_("The group has {people} people: it takes at least {least}.")
    advice = N_("Somebody entered twice counts once. The application stays a draft.")


class ApplicantExcluded(UserError):
    """The call is for groups of citizens."""

    title = N_("The call is for groups of citizens.")
    advice = N_("Administrations, schools, companies, cooperatives and registered associations cannot apply.")


class MunicipalityMissing(UserError):
    """A project serves at least one municipality."""

    title = N_("Choose at least one municipality.")
    advice = N_("More than one makes the project intercommunal. The application stays a draft.")


class AimMissing(UserError):
    """A project has at least one of the two aims."""

    title = N_("Choose at least one aim.")
    advice = N_("Ties of solidarity, shared savings, or both. The application stays a draft.")


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
    municipalities: int
    requested: Decimal | None
    awarded: Decimal | None

    @property
    def intercommunal(self) -> bool:
        """Whether the project serves more than one municipality."""
        return self.municipalities > 1


def add_call(
    uow: UnitOfWork, title: str, edition: int, opens_on: date, closes_on: date, ceiling: Decimal, budget: Decimal
) -> RecordId:
    """Put an edition of the call on file; raises ``NameMissing``."""
    if not title.strip():
        raise NameMissing
    call = GrantCall(id=new_id(), title=title.strip(), edition=edition, opens_on=opens_on, closes_on=closes_on,
                     ceiling=ceiling, budget=budget)  # fmt: skip
    uow.put(call)
    return call.id


def add_application(
    uow: UnitOfWork,
    call_id: RecordId,
    title: str,
    group_name: str,
    area: int,
    *,
    applicant: Applicant = Applicant.CITIZENS,
    aim_ties: bool = False,
    aim_savings: bool = False,
    municipalities: Iterable[RecordId] = (),
    requested: Decimal | None = None,
) -> RecordId:
    """Put a draft on file; what is missing is asked for when it is submitted. Raises ``NameMissing``."""
    if not title.strip():
        raise NameMissing
    draft = GrantApplication(
        id=new_id(), call_id=call_id, title=title.strip(), group_name=group_name.strip(), area=area,
        applicant=applicant, aim_ties=aim_ties, aim_savings=aim_savings, requested=requested,
    )  # fmt: skip
    uow.put(draft)
    uow.put_all(ApplicationMunicipality.of(application_id=draft.id, municipality_id=town) for town in municipalities)
    return draft.id


def add_member(uow: UnitOfWork, application_id: RecordId, person_id: RecordId, *, contact: bool = False) -> None:
    """The person belongs to the group."""
    uow.put(ApplicationMember.of(application_id=application_id, person_id=person_id, contact=contact))


def remove_member(uow: UnitOfWork, application_id: RecordId, person_id: RecordId) -> None:
    """The person no longer belongs to the group."""
    uow.delete(ApplicationMember, joined_id(ApplicationMember.entity, (application_id, person_id)))


def submit(uow: UnitOfWork, application_id: RecordId) -> None:
    """Hand the application in.

    Raises ``ApplicantExcluded``, ``GroupTooSmall``, ``MunicipalityMissing`` or ``AimMissing``.
    """
    draft = uow.require(GrantApplication, application_id)
    if draft.applicant is not Applicant.CITIZENS:
        raise ApplicantExcluded
    people = _group_sizes(uow, [application_id]).get(application_id, 0)
    if people < LEAST_CITIZENS:
        raise GroupTooSmall(people=people, least=LEAST_CITIZENS)
    if not uow.value(select(func.count()).where(_served.c.application_id == application_id)):
        raise MunicipalityMissing
    if not (draft.aim_ties or draft.aim_savings):
        raise AimMissing
    uow.put(replace(draft, status=ApplicationStatus.SUBMITTED))


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


def applications(reader: Reader, call_id: RecordId) -> list[ApplicationRow]:
    """The applications of a call by title."""
    served = select(func.count()).where(_served.c.application_id == _application.c.id).scalar_subquery()
    query = select(_application.c.id, served).where(_application.c.call_id == call_id)
    towns: dict[RecordId, int] = dict(tuple(row) for row in reader.rows(query))
    sizes = _group_sizes(reader, towns)
    found = reader.all(GrantApplication, _application.c.call_id == call_id)
    return [
        ApplicationRow(each.id, each.title, each.group_name, each.applicant, each.status, sizes.get(each.id, 0),
                       towns[each.id], each.requested, each.awarded)
        for each in sorted(found, key=lambda each: (each.title, each.id))
    ]  # fmt: skip


def _group_sizes(reader: Reader, application_ids: Iterable[RecordId]) -> dict[RecordId, int]:
    query = select(_member.c.application_id, _member.c.person_id).where(
        _member.c.application_id.in_(list(application_ids))
    )
    canonical = canonical_people(reader)
    people: defaultdict[RecordId, set[str]] = defaultdict(set)
    for application_id, person_id in reader.rows(query):
        people[application_id].add(canonical.get(person_id, person_id))
    return {id: len(found) for id, found in people.items()}
