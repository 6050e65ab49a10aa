"""Classes, their pupils and their lessons."""

from datetime import date

import pytest

from op_desktop.domain.school import Level, RosterMode
from op_desktop.register import attendance, lessons, places, rosters, schools
from op_desktop.register.meetings import RegisterClosed, RegisterState
from tests import builders
from tests.builders import at


def test_the_same_class_of_a_year_is_refused_and_leads_to_the_one_that_is_there(workspace):
    with workspace.write("Add") as uow:
        school = builders.school(uow)
        first = schools.add_class(uow, school, 2026, "2 b")
        other_year = schools.add_class(uow, school, 2025, "2B")

    with workspace.write("Add") as uow, pytest.raises(schools.ClassExists) as refused:
        schools.add_class(uow, school, 2026, "II B")

    assert refused.value.class_id == first
    assert str(refused.value) == (
        "2ªB of Scuola media Aurora is already here for 2026/2027. Open the class that is here. Nothing was added."
    )
    with workspace.read() as reader:
        assert [row.id for row in schools.classes(reader)] == [first, other_year]
        assert [row.id for row in schools.classes(reader, 2025)] == [other_year]


def test_a_grade_that_the_school_does_not_have_is_refused(workspace):
    with workspace.write("Add") as uow:
        school = builders.school(uow)
    with workspace.write("Add") as uow, pytest.raises(schools.GradeUnknown):
        schools.add_class(uow, school, 2026, "4B")


def test_a_class_row_tells_how_far_the_path_has_come(workspace):
    with workspace.write("Scene") as uow:
        class_id = builders.school_class(uow, seats=25)
        builders.held_lesson(uow, class_id, at("2026-10-06T09:00"))
        _late, next_lesson = builders.lessons_of(uow, class_id, at("2026-11-19T09:00"), at("2026-11-24T10:15"))
        rosters.withdraw(uow, rosters.roster(uow, class_id)[0].enrolment_id, date(2026, 11, 1))

    with workspace.read() as reader:
        row = schools.class_header(reader, class_id)
    assert (row.label, row.year_label, row.school, row.municipality) == (
        "2ªB",
        "2026/2027",
        "Scuola media Aurora",
        "Rho",
    )
    assert (row.pupils, row.held, row.planned, row.overdue) == (24, 1, 2, 1)
    assert (row.next_lesson_id, row.next_starts_at) == (next_lesson, at("2026-11-24T10:15"))


def test_classes_of_a_place_are_those_of_the_school_of_its_town_or_of_the_towns_venue(workspace):
    with workspace.write("Scene") as uow:
        in_rho = builders.school_class(uow, seats=3)
        elsewhere = schools.add_school(uow, "Primaria Girasole", builders.ARESE, Level.PRIMARY)
        in_arese = schools.add_class(uow, elsewhere, 2026, "5A")
        venue = places.add_venue(uow, "Spazio Verde", builders.ARESE)

    with workspace.read() as reader:
        found = [[row.id for row in schools.classes(reader, place=place)] for place in
                 (builders.RHO, elsewhere, venue)]  # fmt: skip
    assert found == [[in_rho], [in_arese], [in_arese]]


def test_seats_are_added_once_and_numbers_are_never_taken_twice(workspace):
    with workspace.write("Scene") as uow:
        class_id = builders.school_class(uow, seats=20)
        assert len(rosters.add_seats(uow, class_id, 25)) == 5
        assert rosters.add_seats(uow, class_id, 25) == []
        rosters.enrol(uow, class_id)

    with workspace.read() as reader:
        assert [row.number for row in rosters.roster(reader, class_id)] == list(range(1, 27))
    with workspace.write("Add") as uow, pytest.raises(rosters.NumberTaken) as refused:
        rosters.enrol(uow, class_id, 7)
    assert refused.value.remedy == "The next free number is 27."


