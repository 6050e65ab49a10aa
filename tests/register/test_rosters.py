"""Who is in a class from day to day: coming, leaving and moving change no register of before (F06)."""

from datetime import date

import pytest

from op_desktop.domain.attendance import Mark
from op_desktop.domain.school import Enrolment, Pupil, RosterMode, SchoolClass
from op_desktop.register import attendance, roster_corrections, rosters, schools
from tests.builders import at, held_lesson, lessons_of, school, school_class

DAYS = ("2026-09-29T09:00", "2026-10-13T09:00", "2026-10-27T09:00", "2026-11-10T09:00")
DAY = date(2026, 10, 20)
"""After two lessons, before the other two."""


class Scene:
    """Two classes of a school with four held registers each, every mark told apart."""

    def __init__(self, workspace):
        self.workspace = workspace
        with workspace.write("Scene") as uow:
            school_id = school(uow)
            self.first = school_class(uow, name="2B", school_id=school_id)
            self.second = school_class(uow, name="2C", school_id=school_id)
            for class_id in (self.first, self.second):
                for place, start in enumerate(DAYS):
                    (lesson_id,) = lessons_of(uow, class_id, at(start))
                    pupil = rosters.roster(uow, class_id)[place].enrolment_id
                    attendance.mark(uow, lesson_id, pupil, Mark.LATE, 10)
                    attendance.mark(uow, lesson_id, rosters.roster(uow, class_id)[6].enrolment_id, Mark.ABSENT)
                    attendance.close(uow, lesson_id)

    def enrolment(self, number, class_id=None):
        with self.workspace.read() as reader:
            return next(row.enrolment_id for row in rosters.roster(reader, class_id or self.first)
                        if row.number == number)  # fmt: skip

    def before(self):
        """Every register before the day, line by line with its totals, of both classes."""
        found = []
        with self.workspace.read() as reader:
            for class_id in (self.first, self.second):
                sheet = attendance.register_of(reader, class_id)
                for place, lesson in enumerate(sheet.lessons):
                    if lesson.starts_at.date() < DAY:
                        rows = [(row.number, row.family, row.given, row.cells[place])
                                for row in sheet.expected(lesson.id)]  # fmt: skip
                        found.append((lesson, rows, attendance.totals(sheet, lesson.id),
                                      attendance.lesson_totals(reader, lesson.id)))  # fmt: skip
        assert len(found) == 4
        return found


@pytest.fixture
def scene(workspace):
    return Scene(workspace)


def test_withdrawing_leaves_every_register_of_before_as_it_was(workspace, scene):
    standing = scene.before()
    with workspace.write("Leave") as uow:
        rosters.withdraw(uow, scene.enrolment(7), DAY)
    assert scene.before() == standing
    with workspace.read() as reader:
        sheet = attendance.register_of(reader, scene.first)
        row = next(row for row in sheet.rows if row.number == 7)
    assert [cell.expected for cell in row.cells] == [True, True, False, False]


def test_moving_leaves_every_register_of_before_as_it_was_in_both_classes(workspace, scene):
    standing = scene.before()
    with workspace.write("Move") as uow:
        arrived = rosters.transfer(uow, scene.enrolment(7), scene.second, DAY)
    assert scene.before() == standing
    with workspace.read() as reader:
        row = next(row for row in attendance.register_of(reader, scene.second).rows if row.enrolment_id == arrived)
    assert row.number == 26
    assert [cell.expected for cell in row.cells] == [False, False, True, True]


def test_a_pupil_who_comes_in_the_middle_is_on_no_register_of_before(workspace, scene):
    standing = scene.before()
    with workspace.write("Come") as uow:
        rosters.enrol(uow, scene.first, None, "Neri", "Ugo", since=DAY)
    assert scene.before() == standing


def test_renaming_and_renumbering_change_no_mark(workspace, scene):
    marks = [[row[3] for row in rows] for _lesson, rows, *_totals in scene.before()]
    with workspace.write("Correct") as uow:
        rosters.renumber(uow, scene.enrolment(25), 30)
        rosters.name_pupil(uow, scene.enrolment(24), "D’Amico", "Davide Maria")
    assert [[row[3] for row in rows] for _lesson, rows, *_totals in scene.before()] == marks


