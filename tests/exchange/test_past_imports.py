"""Taking an import back weeks later: only what is still as imported goes, and the rest is named with its reason."""

from dataclasses import replace
from datetime import datetime

import pytest

from op_desktop.domain.attendance import Mark
from op_desktop.domain.exchange import ImportBatch
from op_desktop.domain.school import Enrolment, Pupil, RosterMode, SchoolClass
from op_desktop.exchange.past_imports import AlreadyTakenBack, Why, foresee, past_imports, take_back
from op_desktop.register import attendance, rosters
from op_desktop.register.schools import add_class
from op_desktop.storage.tables import TABLE_OF
from tests.builders import lessons_of, school
from tests.exchange.lists import import_text, pupils

THREE = "N.;Cognome;Nome\n1;Rossi;Anna\n2;Verdi;Luca\n3;Bianchi;Eva\n"


@pytest.fixture
def class_id(workspace):
    with workspace.write("Class") as uow:
        return add_class(uow, school(uow), 2026, "2B", roster_mode=RosterMode.NAMES)


def digest(workspace):
    """Everything that stands of pupils, enrolments and classes."""
    with workspace.read() as reader:
        return [sorted(map(repr, reader.all(kind))) for kind in (Pupil, Enrolment, SchoolClass)]


def undo(workspace, batch_id):
    with workspace.write("Take back") as uow:
        return take_back(uow, batch_id)


def named(workspace, class_id, number):
    with workspace.read() as reader:
        return next(row for row in rosters.roster(reader, class_id) if row.number == number)


def test_taken_back_the_tables_are_what_they_were(workspace, class_id):
    before = digest(workspace)
    batch = import_text(workspace, class_id, THREE).batch

    done = undo(workspace, batch.id)

    assert digest(workspace) == before
    assert (len(done.removed), done.restored, done.staying) == (3, (), ())
    with workspace.read() as reader:
        assert [row.undone for row in past_imports(reader, class_id)] == [True]


def test_a_second_list_taken_back_gives_the_values_of_the_first(workspace, class_id):
    import_text(workspace, class_id, THREE)
    before = digest(workspace)
    second = import_text(
        workspace, class_id, "N.;Cognome;Nome\n2;Rossi;Anna\n1;Verdi;Luca\n3;Bianchi;Eva Maria\n4;Neri;Ugo\n"
    )
    assert (second.new, second.updated) == (1, 3)

    done = undo(workspace, second.batch.id)

    assert digest(workspace) == before
    assert (len(done.removed), done.pupils_restored, done.staying) == (1, 3, ())


def test_what_was_changed_marked_or_moved_since_stays_and_says_why(workspace, class_id):
    batch = import_text(workspace, class_id, THREE + "4;Neri;Ugo\n").batch
    with workspace.write("Later") as uow:
        (lesson,) = lessons_of(uow, class_id, datetime(2026, 11, 20, 9))
        other = add_class(uow, uow.all(SchoolClass)[0].school_id, 2026, "2C", roster_mode=RosterMode.NAMES)
        rosters.name_pupil(uow, named(workspace, class_id, 1).enrolment_id, "Rossi", "Annalisa")
        attendance.mark(uow, lesson, named(workspace, class_id, 2).enrolment_id, Mark.PRESENT)
        rosters.transfer(uow, named(workspace, class_id, 3).enrolment_id, other, datetime(2026, 11, 23).date())

    with workspace.read() as reader:
        foreseen = foresee(reader, batch.id)
    done = undo(workspace, batch.id)

    assert done == foreseen
    assert [(each.number, each.why) for each in done.staying] == [(1, Why.CHANGED), (2, Why.MARKED), (3, Why.ELSEWHERE)]
    assert done.staying[0].name == "Rossi Annalisa"
    assert pupils(workspace, class_id) == [(1, "Rossi", "Annalisa"), (2, "Verdi", "Luca"), (3, "Bianchi", "Eva")]


def test_a_name_completed_by_an_import_and_corrected_since_stays_corrected(workspace, class_id):
    import_text(workspace, class_id, THREE)
    second = import_text(workspace, class_id, "N.;Cognome;Nome\n1;Rossi;Anna Maria\n2;Verdi;Luca Pio\n")
    with workspace.write("Correct") as uow:
        rosters.name_pupil(uow, named(workspace, class_id, 2).enrolment_id, "Verdi", "Luca Pio Maria")

    done = undo(workspace, second.batch.id)

    assert [(each.number, each.why) for each in done.staying] == [(2, Why.CHANGED)]
    assert pupils(workspace, class_id) == [(1, "Rossi", "Anna"), (2, "Verdi", "Luca Pio Maria"), (3, "Bianchi", "Eva")]


def test_a_former_number_that_somebody_else_has_now_is_not_given_twice(workspace, class_id):
    import_text(workspace, class_id, THREE)
    second = import_text(workspace, class_id, "N.;Cognome;Nome\n1;Rossi;Anna\n2;Verdi;Luca\n7;Bianchi;Eva\n")
    with workspace.write("Late") as uow:
        rosters.enrol(uow, class_id, 3, "Neri", "Ugo")

    done = undo(workspace, second.batch.id)

    assert [(each.number, each.why) for each in done.staying] == [(7, Why.NUMBER_TAKEN)]
    assert [number for number, *_name in pupils(workspace, class_id)] == [1, 2, 3, 7]


def test_a_class_of_numbers_is_one_again(workspace, class_id):
    with workspace.write("Numbers") as uow:
        uow.put(replace(uow.require(SchoolClass, class_id), roster_mode=RosterMode.HEADCOUNT))
    before = digest(workspace)
    batch = import_text(workspace, class_id, THREE, named=True).batch

    undo(workspace, batch.id)

    assert digest(workspace) == before


def test_an_import_undone_and_done_again_can_still_be_taken_back(workspace, class_id):
    changes = []
    stop = workspace.subscribe(changes.append)
    batch = import_text(workspace, class_id, THREE).batch
    stop()
    workspace.revert(workspace.revert(changes[0]))

    done = undo(workspace, batch.id)

    assert len(done.removed) == 3
    assert pupils(workspace, class_id) == []


def test_it_is_taken_back_once(workspace, class_id):
    batch = import_text(workspace, class_id, THREE).batch
    undo(workspace, batch.id)
    with pytest.raises(AlreadyTakenBack), workspace.write("Again") as uow:
        take_back(uow, batch.id)


def test_the_imports_of_a_class_are_listed_latest_first(workspace, class_id):
    import_text(workspace, class_id, THREE, name="september.csv")
    import_text(workspace, class_id, THREE + "4;Neri;Ugo\n", name="november.csv")
    with workspace.read() as reader:
        listed = past_imports(reader, class_id)
        assert len(reader.all(ImportBatch, TABLE_OF[ImportBatch].c.class_id == class_id)) == 2
    assert [(each.source, each.created) for each in listed] == [("november.csv", 1), ("september.csv", 3)]
