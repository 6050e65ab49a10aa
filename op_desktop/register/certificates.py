"""Certificates: who earns one and why, their numbers, what was issued, and whether one stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any

from sqlalchemy import func, insert, select

from op_desktop.domain.certificate import Certificate, CertificateKind, CertificateState
from op_desktop.domain.certificate_code import same_code, verification_code
from op_desktop.domain.record import RecordId, new_id
from op_desktop.domain.school import Enrolment, Pupil, RosterMode, SchoolClass
from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.register.eligibility import EligibilityRow, eligibility, path_of
from op_desktop.register.people import full_name
from op_desktop.register.view import EVERYTHING, View, view_of
from op_desktop.register.volunteer_work import work_of
from op_desktop.security.permissions import NotYours
from op_desktop.storage.journal import own_numbers, own_replica
from op_desktop.storage.provenance import histories
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF, about, change, document, local
from op_desktop.storage.unit_of_work import UnitOfWork

_certificate = TABLE_OF[Certificate]
_DEVICE_CODE = "device_code"
_OWN_SIGNS = 6


class NothingToCertify(UserError):
    """There are no meetings or hours to speak of."""

    title = N_("There is nothing to certify yet.")
    advice = N_("A certificate speaks of meetings that were held and of hours that were given.")


class ReasonMissing(UserError):
    """A certificate was to be revoked without saying why."""

    title = N_("Write why it is revoked.")
    advice = N_("Whoever asks about it later is told. Nothing was changed.")


class HoursElsewhere(NotYours):
    """A certificate of volunteering speaks of places that the person at work is not shown."""

    title = N_("{number} also certifies hours given in other places.")
    advice = N_("Ask the administration to revoke it or to issue it again. Nothing was changed.")


class Standing(StrEnum):
    """What the register of issued certificates says of a number and its code."""

    VALID = "valid"
    REVOKED = "revoked"
    WRONG_CODE = "wrong_code"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verification:
    """The answer about a certificate in somebody's hand."""

    standing: Standing
    certificate: Certificate | None = None


def device_code(reader: Reader) -> str:
    """The part of numbers that is this device's own: ``D03`` as the centre allots it, before that of the device's id.

    Two devices that nobody has allotted a code yet must not give one number to two certificates; of 24 random bits,
    fifty devices share some with a chance of one in ten thousand.
    """
    allotted = reader.value(select(local.c.value).where(local.c.name == _DEVICE_CODE))
    return str(allotted) if allotted else f"D{own_replica(reader.connection).device[:_OWN_SIGNS].upper()}"


def issued_here(reader: Reader, certificate_id: RecordId) -> bool:
    """Whether this device wrote the certificate into the register, whatever its code was then."""
    found = histories(reader.connection, Certificate, [certificate_id]).get(certificate_id)
    return found is not None and found.writes[0].save.replica in own_numbers(reader.connection)


def next_numbers(reader: Reader, year: int, count: int) -> list[str]:
    """The next free numbers of this device and year, ``OP-2026-D03-00017`` and on."""
    prefix = f"OP-{year}-{device_code(reader)}-"
    last = reader.value(
        select(func.max(_certificate.c.number)).where(_certificate.c.number.startswith(prefix, autoescape=True))
    )
    first = int(last.removeprefix(prefix)) + 1 if last else 1
    return [f"{prefix}{number:05}" for number in range(first, first + count)]


def next_number(reader: Reader, year: int) -> str:
    """The next free number of this device and year."""
    return next_numbers(reader, year, 1)[0]


