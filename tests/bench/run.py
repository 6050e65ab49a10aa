"""``dev.py bench``: every figure beside its raw limit, measured in one run; exits 1 where a goal is missed.

``python -m tests.bench.run [PART …]``, a part for each file beside this one: ``start``, ``entry``, ``quizzes`` …
"""

import json
import platform
import sys
import tempfile
from pathlib import Path

from tests.bench import (
    calculators,
    certificates,
    consolidation,
    entry,
    people,
    quizzes,
    registry,
    roster,
    search,
    six_years,
    start,
)
from tests.bench.figures import HEAD, Figure

ROOMS = (
    start, entry, registry, roster, certificates, calculators, quizzes, search, people, consolidation, six_years,
)  # fmt: skip
PARTS = {each.__name__.rpartition(".")[2]: each for each in ROOMS}
RESULT = Path("build/bench.json")


def main(arguments: list[str]) -> int:
    """Measure the parts named, or all."""
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}", flush=True)
    print(HEAD, flush=True)
    figures: list[Figure] = []
    for name in arguments or PARTS:
        with tempfile.TemporaryDirectory() as folder:
            for figure in PARTS[name].measure(Path(folder)):
                figures.append(figure)
                print(figure.line(), flush=True)
    RESULT.parent.mkdir(exist_ok=True)
    rows = [{"name": each.name, "value": each.value, "unit": each.unit, "raw": each.raw, "goal": each.goal}
            for each in figures]  # fmt: skip
    RESULT.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    missed = [each.name for each in figures if each.met is False]
    print(f"{len(figures)} figures, {len(missed)} goals missed{': ' if missed else ''}{'; '.join(missed)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
