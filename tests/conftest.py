"""What most tests start from: a workspace on a real file, at a fixed moment."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from op_desktop.language import speak
from op_desktop.register.places import seed_reference
from op_desktop.storage.clock import ROME
from op_desktop.workspace import Workspace

NOW = datetime(2026, 11, 24, 10, 3, tzinfo=ROME)
"""A Tuesday in November."""


@pytest.fixture(autouse=True)
def _english() -> None:
    speak("en")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """An empty workspace with the reference data of the programme."""
    opened = Workspace.open(tmp_path / "data", wall=lambda: NOW)
    with opened.write("Set up") as uow:
        seed_reference(uow)
    yield opened
    opened.close()
