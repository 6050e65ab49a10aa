"""Deliveries in any order, any grouping and any number of times make one and the same state (I1 to I4, I6, I7)."""

import os
import random

import pytest
from sqlalchemy import func, select

from op_desktop.storage import tables
from op_desktop.storage.database import WRITING
from op_desktop.storage.verification import check, rebuild
from op_desktop.workspace import Workspace
from tests import histories

HISTORIES = int(os.environ.get("OP_HISTORIES", "12"))
"""The full form of 500 runs in ``dev.py faults``."""
ORDERS = 20


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_one_digest_per_history(seed: int) -> None:
    rng = random.Random(seed)
    packages = histories.scattered(rng)
    centre = histories.device()

    digests = histories.digests(packages, rng, ORDERS, centre)

    assert len(digests) == 1
    with centre.workspace.engine.connect() as connection:
        written = {change.id for package in packages for _replica, change in package}
        assert connection.execute(select(func.count()).select_from(tables.change)).scalar() == len(written)
        assert check(connection).faults == []
    with centre.workspace.engine.connect().execution_options(**WRITING) as connection, connection.begin():
        rebuild(connection)
    assert {histories.digest(centre)} == digests


@pytest.mark.parametrize("seed", range(HISTORIES // 2))
def test_two_centres_that_pass_on_what_they_have_hold_the_same_as_one(seed: int) -> None:
    rng = random.Random(seed)
    packages = histories.scattered(rng)
    one, other, whole = (histories.device() for _each in range(3))
    for delivery in histories.shuffled(packages, rng):
        rng.choice([one, other]).receive(delivery)
        whole.receive(delivery)

    one.receive(other.everything())
    other.receive(one.everything())

    assert histories.digest(one) == histories.digest(other) == histories.digest(whole)


@pytest.mark.parametrize("seed", range(3))
def test_a_central_postgresql_holds_the_same_as_an_embedded_database(seed: int, postgres_url: str) -> None:
    rng = random.Random(seed)
    packages = histories.scattered(rng)
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
