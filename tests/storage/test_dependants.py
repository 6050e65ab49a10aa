"""Who is erased takes along what names them: notes beside hours and certificates, whatever arrives first."""

from datetime import date, datetime
from itertools import permutations
from random import Random

import pytest
from sqlalchemy import insert, select

from op_desktop.domain.certificate import Certificate
from op_desktop.domain.exchange import Erasure
from op_desktop.domain.person import Person
from op_desktop.domain.record import new_id
from op_desktop.domain.volunteering import Activity, VolunteerShift
from op_desktop.storage import tables
from op_desktop.storage.dependants import NAMING
from op_desktop.storage.unit_of_work import WasErased
from op_desktop.storage.verification import check
from tests import histories

ORDERS = 6
PAOLA = Person(id=new_id(), family_name="Segretini", given_name="Paola")
ADA = Person(id=new_id(), family_name="Rossi", given_name="Ada")
PAPER = Certificate(id=new_id(), number="OP-2026-D01-00001", kind="volunteer", issued_on=date(2026, 11, 24),
                    holder="Paola Segretini", person_id=PAOLA.id, code="x", pdf_sha256="d1")  # fmt: skip


def noted(person, note="segreto", *, id="shift-1"):
    return VolunteerShift(id=id, person_id=person.id, activity=Activity.OTHER, starts_at=datetime(2026, 11, 16, 10),
                          minutes=60, note=note)  # fmt: skip


def write(device, *records):
    with device.workspace.write("step") as uow:
        uow.put_all(records)


def erase(device):
    write(device, Erasure.of(what="person", row_id=PAOLA.id, reason="request", decided_on=date(2026, 11, 24)))


def left(device):
    """What of her stands anywhere in the database; every chain and table must hold."""
    with device.workspace.engine.connect() as connection:
        assert check(connection).faults == []
        text = "".join(repr(connection.execute(select(table)).all()) for table in tables.metadata.tables.values())
    return "segret" in text.casefold() or "%pdf" in text.casefold()


@pytest.fixture
def device():
    made = histories.device()
    write(made, PAOLA, ADA)
    return made


def test_the_kinds_that_go_along_are_read_from_their_fields():
    assert NAMING == {"volunteer_shift": ("person_id",), "certificate": ("person_id",)}


def test_what_a_device_wrote_before_it_heard_goes_in_every_order_of_arrival(device):
    office = histories.device()
    office.receive(device.changes())
    people = device.changes()
    write(device, noted(PAOLA), PAPER)
    erase(office)
    packages = [people, device.changes(len(people)), office.changes()]
    digests = set()
    for order in permutations(packages):
        centre = histories.device()
        for each in order:
            centre.receive(each)
        assert not left(centre)
        digests.add(histories.digest(centre))
    assert len(digests) == 1
    assert left(device)
    with device.workspace.engine.begin() as connection:
        connection.execute(insert(tables.document).values(sha256="d1", content=b"%PDF"))
    device.receive(office.changes())
    assert not left(device)


def test_a_note_goes_whichever_change_of_its_record_names_her(device):
    """Entered for her, noted, put right to Ada; and the other way round, in one change at a time."""
    office = histories.device()
    office.receive(device.changes())
    write(device, noted(PAOLA, ""))
    write(device, noted(PAOLA))
    write(device, noted(ADA))
    write(device, noted(ADA, id="shift-2"))
    write(device, noted(PAOLA, id="shift-2"))
    write(device, noted(PAOLA, id="shift-3"))
    with device.workspace.write("delete") as uow:
        uow.delete(VolunteerShift, "shift-3")
    erase(office)
    packages = [[each] for each in device.changes()] + [office.changes()]
    digests, centre = set(), histories.device()
    for seed in range(ORDERS):
        centre.forget_everything()
        for each in packages[::-1] if seed == 0 else histories.shuffled(packages, Random(seed)):
            centre.receive(each)
        digests.add(histories.digest(centre))
    assert len(digests) == 1
    assert not left(centre)


def test_where_she_is_known_to_be_erased_nothing_is_noted_of_her_again(device):
    write(device, noted(ADA), noted(ADA, id="shift-2"))
    erase(device)
    with pytest.raises(WasErased):
        write(device, noted(PAOLA, id="shift-4"))
    write(device, noted(PAOLA, "", id="shift-4"), noted(PAOLA, id="shift-2"))
    with device.workspace.read() as reader:
        assert {each.id: each.note for each in reader.all(VolunteerShift)} == {
            "shift-1": "segreto", "shift-2": "", "shift-4": ""}  # fmt: skip
    centre = histories.device()
    for change in reversed(device.changes()):
        centre.receive([change])
    for each in VolunteerShift, Person:
        with device.workspace.read() as here, centre.workspace.read() as there:
            assert here.all(each) == there.all(each)
