"""Finds people, classes, labs and schools by the first letters of their words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select

from op_desktop.domain.lab import Lab
from op_desktop.domain.names import fold, words
from op_desktop.domain.person import Person
from op_desktop.domain.place import Municipality
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import School, SchoolClass, school_year_label
from op_desktop.domain.section import ClassName
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF, search_term

_person, _lab, _school, _class = TABLE_OF[Person], TABLE_OF[Lab], TABLE_OF[School], TABLE_OF[SchoolClass]
_municipality = TABLE_OF[Municipality]
_AFTER = "\U0010ffff"
"""Sorts behind every letter: closes the range of the words with one beginning."""
FETCHED = 120
"""How many people with matching words are looked at; who has not shown up by then needs one letter more."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: where it leads and two lines to show."""

    id: RecordId
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, by kind."""

    people: tuple[Hit, ...] = ()
    classes: tuple[Hit, ...] = ()
    labs: tuple[Hit, ...] = ()
    schools: tuple[Hit, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.people or self.classes or self.labs or self.schools)


def find(reader: Reader, text: str, limit: int = 6) -> Found:
    """The best hits of each kind for a typed text: each of its words begins a word of what is found.

    A class is found by ``2b`` and by words of its school, a lab also by its municipality.
    """
    typed = words(text)
    if not typed:
        return Found()
    return Found(
        _people(reader, typed, limit),
        _classes(reader, words(text.replace("ª", "").replace("^", "")), limit),
        _labs(reader, typed, limit),
        _schools(reader, typed, limit),
    )


def find_people(reader: Reader, text: str, limit: int = 6) -> tuple[Hit, ...]:
    """The people whose words begin with the typed ones; nobody for an empty text."""
    typed = words(text)
    return _people(reader, typed, limit) if typed else ()


def people_matching(reader: Reader, typed: Sequence[str]) -> list[str]:
    """Ids of people as ``matching_ids`` tells them, each once, by a query that is made once for so many words."""
    ranges = ranges_of(sorted(set(typed), key=len, reverse=True))
    found = reader.rows(_people_query(len(ranges) // 2), ranges)
    return list(dict.fromkeys(id for (id,) in found))


def ranges_of(typed: Sequence[str]) -> dict[str, str]:
    """The values ``from_0``, ``to_0``, ``from_1``… of a query that was made for so many beginnings of words."""
    bounds = [(("from", word), ("to", after(word))) for word in typed]
    return {f"{name}_{place}": edge for place, pair in enumerate(bounds) for name, edge in pair}


def matching_ids(entity: str, typed: Sequence[str], most: int = FETCHED) -> Select[Any]:
    """A query for the ids of records that have, for each typed word, a word beginning so.

    The longest typed word leads: it leaves the fewest rows to be looked at. Of two such words of a record each counts.
    """
    edges = [(word, after(word)) for word in sorted(set(typed), key=len, reverse=True)]
    return _matching(entity, edges, most)


@cache
def _people_query(words: int) -> Select[Any]:
    edges: list[tuple[Any, Any]] = [(bindparam(f"from_{place}"), bindparam(f"to_{place}")) for place in range(words)]
    return _matching(Person.entity, edges, FETCHED)


def _matching(entity: str, edges: Sequence[tuple[Any, Any]], most: int) -> Select[Any]:
    (first, end), *others = edges
    term = search_term.alias()
    query = select(term.c.row_id).where(term.c.entity == entity, term.c.term >= first, term.c.term < end)
    for begun, ended in others:
        other = search_term.alias()
        also = select(other.c.row_id).where(
            other.c.row_id == term.c.row_id, other.c.entity == entity, other.c.term >= begun, other.c.term < ended
        )
        query = query.where(also.exists())
    return query.order_by(term.c.term, term.c.row_id).limit(most)


def on_file() -> ColumnElement[bool]:
    """Whether lists tell of a person: who lies in the bin, or was erased, is met in none."""
    return and_(_person.c.binned_on.is_(None), named())


def named() -> ColumnElement[bool]:
    """Whether a person has a name: who was erased has none."""
    return or_(_person.c.family_name != "", _person.c.given_name != "")


def begins(column: Any, word: str) -> Any:
    """Whether a column's text begins with this word, as a range that an index serves."""
    return and_(column >= word, column < after(word))


def after(word: str) -> str:
    """What stands behind every text that begins with this word."""
    return word + _AFTER


def _people(reader: Reader, typed: Sequence[str], limit: int) -> tuple[Hit, ...]:
    ids = people_matching(reader, typed)
    query = (
        select(_person.c.id, _person.c.family_name, _person.c.given_name, func.coalesce(_municipality.c.name, ""))
        .outerjoin(_municipality, _municipality.c.id == _person.c.municipality_id)
        .where(_person.c.id.in_(ids))
    )
    rows = sorted(
        reader.rows(query), key=lambda row: (_distance(typed, f"{row[1]} {row[2]}"), fold(row[1]), fold(row[2]))
    )
    return tuple(Hit(id, f"{given} {family}".strip(), town) for id, family, given, town in rows[:limit])


def _classes(reader: Reader, typed: Sequence[str], limit: int) -> tuple[Hit, ...]:
    query = (
        select(_class.c.id, _class.c.grade, _class.c.section, _school.c.name, _class.c.school_year)
        .join(_school, _school.c.id == _class.c.school_id)
        .where(_class.c.archived == 0)
        .order_by(_class.c.school_year.desc(), _class.c.grade, _class.c.section, _class.c.id)
    )
    hits = (
        Hit(id, str(ClassName(grade, section)), f"{school}, {school_year_label(year)}")
        for id, grade, section, school, year in reader.rows(query)
        if _matches(typed, [*_class_words(grade, section), *words(school)])
    )
    return tuple(hit for hit, _place in zip(hits, range(limit), strict=False))


def _class_words(grade: int, section: str) -> list[str]:
    """``3A AT`` is found as ``3aat`` and as ``3a at``, ``2A/B`` as ``2ab`` and as ``2a/b``."""
    parts = words(f"{grade}{section}")
    return ["".join(parts), *parts]


def _labs(reader: Reader, typed: Sequence[str], limit: int) -> tuple[Hit, ...]:
    query = (
        select(_lab.c.id, _lab.c.name, _municipality.c.name)
        .join(_municipality, _municipality.c.id == _lab.c.municipality_id)
        .order_by(_lab.c.name, _lab.c.id)
    )
    return _named(reader.rows(query), typed, limit)


def _schools(reader: Reader, typed: Sequence[str], limit: int) -> tuple[Hit, ...]:
    query = (
        select(_school.c.id, _school.c.name, _municipality.c.name)
        .join(_municipality, _municipality.c.id == _school.c.municipality_id)
        .order_by(_school.c.name, _school.c.id)
    )
    return _named(reader.rows(query), typed, limit)


def _named(rows: Iterable[Any], typed: Sequence[str], limit: int) -> tuple[Hit, ...]:
    hits = [Hit(id, name, town) for id, name, town in rows if _matches(typed, words(f"{name} {town}"))]
    return tuple(hits[:limit])


def _matches(typed: Sequence[str], found: Sequence[str]) -> bool:
    return all(any(word.startswith(each) for word in found) for each in typed)


def _distance(typed: Sequence[str], name: str) -> int:
    """How many typed words are only the beginning of a word: whole words come first."""
    whole = set(words(name))
    return sum(1 for word in typed if word not in whole)