def test_a_class_of_numbers_keeps_no_names(workspace):
    with workspace.write("Scene") as uow:
        class_id = builders.school_class(uow, named=builders.PUPILS[:3])
    with workspace.write("Numbers only") as uow:
        rosters.set_roster_mode(uow, class_id, RosterMode.NUMBERS)
    with workspace.write("Add") as uow, pytest.raises(rosters.NamesNotKept):
        rosters.enrol(uow, class_id, 9, "Rossi", "Ada")

    with workspace.read() as reader:
        assert [(row.number, row.family, row.given) for row in rosters.roster(reader, class_id)] == [
            (1, "", ""), (2, "", ""), (3, "", "")]  # fmt: skip


def test_after_the_last_number_a_class_has_the_lowest_that_is_free_and_then_none(workspace):
    with workspace.write("Scene") as uow:
        class_id = builders.school_class(uow, seats=57)
        for number in (58, 60):
            rosters.enrol(uow, class_id, number)
        rosters.enrol(uow, class_id)
    with workspace.write("Full") as uow, pytest.raises(rosters.NumberUnfit):
        rosters.enrol(uow, class_id)
    with workspace.write("Full") as uow, pytest.raises(rosters.NumberUnfit):
        rosters.enrol(uow, class_id, 7)
    with workspace.read() as reader:
        assert [row.number for row in rosters.roster(reader, class_id)] == list(range(1, 61))


def test_a_transferred_pupil_is_the_same_pupil_in_another_class(workspace):
    with workspace.write("Scene") as uow:
        school = builders.school(uow)
        old = builders.school_class(uow, school_id=school, named=builders.PUPILS[:3])
        new = builders.school_class(uow, school_id=school, name="2C", named=builders.PUPILS[3:5])
        moved = rosters.roster(uow, old)[1]
        rosters.transfer(uow, moved.enrolment_id, new, date(2026, 11, 10))

    with workspace.read() as reader:
        before, after = date(2026, 11, 9), date(2026, 11, 10)
        assert [row.number for row in rosters.roster(reader, old, before)] == [1, 2, 3]
        assert [row.number for row in rosters.roster(reader, old, after)] == [1, 3]
        assert [row.number for row in rosters.roster(reader, new, before)] == [1, 2]
        assert rosters.roster(reader, new, after)[2].pupil_id == moved.pupil_id


def test_editing_one_lesson_leaves_the_others_alone(workspace):
    days = ("2026-10-06", "2026-10-13", "2026-10-20")
    with workspace.write("Scene") as uow:
        class_id = builders.school_class(uow, seats=3)
        planned = lessons.plan_lessons(uow, class_id, [at(f"{day}T09:00") for day in days], titles=["Bisogni"])
        before = lessons.lesson_plan(uow, class_id)
        lessons.describe_lesson(uow, planned[1], title="Il budget", minutes=90, place="aula 12")
        after = lessons.lesson_plan(uow, class_id)

    assert [row.meeting for row in after] == [1, 2, 3]
    assert (after[0], after[2]) == (before[0], before[2])
    assert (after[1].title, after[1].minutes, after[1].place) == ("Il budget", 90, "aula 12")
    assert before[0].title == "Bisogni"
    assert before[0].minutes == 60


def test_a_lesson_held_on_another_day_replaces_the_planned_one(workspace):
    with workspace.write("Scene") as uow:
        class_id = builders.school_class(uow, seats=3)
        (planned,) = builders.lessons_of(uow, class_id, at("2026-11-10T09:00"))
        instead = lessons.cancel_lesson(uow, planned, replaced_at=at("2026-11-17T09:00"), reason="sciopero")
        attendance.close(uow, instead)

    with workspace.read() as reader:
        old, new = lessons.lesson_plan(reader, class_id)
    assert (old.state, old.note, new.state) == (RegisterState.CANCELLED, "sciopero", RegisterState.CLOSED)
    assert (new.meeting, new.replaces_id) == (old.meeting, planned)
    with workspace.write("Cancel") as uow, pytest.raises(RegisterClosed):
        lessons.cancel_lesson(uow, instead)
