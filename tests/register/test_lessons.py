"""The path of a class: series, modules, moves, replacements, and what is on at the same hour."""

from datetime import date

import pytest

from op_desktop.domain.account import Account
from op_desktop.domain.holidays import ClosedDay
from op_desktop.domain.record import new_id
from op_desktop.domain.school import Lesson, Level, SchoolClass, Status
from op_desktop.register import attendance, clashes, eligibility, lesson_series, lessons, modules, schools, today
from op_desktop.register.clashes import ClashKind, Place, educators_of
from op_desktop.register.class_report import class_report
from op_desktop.register.holidays import closed_for
from op_desktop.register.lessons import PathUnfit, lesson_plan
from op_desktop.register.meetings import MeetingCancelled, MeetingInFuture, RegisterClosed
from op_desktop.security.permissions import Actor, NotAllowed, Role
from tests import builders
from tests.builders import at

TUESDAYS = ["2026-12-01", "2026-12-15", "2026-12-22", "2027-01-12", "2027-01-19", "2027-01-26"]
"""Six Tuesdays from 1 December on: the 8th is the Immacolata, then come the Christmas holidays."""


@pytest.fixture
def group(workspace):
    with workspace.write("Class") as uow:
        return builders.school_class(uow, seats=20, meetings=6)


def plan(workspace, class_id):
    with workspace.read() as reader:
        return lesson_plan(reader, class_id)


def stored(workspace, class_id):
    with workspace.read() as reader:
        return {lesson.id: lesson for lesson in reader.all(Lesson) if lesson.class_id == class_id}


def test_six_weekly_lessons_pass_by_the_days_off_and_changing_one_leaves_five(workspace, group):
    with workspace.write("Series") as uow:
        ids = builders.series(uow, group, at("2026-12-01T10:15"), 6, closed_for(uow, group))
    assert [f"{row.starts_at:%Y-%m-%d}" for row in plan(workspace, group)] == TUESDAYS
    assert [row.meeting for row in plan(workspace, group)] == [1, 2, 3, 4, 5, 6]
    before = stored(workspace, group)

    with workspace.write("Change") as uow:
        lessons.describe_lesson(uow, ids[2], starts_at=at("2026-12-21T11:00"), minutes=90, title="Il gioco")

    after = stored(workspace, group)
    assert after.pop(ids[2]) != before.pop(ids[2])
    assert after == before


def test_a_given_calendar_decides_what_is_passed_by(workspace, group):
    strike = {date(2026, 12, 1), date(2026, 12, 15)}
    with workspace.write("Series") as uow:
        builders.series(
            uow, group, at("2026-12-01T10:15"), 2, lambda day: ClosedDay("strike") if day in strike else None
        )
    assert [row.starts_at.day for row in plan(workspace, group)] == [8, 22]


def test_moving_one_lesson_leaves_the_rest_and_moving_the_following_takes_them_along(workspace, group):
    with workspace.write("Series") as uow:
        closed = closed_for(uow, group)
        ids = builders.series(uow, group, at("2026-11-03T10:15"), 4, closed)
    with workspace.write("Close") as uow:
        attendance.close(uow, ids[0])
    with workspace.write("Move one") as uow:
        assert lesson_series.move_lesson(uow, ids[1], at("2026-11-12T09:00"), closed) == [ids[1]]
    assert [row.starts_at.day for row in plan(workspace, group)] == [3, 12, 17, 24]

    with workspace.write("Move the rest") as uow:
        moved = lesson_series.move_lesson(uow, ids[2], at("2026-12-01T11:00"), closed, following=True)
    assert moved == [ids[2], ids[3]]
    rows = plan(workspace, group)
    # A week after 1 December is the Immacolata: the last one goes on to the 15th.
    assert [f"{row.starts_at:%d/%m %H:%M}" for row in rows] == [
        "03/11 10:15", "12/11 09:00", "01/12 11:00", "15/12 11:00"
    ]  # fmt: skip
    assert rows[0].status is Status.HELD


