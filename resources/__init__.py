"""The files that ship with the program; the only place that knows where they lie."""

from importlib.resources import files
from pathlib import Path


def path(relative: str) -> Path:
    """Where a shipped file lies, for example ``icons/sun.svg``."""
    return Path(str(files("resources").joinpath(relative)))
