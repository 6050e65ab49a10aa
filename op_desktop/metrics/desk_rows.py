"""The rows of help desk figures: contacts that took place."""

from sqlalchemy import and_, case, select

from op_desktop.domain.counselling import Consultation, ContactKind, ContactStatus
from op_desktop.domain.person import Person
from op_desktop.domain.place import Venue
from op_desktop.metrics.metric import NONE, ONE, Choice, Reference, Rows, contribution, day_of, fixed
from op_desktop.metrics.people import counted_as, known, looked_up
from op_desktop.metrics.scope import Scope
from op_desktop.storage.tables import TABLE_OF

_contact, _venue = TABLE_OF[Consultation], TABLE_OF[Venue]

DESK = (Reference(child=Consultation, field="person_id", parent=Person),)


def contacts(scope: Scope) -> Rows:
    """Contacts that took place, with a person on file or without a name; a request and its talk are two."""
    unnamed = case((_contact.c.person_id.is_(None), ONE), else_=NONE)
    query = select(
        *contribution(
            row_id=_contact.c.id,
            entity=fixed(Consultation.entity),
            day=day_of(_contact.c.starts_at),
            person_id=counted_as(_contact.c.person_id),
            activity_id=_contact.c.id,
            activity=_contact.c.area,
            municipality_id=_venue.c.municipality_id,
            venue_id=_contact.c.venue_id,
            what=_contact.c.kind,
            weight=ONE,
            named=ONE - unnamed,
            unnamed=unnamed,
        )
    )
    return (
        query.select_from(looked_up(_contact, _contact.c.person_id))
        .outerjoin(_venue, _venue.c.id == _contact.c.venue_id)
        .where(_contact.c.status == ContactStatus.DONE.value, scope.dated(_contact.c.starts_at), known)
        .where(scope.placed(_venue.c.municipality_id, _contact.c.venue_id))
    )


def of_area(area: str, *kinds: ContactKind) -> Choice:
    """Contacts of one area and of these kinds."""
    return lambda columns: and_(columns.activity == area, columns.what.in_([kind.value for kind in kinds]))
