"""Data of an older version: backed up and proven before it counts as upgraded, and untouched where that fails."""

import gzip
import hashlib
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from op_desktop import logs
from op_desktop.storage.backup import BackupFailed, backups, restore, verify
from op_desktop.storage.database import REVISION, DataOlder, UpgradeFailed, connect, sqlite_url
from op_desktop.storage.opening import open_database
from op_desktop.storage.verification import check
from op_desktop.workspace import DATABASE, Workspace

SAMPLE = Path(__file__).parents[1] / "samples" / "0.1.0" / f"{DATABASE}.gz"
KEY = bytes(range(32))


def morning():
    return datetime(2026, 11, 24, 9, 3, tzinfo=UTC)


@pytest.fixture
def old(tmp_path):
    """A data folder as version 0.1.0 left it."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / DATABASE).write_bytes(gzip.decompress(SAMPLE.read_bytes()))
    return folder


def on_file(folder, statement, key=None):
    """Ask the file itself, past every check."""
    engine = connect(sqlite_url(folder / DATABASE), key)
    with engine.connect() as connection, connection.begin():
        result = connection.exec_driver_sql(statement)
        rows = [tuple(row) for row in result] if result.returns_rows else []
    engine.dispose()
    return rows


def revision(folder):
    return on_file(folder, "SELECT version_num FROM alembic_version")[0][0]


def schema(folder):
    return on_file(folder, "SELECT type, name, sql FROM sqlite_master ORDER BY name")


def digest(folder):
    return hashlib.sha256((folder / DATABASE).read_bytes()).hexdigest()


def obstruct(folder):
    """Let the very last statement of any upgrade fail, after all that it made and moved."""
    on_file(folder, "CREATE TRIGGER obstacle BEFORE UPDATE ON alembic_version BEGIN SELECT RAISE(ABORT, 'no'); END")


def test_an_older_file_is_backed_up_before_it_is_upgraded(old):
    before = schema(old)
    changes = on_file(old, "SELECT count(*) FROM change")

    opened = Workspace.open(old, wall=morning, training=True)

    (kept,) = backups(old)
    assert kept.made_at == datetime(2026, 11, 24, 10, 3)
    assert verify(kept.path).changes == changes[0][0]
    with opened.read() as reader:
        assert check(reader.connection).faults == []
    opened.close()
    assert revision(old) == REVISION
    restored = old.parent / "restored"
    restored.mkdir()
    restore(restored, kept.path, DATABASE, datetime(2026, 11, 25))
    assert (revision(restored), schema(restored)) == ("0001", before)


def test_an_upgrade_that_fails_leaves_the_file_as_it_was(old):
    obstruct(old)
    before, tables = digest(old), schema(old)

    with pytest.raises(UpgradeFailed) as failure:
        Workspace.open(old, wall=morning)

    assert digest(old) == before
    assert (revision(old), schema(old)) == ("0001", tables)
    (kept,) = backups(old)
    assert str(kept.path) in failure.value.remedy
    on_file(old, "DROP TRIGGER obstacle")
    Workspace.open(old, wall=morning).close()
    assert revision(old) == REVISION


def test_rows_that_an_upgrade_would_lose_are_noticed_before_it_counts(old):
    on_file(old, "CREATE TRIGGER thief AFTER UPDATE ON alembic_version BEGIN DELETE FROM person; END")
    people = on_file(old, "SELECT count(*) FROM person")

    with pytest.raises(UpgradeFailed):
        Workspace.open(old, wall=morning)

    assert on_file(old, "SELECT count(*) FROM person") == people != [(0,)]
    assert revision(old) == "0001"


def test_without_a_good_backup_nothing_is_upgraded(old):
    (old / "backups").write_text("a file where the folder should be")
    before = digest(old)

    with pytest.raises(BackupFailed):
        Workspace.open(old, wall=morning)

    assert (digest(old), revision(old)) == (before, "0001")


def test_whoever_asks_first_is_told_that_the_file_is_older(old):
    before = digest(old)

    with pytest.raises(DataOlder):
        Workspace.open(old, upgrade=False)

    assert digest(old) == before
    assert not (old / "backups").exists()


def test_an_encrypted_file_is_upgraded_with_an_encrypted_backup(old, tmp_path):
    sealed = tmp_path / "sealed"
    sealed.mkdir()
    on_file(old, "SELECT count(*) FROM local")
    engine = connect(sqlite_url(old / DATABASE))
    raw = engine.raw_connection()
    raw.cursor().execute(f"ATTACH DATABASE ? AS sealed KEY \"x'{KEY.hex()}'\"", (str(sealed / DATABASE),))
    raw.cursor().execute("SELECT sqlcipher_export('sealed')").fetchall()
    raw.close()
    engine.dispose()

    open_database(sqlite_url(sealed / DATABASE), KEY, wall=morning).dispose()

    (kept,) = backups(sealed)
    assert b"SQLite format" not in kept.path.read_bytes()[:16]
    assert verify(kept.path, KEY).changes
    assert on_file(sealed, "SELECT version_num FROM alembic_version", KEY) == [(REVISION,)]


def test_the_diary_tells_where_an_upgrade_failed_and_names_nobody(old, tmp_path):
    obstruct(old)
    names = {name for row in on_file(old, "SELECT family_name, given_name FROM person") for name in row if name}
    file = logs.start(tmp_path)
    try:
        with pytest.raises(UpgradeFailed):
            Workspace.open(old, wall=morning)
    finally:
        logs.stop()

    diary = file.read_text(encoding="utf-8")
    assert "the upgrade failed" in diary
    assert "opening.py" in diary
    assert names
    assert not [name for name in names if name in diary]


def test_an_upgrade_is_made_once(old):
    shutil.rmtree(old / "backups", ignore_errors=True)
    Workspace.open(old, wall=morning).close()
    Workspace.open(old, wall=morning).close()

    assert len(backups(old)) == 1
