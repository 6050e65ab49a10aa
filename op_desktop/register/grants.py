"""The grant call: groups of citizens who apply, and what keeps an application from being submitted."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select

from op_desktop.domain.formats import format_money
from op_desktop.domain.grant import (
    AREAS,
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
from op_desktop.register.grant_lists import group_sizes
from op_desktop.register.schools import NameMissing
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.unit_of_work import UnitOfWork

_served = TABLE_OF[ApplicationMunicipality]


class GroupTooSmall(UserError):
    """Fewer different people than the call asks for."""

    title = N_("The group has {people} people: it takes at least {least}.")
    advice = N_("Somebody entered twice counts once. The application stays a draft.")


class ApplicantExcluded(UserError):
    """The call is for groups of citizens."""

    title = N_("The call is for groups of citizens.")
    advice = N_("Administrations, schools, companies, cooperatives and registered associations cannot apply.")


class AmountTooHigh(UserError):
    """More money than the call gives to one project."""

    title = N_("The call gives at most {ceiling} to a project.")
    advice = N_("Ask for less. Nothing was changed.")


class AreaUnknown(UserError):
    """The call has three areas."""

    title = N_("Choose one of the three areas.")


class NotADraft(UserError):
    """What was handed in stays as it was."""

    title = N_("This application was handed in.")
    advice = N_("Take it back to draft to change it. Nothing was changed.")


class AlreadyDecided(UserError):
    """Money was promised or refused."""

    title = N_("This application is decided.")
    advice = N_("Take the decision back first. Nothing was changed.")


class MunicipalityMissing(UserError):
    """A project serves at least one municipality."""

    title = N_("Choose at least one municipality.")
    advice = N_("More than one makes the project intercommunal. The application stays a draft.")


class AimMissing(UserError):
    """A project has at least one of the two aims."""

    title = N_("Choose at least one aim.")
    advice = N_("Ties of solidarity, shared savings, or both. The application stays a draft.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationDraft:
    """What is said of an application while it is drafted."""

    title: str
    group_name: str
    area: int
    applicant: Applicant = Applicant.CITIZENS
    aim_ties: bool = False
    aim_savings: bool = False
    municipalities: tuple[RecordId, ...] = ()
    requested: Decimal | None = None
    summary: str = ""


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


def change_call(
    uow: UnitOfWork, call_id: RecordId, title: str, edition: int, opens_on: date, closes_on: date, ceiling: Decimal,
    budget: Decimal,
) -> None:  # fmt: skip
    """Correct an edition of the call; raises ``NameMissing``."""
    if not title.strip():
        raise NameMissing
    uow.put(replace(uow.require(GrantCall, call_id), title=title.strip(), edition=edition, opens_on=opens_on,
                    closes_on=closes_on, ceiling=ceiling, budget=budget))  # fmt: skip


def keep_application(uow: UnitOfWork, call_id: RecordId, draft: ApplicationDraft) -> RecordId:
    """Put a draft on file; raises ``NameMissing`` or ``AreaUnknown``."""
    bare = GrantApplication(id=new_id(), call_id=call_id, title="", group_name="", area=draft.area)
    uow.put(_with(bare, draft))
    uow.put_all(ApplicationMunicipality.of(application_id=bare.id, municipality_id=town)
                for town in draft.municipalities)  # fmt: skip
    return bare.id


def change_application(uow: UnitOfWork, application_id: RecordId, draft: ApplicationDraft) -> None:
    """Correct a draft; raises ``NotADraft``, ``NameMissing`` or ``AreaUnknown``."""
    uow.put(_with(_drafted(uow, application_id), draft))
    served = uow.all(ApplicationMunicipality, _served.c.application_id == application_id)
    standing, wanted = {each.municipality_id for each in served}, set(draft.municipalities)
    for gone in sorted(standing - wanted):
        uow.delete(ApplicationMunicipality, joined_id(ApplicationMunicipality.entity, (application_id, gone)))
    uow.put_all(ApplicationMunicipality.of(application_id=application_id, municipality_id=town)
                for town in sorted(wanted - standing))  # fmt: skip


def add_member(uow: UnitOfWork, application_id: RecordId, person_id: RecordId, *, contact: bool = False) -> None:
    """The person belongs to the group; raises ``NotADraft``."""
    _drafted(uow, application_id)
    uow.put(ApplicationMember.of(application_id=application_id, person_id=person_id, contact=contact))


def remove_member(uow: UnitOfWork, application_id: RecordId, person_id: RecordId) -> None:
    """The person no longer belongs to the group; raises ``NotADraft``."""
    _drafted(uow, application_id)
    uow.delete(ApplicationMember, joined_id(ApplicationMember.entity, (application_id, person_id)))


def set_contact(uow: UnitOfWork, application_id: RecordId, person_id: RecordId, contact: bool) -> None:
    """Whether the person speaks for the group; raises ``NotADraft``."""
    _drafted(uow, application_id)
    id = joined_id(ApplicationMember.entity, (application_id, person_id))
    uow.put(replace(uow.require(ApplicationMember, id), contact=contact))


def submit(uow: UnitOfWork, application_id: RecordId) -> None:
    """Hand the application in.

    Raises ``ApplicantExcluded``, ``GroupTooSmall``, ``MunicipalityMissing``, ``AimMissing``, ``AmountTooHigh``
    or ``NotADraft``.
    """
    draft = _drafted(uow, application_id)
    if draft.applicant is not Applicant.CITIZENS:
        raise ApplicantExcluded
    people = group_sizes(uow, [application_id]).get(application_id, 0)
    if people < LEAST_CITIZENS:
        raise GroupTooSmall(people=people, least=LEAST_CITIZENS)
    if not uow.value(select(func.count()).where(_served.c.application_id == application_id)):
        raise MunicipalityMissing
    if not (draft.aim_ties or draft.aim_savings):
        raise AimMissing
    ceiling = uow.require(GrantCall, draft.call_id).ceiling
    if draft.requested is not None and draft.requested > ceiling:
        raise AmountTooHigh(ceiling=format_money(int(ceiling * 100)))
    uow.put(replace(draft, status=ApplicationStatus.SUBMITTED))


def back_to_draft(uow: UnitOfWork, application_id: RecordId) -> None:
    """Let the group correct what it handed in, or come back; raises ``AlreadyDecided``."""
    uow.put(replace(_undecided(uow, application_id), status=ApplicationStatus.DRAFT))


def withdraw(uow: UnitOfWork, application_id: RecordId) -> None:
    """The group gives up; raises ``AlreadyDecided``."""
    uow.put(replace(_undecided(uow, application_id), status=ApplicationStatus.WITHDRAWN))


def _drafted(uow: UnitOfWork, application_id: RecordId) -> GrantApplication:
    application = uow.require(GrantApplication, application_id)
    if application.status is not ApplicationStatus.DRAFT:
        raise NotADraft
    return application


def _undecided(uow: UnitOfWork, application_id: RecordId) -> GrantApplication:
    application = uow.require(GrantApplication, application_id)
    if application.status in (ApplicationStatus.FUNDED, ApplicationStatus.REJECTED):
        raise AlreadyDecided
    return application


def _with(application: GrantApplication, draft: ApplicationDraft) -> GrantApplication:
    if not draft.title.strip():
        raise NameMissing
    if draft.area not in AREAS:
        raise AreaUnknown
    return replace(
        application, title=draft.title.strip(), group_name=draft.group_name.strip(), area=draft.area,
        applicant=draft.applicant, aim_ties=draft.aim_ties, aim_savings=draft.aim_savings,
        requested=draft.requested, summary=draft.summary.strip(),
    )  # fmt: skip
