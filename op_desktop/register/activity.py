"""What was done lately, by whom: the log read as saves, for the people who look after the data."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from op_desktop.domain.account import Account
from op_desktop.storage.clock import ROME, local_time, milliseconds
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF, change, replica

BACK = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Act:
    """The changes of one save to one kind of record; ``at`` is civil time in Rome."""

    at: datetime
    who: str
    """Name of the account; empty for what the program wrote by itself."""
    device: str
    entity: str
    changes: int


def latest(reader: Reader, most: int = 200) -> list[Act]:
    """The saves of the last month, newest first; one that touched several kinds of record is several acts."""
    account = TABLE_OF[Account]
    stamp, wall = func.max(change.c.hlc), func.max(change.c.wall)
    since = milliseconds(reader.now.replace(tzinfo=ROME) - BACK)
    query = (
        select(wall, func.coalesce(account.c.name, ""), replica.c.label, change.c.entity, func.count())
        .join(replica, replica.c.number == change.c.replica)
        .outerjoin(account, account.c.id == change.c.author)
        .where(change.c.wall >= since)
        .group_by(change.c.replica, change.c.save, change.c.entity, account.c.name, replica.c.label)
        .order_by(stamp.desc(), change.c.entity)
        .limit(most)
    )
    return [
        Act(local_time(datetime.fromtimestamp(at / 1000, UTC)), who, device, entity, count)
        for at, who, device, entity, count in reader.rows(query)
    ]
