"""The main job from end to end: class lists come in, a term is recorded on two devices, packages go to the centre."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from op_desktop.demo.crowd import at
from op_desktop.demo.dice import Dice
from op_desktop.demo.network import Clock, Network, Station, build
from op_desktop.demo.territory import cafe_id, schools
from op_desktop.demo.walk_classes import Taught, first_lesson, teach_term
from op_desktop.demo.walk_community import Hosted, first_meeting, host_term
from op_desktop.domain.account import Role
from op_desktop.domain.record import RecordId
from op_desktop.language import _
from op_desktop.metrics.engine import Figure, compute_all
from op_desktop.metrics.scope import Scope
from op_desktop.progress import SILENT, Progress
from op_desktop.register.accounts import add_account, sign_in
from op_desktop.sync.consolidation import Consolidation, consolidate
from op_desktop.sync.outgoing import HandedOver, hand_over

WEEKS = 10
SCHOOLS, CAFE = "portatile-scuole-1", "cafe-rho"
PACKAGES, CERTIFICATES = "packages", "certificates"


@dataclass(frozen=True, slots=True)
class Walk:
    """What was done and where it lies; close the network when it is no longer needed."""

    network: Network
    taught: Taught
    hosted: Hosted
    packages: tuple[HandedOver, ...]
    consolidation: Consolidation
    scope: Scope
    """The term that was recorded."""
    figures: dict[str, Figure]


def walk(folder: Path, today: date, seed: int = 2015, progress: Progress = SILENT) -> Walk:
    """Do the main job in an empty folder, for the weeks before a day; the same seed records the same term."""
    dice = Dice(seed)
    first_day = min(first_lesson(today), first_meeting(today, WEEKS))
    clocks = (Clock(timedelta(minutes=4)), Clock(timedelta(minutes=-7)))
    network = build(folder, (SCHOOLS, CAFE), schools(), clocks, at(first_day - timedelta(days=7), "08:00"))
    teaching, hosting = network.devices
    educator = _sign_in(teaching, "Marta Colombo", Role.EDUCATOR)
    _sign_in(hosting, "Davide Sala", Role.OPERATOR, cafe_id("Rho"))
    taught = teach_term(teaching, educator, today, folder / CERTIFICATES, progress)
    hosted = host_term(hosting, dice, today, WEEKS, progress)
    _now(network, today)
    packages = tuple(hand_over(station.workspace, folder / PACKAGES, author=name, progress=progress)
                     for station, name in ((teaching, "Marta Colombo"), (hosting, "Davide Sala")))  # fmt: skip
    consolidation = consolidate(network.centre.workspace, [each.path for each in packages], progress=progress)
    scope = Scope(first_day=first_day, end_day=today + timedelta(days=1), today=today)
    with network.centre.workspace.read() as reader:
        figures = compute_all(reader, [scope])[0]
    return Walk(network, taught, hosted, packages, consolidation, scope, figures)


def _sign_in(station: Station, name: str, role: Role, venue_id: RecordId | None = None) -> RecordId:
    with station.workspace.write(_("New account")) as uow:
        account = add_account(uow, name, [role], venue_id)
    sign_in(station.workspace, account)
    return account


def _now(network: Network, today: date) -> None:
    for station in (network.centre, *network.devices):
        station.clock.put(at(today, "12:00"))
