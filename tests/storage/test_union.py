"""Deliveries in any order, any grouping and any number of times make one and the same state."""

import os
import random
from datetime import timedelta

import pytest

from op_desktop.storage.database import WRITING
from op_desktop.storage.verification import check, rebuild
from op_desktop.workspace import Workspace
from tests import histories

HISTORIES = int(os.environ.get("OP_HISTORIES", "20"))
"""The full form of 500 runs in ``dev.py faults``."""
ORDERS = 20
DRIFT = (timedelta(), timedelta(minutes=-10), timedelta(days=365), timedelta(days=-365), timedelta(hours=25))


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_one_digest_per_history(seed: int) -> None:
    rng = random.Random(seed)
    devices = _recorded(rng)
    packages = [package for each in devices for package in _packages(each.changes(), rng)]

    digests = set()
    centre = histories.device()
    for _order in range(ORDERS):
        centre.forget_everything()
        deliveries = [*packages, *rng.choices(packages, k=rng.randint(0, 3))]
        rng.shuffle(deliveries)
        for delivery in deliveries:
            centre.receive(delivery)
        digests.add(histories.digest(centre))
    assert len(digests) == 1

    with centre.workspace.engine.connect() as connection:
        assert check(connection).faults == []
    with centre.workspace.engine.connect().execution_options(**WRITING) as connection, connection.begin():
        rebuild(connection)
    assert {histories.digest(centre)} == digests


@pytest.mark.parametrize("seed", range(3))
def test_a_central_postgresql_holds_the_same_as_an_embedded_database(seed: int, postgres_url: str) -> None:
    rng = random.Random(seed)
    packages = [package for each in _recorded(rng) for package in _packages(each.changes(), rng)]
    rng.shuffle(packages)
    embedded = histories.device()
    central = histories.Device(Workspace.open(postgres_url, wall=histories.Clock()))

    for package in packages:
        embedded.receive(package)
        central.receive(package)

    assert histories.digest(central) == histories.digest(embedded)
    with central.workspace.engine.connect() as connection:
        assert check(connection).faults == []
    central.workspace.close()


def _recorded(rng: random.Random) -> list[histories.Device]:
    devices = [histories.device(rng.choice(DRIFT)) for _each in range(rng.randint(2, 4))]
    for _round in range(rng.randint(1, 3)):
        for each in devices:
            histories.record(each, rng, rng.randint(1, 5))
        if rng.random() < 0.5:
            giver, taker = rng.sample(devices, 2)
            taker.receive(giver.changes())
    return devices


def _packages(changes: histories.Delivery, rng: random.Random) -> list[histories.Delivery]:
    """Overlapping runs that together hold every change."""
    packages, start = [], 0
    while start < len(changes):
        end = min(len(changes), start + rng.randint(1, 8))
        packages.append(changes[max(0, start - rng.randint(0, 2)) : end])
        start = end
    return packages