def test_a_lesson_that_was_held_keeps_to_days_gone_by(workspace, group):
    with workspace.write("Held") as uow:
        lesson = builders.held_lesson(uow, group, at("2026-11-10T10:15"))
        closed = closed_for(uow, group)
    with workspace.write("Correct") as uow:
        lesson_series.move_lesson(uow, lesson, at("2026-11-09T09:00"), closed)
    with workspace.write("Too far") as uow, pytest.raises(MeetingInFuture):
        lesson_series.move_lesson(uow, lesson, at("2026-11-25T09:00"), closed)
    assert plan(workspace, group)[0].starts_at == at("2026-11-09T09:00")


def test_a_lesson_held_on_another_day_is_a_new_record_that_names_the_old_one(workspace, group):
    with workspace.write("Plan") as uow:
        (first,) = lessons.plan_lessons(uow, group, [at("2026-11-17T10:15")])
    with workspace.write("Replace") as uow:
        instead = lessons.cancel_lesson(uow, first, replaced_at=at("2026-11-20T10:15"), reason="School trip")
    with workspace.write("Close") as uow:
        attendance.close(uow, instead)
    old, new = plan(workspace, group)
    assert (old.status, old.note) == (Status.REPLACED, "School trip")
    assert (new.status, new.replaces_id, new.meeting) == (Status.HELD, first, old.meeting)
    with workspace.read() as reader:
        header = schools.class_header(reader, group)
    assert (header.held, header.planned) == (1, 0)
    with workspace.write("Again") as uow:
        lessons.restore_lesson(uow, first)
        with pytest.raises(MeetingCancelled):
            lesson_series.move_lesson(uow, first, at("2026-11-21T10:15"), closed_for(uow, group))
        with pytest.raises(RegisterClosed):
            lessons.cancel_lesson(uow, instead)
    assert plan(workspace, group)[0].status is Status.REPLACED


def test_the_module_planned_and_the_module_taught_are_two_things(workspace, group):
    with workspace.read() as reader:
        offered = modules.modules_for(reader, group)
    assert [row.title for row in offered] == [
        "Entrate e uscite", "Risparmio e progetto", "Pagare e indebitarsi", "Rischi e aiuti"
    ]  # fmt: skip
    with workspace.write("Plan") as uow:
        first, second = lessons.plan_lessons(
            uow, group, [at("2026-11-10T10:15"), at("2026-11-17T10:15")], modules=[offered[0].id, offered[1].id]
        )
        lessons.choose_modules(uow, first, offered[0].id, offered[2].id)
        lessons.choose_modules(uow, second, offered[1].id, offered[1].id)
    one, two = plan(workspace, group)
    assert (one.module, one.taught, one.topic) == ("Entrate e uscite", "Pagare e indebitarsi", "Pagare e indebitarsi")
    assert (two.taught_module_id, two.topic) == (None, "Risparmio e progetto")


def test_a_lesson_without_words_of_its_own_is_told_by_its_module_wherever_it_is_named(workspace, group):
    with workspace.read() as reader:
        offered = modules.modules_for(reader, group)
    with workspace.write("Plan") as uow:
        held, ahead = lessons.plan_lessons(
            uow, group, [at("2026-11-24T08:30"), at("2026-12-01T10:15")], modules=[offered[0].id, offered[1].id]
        )
        lessons.choose_modules(uow, held, offered[0].id, offered[2].id)
        attendance.close(uow, held)
    with workspace.read() as reader:
        report = class_report(reader, group)
        assert [line.topic for line in report.meetings] == ["Pagare e indebitarsi", "Risparmio e progetto"]
        assert report.topics == eligibility.path_of(reader, group).topics == ("Pagare e indebitarsi",)
        assert [row.subject for row in today.agenda(reader)] == ["Pagare e indebitarsi"]
        assert schools.class_header(reader, group).next_title == "Risparmio e progetto"
    with workspace.write("Own words") as uow:
        lessons.describe_lesson(uow, ahead, title="Il salvadanaio")
    with workspace.read() as reader:
        assert schools.class_header(reader, group).next_title == "Il salvadanaio"


