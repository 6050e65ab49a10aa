"""Data files that were copied, put back or exchanged: noticed at the next opening, and never mixed up afterwards."""

import os
import shutil
from datetime import UTC, date, datetime

import pytest

from op_desktop.domain.exchange import Erasure
from op_desktop.domain.person import Person
from op_desktop.domain.record import new_id
from op_desktop.machine import fingerprint
from op_desktop.storage import erasure_list, journal, local_values
from op_desktop.storage.backup import back_up, restore
from op_desktop.storage.database import WRITING
from op_desktop.storage.resuming import DataExchanged, DataRewound
from op_desktop.storage.verification import check
from op_desktop.storage.witness import Sight
from op_desktop.sync.identity import identity
from op_desktop.workspace import DATABASE, Workspace

NOW = datetime(2026, 11, 24, 9, 30)


class Computer:
    """One computer's state folder, and a data folder on it."""

    def __init__(self, root):
        self.state, self.folder = root / "state", root / "data"

    def open(self, **how):
        return Workspace.open(self.folder, wall=lambda: NOW.replace(tzinfo=UTC), state=self.state, **how)

    def write(self, *families, **how):
        """Open, add people, close; returns their ids."""
        opened = self.open(**how)
        ids = [add(opened, family) for family in families]
        opened.close()
        return ids

    @property
    def file(self):
        return self.folder / DATABASE


def add(workspace, family):
    with workspace.write("add") as uow:
        person = Person(id=new_id(), family_name=family)
        uow.put(person)
    return person.id


def families(workspace):
    with workspace.read() as reader:
        return sorted(person.family_name for person in reader.all(Person) if person.family_name)


def writer(workspace):
    with workspace.read() as reader:
        assert check(reader.connection).faults == []
        return journal.own_replica(reader.connection)


def moved_to_another_machine(folder):
    """As if it had last been at work elsewhere."""
    opened = Workspace.open(folder)
    with opened.engine.connect().execution_options(**WRITING) as connection, connection.begin():
        local_values.keep(connection, "machine", "0" * 32)
    opened.close()


def erase(workspace, person_id):
    with workspace.write("Erase") as uow:
        uow.put(Erasure.of(what="person", row_id=person_id, reason="request", decided_on=date(2026, 11, 24)))


@pytest.fixture
def here(tmp_path):
    return Computer(tmp_path)


def test_a_new_file_and_the_usual_next_openings(here):
    opened = here.open()
    first = writer(opened)
    assert opened.resumed is None
    add(opened, "Brambilla")
    opened.close()

    for _each in range(2):
        again = here.open()
        assert again.resumed.finding.sight is Sight.USUAL
        assert writer(again) == first
        again.close()


def test_the_token_is_another_at_every_start_and_the_same_inside_and_outside(here):
    seen = []
    for _each in range(3):
        opened = here.open()
        inside = opened.local("run_token")
        (outside,) = (f for f in here.state.glob("*.json") if not f.name.startswith("place-"))
        assert outside.read_text()[11:27] in inside[:20]
        seen.append(outside.read_text())
        opened.close()
    assert len(set(seen)) == 3


def test_an_older_file_in_the_place_is_asked_about_and_nothing_is_touched(here):
    here.write("Brambilla")
    older = here.file.read_bytes()
    here.write("Wójcik", "El Amrani")
    here.file.write_bytes(older)

    with pytest.raises(DataRewound) as question:
        here.open()

    assert question.value.facts["lacking"] == 2
    assert str(here.folder) in question.value.remedy
    assert here.file.read_bytes() == older


def test_a_program_that_was_killed_has_remembered_all_the_same(here):
    here.write("Brambilla")
    older = here.file.read_bytes()
    opened = here.open()
    add(opened, "Wójcik")
    opened.engine.dispose()
    here.file.write_bytes(older)

    with pytest.raises(DataRewound):
        here.open()


def test_an_older_file_on_purpose_goes_on_as_another_history_of_the_same_device(here):
    here.write("Brambilla")
    older = here.file.read_bytes()
    opened = here.open()
    add(opened, "Wójcik")
    opened.keep_local("acked_to", "1")
    before = writer(opened)
    opened.close()
    here.file.write_bytes(older)

    here.write(on_purpose=True)
    again = here.open()
    assert again.resumed.finding.sight is Sight.USUAL
    add(again, "Rossi")
    after = writer(again)
    again.close()

    assert after.device == before.device
    assert after.incarnation != before.incarnation
    assert again.local("acked_to") is None
    last = here.open()
    assert last.resumed.finding.sight is Sight.USUAL
    assert families(last) == ["Brambilla", "Rossi"]
    last.close()


def test_our_own_way_back_asks_nothing_and_erases_again_what_was_erased_since(here):
    amrani, _rossi = here.write("El Amrani", "Rossi")
    opened = here.open()
    made = back_up(opened.engine, here.folder, NOW)
    erase(opened, amrani)
    assert families(opened) == ["Rossi"]
    before = writer(opened)
    opened.close()

    restore(here.folder, made.path, DATABASE, NOW)
    again = here.open()

    assert again.resumed.finding.sight is Sight.PUT_BACK
    assert again.resumed.erased == 1
    assert families(again) == ["Rossi"]
    assert writer(again).device == before.device
    assert writer(again).incarnation != before.incarnation
    again.close()
    assert b"El Amrani" not in b"".join(f.read_bytes() for f in here.folder.glob(f"{DATABASE}*"))
    last = here.open()
    assert last.resumed.finding.sight is Sight.USUAL
    last.close()


