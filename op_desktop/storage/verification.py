"""Proves that the log is whole and that the tables say what the log says; rebuilds them where they do not."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, delete, func, select

from op_desktop.domain.record import shape
from op_desktop.progress import SILENT, Progress
from op_desktop.storage import dependants, journal, projected_rows, tables
from op_desktop.storage.change_log import COMMITTED, Change, Replica, change_id, commitments_hold, plain_values
from op_desktop.storage.log_reader import BATCH, logged_changes
from op_desktop.storage.projected_rows import Key
from op_desktop.storage.projection import Entry, complete, project
from op_desktop.storage.tables import RECORD_OF, TABLE_OF


@dataclass(slots=True)
class Findings:
    """What a check saw; ``faults`` are sentences for the log and the screen."""

    changes: int = 0
    records: int = 0
    holes: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """Sequence numbers not received yet, by writer: no fault, but worth asking for."""
    faults: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def check(connection: Connection, progress: Progress = SILENT) -> Findings:
    """Integrity of the file, every chain, every commitment, and equality of tables and log."""
    findings = Findings()
    if connection.dialect.name == "sqlite":
        verdict = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
        if verdict != "ok":
            findings.faults.append(f"database: {verdict}")
    _check_chains(connection, findings, progress)
    # Tables are compared with a log that can be believed.
    if findings.sound:
        _check_tables(connection, findings, progress)
    return findings


def rebuild(connection: Connection, progress: Progress = SILENT) -> int:
    """Empty the tables and fill them again from the log; returns the number of records that stand."""
    for table in (*TABLE_OF.values(), tables.review, tables.search_term):
        connection.execute(delete(table))
    standing = 0
    total = _count(connection)
    for number, records in enumerate(_batches(connection), start=1):
        projected_rows.reproject(connection, records)
        standing += len(records)
        progress.step(number * BATCH, total)
    return standing


def _check_chains(connection: Connection, findings: Findings, progress: Progress) -> None:
    total = _count(connection)
    writer = tables.replica
    for number, forked in connection.execute(select(writer.c.number, writer.c.forked)).all():
        name, chain = _name(connection, number), _Chain(bool(forked))
        try:
            for _replica, change in logged_changes(connection, number):
                findings.changes += 1
                if findings.changes % BATCH == 0:
                    progress.step(findings.changes, total)
                findings.faults.extend(
                    f"change {change.seq} of {name}: {fault}" for fault in chain.follow(name, change)
                )
        except (ValueError, TypeError):
            findings.faults.append(f"a change of {name} cannot be read")
        if chain.holes:
            findings.holes[name] = chain.holes
        if number == journal.head(connection).replica:
            findings.faults.extend(_own_faults(connection, chain))


def _own_faults(connection: Connection, chain: "_Chain") -> Iterator[str]:
    """What may be so in the history of others, but not in our own."""
    end = journal.head(connection)
    if end.seq and end.id not in chain.ids.get(end.seq, ()):
        yield "the end of this device's own changes is missing"
    if chain.holes:
        yield "some of this device's own changes are missing"
    for entity, row_id in sorted(chain.blank - dependants.forgotten(connection, chain.blank)):
        yield f"{entity} {row_id}: personal values are gone that nobody erased"


class _Chain:
    """One writer's changes as they are read, in order."""

    def __init__(self, forked: bool) -> None:
        self.forked = forked
        self.holes: list[tuple[int, int]] = []
        self.ids: dict[int, set[bytes]] = defaultdict(set)
        self.blank: set[Key] = set()
        """Records with personal values of which only the commitment is left."""
        self._last = 0

    def follow(self, name: str, change: Change) -> Iterator[str]:
        """What is wrong with the next change."""
        if change_id(name, change) != change.id or not commitments_hold(change):
            yield "altered"
        if (
            change.personal is None
            and COMMITTED in change.fields
            and dict in map(type, plain_values(change.fields).values())
        ):
            self.blank.add((change.entity, change.row_id))
        if change.seq > self._last + 1:
            self.holes.append((self._last + 1, change.seq - 1))
        elif change.seq > 1 and change.prev not in self.ids[change.seq - 1] and not self.forked:
            yield "does not follow the one before"
        if change.seq != self._last:
            self.ids = defaultdict(set, {self._last: self.ids[self._last]})
        self._last = change.seq
        self.ids[change.seq].add(change.id)


def _check_tables(connection: Connection, findings: Findings, progress: Progress) -> None:
    standing: dict[str, int] = defaultdict(int)
    review = {tuple(row) for row in connection.execute(select(tables.review))}
    marked = set()
    for records in _batches(connection):
        expected: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
        for (entity, row_id), known in records.items():
            if entity not in RECORD_OF:
                continue
            what = project(RECORD_OF[entity], known)
            marked |= {(entity, row_id, name) for name in what.review}
            row = None if what.deleted else complete(RECORD_OF[entity], what.values)
            if row is not None:
                expected[entity][row_id] = row
        for entity, rows in expected.items():
            standing[entity] += len(rows)
            _compare(connection, entity, rows, findings)
        progress.step(findings.changes, findings.changes)
    if marked != review:
        findings.faults.append("the list of values awaiting review differs from the log")
    for entity, record in RECORD_OF.items():
        table = TABLE_OF[record]
        held = connection.execute(select(func.count()).select_from(table)).scalar_one()
        findings.records += held
        if held != standing[entity]:
            findings.faults.append(f"table {entity}: {held} rows, the log makes {standing[entity]}")


def _compare(connection: Connection, entity: str, rows: dict[str, dict[str, Any]], findings: Findings) -> None:
    table = TABLE_OF[RECORD_OF[entity]]
    names = [column.name for column in shape(RECORD_OF[entity])]
    held = {
        row["id"]: {name: row[name] for name in names}
        for row in connection.execute(select(table).where(table.c.id.in_(list(rows)))).mappings()
    }
    findings.faults.extend(
        f"table {entity}, record {row_id}: differs from the log"
        for row_id, row in rows.items()
        if held.get(row_id) != row
    )


def _batches(connection: Connection) -> Iterator[dict[Key, list[Entry]]]:
    log, writer = tables.change, tables.replica
    names = {number: str(Replica(device, incarnation)) for number, device, incarnation in connection.execute(
        select(writer.c.number, writer.c.device, writer.c.incarnation))}  # fmt: skip
    query = select(log.c.replica, log.c.suspect, *projected_rows.CHANGE_COLUMNS).order_by(log.c.row_id, log.c.entity)
    result = connection.execute(query, execution_options={"yield_per": BATCH})
    entries = ((projected_rows.change_of(row[2:]), names[row[0]], bool(row[1])) for row in result)
    batch: dict[Key, list[Entry]] = {}
    for key, group in groupby(entries, key=lambda each: (each[0].entity, each[0].row_id)):
        batch[key] = [projected_rows.entry_of(*each) for each in group]
        if len(batch) >= BATCH // 4:
            yield batch
            batch = {}
    if batch:
        yield batch


def _count(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(tables.change)).scalar_one())


def _name(connection: Connection, number: int) -> str:
    writer = tables.replica
    query = select(writer.c.device, writer.c.incarnation).where(writer.c.number == number)
    device, incarnation = connection.execute(query).one()
    return str(Replica(device, incarnation))
