"""Forgetting a person for good, on request: what goes, what stays as numbers, and what stands against it."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, or_, select

from op_desktop.domain.attendance import Attendance
from op_desktop.domain.certificate import Certificate
from op_desktop.domain.counselling import Consultation
from op_desktop.domain.event import EventParticipant
from op_desktop.domain.exchange import Erasure
from op_desktop.domain.person import Framework, Part, Person, PersonRole
from op_desktop.domain.record import Record, RecordId
from op_desktop.domain.volunteering import VolunteerShift
from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.register.duplicates import same_person
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.unit_of_work import UnitOfWork

ON_REQUEST = "request"
"""The reason that these erasures state."""
_OF_A_BODY = (Framework.REGULAR_VOLUNTEER, Framework.OCCASIONAL_VOLUNTEER)
_person, _role, _shift = TABLE_OF[Person], TABLE_OF[PersonRole], TABLE_OF[VolunteerShift]
_certificate = TABLE_OF[Certificate]
_KEPT: tuple[type[Record], ...] = (Attendance, VolunteerShift, EventParticipant, Consultation)
"""What somebody took part in: it goes on counting, without a name."""


class StillVolunteer(UserError):
    """A body keeps a register of its volunteers, and this person is one of them today."""

    title = N_("{person} is a volunteer of a body today.")
    advice = N_("Note first on which day that part ended. Nothing was erased.")


@dataclass(frozen=True, slots=True)
class Erased:
    """What goes with a person, and how much stays as numbers."""

    records: int
    """Records of the person: linked ones go together."""
    notes: int
    """Notes written beside hours."""
    certificates: int
    """Certificates that name the person; with the name goes the PDF."""
    visits: int
    hours: int
    """Entries of hours."""
    events: int
    contacts: int


def erasable(reader: Reader, person_id: RecordId) -> Erased:
    """What an erasure of this person would mean; changes nothing. Raises ``RecordMissing`` or ``StillVolunteer``."""
    person = reader.require(Person, person_id)
    same = same_person(reader, person_id)
    standing = select(func.count()).where(
        _role.c.person_id.in_(same), _role.c.part == Part.COLLABORATOR, _role.c.framework.in_(_OF_A_BODY),
        _role.c.since <= reader.today.isoformat(),
        or_(_role.c.until.is_(None), _role.c.until > reader.today.isoformat()),
    )  # fmt: skip
    if reader.value(standing):
        raise StillVolunteer(person=f"{person.given_name} {person.family_name}".strip())
    notes, certificates = _noted(reader, same), _named(reader, same)
    kept = (_count(reader, kind, same) for kind in _KEPT)
    return Erased(len(same), len(notes), len(certificates), *kept)


def erase_person(uow: UnitOfWork, person_id: RecordId) -> Erased:
    """Forget a person under all of their records, here and wherever the order arrives; it cannot be undone.

    Name, contacts and notes go, and certificates with their PDFs; visits, hours, events and contacts stay and count.
    Raises like ``erasable``, or ``NotAllowed`` for anybody but the administration.
    """
    gone, same = erasable(uow, person_id), same_person(uow, person_id)
    orders: list[tuple[type[Record], RecordId]] = [(Person, RecordId(id)) for id in sorted(same)]
    orders += [(VolunteerShift, id) for id in _noted(uow, same)]
    orders += [(Certificate, id) for id in _named(uow, same)]
    uow.put_all(Erasure.of(what=kind.entity, row_id=id, reason=ON_REQUEST, decided_on=uow.today) for kind, id in orders)
    return gone


def _noted(reader: Reader, same: Collection[str]) -> list[RecordId]:
    query = select(_shift.c.id).where(_shift.c.person_id.in_(same), _shift.c.note != "")
    return [id for (id,) in reader.rows(query.order_by(_shift.c.id))]


def _named(reader: Reader, same: Collection[str]) -> list[RecordId]:
    named = or_(_certificate.c.holder != "", _certificate.c.reason != "")
    query = select(_certificate.c.id).where(_certificate.c.person_id.in_(same), named)
    return [id for (id,) in reader.rows(query.order_by(_certificate.c.id))]


def _count(reader: Reader, kind: type[Record], same: Collection[str]) -> int:
    return int(reader.value(select(func.count()).where(TABLE_OF[kind].c.person_id.in_(same))))
