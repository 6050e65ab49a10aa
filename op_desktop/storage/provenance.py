"""Reads the log backwards: which save wrote a value, and what stood there before it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, select

from op_desktop.domain.record import Record, RecordId, Value, shape
from op_desktop.storage import projected_rows, tables
from op_desktop.storage.change_log import DELETED
from op_desktop.storage.reader import chunks

_log = tables.change


class Save(NamedTuple):
    """One save of one writer: everything that was committed together."""

    replica: int
    number: int


@dataclass(frozen=True, slots=True)
class Written:
    """What one save set in one record; an erased value is None."""

    save: Save
    values: dict[str, Value]


class History:
    """Everything that was ever written into one record, oldest first."""

    def __init__(self, kind: type[Record], writes: Sequence[Written]) -> None:
        self._defaults = {each.name: each.default for each in shape(kind) if not each.required}
        self.writes = tuple(writes)

    def last_save(self, field: str) -> Save | None:
        """The save that set this field last; None where it has its default from the beginning."""
        return next((each.save for each in reversed(self.writes) if field in each.values), None)

    def set_by(self, save: Save) -> dict[str, Value]:
        """The fields that a save set, with their values; one that made the record set them all."""
        found: dict[str, Value] = {}
        for each in self.writes:
            if each.save == save:
                found |= each.values
        return ({**self._defaults, **found} if self.created_by(save) else found) if found else {}

    def created_by(self, save: Save) -> bool:
        """Whether the record did not stand before this save."""
        return self.before(save) is None

    def before(self, save: Save) -> dict[str, Value] | None:
        """The values just before a save; None where the record did not stand."""
        standing: dict[str, Value] | None = None
        for each in self.writes:
            if each.save == save:
                break
            if each.values.get(DELETED):
                standing = None
            else:
                standing = {**(self._defaults if standing is None else standing), **each.values}
        return standing


def histories(connection: Connection, kind: type[Record], ids: Iterable[RecordId]) -> dict[RecordId, History]:
    """The histories of these records; one that nobody ever wrote is not among them."""
    found: dict[RecordId, list[Written]] = defaultdict(list)
    for chunk in chunks(ids):
        query = (
            select(_log.c.replica, *projected_rows.CHANGE_COLUMNS)
            .where(tables.about(*chunk), _log.c.entity == kind.entity)
            .order_by(_log.c.hlc, _log.c.replica, _log.c.seq)
        )
        for replica, *columns in connection.execute(query):
            change = projected_rows.change_of(columns)
            found[RecordId(change.row_id)].append(Written(Save(replica, change.save), change.stated()))
    return {id: History(kind, writes) for id, writes in found.items()}


def written_in(connection: Connection, save: Save, kind: type[Record]) -> list[RecordId]:
    """The records of a kind that a save wrote, in the order in which it did."""
    # A save bears the number of its first change, so nothing before that one belongs to it.
    query = (
        select(_log.c.row_id)
        .where(_log.c.replica == save.replica, _log.c.seq >= save.number, _log.c.save == save.number)
        .where(_log.c.entity == kind.entity)
        .order_by(_log.c.seq)
    )
    return list(dict.fromkeys(RecordId(id) for (id,) in connection.execute(query)))
