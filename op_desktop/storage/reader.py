"""Looks things up; a function that gets a Reader cannot write."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Executable, Select, Table, bindparam, select

from op_desktop.domain.record import Record, RecordId, restore
from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.storage.tables import TABLE_OF

R = TypeVar("R", bound=Record)
CHUNK = 500
"""How many ids go into one IN list."""


class RecordMissing(UserError):
    """Somebody asked for a record that is not here (any more)."""

    title = N_("This {entity} is no longer here.")
    advice = N_("Somebody removed it on this computer or on another one. Go back and open the list again.")


class Reader:
    """One consistent look at the tables."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self.connection = connection
        self.now = now
        """The present civil date and time in Rome."""
        self.prepared: set[str] = set()
        """Kinds of record of which something was laid out beside the tables, for this look alone."""

    @property
    def today(self) -> date:
        """The present civil date in Rome."""
        return self.now.date()

    def rows(self, query: Executable, values: Mapping[str, Any] | None = None) -> Sequence[Any]:
        """All rows of a query; ``values`` are those of a query that was made beforehand, by name."""
        return self.connection.execute(query, values).all()

    def value(self, query: Select[Any]) -> Any:
        """The only value of a query, or None."""
        return self.connection.execute(query).scalar()

    def get(self, record: type[R], id: RecordId) -> R | None:
        """The record with this id, if it stands."""
        found = self.connection.execute(_by_id(TABLE_OF[record]), {"id": id}).mappings().first()
        return restore(record, id, dict(found)) if found else None

    def require(self, record: type[R], id: RecordId) -> R:
        """The record with this id; raises ``RecordMissing`` where there is none."""
        found = self.get(record, id)
        if found is None:
            raise RecordMissing(entity=record.entity)
        return found

    def all(self, record: type[R], *conditions: Any) -> list[R]:
        """Every record that meets the conditions, in the order in which they were made."""
        table = TABLE_OF[record]
        query = select(table).where(*conditions).order_by(table.c.id)
        return [restore(record, row["id"], dict(row)) for row in self.connection.execute(query).mappings()]


@cache
def _by_id(table: Table) -> Select[Any]:
    # Making a query takes longer than one record takes to be read.
    return select(table).where(table.c.id == bindparam("id"))


def chunks(items: Iterable[Any], size: int = CHUNK) -> Iterator[list[Any]]:
    """The items, so many at a time."""
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk
