"""Opens the database: SQLite by one library only (SQLCipher, also for plain files), or PostgreSQL by URL."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2
from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import DatabaseError

from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.storage.tables import metadata

REVISION = "0002"
"""The newest migration; what a database must be at before it is used."""
APPLICATION_ID = 0x4F504431
WRITING = {"op_writing": True}
"""Execution option of a connection that will write: it takes the write lock at once."""
PATIENCE_MS = 5_000
"""How long a writer waits for another one."""


class DataUnreadable(UserError):
    """The file is not a database of ours, is damaged, or its key is another."""

    title = N_("The data file {file} cannot be read.")
    advice = N_("Use the latest backup, or open the folder and put the right file back. Nothing was changed.")


class DataBusy(UserError):
    """Another program or window is writing, and went on for too long."""

    title = N_("The data is in use elsewhere.")
    advice = N_("Wait until that work is done, then try again. Nothing was changed.")


class DataNewer(UserError):
    """A newer program wrote this database."""

    title = N_("This data comes from a newer version.")
    advice = N_("Update OP Desktop to open it. Nothing was changed.")


def sqlite_url(file: Path) -> URL:
    """The address of an embedded database."""
    return URL.create("sqlite", database=str(file))


def connect(url: URL | str, key: bytes | None = None) -> Engine:
    """An engine on this database; ``key`` (32 bytes) opens an encrypted SQLite file."""
    address = make_url(url)
    if address.get_backend_name() == "postgresql":
        central = create_engine(address.set(drivername="postgresql+psycopg"), isolation_level="REPEATABLE READ")
        event.listen(central, "begin", _begin_central)
        event.listen(central, "handle_error", _explain)
        return central
    engine = create_engine(address, module=sqlcipher3.dbapi2)

    def prepare(connection: Any, _record: object) -> None:
        # The driver must not begin or commit on its own: DDL would escape the transaction.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA cipher_log_level = NONE")
        if key is not None:
            cursor.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        for pragma in _PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    event.listen(engine, "connect", prepare, insert=True)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _explain)
    return engine


_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
    "cache_size = -131072",
    "temp_store = MEMORY",
    # A checkpoint rewrites every page that changed: rarer ones write a page that changed often only once.
    "wal_autocheckpoint = 8000",
)


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("op_writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _begin_central(connection: Connection) -> None:
    # One writer at a time, as in a file. LOCK takes no snapshot: what follows reads what the writer before left.
    if connection.get_execution_options().get("op_writing"):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {PATIENCE_MS}")
        connection.exec_driver_sql("LOCK TABLE local IN SHARE ROW EXCLUSIVE MODE")


def _explain(context: ExceptionContext) -> None:
    if _BUSY.search(str(context.original_exception)):
        raise DataBusy from context.original_exception


_BUSY = re.compile(r"database (table )?is locked|lock timeout")


def open_database(url: URL | str, key: bytes | None = None) -> Engine:
    """An engine on an existing or new database, at the newest schema.

    Raises ``DataUnreadable`` for a file that is none of ours or has another key, ``DataNewer`` for one
    written by a newer program.
    """
    address = make_url(url)
    if address.get_backend_name() == "sqlite" and address.database:
        _make_private(Path(address.database))
    engine = connect(address, key)
    try:
        with engine.connect().execution_options(**_creating(engine)) as connection, connection.begin():
            _bring_up_to_date(connection)
    except DatabaseError as error:
        engine.dispose()
        raise DataUnreadable(file=Path(str(address.database)).name) from error
    return engine


def wipe_traces(engine: Engine) -> None:
    """Empty the journal file, in which what was just overwritten or erased in the data can still be read."""
    if engine.dialect.name == "sqlite":
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            connection.close()


def _creating(engine: Engine) -> Mapping[str, object]:
    # There may be no table to lock yet: each statement has to see what another process has made meanwhile.
    return {"isolation_level": "READ COMMITTED"} if engine.dialect.name == "postgresql" else WRITING


def _bring_up_to_date(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({APPLICATION_ID})")
    if not inspect(connection).has_table("alembic_version"):
        metadata.create_all(connection)
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
        connection.execute(text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": REVISION})
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        return
    revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""
    if revision > REVISION:
        raise DataNewer(revision=revision)
    if revision < REVISION:
        _upgrade(connection)


def _upgrade(connection: Connection) -> None:
    # Alembic costs half a second to import: only a database of an older version pays for it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "op_desktop.storage:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, REVISION)


def _make_private(file: Path) -> None:
    # SQLite gives -wal and -shm the mode of the database file, so that one must be private from the start.
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not file.exists():
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
