"""What every released version wrote can still be opened, collected and counted."""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from op_desktop.metrics.engine import compute_all
from op_desktop.metrics.scope import Scope
from op_desktop.storage.verification import check
from op_desktop.sync.incoming import take_in
from op_desktop.workspace import DATABASE, Workspace

SAMPLES = sorted((Path(__file__).parent.parent / "samples").iterdir())
SPAN = Scope(first_day=date(2026, 1, 1), end_day=date(2027, 1, 1), today=date(2026, 11, 24))
every_version = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)


def counts_as(workspace: Workspace, sample: Path) -> bool:
    """Whether every figure that the sample's version knew has its value; later versions have more figures."""
    known = json.loads((sample / "figures.json").read_text(encoding="utf-8"))
    with workspace.read() as reader:
        assert check(reader.connection).faults == []
        (found,) = compute_all(reader, [SPAN])
    return {name: found[name].value for name in known} == known


@every_version
def test_its_database_opens_and_counts_as_it_did(sample, tmp_path):
    (tmp_path / DATABASE).write_bytes(gzip.decompress((sample / f"{DATABASE}.gz").read_bytes()))

    workspace = Workspace.open(tmp_path, training=True)

    assert counts_as(workspace, sample)
    workspace.close()


@every_version
def test_its_package_is_taken_in_and_counts_as_it_did(sample, tmp_path):
    centre = Workspace.open(tmp_path / "centre", training=True)

    take_in(centre, sample / "package.opb.zip", accept_new=True)

    assert counts_as(centre, sample)
    centre.close()