def test_leaving_before_a_day_on_which_they_were_there_keeps_that_mark(workspace, scene):
    day = date(2026, 11, 5)
    with workspace.write("Leave") as uow:
        rosters.withdraw(uow, scene.enrolment(1), day)
    with workspace.read() as reader:
        sheet = attendance.register_of(reader, scene.first)
        assert rosters.last_seen(reader, scene.enrolment(1)) == date(2026, 11, 10)
        assert rosters.last_seen(reader, scene.enrolment(7)) is None
    assert next(row for row in sheet.expected(sheet.lessons[3].id) if row.number == 1).cells[3].mark is Mark.PRESENT


def test_coming_back_to_a_class_does_not_rewrite_the_time_away(workspace, scene):
    with workspace.write("Move") as uow:
        arrived = rosters.transfer(uow, scene.enrolment(7), scene.second, DAY)
    with pytest.raises(rosters.WasHereBefore), workspace.write("Back") as uow:
        rosters.transfer(uow, arrived, scene.first, date(2026, 11, 20))
    with workspace.read() as reader:
        assert reader.require(Enrolment, scene.enrolment(7)).left_on == DAY


def test_a_name_does_not_move_into_a_class_of_numbers(workspace, scene):
    with workspace.write("Move") as uow:
        numbers = school_class(uow, name="2D", seats=3, school_id=schools.schools(uow)[0].id)
        arrived = rosters.transfer(uow, scene.enrolment(7), numbers, DAY)
    with workspace.read() as reader:
        there = {row.enrolment_id: (row.family, row.given) for row in rosters.roster(reader, numbers)}
        first = {row.number: row.family for row in rosters.roster(reader, scene.first)}
    assert there[arrived] == ("", "")
    assert first[7] != ""


def test_a_move_into_a_class_of_numbers_is_taken_back_with_its_arrival(workspace, scene):
    with workspace.write("Move") as uow:
        numbers = school_class(uow, name="2D", seats=3, school_id=schools.schools(uow)[0].id)
        rosters.transfer(uow, scene.enrolment(7), numbers, DAY)
    with workspace.write("No") as uow:
        roster_corrections.put_back(uow, scene.enrolment(7))
    with workspace.read() as reader:
        assert [row.number for row in rosters.roster(reader, numbers)] == [1, 2, 3]
        assert reader.require(Enrolment, scene.enrolment(7)).left_on is None


def test_a_leaving_that_was_none_is_taken_back_with_its_arrival(workspace, scene):
    standing = scene.before()
    with workspace.write("Move") as uow:
        arrived = rosters.transfer(uow, scene.enrolment(7), scene.second, DAY)
    with workspace.write("No") as uow:
        roster_corrections.put_back(uow, scene.enrolment(7))
    with workspace.read() as reader:
        assert reader.get(Enrolment, arrived) is None
        assert reader.require(Enrolment, scene.enrolment(7)).left_on is None
    assert scene.before() == standing


def test_who_is_on_a_register_of_the_other_class_is_not_taken_back(workspace, scene):
    with workspace.write("Move") as uow:
        rosters.transfer(uow, scene.enrolment(7), scene.second, DAY)
        held_lesson(uow, scene.second, at("2026-11-17T09:00"))
    with pytest.raises(roster_corrections.AlreadyElsewhere), workspace.write("No") as uow:
        roster_corrections.put_back(uow, scene.enrolment(7))


def test_only_who_is_on_no_register_is_taken_out(workspace, scene):
    with workspace.write("Add") as uow:
        added = rosters.enrol(uow, scene.first, None, "Neri", "Ugo", since=date(2026, 11, 24))
        pupil = uow.require(Enrolment, added).pupil_id
        roster_corrections.take_out(uow, added)
    with workspace.read() as reader:
        assert reader.get(Pupil, pupil) is None
    with pytest.raises(roster_corrections.OnRegister), workspace.write("Out") as uow:
        roster_corrections.take_out(uow, scene.enrolment(1))


def test_numbers_only_classes_add_a_place_without_a_name(workspace):
    with workspace.write("Class") as uow:
        class_id = school_class(uow, seats=3)
        rosters.enrol(uow, class_id)
        with pytest.raises(rosters.NamesNotKept):
            rosters.enrol(uow, class_id, None, "Neri", "Ugo")
        assert uow.require(SchoolClass, class_id).roster_mode is RosterMode.NUMBERS
        assert [row.number for row in rosters.roster(uow, class_id)] == [1, 2, 3, 4]
