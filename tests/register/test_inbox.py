"""What is left to complete: one list, whoever reads it."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from op_desktop.domain.account import Account
from op_desktop.domain.attendance import Mark
from op_desktop.domain.record import new_id
from op_desktop.domain.school import RosterMode, SchoolClass
from op_desktop.register import (
    attendance,
    hand_over_checks,
    inbox,
    lessons,
    printed_sheets,
    rosters,
    school_years,
    schools,
    today,
)
from op_desktop.register.inbox import InboxKind
from op_desktop.register.places import seed_reference
from op_desktop.register.view import View
from op_desktop.storage.clock import ROME
from op_desktop.workspace import Workspace
from tests import builders
from tests.builders import at


def rows(workspace, **whose):
    with workspace.read() as reader:
        return [(row.kind, row.title, row.count, row.age) for row in inbox.to_complete(reader, **whose)]


def test_a_lesson_that_is_over_appears_at_the_next_look(tmp_path):
    clock = [datetime(2026, 11, 24, 11, 14, tzinfo=ROME)]
    workspace = Workspace.open(tmp_path / "data", wall=lambda: clock[0])
    with workspace.write("Scene") as uow:
        seed_reference(uow)
        class_id = builders.school_class(uow, seats=20)
        builders.lessons_of(uow, class_id, at("2026-11-24T10:15"))
    assert rows(workspace) == []
    clock[0] = datetime(2026, 11, 24, 11, 15, tzinfo=ROME)
    assert rows(workspace) == [(InboxKind.REGISTER_MISSING, "2ªB", 0, 0)]
    clock[0] = datetime(2026, 11, 29, 8, 0, tzinfo=ROME)
    assert rows(workspace) == [(InboxKind.REGISTER_MISSING, "2ªB", 0, 5)]
    workspace.close()


@pytest.fixture
def desk(workspace):
    """A register missing, one in draft, one closed with a pupil who came on file later, a class only counted."""
    with workspace.write("Scene") as uow:
        school = builders.school(uow)
        seats = builders.school_class(uow, school_id=school, seats=20)
        missing, draft = builders.lessons_of(uow, seats, at("2026-11-12T10:15"), at("2026-11-19T10:15"))
        attendance.mark(uow, draft, rosters.roster(uow, seats)[0].enrolment_id, Mark.PRESENT)
        named = builders.school_class(uow, school_id=school, name="3A")
        closed = builders.held_lesson(uow, named, at("2026-11-10T09:00"))
        rosters.enrol(uow, named, 26, "Nuovo", "Bruno")
        counted = schools.add_class(uow, school, 2026, "1C", roster_mode=RosterMode.HEADCOUNT, declared_pupils=22)
        (untold,) = lessons.plan_lessons(uow, counted, [at("2026-11-23T09:00")])
    return {"seats": seats, "named": named, "counted": counted, "missing": missing, "draft": draft, "closed": closed,
            "untold": untold}  # fmt: skip


def test_each_thing_says_what_is_missing_and_for_how_long(workspace, desk):
    assert rows(workspace) == [
        (InboxKind.PUPILS_UNMARKED, "3ªA", 1, 14),
        (InboxKind.REGISTER_MISSING, "2ªB", 0, 12),
        (InboxKind.REGISTER_DRAFT, "2ªB", 19, 5),
        (InboxKind.LESSON_UNTOLD, "1ªC", 0, 1),
    ]


def test_what_is_completed_goes_and_what_is_called_off_asks_for_nothing(workspace, desk):
    with workspace.write("Complete") as uow:
        lessons.cancel_lesson(uow, desk["missing"])
        attendance.close(uow, desk["draft"])
        attendance.close(uow, desk["untold"])
        attendance.reopen(uow, desk["closed"])
        attendance.close(uow, desk["closed"])
    assert rows(workspace) == []


def test_a_pupil_who_came_after_the_lesson_owes_no_mark(workspace, desk):
    with workspace.write("Later") as uow:
        new = next(row for row in rosters.roster(uow, desk["named"]) if row.family == "Nuovo")
        enrolment = uow.require(rosters.Enrolment, new.enrolment_id)
        uow.put(replace(enrolment, enrolled_on=date(2026, 11, 11)))
    assert InboxKind.PUPILS_UNMARKED not in {kind for kind, *_rest in rows(workspace)}


def test_classes_today_and_hand_over_count_the_same_things(workspace, desk):
    with workspace.read() as reader:
        listed = inbox.to_complete(reader)
        overview = {row.id: row.overdue for row in schools.classes(reader, 2026)}
        check = next(each for each in hand_over_checks.checks(reader) if each.kind == "registers")
        first = today.next_activity(reader)
    counted = inbox.by_class(listed)
    assert counted == {desk["seats"]: 2, desk["named"]: 1, desk["counted"]: 1}
    # A closed register that lacks a pupil is not overdue: the rest is the same.
    assert overview == {desk["seats"]: 2, desk["named"]: 0, desk["counted"]: 1}
    assert (check.found, check.what, check.day) == (4, "3ªA", date(2026, 11, 10))
    assert first.id == desk["missing"]


def test_the_place_and_the_educator_choose_whose_list_it_is(workspace, desk):
    with workspace.write("Colleague") as uow:
        elena, marta = (Account(id=new_id(), name=name, educator=True) for name in ("Elena Ferrario", "Marta Colombo"))
        uow.put_all([elena, marta])
        uow.put(replace(uow.require(SchoolClass, desk["seats"]), educator_id=elena.id))
    assert rows(workspace, place=builders.ARESE) == []
    assert [title for _kind, title, *_rest in rows(workspace, view=View(educator_id=marta.id))] == ["3ªA", "1ªC"]
    assert len(rows(workspace, view=View(educator_id=elena.id))) == 4
    assert rows(workspace, view=View(classes=False)) == []


def test_a_printed_sheet_waits_in_place_of_its_register_until_it_is_typed_in(workspace, desk):
    with workspace.write("Print") as uow:
        first = printed_sheets.print_sheet(uow, desk["missing"])
        rosters.withdraw(uow, rosters.roster(uow, desk["seats"])[4].enrolment_id, date(2026, 11, 11))
        last = printed_sheets.print_sheet(uow, desk["missing"])
    with workspace.read() as reader:
        waiting = [row for row in inbox.to_complete(reader) if row.id == desk["missing"]]
        counted = inbox.by_class(inbox.to_complete(reader))
    # Two sheets of one meeting are one thing to do, by the newer paper.
    assert first.code != last.code
    assert [(row.kind, row.code, row.parent_id, row.age) for row in waiting] == [
        (InboxKind.SHEET_WAITING, last.code, desk["seats"], 12)
    ]  # fmt: skip
    assert counted[desk["seats"]] == 2
    with workspace.write("Type") as uow:
        seats = printed_sheets.sheet_seats(uow, last)
        for sheet in (first, last):
            printed_sheets.type_back(uow, sheet.id, {seats[0].enrolment_id: (Mark.ABSENT, None)})
    assert (InboxKind.REGISTER_DRAFT, "2ªB", 18, 12) in rows(workspace)
    assert InboxKind.SHEET_WAITING not in {kind for kind, *_rest in rows(workspace)}


def test_whose_sheets_wait_is_decided_like_whose_registers(workspace, desk):
    with workspace.write("Colleague") as uow:
        elena, marta = (Account(id=new_id(), name=name, educator=True) for name in ("Elena Ferrario", "Marta Colombo"))
        uow.put_all([elena, marta])
        uow.put(replace(uow.require(SchoolClass, desk["seats"]), educator_id=elena.id))
        printed_sheets.print_sheet(uow, desk["missing"])

    def sheets(**whose):
        return [title for kind, title, *_rest in rows(workspace, **whose) if kind is InboxKind.SHEET_WAITING]

    assert sheets() == sheets(view=View(educator_id=elena.id)) == ["2ªB"]
    assert sheets(view=View(educator_id=marta.id)) == sheets(view=View(classes=False)) == []
    assert sheets(place=builders.ARESE) == []


def test_an_archived_class_asks_for_nothing_and_asks_again_when_it_is_back(workspace, desk):
    with workspace.write("Print") as uow:
        printed_sheets.print_sheet(uow, desk["missing"])
    before = rows(workspace)
    ids = [desk["seats"], desk["named"], desk["counted"]]

    def found():
        with workspace.read() as reader:
            checks = {each.kind: each.found for each in hand_over_checks.checks(reader)}
            return checks["registers"], printed_sheets.waiting_sheets(reader), today.next_activity(reader)

    with workspace.write("Archive") as uow:
        school_years.archive_classes(uow, ids)
    assert rows(workspace) == []
    assert found() == (0, [], None)
    with workspace.write("Back") as uow:
        school_years.archive_classes(uow, ids, archived=False)
    assert rows(workspace) == before
    assert found()[0] == 4
