"""What was done lately, by whom: the log read as saves, for the people who look after the data."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from op_desktop.domain.account import Account
from op_desktop.storage.clock import ROME, local_time, milliseconds
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF, change, replica

BACK = timedelta(days=31)
MOST_CHANGES = 3_000
"""How far back each writer's changes are read: a busy month is a third of it."""


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
    since = milliseconds(reader.now.replace(tzinfo=ROME) - BACK)
    found: list[tuple[int, str, int, str | None, str, int]] = []
    for number, label in reader.rows(select(replica.c.number, replica.c.label)):
        # By the log's own key, writer by writer: asked for all at once, the whole log would be read.
        end = reader.value(select(func.max(change.c.seq)).where(change.c.replica == number)) or 0
        query = (
            select(func.max(change.c.hlc), func.max(change.c.wall), account.c.name, change.c.entity, func.count())
            .outerjoin(account, account.c.id == change.c.author)
            .where(change.c.replica == number, change.c.seq > end - MOST_CHANGES, change.c.wall >= since)
            .group_by(change.c.save, change.c.entity, account.c.name)
        )
        found.extend((stamp, label, *rest) for stamp, *rest in reader.rows(query))
    found.sort(key=lambda each: (-each[0], each[4]))
    return [
        Act(local_time(datetime.fromtimestamp(at / 1000, UTC)), who or "", device, entity, count)
        for _stamp, device, at, who, entity, count in found[:most]
    ]
