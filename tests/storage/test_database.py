"""The database file: private, encrypted where asked, ours, and never half upgraded."""

import stat

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from op_desktop.domain.person import Person
from op_desktop.domain.record import new_id
from op_desktop.storage.database import WRITING, DataNewer, DataUnreadable, connect, sqlite_url
from op_desktop.storage.opening import open_database
from op_desktop.storage.tables import metadata
from op_desktop.workspace import DATABASE, Workspace

KEY = bytes(range(32))


@pytest.fixture
def encrypted(tmp_path):
    workspace = Workspace.open(tmp_path / "data", key=KEY)
    with workspace.write("Add") as uow:
        uow.put(Person(id=new_id(), family_name="Incognito", given_name="Serena"))
    yield workspace
    workspace.close()


def test_no_name_can_be_read_in_the_files_of_an_encrypted_workspace(encrypted):
    for path in encrypted.folder.iterdir():
        content = path.read_bytes()
        assert b"Incognito" not in content
        assert b"SQLite format" not in content


@pytest.mark.parametrize("key", [None, bytes(32)], ids=["without", "wrong"])
def test_another_key_opens_nothing_and_breaks_nothing(encrypted, key):
    encrypted.close()
    before = (encrypted.folder / DATABASE).read_bytes()

    with pytest.raises(DataUnreadable):
        Workspace.open(encrypted.folder, key=key)

    assert (encrypted.folder / DATABASE).read_bytes() == before
    again = Workspace.open(encrypted.folder, key=KEY)
    with again.read() as reader:
        assert [person.family_name for person in reader.all(Person)] == ["Incognito"]
    again.close()


def test_the_files_are_readable_by_their_owner_alone(workspace):
    with workspace.write("Add") as uow:
        uow.put(Person(id=new_id(), family_name="Rossi"))
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in workspace.folder.iterdir()}

    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(workspace.folder.stat().st_mode) == 0o700


def test_the_settings_that_keep_acknowledged_saves(workspace):
    with workspace.engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
        }

    assert found == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1}


def test_a_file_that_is_no_database_is_left_alone(tmp_path):
    file = tmp_path / DATABASE
    file.write_bytes(b"Caro diario," * 1000)

    with pytest.raises(DataUnreadable, match=DATABASE):
        open_database(sqlite_url(file))

    assert file.read_bytes() == b"Caro diario," * 1000


def test_data_of_a_newer_program_is_not_touched(workspace):
    with workspace.engine.connect().execution_options(**WRITING) as connection, connection.begin():
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    workspace.close()

    with pytest.raises(DataNewer):
        Workspace.open(workspace.folder)


def test_ddl_is_rolled_back_with_everything_else(workspace):
    with workspace.engine.connect().execution_options(**WRITING) as connection:
        connection.begin()
        connection.exec_driver_sql("CREATE TABLE half (done INTEGER)")
        connection.rollback()

    with workspace.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE name = 'half'").all() == []


def test_migrations_build_the_tables_that_the_code_declares(tmp_path):
    engine = connect(sqlite_url(tmp_path / "op.sqlite"))
    with engine.connect().execution_options(**WRITING) as connection, connection.begin():
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
    engine.dispose()

    upgraded = open_database(sqlite_url(tmp_path / "op.sqlite"))

    with upgraded.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    upgraded.dispose()
