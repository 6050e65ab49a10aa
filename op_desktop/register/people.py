"""People: put on file by name alone, found again before they are put there twice."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import distinct, func, select, union_all

from op_desktop.domain.attendance import Attendance
from op_desktop.domain.counselling import Consultation, ContactStatus
from op_desktop.domain.lab import Lab, LabSession
from op_desktop.domain.names import fold, words
from op_desktop.domain.person import (
    BirthBand,
    CollaboratorProfile,
    Framework,
    Part,
    Person,
    PersonRole,
    ProfileKind,
)
from op_desktop.domain.place import Municipality
from op_desktop.domain.record import RecordId, new_id
from op_desktop.domain.school import Status
from op_desktop.domain.short_names import other_forms
from op_desktop.domain.volunteering import VolunteerShift
from op_desktop.errors import UserError
from op_desktop.language import N_, _
from op_desktop.matching.similarity import Likeness, Named, likeness
from op_desktop.register.duplicates import same_person
from op_desktop.register.people_list import collaborators
from op_desktop.register.schools import NameMissing
from op_desktop.register.search import begins
from op_desktop.register.view import EVERYTHING, View, of_people
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF, search_term
from op_desktop.storage.unit_of_work import UnitOfWork

_person, _municipality = TABLE_OF[Person], TABLE_OF[Municipality]
LOOKED_AT = 300
"""How many people with some word in common are compared closely."""
_BEGINNING = 3
"""Letters by which people are fetched for comparison."""


class RoleDatesCrossed(UserError):
    """A part that ends before it begins."""

    title = N_("A part ends after it has begun.")
    advice = N_("Check the two days. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class SimilarRow:
    """Somebody on file who may be the person about to be added."""

    person_id: RecordId
    family: str
    given: str
    band: BirthBand
    municipality: str
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class LabVisits:
    """How often a person came to a lab."""

    lab_id: RecordId
    lab: str
    times: int
    last_day: date


@dataclass(frozen=True, slots=True)
class PersonCard:
    """What is on file about a person."""

    person: Person
    municipality: str
    profile: ProfileKind | None
    roles: tuple[PersonRole, ...]
    labs: tuple[LabVisits, ...]
    volunteer_minutes: int
    consultations: int
    collaborates: bool
    """Whether the person collaborates today or gave hours."""


def full_name(family: str, given: str) -> str:
    """Given name before surname, whichever of them there is."""
    return f"{given} {family}".strip()


def shown_name(family: str, given: str) -> str:
    """The name in a list; who was erased goes on standing there without one."""
    return full_name(family, given) or _("Name deleted")


def split_name(text: str) -> tuple[str, str]:
    """Surname and given name of a name typed in one go, given name first; a single word is the given name.

    Words typed without capitals get one: ``fatima el amrani`` is El Amrani, Fatima.
    """
    typed = " ".join(text.split())
    if typed == typed.lower():
        typed = " ".join(word[:1].upper() + word[1:] for word in typed.split())
    given, _blank, family = typed.partition(" ")
    return family, given


def add_person(
    uow: UnitOfWork,
    family: str = "",
    given: str = "",
    *,
    band: BirthBand = BirthBand.UNSAID,
    municipality_id: RecordId | None = None,
    phone: str = "",
    email: str = "",
    card: str = "",
    note: str = "",
) -> RecordId:
    """Put a person on file; one part of the name is enough. Raises ``NameMissing``."""
    if not words(f"{family} {given}"):
        raise NameMissing
    person = Person(
        id=new_id(), family_name=family.strip(), given_name=given.strip(), band=band, municipality_id=municipality_id,
        phone=phone.strip(), email=email.strip(), card=card.strip(), note=note.strip(),
    )  # fmt: skip
    uow.put(person)
    return person.id


def rename(uow: UnitOfWork, person_id: RecordId, family: str, given: str) -> None:
    """Correct a person's name; raises ``NameMissing``."""
    if not words(f"{family} {given}"):
        raise NameMissing
    uow.put(replace(uow.require(Person, person_id), family_name=family.strip(), given_name=given.strip()))


def describe_whole(uow: UnitOfWork, person: Person) -> None:
    """Store everything that is said of a person, what was emptied too; raises ``NameMissing``."""
    if not words(f"{person.family_name} {person.given_name}"):
        raise NameMissing
    uow.put(person)


def bin_person(uow: UnitOfWork, person_id: RecordId) -> None:
    """Put a person into the bin: no list and no search shows them; what they took part in goes on counting."""
    uow.put(replace(uow.require(Person, person_id), binned_on=uow.today))


def restore_person(uow: UnitOfWork, person_id: RecordId) -> None:
    """Take a person out of the bin."""
    uow.put(replace(uow.require(Person, person_id), binned_on=None))


def set_profile(uow: UnitOfWork, person_id: RecordId, kind: ProfileKind, asked_on: date | None = None) -> None:
    """Keep the answer to the question asked once of a collaborator."""
    uow.put(CollaboratorProfile.of(person_id=person_id, kind=kind, asked_on=asked_on or uow.today))


