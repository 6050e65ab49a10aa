"""What of a delivery is new here, and whether its writer's history exists in two copies."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, Select, func, select, update

from op_desktop.storage import tables
from op_desktop.storage.change_log import GENESIS, Change, change_id
from op_desktop.storage.log_reader import BATCH


class ChainBroken(Exception):
    """A change is not what its id says; ``seq`` is its own number."""

    def __init__(self, seq: int, reason: str) -> None:
        super().__init__(f"change {seq}: {reason}")
        self.seq = seq


def verify(name: str, change: Change) -> None:
    """Raise ``ChainBroken`` unless a change of the writer of this name is what its id says.

    That it follows the one before cannot be asked here: half of a history that forked hangs loose until the other
    half has arrived, and is told as a fork.
    """
    if change_id(name, change) != change.id:
        raise ChainBroken(change.seq, "content and id differ")
    if (change.seq == 1) != (change.prev == GENESIS):
        raise ChainBroken(change.seq, "is not where a history begins")


def fresh_of(connection: Connection, number: int, group: Sequence[Change]) -> tuple[list[Change], bool]:
    """Those of one writer's changes that are not in the log, each once; and whether they show that it forked."""
    log = tables.change
    first, last = min(each.seq for each in group), max(each.seq for each in group)
    around = select(log.c.seq, log.c.id, log.c.prev).where(
        log.c.replica == number, log.c.seq.between(first - 1, last + 1)
    )
    ids: dict[int, set[bytes]] = defaultdict(set)
    here = connection.execute(around).all()
    if _follows_on(here, group):
        return list(group), False
    for seq, id, _prev in here:
        ids[seq].add(id)
    fresh: list[Change] = []
    for each in group:
        if each.id not in ids[each.seq]:
            ids[each.seq].add(each.id)
            fresh.append(each)
    return fresh, bool(fresh) and _forked(ids, [(seq, prev) for seq, _id, prev in here], fresh)


def _follows_on(here: Sequence[Any], group: Sequence[Change]) -> bool:
    """Whether these are links of one chain, new here, that hang where the writer's history ends: the usual delivery."""
    first = group[0]
    if any(seq >= first.seq or id != first.prev for seq, id, _prev in here):
        return False
    return all(later.prev == earlier.id and later.seq == earlier.seq + 1 for earlier, later in pairwise(group))


def _forked(ids: dict[int, set[bytes]], links: Iterable[tuple[int, bytes]], fresh: Sequence[Change]) -> bool:
    # A link that leads to none of the changes known at the place before can only lead to a twin of theirs.
    return any(len(ids[each.seq]) > 1 for each in fresh) or any(
        before and prev not in before
        for seq, prev in (*links, *((each.seq, each.prev) for each in fresh))
        if (before := ids.get(seq - 1))
    )


def mark_forked(connection: Connection, number: int) -> None:
    """Remember that a writer exists in two copies."""
    writer = tables.replica
    connection.execute(update(writer).where(writer.c.number == number).values(forked=1))


def advance(connection: Connection, number: int) -> None:
    """Move the writer's contiguous end over what has arrived; costs what arrived, not what is there."""
    log, writer = tables.change, tables.replica
    before = connection.execute(select(writer.c.contiguous).where(writer.c.number == number)).scalar_one()
    arrived = log.c.replica == number, log.c.seq > before
    places = select(log.c.seq).where(*arrived).distinct().subquery()
    many, last = connection.execute(select(func.count(), func.max(places.c.seq)).select_from(places)).one()
    end = before + many
    if many and end < last:
        end = _end_before_a_gap(connection, before, select(log.c.seq).where(*arrived).order_by(log.c.seq))
    if end > before:
        connection.execute(update(writer).where(writer.c.number == number).values(contiguous=end))


def _end_before_a_gap(connection: Connection, end: int, following: Select[int]) -> int:
    with connection.execute(following, execution_options={"yield_per": BATCH}) as arrived:
        for (seq,) in arrived:
            if seq > end + 1:
                break
            end = seq
    return end
