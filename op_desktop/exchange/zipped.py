"""The CSV files of a zip, read in memory under limits: nothing is ever unpacked by the name that it bears."""

import io
import re
import zipfile
import zlib

from op_desktop.exchange import limits
from op_desktop.exchange.refusals import OtherWorkbook, SetDamaged, SetLocked, SetTooLarge

_CSV = re.compile(r"(?:[^/\\:\0]+/)?[^/\\:\0]+\.csv", re.IGNORECASE)
"""A file at the root or in one folder, as people zip a folder."""
_CHUNK = 256 * 1024
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
    LookupError,
)


def zipped_files(data: bytes, name: str, wanted: frozenset[str]) -> dict[str, bytes]:
    """The files of the zip called ``wanted`` (small letters, no folder) that it holds, others unread.

    Raises ``SetDamaged``, ``SetLocked``, ``SetTooLarge``, or ``OtherWorkbook`` for a zip without any CSV file.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = [entry for entry in _entries(packed, name) if _base(entry.filename) in wanted]
            return _read(packed, entries, name)
    except _BROKEN:
        raise SetDamaged(name=name) from None


def _entries(packed: zipfile.ZipFile, name: str) -> list[zipfile.ZipInfo]:
    entries = [entry for entry in packed.infolist() if not entry.is_dir()]
    if len(packed.infolist()) > limits.PARTS:
        raise SetTooLarge(name=name, limit=limits.UNPACKED // limits.MEBIBYTE)
    tables = [entry for entry in entries if _CSV.fullmatch(entry.filename)]
    if not tables:
        raise OtherWorkbook(name=name)
    # Two files of one name, were it only by case or folder, leave open which of them counts.
    if len({_base(entry.filename) for entry in tables}) < len(tables):
        raise SetDamaged(name=name)
    if any(entry.flag_bits & 1 for entry in tables):
        raise SetLocked(name=name)
    return tables


def _read(packed: zipfile.ZipFile, entries: list[zipfile.ZipInfo], name: str) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    room = limits.UNPACKED
    for entry in entries:
        content = bytearray()
        with packed.open(entry) as member:
            # What counts is what comes out, not the size that the archive declares.
            while chunk := member.read(_CHUNK):
                content += chunk
                if len(content) > room:
                    raise SetTooLarge(name=name, limit=limits.UNPACKED // limits.MEBIBYTE)
        room -= len(content)
        found[_base(entry.filename)] = bytes(content)
    return found


def _base(filename: str) -> str:
    return filename.rpartition("/")[2].casefold()
