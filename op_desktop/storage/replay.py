"""The door for what happened elsewhere: set union of the log, then the tables follow (sync-and-safety 2.1)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sqlalchemy import Connection

from op_desktop.domain.record import Record, Value, shape
from op_desktop.progress import SILENT, Progress
from op_desktop.storage import arrivals, erasures, journal, projected_rows, tables
from op_desktop.storage.arrivals import ChainBroken
from op_desktop.storage.bulk import insert_rows, known_rows
from op_desktop.storage.change_log import DELETED, Change, Replica, commitments_hold, joined, plain_values
from op_desktop.storage.clock import follow, is_suspect
from op_desktop.storage.log_reader import BATCH
from op_desktop.storage.projected_rows import Key
from op_desktop.storage.projection import fits
from op_desktop.storage.reader import chunks
from op_desktop.storage.search_terms import SEARCHED
from op_desktop.storage.tables import RECORD_OF, RECORDS, TABLE_OF, tail_of

_LOG_COLUMNS = tuple(column.name for column in tables.change.columns)
_BASES = Change._fields.index("bases")
_NAMES = {record.entity: {DELETED, *(each.name for each in shape(record))} for record in RECORDS}
_PERSONAL = {record.entity: frozenset(each.name for each in shape(record) if each.rule.personal) for record in RECORDS}
_NO_NAMES: frozenset[str] = frozenset()


@dataclass(slots=True)
class Union:
    """What an import brought."""

    new: int = 0
    known: int = 0
    kept_for_later: int = 0
    """Changes with something that this version does not know: a kind of record, a field, a code."""
    suspect: int = 0
    erased: int = 0
    """Changes whose personal values an erasure blanked, on arrival or in the log."""
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
    content does not give its id or is none; the caller rolls back.
    """
    union = Union()
    latest = 0
    place = 0
    names: dict[Replica, str] = {}
    forgotten: set[Key] = set()
    stream = iter(changes)
    while batch := list(islice(stream, BATCH)):
        groups: dict[Replica, list[Change]] = defaultdict(list)
        for replica, change in batch:
            arrivals.verify(names.get(replica) or names.setdefault(replica, str(replica)), change)
            latest = max(latest, change.hlc)
            groups[replica].append(change)
        for replica, group in groups.items():
            _add(connection, replica, group, labels, wall_ms, union, forgotten)
        place += len(batch)
        progress.step(place, total)
    journal.advance_clock(connection, follow(journal.head(connection).hlc, latest, wall_ms))
    union.erased += erasures.forget(connection, forgotten)
    return union


def _add(
    connection: Connection,
    replica: Replica,
    group: list[Change],
    labels: dict[str, str],
    wall_ms: int,
    union: Union,
    forgotten: set[Key],
) -> None:
    number = journal.replica_number(connection, replica, labels.get(replica.device, ""))
    fresh, forked = arrivals.fresh_of(connection, number, group)
    union.known += len(group) - len(fresh)
    union.new += len(fresh)
    if not fresh:
        return
    if forked:
        union.forks.add(str(replica))
        arrivals.mark_forked(connection, number)
    plain = [_plain(each) for each in fresh]
    forgotten |= erasures.ordered_in(fresh)
    fresh = _without_erased(connection, fresh, forgotten, union)
    _log(connection, number, fresh, plain, wall_ms, union)
    arrivals.advance(connection, number)
    if number == journal.head(connection).replica:
        # Somebody else writes in our name: from here on the two histories must be told apart.
        journal.new_incarnation(connection)


def _plain(change: Change) -> dict[str, Any]:
    """What a change states, checked; raises ``ChainBroken``."""
    try:
        plain = plain_values(change.fields)
    except ValueError as error:
        raise ChainBroken(change.seq, "its values are not values") from error
    if change.personal is not None and not commitments_hold(change):
        raise ChainBroken(change.seq, "a personal value is not the one that was committed to")
    personal = _PERSONAL.get(change.entity, _NO_NAMES)
    if not personal.isdisjoint(plain) and any(type(plain[name]) is not dict for name in personal & plain.keys()):
        raise ChainBroken(change.seq, "a personal value that could not be erased")
    return plain


