"""Uniting packages with the log, against the same rows by plain statements of the same library."""

import json
from pathlib import Path
from random import Random

import sqlcipher3.dbapi2

from op_desktop.domain.attendance import Attendance
from op_desktop.domain.record import shape
from op_desktop.storage import tables
from op_desktop.storage.tables import RECORD_OF
from op_desktop.storage.verification import check
from op_desktop.sync.incoming import take_in
from op_desktop.sync.outgoing import hand_over
from op_desktop.workspace import Workspace
from tests.bench.figures import Figure, peak_mib, stopwatch
from tests.bench.scene import attendances, programme


def measure(folder: Path, rows: int = 60_000, packages: int = 12) -> list[Figure]:
    """Packages of attendances from one device, taken in one by one, and the same rows written plainly."""
    device = Workspace.open(folder / "device", label="bench", training=True)
    files, written = [], 0.0
    sessions, people = programme(device, sessions=rows // 100, people=1_000)
    for number in range(packages):
        attendances(device, sessions[number::packages], people, Random(number))
        with stopwatch() as elapsed:
            files.append(hand_over(device, folder / "packages").path)
        written += elapsed()
        _acknowledge(device)
    centre = Workspace.open(folder / "centre", label="centre", training=True)
    with stopwatch() as elapsed:
        taken = sum(take_in(centre, file, accept_new=True).union.new for file in files)
    united = elapsed()
    with stopwatch() as elapsed:
        again = sum(take_in(centre, file).union.new for file in files)
    repeated = elapsed()
    raw = _plain(folder / "plain.sqlite", centre, packages)
    with stopwatch() as elapsed, centre.read() as reader:
        findings = check(reader.connection)
    checked = elapsed()
    assert findings.sound
    assert again == 0
    speed, raw_speed = taken / united * 1000, taken / raw * 1000
    device.close()
    centre.close()
    return [
        Figure("packages taken in, checked, logged, projected", speed, "rows/s", raw_speed, "≥ 1/3 (stretch 1/2)",
               speed >= raw_speed / 3),
        Figure("the same packages again (nothing new)", taken / repeated * 1000, "rows/s"),
        Figure("packages written, read back and verified", taken / written * 1000, "rows/s"),
        Figure("check: every hash, every table against the log", findings.changes / checked * 1000, "rows/s"),
        Figure("peak memory so far", peak_mib(), "MiB"),
    ]  # fmt: skip


def _acknowledge(device: Workspace) -> None:
    # As if the centre had acknowledged: the next package holds only what is new.
    head = json.loads(device.local("head") or "[]")
    device.keep_local("acked_to", str(head[1]))


def _plain(file: Path, centre: Workspace, packages: int) -> float:
    """The same rows by plain ``INSERT … ON CONFLICT`` executemany, one transaction a package; in milliseconds."""
    with centre.engine.connect() as connection:
        rows = {
            entity: [tuple(row) for row in connection.exec_driver_sql(f'SELECT * FROM "{entity}"')]
            for entity in RECORD_OF
        }
    plain = sqlcipher3.dbapi2.connect(str(file), isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "cache_size = -65536"):
        plain.execute(f"PRAGMA {pragma}")
    statements = {}
    for entity, record in RECORD_OF.items():
        names = ["id", *(each.name for each in shape(record))]
        plain.execute(f'CREATE TABLE "{entity}" ({", ".join(names)}, PRIMARY KEY (id))')
        for index in tables.TABLE_OF[record].indexes:
            columns = ", ".join(column.name for column in index.columns)
            plain.execute(f'CREATE INDEX "{index.name}" ON "{entity}" ({columns})')
        updates = ", ".join(f"{name} = excluded.{name}" for name in names[1:])
        marks = ", ".join("?" * len(names))
        statements[entity] = f'INSERT INTO "{entity}" VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {updates}'
    with stopwatch() as elapsed:
        for number in range(packages):
            plain.execute("BEGIN IMMEDIATE")
            for entity, every in rows.items():
                if chosen := every[number::packages]:
                    plain.executemany(statements[entity], chosen)
            plain.execute("COMMIT")
    plain.close()
    assert len(rows[Attendance.entity]) > 0
    return elapsed()
