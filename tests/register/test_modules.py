"""Modules of the programme in work that was begun before they were kept."""

import gzip
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from op_desktop.domain.account import Role
from op_desktop.domain.quiz import Module
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import SchoolClass
from op_desktop.register import modules
from op_desktop.security.permissions import Actor, NotAllowed
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.verification import check
from op_desktop.workspace import DATABASE, Workspace

SAMPLE = Path(__file__).parent.parent / "samples" / "0.1.0" / f"{DATABASE}.gz"


@pytest.fixture
def older(tmp_path):
    """The work that version 0.1.0 left behind."""
    (tmp_path / DATABASE).write_bytes(gzip.decompress(SAMPLE.read_bytes()))
    workspace = Workspace.open(tmp_path, training=True)
    yield workspace
    workspace.close()


def seed(workspace):
    with workspace.write("Modules") as uow:
        return modules.seed_modules(uow)


def test_older_work_gets_its_modules_once_and_its_log_still_proves_its_tables(older):
    with older.read() as reader:
        class_id = RecordId(reader.rows(select(TABLE_OF[SchoolClass].c.id))[0][0])
        assert modules.modules_missing(reader)
        assert modules.modules_for(reader, class_id) == []

    assert seed(older) == len(list(modules.reference_modules()))

    with older.read() as reader:
        assert not modules.modules_missing(reader)
        assert len(modules.modules_for(reader, class_id)) == 4
        assert check(reader.connection).faults == []
    assert seed(older) == 0


def test_what_somebody_changed_in_a_module_is_left_alone(workspace):
    seed(workspace)
    with workspace.write("Longer") as uow:
        first = uow.all(Module)[0]
        uow.put(replace(first, minutes=first.minutes + 30))
    assert seed(workspace) == 0
    with workspace.read() as reader:
        assert reader.require(Module, first.id).minutes == first.minutes + 30


def test_only_who_teaches_may_write_them(older):
    older.actor = Actor("davide", frozenset({Role.OPERATOR}))
    with pytest.raises(NotAllowed):
        seed(older)
