"""The road from devices to the centre: any order, any repetition, any database, one set of figures."""

import csv
import random
import zipfile
from contextlib import contextmanager
from datetime import timedelta

import pytest
from frictionless import Package, system

from op_desktop.demo.years import invent_until
from op_desktop.register.places import START
from op_desktop.storage import verification
from op_desktop.storage.backup import verify
from op_desktop.storage.clock import local_time
from op_desktop.sync.consolidation import all_periods, consolidate
from op_desktop.sync.identity import become_centre, join
from op_desktop.sync.incoming import SignerUnknown
from op_desktop.sync.outgoing import hand_over
from op_desktop.sync.refusals import BundleNotForUs, BundleRefused, BundleUnreadable
from op_desktop.workspace import Workspace


@pytest.fixture(scope="module")
def road(tmp_path_factory):
    """Four devices after three weeks of work, and their packages, which stay open to any centre."""
    folder = tmp_path_factory.mktemp("road")
    years = invent_until(folder / "years", START + timedelta(weeks=3))
    packages = []
    for number, station in enumerate(years.network.devices, start=1):
        join(station.workspace, code=f"D{number:02}", centre="")
        packages.append(hand_over(station.workspace, folder / "packages").path)
    years.network.centre.workspace.close()
    yield years, packages
    years.network.close()


@contextmanager
def centre(place, years):
    workspace = Workspace.open(place, wall=years.network.centre.clock, label="centre", training=True)
    yield workspace
    workspace.close()


def numbers(workspace):
    with workspace.read() as reader:
        return {
            (each.period.id, id): (figure.value, figure.rows, dict(figure.parts))
            for each in all_periods(reader)
            for id, figure in each.figures.items()
        }


def test_figures_are_those_of_all_devices_together(tmp_path, road):
    years, packages = road
    with centre(tmp_path / "centre", years) as workspace:
        done = consolidate(workspace, packages, accept_new=True)
        accesses = [each.figures["M01b"].value for each in done.figures]
        hours = done.figures[0].figures["H01"].value
        with workspace.engine.connect() as connection, connection.begin():
            assert verification.check(connection).faults == []

    assert done.refused == ()
    assert done.known == 0
    assert done.new == sum(own_end(station) for station in years.network.devices)
    assert max(accesses) > 20
    assert hours > 1000


def own_end(station):
    with station.workspace.engine.connect() as connection:
        return connection.exec_driver_sql("SELECT count(*) FROM change").scalar_one()


def test_the_same_packages_again_bring_nothing_new(tmp_path, road):
    years, packages = road
    with centre(tmp_path / "centre", years) as workspace:
        first = consolidate(workspace, packages, accept_new=True)
        before = numbers(workspace)

        again = consolidate(workspace, [*packages, *reversed(packages)])

        assert (again.new, again.known) == (0, 2 * first.new)
        assert numbers(workspace) == before


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_packages_does_not_matter(tmp_path, road, seed):
    years, packages = road
    order = [*packages, *packages]
    random.Random(seed).shuffle(order)
    with centre(tmp_path / "a", years) as usual, centre(tmp_path / "b", years) as mixed:
        consolidate(usual, packages, accept_new=True)
        consolidate(mixed, order, accept_new=True)

        assert numbers(mixed) == numbers(usual)


def test_postgresql_gives_the_same_figures(tmp_path, road, postgres_url):
    years, packages = road
    with centre(tmp_path / "a", years) as file, centre(postgres_url, years) as server:
        consolidate(file, packages, accept_new=True)
        done = consolidate(server, packages, accept_new=True)

        assert numbers(server) == numbers(file)
        assert done.backup is None
        with server.engine.connect() as connection, connection.begin():
            assert verification.check(connection).faults == []


def test_a_refused_package_leaves_nothing_and_stops_nobody(tmp_path, road):
    years, packages = road
    whole = packages[1].read_bytes()
    cut, altered = tmp_path / "cut.opb.zip", tmp_path / "altered.opb.zip"
    cut.write_bytes(whole[: len(whole) * 2 // 3])
    altered.write_bytes(whole[:5000] + b"\0\0\0\0" + whole[5004:])
    with centre(tmp_path / "centre", years) as workspace:
        done = consolidate(workspace, [cut, packages[0], altered, tmp_path / "gone.opb", packages[2]], accept_new=True)

        assert [outcome.received is not None for outcome in done.outcomes] == [False, True, False, False, True]
        assert isinstance(done.outcomes[3].refusal, BundleUnreadable)
        with workspace.engine.connect() as connection:
            labels = connection.exec_driver_sql(
                "SELECT DISTINCT label FROM replica JOIN change ON change.replica = replica.number"
            )
            assert set(labels.scalars()) - {"centre"} == {"portatile-scuole-1", "portatile-scuole-2"}


def test_a_device_that_nobody_knows_waits_for_a_decision(tmp_path, road):
    years, packages = road
    with centre(tmp_path / "centre", years) as workspace:
        done = consolidate(workspace, packages[:1])

        assert isinstance(done.outcomes[0].refusal, SignerUnknown)
        assert done.new == 0


def test_a_sealed_package_opens_at_its_centre_only(tmp_path, road):
    years, _packages = road
    with centre(tmp_path / "ours", years) as ours, centre(tmp_path / "theirs", years) as theirs:
        become_centre(theirs)
        station = years.network.devices[0]
        join(station.workspace, code="D01", centre=become_centre(ours))
        sealed = hand_over(station.workspace, tmp_path, everything=True).path
        join(station.workspace, code="D01", centre="")

        refused = consolidate(theirs, [sealed], accept_new=True)
        taken = consolidate(ours, [sealed], accept_new=True)

    assert isinstance(refused.outcomes[0].refusal, BundleNotForUs)
    assert taken.refused == ()
    assert b"portatile" not in sealed.read_bytes()


def test_the_state_before_is_backed_up(tmp_path, road):
    years, packages = road
    with centre(tmp_path / "centre", years) as workspace:
        first = consolidate(workspace, packages[:2], accept_new=True)
        second = consolidate(workspace, packages[2:], accept_new=True)

    assert verify(first.backup.path).changes == 0
    assert verify(second.backup.path).changes > first.new
    assert second.backup.made_at == local_time(years.network.centre.clock())


def test_other_tools_read_the_tables_of_a_package(tmp_path, road):
    _years, packages = road
    with zipfile.ZipFile(packages[1]) as archive:
        archive.extractall(tmp_path)
    with system.use_context(trusted=True):
        package = Package(str(tmp_path / "datapackage.json"))
        report = package.validate()

    assert report.valid, report.flatten(["type", "message"])[:5]
    with (tmp_path / "tables" / "attendance.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 100
    assert rows[0].keys() >= {"id", "session_id", "person_id"}


def test_every_refusal_is_a_sentence(tmp_path, road):
    years, _packages = road
    (tmp_path / "text.opb").write_text("hello")
    with centre(tmp_path / "centre", years) as workspace:
        refusal = consolidate(workspace, [tmp_path / "text.opb"]).outcomes[0].refusal
    assert isinstance(refusal, BundleRefused)
    assert "text.opb" in str(refusal)
