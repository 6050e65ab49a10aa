"""Keeps a database and a package of this version under tests/samples, for every later version to open.

``python packaging/samples.py`` at a release; an existing sample is never written again.
"""

import gzip
import json
import shutil
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from op_desktop import __version__
from op_desktop.demo.term import fill_training
from op_desktop.metrics.engine import compute_all
from op_desktop.metrics.scope import Scope
from op_desktop.sync.outgoing import hand_over
from op_desktop.workspace import DATABASE, Workspace

SAMPLES = Path(__file__).parent.parent / "tests" / "samples"
DAY = date(2026, 11, 24)
SPAN = Scope(first_day=date(2026, 1, 1), end_day=date(2027, 1, 1), today=DAY)


def main() -> int:
    """Write the sample of this version."""
    target = SAMPLES / __version__
    if target.exists():
        print(f"{target} is there already and stays as it is.")
        return 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wall = datetime(2026, 11, 24, 9, 3, tzinfo=UTC)
        workspace = Workspace.open(folder / "data", wall=lambda: wall, label="portatile-scuole-1", training=True)
        fill_training(workspace, DAY)
        package = hand_over(workspace, folder).path
        with workspace.read() as reader:
            (figures,) = compute_all(reader, [SPAN])
        workspace.close()
        target.mkdir(parents=True)
        with (folder / "data" / DATABASE).open("rb") as source, gzip.open(target / f"{DATABASE}.gz", "wb") as packed:
            shutil.copyfileobj(source, packed)
        shutil.copy(package, target / "package.opb.zip")
        expected = {name: figure.value for name, figure in figures.items()}
        (target / "figures.json").write_text(json.dumps(expected, indent=1) + "\n", encoding="utf-8")
    print(f"Written: {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
