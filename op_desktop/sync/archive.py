"""The package's zip: written in one way only, and read only where every byte of its frame is as we write it."""

import io
import os
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from op_desktop.language import _
from op_desktop.progress import SILENT, Progress
from op_desktop.sync.members import CENTRAL, CHUNK, END, LONGEST_NAME, Entry, MemberFile, end_record, is_member_name
from op_desktop.sync.refusals import BundleDamaged, BundleRefused, NotABundle, shown

MANIFEST = "manifest.json"
SIGNATURE = "manifest.sig"
CHANGES = "changes.csv"
DATA_PACKAGE = "datapackage.json"
MANDATORY = (CHANGES, DATA_PACKAGE, MANIFEST, SIGNATURE)

Source = bytes | Path
"""What a member is written from."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a package may hold; sizes in bytes."""

    file: int = 2 << 30
    entries: int = 50_000
    member: int = 512 << 20
    total: int = 2 << 30
    ratio: int = 200
    """Largest inflation of a member, looked at beyond ``small``."""
    small: int = 1 << 20


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Digest:
    """What a member really holds."""

    bytes: int
    sha256: str


def write_archive(target: BinaryIO, sources: Mapping[str, Source]) -> None:
    """Write the members, sorted, into an empty seekable file; equal members give equal bytes."""
    entries = []
    for name in sorted(sources):
        if not is_member_name(name):
            raise ValueError(f"not a member of a package: {name}")
        with opened(sources[name]) as source:
            entries.append(_write_member(target, name, source))
    directory = b"".join(entry.central() for entry in entries)
    start = entries[-1].end if entries else 0
    target.write(directory + end_record(len(entries), len(directory), start))


def opened(source: Source) -> BinaryIO:
    """The source as a file to read from its beginning."""
    return io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")


def digest_of(source: BinaryIO, tell: Callable[[int], None] = lambda _read: None) -> Digest:
    """Read to the end and say what was there; ``tell`` hears how many bytes were read so far."""
    digest, size = sha256(), 0
    while chunk := source.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
        tell(size)
    return Digest(size, digest.hexdigest())


def _write_member(target: BinaryIO, name: str, source: BinaryIO) -> Entry:
    draft = Entry(name, 0, 0, 0, target.tell())
    target.write(draft.local())
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    crc = size = 0
    while chunk := source.read(CHUNK):
        crc, size = zlib.crc32(chunk, crc), size + len(chunk)
        target.write(packer.compress(chunk))
    target.write(packer.flush())
    end = target.tell()
    entry = replace(draft, crc=crc, size=size, packed=end - draft.data)
    target.seek(entry.offset)
    target.write(entry.local())
    target.seek(end)
    return entry


def _tell(progress: Progress, before: int, total: int, name: str, read: int) -> None:
    progress.step(before + read, total, name)


