"""A save is whole or not there, says what it changed, and can be taken back."""

from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import func, select

from op_desktop.domain.account import Role
from op_desktop.domain.attendance import LessonMark, Mark
from op_desktop.domain.exchange import Erasure
from op_desktop.domain.person import Person
from op_desktop.domain.record import RecordId, new_id
from op_desktop.domain.school import Enrolment, Lesson, Pupil, School, SchoolClass
from op_desktop.register.places import municipality_id
from op_desktop.security.permissions import Actor, NotAllowed
from op_desktop.storage import tables
from op_desktop.storage.unit_of_work import (
    ChangedSince,
    ErasureStands,
    ReferenceMissing,
    StillReferred,
    TextUnkeepable,
    WasErased,
)
from op_desktop.storage.verification import check


@pytest.fixture
def person(workspace):
    person = Person(id=new_id(), family_name="D'Amico", given_name="Lucia", phone="333 1")
    with workspace.write("Add") as uow:
        uow.put(person)
    return person


def changes(workspace):
    with workspace.read() as reader:
        return reader.value(select(func.count()).select_from(tables.change))


def found(workspace, text):
    terms = tables.search_term
    with workspace.read() as reader:
        return {row_id for (row_id,) in reader.rows(select(terms.c.row_id).where(terms.c.term == text))}


def test_a_failure_inside_leaves_nothing(workspace, person):
    before = changes(workspace)

    def write_and_fail():
        with workspace.write("Break") as uow:
            uow.put(replace(person, given_name="Lia"))
            uow.flush()
            raise OSError("power")

    with pytest.raises(OSError, match="power"):
        write_and_fail()

    assert changes(workspace) == before
    with workspace.read() as reader:
        assert reader.get(Person, person.id) == person
        assert check(reader.connection).faults == []


def test_one_small_change_holds_only_what_differs(workspace, person):
    before = changes(workspace)

    with workspace.write("Rename") as uow:
        uow.put(replace(person, given_name="Lia"))
        uow.put(replace(person, given_name="Lia", phone="333 2"))

    assert changes(workspace) == before + 1
    with workspace.read() as reader:
        fields, personal = reader.rows(
            select(tables.change.c.fields, tables.change.c.personal).where(tables.change.c.row_id == person.id)
        )[-1]
    assert "Lia" not in fields
    assert "333" not in fields
    assert "Lia" in personal
    assert "D'Amico" not in personal


def test_writing_what_stands_already_logs_nothing(workspace, person):
    before = changes(workspace)

    with workspace.write("Nothing") as uow:
        uow.put(person)

    assert changes(workspace) == before
    assert uow.changes.steps == ()


def test_listeners_hear_after_the_commit_and_can_leave(workspace, person):
    heard = []
    leave = workspace.subscribe(lambda changes: heard.append((changes.label, changes.touches(Person))))

    with workspace.write("Rename") as uow:
        uow.put(replace(person, given_name="Lia"))
    leave()
    with workspace.write("Rename again") as uow:
        uow.put(replace(person, given_name="Ada"))

    assert heard == [("Rename", True)]


def test_what_is_written_needs_the_permission_of_its_subject(workspace, person):
    educator = Actor("a", frozenset({Role.ADMINISTRATOR}))

    with pytest.raises(NotAllowed), workspace.write("Class", actor=educator) as uow:
        uow.put(SchoolClass(id=new_id(), school_id=RecordId("x"), school_year=2026, grade=2, section="B"))


def test_a_reference_must_be_on_file(workspace):
    with pytest.raises(ReferenceMissing), workspace.write("Class") as uow:
        uow.put(SchoolClass(id=new_id(), school_id=RecordId("nowhere"), school_year=2026, grade=2, section="B"))


def test_what_others_refer_to_is_not_deleted(workspace):
    school = School(id=new_id(), name="Aurora", municipality_id=municipality_id("015182"))
    group = SchoolClass(id=new_id(), school_id=school.id, school_year=2026, grade=2, section="B")
    with workspace.write("Add") as uow:
        uow.put_all([school, group])

    with pytest.raises(StillReferred), workspace.write("Remove") as uow:
        uow.delete(School, school.id)
    with workspace.write("Remove both") as uow:
        uow.delete(SchoolClass, group.id)
        uow.delete(School, school.id)

    with workspace.read() as reader:
        assert reader.all(School) == []


def test_a_deleted_record_comes_back_as_it_is_put_not_as_it_was(workspace, person):
    with workspace.write("Remove") as uow:
        uow.delete(Person, person.id)
    assert found(workspace, "damico") == set()

    again = Person(id=person.id, family_name="Rossi")
    with workspace.write("Add again") as uow:
        uow.put(again)

    with workspace.read() as reader:
        assert reader.get(Person, person.id) == again
        assert check(reader.connection).faults == []
    assert found(workspace, "rossi") == {person.id}


def test_a_save_is_taken_back_and_done_again(workspace, person):
    with workspace.write("Rename") as uow:
        uow.put(replace(person, given_name="Lia"))
        uow.put(Person(id=new_id(), family_name="Nuova"))
    undone = workspace.revert(uow.changes)

    with workspace.read() as reader:
        assert reader.all(Person) == [person]
    workspace.revert(undone)
    with workspace.read() as reader:
        assert sorted(each.family_name for each in reader.all(Person)) == ["D'Amico", "Nuova"]
        assert reader.require(Person, person.id).given_name == "Lia"