def set_role(
    uow: UnitOfWork,
    person_id: RecordId,
    part: Part,
    since: date | None = None,
    *,
    framework: Framework = Framework.CITIZEN,
    body: str = "",
    insured_until: date | None = None,
) -> RecordId:
    """The person plays this part from a day (else today) on; the same part held already goes on, its day corrected."""
    for role in uow.all(PersonRole, TABLE_OF[PersonRole].c.person_id == person_id):
        if role.part is part and role.until is None:
            uow.put(replace(role, since=since or role.since, framework=framework, body=body.strip(),
                            insured_until=insured_until))  # fmt: skip
            return role.id
    added = PersonRole(id=new_id(), person_id=person_id, part=part, since=since or uow.today, framework=framework,
                       body=body.strip(), insured_until=insured_until)  # fmt: skip
    uow.put(added)
    return added.id


def end_role(uow: UnitOfWork, role_id: RecordId, until: date) -> None:
    """The person no longer plays this part from this day on; raises ``RoleDatesCrossed``."""
    role = uow.require(PersonRole, role_id)
    if until < role.since:
        raise RoleDatesCrossed
    uow.put(replace(role, until=until))


def similar(reader: Reader, family: str, given: str, limit: int = 5) -> list[SimilarRow]:
    """People on file who may be this one, likeliest first: shown before somebody new is saved."""
    wanted = Named(family=family, given=given)
    typed = words(f"{family} {given}")
    if not typed:
        return []
    query = (
        select(_person.c.id, _person.c.family_name, _person.c.given_name, _person.c.band,
               func.coalesce(_municipality.c.name, ""))
        .outerjoin(_municipality, _municipality.c.id == _person.c.municipality_id)
        .where(_person.c.id.in_(_sharing_words(reader, typed)))
    )  # fmt: skip
    scored = [
        SimilarRow(id, found_family, found_given, BirthBand(band), town,
                   likeness(wanted, Named(family=found_family, given=found_given)))
        for id, found_family, found_given, band, town in reader.rows(query)
    ]  # fmt: skip
    alike = [row for row in scored if row.likeness.alike]
    return sorted(alike, key=lambda row: (-row.likeness.score, fold(row.family), row.person_id))[:limit]


def person_card(reader: Reader, person_id: RecordId, view: View = EVERYTHING) -> PersonCard:
    """What is on file about a person, under whichever record, in eight queries; raises ``RecordMissing``.

    Visits, hours and contacts are those that ``view`` shows; who somebody is, is the same everywhere.
    """
    person = reader.require(Person, person_id)
    town = reader.get(Municipality, person.municipality_id) if person.municipality_id else None
    same = same_person(reader, person_id)
    profiles = reader.all(CollaboratorProfile, TABLE_OF[CollaboratorProfile].c.person_id.in_(same))
    roles = reader.all(PersonRole, TABLE_OF[PersonRole].c.person_id.in_(same))
    shift, contact = TABLE_OF[VolunteerShift], TABLE_OF[Consultation]
    given = select(func.coalesce(func.sum(shift.c.minutes), 0)).where(of_people(view, VolunteerShift))
    talks = select(func.count()).where(contact.c.person_id.in_(same), contact.c.status == ContactStatus.DONE,
                                        of_people(view, Consultation))  # fmt: skip
    return PersonCard(
        person=person,
        municipality=town.name if town else "",
        profile=profiles[0].kind if profiles else None,
        roles=tuple(roles),
        labs=tuple(_visits(reader, same, view)),
        volunteer_minutes=int(reader.value(given.where(shift.c.person_id.in_(same), shift.c.duplicate_of.is_(None)))),
        consultations=reader.value(talks),
        collaborates=bool(collaborators(reader, same)),
    )


def _visits(reader: Reader, same: Collection[str], view: View) -> list[LabVisits]:
    attendance, session, lab = TABLE_OF[Attendance], TABLE_OF[LabSession], TABLE_OF[Lab]
    times = func.count(distinct(session.c.id))
    query = (
        select(lab.c.id, lab.c.name, times, func.max(session.c.starts_at))
        .join(session, session.c.lab_id == lab.c.id)
        .join(attendance, attendance.c.session_id == session.c.id)
        .where(attendance.c.person_id.in_(same), session.c.status == Status.HELD, of_people(view, Attendance))
        .group_by(lab.c.id, lab.c.name)
        .order_by(times.desc(), lab.c.name, lab.c.id)
    )
    return [LabVisits(id, name, times, date.fromisoformat(last[:10])) for id, name, times, last in reader.rows(query)]


def _sharing_words(reader: Reader, typed: Sequence[str]) -> list[str]:
    """Ids of people with words that begin like the typed ones, those who share most first; the database counts."""
    spoken = {form for word in typed for form in (word, *other_forms(word))}
    sharing = union_all(
        *[
            select(search_term.c.row_id)
            .distinct()
            .where(search_term.c.entity == Person.entity, begins(search_term.c.term, beginning))
            for beginning in sorted({word[:_BEGINNING] for word in spoken})
        ]
    ).subquery()
    query = select(sharing.c.row_id).group_by(sharing.c.row_id)
    return [id for (id,) in reader.rows(query.order_by(func.count().desc(), sharing.c.row_id).limit(LOOKED_AT))]
