"""Headcount, numbers, names: a class goes from one to the other in every direction and keeps its past registers."""

from datetime import date
from itertools import permutations

import pytest

from op_desktop.domain.account import Role
from op_desktop.domain.attendance import LessonMark, Mark
from op_desktop.domain.exchange import Erasure
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import RosterMode, SchoolClass
from op_desktop.metrics.engine import compute_all
from op_desktop.metrics.scope import Scope
from op_desktop.register import attendance, rosters, schools
from op_desktop.register.meetings import RegisterState
from op_desktop.register.roster_modes import change_mode, mode_change
from op_desktop.security.permissions import Actor, OnlyAdministration
from op_desktop.storage.unit_of_work import ErasureStands
from op_desktop.storage.verification import check
from tests import builders
from tests.builders import PUPILS, at

HEADCOUNT, NUMBERS, NAMES = RosterMode
SPAN = Scope(first_day=date(2026, 9, 1), end_day=date(2027, 9, 1), today=date(2026, 11, 24))


def fill(workspace, mode):
    """A class of 25 with two closed registers, one absent and one withdrawn between them, in this mode."""
    with workspace.write("Scene") as uow:
        class_id = builders.school_class(uow)
        first, second = builders.lessons_of(uow, class_id, at("2026-10-06T09:00"), at("2026-11-10T09:00"))
        pupils = rosters.roster(uow, class_id)
        attendance.mark(uow, first, pupils[6].enrolment_id, Mark.ABSENT)
        attendance.close(uow, first)
        rosters.withdraw(uow, pupils[3].enrolment_id, date(2026, 11, 1))
        attendance.close(uow, second)
    with workspace.write("Mode") as uow:
        change_mode(uow, class_id, mode)
    return class_id


def marks(workspace):
    with workspace.read() as reader:
        return {(mark.lesson_id, mark.enrolment_id, mark.mark) for mark in reader.all(LessonMark)}


def figures(workspace):
    with workspace.read() as reader:
        (found,) = compute_all(reader, [SPAN])
    return found["M11"].value, found["M12"].value


@pytest.mark.parametrize(("before", "after"), list(permutations(RosterMode, 2)))
def test_every_way_keeps_marks_registers_and_figures(workspace, before, after):
    class_id = fill(workspace, before)
    kept, counted = marks(workspace), figures(workspace)
    assert (len(kept), counted) == (49, (1, 25))

    with workspace.write("Mode") as uow:
        change_mode(uow, class_id, after)

    assert marks(workspace) == kept
    assert figures(workspace) == counted
    with workspace.read() as reader:
        assert schools.class_header(reader, class_id).mode is after
        first, second = schools_registers(reader, class_id)
        assert check(reader.connection).faults == []
    assert (first.absent, first.present, second.expected) == (1, 24, 24)


def schools_registers(reader, class_id):
    sheet = attendance.register_of(reader, class_id)
    return [attendance.totals(sheet, lesson.id) for lesson in sheet.lessons]


def test_round_about_and_back_the_pupils_can_be_named_again(workspace):
    class_id = fill(workspace, NAMES)
    kept = marks(workspace)
    for mode in (NUMBERS, HEADCOUNT, NUMBERS, NAMES, HEADCOUNT, NAMES):
        with workspace.write("Mode") as uow:
            change_mode(uow, class_id, mode)
    with workspace.write("Name") as uow:
        for row, (family, given) in zip(rosters.roster(uow, class_id), PUPILS, strict=True):
            rosters.name_pupil(uow, row.enrolment_id, family, given)

    assert marks(workspace) == kept
    with workspace.read() as reader:
        rows = rosters.roster(reader, class_id)
        assert [(row.family, row.given) for row in rows] == list(PUPILS)
        sheet = attendance.register_of(reader, class_id)
    assert [row.family for row in sheet.rows if row.cells[0].mark is Mark.ABSENT] == ["Colombo"]
    assert figures(workspace) == (1, 25)


def test_names_are_erased_from_the_log_too_and_for_ever(workspace):
    class_id = fill(workspace, NAMES)
    with workspace.read() as reader:
        shown = mode_change(reader, class_id, NUMBERS)
        named = {row.pupil_id for row in rosters.roster(reader, class_id)}
    assert (shown.names, shown.erases, shown.seats, shown.pupils) == (25, True, 0, 24)

    with workspace.write("Numbers only") as uow:
        change_mode(uow, class_id, NUMBERS)

    with workspace.read() as reader:
        assert {(each.what, each.row_id) for each in reader.all(Erasure)} == {("pupil", id) for id in named}
        assert {(row.family, row.given) for row in rosters.roster(reader, class_id)} == {("", "")}
    assert b"Ghezzi" not in b"".join(path.read_bytes() for path in workspace.folder.iterdir())
    with pytest.raises(ErasureStands):
        workspace.revert(uow.changes)