def test_a_path_has_one_to_eight_meetings(workspace, group):
    with workspace.read() as reader:
        four = schools.add_class.__kwdefaults__["planned_meetings"]
        assert reader.require(SchoolClass, group).planned_meetings == 6
    assert four == 4
    with workspace.write("Path") as uow:
        lessons.set_path(uow, group, 8)
        for wrong in (0, 9):
            with pytest.raises(PathUnfit):
                lessons.set_path(uow, group, wrong)
    with workspace.read() as reader:
        assert reader.require(SchoolClass, group).planned_meetings == 8


def test_the_administration_reads_lessons_and_does_not_plan_them(workspace, group):
    workspace.actor = Actor("somebody", frozenset({Role.ADMINISTRATOR}))
    with workspace.write("Plan") as uow, pytest.raises(NotAllowed):
        builders.series(uow, group, at("2026-12-01T10:15"), 1, closed_for(uow, group))


@pytest.fixture
def crowded(workspace):
    """2ªB from 10 to 12 in Rho with Marta, 3ªA at eleven in the same room, 1ªC in Arese from 12:10 with Marta."""
    with workspace.write("Scene") as uow:
        marta, elena = (Account(id=new_id(), name=name, educator=True) for name in ("Marta Colombo", "Elena Ferrario"))
        uow.put_all([marta, elena])
        rho = builders.school(uow)
        arese = schools.add_school(uow, "Scuola Pascoli", builders.ARESE, Level.LOWER_SECONDARY)
        second = schools.add_class(uow, rho, 2026, "2B", educator_id=marta.id)
        third = schools.add_class(uow, rho, 2026, "3A", educator_id=elena.id)
        first = schools.add_class(uow, arese, 2026, "1C", educator_id=marta.id)
        (own,) = lessons.plan_lessons(uow, second, [at("2026-12-01T10:00")], 120, place="aula 12")
        lessons.plan_lessons(uow, third, [at("2026-12-01T11:00")], 60, place="Aula 12")
        lessons.plan_lessons(uow, first, [at("2026-12-01T12:10")], 60)
    return second, own


def found(workspace, wanted, but=None):
    with workspace.read() as reader:
        return [(each.kind, each.label, each.gap) for each in clashes.clashes(reader, wanted, but)]


def test_the_same_class_the_same_room_and_the_way_to_another_town_are_told(workspace, crowded):
    second, own = crowded
    wanted = Place(second, at("2026-12-01T10:00"), 120, room="aula 12")
    assert found(workspace, wanted) == [
        (ClashKind.CLASS, "2ªB", 0), (ClashKind.PLACE, "3ªA", 0), (ClashKind.TRAVEL, "1ªC", 10)
    ]  # fmt: skip
    assert found(workspace, wanted, but=own) == [(ClashKind.PLACE, "3ªA", 0), (ClashKind.TRAVEL, "1ªC", 10)]


def test_the_same_educator_is_told_by_account_or_by_name(workspace, crowded):
    second, own = crowded
    both = Place(second, at("2026-12-01T11:30"), 60, educators="ELENA FERRARIO e Marta Colombo")
    assert found(workspace, both, own) == [(ClashKind.EDUCATOR, "3ªA", 0), (ClashKind.EDUCATOR, "1ªC", 0)]
    assert educators_of("Anna Re, Luca Bo", "Marta") == {"anna re", "luca bo"}
    assert educators_of(" ", "Marta") == {"marta"}


def test_lessons_that_only_touch_or_were_called_off_do_not_clash(workspace, crowded):
    second, own = crowded
    assert found(workspace, Place(second, at("2026-12-01T13:26"), 60), own) == []
    with workspace.write("Off") as uow:
        lessons.cancel_lesson(uow, own)
    assert found(workspace, Place(second, at("2026-12-01T09:00"), 60)) == []
