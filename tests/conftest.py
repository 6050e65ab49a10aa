"""What most tests start from: a workspace on a real file, at a fixed moment."""

import gc
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import HealthCheck, settings

from op_desktop.language import speak
from op_desktop.register.places import seed_reference
from op_desktop.storage.clock import ROME
from op_desktop.workspace import Workspace

# A slow or busy computer fails no test; an example may start from a fixture that it does not change.
settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
settings.load_profile("house")

NOW = datetime(2026, 11, 24, 10, 3, tzinfo=ROME)
"""A Tuesday in November."""


@pytest.fixture(autouse=True, scope="module")
def _collected() -> Iterator[None]:
    """What former files left behind is not looked at again at every collection: it took a tenth of all the time."""
    yield
    gc.freeze()


@pytest.fixture(autouse=True)
def _english() -> None:
    speak("en")


@pytest.fixture(scope="session")
def set_up(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Makes a workspace with the reference data of the programme once for each label and purpose; gives its folder."""

    @cache
    def made(**options: str | bool) -> Path:
        folder = tmp_path_factory.mktemp("set-up") / "data"
        opened = Workspace.open(folder, wall=lambda: NOW, **options)
        opened.keep_local("device_code", "D01")
        with opened.write("Set up") as uow:
            seed_reference(uow)
        opened.close()
        return folder

    return made


@pytest.fixture
def workspace(tmp_path: Path, set_up: Callable[..., Path]) -> Iterator[Workspace]:
    """An empty workspace with the reference data of the programme."""
    opened = Workspace.open(copytree(set_up(), tmp_path / "data"), wall=lambda: NOW)
    yield opened
    opened.close()
