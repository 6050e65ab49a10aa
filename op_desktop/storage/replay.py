"""The door for what happened elsewhere: set union of the log, then the tables follow (sync-and-safety 2.1)."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sqlalchemy import Connection, func, select, update

from op_desktop.domain.exchange import Erasure
from op_desktop.domain.record import Record, Value, shape
from op_desktop.progress import SILENT, Progress
from op_desktop.storage import journal, projected_rows, tables
from op_desktop.storage.bulk import insert_rows
from op_desktop.storage.change_log import COMMITTED, DELETED, Change, Replica, change_id, joined
from op_desktop.storage.clock import follow, is_suspect
from op_desktop.storage.projection import complete
from op_desktop.storage.reader import chunks
from op_desktop.storage.search_terms import SEARCHED
from op_desktop.storage.tables import RECORD_OF, TABLE_OF

BATCH = 10_000
"""Changes handled at a time; bounds memory whatever the bundle's size."""
_LOG_COLUMNS = tuple(column.name for column in tables.change.columns)


class ChainBroken(Exception):
    """A change is not what its id says, or does not follow the one before; ``place`` counts from 1."""

    def __init__(self, place: int, reason: str) -> None:
        super().__init__(f"change {place}: {reason}")
        self.place = place


@dataclass(slots=True)
class Union:
    """What an import brought."""

    new: int = 0
    known: int = 0
    kept_for_later: int = 0
    """Changes of kinds of record that this version does not know."""
    suspect: int = 0
    erased: int = 0
    forks: set[str] = field(default_factory=set)
    rows: Counter[str] = field(default_factory=Counter)
    """New changes by kind of record."""


def unite(
    connection: Connection,
    changes: Iterable[tuple[Replica, Change]],
    labels: dict[str, str],
    wall_ms: int,
    total: int = 0,
    progress: Progress = SILENT,
) -> Union:
    """Add changes to the log and bring the tables in line, inside the caller's transaction.

    Order, repetition and grouping of changes do not matter. Raises ``ChainBroken`` where a change's
    content does not give its id or a run of one writer's changes has a break; the caller rolls back.
    """
    union = Union()
    latest = 0
    place = 0
    last: dict[Replica, Change] = {}
    stream = iter(changes)
    while batch := list(islice(stream, BATCH)):
        for replica, change in batch:
            place += 1
            _verify(place, replica, change, last)
            latest = max(latest, change.hlc)
        for replica, group in _by_replica(batch).items():
            _add(connection, replica, group, labels, wall_ms, union)
        progress.step(place, total)
    journal.advance_clock(connection, follow(journal.head(connection).hlc, latest, wall_ms))
    union.erased = forget(connection)
    return union


def _verify(place: int, replica: Replica, change: Change, last: dict[Replica, Change]) -> None:
    if change_id(str(replica), change) != change.id:
        raise ChainBroken(place, "content and id differ")
    before = last.get(replica)
    if before is not None and change.seq == before.seq + 1 and change.prev != before.id:
        raise ChainBroken(place, "does not follow the change before")
    last[replica] = change


def _by_replica(batch: Sequence[tuple[Replica, Change]]) -> dict[Replica, list[Change]]:
    groups: dict[Replica, list[Change]] = defaultdict(list)
    for replica, change in batch:
        groups[replica].append(change)
    return groups


def _add(
    connection: Connection,
    replica: Replica,
    group: list[Change],
    labels: dict[str, str],
    wall_ms: int,
    union: Union,
) -> None:
    number = journal.replica_number(connection, replica, labels.get(replica.device, ""))
    here = _ids_here(connection, number, group)
    fresh: list[Change] = []
    for each in group:
        if each.id in here[each.seq]:
            union.known += 1
            continue
        if here[each.seq]:
            union.forks.add(str(replica))
        here[each.seq].add(each.id)
        fresh.append(each)
    if not fresh:
        return
    if _branches_off(connection, number, fresh[0]):
        union.forks.add(str(replica))
    if str(replica) in union.forks:
        connection.execute(update(tables.replica).where(tables.replica.c.number == number).values(forked=1))
    union.new += len(fresh)
    _log(connection, number, fresh, wall_ms, union)
    _advance(connection, number)


def _advance(connection: Connection, number: int) -> None:
    """Move the writer's contiguous end over what has arrived; costs what arrived, not what is there."""
    log, writer = tables.change, tables.replica
    end = before = connection.execute(select(writer.c.contiguous).where(writer.c.number == number)).scalar_one()
    following = select(log.c.seq).where(log.c.replica == number, log.c.seq > end).order_by(log.c.seq)
    with connection.execute(following, execution_options={"yield_per": BATCH}) as arrived:
        for (seq,) in arrived:
            if seq > end + 1:
                break
            end = seq
    if end > before:
        connection.execute(update(writer).where(writer.c.number == number).values(contiguous=end))


def holes(connection: Connection, number: int) -> list[tuple[int, int]]:
    """The sequence numbers of a foreign writer that have not arrived, as first and last of each gap."""
    log, writer = tables.change, tables.replica
    end = connection.execute(select(writer.c.contiguous).where(writer.c.number == number)).scalar_one()
    beyond = select(log.c.seq).where(log.c.replica == number, log.c.seq > end).distinct().subquery()
    before = func.lag(beyond.c.seq, 1, end).over(order_by=beyond.c.seq).label("before")
    steps = select(beyond.c.seq, before).subquery()
    gaps = select(steps.c.before + 1, steps.c.seq - 1).where(steps.c.seq > steps.c.before + 1).order_by(steps.c.seq)
    return [(first, last) for first, last in connection.execute(gaps)]


