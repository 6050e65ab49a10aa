"""What becomes of an application: money in instalments, a refusal, a lab."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from op_desktop.domain.formats import format_money
from op_desktop.domain.grant import (
    SHARES,
    ApplicationStatus,
    GrantApplication,
    GrantCall,
    Instalment,
    instalments_of,
)
from op_desktop.domain.lab import Lab, LabOrigin
from op_desktop.domain.record import RecordId, joined_id
from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.register.grant_lists import instalments, members, served_by
from op_desktop.register.grant_scores import NotHandedIn
from op_desktop.register.grants import AlreadyDecided, AmountTooHigh
from op_desktop.register.labs import add_lab, add_member
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.unit_of_work import UnitOfWork

_application, _lab = TABLE_OF[GrantApplication], TABLE_OF[Lab]


class AmountMissing(UserError):
    """An award is money."""

    title = N_("Write how much the project receives.")
    advice = N_("Euro and cents, more than nothing. Nothing was changed.")


class BudgetSpent(UserError):
    """The call has no money left for this."""

    title = N_("The call has {left} left.")
    advice = N_("Give less, or take another award back. Nothing was changed.")


class NotFunded(UserError):
    """Only what was funded is paid, and becomes a lab."""

    title = N_("This project is not funded.")
    advice = N_("Decide about it first. Nothing was changed.")


class AlreadyPaid(UserError):
    """Money that went out cannot be taken back here."""

    title = N_("A part of this award was paid.")
    advice = N_("Take the payment back first, if it was written by mistake. Nothing was changed.")


def award(uow: UnitOfWork, application_id: RecordId, amount: Decimal) -> None:
    """Fund a project and set its instalments.

    Raises ``NotHandedIn``, ``AlreadyDecided``, ``AmountMissing``, ``AmountTooHigh`` or ``BudgetSpent``.
    """
    application = _waiting(uow, application_id)
    call = uow.require(GrantCall, application.call_id)
    if amount <= 0 or amount != amount.quantize(Decimal("0.01")):
        raise AmountMissing
    if amount > call.ceiling:
        raise AmountTooHigh(ceiling=format_money(int(call.ceiling * 100)))
    left = money_left(uow, call)
    if amount > left:
        raise BudgetSpent(left=format_money(int(left * 100)))
    uow.put(replace(application, status=ApplicationStatus.FUNDED, awarded=amount))
    parts = enumerate(zip(SHARES, instalments_of(amount), strict=True), start=1)
    uow.put_all(Instalment.of(application_id=application_id, position=place, percent=share, amount=part)
                for place, (share, part) in parts)  # fmt: skip


def money_left(uow: UnitOfWork, call: GrantCall) -> Decimal:
    """What no project has been promised yet."""
    given = uow.all(GrantApplication, _application.c.call_id == call.id)
    return call.budget - sum((each.awarded or Decimal() for each in given), Decimal())


def reject(uow: UnitOfWork, application_id: RecordId) -> None:
    """The project receives nothing; raises ``NotHandedIn`` or ``AlreadyDecided``."""
    uow.put(replace(_waiting(uow, application_id), status=ApplicationStatus.REJECTED))


def take_decision_back(uow: UnitOfWork, application_id: RecordId) -> None:
    """Open the decision again; raises ``NotHandedIn`` or ``AlreadyPaid``."""
    application = uow.require(GrantApplication, application_id)
    if application.status not in (ApplicationStatus.FUNDED, ApplicationStatus.REJECTED):
        raise NotHandedIn
    parts = instalments(uow, application_id)
    if any(part.paid_on for part in parts):
        raise AlreadyPaid
    for part in parts:
        uow.delete(Instalment, part.id)
    uow.put(replace(application, status=ApplicationStatus.SUBMITTED, awarded=None))


def pay(uow: UnitOfWork, application_id: RecordId, position: int, paid_on: date | None) -> None:
    """An instalment was paid on this day; None takes that back. Raises ``NotFunded``."""
    if uow.require(GrantApplication, application_id).status is not ApplicationStatus.FUNDED:
        raise NotFunded
    part = uow.require(Instalment, joined_id(Instalment.entity, (application_id, str(position))))
    uow.put(replace(part, paid_on=paid_on))


def open_lab(uow: UnitOfWork, application_id: RecordId) -> RecordId:
    """The funded project as a lab of the grant call, with its group as members; the one there is, where there is one.

    Whom the group named as its contact is responsible. Raises ``NotFunded``.
    """
    application = uow.require(GrantApplication, application_id)
    if application.status is not ApplicationStatus.FUNDED:
        raise NotFunded
    standing = uow.all(Lab, _lab.c.application_id == application_id)
    if standing:
        return standing[0].id
    lab_id = add_lab(uow, application.title, served_by(uow, application_id)[0], origin=LabOrigin.GRANT_CALL,
                     purpose=application.summary,
                     id=joined_id(Lab.entity, ["application", application_id]))  # fmt: skip
    uow.put(replace(uow.require(Lab, lab_id), application_id=application_id))
    for person in members(uow, application_id):
        add_member(uow, lab_id, person.person_id, responsible=person.contact)
    return lab_id


def _waiting(uow: UnitOfWork, application_id: RecordId) -> GrantApplication:
    application = uow.require(GrantApplication, application_id)
    if application.status in (ApplicationStatus.FUNDED, ApplicationStatus.REJECTED):
        raise AlreadyDecided
    if application.status is not ApplicationStatus.SUBMITTED:
        raise NotHandedIn
    return application
