"""A package as a file: the signed zip, sealed for the centre where the programme wants it; written and opened here."""

import errno
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from op_desktop.durable import FolderFull, write_atomically
from op_desktop.language import _
from op_desktop.progress import SILENT, Progress
from op_desktop.security.sealing import HEADER, NotSealedForUs, SealDamaged, new_identity, recipient_of, seal, unseal
from op_desktop.security.signing import SIGNATURE_BYTES, DeviceKey
from op_desktop.sync.archive import (
    LIMITS,
    MANIFEST,
    SIGNATURE,
    Archive,
    Limits,
    Source,
    digest_of,
    opened,
    write_archive,
)
from op_desktop.sync.manifest import (
    LARGEST,
    ListedMember,
    Manifest,
    check_members,
    check_signature,
    read_manifest,
    sign,
    spoken_code,
)
from op_desktop.sync.members import CHUNK
from op_desktop.sync.refusals import (
    BundleDamaged,
    BundleNotForUs,
    BundleRefused,
    BundleUnreadable,
    KnownBundleDamaged,
    NotABundle,
    shown,
)

SEALED_ENDING = ".opb"
PLAIN_ENDING = ".opb.zip"
DIGEST_ENDING = ".sha256"


@dataclass(frozen=True, slots=True)
class Bundle:
    """An opened package, found whole: every member is the one that its device signed for."""

    name: str
    manifest: Manifest
    raw_manifest: bytes
    archive: Archive

    @property
    def code(self) -> str:
        """The code to compare by voice."""
        return spoken_code(self.raw_manifest)

    @property
    def digest(self) -> str:
        """SHA-256 of the manifest in hex: the same for the same content, however it was sealed."""
        return sha256(self.raw_manifest).hexdigest()

    def open(self, member: str) -> BinaryIO:
        """A listed member to read as a stream."""
        return self.archive.open(member)


def file_name(manifest: Manifest, *, sealed: bool) -> str:
    """What a package's file is called: ids only, nothing personal."""
    # The last digits of the id: the first ones are the time and equal for packages of one minute.
    span = f"{manifest.seq_from}-{manifest.seq_to}_{manifest.bundle_id[-8:]}"
    return f"OPD_{manifest.device_code or manifest.device_id[:8]}_{span}{SEALED_ENDING if sealed else PLAIN_ENDING}"


def list_members(sources: Mapping[str, Source], rows: Mapping[str, int]) -> tuple[ListedMember, ...]:
    """What the manifest has to say of these members; ``rows`` for those that have rows."""
    listed = []
    for name in sorted(sources):
        with opened(sources[name]) as source:
            digest = digest_of(source)
        listed.append(ListedMember(name, digest.bytes, digest.sha256, rows.get(name, 0)))
    return tuple(listed)


def write_bundle(
    target: BinaryIO,
    manifest: Manifest,
    key: DeviceKey,
    sources: Mapping[str, Source],
    *,
    recipients: Sequence[str],
    private_folder: Path,
) -> None:
    """Write a signed package into an empty seekable file, sealed where there are recipients."""
    raw = manifest.to_bytes()
    members = {**sources, MANIFEST: raw, SIGNATURE: sign(raw, key)}
    if not recipients:
        write_archive(target, members)
        return
    with TemporaryFile(dir=private_folder) as plain:
        write_archive(plain, members)
        plain.seek(0)
        seal(plain, target, recipients)


def export_bundle(
    folder: Path,
    manifest: Manifest,
    key: DeviceKey,
    sources: Mapping[str, Source],
    *,
    recipients: Sequence[str],
    private_folder: Path,
    progress: Progress = SILENT,
) -> Path:
    """Write a package into this folder and read it back as the centre would, before it gets its name.

    Returns its path. Raises the refusals of ``op_desktop.durable``, or ``BundleRefused`` where what
    was read back is not right; nothing is left behind then.
    """
    path = folder / file_name(manifest, sealed=bool(recipients))
    # A key made for this moment lets us open what only the centre can open afterwards.
    witness = new_identity()
    sealed_for = [*recipients, recipient_of(witness)] if recipients else []
    with write_atomically(path) as target:
        write_bundle(target, manifest, key, sources, recipients=sealed_for, private_folder=private_folder)
        target.flush()
        target.seek(0)
        with read_bundle(target, path.name, identities=[witness], private_folder=private_folder, progress=progress):
            pass
        if not recipients:
            target.seek(0)
            line = f"{digest_of(target).sha256}  {path.name}\n"
            with write_atomically(_digest_path(path)) as beside:
                beside.write(line.encode())
    return path


