"""What the changes of others say: proved, and laid out as rows, before the database is asked for anything."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from typing import Any

from op_desktop.domain.record import Field, Kind, Record, Value, shape
from op_desktop.storage.arrivals import ChainBroken, verify
from op_desktop.storage.change_log import COMMITTED, DELETED, Change, Replica, commitments_hold, plain_values
from op_desktop.storage.projection import fits
from op_desktop.storage.tables import RECORD_OF, RECORDS

_AT_ONCE = 5_000
"""Changes a group; bounds memory."""
_NAMES = {record.entity: {DELETED, *(each.name for each in shape(record))} for record in RECORDS}
_PERSONAL = {record.entity: frozenset(each.name for each in shape(record) if each.rule.personal) for record in RECORDS}
_NEEDED: Any = object()
_LAYOUT = {
    record.entity: tuple((c.name, c, _NEEDED if c.required else c.default, c.kind is Kind.TEXT) for c in shape(record))
    for record in RECORDS
}
"""Of each column: its name, itself, what stands in it where a change does not state it, and whether all texts fit."""


Reading = tuple[tuple[Value, ...] | None, bool]
"""What one change says: the record's row if it were all that is known of it, None where it takes a closer look; and
whether it holds something that this version does not know: a kind of record, a field, a code."""


@dataclass(slots=True)
class Group:
    """Some changes of one writer and, side by side with them, what they say."""

    changes: list[Change] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)


def groups(changes: Iterable[tuple[Replica, Change]]) -> Iterator[dict[Replica, Group]]:
    """The changes in their order, some at a time, by writer; raises ``ChainBroken`` where one is not its id's."""
    stream = iter(changes)
    while part := list(islice(stream, _AT_ONCE)):
        found: dict[Replica, Group] = {}
        writer: Replica | None = None
        for replica, change in part:
            # Nearly always the same object as before: who wrote is looked up only where it is another.
            if replica is not writer:
                writer, name = replica, str(replica)
                group = found.setdefault(replica, Group())
            verify(name, change)
            group.changes.append(change)
            group.readings.append(read(change))
        yield found


def read(change: Change) -> Reading:
    """What a change says; raises ``ChainBroken`` where it says nothing that can be kept."""
    stated: Mapping[str, Value] = _plain(change)
    record = RECORD_OF.get(change.entity)
    if record is None:
        return None, True
    if COMMITTED in change.fields:
        stated = change.stated()
    plan = _plan(change.entity, tuple(stated), tuple(map(type, stated.values())))
    if plan is not None:
        for name, column in plan.doubtful:
            if not fits(column, stated[name]):
                break
        else:
            return plan.pick((change.row_id, *stated.values(), *plan.absent)), False
    row = _row(record, change.row_id, stated)
    known = row is not None and stated.keys() <= _NAMES[change.entity]
    return row, not known and _goes_beyond(record, stated)


def _plain(change: Change) -> dict[str, Any]:
    try:
        plain = plain_values(change.fields)
    except ValueError as error:
        raise ChainBroken(change.seq, "its values are not values") from error
    if change.personal is not None and not commitments_hold(change):
        raise ChainBroken(change.seq, "a personal value is not the one that was committed to")
    personal = _PERSONAL.get(change.entity)
    if personal and any(type(plain[name]) is not dict for name in personal & plain.keys()):
        raise ChainBroken(change.seq, "a personal value that could not be erased")
    return plain


@dataclass(frozen=True, slots=True)
class _Plan:
    """How changes that state the same fields, with values of the same types, become rows."""

    pick: Callable[[tuple[Value, ...]], tuple[Value, ...]]
    """Puts the record's id, what is stated and what is absent into the order of the columns."""
    absent: tuple[Value, ...]
    doubtful: tuple[tuple[str, Field], ...]
    """Values that their type alone does not let in: days, codes, numbers."""


@lru_cache(maxsize=4096)
def _plan(entity: str, names: tuple[str, ...], types: tuple[type, ...]) -> _Plan | None:
    """The plan for such changes; None where each takes a look of its own."""
    stated = dict(zip(names, types, strict=True))
    if DELETED in stated or not stated.keys() <= _NAMES[entity]:
        return None
    places: list[int] = [0]
    absent: list[Value] = []
    doubtful: list[tuple[str, Field]] = []
    for name, column, default, is_text in _LAYOUT[entity]:
        if name not in stated:
            if default is _NEEDED:
                return None
            places.append(1 + len(names) + len(absent))
            absent.append(default)
            continue
        places.append(1 + names.index(name))
        if stated[name] is type(None) and not column.optional:
            return None
        if stated[name] is not type(None) and not (is_text and stated[name] is str):
            doubtful.append((name, column))
    return _Plan(itemgetter(*places), tuple(absent), tuple(doubtful))


def _row(record: type[Record], row_id: str, stated: Mapping[str, Value]) -> tuple[Value, ...] | None:
    if stated.get(DELETED, 0) != 0:
        return None
    row: list[Value] = [row_id]
    for name, column, absent, is_text in _LAYOUT[record.entity]:
        value = stated.get(name, absent)
        if (is_text and type(value) is str) or (value is None and column.optional):
            row.append(value)
        elif value is _NEEDED or not (value is absent or fits(column, value)):
            return None
        else:
            row.append("" if value is None and not column.optional else value)
    return tuple(row)


def _goes_beyond(record: type[Record], stated: Mapping[str, Value]) -> bool:
    columns = {each.name: each for each in shape(record)}
    return any(
        name != DELETED and (name not in columns or not fits(columns[name], value)) for name, value in stated.items()
    )
