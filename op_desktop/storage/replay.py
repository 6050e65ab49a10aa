"""The door for what happened elsewhere: set union of the log, then the tables follow (sync-and-safety 2.1)."""

import gc
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Connection

from op_desktop.domain.record import Record, Value, shape
from op_desktop.progress import SILENT, Progress
from op_desktop.storage import arrivals, dependants, erasures, journal, projected_rows, tables
from op_desktop.storage.bulk import insert_columns, known_rows
from op_desktop.storage.change_log import Change, Replica, joined
from op_desktop.storage.clock import follow, is_suspect
from op_desktop.storage.projected_rows import Key
from op_desktop.storage.reader import chunks
from op_desktop.storage.readings import Group, Reading, groups, read
from op_desktop.storage.search_terms import SEARCHED
from op_desktop.storage.tables import RECORD_OF, TABLE_OF, tail_of


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
    with _collector_resting():
        return _unite(connection, changes, labels, wall_ms, total, progress)


@contextmanager
def _collector_resting() -> Iterator[None]:
    # Tuples are made by the hundred thousand and none of them in a circle: the collector would take an eighth of the
    # time to find nothing.
    resting = not gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if not resting:
            gc.enable()


def _unite(
    connection: Connection,
    changes: Iterable[tuple[Replica, Change]],
    labels: dict[str, str],
    wall_ms: int,
    total: int,
    progress: Progress,
) -> Union:
    union = Union()
    latest = 0
    place = 0
    forgotten: set[Key] = set()
    naming: set[Key] = set()
    for batch in groups(changes):
        for replica, group in batch.items():
            latest = max(latest, *(each.hlc for each in group.changes))
            _add(connection, replica, group, labels, wall_ms, union, forgotten, naming)
            place += len(group.changes)
        progress.step(place, total)
    journal.advance_clock(connection, follow(journal.head(connection).hlc, latest, wall_ms))
    forgotten |= dependants.of_people(connection, forgotten)
    forgotten |= dependants.implied(connection, naming - forgotten)
    union.erased += erasures.forget(connection, forgotten)
    return union


def _add(
    connection: Connection,
    replica: Replica,
    group: Group,
    labels: dict[str, str],
    wall_ms: int,
    union: Union,
    forgotten: set[Key],
    naming: set[Key],
) -> None:
    number = journal.replica_number(connection, replica, labels.get(replica.device, ""))
    fresh, forked = arrivals.fresh_of(connection, number, group.changes)
    union.known += len(group.changes) - len(fresh)
    union.new += len(fresh)
    if not fresh:
        return
    if forked:
        union.forks.add(str(replica))
        arrivals.mark_forked(connection, number)
    forgotten |= erasures.ordered_in(fresh)
    kept = _without_erased(connection, fresh, forgotten, union)
    readings = group.readings if kept == group.changes else [read(each) for each in kept]
    known = _log(connection, number, kept, readings, wall_ms, union)
    naming |= {
        (each.entity, each.row_id)
        for each in kept
        if each.entity in dependants.NAMING and (each.personal is not None or each.row_id in known)
    }
    arrivals.advance(connection, number)
    if number == journal.head(connection).replica:
        # Somebody else writes in our name: from here on the two histories must be told apart.
        journal.new_incarnation(connection)


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
    readings: Sequence[Reading],
    wall_ms: int,
    union: Union,
) -> set[str]:
    """Returns the records of which the log may hold more than one change."""
    touched = Counter(each.row_id for each in fresh)
    union.rows.update(each.entity for each in fresh)
    seen = known_rows(connection, touched)
    rows: dict[type[Record], list[tuple[Value, ...]]] = defaultdict(list)
    rest: set[str] = set()
    for each, (row, beyond) in zip(fresh, readings, strict=True):
        union.kept_for_later += beyond
        record = RECORD_OF.get(each.entity)
        if record is None:
            continue
        if row is None or each.row_id in seen or touched[each.row_id] > 1 or each.bases:
            rest.add(each.row_id)
        else:
            rows[record].append(row)
    _insert(connection, number, fresh, wall_ms, union)
    _project(connection, rows, rest)
    return rest


def _insert(connection: Connection, number: int, fresh: Sequence[Change], wall_ms: int, union: Union) -> None:
    logged: dict[str, Sequence[object]] = dict(zip(Change._fields, zip(*fresh, strict=True), strict=True))
    logged["replica"] = (number,) * len(fresh)
    logged["tail"] = [tail_of(each.row_id) for each in fresh]
    logged["bases"] = [joined(each.bases) if each.bases else "" for each in fresh]
    logged["suspect"] = suspect = [int(is_suspect(each.hlc, wall_ms)) for each in fresh]
    union.suspect += sum(suspect)
    insert_columns(connection, tables.change, logged)


def _project(connection: Connection, rows: Mapping[type[Record], list[tuple[Value, ...]]], rest: set[str]) -> None:
    for record, ready in rows.items():
        names = ("id", *(column.name for column in shape(record)))
        insert_columns(connection, TABLE_OF[record], dict(zip(names, zip(*ready, strict=True), strict=True)))
        if record.entity in SEARCHED:
            found = [dict(zip(names, row, strict=True)) for row in ready]
            projected_rows.index_for_search(connection, {record.entity: found})
    for chunk in chunks(sorted(rest)):
        projected_rows.reproject(connection, projected_rows.entries(connection, chunk))
