"""What a package may bring, and that a refused one leaves nothing behind (I4, I13, I22)."""

import io
import re

import pytest
from sqlalchemy import select, text

from op_desktop.domain.exchange import Erasure
from op_desktop.domain.person import Person
from op_desktop.domain.record import new_id
from op_desktop.storage import journal, tables
from op_desktop.storage.change_log import GENESIS, Change, Replica
from op_desktop.storage.database import WRITING
from op_desktop.storage.tables import RECORDS, TABLE_OF
from op_desktop.sync.changes_csv import COLUMNS, read_changes, write_changes
from op_desktop.sync.incoming import take_in
from op_desktop.sync.outgoing import NothingToHandOver, hand_over
from op_desktop.sync.refusals import BundleRefused
from op_desktop.workspace import Workspace

DEVICE = "5b7b3c0e-5d6f-4e55-9a53-0c1d2e3f4a5b"
GOOD = Change(1, b"i" * 32, GENESIS, 1, 2, 3, "author", "person", "p-1", (b"b" * 32,), '{"band":"unsaid"}', None, 1)


@pytest.fixture
def devices(tmp_path):
    opened = [Workspace.open(tmp_path / name, label=name, training=True) for name in ("giver", "centre")]
    yield opened
    for each in opened:
        each.close()


def add(workspace, family):
    person = Person(id=new_id(), family_name=family)
    with workspace.write("Add") as uow:
        uow.put(person)
    return person


def families(workspace):
    with workspace.read() as reader:
        return sorted(each.family_name for each in reader.all(Person))


def content(workspace):
    with workspace.read() as reader:
        every = (*(TABLE_OF[each] for each in RECORDS), tables.change, tables.replica, tables.bundle, tables.review)
        return [reader.rows(select(table)) for table in every]


def alter(workspace, statement):
    with workspace.engine.connect().execution_options(**WRITING) as connection, connection.begin():
        connection.execute(text(statement))


def test_a_refused_package_enrols_nobody(devices, tmp_path):
    giver, centre = devices
    add(giver, "Rossi")
    alter(giver, "UPDATE change SET author = 'somebody else'")
    package = hand_over(giver, tmp_path / "packages").path
    before = content(centre)

    with pytest.raises(BundleRefused):
        take_in(centre, package, accept_new=True)

    assert content(centre) == before


def test_a_device_speaks_for_itself_alone():
    other = Replica("0f0f0f0f-5d6f-4e55-9a53-0c1d2e3f4a5b", "00112233445566aa")

    with pytest.raises(BundleRefused):
        list(read_changes(io.BytesIO(_csv((other, GOOD))), "package", DEVICE))


def test_what_was_recorded_before_a_restore_is_still_handed_over(devices, tmp_path):
    giver, centre = devices
    add(giver, "Rossi")
    with giver.engine.connect().execution_options(**WRITING) as connection, connection.begin():
        journal.new_incarnation(connection)
    first = hand_over(giver, tmp_path / "first")
    add(giver, "Bianchi")
    second = hand_over(giver, tmp_path / "second")

    take_in(centre, second.path, accept_new=True)
    again = take_in(centre, first.path)

    assert families(centre) == ["Bianchi", "Rossi"]
    assert (first.changes, second.changes, again.union.new) == (1, 2, 0)
    giver.keep_local(journal.ACKED, "1")
    with pytest.raises(NothingToHandOver):
        hand_over(giver, tmp_path / "third")


def test_an_old_package_does_not_bring_an_erased_name_back(devices, tmp_path):
    giver, centre = devices
    person = add(giver, "Segretini")
    old = hand_over(giver, tmp_path / "old").path
    with giver.write("Erase") as uow:
        uow.put(Erasure.of(what=Person.entity, row_id=person.id, reason="request", decided_on=uow.today))
    new = hand_over(giver, tmp_path / "new").path

    for package in (old, new, old):
        take_in(centre, package, accept_new=True)

    assert families(centre) == [""]
    assert "segret" not in repr(content(centre)).casefold()
    centre.close()
    for path in centre.folder.iterdir():
        assert b"Segret" not in path.read_bytes()


def _csv(*changes):
    target = io.BytesIO()
    write_changes(target, changes)
    return target.getvalue()


def test_changes_are_read_as_they_were_written():
    mine = (Replica(DEVICE, "00112233445566aa"), GOOD)
    assert list(read_changes(io.BytesIO(_csv(mine)), "package", DEVICE)) == [mine]


@pytest.mark.parametrize(
    "wrong",
    [
        {"seq": 0},
        {"seq": -1},
        {"seq": 2**31},
        {"save": 2**31},
        {"schema": 2**40},
        {"hlc": 2**63},
        {"wall": -5},
        {"row_id": ""},
        {"row_id": "a\0b"},
        {"row_id": "x" * 65},
        {"row_id": "naïve"},
        {"entity": "person\n"},
        {"author": "a\r"},
        {"fields": '{"a":\n1}'},
        {"bases": (b"b" * 32,) * 1001},
    ],
    ids=str,
)
def test_a_line_that_is_no_change_is_named(wrong):
    raw = _csv((Replica(DEVICE, "00112233445566aa"), GOOD._replace(**wrong)))
    with pytest.raises(BundleRefused, match="line"):
        list(read_changes(io.BytesIO(raw), "package", DEVICE))


@pytest.mark.parametrize("column", COLUMNS)
def test_rubbish_in_any_column_is_refused_or_kept_as_it_is(column):
    raw = _csv((Replica(DEVICE, "00112233445566aa"), GOOD)).decode().splitlines()
    cells = re.findall(r'"((?:[^"]|"")*)"', raw[1])
    cells[COLUMNS.index(column)] = "?" * 9
    line = ",".join(f'"{cell}"' for cell in cells)
    try:
        found = list(read_changes(io.BytesIO(f"{raw[0]}\r\n{line}\r\n".encode()), "package", DEVICE))
    except BundleRefused:
        assert column not in ("author", "entity", "row_id", "fields", "personal")
    else:
        assert getattr(found[0][1], column) == "?" * 9
