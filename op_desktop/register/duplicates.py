"""Two records that may be one person: suggested here, decided by a person, and always taken back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from op_desktop.domain.person import Person, SameAs, Verdict
from op_desktop.domain.record import RecordId, joined_id
from op_desktop.matching.candidates import candidate_pairs
from op_desktop.matching.similarity import Likeness, Named, likeness
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.unit_of_work import UnitOfWork

_person, _same = TABLE_OF[Person], TABLE_OF[SameAs]
_NAMED = ("family_name", "given_name", "band", "municipality_id", "phone", "email", "card")


@dataclass(frozen=True, slots=True)
class DuplicateRow:
    """Two records of people that look alike, with the score and its reasons."""

    first_id: RecordId
    first_name: str
    second_id: RecordId
    second_name: str
    likeness: Likeness


def duplicates(reader: Reader, limit: int = 200) -> list[DuplicateRow]:
    """Pairs that nobody has decided on, likeliest first; all people are looked at, in two queries."""
    people = _everybody(reader)
    decided = {(row[0], row[1]) for row in reader.rows(
        select(_same.c.first_id, _same.c.second_id).where(_same.c.what == Person.entity))}  # fmt: skip
    canonical = canonical_people(reader)
    rows: list[DuplicateRow] = []
    for first, second in candidate_pairs(people):
        if (first, second) in decided or canonical.get(first, first) == canonical.get(second, second):
            continue
        alike = likeness(people[first], people[second])
        if alike.alike:
            rows.append(
                DuplicateRow(RecordId(first), _name(people[first]), RecordId(second), _name(people[second]), alike)
            )
    return sorted(rows, key=lambda row: (-row.likeness.score, row.first_name, row.first_id, row.second_id))[:limit]


def link_same(uow: UnitOfWork, one: RecordId, other: RecordId, score: int | None = None) -> None:
    """The two records are one person; figures count them once, and nothing else is rewritten."""
    _decide(uow, one, other, Verdict.SAME, score)


def link_different(uow: UnitOfWork, one: RecordId, other: RecordId, score: int | None = None) -> None:
    """The two records are two people: the pair is never asked again, on any device."""
    _decide(uow, one, other, Verdict.DIFFERENT, score)


def unlink(uow: UnitOfWork, one: RecordId, other: RecordId) -> None:
    """Take the decision on two records back."""
    first, second = sorted((one, other))
    uow.delete(SameAs, joined_id(SameAs.entity, (Person.entity, first, second)))


def canonical_people(reader: Reader) -> Mapping[str, str]:
    """For everybody who is linked to somebody: the smallest id of all records of that person.

    Who is not linked is not in it.
    """
    query = select(_same.c.first_id, _same.c.second_id).where(
        _same.c.what == Person.entity, _same.c.verdict == Verdict.SAME
    )
    return components((first, second) for first, second in reader.rows(query))


def same_person(reader: Reader, person_id: RecordId) -> frozenset[str]:
    """The records that were confirmed to be this person, itself included."""
    stands_for = canonical_people(reader)
    top = stands_for.get(person_id, person_id)
    return frozenset({person_id, *(id for id, other in stands_for.items() if other == top)})


def components(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each id that stands in a pair, the smallest id that pairs connect it with."""
    above: dict[str, str] = {}

    def top(id: str) -> str:
        while above.setdefault(id, id) != id:
            above[id] = above[above[id]]
            id = above[id]
        return id

    for one, other in pairs:
        low, high = sorted((top(one), top(other)))
        above[high] = low
    return {id: top(id) for id in above}


def _decide(uow: UnitOfWork, one: RecordId, other: RecordId, verdict: Verdict, score: int | None) -> None:
    first, second = sorted((one, other))
    uow.put(SameAs.of(what=Person.entity, first_id=first, second_id=second, verdict=verdict, score=score))


def _everybody(reader: Reader) -> dict[str, Named]:
    rows = reader.rows(select(_person.c.id, *[_person.c[name] for name in _NAMED]))
    return {
        id: Named(family=family, given=given, band="" if band == "unsaid" else band, municipality_id=town or "",
                  phone=phone, email=email, card=card)
        for id, family, given, band, town, phone, email, card in rows
    }  # fmt: skip


def _name(person: Named) -> str:
    return f"{person.given} {person.family}".strip()
