"""A centre and its devices in one folder, known to each other, with clocks that can be set."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from op_desktop.domain.account import Device
from op_desktop.domain.record import Record
from op_desktop.language import _
from op_desktop.register.places import seed_reference
from op_desktop.storage import journal
from op_desktop.storage.clock import system_wall
from op_desktop.sync.identity import become_centre, identity, join
from op_desktop.workspace import Workspace

CENTRE = "centre"


@dataclass(slots=True)
class Clock:
    """A device's clock: it stands where it was set, wrong by a constant amount, or runs with the computer's own."""

    off: timedelta = field(default_factory=timedelta)
    set_to: datetime | None = None

    def __call__(self) -> datetime:
        """The moment that the device believes it is."""
        return (self.set_to or system_wall()) + self.off

    def put(self, civil: datetime) -> None:
        """Set the clock to a civil time (taken as UTC: an hour more or less does not matter here)."""
        self.set_to = civil.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Station:
    """A workspace with its clock."""

    label: str
    folder: Path
    workspace: Workspace
    clock: Clock


@dataclass(frozen=True, slots=True)
class Network:
    """The centre and the devices that hand over to it."""

    centre: Station
    devices: tuple[Station, ...]

    def close(self) -> None:
        """Let go of every database."""
        for station in (self.centre, *self.devices):
            station.workspace.close()


def build(
    folder: Path, labels: Sequence[str], common: Sequence[Record], clocks: Sequence[Clock], started: datetime | None
) -> Network:
    """Make the workspaces; every device starts with the reference data and ``common``, and seals for the centre.

    ``started`` sets all clocks to the day on which work begins; None leaves them running.
    """
    centre = _station(folder, CENTRE, Clock(), started)
    address = become_centre(centre.workspace)
    devices = tuple(_station(folder, label, clock, started) for label, clock in zip(labels, clocks, strict=True))
    for number, station in enumerate(devices, start=1):
        join(station.workspace, code=f"D{number:02}", centre=address)
    with centre.workspace.write(_("Reference data")) as uow:
        seed_reference(uow)
        uow.put_all(common)
        uow.put_all(_enrolled(station, number) for number, station in enumerate(devices, start=1))
    for station in devices:
        with station.workspace.write(_("Reference data")) as uow:
            seed_reference(uow)
            uow.put_all(common)
    return Network(centre, devices)


def _station(folder: Path, label: str, clock: Clock, started: datetime | None) -> Station:
    if started is not None:
        clock.put(started)
    place = folder / label
    return Station(label, place, Workspace.open(place, wall=clock, label=label, training=True), clock)


def _enrolled(station: Station, number: int) -> Device:
    with station.workspace.read() as reader:
        replica = journal.own_replica(reader.connection)
    return Device.of(
        device_id=replica.device,
        label=station.label,
        short_code=f"D{number:02}",
        signing_key=identity(station.workspace).key.public.hex(),
    )
