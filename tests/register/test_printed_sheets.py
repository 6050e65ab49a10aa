"""Sheets on paper: a code that finds its register, rows that stay as printed, and those not typed in yet."""

import re
from datetime import date

import pytest

from op_desktop.domain.attendance import Mark
from op_desktop.domain.printed_sheet import PrintedSheet
from op_desktop.domain.record import RecordId
from op_desktop.domain.roll_call import exceptions
from op_desktop.domain.sheet_line import parse_sheet
from op_desktop.register import attendance, lessons, printed_sheets, rosters
from op_desktop.register.meetings import MeetingCancelled, RegisterClosed
from op_desktop.register.printed_sheets import SheetOfAnotherMeeting, SheetUnknown
from tests import builders
from tests.builders import at


@pytest.fixture
def scene(workspace):
    """A class of 25 with lessons on 10 November, this morning and tomorrow."""
    with workspace.write("Scene") as uow:
        class_id = builders.school_class(uow)
        moments = [at("2026-11-10T09:00"), at("2026-11-24T09:00"), at("2026-11-25T09:00")]
        return class_id, builders.lessons_of(uow, class_id, *moments)


def print_one(workspace, lesson_id):
    with workspace.write("Print") as uow:
        return printed_sheets.print_sheet(uow, lesson_id)


def type_in(workspace, sheet, text):
    with workspace.write("Type") as uow:
        seats = printed_sheets.sheet_seats(uow, sheet)
        return printed_sheets.type_back(uow, sheet.id, exceptions(parse_sheet(text, seats)))


def cells(workspace, class_id, lesson_id):
    with workspace.read() as reader:
        sheet = attendance.register_of(reader, class_id)
    place = sheet.place_of(lesson_id)
    return {(row.family, row.number): (row.cells[place].mark, row.cells[place].minutes)
            for row in sheet.rows if row.cells[place].mark}  # fmt: skip


def test_a_typed_sheet_sets_exactly_its_marks(workspace, scene):
    class_id, (held, *_others) = scene
    sheet = print_one(workspace, held)
    assert re.fullmatch(r"[2-9A-HJ-NP-Z]{3}-[2-9A-HJ-NP-Z]{3}", sheet.code)

    assert type_in(workspace, sheet, "1-18 -4 -9 12r10") == 18

    found = {number: mark for (_family, number), mark in cells(workspace, class_id, held).items()}
    expected = dict.fromkeys(range(1, 19), (Mark.PRESENT, None))
    assert found == {**expected, 4: (Mark.ABSENT, None), 9: (Mark.ABSENT, None), 12: (Mark.LATE, 10)}


def test_one_undo_takes_a_typed_sheet_back_and_lets_it_wait_again(workspace, scene):
    class_id, (held, *_others) = scene
    sheet = print_one(workspace, held)
    with workspace.write("Type") as uow:
        seats = printed_sheets.sheet_seats(uow, sheet)
        printed_sheets.type_back(uow, sheet.id, exceptions(parse_sheet("1-25 -3", seats)))
        uow.flush()
        changes = uow.changes
    with workspace.read() as reader:
        assert printed_sheets.waiting_sheets(reader) == []
    workspace.revert(changes)
    assert cells(workspace, class_id, held) == {}
    with workspace.read() as reader:
        assert [each.code for each in printed_sheets.waiting_sheets(reader)] == [sheet.code]


def test_rows_stay_as_printed_when_the_roster_changes(workspace, scene):
    class_id, (held, *_others) = scene
    sheet = print_one(workspace, held)
    with workspace.write("Change the list") as uow:
        seats = {row.number: row.enrolment_id for row in rosters.roster(uow, class_id)}
        rosters.withdraw(uow, seats[5], date(2026, 11, 20))
        rosters.renumber(uow, seats[4], 40)
        rosters.enrol(uow, class_id, 4, "Nuova", "Ada", since=date(2026, 11, 1))

    type_in(workspace, sheet, "1-25 -4 5r")

    found = cells(workspace, class_id, held)
    assert found["Brambilla", 40] == (Mark.ABSENT, None)
    assert found["Castelli", 5] == (Mark.LATE, None)
    # Who came to the list after the printing stands on no row of the paper.
    assert ("Nuova", 4) not in found
    assert len(found) == 25


def test_a_code_is_found_however_it_is_written_and_a_wrong_one_is_refused(workspace, scene):
    _class_id, (held, today, _ahead) = scene
    sheet = print_one(workspace, held)
    with workspace.read() as reader:
        for typed in (sheet.code, sheet.code.lower(), sheet.code.replace("-", ""), f" {sheet.code} "):
            assert printed_sheets.sheet_by_code(reader, typed) == sheet
        with pytest.raises(SheetUnknown) as unknown:
            printed_sheets.sheet_by_code(reader, "7k4-q2m")
        assert unknown.value.headline == "No printed sheet has the code 7K4-Q2M."
        with pytest.raises(SheetUnknown):
            printed_sheets.sheet_by_code(reader, "")
        with pytest.raises(SheetOfAnotherMeeting) as other:
            printed_sheets.sheet_by_code(reader, sheet.code, today)
    assert other.value.headline == f"The sheet {sheet.code} is of 2ªB, meeting 1 of Tuesday 10 November 2026."


def test_the_same_list_printed_again_is_the_same_sheet(workspace, scene):
    class_id, (held, *_others) = scene
    first = print_one(workspace, held)
    assert print_one(workspace, held) == first
    with workspace.write("A newcomer") as uow:
        rosters.enrol(uow, class_id, 26, "Nuova", "Ada")
    second = print_one(workspace, held)
    assert second.code != first.code
    assert len(second.seats) == 26


def test_sheets_not_typed_in_wait_by_age(workspace, scene):
    _class_id, (held, today, ahead) = scene
    codes = [print_one(workspace, lesson_id).code for lesson_id in (ahead, today, held)]
    with workspace.read() as reader:
        found = printed_sheets.waiting_sheets(reader)
        none = printed_sheets.waiting_sheets(reader, builders.ARESE)
        rho = printed_sheets.waiting_sheets(reader, builders.RHO, educator_id=RecordId("marta"))
    # Tomorrow's sheet is not late yet.
    assert [(each.code, each.days, each.label, each.meeting) for each in found] == [
        (codes[2], 14, "2ªB", 1), (codes[1], 0, "2ªB", 2)]  # fmt: skip
    assert none == []
    assert rho == found


def test_a_sheet_waits_no_longer_once_its_register_is_closed_or_called_off(workspace, scene):
    _class_id, (held, today, _ahead) = scene
    print_one(workspace, held), print_one(workspace, today)
    with workspace.write("Settle") as uow:
        attendance.close(uow, held)
        lessons.cancel_lesson(uow, today)
    with workspace.read() as reader:
        assert printed_sheets.waiting_sheets(reader) == []
        sheets = reader.all(PrintedSheet)
    assert len(sheets) == 2
    for lesson_id, refused in ((held, RegisterClosed), (today, MeetingCancelled)):
        with workspace.write("Print") as uow, pytest.raises(refused):
            printed_sheets.print_sheet(uow, lesson_id)
        (sheet,) = [each for each in sheets if each.lesson_id == lesson_id]
        with workspace.write("Type") as uow, pytest.raises(refused):
            printed_sheets.type_back(uow, sheet.id, {})


def test_a_printed_sheet_names_nobody(workspace, scene):
    _class_id, (held, *_others) = scene
    sheet = print_one(workspace, held)
    assert not any(family in f"{sheet.rows}{sheet.code}" for family, _given in builders.PUPILS)
