"""What goes with an erased person: the personal values of records that name them, in whatever change they do."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from sqlalchemy import Connection, or_, select

from op_desktop.domain.person import Person
from op_desktop.domain.record import shape
from op_desktop.storage import tables
from op_desktop.storage.erasures import erased
from op_desktop.storage.projected_rows import Key
from op_desktop.storage.reader import chunks
from op_desktop.storage.write import Write

NAMING: Mapping[str, tuple[str, ...]] = {
    record.entity: naming
    for record in tables.RECORDS
    if any(each.rule.personal for each in shape(record))
    and (naming := tuple(each.name for each in shape(record) if each.rule.refers == Person.entity))
}
"""Kinds of record with personal values that name a person, and the fields that do."""
_AT_ONCE = 50
"""People looked for in one reading of the log."""


class Stating(Protocol):
    """A change, or one about to be logged."""

    @property
    def entity(self) -> str:
        """The kind of record."""

    @property
    def row_id(self) -> str:
        """The record."""

    @property
    def fields(self) -> str:
        """What it sets, as JSON."""


def names(write: Write) -> bool:
    """Whether a save sets whom a record names."""
    return any(name in write.stated for name in NAMING.get(write.kind.entity, ()))


def forgotten(connection: Connection, records: Collection[Key]) -> set[Key]:
    """Those of the records that are to be forgotten: an erasure names them, or a person whom they name."""
    return erased(connection, records) | implied(connection, records)


def implied(connection: Connection, records: Collection[Key], beside: Iterable[Stating] = ()) -> set[Key]:
    """Those of the records that name an erased person, in any change of the log or in one ``beside`` it.

    One change that names them is enough, whatever was written before or since: so it does not matter what arrives
    first, and a value that was given up for one person does not come back for another.
    """
    wanted = {each for each in records if each[0] in NAMING}
    if not wanted:
        return set()
    log, named = tables.change, defaultdict[str, set[Key]](set)
    told: list[tuple[Key, str]] = [((each.entity, each.row_id), each.fields) for each in beside]
    for chunk in chunks(sorted({row_id for _entity, row_id in wanted})):
        query = select(log.c.entity, log.c.row_id, log.c.fields).where(tables.about(*chunk), log.c.entity.in_(NAMING))
        told += [((entity, row_id), fields) for entity, row_id, fields in connection.execute(query)]
    for record, fields in told:
        if record in wanted:
            for person in _people(record[0], fields):
                named[person].add(record)
    gone = erased(connection, [(Person.entity, person) for person in named])
    return {record for _person, person in gone for record in named[person]}


def of_people(connection: Connection, records: Iterable[Key]) -> set[Key]:
    """Every record that names one of those of these that are people, in any change; reads the whole log."""
    log, found = tables.change, set[Key]()
    people = {row_id for entity, row_id in records if entity == Person.entity}
    for chunk in chunks(sorted(people), _AT_ONCE):
        holds = or_(*[log.c.fields.contains(each, autoescape=True) for each in chunk])
        query = select(log.c.entity, log.c.row_id, log.c.fields).where(log.c.entity.in_(NAMING), holds)
        for entity, row_id, fields in connection.execute(query):
            if people & _people(entity, fields):
                found.add((entity, row_id))
    return found


def _people(entity: str, fields: str) -> set[str]:
    """Whom a change names."""
    stated = json.loads(fields)
    return {value for name in NAMING[entity] if isinstance(value := stated.get(name), str)}
