"""What holds of any history, whatever part of it has arrived (sync-and-safety 2.19, I4, I8 to I12, I15, I16)."""

import random
from collections import defaultdict

import pytest
from sqlalchemy import select

from op_desktop.domain.exchange import Erasure
from op_desktop.domain.person import Person
from op_desktop.domain.record import Merge, new_id, shape
from op_desktop.storage import tables
from op_desktop.storage.change_log import DELETED
from op_desktop.storage.log_reader import holes
from op_desktop.storage.tables import RECORD_OF, TABLE_OF
from op_desktop.storage.verification import check
from tests import histories

SEEDS = 15


def rows(device, query):
    with device.workspace.engine.connect() as connection:
        return connection.execute(query).all()


def reviewed(device):
    return {tuple(row) for row in rows(device, select(tables.review))}


def undecided(changes):
    """The review list by the book: fields with different values of which nobody saw the other."""
    erased = {
        (stated["what"], stated["row_id"])
        for each in changes
        if each.entity == Erasure.entity and "row_id" in (stated := each.stated())
    }
    known = {each.id for each in changes}
    setters = defaultdict(list)
    for each in changes:
        for name, value in each.stated().items():
            personal = each.personal is not None and f'"{name}":[' in each.personal
            blank = personal and (each.entity, each.row_id) in erased
            setters[each.entity, each.row_id, name].append((each, None if blank else value))
    found = set()
    for (entity, row_id, name), every in setters.items():
        seen = {base for each, _value in every for base in each.bases}
        heads = [(each, value) for each, value in every if each.id not in seen]
        merge = {field.name: field.rule.merge for field in shape(RECORD_OF[entity])} | {DELETED: Merge.REVIEW}
        whole = all(base in known for each, _value in heads for base in each.bases)
        if merge[name] is not Merge.QUIET and whole and len({value for _each, value in heads}) > 1:
            found.add((entity, row_id, name))
    return found


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_part_of_a_history_is_kept_whole_with_its_conflicts_forks_and_holes_told_exactly(seed):
    rng = random.Random(seed)
    made = histories.scattered(rng)
    centre = histories.device()
    arrived = {}
    for package in rng.sample(made, max(1, len(made) * 2 // 3)):
        centre.receive(package)
        arrived |= {change.id: (replica, change) for replica, change in package}

        held = {bytes(id) for (id,) in rows(centre, select(tables.change.c.id))}
        assert held == arrived.keys()
    latest = [change for _replica, change in arrived.values()]
    assert reviewed(centre) == undecided(latest)
    places = defaultdict(lambda: defaultdict(set))
    for replica, change in arrived.values():
        places[replica][change.seq].add(change)
    with centre.workspace.engine.connect() as connection:
        assert check(connection).faults == []
        for number, device, incarnation, forked in connection.execute(
            select(*[tables.replica.c[name] for name in ("number", "device", "incarnation", "forked")])
        ):
            at = next(
                (
                    at
                    for replica, at in places.items()
                    if (replica.device, replica.incarnation) == (device, incarnation)
                ),
                {},
            )
            missing = {seq for first, last in holes(connection, number) for seq in range(first, last + 1)}
            assert missing == set(range(1, max(at, default=0))) - at.keys()
            twice = any(len(found) > 1 for found in at.values())
            dangling = any(
                seq - 1 in at and each.prev not in {before.id for before in at[seq - 1]}
                for seq, found in at.items()
                for each in found
            )
            assert bool(forked) == (twice or dangling)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_an_erased_value_is_nowhere_however_it_arrives(seed):
    rng = random.Random(seed)
    device, other = histories.device(), histories.device()
    with device.workspace.write("add") as uow:
        person = Person(id=new_id(), family_name="Segretini", given_name="Ada", phone="3339998887")
        uow.put(person)
    before = device.changes()
    other.receive(before)
    with other.workspace.write("edit") as uow:
        uow.put(Person(id=person.id, family_name="Segretini", given_name="Ada", note="Segretissima"))
    with device.workspace.write("erase") as uow:
        uow.put(Erasure.of(what=Person.entity, row_id=person.id, reason="request", decided_on=uow.today))
    packages = [before, device.changes()[1:], other.changes(), before]
    rng.shuffle(packages)
    centre = histories.device()
    for package in packages:
        centre.receive(package)

    for each in (device, centre):
        for table in tables.metadata.tables.values():
            text = repr(rows(each, select(table))).casefold()
            assert "segret" not in text, table.name
            assert "3339998887" not in text, table.name
        with each.workspace.engine.connect() as connection:
            assert check(connection).faults == []
    assert rows(centre, select(TABLE_OF[Person].c.family_name)) == [("",)]


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_decision_settles_until_somebody_who_did_not_see_it_writes(seed):
    rng = random.Random(seed)
    first, second, third, centre = (histories.device(rng.choice(histories.DRIFT)) for _each in range(4))
    with first.workspace.write("add") as uow:
        person = Person(id=new_id(), family_name="Rossi")
        uow.put(person)
    for device in (second, third, centre):
        device.receive(first.changes())
    for device, name in ((first, "Ada"), (second, "Bo"), (third, "Cleo")):
        with device.workspace.write("edit") as uow:
            uow.put(Person(id=person.id, family_name="Rossi", given_name=name))
    item = {("person", person.id, "given_name")}
    centre.receive(second.changes())
    centre.receive(first.changes())
    assert reviewed(centre) == item

    with centre.workspace.write("decide") as uow:
        uow.put(Person(id=person.id, family_name="Rossi", given_name="Ada Bo"))
    assert reviewed(centre) == set()
    first.receive(second.changes())
    assert reviewed(first) == item
    first.receive(centre.changes())
    assert reviewed(first) == set()
    assert rows(first, select(TABLE_OF[Person].c.given_name)) == [("Ada Bo",)]

    centre.receive(third.changes())
    assert reviewed(centre) == item


@pytest.mark.parametrize("seed", range(SEEDS))
def test_only_an_explicit_word_brings_a_deleted_record_back(seed):
    rng = random.Random(seed)
    one, other = histories.device(), histories.device(rng.choice(histories.DRIFT))
    with one.workspace.write("add") as uow:
        person = Person(id=new_id(), family_name="Rossi")
        uow.put(person)
    other.receive(one.changes())
    with one.workspace.write("remove") as uow:
        uow.delete(Person, person.id)
    with other.workspace.write("edit") as uow:
        uow.put(Person(id=person.id, family_name="Rossini"))
    centre = histories.device()
    for package in histories.shuffled([one.changes(), other.changes()], rng):
        centre.receive(package)
    assert rows(centre, select(TABLE_OF[Person].c.id)) == []

    with centre.workspace.write("restore") as uow:
        uow.put(person)
    assert rows(centre, select(TABLE_OF[Person].c.family_name)) == [("Rossi",)]
    centre.receive(one.changes())
    assert rows(centre, select(TABLE_OF[Person].c.family_name)) == [("Rossi",)]
    with centre.workspace.engine.connect() as connection:
        assert check(connection).faults == []
