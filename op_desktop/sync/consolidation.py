"""From packages to central figures: a backup first, then each package whole or not at all, then the numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from op_desktop.domain.period import Period
from op_desktop.language import _
from op_desktop.metrics.engine import Figure, compute_all
from op_desktop.metrics.scope import Scope
from op_desktop.progress import SILENT, Progress
from op_desktop.security.permissions import Permission, require
from op_desktop.storage.backup import Backup, back_up
from op_desktop.storage.reader import Reader
from op_desktop.sync.incoming import Received, take_in
from op_desktop.sync.refusals import BundleRefused
from op_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Outcome:
    """One package: what it brought, or why it stayed out; exactly one of the two is there."""

    path: Path
    received: Received | None = None
    refusal: BundleRefused | None = None


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """A period of the programme with its figures by the metrics' ids."""

    period: Period
    figures: dict[str, Figure]


@dataclass(frozen=True, slots=True)
class Consolidation:
    """What came of a set of packages."""

    outcomes: tuple[Outcome, ...]
    figures: tuple[PeriodFigures, ...]
    backup: Backup | None
    """The state before; None for a central server, whose administration keeps copies of its own."""

    @property
    def new(self) -> int:
        """Changes that were not here before."""
        return sum(each.received.union.new for each in self.outcomes if each.received)

    @property
    def known(self) -> int:
        """Changes that were here already."""
        return sum(each.received.union.known for each in self.outcomes if each.received)

    @property
    def refused(self) -> tuple[Outcome, ...]:
        """The packages that stayed out."""
        return tuple(each for each in self.outcomes if each.refusal is not None)


def consolidate(
    workspace: Workspace, paths: Sequence[Path], *, accept_new: bool = False, progress: Progress = SILENT
) -> Consolidation:
    """Take packages in, in any order and as often as one likes, and compute every period's figures.

    A refused package does not stop the others and leaves nothing behind. Raises ``BackupFailed`` before anything
    is taken in; ``Cancelled`` between packages or inside one, which then counts as not taken in.
    """
    require(workspace.actor, Permission.COLLECT)
    progress.step(0, 0, _("Backup"))
    backup = back_up(workspace.engine, workspace.folder, workspace.now) if workspace.folder is not None else None
    outcomes = tuple(_take(workspace, path, progress, accept_new=accept_new) for path in paths)
    progress.step(0, 0, _("Figures"))
    with workspace.read() as reader:
        figures = all_periods(reader, progress)
    return Consolidation(outcomes, figures, backup)


def all_periods(reader: Reader, progress: Progress = SILENT) -> tuple[PeriodFigures, ...]:
    """Every figure of every period of the programme, in the order of series and time."""
    periods = sorted(reader.all(Period), key=lambda period: (period.series, period.starts_on, period.id))
    found = compute_all(reader, [Scope.of(period, today=reader.today) for period in periods], progress)
    return tuple(PeriodFigures(period, figures) for period, figures in zip(periods, found, strict=True))


def _take(workspace: Workspace, path: Path, progress: Progress, *, accept_new: bool) -> Outcome:
    try:
        received = take_in(workspace, path, accept_new=accept_new, progress=_Named(progress, path.name))
        return Outcome(path, received=received)
    except BundleRefused as refusal:
        return Outcome(path, refusal=refusal)


@dataclass(frozen=True, slots=True)
class _Named:
    """Progress that says which package is being read."""

    inner: Progress
    name: str

    def step(self, done: int, total: int, text: str = "") -> None:
        """Pass the step on."""
        self.inner.step(done, total, text or self.name)
