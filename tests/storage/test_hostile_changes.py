"""Changes of valid form and bad intent are refused whole; changes of a newer version are kept to the letter (I18)."""

import io
import json
import random

import pytest
from sqlalchemy import select

from op_desktop.domain.attendance import LessonMark
from op_desktop.domain.person import Person
from op_desktop.domain.record import new_id
from op_desktop.storage import tables
from op_desktop.storage.arrivals import ChainBroken
from op_desktop.storage.change_log import GENESIS, Change, Replica, change_id, commitment
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.verification import check
from op_desktop.sync.changes_csv import read_changes, write_changes
from tests import histories

WRITER = Replica("5b7b3c0e-5d6f-4e55-9a53-0c1d2e3f4a5b", "00112233445566aa")
STAMP = int(histories.START.timestamp() * 1000) << 16
SALT = "ab" * 16


def written(*contents):
    """A chain of changes (entity, row id, fields, personal) by one writer."""
    made, prev = [], GENESIS
    for seq, (entity, row_id, fields, personal) in enumerate(contents, start=1):
        bare = Change(seq, b"", prev, 1, STAMP + seq, 0, "a", entity, row_id, (), fields, personal, 9)
        made.append((WRITER, bare._replace(id=change_id(str(WRITER), bare))))
        prev = made[-1][1].id
    return made


def name(value):
    return f'{{"family_name":{{"#":"{commitment(SALT, value)}"}}}}'


def held(device):
    with device.workspace.engine.connect() as connection:
        return connection.execute(select(tables.change.c.fields, tables.change.c.personal)).all()


BAD = {
    "no JSON": ("{", None),
    "a list": ("[]", None),
    "two values": ("{}{}", None),
    "nested": ('{"band":["x"]}', None),
    "very deep": ('{"band":' + "[" * 100_000, None),
    "a float": ('{"band":1.5}', None),
    "not a number": ('{"band":NaN}', None),
    "a boolean": ('{"band":true}', None),
    "thousands of digits": ('{"band":' + "9" * 5_000 + "}", None),
    "NUL": ('{"band":"\\u0000"}', None),
    "half a pair": ('{"band":"\\ud800"}', None),
    "an object that is no commitment": ('{"band":{"x":"#"}}', None),
    "a name that could not be erased": ('{"family_name":"Rossi"}', None),
    "another name than committed to": (name("Rossi"), json.dumps({"family_name": [SALT, "Bianchi"]})),
    "a value without commitment": (name("Rossi"), json.dumps({"given_name": [SALT, "Ada"]})),
    "kept values that are none": (name("Rossi"), "[1]"),
    "kept values without salt": (name("Rossi"), '{"family_name":1}'),
    "kept values cut off": (name("Rossi"), '{"family_name":'),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_no_change_is_refused_and_leaves_nothing(case):
    centre = histories.device()
    good = ("municipality", "m", '{"name":"Rho"}', None)

    with pytest.raises(ChainBroken):
        centre.receive(written(good, ("person", "x", *BAD[case])))

    assert held(centre) == []


def resigned(change):
    return WRITER, change._replace(id=change_id(str(WRITER), change))


def test_a_history_begins_once():
    centre = histories.device()
    chain = written(*[("unit", str(number), "{}", None) for number in range(4)])

    for wrong in (chain[2][1]._replace(prev=GENESIS), chain[0][1]._replace(prev=b"x" * 32)):
        with pytest.raises(ChainBroken):
            centre.receive([*chain[1:2], resigned(wrong)])

    assert held(centre) == []


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("at_once", [True, False])
def test_half_of_a_forked_history_is_told_as_a_fork_in_whatever_order_it_comes(order, at_once):
    centre = histories.device()
    chain = written(*[("unit", str(number), "{}", None) for number in range(3)])
    delivery = [chain[1], resigned(chain[2][1]._replace(prev=b"x" * 32))][::order]

    for part in [delivery] if at_once else [[each] for each in delivery]:
        union = centre.receive(part)

    assert union.forks == {str(WRITER)}
    with centre.workspace.read() as reader:
        assert check(reader.connection).faults == []


def test_what_a_newer_version_says_is_kept_counted_and_passed_on_to_the_letter():
    contents = [
        ("aura", "a-1", '{ "colour" : "blue", "é":1}', None),
        ("person", "p-1", '{"band":"wise","do_not_contact":7,"aura_id":"a-1"}', None),
        ("lesson_mark", "l-1", '{"enrolment_id":"e","lesson_id":"l","mark":"teleported"}', None),
        ("municipality", "m-1", '{"cadastral_code":"H264","code":"015182","name":"Rho","postal_code":"20017"}', None),
        ("lab_session", "s-1", '{"lab_id":"x","starts_at":"2026-W48-2T10:15"}', None),
    ]
    old, newer = histories.device(), histories.device()
    chain = written(*contents)

    union = old.receive(chain)
    file = io.BytesIO()
    write_changes(file, old.everything())
    file.seek(0)
    passed_on = list(read_changes(file, "package", WRITER.device))
    newer.receive(passed_on)

    assert (union.new, union.kept_for_later) == (5, 4)
    assert passed_on == chain
    assert held(newer) == held(old) == [(fields, None) for _entity, _id, fields, _personal in contents]
    with old.workspace.read() as reader:
        assert check(reader.connection).faults == []
        assert reader.rows(select(TABLE_OF[Person].c.band, TABLE_OF[Person].c.do_not_contact)) == [("unsaid", 0)]
        assert reader.rows(select(TABLE_OF[LessonMark].c.id)) == []


def test_a_known_value_beside_one_of_a_newer_version_is_shown_and_awaits_a_decision():
    centre = histories.device()
    centre.receive(
        written(
            ("lesson_mark", "l-1", '{"enrolment_id":"e","lesson_id":"l","mark":"present"}', None),
            ("lesson_mark", "l-1", '{"mark":"teleported"}', None),
        )
    )

    with centre.workspace.read() as reader:
        assert reader.rows(select(TABLE_OF[LessonMark].c.mark)) == [("present",)]
        assert reader.rows(select(tables.review.c.field)) == [("mark",)]
        assert check(reader.connection).faults == []


def test_somebody_who_writes_in_our_name_makes_us_take_another():
    ours = histories.device()
    histories.record(ours, random.Random(1), 3)
    twin = histories.clone(ours)
    for each in (ours, twin):
        with each.workspace.write("edit") as uow:
            uow.put(Person(id=new_id(), family_name="Rossi"))
    shared = ours.changes()

    union = ours.receive(twin.changes())
    histories.record(ours, random.Random(2), 3)
    centre = histories.device()
    centre.receive(ours.everything())

    assert len(union.forks) == 1
    assert {change.prev for _replica, change in ours.changes()[:1]} == {GENESIS}
    assert {change.id for _replica, change in shared} <= {change.id for _replica, change in ours.everything()}
    assert sorted(held(centre), key=repr) == sorted(held(ours), key=repr)
    with centre.workspace.read() as reader:
        assert check(reader.connection).faults == []
