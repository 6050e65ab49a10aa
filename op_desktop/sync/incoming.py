"""Reads a package into the log: checked to the last byte before the first write, whole or not at all."""

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection, func, select

from op_desktop.domain.account import Device
from op_desktop.domain.certificate import Certificate
from op_desktop.language import N_, _
from op_desktop.progress import SILENT, Progress
from op_desktop.security.permissions import Permission, require
from op_desktop.storage import dependants, journal, projected_rows, tables
from op_desktop.storage.arrivals import ChainBroken
from op_desktop.storage.change_log import Replica
from op_desktop.storage.clock import instant
from op_desktop.storage.database import WRITING, wipe_traces
from op_desktop.storage.log_reader import holes
from op_desktop.storage.replay import Union, unite
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.unit_of_work import ChangeSet, UnitOfWork
from op_desktop.sync.acceptance import Standing, check_belongs, signers_of, standing
from op_desktop.sync.archive import CHANGES
from op_desktop.sync.changes_csv import read_changes
from op_desktop.sync.envelope import Bundle, open_bundle
from op_desktop.sync.identity import PROGRAMME, identity
from op_desktop.sync.manifest import Manifest
from op_desktop.sync.refusals import BundleRefused
from op_desktop.workspace import Workspace

LARGEST_PDF = 16 << 20


class SignerUnknown(BundleRefused):
    """The device that signed was never enrolled, or was revoked: a person must decide."""

    title = N_("The package “{bundle}” comes from a device that is not enrolled yet: {device} ({key}).")
    advice = N_("If you know the device, accept it and take the package in again. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Received:
    """What one package brought."""

    file: str
    author: str
    device: str
    code: str
    changes: int
    union: Union
    certificates: int
    holes: list[tuple[int, int]] = field(default_factory=list)
    """Sequence numbers of this device that are still missing."""
    review: int = 0
    """Values of its records that await a decision."""


def take_in(workspace: Workspace, path: Path, *, accept_new: bool = False, progress: Progress = SILENT) -> Received:
    """Unite a package with the log, in one transaction; ``accept_new`` enrols a device never seen before.

    Taking the same package in again, or packages in another order, changes nothing in the end.
    Raises ``BundleRefused`` in one of its forms before anything is written.
    """
    require(workspace.actor, Permission.COLLECT)
    own = identity(workspace)
    with open_bundle(
        path, identities=own.secrets, private_folder=workspace.private_folder, progress=progress
    ) as bundle:
        check_belongs(bundle.manifest, bundle.name, programme=PROGRAMME, training=workspace.training)
        known = _judge(workspace, bundle, accept_new=accept_new)
        with workspace.engine.connect().execution_options(**WRITING) as connection, connection.begin():
            if not known:
                _enrol(workspace, connection, bundle.manifest)
            received = _unite(workspace, connection, bundle, progress)
    if received.union.erased:
        wipe_traces(workspace.engine)
    workspace.announce(ChangeSet(_("Package taken in")))
    return received


def _unite(workspace: Workspace, connection: Connection, bundle: Bundle, progress: Progress) -> Received:
    manifest = bundle.manifest
    labels = {manifest.device_id: manifest.device_label}
    total = sum(manifest.counts.values())
    with bundle.open(CHANGES) as source:
        try:
            changes = read_changes(source, bundle.name, manifest.device_id)
            union = unite(connection, changes, labels, workspace.wall_ms, total, progress)
        except ChainBroken as error:
            reason = _("change {number} was altered").format(number=error.seq)
            raise BundleRefused(bundle=bundle.name, reason=reason) from error
    device, incarnation = manifest.replica.split(".")
    number = journal.replica_number(connection, Replica(device, incarnation), manifest.device_label)
    _note(connection, bundle, number, union, instant(workspace.wall_ms))
    return Received(
        file=bundle.name,
        author=manifest.author_label or manifest.device_label,
        device=manifest.device_label,
        code=bundle.code,
        changes=union.new + union.known,
        union=union,
        certificates=_keep_certificates(connection, bundle),
        holes=holes(connection, number),
        review=connection.execute(select(func.count()).select_from(tables.review)).scalar_one(),
    )


def _note(connection: Connection, bundle: Bundle, replica: int, union: Union, at: str) -> None:
    row = {
        "id": bundle.manifest.bundle_id,
        "direction": "in",
        "replica": replica,
        "first_seq": bundle.manifest.seq_from,
        "last_seq": bundle.manifest.seq_to,
        "rows": union.new + union.known,
        "code": bundle.code,
        "at": at,
        "file": bundle.name,
    }
    projected_rows.upsert(connection, tables.bundle, [row])


def _judge(workspace: Workspace, bundle: Bundle, *, accept_new: bool) -> bool:
    with workspace.read() as reader:
        found = standing(bundle.manifest, signers_of(reader.all(Device)))
    if found is Standing.KNOWN:
        return True
    if found is Standing.UNKNOWN and accept_new:
        return False
    raise SignerUnknown(bundle=bundle.name, device=bundle.manifest.device_label, key=bundle.manifest.signer)


def _enrol(workspace: Workspace, connection: Connection, manifest: Manifest) -> None:
    # In the package's own transaction: a refused one leaves no device behind.
    uow = UnitOfWork(connection, workspace.actor, workspace.now, workspace.wall_ms, _("Accept a device"))
    uow.put(
        Device.of(
            device_id=manifest.device_id,
            label=manifest.device_label,
            short_code=manifest.device_code,
            signing_key=manifest.public_key,
        )
    )
    uow.flush()


def _keep_certificates(connection: Connection, bundle: Bundle) -> int:
    wanted = {f"certificates/{id}.pdf": digest for id, digest in _stated(connection, bundle.manifest).items()}
    kept = 0
    for member in bundle.manifest.members:
        if not member.name.endswith(".pdf") or member.bytes > LARGEST_PDF:
            continue
        with bundle.open(member.name) as source:
            content = source.read(member.bytes)
        digest = sha256(content).hexdigest()
        if wanted.get(member.name) == digest:
            projected_rows.upsert(connection, tables.document, [{"sha256": digest, "content": content}])
            kept += 1
    return kept


def _stated(connection: Connection, manifest: Manifest) -> dict[str, str]:
    certificate = TABLE_OF[Certificate]
    if not any(member.name.endswith(".pdf") for member in manifest.members):
        return {}
    query = select(certificate.c.id, certificate.c.pdf_sha256)
    found = {row.id: row.pdf_sha256 for row in connection.execute(query)}
    gone = dependants.forgotten(connection, [(Certificate.entity, id) for id in found])
    return {id: digest for id, digest in found.items() if (Certificate.entity, id) not in gone}
