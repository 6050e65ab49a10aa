"""The files that ship with the program; the only place that knows where they lie."""

from pathlib import Path

_HERE = Path(__file__).parent


def path(relative: str) -> Path:
    """Where a shipped file lies, for example ``icons/sun.svg``."""
    return _HERE / relative