def test_an_undo_never_overwrites_a_later_save(workspace, person):
    with workspace.write("Rename") as uow:
        uow.put(replace(person, given_name="Lia"))
    with workspace.write("Rename again") as later:
        later.put(replace(person, given_name="Ada"))

    with pytest.raises(ChangedSince):
        workspace.revert(uow.changes)

    with workspace.read() as reader:
        assert reader.require(Person, person.id).given_name == "Ada"


def test_a_register_in_one_save_reads_back_as_written(workspace):
    school = School(id=new_id(), name="Aurora", municipality_id=municipality_id("015182"))
    group = SchoolClass(id=new_id(), school_id=school.id, school_year=2026, grade=2, section="B")
    pupils = [Pupil(id=new_id()) for _each in range(35)]
    enrolled = [
        Enrolment.of(class_id=group.id, pupil_id=each.id, number=number) for number, each in enumerate(pupils, start=1)
    ]
    lesson = Lesson(id=new_id(), class_id=group.id, meeting=1, starts_at=datetime(2026, 11, 24, 10, 15), minutes=60)
    marks = [LessonMark.of(lesson_id=lesson.id, enrolment_id=each.id, mark=Mark.LATE, minutes=5) for each in enrolled]
    with workspace.write("Term") as uow:
        uow.put_all([school, group, *pupils, *enrolled, lesson, *marks])

    with workspace.read() as reader:
        assert reader.all(LessonMark) == sorted(marks, key=lambda each: each.id)
        assert len(reader.all(Pupil)) == 35
        assert check(reader.connection).faults == []


def erase(workspace, person):
    with workspace.write("Erase") as uow:
        uow.put(Erasure.of(what=Person.entity, row_id=person.id, reason="request", decided_on=uow.today))
    return uow.changes


def test_an_erasure_takes_effect_with_its_save_and_is_for_ever(workspace, person):
    done = erase(workspace, person)

    with workspace.read() as reader:
        assert reader.require(Person, person.id).family_name == ""
        assert "Amico" not in str(reader.rows(select(tables.change.c.personal)))
    assert found(workspace, "damico") == set()
    assert done.touches(Person)
    assert "Amico" not in repr(done)
    with pytest.raises(ErasureStands):
        workspace.revert(done)
    with pytest.raises(WasErased), workspace.write("Name again") as uow:
        uow.put(replace(person, phone="333 2"))
    with workspace.write("What is not personal") as uow:
        uow.put(replace(uow.require(Person, person.id), do_not_contact=True))
    with workspace.write("Remove") as uow:
        uow.delete(Person, person.id)
    with workspace.write("Back, without a name") as uow:
        uow.put(Person(id=person.id))
    with workspace.read() as reader:
        assert check(reader.connection).faults == []


def test_an_erasure_under_an_id_of_its_own_is_a_mistake_of_the_program(workspace, person):
    order = Erasure(id=new_id(), what=Person.entity, row_id=person.id, reason="x", decided_on=datetime(2026, 1, 1))
    with pytest.raises(ValueError, match="make it with"), workspace.write("Erase") as uow:
        uow.put(order)


@pytest.mark.parametrize("text", ["a\0b", "half \ud83d"])
def test_a_text_that_some_database_could_not_hold_is_refused_where_it_is_typed(workspace, person, text):
    with pytest.raises(TextUnkeepable), workspace.write("Note") as uow:
        uow.put(replace(person, note=text))


def test_a_refusal_in_the_middle_loses_the_whole_save_even_where_the_caller_goes_on(workspace, person):
    before = changes(workspace)

    def go_on():
        with workspace.write("Break") as uow:
            uow.put(replace(person, given_name="Lia"))
            uow.put(SchoolClass(id=new_id(), school_id=RecordId("x"), school_year=2026, grade=2, section="B"))
            with pytest.raises(ReferenceMissing):
                uow.flush()
            uow.put(replace(person, phone="333 9"))

    with pytest.raises(ReferenceMissing):
        go_on()
    assert changes(workspace) == before


def test_one_save_has_one_number_however_often_it_is_flushed(workspace, person):
    with workspace.write("Rename") as uow:
        uow.put(replace(person, given_name="Lia"))
        uow.flush()
        uow.put(Person(id=new_id(), family_name="Nuova"))

    with workspace.read() as reader:
        saves = reader.rows(select(tables.change.c.save).order_by(tables.change.c.seq.desc()).limit(2))
    assert saves[0] == saves[1]


def test_the_last_word_on_a_record_in_one_save_counts(workspace, person):
    new = Person(id=new_id(), family_name="Mai")
    before = changes(workspace)

    with workspace.write("To and fro") as uow:
        uow.delete(Person, person.id)
        uow.put(replace(person, given_name="Lia"))
        uow.put(new)
        uow.delete(Person, new.id)

    assert changes(workspace) == before + 1
    with workspace.read() as reader:
        assert [each.given_name for each in reader.all(Person)] == ["Lia"]


def test_an_undo_does_not_decide_between_two_values(workspace, person):
    with workspace.write("Rename") as uow:
        uow.put(replace(person, given_name="Lia"))
    with workspace.engine.begin() as connection:
        connection.execute(tables.review.insert().values(entity="person", row_id=person.id, field="given_name"))

    with pytest.raises(ChangedSince):
        workspace.revert(uow.changes)
