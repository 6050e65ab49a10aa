"""The packages of a collection: whose they are, what came of them, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final

from op_desktop.domain.formats import format_date, format_number
from op_desktop.language import N_, _, ngettext
from op_desktop.sync.consolidation import Outcome
from op_desktop.sync.incoming import Received
from op_desktop.sync.inspection import Arrival, Inspection, Verdict
from ui.models.columns import RIGHT, Column
from ui.models.table import TableModel


class PackageState(StrEnum):
    """Where a package stands."""

    CHECKING = "checking"
    NEW = "new"
    KNOWN = "known"
    UNKNOWN_DEVICE = "unknown_device"
    REFUSED = "refused"
    TAKING = "taking"
    DONE = "done"
    EARLIER = "earlier"
    """Taken in on another day; its file is not at hand."""


CHIPS: Final = MappingProxyType(
    {
        PackageState.CHECKING: (N_("Checking…"), "neutral", "clock"),
        PackageState.NEW: (N_("New"), "info", "package"),
        PackageState.KNOWN: (N_("Already inside"), "neutral", "check"),
        PackageState.UNKNOWN_DEVICE: (N_("New device"), "warning", "key-round"),
        PackageState.REFUSED: (N_("Refused"), "danger", "circle-alert"),
        PackageState.TAKING: (N_("Taking in…"), "info", "clock"),
        PackageState.DONE: (N_("Taken in"), "success", "check"),
        PackageState.EARLIER: (N_("Inside"), "neutral", "check"),
    }
)


@dataclass(frozen=True, slots=True)
class PackageRow:
    """One package on the page."""

    id: str
    """Its path, or the id of a package taken in earlier."""
    state: PackageState
    path: Path | None = None
    author: str = ""
    device: str = ""
    changes: int = 0
    inspection: Inspection | None = None
    outcome: Outcome | None = None
    arrival: Arrival | None = None

    @property
    def chip(self) -> tuple[str, str, str]:
        """Words, tone and icon of its state."""
        words, tone, icon = CHIPS[self.state]
        received = self.outcome.received if self.outcome else None
        if received is not None and received.holes:
            return _("Holes"), "warning", "triangle-alert"
        since = self.arrival.at if self.arrival else self.inspection.since if self.inspection else None
        if since is not None and self.state in (PackageState.KNOWN, PackageState.EARLIER):
            return _("Inside since {day}").format(day=format_date(since.date(), "short")), tone, icon
        return _(words), tone, icon


class PackagesModel(TableModel[PackageRow]):
    """The packages, those added last on top."""

    columns: Sequence[Column[PackageRow]] = (
        Column(N_("Package"), lambda row: row.author, spoken=lambda row: f"{row.author}, {row.device}"),
        Column(N_("Changes"), lambda row: format_number(row.changes) if row.changes else "", RIGHT),
        Column(N_("Result"), lambda row: row.chip[0]),
    )
    PACKAGE, CHANGES, RESULT = range(3)


def row_of_path(path: Path) -> PackageRow:
    """A package that has not been looked at yet."""
    return PackageRow(str(path), PackageState.CHECKING, path, author=path.name)


def row_of_inspection(found: Inspection) -> PackageRow:
    """A package that was looked at."""
    state = {
        Verdict.NEW: PackageState.NEW,
        Verdict.KNOWN: PackageState.KNOWN,
        Verdict.UNKNOWN_DEVICE: PackageState.UNKNOWN_DEVICE,
        Verdict.REFUSED: PackageState.REFUSED,
    }[found.verdict]
    return PackageRow(
        str(found.path), state, found.path, found.author or found.path.name, found.device or found.path.parent.name,
        found.changes, inspection=found,
    )  # fmt: skip


def row_of_arrival(arrival: Arrival) -> PackageRow:
    """A package of an earlier day."""
    return PackageRow(arrival.id, PackageState.EARLIER, None, arrival.device, arrival.file, arrival.changes,
                      arrival=arrival)  # fmt: skip


def details_of(row: PackageRow) -> list[str]:
    """What there is to know about a package, a sentence each."""
    if row.outcome is not None and row.outcome.refusal is not None:
        return [row.outcome.refusal.headline, row.outcome.refusal.remedy]
    if row.outcome is not None and row.outcome.received is not None:
        return _received_words(row.outcome.received)
    if row.arrival is not None:
        day = format_date(row.arrival.at.date(), "date")
        return [_("This package has been in since {day}.").format(day=day), _code(row.arrival.code)]
    found = row.inspection
    if found is None:
        return [_("The package is being checked to its last byte.")]
    if found.refusal is not None:
        return [found.refusal.headline, found.refusal.remedy]
    if found.verdict is Verdict.KNOWN and found.since is not None:
        day = format_date(found.since.date(), "date")
        return [_("This package has been in since {day}. Nothing changes.").format(day=day), _code(found.code)]
    if found.verdict is Verdict.UNKNOWN_DEVICE:
        words = _("It is whole, but its device has not been accepted yet. Call {author} and compare these six words.")
        return [words.format(author=found.author), _code(found.code)]
    changes = ngettext("{n} change", "{n} changes", found.changes).format(n=format_number(found.changes))
    return [_("Whole and signed by {device}: {changes}.").format(device=found.device, changes=changes),
            _code(found.code)]  # fmt: skip


def hole_words(holes: Sequence[tuple[int, int]]) -> str:
    """``101–140, 200``."""
    return ", ".join(f"{first}–{last}" if last > first else str(first) for first, last in holes)


def _received_words(received: Received) -> list[str]:
    union = received.union
    words = [
        _("{new} new changes, {known} already known.").format(
            new=format_number(union.new), known=format_number(union.known)
        )
    ]
    if received.certificates:
        n = received.certificates
        words.append(ngettext("{n} certificate kept.", "{n} certificates kept.", n).format(n=format_number(n)))
    if union.kept_for_later:
        n = union.kept_for_later
        text = ngettext("{n} change waits for a newer OP Desktop.", "{n} changes wait for a newer OP Desktop.", n)
        words.append(text.format(n=format_number(n)))
    if union.suspect:
        text = ngettext("{n} change has a wrong clock.", "{n} changes have a wrong clock.", union.suspect)
        words.append(text.format(n=format_number(union.suspect)))
    if received.holes:
        text = _("Missing from {device}: {holes}. Ask for a package from {first}.")
        words.append(text.format(device=received.device, holes=hole_words(received.holes), first=received.holes[0][0]))
    if union.forks:
        words.append(_("This device exists in two copies: both were taken in whole."))
    return [*words, _code(received.code)]


def _code(code: str) -> str:
    return _("Code {code}").format(code=code)
