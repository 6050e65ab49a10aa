"""A first look at packages: checked to the last byte, nothing written; and the acceptance of a new device."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select

from op_desktop.domain.account import Device
from op_desktop.language import _
from op_desktop.progress import SILENT, Progress
from op_desktop.security.permissions import Permission, require
from op_desktop.security.signing import six_words
from op_desktop.storage import tables
from op_desktop.storage.clock import local_time
from op_desktop.storage.reader import Reader
from op_desktop.sync.acceptance import Standing, check_belongs, signers_of, standing
from op_desktop.sync.envelope import DIGEST_ENDING, PLAIN_ENDING, SEALED_ENDING, open_bundle
from op_desktop.sync.identity import PROGRAMME, identity
from op_desktop.sync.manifest import Manifest
from op_desktop.sync.refusals import BundleRefused
from op_desktop.workspace import Workspace

_bundle, _replica = tables.bundle, tables.replica


class Verdict(StrEnum):
    """What can be done with a package."""

    NEW = "new"
    KNOWN = "known"
    """This very package was taken in before."""
    UNKNOWN_DEVICE = "unknown_device"
    """Whole, but its device was never accepted, or was shut out: a person decides."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a look at one file showed; of a refused one only path and refusal are sure."""

    path: Path
    verdict: Verdict
    author: str = ""
    device: str = ""
    device_id: str = ""
    code: str = ""
    changes: int = 0
    since: datetime | None = None
    """When it was taken in, civil time in Rome."""
    public_key: str = ""
    """The signer's key in hex."""
    device_code: str = ""
    words: tuple[str, ...] = ()
    """The key of a device unknown here as six words, to compare by telephone."""
    refusal: BundleRefused | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """A package taken in earlier; ``at`` is civil time in Rome."""

    id: str
    at: datetime
    device: str
    code: str
    file: str
    changes: int


def packages_in(folder: Path) -> list[Path]:
    """The files in a folder that call themselves packages, by name."""
    return sorted(path for path in folder.iterdir() if is_package_name(path.name) and path.is_file())


def is_package_name(name: str) -> bool:
    """Whether a file of this name may be a package."""
    return name.endswith((SEALED_ENDING, PLAIN_ENDING)) and not name.endswith(DIGEST_ENDING)


def inspect(workspace: Workspace, path: Path, *, progress: Progress = SILENT) -> Inspection:
    """Look at a package as taking it in would, and write nothing."""
    require(workspace.actor, Permission.COLLECT)
    own = identity(workspace)
    try:
        with open_bundle(
            path, identities=own.secrets, private_folder=workspace.private_folder, progress=progress
        ) as bundle:
            manifest, code = bundle.manifest, bundle.code
            check_belongs(manifest, bundle.name, programme=PROGRAMME, training=workspace.training)
    except BundleRefused as refusal:
        return Inspection(path, Verdict.REFUSED, author=str(refusal.facts.get("author", "")), refusal=refusal)
    with workspace.read() as reader:
        since, known = _taken_in(reader, manifest.bundle_id), _standing(reader, manifest)
    verdict = Verdict.KNOWN if since else Verdict.NEW if known is Standing.KNOWN else Verdict.UNKNOWN_DEVICE
    return Inspection(
        path=path,
        verdict=verdict,
        author=manifest.author_label or manifest.device_label,
        device=manifest.device_label,
        device_id=manifest.device_id,
        code=code,
        changes=sum(manifest.counts.values()),
        since=since,
        public_key=manifest.public_key,
        device_code=manifest.device_code,
        words=six_words(bytes.fromhex(manifest.public_key)) if verdict is Verdict.UNKNOWN_DEVICE else (),
    )


def accept_device(workspace: Workspace, inspection: Inspection) -> None:
    """Believe what this device signs from now on; its six words were compared by telephone."""
    with workspace.write(_("Accept a device")) as uow:
        uow.put(
            Device.of(
                device_id=inspection.device_id,
                label=inspection.device,
                short_code=inspection.device_code,
                signing_key=inspection.public_key,
            )
        )


def arrivals(reader: Reader, most: int = 60) -> list[Arrival]:
    """The packages taken in here, latest first."""
    query = (
        select(_bundle.c.id, _bundle.c.at, _replica.c.label, _bundle.c.code, _bundle.c.file, _bundle.c.rows)
        .join(_replica, _replica.c.number == _bundle.c.replica)
        .where(_bundle.c.direction == "in")
        .order_by(_bundle.c.at.desc(), _bundle.c.id.desc())
        .limit(most)
    )
    return [
        Arrival(id, local_time(datetime.fromisoformat(at)), label, code, file, rows)
        for id, at, label, code, file, rows in reader.rows(query)
    ]


def _taken_in(reader: Reader, bundle_id: str) -> datetime | None:
    query = select(_bundle.c.at).where(_bundle.c.id == bundle_id, _bundle.c.direction == "in")
    at = reader.value(query)
    return local_time(datetime.fromisoformat(at)) if at else None


def _standing(reader: Reader, manifest: Manifest) -> Standing:
    return standing(manifest, signers_of(reader.all(Device)))
