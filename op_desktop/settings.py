"""What one person prefers on this computer, and the file that keeps it."""

import json
import os
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

TEXT_SIZES = (90, 100, 115, 130, 150)
"""Per cent of the type sizes that the window was drawn with."""


class Theme(StrEnum):
    """Which colours the window wears."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


class Settings(NamedTuple):
    """Preferences of the window; what the programme decides stands in the workspace instead."""

    language: str | None = None
    """``it`` or ``en``; anything else follows the system."""
    theme: Theme = Theme.AUTO
    text_size: int = 100
    reduce_motion: bool = False
    system_font: bool = False
    compact: bool = False
    large_targets: bool = False
    """Desk mode: whatever is pressed is as large as a finger."""
    last_workspace: str | None = None
    """The folder that was open when the window closed."""


def load(file: Path) -> Settings:
    """The settings kept in the file; a value that makes no sense counts as not set.

    A file that cannot be understood at all is kept beside as ``….damaged``, so that nothing a person wrote is lost.
    """
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (UnicodeDecodeError, json.JSONDecodeError):
        found = None
    if not isinstance(found, dict):
        os.replace(file, _beside(file, "damaged"))
        return Settings()
    kept = {name: found[name] for name in Settings._fields if _fits(name, found.get(name))}
    if "theme" in kept:
        kept["theme"] = Theme(kept["theme"])
    return Settings(**kept)


def save(settings: Settings, file: Path) -> None:
    """Replace the file at one stroke: a power cut leaves the old settings or the new, never half of them."""
    part = _beside(file, "part")
    with part.open("w", encoding="utf-8") as stream:
        json.dump(settings._asdict(), stream, ensure_ascii=False, indent=2)
        stream.write("\n")
        stream.flush()
        os.fsync(stream.fileno())
    part.chmod(0o600)
    os.replace(part, file)


def _fits(name: str, value: Any) -> bool:
    match name:
        case "language" | "last_workspace":
            return isinstance(value, str)
        case "theme":
            return value in list(Theme)
        case "text_size":
            return type(value) is int and value in TEXT_SIZES
        case _:
            return isinstance(value, bool)


def _beside(file: Path, ending: str) -> Path:
    return file.with_name(f"{file.name}.{ending}")
