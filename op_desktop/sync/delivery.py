"""From the data to the stick: the package is made on this computer first, then copied and compared."""

import shutil
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from op_desktop.durable import write_atomically
from op_desktop.errors import UserError
from op_desktop.language import N_, _
from op_desktop.progress import SILENT, Progress
from op_desktop.sync.envelope import DIGEST_ENDING
from op_desktop.sync.members import CHUNK
from op_desktop.sync.outgoing import HandedOver, hand_over
from op_desktop.workspace import Workspace

ON_STICK = "OP Desktop"
"""The folder of a stick that packages go into."""


class StickGone(UserError):
    """The stick was taken out, or cannot be written."""

    title = N_("The USB stick is gone.")
    advice = N_("The package is safe in {folder}. Insert it and press Copy again.")


class CopyDiffers(UserError):
    """What was read back from the stick is not what was written."""

    title = N_("The copy on the USB stick is not right.")
    advice = N_("The package is safe in {folder}. Try another stick, then press Copy again.")


@dataclass(frozen=True, slots=True)
class Delivered:
    """A package that was made, where its copy lies, and what went wrong with the copy."""

    handed: HandedOver
    copy: Path | None = None
    trouble: UserError | None = None


def deliver(
    workspace: Workspace,
    folder: Path,
    stick: Path | None,
    *,
    everything: bool = False,
    author: str = "",
    progress: Progress = SILENT,
) -> Delivered:
    """Make a package in ``folder`` and copy it to the ``stick``, if one is meant.

    Raises what ``hand_over`` raises; trouble with the stick is told in the result, since the package is safe then.
    """
    handed = hand_over(workspace, folder, everything=everything, author=author, progress=progress)
    if stick is None:
        return Delivered(handed)
    progress.step(0, 0, _("Copying to the USB stick"))
    try:
        return Delivered(handed, copy=copy_package(handed.path, stick))
    except UserError as trouble:
        return Delivered(handed, trouble=trouble)


def copy_package(package: Path, stick: Path) -> Path:
    """Copy a package, and the digest beside it, into the stick's own folder; returns the copy's path.

    Raises ``StickGone`` or ``CopyDiffers``, ``FolderFull`` where there is no room.
    """
    if not stick.is_dir():
        raise StickGone(folder=package.parent)
    target = stick / ON_STICK
    try:
        target.mkdir(exist_ok=True)
        for source in (package, package.with_name(package.name + DIGEST_ENDING)):
            if source.exists():
                _copy(source, target / source.name)
    except OSError as error:
        raise StickGone(folder=package.parent) from error
    return target / package.name


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as read, write_atomically(target) as written:
        shutil.copyfileobj(read, written, CHUNK)
    if _digest(source) != _digest(target):
        raise CopyDiffers(folder=source.parent)


def _digest(path: Path) -> bytes:
    found = sha256()
    with path.open("rb") as file:
        while part := file.read(CHUNK):
            found.update(part)
    return found.digest()
