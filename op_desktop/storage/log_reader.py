"""Reads the log: one writer's changes in order, and what has not arrived of them."""

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from op_desktop.storage import journal, projected_rows, tables
from op_desktop.storage.change_log import Change, Replica

BATCH = 10_000
"""Changes handled at a time; bounds memory whatever the size of log or package."""


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


def holes(connection: Connection, number: int) -> list[tuple[int, int]]:
    """The sequence numbers of a foreign writer that have not arrived, as first and last of each gap."""
    log, writer = tables.change, tables.replica
    end = connection.execute(select(writer.c.contiguous).where(writer.c.number == number)).scalar_one()
    beyond = select(log.c.seq).where(log.c.replica == number, log.c.seq > end).distinct().subquery()
    before = func.lag(beyond.c.seq, 1, end).over(order_by=beyond.c.seq).label("before")
    steps = select(beyond.c.seq, before).subquery()
    gaps = select(steps.c.before + 1, steps.c.seq - 1).where(steps.c.seq > steps.c.before + 1).order_by(steps.c.seq)
    return [(first, last) for first, last in connection.execute(gaps)]
