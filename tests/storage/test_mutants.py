"""Four wrong ways to merge, each put in the place of the right one: the property of one digest has to notice."""

import random
from collections import Counter

from sqlalchemy import func, select

from op_desktop.storage import arrivals, erasures, projection, tables
from tests import histories

SEEDS = range(8)
ORDERS = 6


def caught() -> int:
    """In how many histories the order of deliveries shows."""
    centre = histories.device()
    found = 0
    for seed in SEEDS:
        rng = random.Random(seed)
        found += len(histories.digests(histories.scattered(rng), rng, ORDERS, centre)) > 1
    return found


def test_the_right_merge_is_never_caught():
    assert caught() == 0


def test_telling_changes_apart_by_writer_and_number_is_caught(monkeypatch):
    def by_number(connection, number, group):
        log = tables.change
        here = set(connection.execute(select(log.c.seq).where(log.c.replica == number)).scalars())
        return list({each.seq: each for each in group if each.seq not in here}.values()), False

    monkeypatch.setattr(arrivals, "fresh_of", by_number)

    assert caught() > 0


def test_letting_the_last_import_win_is_caught(monkeypatch):
    right, arrived = arrivals.fresh_of, Counter()

    def noting(connection, number, group):
        fresh, forked = right(connection, number, group)
        for each in fresh:
            arrived[each.id] = arrived.total() + 1
        return fresh, forked

    monkeypatch.setattr(arrivals, "fresh_of", noting)
    for merge in list(projection._CHOICE):
        monkeypatch.setitem(
            projection._CHOICE, merge, lambda _rule, _name, heads: max(heads, key=lambda head: arrived[head.id])
        )

    assert caught() > 0


def test_going_on_from_the_highest_number_is_caught(monkeypatch):
    right = arrivals.fresh_of

    def beyond_the_highest(connection, number, group):
        log = tables.change
        highest = connection.execute(select(func.max(log.c.seq)).where(log.c.replica == number)).scalar() or 0
        fresh, forked = right(connection, number, group)
        return [each for each in fresh if each.seq > highest], forked

    monkeypatch.setattr(arrivals, "fresh_of", beyond_the_highest)

    assert caught() > 0


def test_forgetting_that_something_was_erased_is_caught(monkeypatch):
    monkeypatch.setattr(erasures, "erased", lambda _connection, _records: set())

    assert caught() > 0


def test_ignoring_what_a_writer_had_before_its_eyes_is_caught(monkeypatch):
    monkeypatch.setattr(projection, "_heads", lambda setters: setters)
    device, centre = histories.device(), histories.device()
    histories.record(device, random.Random(3), 12)
    centre.receive(device.changes())

    assert histories.digest(centre) != histories.digest(device)