def test_a_pupil_named_again_who_moved_is_still_one_pupil(workspace):
    with workspace.write("Scene") as uow:
        school = builders.school(uow)
        old, new = (builders.school_class(uow, name=name, school_id=school, named=PUPILS[:2]) for name in ("2B", "2C"))
        moved = rosters.roster(uow, old)[0]
        for class_id in (old, new):
            builders.held_lesson(uow, class_id, at("2026-10-06T09:00"))
        there = rosters.transfer(uow, moved.enrolment_id, new, date(2026, 11, 1))
        builders.held_lesson(uow, new, at("2026-11-10T09:00"))
    counted = figures(workspace)
    for class_id in (old, new):
        with workspace.write("Numbers") as uow:
            change_mode(uow, class_id, NUMBERS)
    with workspace.write("Names") as uow:
        change_mode(uow, new, NAMES)
        rosters.name_pupil(uow, there, "Abbate", "Lorenzo")
    assert figures(workspace) == counted == (2, 4)


def test_a_headcount_becomes_as_many_places_and_closed_lessons_stay_as_they_were(workspace):
    with workspace.write("Scene") as uow:
        class_id = schools.add_class(uow, builders.school(uow), 2026, "2B", roster_mode=HEADCOUNT, declared_pupils=22)
        held = builders.held_lesson(uow, class_id, at("2026-10-06T09:00"))
        (ahead,) = builders.lessons_of(uow, class_id, at("2026-12-01T09:00"))
    assert figures(workspace) == (1, 22)

    with workspace.write("Numbers") as uow:
        assert change_mode(uow, class_id, NUMBERS).seats == 22

    with workspace.read() as reader:
        sheet = attendance.register_of(reader, class_id)
        assert attendance.totals(sheet, held).expected == 0
        assert attendance.totals(sheet, ahead).expected == 22
        assert not any(row.at_risk for row in sheet.rows)
    assert figures(workspace) == (1, 22)


def test_closing_a_headcount_lesson_marks_no_place_that_was_kept(workspace):
    class_id = fill(workspace, HEADCOUNT)
    kept = marks(workspace)
    with workspace.write("Held") as uow:
        lesson_id = builders.held_lesson(uow, class_id, at("2026-11-20T09:00"))
    assert marks(workspace) == kept
    with workspace.read() as reader:
        sheet = attendance.register_of(reader, class_id)
    assert sheet.lessons[sheet.place_of(lesson_id)].state is RegisterState.CLOSED


def test_a_count_corrected_by_hand_is_the_one_that_is_kept(workspace):
    class_id = fill(workspace, HEADCOUNT)
    with workspace.write("Count") as uow:
        change_mode(uow, class_id, HEADCOUNT, 27)
    with workspace.read() as reader:
        assert schools.class_header(reader, class_id).pupils == 27
    with workspace.write("Places") as uow:
        assert change_mode(uow, class_id, NUMBERS, 27).seats == 2
    with workspace.write("Too many") as uow, pytest.raises(rosters.NumberUnfit):
        change_mode(uow, class_id, NUMBERS, 61)


def test_an_educator_may_erase_the_names_of_a_class_and_nobody_elses(workspace):
    class_id = fill(workspace, NAMES)
    with workspace.write("Person") as uow:
        (person_id,) = builders.persons(uow, "Anna Neri")
    workspace.actor = Actor("educator", frozenset({Role.EDUCATOR}))
    with workspace.write("Numbers") as uow:
        assert change_mode(uow, class_id, NUMBERS).names == 25
    with pytest.raises(OnlyAdministration), workspace.write("Erase") as uow:
        uow.put(Erasure.of(what="person", row_id=RecordId(person_id), reason="x", decided_on=uow.today))


def test_a_pupil_who_moved_to_a_class_of_names_keeps_the_name_there_alone(workspace):
    class_id = fill(workspace, NAMES)
    with workspace.write("Move") as uow:
        other = schools.add_class(uow, uow.require(SchoolClass, class_id).school_id, 2026, "2C", roster_mode=NAMES)
        moved = rosters.roster(uow, class_id)[0]
        rosters.transfer(uow, moved.enrolment_id, other, date(2026, 11, 20))

    with workspace.write("Numbers") as uow:
        assert change_mode(uow, class_id, NUMBERS).names == 24

    with workspace.read() as reader:
        assert {(row.family, row.given) for row in rosters.roster(reader, class_id)} == {("", "")}
        assert [(row.family, row.given) for row in rosters.roster(reader, other)] == [(moved.family, moved.given)]
