"""Files that are whole or not there: written beside, then moved into place."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from op_desktop.errors import UserError
from op_desktop.language import N_

PARTIAL = ".part"
"""How the name of a file ends while it is being written."""


class FolderFull(UserError):
    """No space is left where the file should go."""

    title = N_("There is no space left in “{folder}”.")
    advice = N_("Free some space or choose another folder, then try again. “{name}” was not written.")


class FolderClosed(UserError):
    """The folder may not be written to."""

    title = N_("OP Desktop may not write in “{folder}”.")
    advice = N_("Choose another folder, for instance Documents. “{name}” was not written.")


class FolderGone(UserError):
    """The folder, or the stick it lies on, is not there any more."""

    title = N_("The folder “{folder}” is not there.")
    advice = N_("Insert the USB stick again or choose another folder. “{name}” was not written.")


class FileNameTooLong(UserError):
    """The system does not take so long a name."""

    title = N_("The file name is too long: “{name}”.")
    advice = N_("Choose a shorter name or a folder nearer to the top.")


_REFUSALS: dict[int, type[UserError]] = {
    errno.ENOSPC: FolderFull,
    errno.EDQUOT: FolderFull,
    errno.EFBIG: FolderFull,
    errno.EACCES: FolderClosed,
    errno.EPERM: FolderClosed,
    errno.EROFS: FolderClosed,
    errno.EISDIR: FolderClosed,
    errno.ENOENT: FolderGone,
    errno.ENOTDIR: FolderGone,
    errno.ENODEV: FolderGone,
    errno.ENXIO: FolderGone,
    errno.EIO: FolderGone,
    errno.ENAMETOOLONG: FileNameTooLong,
}


@contextmanager
def write_atomically(path: Path, *, private: bool = False) -> Iterator[BinaryIO]:
    """A file to write into; at the end of the block it takes the place of ``path``, safe on the disk.

    If anything goes wrong inside the block the earlier file, if there was one, stays as it was and
    nothing is left behind. ``private`` makes a new file readable by its owner alone. Raises
    ``FolderFull``, ``FolderClosed``, ``FolderGone`` or ``FileNameTooLong``.
    """
    beside = path.with_name(f".{path.name[:40]}.{secrets.token_hex(4)}{PARTIAL}")
    try:
        descriptor = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, 0o600 if private else 0o666)
        try:
            with os.fdopen(descriptor, "w+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            os.replace(beside, path)
        finally:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
        _settle(path.parent)
    except OSError as error:
        refusal = _refusal(error, path)
        if refusal is None:
            raise
        raise refusal(folder=path.parent, name=path.name) from error


def write_bytes(path: Path, content: bytes, *, private: bool = False) -> None:
    """Put ``content`` where ``path`` is, whole or not at all; raises what ``write_atomically`` raises."""
    with write_atomically(path, private=private) as file:
        file.write(content)


_BINARY = getattr(os, "O_BINARY", 0)
"""Without it Windows would translate line ends."""


def _settle(folder: Path) -> None:
    """Make the new name itself survive a power cut; Windows does so by itself and opens no folders."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network and USB file systems know no fsync of folders; the file itself is safe.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def _refusal(error: OSError, path: Path) -> type[UserError] | None:
    """What to tell the person, if the trouble is about the file being written and can be mended."""
    about = Path(os.fsdecode(error.filename)) if error.filename is not None else path
    if path.parent not in (about, about.parent):
        return None
    return _REFUSALS.get(error.errno or 0)