def _ids_here(connection: Connection, number: int, group: Sequence[Change]) -> dict[int, set[bytes]]:
    log = tables.change
    first, last = min(each.seq for each in group), max(each.seq for each in group)
    query = select(log.c.seq, log.c.id).where(log.c.replica == number, log.c.seq.between(first, last))
    here: dict[int, set[bytes]] = defaultdict(set)
    for seq, id in connection.execute(query):
        here[seq].add(bytes(id))
    return here


def _branches_off(connection: Connection, number: int, first: Change) -> bool:
    log = tables.change
    query = select(log.c.id).where(log.c.replica == number, log.c.seq == first.seq - 1)
    before = [bytes(id) for id in connection.execute(query).scalars()]
    return bool(before) and first.prev not in before


def _log(connection: Connection, number: int, fresh: list[Change], wall_ms: int, union: Union) -> None:
    touched = Counter(each.row_id for each in fresh)
    seen = _logged(connection, touched)
    rows: dict[type[Record], list[dict[str, Value]]] = defaultdict(list)
    rest: set[str] = set()
    for each in fresh:
        union.rows[each.entity] += 1
        record = RECORD_OF.get(each.entity)
        if record is None:
            union.kept_for_later += 1
            continue
        alone = each.row_id not in seen and touched[each.row_id] == 1 and not each.bases
        row = _sole_row(record, each) if alone else None
        if row is None:
            rest.add(each.row_id)
        else:
            rows[record].append(row)
    suspect = [is_suspect(each.hlc, wall_ms) for each in fresh]
    union.suspect += sum(suspect)
    logged = [_log_tuple(number, each, doubtful) for each, doubtful in zip(fresh, suspect, strict=True)]
    insert_rows(connection, tables.change, _LOG_COLUMNS, logged)
    _project(connection, rows, rest)


def _project(connection: Connection, rows: Mapping[type[Record], list[dict[str, Value]]], rest: set[str]) -> None:
    for record, ready in rows.items():
        names = ("id", *(column.name for column in shape(record)))
        insert_rows(connection, TABLE_OF[record], names, [tuple(row.values()) for row in ready])
        if record.entity in SEARCHED:
            projected_rows.index_for_search(connection, {record.entity: ready})
    for chunk in chunks(sorted(rest)):
        projected_rows.reproject(connection, projected_rows.entries(connection, chunk))


def _log_tuple(number: int, each: Change, suspect: bool) -> tuple[object, ...]:
    return (
        number, each.seq, each.id, each.prev, each.save, each.hlc, each.wall, each.author, each.entity, each.row_id,
        joined(each.bases), each.fields, each.personal, each.schema, int(suspect),
    )  # fmt: skip


def _logged(connection: Connection, row_ids: Iterable[str]) -> set[str]:
    log = tables.change
    return {
        found
        for chunk in chunks(row_ids, 5_000)
        for found in connection.execute(select(log.c.row_id).where(log.c.row_id.in_(chunk)).distinct()).scalars()
    }


def _sole_row(record: type[Record], change: Change) -> dict[str, Value] | None:
    # The usual case in bulk: a record of which this change is all that is known.
    stated: dict[str, Any] = json.loads(change.fields) if COMMITTED not in change.fields else change.stated()
    if stated.pop(DELETED, 0) != 0:
        return None
    for each in shape(record):
        if each.name in stated and not each.accepts(stated[each.name]):
            return None
    row = complete(record, stated)
    return None if row is None else {"id": change.row_id, **row}


def forget(connection: Connection) -> int:
    """Blank the personal values that erasures name, in log and tables; returns how many changes held some."""
    erasure, log = TABLE_OF[Erasure], tables.change
    forgotten = select(erasure.c.row_id)
    held = select(log.c.row_id).where(log.c.row_id.in_(forgotten), log.c.personal.is_not(None))
    rows = list(connection.execute(held).scalars())
    if rows:
        connection.execute(
            update(log).where(log.c.row_id.in_(forgotten), log.c.personal.is_not(None)).values(personal=None)
        )
        for chunk in chunks(sorted(set(rows))):
            projected_rows.reproject(connection, projected_rows.entries(connection, chunk))
    return len(rows)


def own_changes(connection: Connection, after: int) -> Iterator[tuple[Replica, Change]]:
    """Our own changes after a sequence number, in order, read as they are used."""
    return logged_changes(connection, journal.head(connection).replica, after)


def logged_changes(connection: Connection, number: int, after: int = 0) -> Iterator[tuple[Replica, Change]]:
    """One writer's changes after a sequence number, in order, read as they are used."""
    writer, log = tables.replica, tables.change
    device, incarnation = connection.execute(
        select(writer.c.device, writer.c.incarnation).where(writer.c.number == number)
    ).one()
    query = (
        select(*projected_rows.CHANGE_COLUMNS)
        .where(log.c.replica == number, log.c.seq > after)
        .order_by(log.c.seq, log.c.id)
    )
    result = connection.execute(query, execution_options={"yield_per": BATCH})
    return ((Replica(device, incarnation), projected_rows.change_of(row)) for row in result)


def count_after(connection: Connection, number: int, after: int) -> int:
    """How many changes one writer made after a sequence number."""
    log = tables.change
    query = select(func.count()).select_from(log).where(log.c.replica == number, log.c.seq > after)
    return int(connection.execute(query).scalar_one())
