"""Several writers and readers at once, on a file and on a central server."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from op_desktop.domain.person import Person
from op_desktop.domain.record import new_id
from op_desktop.storage import database, tables
from op_desktop.storage.database import WRITING, DataBusy
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.verification import check
from op_desktop.workspace import Workspace

SAVES = 15


@pytest.fixture(params=["file", "server"])
def place(request, tmp_path):
    return tmp_path / "data" if request.param == "file" else request.getfixturevalue("postgres_url")


def enter(place):
    workspace = Workspace.open(place)
    for _save in range(SAVES):
        with workspace.write("Add") as uow:
            uow.put(Person(id=new_id(), family_name="Rossi"))
    workspace.close()


def test_processes_that_open_and_write_at_once_wait_for_each_other(place):
    with ThreadPoolExecutor(4) as pool:
        for each in [pool.submit(enter, place) for _each in range(4)]:
            each.result()

    workspace = Workspace.open(place)
    with workspace.read() as reader:
        assert reader.value(select(func.count()).select_from(TABLE_OF[Person])) == 4 * SAVES
        assert reader.value(select(func.count()).select_from(tables.replica)) == 1
        assert check(reader.connection).faults == []
    workspace.close()


def test_one_look_does_not_change_while_another_thread_writes(place):
    workspace = Workspace.open(place)
    with workspace.read() as reader, ThreadPoolExecutor(1) as pool:
        assert reader.all(Person) == []
        pool.submit(enter, place).result()
        assert reader.all(Person) == []
    with workspace.read() as reader:
        assert len(reader.all(Person)) == SAVES
    workspace.close()


def test_who_waits_too_long_is_told_so(place, monkeypatch):
    monkeypatch.setattr(database, "PATIENCE_MS", 100)
    workspace = Workspace.open(place)
    with (
        workspace.engine.connect().execution_options(**WRITING) as connection,
        connection.begin(),
        pytest.raises(DataBusy),
        workspace.write("Add") as uow,
    ):
        uow.put(Person(id=new_id(), family_name="Rossi"))
    workspace.close()
