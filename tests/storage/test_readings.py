"""What a change says is one thing, whichever road read it: value by value, or by the plan of its shape."""

import json
import random
from enum import Enum

import pytest

from op_desktop.domain.record import shape
from op_desktop.storage.change_log import COMMITTED, DELETED, GENESIS, Change, commitment
from op_desktop.storage.projection import fits
from op_desktop.storage.readings import read
from op_desktop.storage.tables import RECORDS

VALUES = ("", None, 0, 1, -1, 2**63, "x", "1", "2026-01-01", "2026-01-01T10:00", "2026-1-1", "held", "person")
SALT = "ab" * 16


def stated_by(record, rng):
    """Fields of a record in any order: most of them, mostly with values that they take."""
    stated = {}
    for column in shape(record):
        if rng.random() < 0.8:
            codes = [str(code) for code in column.python] if issubclass(column.python, Enum) else []
            good = [value for value in (*VALUES, *codes) if fits(column, value)]
            stated[column.name] = rng.choice(good if rng.random() < 0.9 else VALUES)
    if rng.random() < 0.1:
        stated[rng.choice([DELETED, "unheard_of"])] = rng.choice([0, 1])
    return dict(rng.sample(list(stated.items()), len(stated)))


def change_of(record, stated):
    """The change that states this, personal values with what they were committed to."""
    personal = {each.name for each in shape(record) if each.rule.personal} & stated.keys()
    plain = {
        name: {COMMITTED: commitment(SALT, value)} if name in personal else value for name, value in stated.items()
    }
    kept = json.dumps({name: [SALT, stated[name]] for name in personal}) if personal else None
    return Change(1, b"", GENESIS, 1, 0, 0, "a", record.entity, "r", (), json.dumps(plain), kept, 2)


def expected(record, stated):
    columns = {each.name: each for each in shape(record)}
    beyond = any(
        name != DELETED and (name not in columns or not fits(columns[name], value)) for name, value in stated.items()
    )
    if stated.get(DELETED, 0) != 0:
        return None, beyond
    row = ["r"]
    for name, column in columns.items():
        if name not in stated and column.required:
            return None, beyond
        value = stated.get(name, column.default)
        if name in stated and not fits(column, value):
            return None, beyond
        row.append("" if value is None and not column.optional else value)
    return tuple(row), beyond


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.entity)
def test_a_change_is_read_value_by_value_whatever_its_shape(record):
    rng = random.Random(record.entity)
    rows = 0
    for _round in range(80):
        stated = stated_by(record, rng)
        row, beyond = read(change_of(record, stated))
        rows += row is not None
        assert (row, beyond) == expected(record, stated), stated

    assert rows > 0
