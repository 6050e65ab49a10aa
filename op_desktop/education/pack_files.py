"""Brings a pack from a zip or folder into a new folder, copying nothing but what a pack may hold."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from op_desktop.education.content_fields import Spot
from op_desktop.education.packs import HEAD, LARGEST_FILE, SUMS, files_of
from op_desktop.language import _

MOST_FILES = 500
LARGEST_PACK = 32 << 20
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")
_ENDS = (".toml", ".txt", ".md")


def take_in(source: Path, target: Path) -> None:
    """Copy the pack in ``source``, a zip or a folder, into the new folder ``target``.

    Raises ``PackRefused`` for what is no pack, is too big, or has files that a pack does not hold.
    """
    spot = Spot(source.name)
    try:
        if source.is_dir():
            files = [(name, (source / name).read_bytes()) for name in _fit(sorted(files_of(source)), spot)
                     if _small((source / name).stat().st_size, spot, name)]  # fmt: skip
        else:
            files = list(_unzipped(source, spot))
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        spot.refuse(
            _("it cannot be read"), _("Choose the pack’s zip file or its folder; copy it again if it is damaged.")
        )
    for name, data in files:
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _unzipped(source: Path, spot: Spot) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(source) as packed:
        names = [entry.filename for entry in packed.infolist() if not entry.is_dir()]
        start = _start(names, spot)
        _fit([name.removeprefix(start) for name in names], spot)
        total = 0
        for name in names:
            with packed.open(name) as member:
                # The size that a zip declares proves nothing; what is read does.
                data = member.read(LARGEST_FILE + 1)
            total += len(data)
            _small(len(data), spot, name)
            if total > LARGEST_PACK:
                spot.refuse(_("it is larger than {n} MB").format(n=LARGEST_PACK >> 20), _("Divide it into two packs."))
            yield name.removeprefix(start), data


def _start(names: list[str], spot: Spot) -> str:
    """What stands before every name: a pack may be zipped with its folder."""
    heads = [name for name in names if PurePosixPath(name).name == HEAD]
    if len(heads) != 1 or len(set(names)) != len(names):
        spot.refuse(
            _("it holds no {name}, or more than one").format(name=HEAD), _("Choose the pack’s zip file or its folder.")
        )
    start = heads[0].removesuffix(HEAD)
    if not all(name.startswith(start) for name in names):
        spot.refuse(_("there are files outside its folder"), _("Zip the folder of the pack alone."))
    return start


def _fit(names: list[str], spot: Spot) -> list[str]:
    if HEAD not in names:
        spot.refuse(
            _("it holds no {name}, or more than one").format(name=HEAD), _("Choose the pack’s zip file or its folder.")
        )
    if len(names) > MOST_FILES:
        spot.refuse(_("it holds more than {n} files").format(n=MOST_FILES), _("Divide it into two packs."))
    for name in names:
        parts = name.split("/")
        right = len(parts) <= 4 and all(_NAME.fullmatch(part) for part in parts)
        if not right or not (name == SUMS or name.endswith(_ENDS)):
            Spot(spot.pack, name[:80]).refuse(
                _("a pack holds no such file"),
                _("A pack holds .toml, .txt and .md files and {name}.").format(name=SUMS),
            )
    return names


def _small(size: int, spot: Spot, name: str) -> bool:
    if size > LARGEST_FILE:
        Spot(spot.pack, name[:80]).refuse(
            _("the file is larger than {n} KB").format(n=LARGEST_FILE >> 10), _("Divide it.")
        )
    return True
