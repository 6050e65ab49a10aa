"""Where packages go: the USB sticks that are in, and the folder of this computer."""

import ctypes
import os
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final

from PySide6.QtCore import QStorageInfo

from ui.desk import Desk
from ui.folders import documents

MEDIA: Final = ("/media/", "/run/media/", "/mnt/", "/Volumes/")
"""Below these, systems put what is plugged in."""
REMOVABLE: Final = 2
"""What Windows calls a drive that can be taken out."""
CHOICE: Final = "hand_over.to"
FOLDER: Final = "hand_over.folder"


@dataclass(frozen=True, slots=True)
class Stick:
    """A drive that can be taken out, with room in bytes."""

    name: str
    root: Path
    free: int


def sticks() -> list[Stick]:
    """The USB sticks that are in and can be written, by name."""
    found = [
        Stick(_name(volume), Path(volume.rootPath()), volume.bytesAvailable())
        for volume in QStorageInfo.mountedVolumes()
        if volume.isValid() and volume.isReady() and not volume.isReadOnly() and _removable(volume)
    ]
    return sorted(found, key=lambda stick: (stick.name, str(stick.root)))


def folder_of(desk: Desk) -> Path:
    """Where packages are made on this computer: as chosen last, else Documents › OP Desktop › Consegne."""
    kept = desk.workspace.local(FOLDER)
    if kept:
        return Path(kept)
    if desk.hand_over_folder != Path.home():
        return desk.hand_over_folder
    return documents() / "OP Desktop" / "Consegne"


def _name(volume: QStorageInfo) -> str:
    root = volume.rootPath()
    label = volume.name() or PurePath(root).name
    return f"{label} ({root[:2]})" if os.name == "nt" else label


def _removable(volume: QStorageInfo) -> bool:
    if volume.isRoot():
        return False
    root = volume.rootPath()
    if os.name == "nt":
        return bool(getattr(ctypes, "windll").kernel32.GetDriveTypeW(root) == REMOVABLE)  # noqa: B009 - Windows only
    return root.startswith(MEDIA)