@contextmanager
def open_bundle(
    path: Path,
    *,
    identities: Sequence[str],
    private_folder: Path,
    limits: Limits = LIMITS,
    progress: Progress = SILENT,
) -> Iterator[Bundle]:
    """An opened package for the length of the block, checked to the last byte before the block begins.

    ``identities`` are the secret keys that may open it. Whose key signed it is for the caller to
    judge (``op_desktop.sync.acceptance``). Raises ``BundleRefused`` in one of its forms.
    """
    with ExitStack() as stack:
        try:
            file = stack.enter_context(path.open("rb"))
            _check_digest(path, file)
        except OSError as error:
            raise BundleUnreadable(bundle=path.name) from error
        bundle = read_bundle(
            file, path.name, identities=identities, private_folder=private_folder, limits=limits, progress=progress
        )
        yield stack.enter_context(bundle)


@contextmanager
def read_bundle(
    file: BinaryIO,
    name: str,
    *,
    identities: Sequence[str],
    private_folder: Path,
    limits: Limits = LIMITS,
    progress: Progress = SILENT,
) -> Iterator[Bundle]:
    """As ``open_bundle``, from a file that stands at its beginning; ``name`` is what it is called."""
    with TemporaryFile(dir=private_folder) as private:
        # Our own copy cannot change between the check and the reading, nor vanish with a stick.
        _take_in(file, private, name, identities, private_folder, limits)
        yield _checked(Archive(private, name, limits), name, progress)


def _take_in(
    file: BinaryIO, private: BinaryIO, name: str, identities: Sequence[str], private_folder: Path, limits: Limits
) -> None:
    try:
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        head = file.read(len(HEADER))
        file.seek(0)
        # Sealing adds a head and 16 bytes to every 64 KiB.
        if size > limits.file + limits.file // 1000 + 65_536:
            reason = _("it is larger than {limit} MB").format(limit=limits.file >> 20)
            raise BundleRefused(bundle=name, reason=reason)
        if head == HEADER:
            unseal(file, private, identities, name)
        elif head.startswith(b"PK"):
            shutil.copyfileobj(file, private, CHUNK)
        elif name.endswith((SEALED_ENDING, PLAIN_ENDING)):
            raise BundleDamaged(bundle=name, reason=_("its beginning is missing"))
        else:
            raise NotABundle(bundle=name)
    except SealDamaged as error:
        raise BundleDamaged(bundle=name, reason=_("its seal is broken")) from error
    except NotSealedForUs as error:
        raise BundleNotForUs(**error.facts) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise FolderFull(folder=private_folder, name=name) from error
        raise BundleUnreadable(bundle=name) from error


def _checked(archive: Archive, name: str, progress: Progress) -> Bundle:
    raw = archive.read(MANIFEST, LARGEST)
    manifest = read_manifest(raw, name)
    check_signature(manifest, raw, archive.read(SIGNATURE, SIGNATURE_BYTES), name)
    try:
        found = archive.digests(progress)
        reason = check_members(manifest, {key: found[key] for key in found if key not in (MANIFEST, SIGNATURE)})
    except BundleDamaged as error:
        reason = str(error.facts["reason"])
    if reason:
        author = manifest.author_label or manifest.device_label
        raise KnownBundleDamaged(bundle=name, author=author, code=spoken_code(raw), reason=reason)
    return Bundle(name, manifest, raw, archive)


def _digest_path(path: Path) -> Path:
    return path.with_name(path.name + DIGEST_ENDING)


def _check_digest(path: Path, file: BinaryIO) -> None:
    """Where a digest lies beside a plain package, it must be the package's."""
    beside = _digest_path(path)
    try:
        stated = beside.read_bytes()[:64].decode("latin-1")
    except FileNotFoundError:
        return
    found = digest_of(file).sha256
    file.seek(0)
    if stated != found:
        text = _("its digest is {found} instead of {expected}")
        raise BundleDamaged(bundle=path.name, reason=text.format(found=found[:8], expected=shown(stated[:8])))
