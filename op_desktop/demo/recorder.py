"""Writes a device's invented records in saves of some thousands, each at the time at which it would have happened."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from op_desktop.demo.network import Station
from op_desktop.domain.record import Record, RecordId
from op_desktop.language import _

SAVE = 2_000
"""Records in one save: the log is written in few transactions, as an import would."""


class Recorder:
    """A device at work."""

    def __init__(self, station: Station) -> None:
        self.station = station
        self.written = 0
        self.known: set[RecordId] = set()
        """People that this device has on file."""
        self._pending: list[Record] = []
        self._late: list[tuple[datetime, Record]] = []

    def put(self, *records: Record) -> None:
        """Record something with the coming save."""
        self._pending.extend(records)

    def put_late(self, moment: datetime, record: Record) -> None:
        """Record something that is typed only then."""
        self._late.append((moment, record))

    def advance(self, moment: datetime) -> None:
        """Let time pass; saves what has gathered."""
        due = [record for at, record in self._late if at <= moment]
        if due:
            self._late = [(at, record) for at, record in self._late if at > moment]
            self._pending.extend(due)
        if len(self._pending) >= SAVE:
            self._save(moment)

    def finish(self, moment: datetime) -> None:
        """Save everything, also what would be typed later."""
        self.advance(moment + timedelta(days=366))
        self._save(moment)

    def _save(self, moment: datetime) -> None:
        self.station.clock.put(moment)
        for batch in _batches(self._pending):
            with self.station.workspace.write(_("Demo data")) as uow:
                uow.put_all(batch)
            self.written += len(batch)
        self._pending = []


def _batches(records: list[Record]) -> Iterable[list[Record]]:
    for start in range(0, len(records), SAVE):
        yield records[start : start + SAVE]