class Archive:
    """A package's zip whose frame was found right; members are checked while they are read.

    Raises ``BundleDamaged`` or ``BundleRefused``, here and from the files it opens; ``bundle`` is
    the name to show. The source stays the caller's to close.
    """

    def __init__(self, source: BinaryIO, bundle: str, limits: Limits = LIMITS) -> None:
        self.bundle = bundle
        self._source = source
        self._limits = limits
        self._entries = {entry.name: entry for entry in self._directory()}
        self._check_sizes()
        for name in MANDATORY:
            if name not in self._entries:
                raise self._damaged(_("{member} is missing").format(member=name))

    @property
    def names(self) -> tuple[str, ...]:
        """All members, sorted."""
        return tuple(self._entries)

    def size(self, name: str) -> int:
        """A member's size in bytes."""
        return self._entries[name].size

    def open(self, name: str) -> BinaryIO:
        """A member to read as a stream; its last piece is given out only if length and checksum are right."""
        return io.BufferedReader(MemberFile(self._source, self._entries[name], self.bundle), CHUNK)

    def read(self, name: str, most: int) -> bytes:
        """A whole small member; raises ``BundleRefused`` beyond ``most`` bytes."""
        if self.size(name) > most:
            raise self._refused(_("{member} is too big").format(member=name))
        with self.open(name) as member:
            return member.read()

    def digests(self, progress: Progress = SILENT) -> dict[str, Digest]:
        """Read every member to its end and say what it holds."""
        total = sum(entry.size for entry in self._entries.values())
        found: dict[str, Digest] = {}
        done = 0
        for name in self._entries:
            with self.open(name) as member:
                found[name] = digest_of(member, partial(_tell, progress, done, total, name))
            done += found[name].bytes
        return found

    def _directory(self) -> Iterator[Entry]:
        length = self._source.seek(0, os.SEEK_END)
        if length > self._limits.file:
            raise self._refused(_("it is larger than {limit} MB").format(limit=self._limits.file >> 20))
        if self._read(0, 2) != b"PK":
            raise NotABundle(bundle=self.bundle)
        tail = length - END.size
        end = self._read(tail, END.size)
        if len(end) != END.size:
            raise self._damaged(_("its end is missing"))
        count, size, offset = END.unpack(end)[4:7]
        if end != end_record(count, size, offset) or offset + size != tail:
            raise self._damaged(_("its end is missing"))
        if count > self._limits.entries:
            raise self._refused(_("it holds more than {limit} files").format(limit=self._limits.entries))
        if size > count * (CENTRAL.size + LONGEST_NAME):
            raise self._damaged(_("the list of its files is damaged"))
        return self._walk(self._read(offset, size), count, offset)

    def _walk(self, directory: bytes, count: int, end: int) -> Iterator[Entry]:
        """The entries of the directory, each where the one before ends: no gap, no overlap, no double."""
        place = at = 0
        last = ""
        for _number in range(count):
            entry = self._entry(directory, place)
            if entry.offset != at or self._read(at, entry.data - at) != entry.local():
                raise self._damaged(_("{member} is damaged").format(member=entry.name))
            if entry.name <= last:
                raise self._refused(_("{member} is there twice").format(member=entry.name))
            yield entry
            place, at, last = place + len(entry.central()), entry.end, entry.name
        if place != len(directory) or at != end:
            raise self._damaged(_("the list of its files is damaged"))

    def _entry(self, directory: bytes, place: int) -> Entry:
        fixed = directory[place : place + CENTRAL.size]
        if len(fixed) != CENTRAL.size:
            raise self._damaged(_("the list of its files is damaged"))
        crc, packed, size, name_length = CENTRAL.unpack(fixed)[7:11]
        name_at = place + CENTRAL.size
        name = directory[name_at : name_at + name_length].decode("latin-1")
        if not is_member_name(name):
            raise self._refused(_("“{member}” is not a name we use").format(member=shown(name)))
        entry = Entry(name, crc, packed, size, CENTRAL.unpack(fixed)[16])
        if directory[place : name_at + name_length] != entry.central():
            raise self._damaged(_("the list of its files is damaged"))
        return entry

    def _check_sizes(self) -> None:
        limits = self._limits
        for entry in self._entries.values():
            inflated = entry.size > limits.small and entry.size > limits.ratio * entry.packed
            if entry.size > limits.member or inflated:
                raise self._refused(_("{member} is too big").format(member=entry.name))
        if sum(entry.size for entry in self._entries.values()) > limits.total:
            raise self._refused(_("it holds more than {limit} MB").format(limit=limits.total >> 20))

    def _read(self, offset: int, size: int) -> bytes:
        if offset < 0:
            return b""
        self._source.seek(offset)
        return self._source.read(size)

    def _damaged(self, reason: str) -> BundleDamaged:
        return BundleDamaged(bundle=self.bundle, reason=reason)

    def _refused(self, reason: str) -> BundleRefused:
        return BundleRefused(bundle=self.bundle, reason=reason)