def prepare_pupils(
    reader: Reader,
    class_id: RecordId,
    enrolment_ids: Sequence[RecordId],
    *,
    names: Mapping[RecordId, str] | None = None,
    issued_on: date | None = None,
    place: str = "",
    language: str = "it",
) -> list[Certificate]:
    """Certificates of these pupils, numbered and coded but not issued: they lack their PDF.

    ``names`` are typed for this occasion, for pupils of whom the class keeps none. Also pupils who attended less
    than the minimum, where a person chose so. Raises ``NothingToCertify``.
    """
    day = issued_on or reader.today
    rows = {row.enrolment_id: row for row in eligibility(reader, class_id)}
    chosen = [rows[id] for id in enrolment_ids]
    if any(row.attended == 0 for row in chosen):
        raise NothingToCertify
    numbers = next_numbers(reader, day.year, len(chosen))
    typed = names or {}
    holders = [full_name(row.family, row.given) or typed.get(row.enrolment_id, "") for row in chosen]
    return [
        _pupil(row, holder, number, class_id, day, place, language)
        for row, holder, number in zip(chosen, holders, numbers, strict=True)
    ]


def prepare_class(
    reader: Reader, class_id: RecordId, *, issued_on: date | None = None, place: str = "", language: str = "it"
) -> Certificate:
    """The certificate of a whole class, without names; raises ``NothingToCertify``."""
    day, path = issued_on or reader.today, path_of(reader, class_id)
    if not path.held:
        raise NothingToCertify
    number = next_number(reader, day.year)
    return Certificate(
        id=new_id(), number=number, kind=CertificateKind.CLASS, issued_on=day, class_id=class_id, held=path.held,
        attended=path.held, minutes=path.minutes, first_day=path.first_day, last_day=path.last_day, place=place,
        language=language, pdf_sha256="",
        code=verification_code(number=number, holder="", issued_on=day, minutes=path.minutes),
    )  # fmt: skip


def prepare_volunteer(
    reader: Reader,
    person_id: RecordId,
    first_day: date,
    last_day: date,
    *,
    issued_on: date | None = None,
    place: str = "",
    language: str = "it",
    view: View = EVERYTHING,
) -> Certificate:
    """The certificate of a volunteer's confirmed hours between two days, under whichever record of the person.

    Drafts, duplicates and hours that the ``view`` does not show do not count. Raises ``NothingToCertify``.
    """
    day, work = issued_on or reader.today, work_of(reader, person_id, first_day, last_day, view)
    minutes, days = work.confirmed_minutes, [entry.day for entry in work.confirmed]
    if not minutes:
        raise NothingToCertify
    number, holder = next_number(reader, day.year), full_name(work.family, work.given)
    return Certificate(
        id=new_id(), number=number, kind=CertificateKind.VOLUNTEER, issued_on=day, holder=holder, person_id=person_id,
        minutes=minutes, first_day=min(days), last_day=max(days), place=place, language=language, pdf_sha256="",
        code=verification_code(number=number, holder=holder, issued_on=day, minutes=minutes),
    )  # fmt: skip


def issue(
    uow: UnitOfWork, certificates: Iterable[Certificate], content: bytes, *, keep: bool = True
) -> list[Certificate]:
    """Put prepared certificates into the register of issued ones; their PDF is kept as it is, for good.

    Without ``keep`` neither name nor PDF stays: number, code and digest do, so that the paper can be verified.
    """
    digest = sha256(content).hexdigest()
    issued = [replace(each, pdf_sha256=digest, holder=each.holder if keep else "") for each in certificates]
    uow.put_all(issued)
    if keep and uow.value(select(document.c.sha256).where(document.c.sha256 == digest)) is None:
        uow.connection.execute(insert(document).values(sha256=digest, content=content))
    return issued


def kept_document(reader: Reader, digest: str) -> bytes | None:
    """The PDF with this SHA-256, as it was issued; None where only another device has it."""
    found = reader.value(select(document.c.content).where(document.c.sha256 == digest))
    return None if found is None else bytes(found)


def issued(
    reader: Reader,
    *,
    year: int | None = None,
    class_id: RecordId | None = None,
    person_id: RecordId | None = None,
    kind: CertificateKind | None = None,
) -> list[Certificate]:
    """The register of issued certificates, latest number first, revoked ones included."""
    conditions: list[Any] = []
    if year is not None:
        conditions += [_certificate.c.issued_on >= f"{year}-01-01", _certificate.c.issued_on <= f"{year}-12-31"]
    for column, value in ((_certificate.c.class_id, class_id), (_certificate.c.person_id, person_id),
                          (_certificate.c.kind, kind)):  # fmt: skip
        if value is not None:
            conditions.append(column == value)
    return sorted(reader.all(Certificate, *conditions), key=lambda each: each.number, reverse=True)


