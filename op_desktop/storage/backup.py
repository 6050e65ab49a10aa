"""Copies of the data file that are proven good before they count, and the way back from one."""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2
from sqlalchemy import Engine

from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.storage import journal, local_values
from op_desktop.storage.database import WRITING, connect, sqlite_url
from op_desktop.storage.thinning import surplus
from op_desktop.storage.witness import PUT_BACK

FOLDER = "backups"
REPLACED = "replaced"
KEYS = "keys.json"
"""The sealed key of an encrypted data folder: a copy of the data without it could not be opened."""
_NAME = re.compile(r"op_([0-9]{8}T[0-9]{6})(?:-[0-9]+)?\.sqlite")
_STAMP = "%Y%m%dT%H%M%S"


class BackupDamaged(UserError):
    """The backup is not a whole data file of ours, or its key is another."""

    title = N_("The backup “{file}” is not whole.")
    advice = N_("Choose another one. Nothing was changed.")


class BackupFailed(UserError):
    """A backup was written but does not read back as what was copied."""

    title = N_("The backup could not be made.")
    advice = N_("Check the free space on the disk, then try again. Your data is as it was.")


class DataInUse(UserError):
    """Another process has the data open."""

    title = N_("OP Desktop is open on this data.")
    advice = N_("Close it, then try again. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that was good when it was made; ``made_at`` is civil time in Rome."""

    path: Path
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Content:
    """What a data file holds, as far as it tells two copies apart."""

    changes: int
    rows: int
    own_end_is_there: bool
    """Whether the last change that the file says it wrote is in its log."""


def back_up(engine: Engine, folder: Path, now: datetime) -> Backup:
    """Copy the open SQLite database, with its own key, into the data folder's backups; older ones are thinned.

    The copy is read back before it takes its name. Raises ``BackupFailed``; work may go on meanwhile.
    """
    target = folder / FOLDER
    path = _free_name(target, now)
    part = path.with_suffix(".part")
    try:
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _driver(engine) as cursor:
            before = _content(cursor, "main")
            _make_private(part)
            # VACUUM INTO reads one moment of the database and leaves no trace of what was deleted.
            cursor.execute("VACUUM INTO ?", (str(part),))
            cursor.execute("ATTACH DATABASE ? AS copy", (str(part),))
            try:
                copied, sound = _content(cursor, "copy"), _sound(cursor, "copy")
            finally:
                cursor.execute("DETACH DATABASE copy")
            after = _content(cursor, "main")
        if not (sound and copied.own_end_is_there and _between(before, copied, after)):
            raise BackupFailed
        _write_digest(part, path)
        _settle(part, path)
    except (OSError, sqlcipher3.dbapi2.Error) as error:
        raise BackupFailed from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    _keep_keys(folder, target)
    _thin(target)
    return Backup(path, now.replace(microsecond=0))


def backups(folder: Path) -> list[Backup]:
    """The backups of a data folder, newest first."""
    found = [(match, path) for path in (folder / FOLDER).glob("*.sqlite") if (match := _NAME.fullmatch(path.name))]
    listed = [Backup(path, datetime.strptime(match[1], _STAMP)) for match, path in found]  # noqa: DTZ007 - civil time
    return sorted(listed, key=lambda each: (each.made_at, each.path.name), reverse=True)


def restore(folder: Path, backup: Path, database: str, now: datetime, key: bytes | None = None) -> Path | None:
    """Put a backup in the place of the data file; returns where the replaced file was kept, if there was one.

    The restored data goes on as a new incarnation: what it writes next cannot be mistaken for what was handed over
    after the backup. Raises ``BackupDamaged`` or ``DataInUse``, and then nothing was changed.
    """
    verify(backup, key)
    file = folder / database
    part = folder / f".{database}.part"
    try:
        shutil.copyfile(backup, _make_private(part))
        _renew(part, key)
        kept = _set_aside(file, folder / REPLACED, now, key)
        _settle(part, file)
    finally:
        for leftover in (part, *_companions(part)):
            leftover.unlink(missing_ok=True)
    return kept


def verify(backup: Path, key: bytes | None = None) -> Content:
    """Read a backup from end to end; raises ``BackupDamaged``. The file itself is not touched."""
    if not backup.is_file() or not _digest_holds(backup):
        raise BackupDamaged(file=backup.name)
    engine = connect("sqlite://", key)
    try:
        with _driver(engine) as cursor:
            secret = f"x'{key.hex()}'" if key is not None else ""
            cursor.execute("ATTACH DATABASE ? AS copy KEY ?", (str(backup), secret))
            content, sound = _content(cursor, "copy"), _sound(cursor, "copy")
            cursor.execute("DETACH DATABASE copy")
    except sqlcipher3.dbapi2.DatabaseError as error:
        raise BackupDamaged(file=backup.name) from error
    finally:
        engine.dispose()
    if not (sound and content.own_end_is_there):
        raise BackupDamaged(file=backup.name)
    return content


def _thin(target: Path) -> None:
    listed = backups(target.parent)
    unneeded = surplus([each.made_at for each in listed])
    for each in listed:
        if each.made_at in unneeded:
            each.path.unlink(missing_ok=True)
            _digest_of(each.path).unlink(missing_ok=True)


def _digest_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.sha256")


def _write_digest(part: Path, path: Path) -> None:
    """Note what the finished copy is: the database does not see every change to a page's unused bytes."""
    digest = _make_private(_digest_of(path))
    digest.write_text(f"{_sha256(part)}  {path.name}\n", encoding="utf-8")


def _digest_holds(path: Path) -> bool:
    """Whether a copy is byte for byte what was made; one that lost its digest on the way is judged by its content."""
    try:
        return _digest_of(path).read_text(encoding="utf-8", errors="replace").split()[:1] == [_sha256(path)]
    except FileNotFoundError:
        return True


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _free_name(target: Path, now: datetime) -> Path:
    stem = f"op_{now.strftime(_STAMP)}"
    names: Iterable[str] = (f"{stem}{ending}.sqlite" for ending in ("", *(f"-{n}" for n in range(2, 1_000))))
    return next(target / name for name in names if not (target / name).exists())


def _make_private(path: Path) -> Path:
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    return path


def _keep_keys(folder: Path, target: Path) -> None:
    if (folder / KEYS).is_file():
        part = _make_private(target / f".{KEYS}.part")
        shutil.copyfile(folder / KEYS, part)
        _settle(part, target / KEYS)


@contextmanager
def _driver(engine: Engine) -> Iterator[Any]:
    """The driver's own cursor, outside any transaction, which VACUUM and ATTACH need."""
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        yield cursor
        cursor.close()
    finally:
        connection.close()


def _content(cursor: Any, schema: str) -> Content:
    names = cursor.execute(f"SELECT name FROM {schema}.sqlite_master WHERE type = 'table'").fetchall()
    rows = {name: cursor.execute(f'SELECT count(*) FROM {schema}."{name}"').fetchone()[0] for (name,) in names}
    if not rows.keys() >= {"change", "local", "replica"}:
        return Content(0, 0, own_end_is_there=False)
    (stated,) = cursor.execute(f"SELECT value FROM {schema}.local WHERE name = 'head'").fetchone() or ("",)
    if not stated:
        return Content(0, 0, own_end_is_there=False)
    replica, seq, id, _hlc = json.loads(stated)
    query = f"SELECT count(*) FROM {schema}.change WHERE replica = ? AND seq = ? AND id = ?"
    there = seq == 0 or cursor.execute(query, (replica, seq, bytes.fromhex(id))).fetchone()[0] == 1
    return Content(rows["change"], sum(rows.values()), own_end_is_there=there)


def _sound(cursor: Any, schema: str) -> bool:
    return bool(cursor.execute(f"PRAGMA {schema}.integrity_check").fetchall() == [("ok",)])


def _between(before: Content, copied: Content, after: Content) -> bool:
    if before == after:
        return copied == before
    return before.changes <= copied.changes <= after.changes


def _renew(part: Path, key: bytes | None) -> None:
    engine = connect(sqlite_url(part), key)
    with engine.connect().execution_options(**WRITING) as connection, connection.begin():
        journal.new_incarnation(connection)
        local_values.keep(connection, PUT_BACK, "1")
    _into_one_file(engine)
    engine.dispose()


def _into_one_file(engine: Engine) -> None:
    """Write everything back from the journal; the database refuses while somebody else has it open."""
    with _driver(engine) as cursor:
        cursor.execute("PRAGMA journal_mode = DELETE")


def _set_aside(file: Path, replaced: Path, now: datetime, key: bytes | None) -> Path | None:
    if not file.exists():
        return None
    engine = connect(sqlite_url(file), key)
    try:
        _into_one_file(engine)
    except sqlcipher3.dbapi2.DatabaseError as error:
        # A data file that cannot be opened is why people restore: it is kept as it is, with its companions.
        if "locked" in str(error):
            raise DataInUse from error
    finally:
        engine.dispose()
    replaced.mkdir(mode=0o700, exist_ok=True)
    kept = _free_name(replaced, now)
    shutil.copyfile(file, _make_private(kept))
    for companion, place in zip(_companions(file), _companions(kept), strict=True):
        if companion.exists():
            os.replace(companion, place)
    return kept


def _companions(file: Path) -> tuple[Path, ...]:
    return tuple(file.with_name(file.name + ending) for ending in ("-wal", "-shm"))


def _settle(part: Path, path: Path) -> None:
    """Give a finished file its name, safe against a power cut."""
    _flush(part)
    os.replace(part, path)
    if os.name != "nt":
        _flush(path.parent)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
