"""The ministry's registry of schools: sixty thousand rows read, compared and previewed."""

import csv
from pathlib import Path

from op_desktop.exchange.school_import import Decisions, import_schools, preview_schools
from op_desktop.register.places import seed_reference
from op_desktop.workspace import Workspace
from tests.bench.figures import Figure, stopwatch
from tests.exchange.registry_files import whole_country

ROWS = 60_000
GOAL = 3_000.0


def measure(folder: Path) -> list[Figure]:
    """From the file on disk to the preview, and to the schools written; beside them Python's own CSV reader."""
    file = folder / "registry.csv"
    file.write_bytes(whole_country(ROWS))
    workspace = Workspace.open(folder / "registry", training=True)
    with workspace.write("Scene") as uow:
        seed_reference(uow)
    with stopwatch() as raw, file.open(encoding="cp1252", newline="") as stream:
        rows = sum(1 for _row in csv.reader(stream, delimiter=";"))
        limit = raw()
    assert rows == ROWS + 1
    with stopwatch() as elapsed, workspace.read() as reader:
        plan = preview_schools(reader, file.read_bytes(), file.name)
        previewed = elapsed()
    with stopwatch() as elapsed, workspace.write("Import") as uow:
        done = import_schools(uow, plan, Decisions(), sha256="0" * 64)
        uow.flush()
        written = elapsed()
    workspace.close()
    goal = f"≤ {GOAL / 1000:.0f} s"
    return [
        Figure(f"registry of {ROWS:,} schools, previewed", previewed, "ms", limit, goal, previewed <= GOAL),
        Figure(f"its {done.new} schools of the territory, written", written, "ms", None, goal, written <= GOAL),
    ]
