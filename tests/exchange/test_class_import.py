"""A class list into a class: what was previewed is what is written, once, and one undo takes it back."""

from datetime import UTC, datetime
from hashlib import sha256

import pytest

import resources
from op_desktop.demo.territory import schools
from op_desktop.domain.exchange import ImportBatch
from op_desktop.domain.school import RosterMode
from op_desktop.exchange.class_import import import_roster, preview_for_class
from op_desktop.exchange.plan import Status
from op_desktop.exchange.reading import read_table
from op_desktop.register.places import seed_reference
from op_desktop.register.rosters import roster
from op_desktop.register.schools import add_class
from op_desktop.workspace import Workspace

NAMED = resources.path("demo/classe-4A-montessori.csv").read_bytes()
NUMBERED = resources.path("demo/classe-1C-aurora.csv").read_bytes()


@pytest.fixture
def workspace(tmp_path):
    opened = Workspace.open(tmp_path, wall=lambda: datetime(2026, 9, 20, 9, 0, tzinfo=UTC))
    with opened.write("seed") as uow:
        seed_reference(uow)
        uow.put_all(schools())
    yield opened
    opened.close()


def a_class(workspace, mode, name="1A"):
    with workspace.write("class") as uow:
        return add_class(uow, schools()[0].id, 2026, name, roster_mode=mode)


def take(workspace, class_id, data):
    changes = []
    stop = workspace.subscribe(changes.append)
    with workspace.write("import") as uow:
        shown = preview_for_class(uow, class_id, read_table(data, "list.csv"))
        done = import_roster(uow, class_id, shown, sha256=sha256(data).hexdigest())
    stop()
    return done, changes


def pupils(workspace, class_id):
    with workspace.read() as reader:
        return [(row.number, row.family, row.given) for row in roster(reader, class_id)]


def test_names_come_into_a_class_that_keeps_them_and_again_changes_nothing(workspace):
    class_id = a_class(workspace, RosterMode.NAMES)

    first, _changes = take(workspace, class_id, NAMED)
    standing = pupils(workspace, class_id)
    again, changes = take(workspace, class_id, NAMED)

    assert (first.new, first.updated, first.rejected) == (19, 0, 0)
    assert standing[2] == (3, "Ćosić", "Milica")
    assert (again.new, again.unchanged, again.batch) == (0, 19, None)
    assert changes == []
    assert pupils(workspace, class_id) == standing


@pytest.mark.parametrize("data", [NAMED, NUMBERED])
@pytest.mark.parametrize("mode", [RosterMode.NUMBERS, RosterMode.HEADCOUNT])
def test_a_class_of_numbers_gets_places_without_names_and_again_changes_nothing(workspace, mode, data):
    class_id = a_class(workspace, mode)

    first, _changes = take(workspace, class_id, data)
    again, _changes = take(workspace, class_id, data)

    assert {family + given for _number, family, given in pupils(workspace, class_id)} == {""}
    assert [number for number, *_name in pupils(workspace, class_id)] == list(range(1, first.new + 1))
    assert (again.new, again.updated) == (0, 0)


def test_one_undo_takes_the_whole_import_back(workspace):
    class_id = a_class(workspace, RosterMode.NAMES)

    _done, changes = take(workspace, class_id, NAMED)
    workspace.revert(changes[0])

    assert pupils(workspace, class_id) == []
    with workspace.read() as reader:
        assert reader.all(ImportBatch) == []


def test_a_corrected_list_changes_names_and_numbers_of_the_same_pupils(workspace):
    class_id = a_class(workspace, RosterMode.NAMES)
    take(workspace, class_id, b"N.;Cognome;Nome\n1;Rossi;Anna\n2;Verdi;Luca\n")
    with workspace.read() as reader:
        before = {row.enrolment_id for row in roster(reader, class_id)}

    done, _changes = take(workspace, class_id, b"N.;Cognome;Nome\n1;Rossi;Anna Maria\n2;Verdi;Luca\n3;Bianchi;Eva\n")

    assert (done.new, done.updated, done.unchanged) == (1, 1, 1)
    assert pupils(workspace, class_id) == [(1, "Rossi", "Anna Maria"), (2, "Verdi", "Luca"), (3, "Bianchi", "Eva")]
    with workspace.read() as reader:
        assert before <= {row.enrolment_id for row in roster(reader, class_id)}


def test_a_pupil_of_another_class_is_noted(workspace):
    take(workspace, a_class(workspace, RosterMode.NAMES, "2B"), NAMED)
    class_id = a_class(workspace, RosterMode.NAMES)

    with workspace.read() as reader:
        shown = preview_for_class(reader, class_id, read_table(NAMED, "list.csv"))

    assert shown.plan.count(Status.NEW) == 19
    assert "2ªB" in str(shown.plan.rows[0].remark)
