"""Kills the program while it works and looks for what was lost; then damaged lists and the long merge property.

``python -m tests.faults [kills] [histories] [lists]`` prints what it did and exits 1 at the first loss.
"""

import faulthandler
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import func, select

from op_desktop.domain.person import Person
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.verification import check
from op_desktop.sync.incoming import take_in
from op_desktop.sync.outgoing import hand_over
from op_desktop.workspace import Workspace
from tests.bench.scene import invented_people
from tests.exchange import mutations

ROOT = Path(__file__).parent.parent


class Loss(AssertionError):
    """Something acknowledged is gone, or the data does not verify."""


def kill_during(scene: str, *paths: Path, saves: int = 0, after: float) -> list[str]:
    """Start a worker, kill it so many seconds after so many lines of its, and return the lines it had finished."""
    command = [sys.executable, "-m", "tests.fault_worker", scene, *map(str, paths)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        if worker.stdout.readline() != "ready\n":
            raise Loss("the program did not start again by itself")
        told = "".join(worker.stdout.readline() for _save in range(saves))
        time.sleep(after)
        worker.kill()
        told += worker.stdout.read()
    return told.splitlines()[: told.count("\n")]


def entry(folder: Path, kills: int, rng: random.Random) -> int:
    """Kill while people are entered; returns how many saves had been acknowledged."""
    acknowledged: set[str] = set()
    for _kill in range(kills):
        saves, after = rng.randrange(12), rng.uniform(0, 0.02)
        acknowledged |= set(kill_during("enter", folder / "device", saves=saves, after=after))
        workspace = Workspace.open(folder / "device", training=True)
        with workspace.read() as reader:
            held = {id for (id,) in reader.rows(select(TABLE_OF[Person].c.id))}
            findings = check(reader.connection)
        workspace.close()
        if lost := acknowledged - held:
            raise Loss(f"{len(lost)} acknowledged saves are gone")
        if not findings.sound:
            raise Loss(findings.faults[0])
    return len(acknowledged)


def reception(folder: Path, kills: int, rng: random.Random) -> int:
    """Kill while a package is taken in; returns how many of the kills came before its end."""
    giver = Workspace.open(folder / "giver", training=True)
    with giver.write("People") as uow:
        uow.put_all(invented_people(4_000, rng))
    package = hand_over(giver, folder / "packages").path
    giver.close()
    unfinished = 0
    for number in range(kills):
        centre = folder / f"centre-{number}"
        done = kill_during("receive", centre, package, after=rng.uniform(0, 0.6))
        workspace = Workspace.open(centre, training=True)
        with workspace.read() as reader:
            held = reader.value(select(func.count()).select_from(TABLE_OF[Person]))
            findings = check(reader.connection)
        if held not in (0, 4_000) or (done and held == 0):
            raise Loss(f"half a package: {held} of 4000 people")
        if not findings.sound:
            raise Loss(findings.faults[0])
        unfinished += held == 0
        take_in(workspace, package, accept_new=True)
        with workspace.read() as reader:
            again = reader.value(select(func.count()).select_from(TABLE_OF[Person]))
        workspace.close()
        if again != 4_000:
            raise Loss(f"the second try brought {again} of 4000 people")
    return unfinished


def lists(count: int) -> mutations.Outcome:
    """Offer damaged lists to the importer; one that hangs ends the run with a trace of where."""
    try:
        return mutations.run(count, before=lambda: faulthandler.dump_traceback_later(2 * mutations.SECONDS, exit=True))
    finally:
        faulthandler.cancel_dump_traceback_later()


def endings(folder: Path, kills: int) -> None:
    """Kill three times out of four during entry, else while a package is taken in."""
    rng = random.Random(20261124)
    began = time.monotonic()
    saves = entry(folder, kills * 3 // 4, rng)
    print(f"{kills * 3 // 4} kills during entry: {saves} acknowledged saves, none lost, "
          f"every check sound ({time.monotonic() - began:.0f} s)", flush=True)  # fmt: skip
    began = time.monotonic()
    unfinished = reception(folder, kills // 4, rng)
    print(f"{kills // 4} kills while a package was taken in, {unfinished} before its end: whole or not there, "
          f"second try complete ({time.monotonic() - began:.0f} s)", flush=True)  # fmt: skip


def main(arguments: list[str]) -> int:
    """Run damaged lists, then the kills, then the merge property over many histories; 0 leaves a part out."""
    asked = [int(each) for each in arguments]
    kills, histories, damaged = (*asked, *(200, 500, 20_000)[len(asked) :])
    with tempfile.TemporaryDirectory() as name:
        began = time.monotonic()
        found = lists(damaged)
        print(f"{damaged} damaged lists: {found.read} read with all of their {found.rows} rows, "
              f"{found.refused} refused, the slowest in {found.slowest:.2f} s, none lost "
              f"({time.monotonic() - began:.0f} s)", flush=True)  # fmt: skip
        if kills:
            endings(Path(name), kills)
    if not histories:
        return 0
    command = [sys.executable, "-m", "pytest", "-q", "tests/storage/test_union.py"]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, "OP_HISTORIES": str(histories)}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
