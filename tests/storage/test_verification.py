"""The check finds what somebody altered behind the program's back, and a rebuild mends the tables."""

import pytest
from sqlalchemy import text

from op_desktop.domain.exchange import Erasure
from op_desktop.domain.person import Person
from op_desktop.domain.record import new_id
from op_desktop.storage.database import WRITING
from op_desktop.storage.verification import check, rebuild


@pytest.fixture
def people(workspace):
    people = [Person(id=new_id(), family_name=f"Cognome{number}", given_name="Ada") for number in range(30)]
    for person in people:
        with workspace.write("Add") as uow:
            uow.put(person)
    return people


def alter(workspace, statement):
    with workspace.engine.connect().execution_options(**WRITING) as connection, connection.begin():
        connection.execute(text(statement))


def faults(workspace):
    with workspace.read() as reader:
        return check(reader.connection).faults


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change SET fields = replace(fields, '#', '%') WHERE seq = 70",
        "UPDATE change SET personal = replace(personal, 'Ada', 'Eva') WHERE personal IS NOT NULL",
        "UPDATE change SET author = 'someone' WHERE seq = 60",
        "UPDATE change SET hlc = hlc + 1 WHERE seq = 60",
        "DELETE FROM change WHERE seq = (SELECT max(seq) FROM change)",
        "UPDATE change SET fields = substr(fields, 2) WHERE seq = 60",
        "UPDATE change SET personal = substr(personal, 2) WHERE personal IS NOT NULL",
        "UPDATE change SET personal = NULL WHERE personal IS NOT NULL",
        "UPDATE change SET bases = 'none' WHERE seq = 60",
        "UPDATE change SET id = zeroblob(32) WHERE seq = 60",
        "UPDATE change SET wall = 'soon' WHERE seq = 60",
        "DELETE FROM change WHERE seq = 60",
        "UPDATE person SET given_name = 'Eva'",
        "DELETE FROM person WHERE family_name = 'Cognome3'",
        "INSERT INTO review VALUES ('person', 'x', 'given_name')",
    ],
)
def test_every_alteration_is_found(workspace, people, statement):
    assert faults(workspace) == []

    alter(workspace, statement)

    assert faults(workspace) != []


def test_a_rebuild_makes_the_tables_again_from_the_log(workspace, people):
    alter(workspace, "UPDATE person SET given_name = 'Eva'")
    alter(workspace, "DELETE FROM search_term")

    with workspace.engine.connect().execution_options(**WRITING) as connection, connection.begin():
        rebuild(connection)

    assert faults(workspace) == []
    with workspace.read() as reader:
        assert sorted(reader.all(Person), key=lambda each: each.id) == sorted(people, key=lambda each: each.id)


def test_an_erased_name_is_gone_from_log_and_tables_and_the_chain_still_holds(workspace, people):
    with workspace.write("Erase") as uow:
        uow.put(Erasure.of(what=Person.entity, row_id=people[5].id, reason="request", decided_on=uow.today))

    assert faults(workspace) == []
    with workspace.read() as reader:
        assert reader.require(Person, people[5].id).family_name == ""
        held = reader.connection.execute(text("SELECT count(*) FROM change WHERE personal LIKE '%Cognome5%'")).scalar()
    assert held == 0


def test_an_erased_name_is_in_no_file_of_the_folder(workspace, people):
    files = [path for path in workspace.folder.iterdir() if path.is_file()]
    assert any(b"Cognome5" in path.read_bytes() for path in files)

    with workspace.write("Erase") as uow:
        uow.put(Erasure.of(what=Person.entity, row_id=people[5].id, reason="request", decided_on=uow.today))

    held = [path.name for path in workspace.folder.iterdir() if path.is_file() and b"Cognome5" in path.read_bytes()]
    assert held == []
