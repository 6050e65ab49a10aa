"""Who is who: records confirmed to be the same person count as one (rule R3)."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    FromClause,
    MetaData,
    Select,
    Table,
    Text,
    delete,
    func,
    insert,
    or_,
    select,
    union,
)
from sqlalchemy.schema import CreateTable

from op_desktop.domain.person import Person, SameAs, Verdict
from op_desktop.domain.record import Record
from op_desktop.storage.reader import Reader, chunks
from op_desktop.storage.tables import TABLE_OF

other_person = Table(
    "other_person",
    MetaData(),
    Column("id", Text(), primary_key=True),
    Column("person_id", Text()),
    prefixes=["TEMPORARY"],
    sqlite_with_rowid=False,
)
"""Those who are not simply who a record says: doubles with the id under which they count, and nobody for people who
have not arrived. It lives in the connection that counts, and holds few of thousands, so that to join it costs little.
"""
known: ColumnElement[bool] = or_(other_person.c.id.is_(None), other_person.c.person_id.is_not(None))
"""Whether a person looked up by ``looked_up`` is on file, or none was named."""


def looked_up(tables: FromClause, person_id: ColumnElement[Any]) -> FromClause:
    """These tables and what is known otherwise about a person; ``known`` and ``counted_as`` tell it."""
    return tables.outerjoin(other_person, other_person.c.id == person_id)


def counted_as(person_id: ColumnElement[Any], other: FromClause = other_person) -> ColumnElement[Any]:
    """The id under which a person counts who was looked up."""
    return func.coalesce(other.c.person_id, person_id)


def identify(reader: Reader, *records: type[Record]) -> None:
    """Make ``other_person`` say what this reader sees; call it before running rows that are made of these records."""
    new = [
        each
        for each in dict.fromkeys(records)
        if "person_id" in TABLE_OF[each].c and each.entity not in reader.prepared
    ]
    if not new:
        return
    connection = reader.connection
    if not reader.prepared:
        connection.execute(CreateTable(other_person, if_not_exists=True))
        connection.execute(delete(other_person))
        doubles = [{"id": record, "person_id": survivor} for record, survivor in survivors(reader).items()]
        if doubles:
            connection.execute(insert(other_person), doubles)
    awaited = union(*[_awaited(each) for each in new])
    connection.execute(insert(other_person).from_select(["id"], awaited))
    if not connection.get_execution_options().get("op_writing"):
        # What is written may change who is who.
        reader.prepared.update(each.entity for each in new)


def _awaited(record: type[Record]) -> Select[Any]:
    """The people of these records who have not arrived; each is looked up once, however often it came."""
    person, field = TABLE_OF[Person], TABLE_OF[record].c.person_id
    named = select(field.label("id")).where(field.is_not(None)).distinct().subquery("named")
    found = looked_up(named.outerjoin(person, person.c.id == named.c.id), named.c.id)
    return select(named.c.id).select_from(found).where(person.c.id.is_(None), other_person.c.id.is_(None))


def survivors(reader: Reader) -> dict[str, str]:
    """The id that stands for each person on file who is confirmed to be another's double, itself included."""
    same = TABLE_OF[SameAs].c
    confirmed = select(same.first_id, same.second_id).where(
        same.what == Person.entity, same.verdict == Verdict.SAME.value
    )
    groups = joined(reader.rows(confirmed))
    on_file: set[str] = set()
    person = TABLE_OF[Person].c.id
    for chunk in chunks(groups):
        on_file.update(reader.connection.execute(select(person).where(person.in_(chunk))).scalars())
    smallest: dict[str, str] = {}
    for id in sorted(on_file):
        smallest.setdefault(groups[id], id)
    return {id: smallest[groups[id]] for id in on_file}


def joined(pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Each id in the pairs with one id that stands for its whole chain: a–b and b–c join a, b and c."""
    leads: dict[str, str] = {}

    def top(id: str) -> str:
        while leads.setdefault(id, id) != id:
            leads[id] = id = leads[leads[id]]
        return id

    for first, second in pairs:
        leads[top(first)] = top(second)
    return {id: top(id) for id in tuple(leads)}