def _without_erased(connection: Connection, fresh: list[Change], ordered: set[Key], union: Union) -> list[Change]:
    """The changes without the values that an erasure names, whether it was here before or came with them."""
    told = {(each.entity, each.row_id) for each in fresh if each.personal is not None}
    gone = erasures.erased(connection, told - ordered) | (told & ordered)
    if not gone:
        return fresh
    held = [(each.entity, each.row_id) in gone and each.personal is not None for each in fresh]
    union.erased += sum(held)
    return [each._replace(personal=None) if blank else each for each, blank in zip(fresh, held, strict=True)]


def _log(
    connection: Connection,
    number: int,
    fresh: Sequence[Change],
    plain: Sequence[dict[str, Any]],
    wall_ms: int,
    union: Union,
) -> None:
    touched = Counter(each.row_id for each in fresh)
    union.rows.update(each.entity for each in fresh)
    seen = known_rows(connection, touched)
    rows: dict[type[Record], list[tuple[Value, ...]]] = defaultdict(list)
    rest: set[str] = set()
    for each, values in zip(fresh, plain, strict=True):
        record = RECORD_OF.get(each.entity)
        if record is None:
            union.kept_for_later += 1
            continue
        stated = each.stated() if dict in map(type, values.values()) else values
        row = _row(record, each.row_id, stated)
        if row is None or not stated.keys() <= _NAMES[each.entity]:
            union.kept_for_later += _goes_beyond(record, stated)
        if row is None or each.row_id in seen or touched[each.row_id] > 1 or each.bases:
            rest.add(each.row_id)
        else:
            rows[record].append(row)
    _insert(connection, number, fresh, wall_ms, union)
    _project(connection, rows, rest)


def _row(record: type[Record], row_id: str, stated: Mapping[str, Value]) -> tuple[Value, ...] | None:
    """The record's row if this change were all that is known of it; None where it takes a closer look."""
    if stated.get(DELETED, 0) != 0:
        return None
    row: list[Value] = [row_id]
    for each in shape(record):
        if each.name in stated:
            value = stated[each.name]
            if not fits(each, value):
                return None
            row.append("" if value is None and not each.optional else value)
        elif each.required:
            return None
        else:
            row.append(each.default)
    return tuple(row)


def _goes_beyond(record: type[Record], stated: Mapping[str, Value]) -> bool:
    columns = {each.name: each for each in shape(record)}
    return any(
        name != DELETED and (name not in columns or not fits(columns[name], value)) for name, value in stated.items()
    )


def _insert(connection: Connection, number: int, fresh: Sequence[Change], wall_ms: int, union: Union) -> None:
    suspect = [int(is_suspect(each.hlc, wall_ms)) for each in fresh]
    union.suspect += sum(suspect)
    logged = [
        (number, *each[:_BASES], tail_of(each.row_id), joined(each.bases) if each.bases else "", *each[_BASES + 1 :],
         doubtful)
        for each, doubtful in zip(fresh, suspect, strict=True)
    ]  # fmt: skip
    insert_rows(connection, tables.change, _LOG_COLUMNS, logged)


def _project(connection: Connection, rows: Mapping[type[Record], list[tuple[Value, ...]]], rest: set[str]) -> None:
    for record, ready in rows.items():
        names = ("id", *(column.name for column in shape(record)))
        insert_rows(connection, TABLE_OF[record], names, ready)
        if record.entity in SEARCHED:
            found = [dict(zip(names, row, strict=True)) for row in ready]
            projected_rows.index_for_search(connection, {record.entity: found})
    for chunk in chunks(sorted(rest)):
        projected_rows.reproject(connection, projected_rows.entries(connection, chunk))
