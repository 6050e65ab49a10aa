"""Connects to the database: SQLite by one library only (SQLCipher, also for plain files), or PostgreSQL by URL."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2
from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event, make_url

from op_desktop.errors import UserError
from op_desktop.language import N_

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


class DataOlder(UserError):
    """An older program wrote this database, and it was asked not to be upgraded on the way."""

    title = N_("This data comes from an older version.")
    advice = N_("Open it in the window, which brings it up to date. Nothing was changed.")


class UpgradeFailed(UserError):
    """A database of an older version could not be brought up to date; it is as it was."""

    title = N_("This data comes from an older version and could not be brought up to date.")
    advice = N_("It is as it was, and a copy of it is here: {backup}. Go on with the earlier OP Desktop and tell us.")


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


@contextmanager
def without_waiting(engine: Engine) -> Iterator[Connection]:
    """A save in a SQLite file that does not wait for the disk: a power cut takes it, unless a later one has waited."""
    with engine.connect().execution_options(**WRITING) as connection:
        driver = connection.connection.cursor()
        # Outside the transaction: inside one the level cannot be changed. What a power cut leaves of it in the journal
        # file does not match its own digests, and is passed over.
        driver.execute("PRAGMA synchronous = OFF")
        try:
            with connection.begin():
                yield connection
        finally:
            driver.execute("PRAGMA synchronous = FULL")
            driver.close()


def wipe_traces(engine: Engine) -> None:
    """Empty the journal file, in which what was just overwritten or erased in the data can still be read."""
    if engine.dialect.name == "sqlite":
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            connection.close()
