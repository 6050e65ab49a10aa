"""What the command line says of data that is older than before, of another device, or of an older version."""

import gzip
import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from op_desktop.domain.exchange import Erasure
from op_desktop.domain.person import Person
from op_desktop.domain.record import new_id
from op_desktop.paths import folders
from op_desktop.storage import local_values
from op_desktop.storage.database import WRITING
from op_desktop.workspace import DATABASE, Workspace

SAMPLE = Path(__file__).parents[1] / "samples" / "0.1.0" / f"{DATABASE}.gz"


@pytest.fixture
def at_work(run, tmp_path):
    """A data folder that this computer knows, made by somebody at work in the window."""

    def open_it():
        return Workspace.open(tmp_path / "data", wall=lambda: datetime(2026, 11, 24, 9, 3, tzinfo=UTC),
                              state=folders().state, label="portatile-rho-1")  # fmt: skip

    return open_it


def add(workspace, family):
    with workspace.write("add") as uow:
        person = Person(id=new_id(), family_name=family)
        uow.put(person)
    return person.id


def test_an_older_file_is_refused_with_a_sentence_until_somebody_adopts_it(run, at_work, tmp_path):
    workspace = at_work()
    add(workspace, "Brambilla")
    workspace.close()
    older = (tmp_path / "data" / DATABASE).read_bytes()
    workspace = at_work()
    add(workspace, "Rossi")
    workspace.close()
    (tmp_path / "data" / DATABASE).write_bytes(older)

    refused = run("check", "--data", tmp_path / "data")
    adopted = run("adopt", "--data", tmp_path / "data")

    assert refused.code == 1
    assert "older than what was open here last" in refused.err
    assert "changes missing: 1" in refused.err
    assert "op-desktop adopt" in refused.err
    assert adopted.code == 0
    assert "next hand-over starts from the beginning" in adopted.out
    assert run("check", "--data", tmp_path / "data").code == 0


def test_another_device_s_data_is_named(run, at_work, tmp_path):
    at_work().close()
    other = Workspace.open(tmp_path / "other", label="portatile-arese-1")
    other.close()
    os.replace(tmp_path / "other" / DATABASE, tmp_path / "data" / DATABASE)

    refused = run("metrics", "--data", tmp_path / "data")

    assert refused.code == 1
    assert "“portatile-arese-1”; until now “portatile-rho-1”" in refused.err


def test_a_copied_folder_is_told_and_goes_on(run, tmp_path):
    workspace = Workspace.open(tmp_path / "data")
    with workspace.engine.connect().execution_options(**WRITING) as connection, connection.begin():
        local_values.keep(connection, "machine", "0" * 32)
    workspace.close()

    first, second = (run("check", "--data", tmp_path / "data") for _each in range(2))

    assert (first.code, second.code) == (0, 0)
    assert "comes from another computer" in first.err
    assert second.err == ""


def test_restore_erases_again_what_was_erased_after_the_backup(run, at_work, tmp_path):
    workspace = at_work()
    id = add(workspace, "El Amrani")
    workspace.close()
    assert run("backup", "--data", tmp_path / "data").code == 0
    workspace = at_work()
    with workspace.write("Erase") as uow:
        uow.put(Erasure.of(what="person", row_id=id, reason="request", decided_on=date(2026, 11, 24)))
    workspace.close()

    restored = run("restore", "--data", tmp_path / "data")

    assert restored.code == 0
    assert "1 erasure applied again." in restored.err
    assert b"El Amrani" not in (tmp_path / "data" / DATABASE).read_bytes()
    assert run("check", "--data", tmp_path / "data").err == ""


def test_an_upgrade_names_the_backup_of_before(run, tmp_path):
    folder = tmp_path / "old"
    folder.mkdir()
    (folder / DATABASE).write_bytes(gzip.decompress(SAMPLE.read_bytes()))

    answer = run("check", "--data", folder)

    (kept,) = (folder / "backups").glob("*.sqlite")
    assert answer.code == 0
    assert str(kept) in answer.err
    assert run("check", "--data", folder).err == ""
