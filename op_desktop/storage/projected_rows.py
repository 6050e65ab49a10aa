"""Brings the tables in line with the log for a set of records, in bulk."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from op_desktop.domain.record import Record, RecordId, Value
from op_desktop.storage import tables
from op_desktop.storage.change_log import Change, Replica, parted
from op_desktop.storage.projection import Entry, Projected, complete, project
from op_desktop.storage.reader import chunks
from op_desktop.storage.search_terms import SEARCHED, search_terms
from op_desktop.storage.tables import RECORD_OF, TABLE_OF

Key = tuple[str, str]
"""Entity and record id."""

CHANGE_COLUMNS = [
    tables.change.c[name]
    for name in ("seq", "id", "prev", "save", "hlc", "wall", "author", "entity", "row_id", "bases", "fields",
                 "personal", "schema")
]  # fmt: skip


def upsert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, or replace those with the same primary key."""
    if not rows:
        return
    insert = postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
    keys = [column.name for column in table.primary_key]
    others = {column.name: insert.excluded[column.name] for column in table.columns if column.name not in keys}
    statement = (
        insert.on_conflict_do_update(index_elements=keys, set_=others)
        if others
        else (insert.on_conflict_do_nothing(index_elements=keys))
    )
    connection.execute(statement, list(rows))


def change_of(row: Any) -> Change:
    """A log row (in the order of the change's fields) as a change."""
    seq, id, prev, save, hlc, wall, author, entity, row_id, bases, fields, personal, schema = row
    return Change(seq, bytes(id), bytes(prev), save, hlc, wall, author, entity, row_id, parted(bases), fields,
                  personal, schema)  # fmt: skip


def entry_of(change: Change, writer: str, suspect: bool) -> Entry:
    """A change as the projection needs it."""
    return Entry(change.id, writer, change.hlc, change.bases, change.stated(), suspect)


def entries(connection: Connection, row_ids: Iterable[str]) -> dict[Key, list[Entry]]:
    """All changes known of these records."""
    writer, log = tables.replica, tables.change
    found: dict[Key, list[Entry]] = defaultdict(list)
    for chunk in chunks(row_ids):
        query = (
            select(writer.c.device, writer.c.incarnation, log.c.suspect, *CHANGE_COLUMNS)
            .join(writer, writer.c.number == log.c.replica)
            .where(tables.about(*chunk))
        )
        for device, incarnation, suspect, *columns in connection.execute(query):
            each = change_of(columns)
            name = str(Replica(device, incarnation))
            found[each.entity, each.row_id].append(entry_of(each, name, bool(suspect)))
    return found


def reproject(connection: Connection, known: Mapping[Key, Sequence[Entry]]) -> None:
    """Make the tables say what these changes, all that are known of their records, make of them."""
    projected = {key: project(RECORD_OF[key[0]], found) for key, found in known.items() if key[0] in RECORD_OF}
    store(connection, projected)


def store(connection: Connection, projected: Mapping[Key, Projected]) -> None:
    """Write projected records into their tables, with their review marks and search terms."""
    rows: dict[str, list[dict[str, Value]]] = defaultdict(list)
    gone: dict[str, list[RecordId]] = defaultdict(list)
    marks: list[dict[str, str]] = []
    for (entity, row_id), what in projected.items():
        row = None if what.deleted else complete(RECORD_OF[entity], what.values)
        if row is None:
            gone[entity].append(RecordId(row_id))
        else:
            rows[entity].append({"id": row_id, **row})
        marks.extend({"entity": entity, "row_id": row_id, "field": name} for name in what.review)
    for entity, ready in rows.items():
        upsert(connection, TABLE_OF[RECORD_OF[entity]], ready)
    for entity, ids in gone.items():
        remove(connection, RECORD_OF[entity], ids)
    _mark_for_review(connection, list(projected), marks)
    index_for_search(connection, {entity: ready for entity, ready in rows.items() if entity in SEARCHED})


def remove(connection: Connection, record: type[Record], ids: Iterable[RecordId]) -> None:
    """Take records out of their table and out of the search."""
    table = TABLE_OF[record]
    for chunk in chunks(ids):
        connection.execute(delete(table).where(table.c.id.in_(chunk)))
        if record.entity in SEARCHED:
            connection.execute(delete(tables.search_term).where(tables.search_term.c.row_id.in_(chunk)))


def settle(connection: Connection, settled: Iterable[tuple[str, str, str]]) -> None:
    """Take fields (entity, record, field) off the review list: a write that saw all their values decides."""
    key = tuple_(tables.review.c.entity, tables.review.c.row_id, tables.review.c.field)
    for chunk in chunks(settled):
        connection.execute(delete(tables.review).where(key.in_(chunk)))


def index_for_search(connection: Connection, rows: Mapping[str, Sequence[Mapping[str, Value]]]) -> None:
    """Replace the search terms of these rows."""
    terms = tables.search_term
    for entity, ready in rows.items():
        for chunk in chunks(ready):
            connection.execute(delete(terms).where(terms.c.row_id.in_([row["id"] for row in chunk])))
            found = [
                {"term": term, "entity": entity, "row_id": row["id"]}
                for row in chunk
                for term in search_terms(entity, row)
            ]
            upsert(connection, terms, found)


def _mark_for_review(connection: Connection, keys: Sequence[Key], marks: Sequence[dict[str, str]]) -> None:
    if connection.execute(select(tables.review.c.row_id).limit(1)).first() is not None:
        for chunk in chunks(row_id for _entity, row_id in keys):
            connection.execute(delete(tables.review).where(tables.review.c.row_id.in_(chunk)))
    upsert(connection, tables.review, marks)
