"""This installation's own place in the log: who writes, what comes next, what time it is."""

import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import cast
from uuid import uuid4

from sqlalchemy import Connection, delete, func, insert, select, update

from op_desktop.storage import tables
from op_desktop.storage.change_log import GENESIS, SCHEMA, Change, Replica, change_id, joined
from op_desktop.storage.clock import tick

_HEAD = "head"
ACKED = "acked_to"
"""Local name of our last change that the centre has acknowledged."""
_OF_THE_DEVICE = (ACKED, "device_key", "device_code")
"""Local names of what the centre knows one device by: a second device must not have it too."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A change before it has its place: what it says, without when and after what."""

    entity: str
    row_id: str
    bases: tuple[bytes, ...]
    fields: str
    personal: str | None

    def names(self) -> Iterable[str]:
        """The fields it sets."""
        return cast("dict[str, object]", json.loads(self.fields))


@dataclass(frozen=True, slots=True)
class Head:
    """The end of our own chain, and the clock; ``replica`` is the number that stands for us in the log."""

    replica: int
    seq: int
    id: bytes
    hlc: int

    def text(self) -> str:
        """As kept in the ``local`` table."""
        return json.dumps([self.replica, self.seq, self.id.hex(), self.hlc])


def start(connection: Connection, label: str) -> Replica:
    """Give a new database its identity."""
    own = Replica(str(uuid4()), secrets.token_hex(8))
    number = replica_number(connection, own, label)
    connection.execute(insert(tables.local).values(name=_HEAD, value=Head(number, 0, GENESIS, 0).text()))
    return own


def new_incarnation(connection: Connection) -> Replica:
    """Go on under a new incarnation, because this database may have a twin or be older than what was handed over.

    The device stays the same; its numbers start again, so nothing that the former history was told counts for it.
    """
    renewed = Replica(own_replica(connection).device, secrets.token_hex(8))
    _go_on_as(connection, renewed)
    connection.execute(delete(tables.local).where(tables.local.c.name == ACKED))
    return renewed


def new_device(connection: Connection) -> Replica:
    """Go on as another device, because this database is a copy of one that goes on elsewhere.

    What was written so far stays the other device's own. Signing key and short code stay with it too: the centre has
    to enrol this one.
    """
    renewed = Replica(str(uuid4()), secrets.token_hex(8))
    _go_on_as(connection, renewed)
    connection.execute(delete(tables.local).where(tables.local.c.name.in_(_OF_THE_DEVICE)))
    return renewed


def label(connection: Connection) -> str:
    """What this device is called among people."""
    writer = tables.replica
    return str(connection.execute(select(writer.c.label).where(writer.c.number == head(connection).replica)).scalar())


def own_numbers(connection: Connection) -> list[int]:
    """The numbers of all histories that this device wrote: the present incarnation and, after restores, former ones."""
    writer = tables.replica
    device = select(writer.c.device).where(writer.c.number == head(connection).replica).scalar_subquery()
    return list(connection.execute(select(writer.c.number).where(writer.c.device == device)).scalars())


def own_replica(connection: Connection) -> Replica:
    """Who writes here."""
    table = tables.replica
    query = select(table.c.device, table.c.incarnation).where(table.c.number == head(connection).replica)
    device, incarnation = connection.execute(query).one()
    return Replica(device, incarnation)


def head(connection: Connection) -> Head:
    """The end of our own chain."""
    text = connection.execute(select(tables.local.c.value).where(tables.local.c.name == _HEAD)).scalar_one()
    return head_of(text)


def head_of(text: str) -> Head:
    """The end of a chain as kept in the ``local`` table."""
    number, seq, id, hlc = json.loads(text)
    return Head(number, seq, bytes.fromhex(id), hlc)


def advance_clock(connection: Connection, hlc: int) -> None:
    """Remember a later clock, after reading what others wrote."""
    _keep(connection, replace(head(connection), hlc=hlc))


def append(
    connection: Connection, drafts: Sequence[Draft], author: str, wall_ms: int, save: int | None = None
) -> list[Change]:
    """Write changes at the end of our own chain, as part of a save that is under way or as the first of a new one."""
    last = head(connection)
    name = str(own_replica(connection))
    written: list[Change] = []
    save = save or last.seq + 1
    for draft in drafts:
        unsigned = Change(
            seq=last.seq + 1,
            id=b"",
            prev=last.id,
            save=save,
            hlc=tick(last.hlc, wall_ms),
            wall=wall_ms,
            author=author,
            entity=draft.entity,
            row_id=draft.row_id,
            bases=draft.bases,
            fields=draft.fields,
            personal=draft.personal,
            schema=SCHEMA,
        )
        signed = unsigned._replace(id=change_id(name, unsigned))
        written.append(signed)
        last = Head(last.replica, signed.seq, signed.id, signed.hlc)
    if written:
        connection.execute(insert(tables.change), [log_row(last.replica, each, suspect=False) for each in written])
        _keep(connection, last)
    return written


def log_row(replica: int, change: Change, *, suspect: bool) -> dict[str, object]:
    """A change as a row of the log."""
    return {
        "replica": replica,
        "seq": change.seq,
        "id": change.id,
        "prev": change.prev,
        "save": change.save,
        "hlc": change.hlc,
        "wall": change.wall,
        "author": change.author,
        "entity": change.entity,
        "row_id": change.row_id,
        "tail": tables.tail_of(change.row_id),
        "bases": joined(change.bases),
        "fields": change.fields,
        "personal": change.personal,
        "schema": change.schema,
        "suspect": int(suspect),
    }


def replica_number(connection: Connection, wanted: Replica, label: str) -> int:
    """The small number that stands for a writer here, given at first sight."""
    table = tables.replica
    query = select(table.c.number).where(table.c.device == wanted.device, table.c.incarnation == wanted.incarnation)
    known = connection.execute(query).scalar()
    if known is not None:
        return int(known)
    number = int(connection.execute(select(func.coalesce(func.max(table.c.number), 0))).scalar_one()) + 1
    connection.execute(
        insert(table).values(number=number, device=wanted.device, incarnation=wanted.incarnation, label=label)
    )
    return number


def _go_on_as(connection: Connection, renewed: Replica) -> None:
    number = replica_number(connection, renewed, label(connection))
    _keep(connection, Head(number, 0, GENESIS, head(connection).hlc))


def _keep(connection: Connection, last: Head) -> None:
    connection.execute(update(tables.local).where(tables.local.c.name == _HEAD).values(value=last.text()))
