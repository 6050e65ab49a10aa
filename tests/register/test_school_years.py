"""The new school year copies classes and edits none; archived classes are out of the way and still counted."""

from datetime import date

import pytest

from op_desktop.domain.attendance import LessonMark
from op_desktop.domain.record import values
from op_desktop.domain.school import Enrolment, Lesson, Level, Pupil, RosterMode, SchoolClass
from op_desktop.metrics.engine import compute_all
from op_desktop.metrics.scope import Scope
from op_desktop.register import attendance, rosters, schools
from op_desktop.register.school_years import (
    Passage,
    RosterCopy,
    archive_classes,
    passages,
    roll_over,
)
from tests import builders
from tests.builders import PUPILS, at

LAST_YEAR = Scope(first_day=date(2026, 9, 1), end_day=date(2027, 9, 1), today=date(2026, 11, 24))
KINDS = (SchoolClass, Enrolment, Pupil, Lesson, LessonMark)


@pytest.fixture
def scene(workspace):
    """2ªB by names, 1ªA by headcount, 3ªC by numbers, and a fifth of a primary school."""
    with workspace.write("Scene") as uow:
        school = builders.school(uow)
        second = builders.school_class(uow, school_id=school)
        first = schools.add_class(uow, school, 2026, "1A", roster_mode=RosterMode.HEADCOUNT, declared_pupils=19,
                                  planned_meetings=6, lesson_minutes=90)  # fmt: skip
        third = builders.school_class(uow, school_id=school, name="3C", seats=20)
        primary = schools.add_school(uow, "Primaria Girasole", builders.ARESE, Level.PRIMARY)
        fifth = schools.add_class(uow, primary, 2026, "5A")
        for class_id in (first, second, third):
            builders.held_lesson(uow, class_id, at("2026-10-06T09:00"))
        rosters.withdraw(uow, rosters.roster(uow, second)[6].enrolment_id, date(2026, 11, 1))
    return first, second, third, fifth


def everything(workspace):
    with workspace.read() as reader:
        return {(kind.entity, record.id): values(record) for kind in KINDS for record in reader.all(kind)}


def figures(workspace, scope=LAST_YEAR):
    with workspace.read() as reader:
        (found,) = compute_all(reader, [scope])
    return found["M11"].value, found["M12"].value


def test_the_preview_says_what_each_class_becomes(workspace, scene):
    with workspace.read() as reader:
        rows = passages(reader, 2026)
    assert [(row.source.label, str(row.next_name), row.passage) for row in rows] == [
        ("5ªA", "6ªA", Passage.LEAVES),
        ("1ªA", "2ªA", Passage.NEW),
        ("2ªB", "3ªB", Passage.NEW),
        ("3ªC", "4ªC", Passage.LEAVES),
    ]
    assert {row.year_label for row in rows} == {"2027/2028"}


@pytest.mark.parametrize(
    ("copy", "modes"),
    [(RosterCopy.NOTHING, {"2ªA": ("headcount", 0, 0), "3ªB": ("names", 0, 0)}),
     (RosterCopy.NUMBERS, {"2ªA": ("headcount", 19, 0), "3ªB": ("numbers", 24, 0)}),
     (RosterCopy.AS_IT_IS, {"2ªA": ("headcount", 19, 0), "3ªB": ("names", 24, 24)})],
)  # fmt: skip
def test_classes_are_copied_with_as_much_of_the_list_as_was_chosen(workspace, scene, copy, modes):
    before, counted = everything(workspace), figures(workspace)
    with workspace.write("New year") as uow:
        made = roll_over(uow, scene, copy)

    after = everything(workspace)
    assert {key: after[key] for key in before} == before
    assert figures(workspace) == counted == (3, 64)
    with workspace.read() as reader:
        rows = [schools.class_header(reader, class_id) for class_id in made]
        named = {row.label: sum(bool(pupil.family) for pupil in rosters.roster(reader, row.id)) for row in rows}
    assert {row.label: (row.mode.value, row.pupils, named[row.label]) for row in rows} == modes
    assert {row.school_year for row in rows} == {2027}
    assert {(row.label, row.planned_meetings, row.lesson_minutes, row.path_title, row.held) for row in rows} == {
        ("2ªA", 6, 90, "", 0), ("3ªB", 4, 60, "Il budget di casa", 0)}  # fmt: skip


