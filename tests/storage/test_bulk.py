"""Many rows at once: what the statement says of a whole column is what each row holds."""

import pytest
from sqlalchemy import select

from op_desktop.domain.lab import Lab
from op_desktop.storage.bulk import insert_columns
from op_desktop.storage.database import WRITING
from op_desktop.storage.tables import TABLE_OF, change
from op_desktop.workspace import Workspace

TEXTS = ("it's ? and ?", "'; DROP TABLE lab; --", "50 % è 'metà'", "%s", "", "\\", "\t")


@pytest.fixture(params=["sqlite", "postgresql"])
def workspace(request):
    url = "sqlite://" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    opened = Workspace.open(url)
    yield opened
    opened.close()


@pytest.mark.parametrize("rows", [1, 19, 20, 25])
def test_every_row_holds_what_it_was_given(workspace, rows):
    odd = {name: [value] * rows for name, value in zip(("author", "entity", "bases"), TEXTS, strict=False)}
    logged = {
        **odd,
        "replica": [7] * rows,
        "seq": list(range(rows)),
        "id": [number.to_bytes(4, "big") for number in range(rows)],
        "prev": [b"genesis"] * rows,
        "save": [-1] * rows,
        "hlc": [2**60] * rows,
        "wall": [0] * rows,
        "row_id": [TEXTS[number % len(TEXTS)] for number in range(rows)],
        "tail": ["same"] * (rows - 1) + ["another"],
        "fields": ["{}"] * rows,
        "personal": [None] * rows,
        "schema": [2] * rows,
        "suspect": [0] * rows,
    }

    with workspace.engine.connect().execution_options(**WRITING) as connection, connection.begin():
        insert_columns(connection, change, logged)
        found = connection.execute(select(*[change.c[name] for name in logged]).order_by(change.c.seq)).all()
        lab = TABLE_OF[Lab]
        assert connection.execute(select(lab.c.id)).all() == []

    assert [tuple(row) for row in found] == list(zip(*logged.values(), strict=True))
