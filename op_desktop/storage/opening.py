"""The one door to a database: made where there is none, upgraded behind a verified backup where it is older."""

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, func, inspect, make_url, select, text
from sqlalchemy.exc import DatabaseError

from op_desktop.errors import UserError
from op_desktop.storage import journal, tables
from op_desktop.storage.backup import back_up
from op_desktop.storage.clock import Wall, local_time, system_wall
from op_desktop.storage.database import (
    APPLICATION_ID,
    REVISION,
    WRITING,
    DataNewer,
    DataOlder,
    DataUnreadable,
    UpgradeFailed,
    connect,
)
from op_desktop.storage.tables import TABLE_OF, metadata

_log = logging.getLogger(__name__)


def open_database(
    url: URL | str, key: bytes | None = None, *, wall: Wall = system_wall, upgrade: bool = True
) -> Engine:
    """An engine on an existing or new database, at the newest schema.

    A file of an older version is backed up first, into the folder it lies in; with ``upgrade`` off it raises
    ``DataOlder`` instead. Raises ``DataUnreadable`` for a file that is none of ours or has another key, ``DataNewer``
    for one written by a newer program, ``BackupFailed`` or ``UpgradeFailed`` where an older one stays as it was.
    """
    address = make_url(url)
    if address.get_backend_name() == "sqlite" and address.database:
        _make_private(Path(address.database))
    engine = connect(address, key)
    try:
        older = _make_or_judge(engine)
        if older is not None and not upgrade:
            raise DataOlder(revision=older)
        if older is not None:
            _upgrade(engine, older, wall)
    except DatabaseError as error:
        engine.dispose()
        raise DataUnreadable(file=Path(str(address.database)).name) from error
    except UserError:
        engine.dispose()
        raise
    return engine


def _make_or_judge(engine: Engine) -> str | None:
    """Make the tables of a new database; the revision of an older one, None where there is nothing to do."""
    with engine.connect().execution_options(**_creating(engine)) as connection, connection.begin():
        _wait_for_turn(connection)
        if not inspect(connection).has_table("alembic_version"):
            metadata.create_all(connection, checkfirst=False)
            connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
            connection.execute(text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": REVISION})
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            return None
        revision = _revision(connection)
    if revision > REVISION:
        raise DataNewer(revision=revision)
    return revision if revision < REVISION else None


def _upgrade(engine: Engine, older: str, wall: Wall) -> None:
    """Back up, then migrate and prove the outcome in one transaction: after a failure the data is as it was."""
    kept = _back_up(engine, wall) if older else None
    _log.info("upgrade of the data from revision %d to %d", int(older or 0), int(REVISION))
    try:
        with engine.connect().execution_options(**_creating(engine)) as connection, connection.begin():
            _wait_for_turn(connection)
            # Another process may have done it while this one waited.
            if _revision(connection) < REVISION:
                before = _Held.by(connection)
                _migrate(connection)
                _prove(connection, before)
    except Exception as error:
        # Whatever goes wrong in there, the transaction is taken back, and the person needs to hear the same.
        _log.exception("the upgrade failed")
        raise UpgradeFailed(backup=kept or "") from error


def _back_up(engine: Engine, wall: Wall) -> Path | None:
    file = engine.url.database
    # A central server keeps its own backups, and what lies in memory alone has no older version.
    if engine.dialect.name != "sqlite" or not file:
        return None
    return back_up(engine, Path(file).parent, local_time(wall())).path


def _migrate(connection: Connection) -> None:
    # Alembic costs half a second to import: only a database of an older version pays for it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "op_desktop.storage:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, REVISION)


@dataclass(frozen=True, slots=True)
class _Held:
    """What must be there after a migration as it was before."""

    rows: dict[str, int]
    """Of the log and of every record's table."""
    end: journal.Head | None
    """The last change written here; None in a database that nobody has used yet."""

    @classmethod
    def by(cls, connection: Connection) -> "_Held":
        names = set(inspect(connection).get_table_names())
        counted = [table for table in (*TABLE_OF.values(), tables.change, tables.document) if table.name in names]
        rows = {each.name: connection.execute(select(func.count()).select_from(each)).scalar_one() for each in counted}
        used = "local" in names and connection.execute(select(tables.local.c.name).limit(1)).first() is not None
        return cls(rows, journal.head(connection) if used else None)


class _Lost(Exception):
    """A migration did not leave the tables as the code declares them, or what was in them."""


def _prove(connection: Connection, before: _Held) -> None:
    found = inspect(connection)
    for table in metadata.sorted_tables:
        missing = {column.name for column in table.columns} - {each["name"] for each in found.get_columns(table.name)}
        if missing:
            raise _Lost(f"{table.name}: {sorted(missing)}")
    after = _Held.by(connection)
    if after.end != before.end or any(after.rows[name] != count for name, count in before.rows.items()):
        raise _Lost("rows")
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA integrity_check").scalar() != "ok":
        raise _Lost("integrity")


def _revision(connection: Connection) -> str:
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""


def _creating(engine: Engine) -> Mapping[str, object]:
    # There may be no table to lock yet: each statement has to see what another process has made meanwhile.
    return {"isolation_level": "READ COMMITTED"} if engine.dialect.name == "postgresql" else WRITING


def _wait_for_turn(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({APPLICATION_ID})")


def _make_private(file: Path) -> None:
    # SQLite gives -wal and -shm the mode of the database file, so that one must be private from the start.
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not file.exists():
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