def test_the_erasure_list_holds_ids_alone_and_survives_half_a_line(here):
    (amrani,) = here.write("El Amrani")
    opened = here.open()
    made = back_up(opened.engine, here.folder, NOW)
    erase(opened, amrani)
    opened.close()
    listed = here.state / erasure_list.FILE
    assert "Amrani" not in listed.read_text()
    with listed.open("a") as stream:
        stream.write('{"what": "person", "ro')

    restore(here.folder, made.path, DATABASE, NOW)
    again = here.open()
    assert families(again) == []
    again.close()
    here.write("Rossi")
    assert len(listed.read_text().splitlines()) == 2


def test_a_folder_copied_from_another_computer_goes_on_as_a_new_device(tmp_path):
    first, second = Computer(tmp_path / "one"), Computer(tmp_path / "two")
    opened = first.open()
    add(opened, "Brambilla")
    opened.keep_local("device_code", "K3")
    opened.keep_local("acked_to", "1")
    key = identity(opened).key.public
    before = writer(opened)
    opened.close()
    second.folder.parent.mkdir()
    shutil.copytree(first.folder, second.folder)
    moved_to_another_machine(second.folder)

    copy = second.open()

    assert copy.resumed.finding.sight is Sight.COPIED
    assert writer(copy).device != before.device
    assert (identity(copy).code, identity(copy).acked_to) == ("", 0)
    assert identity(copy).key.public != key
    assert families(copy) == ["Brambilla"]
    copy.close()
    again = second.open()
    assert again.resumed.finding.sight is Sight.USUAL
    again.close()


def test_a_folder_that_only_moved_on_this_computer_is_the_usual_thing(here, tmp_path):
    here.write("Brambilla")
    moved = here.folder.rename(tmp_path / "elsewhere")
    here.folder = moved

    opened = here.open()

    assert opened.resumed.finding.sight is Sight.USUAL
    opened.close()


def test_twins_on_one_computer_are_told_apart_once_one_has_written(here, tmp_path):
    here.write("Brambilla")
    twin = Computer(tmp_path / "b")
    twin.state = here.state
    twin.folder.parent.mkdir()
    shutil.copytree(here.folder, twin.folder)
    twin.write("Wójcik")

    with pytest.raises(DataRewound):
        here.open()
    here.write("Rossi", on_purpose=True)
    opened = here.open()
    assert families(opened) == ["Brambilla", "Rossi"]
    opened.close()


def test_another_device_s_file_is_named_and_nothing_is_touched(tmp_path):
    one, two = Computer(tmp_path / "one"), Computer(tmp_path / "two")
    two.state = one.state
    one.write("Brambilla", label="portatile-rho-1")
    two.write("Wójcik", label="portatile-arese-1")
    os.replace(two.file, one.file)
    before = one.file.read_bytes()

    with pytest.raises(DataExchanged) as question:
        one.open()

    assert (question.value.facts["here"], question.value.facts["before"]) == ("portatile-arese-1", "portatile-rho-1")
    assert "portatile-arese-1" in question.value.headline
    assert one.file.read_bytes() == before
    opened = one.open(on_purpose=True)
    assert families(opened) == ["Wójcik"]
    opened.close()
    again = one.open()
    assert again.resumed.finding.sight is Sight.USUAL
    again.close()


def test_another_computer_s_file_put_here_on_purpose_becomes_a_new_device(tmp_path):
    one, two = Computer(tmp_path / "one"), Computer(tmp_path / "two")
    one.write("Brambilla")
    two.write("Wójcik")
    moved_to_another_machine(two.folder)
    os.replace(two.file, one.file)
    opened = Workspace.open(one.folder)
    before = writer(opened)
    opened.close()

    adopted = one.open(on_purpose=True)

    assert writer(adopted).device != before.device
    adopted.close()


def test_a_file_that_was_open_where_we_did_not_see_it_goes_on_as_another_history(here, tmp_path):
    here.write("Brambilla")
    elsewhere = Computer(tmp_path)
    elsewhere.state = tmp_path / "other state"
    elsewhere.write("Rossi")

    opened = here.open()

    assert opened.resumed.finding.sight is Sight.ELSEWHERE
    assert families(opened) == ["Brambilla", "Rossi"]
    opened.close()


def test_practice_data_never_asks(here):
    here.write("Brambilla", training=True)
    older = here.file.read_bytes()
    here.write("Wójcik")
    here.file.write_bytes(older)

    opened = here.open()

    assert families(opened) == ["Brambilla"]
    opened.close()


def test_a_state_folder_that_cannot_be_written_does_not_stop_the_work(here):
    here.state.write_text("a file where the folder should be")

    here.write("Brambilla")
    opened = here.open()

    assert families(opened) == ["Brambilla"]
    opened.close()


def test_what_is_remembered_is_private_and_names_nobody(here):
    here.write("Brambilla")

    files = list(here.state.iterdir())
    assert files
    assert {each.stat().st_mode & 0o077 for each in files} == {0}
    assert not [each for each in files if "Brambilla" in each.name + each.read_text()]


def test_the_machine_is_a_digest():
    assert fingerprint() == fingerprint()
    assert len(fingerprint()) == 32
