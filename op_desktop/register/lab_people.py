"""Who a lab belongs to: the citizens responsible for it."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from op_desktop.domain.lab import LabMember
from op_desktop.domain.person import Person
from op_desktop.domain.record import RecordId, joined_id
from op_desktop.register.search import named
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.unit_of_work import UnitOfWork

_member, _person = TABLE_OF[LabMember], TABLE_OF[Person]


@dataclass(frozen=True, slots=True)
class ResponsibleRow:
    """A citizen responsible for a lab."""

    person_id: RecordId
    family: str
    given: str
    since: date | None


def responsible(reader: Reader, lab_id: RecordId) -> list[ResponsibleRow]:
    """Who is responsible for a lab now, by name; who was erased is so no longer."""
    query = (
        select(_person.c.id, _person.c.family_name, _person.c.given_name, _member.c.since)
        .join(_member, _member.c.person_id == _person.c.id)
        .where(_member.c.lab_id == lab_id, _member.c.responsible == 1, _member.c.until.is_(None), named())
        .order_by(_person.c.family_name, _person.c.given_name, _person.c.id)
    )
    return [
        ResponsibleRow(id, family, given, date.fromisoformat(since) if since else None)
        for id, family, given, since in reader.rows(query)
    ]


def set_responsible(uow: UnitOfWork, lab_id: RecordId, person_id: RecordId, *, responsible: bool = True) -> None:
    """The person answers for the lab from today on, or no longer; as a member they stay. Raises ``NotYours``."""
    standing = uow.get(LabMember, joined_id(LabMember.entity, (lab_id, person_id)))
    if standing is None:
        standing = LabMember.of(lab_id=lab_id, person_id=person_id, since=uow.today)
    uow.put(replace(standing, responsible=responsible, until=None))
