"""Writes a package with what changed here since the centre last acknowledged."""

from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import ColumnElement, Connection, func, insert, select

from op_desktop import __version__
from op_desktop.domain.certificate import Certificate
from op_desktop.domain.record import new_id
from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.progress import SILENT, Progress
from op_desktop.security.permissions import Permission, require
from op_desktop.storage import journal, tables
from op_desktop.storage.change_log import GENESIS, SCHEMA
from op_desktop.storage.clock import instant
from op_desktop.storage.database import WRITING
from op_desktop.storage.log_reader import logged_changes
from op_desktop.storage.tables import RECORDS, TABLE_OF
from op_desktop.sync.archive import CHANGES, DATA_PACKAGE, Source
from op_desktop.sync.changes_csv import write_changes
from op_desktop.sync.envelope import export_bundle, list_members
from op_desktop.sync.identity import PROGRAMME, Identity, identity
from op_desktop.sync.manifest import BundleKind, Manifest, spoken_code
from op_desktop.sync.readable import describe, write_table
from op_desktop.workspace import Workspace


class NothingToHandOver(UserError):
    """Nothing was recorded since the last acknowledged hand-over."""

    title = N_("There is nothing to hand over yet.")
    advice = N_("Record something first, or hand over everything again.")


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A written package: where it lies, the code to read on the phone, what it holds."""

    path: Path
    code: str
    changes: int
    rows: dict[str, int]
    certificates: int
    sealed: bool


def hand_over(
    workspace: Workspace, folder: Path, *, everything: bool = False, author: str = "", progress: Progress = SILENT
) -> HandedOver:
    """Write a package into the folder; ``everything`` starts again from our first change.

    From the first change on means from the first that this device ever wrote: what it did before its data was
    restored from a backup may never have arrived.
    The package is read back as the centre would before it is said to be there. Raises
    ``NothingToHandOver``, or what ``op_desktop.durable`` says of the folder.
    """
    require(workspace.actor, Permission.HAND_OVER)
    folder.mkdir(parents=True, exist_ok=True)
    own = identity(workspace)
    after = 0 if everything else own.acked_to
    with TemporaryDirectory(dir=workspace.private_folder, prefix="handover-") as scratch, workspace.read() as reader:
        private = Path(scratch)
        head = journal.head(reader.connection)
        sources, rows = _members(reader.connection, private, after, progress)
        if not rows[CHANGES]:
            raise NothingToHandOver()
        manifest = _manifest(workspace, own, reader.connection, after, author)
        sources[DATA_PACKAGE] = describe(manifest.bundle_id, list_members(sources, rows))
        manifest = replace(manifest, members=list_members(sources, rows))
        path = export_bundle(
            folder, manifest, own.key, sources, recipients=own.recipients, private_folder=private, progress=progress
        )
    _note(workspace, manifest, head.replica, path, rows[CHANGES])
    tables_written = {name: count for name, count in rows.items() if name.startswith("tables/")}
    return HandedOver(
        path=path,
        code=spoken_code(manifest.to_bytes()),
        changes=rows[CHANGES],
        rows={name.removeprefix("tables/").removesuffix(".csv"): count for name, count in tables_written.items()},
        certificates=sum(name.endswith(".pdf") for name in sources),
        sealed=bool(own.recipients),
    )


def _members(
    connection: Connection, scratch: Path, after: int, progress: Progress
) -> tuple[dict[str, Source], dict[str, int]]:
    sources: dict[str, Source] = {}
    rows: dict[str, int] = {}
    changes = scratch / "changes.csv"
    with changes.open("wb") as target:
        histories = (logged_changes(connection, number, after) for number in _histories(connection, after))
        rows[CHANGES] = write_changes(target, chain.from_iterable(histories))
    sources[CHANGES] = changes
    for number, record in enumerate(RECORDS, start=1):
        progress.step(number, len(RECORDS), record.entity)
        path = scratch / f"{record.entity}.csv"
        with path.open("wb") as target:
            count = write_table(target, connection, record, _ours(connection, after))
        if count:
            name = f"tables/{record.entity}.csv"
            sources[name], rows[name] = path, count
    for id, content in _certificates(connection, after):
        path = scratch / f"{id}.pdf"
        path.write_bytes(content)
        sources[f"certificates/{id}.pdf"] = path
    return sources, rows


def _histories(connection: Connection, after: int) -> list[int]:
    # The centre acknowledges the present incarnation, and does so after a package that held the former ones too.
    return [journal.head(connection).replica] if after else journal.own_numbers(connection)


def _ours(connection: Connection, after: int) -> tuple[ColumnElement[bool], ...]:
    log = tables.change
    return log.c.replica.in_(_histories(connection, after)), log.c.seq > after


def _certificates(connection: Connection, after: int) -> list[tuple[str, bytes]]:
    certificate, log, document = TABLE_OF[Certificate], tables.change, tables.document
    touched = select(log.c.row_id).where(*_ours(connection, after), log.c.entity == Certificate.entity)
    query = (
        select(certificate.c.id, document.c.content)
        .join(document, document.c.sha256 == certificate.c.pdf_sha256)
        .where(certificate.c.id.in_(touched))
    )
    return [(id, bytes(content)) for id, content in connection.execute(query)]


def _manifest(workspace: Workspace, own: Identity, connection: Connection, after: int, author: str) -> Manifest:
    head, log = journal.head(connection), tables.change
    replica = journal.own_replica(connection)
    label = select(tables.replica.c.label).where(tables.replica.c.number == head.replica)
    first = select(log.c.prev).where(log.c.replica == head.replica, log.c.seq == after + 1).limit(1)
    counts = select(log.c.entity, func.count()).where(*_ours(connection, after)).group_by(log.c.entity)
    return Manifest(
        programme=PROGRAMME,
        bundle_id=new_id(),
        kind=BundleKind.INCREMENTAL if after else BundleKind.FULL,
        device_id=replica.device,
        device_code=own.code,
        device_label=connection.execute(label).scalar_one(),
        replica=str(replica),
        seq_from=after + 1,
        seq_to=head.seq,
        first_prev=(connection.execute(first).scalar() or GENESIS).hex(),
        last_id=head.id.hex(),
        app_version=__version__,
        schema=SCHEMA,
        made_at=instant(workspace.wall_ms),
        public_key=own.key.public.hex(),
        members=(),
        training=workspace.training,
        author_label=author,
        previous_bundle=_last_bundle(connection),
        counts={entity: count for entity, count in connection.execute(counts)},  # noqa: C416 - rows are not pairs to mypy
    )


def _last_bundle(connection: Connection) -> str:
    journaled = tables.bundle
    query = select(journaled.c.id).where(journaled.c.direction == "out").order_by(journaled.c.at.desc()).limit(1)
    return connection.execute(query).scalar() or ""


def _note(workspace: Workspace, manifest: Manifest, replica: int, path: Path, count: int) -> None:
    with workspace.engine.connect().execution_options(**WRITING) as connection, connection.begin():
        connection.execute(
            insert(tables.bundle).values(
                id=manifest.bundle_id,
                direction="out",
                replica=replica,
                first_seq=manifest.seq_from,
                last_seq=manifest.seq_to,
                rows=count,
                code=spoken_code(manifest.to_bytes()),
                at=manifest.made_at,
                file=path.name,
            )
        )