def test_a_second_run_makes_nothing_twice_and_one_step_takes_it_back(workspace, scene):
    before = everything(workspace)
    with workspace.write("New year") as uow:
        assert len(roll_over(uow, scene, RosterCopy.NUMBERS)) == 2
    made = uow.changes
    with workspace.write("Again") as uow:
        assert roll_over(uow, scene, RosterCopy.AS_IT_IS) == []
    assert uow.changes.steps == ()
    with workspace.read() as reader:
        assert [row.passage for row in passages(reader, 2026) if row.source.label == "2ªB"] == [Passage.STANDS]

    workspace.revert(made)
    assert everything(workspace) == before


def test_the_new_pupils_share_nothing_with_those_of_last_year(workspace, scene):
    with workspace.write("New year") as uow:
        (_second, third) = roll_over(uow, scene[:2], RosterCopy.AS_IT_IS)
        builders.held_lesson(uow, third, at("2026-11-10T09:00"))
    with workspace.read() as reader:
        old, new = (rosters.roster(reader, class_id) for class_id in (scene[1], third))
    assert not {row.pupil_id for row in old} & {row.pupil_id for row in new}
    assert [row.number for row in new] == list(range(1, 25))
    assert [row.family for row in new] == [family for family, _given in PUPILS if family != "Colombo"]
    # The same children a year later are counted again: no matching is made across school years.
    assert figures(workspace) == (4, 64 + 24)


def test_archived_classes_are_out_of_the_way_and_still_counted(workspace, scene):
    counted = figures(workspace)
    with workspace.write("Archive") as uow:
        assert archive_classes(uow, scene[:3]) == 3
        assert archive_classes(uow, scene[:3]) == 0

    with workspace.read() as reader:
        assert [row.label for row in schools.classes(reader, 2026)] == ["5ªA"]
        assert [row.label for row in schools.classes(reader, 2026, archived=True)] == ["1ªA", "2ªB", "3ªC"]
        assert len(passages(reader, 2026)) == 4
    assert figures(workspace) == counted
    with workspace.write("Bring back") as uow:
        archive_classes(uow, [scene[1]], archived=False)
    with workspace.read() as reader:
        assert [row.label for row in schools.classes(reader, 2026)] == ["5ªA", "2ªB"]


def test_a_pupil_moved_or_withdrawn_leaves_every_register_before_that_day_and_its_totals(workspace):
    """F06: dated enrolment."""
    with workspace.write("Scene") as uow:
        school = builders.school(uow)
        class_id, other = (builders.school_class(uow, name=name, school_id=school) for name in ("2B", "2C"))
        days = ("2026-10-06", "2026-10-20", "2026-11-03")
        held = [builders.held_lesson(uow, class_id, at(f"{day}T09:00")) for day in days]

    def registers():
        with workspace.read() as reader:
            sheet = attendance.register_of(reader, class_id)
            return [(attendance.totals(sheet, each), [(row.number, row.cells[sheet.place_of(each)].mark)
                     for row in sheet.expected(each)]) for each in held[:2]]  # fmt: skip

    before = registers()
    with workspace.write("Move") as uow:
        rows = rosters.roster(uow, class_id)
        rosters.withdraw(uow, rows[2].enrolment_id, date(2026, 11, 1))
        rosters.transfer(uow, rows[4].enrolment_id, other, date(2026, 11, 1))
        rosters.enrol(uow, class_id, None, "Neri", "Ada", since=date(2026, 11, 1))
    assert registers() == before
    assert before[0][0].expected == 25
