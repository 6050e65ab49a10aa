"""One member of a package: how it may be called, the header bytes around it, and its checked content."""

import io
import re
import struct
import zlib
from dataclasses import dataclass
from typing import BinaryIO

from op_desktop.language import _
from op_desktop.sync.refusals import BundleDamaged

# extra/ is for members of later versions: they are carried and checked, not read.
_NAMES = re.compile(
    r"manifest\.json|manifest\.sig|changes\.csv|datapackage\.json"
    r"|tables/(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])\.)[a-z][a-z0-9_]{0,62}\.csv"
    r"|certificates/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.pdf"
    r"|extra/(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])\.)[a-z][a-z0-9_-]{0,62}\.[a-z0-9]{1,8}",
    re.ASCII,
)
LONGEST_NAME = 100

_LOCAL = struct.Struct("<4s5H3I2H")
CENTRAL = struct.Struct("<4s6H3I5H2I")
END = struct.Struct("<4s4H2IH")
_NEEDED = 20
_MADE_BY = 3 << 8 | _NEEDED
_DEFLATED = 8
_FIRST_DAY = 1 << 5 | 1
_PRIVATE_FILE = 0o100600 << 16

CHUNK = 1 << 16
"""How many bytes are read at a time."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One member's place in the zip."""

    name: str
    crc: int
    packed: int
    size: int
    offset: int

    @property
    def _shared(self) -> tuple[int, ...]:
        return _NEEDED, 0, _DEFLATED, 0, _FIRST_DAY, self.crc, self.packed, self.size, len(self.name), 0

    def local(self) -> bytes:
        """The header before the member's data, byte for byte."""
        return _LOCAL.pack(b"PK\x03\x04", *self._shared) + self.name.encode("ascii")

    def central(self) -> bytes:
        """The member's record in the directory, byte for byte."""
        fixed = CENTRAL.pack(b"PK\x01\x02", _MADE_BY, *self._shared, 0, 0, 0, _PRIVATE_FILE, self.offset)
        return fixed + self.name.encode("ascii")

    @property
    def data(self) -> int:
        """Where the packed data begins."""
        return self.offset + _LOCAL.size + len(self.name)

    @property
    def end(self) -> int:
        """Where the next member begins."""
        return self.data + self.packed


def is_member_name(name: str) -> bool:
    """Whether a member of a package may be called so."""
    return _NAMES.fullmatch(name) is not None


def end_record(count: int, size: int, offset: int) -> bytes:
    """The record that closes the zip, byte for byte."""
    return END.pack(b"PK\x05\x06", 0, 0, count, count, size, offset, 0)


class MemberFile(io.RawIOBase):
    """One member's bytes, counted and checked as they inflate."""

    def __init__(self, source: BinaryIO, entry: Entry, bundle: str) -> None:
        self._source = source
        self._entry = entry
        self._bundle = bundle
        self._inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        self._fetched = self._given = self._crc = 0

    def readable(self) -> bool:
        """It can be read, nothing else."""
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        """Fill the buffer with what comes next."""
        data = self._next(len(buffer)) if len(buffer) and not self._inflater.eof else b""
        buffer[: len(data)] = data
        return len(data)

    def _next(self, most: int) -> bytes:
        data = b""
        while not data and not self._inflater.eof:
            packed = self._inflater.unconsumed_tail or self._fetch()
            try:
                data = self._inflater.decompress(packed, most)
            except zlib.error as error:
                raise self._damaged() from error
            if not (data or packed or self._inflater.eof):
                raise self._damaged()
        self._given += len(data)
        self._crc = zlib.crc32(data, self._crc)
        if self._given > self._entry.size or (self._inflater.eof and not self._right()):
            raise self._damaged()
        return data

    def _fetch(self) -> bytes:
        self._source.seek(self._entry.data + self._fetched)
        packed = self._source.read(min(CHUNK, self._entry.packed - self._fetched))
        self._fetched += len(packed)
        return packed

    def _right(self) -> bool:
        rest = self._inflater.unused_data or self._inflater.unconsumed_tail
        whole = not rest and self._fetched == self._entry.packed and self._given == self._entry.size
        return whole and self._crc == self._entry.crc

    def _damaged(self) -> BundleDamaged:
        return BundleDamaged(bundle=self._bundle, reason=_("{member} is damaged").format(member=self._entry.name))
