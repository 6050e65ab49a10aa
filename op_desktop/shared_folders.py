"""Whether a folder lies where other computers write too: on a network drive or in a folder of a cloud service."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

NETWORK = "network"
MOUNTS = Path("/proc/mounts")
_REMOTE_TYPES = frozenset(
    ("nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "davfs", "glusterfs", "sshfs", "rclone",
     "gvfsd-fuse", "google-drive-ocamlfuse", "onedriver")
)  # fmt: skip
"""File systems as the kernel names them; those of FUSE without what they begin with."""
_SERVICES = (
    ("Dropbox", ("dropbox",)),
    ("OneDrive", ("onedrive",)),
    ("Google Drive", ("google drive", "googledrive", "my drive", "il mio drive")),
    ("iCloud Drive", ("icloud", "com~apple~clouddocs", "mobile documents")),
    ("Nextcloud", ("nextcloud", "owncloud")),
)
"""How the folders of a service begin, in small letters: they go on with an account or an organisation."""
_MARKS = (("Dropbox", ".dropbox"), ("Dropbox", ".dropbox.cache"), ("Nextcloud", ".nextcloudsync.log"),
          ("Nextcloud", ".sync_*.db"), ("Nextcloud", "._sync_*.db"))  # fmt: skip
"""Files that a service leaves in the folder it keeps, whatever that folder is called."""
_WINDOWS_REMOTE = 4


def shared_by(folder: Path, mounts: Path = MOUNTS) -> str:
    """Who writes there too: the name of a cloud service, ``NETWORK``, or empty for a disk of this computer alone."""
    if PureWindowsPath(folder).drive.startswith("\\\\"):
        return NETWORK
    place = folder.expanduser().absolute()
    return _service(place) or (NETWORK if _is_remote(place, mounts) else "")


def _service(place: Path) -> str:
    real = place.resolve()
    for part in (*place.parts, *real.parts):
        plain = part.casefold().strip()
        for service, names in _SERVICES:
            if plain.startswith(names):
                return service
    return next(_left_marks(real), "")


def _left_marks(real: Path) -> Iterator[str]:
    for above in (real, *real.parents):
        for service, mark in _MARKS:
            if next(above.glob(mark), None) is not None:
                yield service


def _is_remote(place: Path, mounts: Path) -> bool:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - asks Windows alone

        return int(ctypes.windll.kernel32.GetDriveTypeW(f"{place.drive}\\")) == _WINDOWS_REMOTE
    return _file_system(place, mounts) in _REMOTE_TYPES


def _file_system(place: Path, mounts: Path) -> str:
    """The type of the file system that a folder lies on; empty where the system keeps no list."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    real, best, found = str(place.resolve()), -1, ""
    for line in lines:
        _device, point, kind, *_rest = [*line.split(" "), "", ""]
        point = _unescaped(point)
        # The later of two mounts on one point lies over the earlier.
        if len(point) >= best and (real == point or real.startswith(point.rstrip("/") + "/")):
            best, found = len(point), kind
    return found.removeprefix("fuse.")


def _unescaped(point: str) -> str:
    """A mount point as the list writes it, with blanks as octal numbers."""
    for sign, number in ((" ", "040"), ("\t", "011"), ("\n", "012"), ("\\", "134")):
        point = point.replace(f"\\{number}", sign)
    return os.fspath(point)
