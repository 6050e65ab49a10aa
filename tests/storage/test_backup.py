"""Copies of the data file: proven before they count, thinned with age, and the way back."""

import os
import stat
from datetime import UTC, datetime, timedelta

import pytest

from op_desktop import vault
from op_desktop.domain.person import Person
from op_desktop.domain.record import new_id
from op_desktop.storage import journal, verification
from op_desktop.storage.backup import (
    BackupDamaged,
    BackupFailed,
    DataInUse,
    back_up,
    backups,
    restore,
    verify,
)
from op_desktop.storage.thinning import surplus
from op_desktop.workspace import DATABASE, Workspace

NOW = datetime(2026, 11, 24, 9, 30)
PASSPHRASE = "quattro parole comuni qui"


def add(workspace, family):
    with workspace.write("add") as uow:
        person = Person(id=new_id(), family_name=family)
        uow.put(person)
    return person.id


def families(workspace):
    with workspace.read() as reader:
        return sorted(person.family_name for person in reader.all(Person))


@pytest.fixture
def workspace(tmp_path):
    opened = Workspace.open(tmp_path / "data", wall=lambda: NOW.replace(tzinfo=UTC))
    yield opened
    opened.close()


def test_a_backup_holds_what_was_there_and_the_way_back_keeps_what_is_replaced(workspace):
    add(workspace, "Brambilla")
    made = back_up(workspace.engine, workspace.folder, NOW)
    add(workspace, "Wójcik")
    workspace.close()

    kept = restore(workspace.folder, made.path, DATABASE, NOW)

    assert backups(workspace.folder) == [made]
    again = Workspace.open(workspace.folder)
    assert families(again) == ["Brambilla"]
    again.close()
    replaced = Workspace.open(f"sqlite:///{kept}")
    assert families(replaced) == ["Brambilla", "Wójcik"]
    replaced.close()


def test_restored_data_goes_on_as_a_new_incarnation_of_the_same_device(workspace):
    add(workspace, "Brambilla")
    workspace.keep_local("acked_to", "1")
    made = back_up(workspace.engine, workspace.folder, NOW)
    with workspace.read() as reader:
        before = journal.own_replica(reader.connection)
    workspace.close()
    restore(workspace.folder, made.path, DATABASE, NOW)

    again = Workspace.open(workspace.folder)
    add(again, "Wójcik")
    with again.engine.connect() as connection, connection.begin():
        after, end = journal.own_replica(connection), journal.head(connection)
        findings = verification.check(connection)
    again.close()

    assert after.device == before.device
    assert after.incarnation != before.incarnation
    assert end.seq == 1
    assert again.local("acked_to") is None
    assert findings.sound


def test_work_goes_on_while_a_backup_is_made(workspace):
    add(workspace, "Brambilla")
    with workspace.read() as reader:
        made = back_up(workspace.engine, workspace.folder, NOW)
        assert reader.all(Person)
    assert verify(made.path).changes == 1


def test_a_damaged_backup_is_refused_and_nothing_changes(workspace):
    add(workspace, "Brambilla")
    made = back_up(workspace.engine, workspace.folder, NOW)
    workspace.close()
    whole = made.path.read_bytes()
    before = (workspace.folder / DATABASE).read_bytes()

    for damaged in (b"", whole[: len(whole) // 2], whole[:9000] + b"\xff" * 400 + whole[9400:], b"no database" * 400):
        made.path.write_bytes(damaged)
        with pytest.raises(BackupDamaged):
            restore(workspace.folder, made.path, DATABASE, NOW)

    assert (workspace.folder / DATABASE).read_bytes() == before
    assert not (workspace.folder / "replaced").exists()


def test_a_backup_whose_own_end_is_missing_is_refused(workspace):
    add(workspace, "Brambilla")
    made = back_up(workspace.engine, workspace.folder, NOW)
    made.path.with_name(f"{made.path.name}.sha256").unlink()
    copy = Workspace.open(f"sqlite:///{made.path}")
    with copy.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM change")
        assert verification.check(connection).sound is False
    copy.close()

    with pytest.raises(BackupDamaged):
        verify(made.path)


def test_data_that_is_open_elsewhere_is_not_replaced(workspace):
    add(workspace, "Brambilla")
    made = back_up(workspace.engine, workspace.folder, NOW)

    with workspace.read() as reader:
        reader.all(Person)
        with pytest.raises(DataInUse):
            restore(workspace.folder, made.path, DATABASE, NOW)

    assert families(workspace) == ["Brambilla"]


def test_a_data_file_that_cannot_be_opened_is_replaced_and_kept_aside(workspace):
    add(workspace, "Brambilla")
    made = back_up(workspace.engine, workspace.folder, NOW)
    workspace.close()
    (workspace.folder / DATABASE).write_bytes(b"rubbish" * 1000)

    kept = restore(workspace.folder, made.path, DATABASE, NOW)

    assert kept.read_bytes() == b"rubbish" * 1000
    again = Workspace.open(workspace.folder)
    assert families(again) == ["Brambilla"]
    again.close()


def test_a_backup_that_cannot_be_written_leaves_nothing_behind(workspace):
    add(workspace, "Brambilla")
    (workspace.folder / "backups").write_text("a file where the folder should be")

    with pytest.raises(BackupFailed):
        back_up(workspace.engine, workspace.folder, NOW)


def test_copies_are_private_and_encrypted_with_the_same_key(tmp_path):
    folder = tmp_path / "sealed"
    key = vault.create(folder, PASSPHRASE).key
    workspace = Workspace.open(folder, key=key)
    add(workspace, "Brambillasca")

    made = back_up(workspace.engine, folder, NOW)
    workspace.close()

    assert b"Brambillasca" not in made.path.read_bytes()
    assert stat.S_IMODE(os.stat(made.path).st_mode) == 0o600
    assert (folder / "backups" / "keys.json").read_text() == (folder / "keys.json").read_text()
    assert verify(made.path, key).changes == 1
    with pytest.raises(BackupDamaged):
        verify(made.path)
    restore(folder, made.path, DATABASE, NOW, key)
    again = Workspace.open(folder, key=key)
    assert families(again) == ["Brambillasca"]
    again.close()


def test_thinning_keeps_seven_days_five_weeks_and_twelve_months():
    made = [NOW - timedelta(days=day, hours=hour) for day in range(500) for hour in (0, 3)]

    kept = set(made) - surplus(made)

    assert {moment for moment in kept if moment.date() == NOW.date()} == {NOW, NOW - timedelta(hours=3)}
    assert sum(NOW - moment < timedelta(days=7) for moment in kept if moment.hour == NOW.hour) == 7
    assert len({moment.isocalendar()[:2] for moment in kept}) >= 5
    assert len({(moment.year, moment.month) for moment in kept}) == 12
    assert len(kept) <= 2 + 6 + 5 + 12


def test_old_copies_go_when_a_new_one_is_made(workspace):
    add(workspace, "Brambilla")
    for day in range(30):
        back_up(workspace.engine, workspace.folder, NOW + timedelta(days=day))

    made = [each.made_at for each in backups(workspace.folder)]

    assert len(made) < 15
    assert made[0] == NOW + timedelta(days=29)


def test_two_copies_in_one_second_are_both_kept(workspace):
    add(workspace, "Brambilla")
    first, second = (back_up(workspace.engine, workspace.folder, NOW) for _n in range(2))
    assert first.path != second.path