def known_name(reader: Reader, certificate: Certificate) -> str:
    """The name that the class keeps today of the pupil certified; empty where it keeps none."""
    enrolment = None
    if certificate.enrolment_id is not None:
        enrolment = reader.get(Enrolment, certificate.enrolment_id)
    if enrolment is None or reader.require(SchoolClass, enrolment.class_id).roster_mode is not RosterMode.NAMES:
        return ""
    pupil = reader.require(Pupil, enrolment.pupil_id)
    return full_name(pupil.family_name, pupil.given_name)


def revoke(uow: UnitOfWork, certificate_id: RecordId, reason: str) -> None:
    """The certificate no longer stands; its number is never given again.

    Raises ``ReasonMissing``, or ``HoursElsewhere`` where others than the one at work can vouch for it.
    """
    if not reason.strip():
        raise ReasonMissing
    _revoke(uow, certificate_id, reason)


def replace_certificate(uow: UnitOfWork, old_id: RecordId, instead: Certificate, reason: str = "") -> Certificate:
    """Revoke a certificate in favour of a corrected one, prepared with a number of its own; the new one names it.

    Raises ``HoursElsewhere``, as ``revoke`` does.
    """
    _revoke(uow, old_id, reason)
    return replace(instead, replaces_id=old_id)


def verify(reader: Reader, number: str, code: str) -> Verification:
    """Whether a certificate in somebody's hand is one of ours and still stands."""
    wanted = "".join(number.upper().split())
    found = reader.all(Certificate, _certificate.c.number == wanted)
    if not found:
        return Verification(Standing.UNKNOWN)
    certificate = found[0]
    if not same_code(code, certificate.code):
        return Verification(Standing.WRONG_CODE)
    revoked = certificate.state is CertificateState.REVOKED
    return Verification(Standing.REVOKED if revoked else Standing.VALID, certificate)


def _revoke(uow: UnitOfWork, certificate_id: RecordId, reason: str) -> None:
    standing = uow.require(Certificate, certificate_id)
    if standing.state is CertificateState.ISSUED:
        _refuse_elsewhere(uow, standing)
        revoked = CertificateState.REVOKED
        uow.put(replace(standing, state=revoked, revoked_on=uow.today, reason=reason.strip()))


def _refuse_elsewhere(uow: UnitOfWork, standing: Certificate) -> None:
    """A whole certificate is not cut down to one's own places; what somebody issued for those is theirs to mend."""
    view = view_of(uow.actor)
    if view.whole or standing.person_id is None or _issued_by(uow, standing.id) == uow.actor.account_id:
        return
    first, last = standing.first_day or standing.issued_on, standing.last_day or standing.issued_on
    behind, shown = (work_of(uow, standing.person_id, first, last, each).confirmed for each in (EVERYTHING, view))
    if len(shown) < len(behind):
        raise HoursElsewhere(number=standing.number)


def _issued_by(reader: Reader, certificate_id: RecordId) -> str:
    query = select(change.c.author).where(about(certificate_id), change.c.entity == Certificate.entity)
    return str(reader.value(query.order_by(change.c.hlc).limit(1)))


def _pupil(
    row: EligibilityRow, holder: str, number: str, class_id: RecordId, day: date, place: str, language: str
) -> Certificate:
    return Certificate(
        id=new_id(), number=number, kind=CertificateKind.PUPIL, issued_on=day, holder=holder,
        enrolment_id=row.enrolment_id, class_id=class_id, attended=row.attended, held=row.held, minutes=row.minutes,
        first_day=row.first_day, last_day=row.last_day, place=place, language=language, pdf_sha256="",
        code=verification_code(number=number, holder=holder, issued_on=day, minutes=row.minutes),
    )  # fmt: skip
