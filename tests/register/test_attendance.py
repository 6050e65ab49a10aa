"""The register: marks, the rest, closing, and pasts that stay as they were."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from op_desktop.domain.attendance import Mark
from op_desktop.domain.period import DatedSetting
from op_desktop.domain.roll_call import exceptions, parse
from op_desktop.domain.school import Lesson
from op_desktop.language import speak
from op_desktop.register import attendance, lessons, rosters
from op_desktop.register.meetings import MeetingCancelled, MeetingInFuture, RegisterClosed, RegisterState
from op_desktop.register.places import CERTIFICATE_SHARE
from op_desktop.sync.outgoing import hand_over
from tests import builders
from tests.builders import at


@pytest.fixture
def scene(workspace):
    """A class of 25 with a lesson held in October and one this morning."""
    with workspace.write("Scene") as uow:
        class_id = builders.school_class(uow)
        held = builders.held_lesson(uow, class_id, at("2026-10-06T09:00"))
        (today,) = builders.lessons_of(uow, class_id, at("2026-11-24T10:15"))
    return class_id, held, today


def sheet_of(workspace, class_id):
    with workspace.read() as reader:
        return attendance.register_of(reader, class_id)


def marks_at(sheet, lesson_id):
    place = sheet.place_of(lesson_id)
    return {row.number: row.cells[place].mark for row in sheet.rows}


def test_two_absent_of_twenty_five_in_one_line_and_one_stroke(workspace, scene):
    class_id, _held, today = scene
    sheet = sheet_of(workspace, class_id)
    with workspace.write("Close") as uow:
        attendance.mark_exceptions(uow, today, exceptions(parse("7 pir r10", sheet.rows, "it")))
        totals = attendance.close(uow, today)

    assert (totals.attending, totals.present, totals.late, totals.absent, totals.unset) == (24, 23, 1, 1, 0)
    closed = sheet_of(workspace, class_id)
    assert attendance.totals(closed, today) == totals
    assert closed.lessons[1].state is RegisterState.CLOSED
    late = closed.rows[17].cells[1]
    assert (late.mark, late.minutes) == (Mark.LATE, 10)


def test_nothing_recorded_is_not_absent_and_not_present(workspace, scene):
    class_id, _held, today = scene
    with workspace.write("Mark") as uow:
        first = rosters.roster(uow, class_id)[0].enrolment_id
        attendance.mark(uow, today, first, Mark.ABSENT)
    sheet = sheet_of(workspace, class_id)
    assert sheet.lessons[1].state is RegisterState.DRAFT
    assert attendance.totals(sheet, today).unset == 24

    with workspace.write("Unmark") as uow:
        attendance.mark(uow, today, first, None)
    sheet = sheet_of(workspace, class_id)
    assert sheet.lessons[1].state is RegisterState.TODO
    assert set(marks_at(sheet, today).values()) == {None}


def test_a_note_stays_when_the_mark_changes(workspace, scene):
    class_id, _held, today = scene
    with workspace.write("Mark") as uow:
        first = rosters.roster(uow, class_id)[0].enrolment_id
        attendance.mark(uow, today, first, Mark.EXCUSED, note="gita")
        attendance.mark(uow, today, first, Mark.LATE, 5)
    cell = sheet_of(workspace, class_id).rows[0].cells[1]
    assert (cell.mark, cell.minutes, cell.note) == (Mark.LATE, 5, "gita")


def test_a_closed_register_is_written_in_only_after_reopening(workspace, scene):
    class_id, held, _today = scene
    with workspace.read() as reader:
        first = rosters.roster(reader, class_id)[0].enrolment_id
    with workspace.write("Mark") as uow, pytest.raises(RegisterClosed):
        attendance.mark(uow, held, first, Mark.ABSENT)
    with workspace.write("Reopen") as uow:
        attendance.reopen(uow, held, "Corretto dopo la consegna di novembre.")
        attendance.mark(uow, held, first, Mark.ABSENT)

    sheet = sheet_of(workspace, class_id)
    assert (sheet.lessons[0].state, sheet.lessons[0].note) == (
        RegisterState.DRAFT, "Corretto dopo la consegna di novembre.")  # fmt: skip
    assert list(marks_at(sheet, held).values()) == [Mark.ABSENT, *[Mark.PRESENT] * 24]


def test_a_register_reopened_after_a_hand_over_says_so_by_itself(workspace, scene, tmp_path):
    _class_id, held, today = scene
    with workspace.write("Close") as uow:
        attendance.close(uow, today)
    with workspace.write("Reopen") as uow:
        attendance.reopen(uow, today)
        assert uow.require(Lesson, today).note == ""
    hand_over(workspace, tmp_path / "packages")
    with workspace.write("Close") as uow:
        attendance.close(uow, today)
    for _turn in range(2):
        with workspace.write("Reopen") as uow:
            # What left was the draft of today: its closing stayed here.
            attendance.reopen(uow, today)
            attendance.reopen(uow, held)
            notes = [uow.require(Lesson, each).note for each in (today, held)]
            attendance.close(uow, held)
            attendance.close(uow, today)
        assert notes == ["", "Corrected after the hand-over of November."]
    speak("it")
    with workspace.write("Reopen") as uow:
        attendance.reopen(uow, held, "Il foglio diceva altro.")
        assert uow.require(Lesson, held).note.endswith("\nIl foglio diceva altro.")


def test_marking_everybody_lists_what_it_overwrites_and_one_undo_brings_it_back(workspace, scene):
    class_id, _held, today = scene
    with workspace.write("Mark") as uow:
        pupils = [row.enrolment_id for row in rosters.roster(uow, class_id)]
        attendance.mark(uow, today, pupils[0], Mark.ABSENT)
        attendance.mark(uow, today, pupils[1], Mark.LATE, 10)
        attendance.mark(uow, today, pupils[2], Mark.PRESENT)
    before = sheet_of(workspace, class_id)
    assert [row.number for row in before.differing(today, Mark.PRESENT)] == [1, 2]
    with workspace.write("Everybody") as uow:
        attendance.mark_many(uow, today, pupils, Mark.PRESENT)
        uow.flush()
        changes = uow.changes
    assert set(marks_at(sheet_of(workspace, class_id), today).values()) == {Mark.PRESENT}
    workspace.revert(changes)
    assert sheet_of(workspace, class_id) == before


def test_the_marker_of_risk_follows_the_share_in_force(workspace):
    with workspace.write("Scene") as uow:
        class_id = builders.school_class(uow, named=builders.PUPILS[:2], meetings=5)
        pupils = [row.enrolment_id for row in rosters.roster(uow, class_id)]
        (first,) = builders.lessons_of(uow, class_id, at("2026-11-10T09:00"))
        attendance.mark(uow, first, pupils[0], Mark.ABSENT)
        attendance.close(uow, first)
    assert [row.at_risk for row in sheet_of(workspace, class_id).rows] == [False, False]
    for since, at_risk in ((date(2026, 11, 25), False), (date(2026, 11, 24), True)):
        with workspace.write("Share") as uow:
            uow.put(DatedSetting.of(name=CERTIFICATE_SHARE, since=since, value=90))
        assert [row.at_risk for row in sheet_of(workspace, class_id).rows] == [at_risk, False]


@pytest.mark.parametrize(("day", "told"), [("2026-11-25", "tomorrow"), ("2026-12-01", "on Tuesday 1 December")])
def test_a_meeting_of_another_day_is_closed_afterwards(workspace, day, told):
    with workspace.write("Scene") as uow:
        class_id = builders.school_class(uow, seats=3)
        (ahead,) = builders.lessons_of(uow, class_id, at(f"{day}T09:00"))
    with workspace.write("Close") as uow, pytest.raises(MeetingInFuture) as refused:
        attendance.close(uow, ahead)
    assert str(refused.value) == f"This meeting is {told}: it can be closed afterwards."


def test_a_cancelled_lesson_has_no_register(workspace, scene):
    class_id, _held, today = scene
    with workspace.write("Cancel") as uow:
        lessons.cancel_lesson(uow, today)
    with workspace.write("Close") as uow, pytest.raises(MeetingCancelled):
        attendance.close(uow, today)
    assert len(sheet_of(workspace, class_id).lessons) == 1


def test_one_undo_takes_setting_the_rest_back(workspace, scene):
    class_id, _held, today = scene
    with workspace.write("Mark") as uow:
        first = rosters.roster(uow, class_id)[0].enrolment_id
        attendance.mark(uow, today, first, Mark.ABSENT)
    before = sheet_of(workspace, class_id)
    with workspace.write("Set the rest") as uow:
        assert attendance.set_rest(uow, today) == 24
        uow.flush()
        changes = uow.changes
    workspace.revert(changes)
    assert sheet_of(workspace, class_id) == before


def test_a_pupil_is_at_risk_when_even_full_attendance_cannot_reach_the_share(workspace):
    with workspace.write("Scene") as uow:
        class_id = builders.school_class(uow, named=builders.PUPILS[:3], meetings=5)
        pupils = [row.enrolment_id for row in rosters.roster(uow, class_id)]
        days = [at(f"2026-{day}T09:00") for day in ("10-06", "10-27", "11-24")]
        for number, lesson_id in enumerate(builders.lessons_of(uow, class_id, *days)):
            attendance.mark(uow, lesson_id, pupils[0], Mark.PRESENT if number else Mark.ABSENT)
            attendance.mark(uow, lesson_id, pupils[1], Mark.ABSENT if number else Mark.LATE)
            attendance.close(uow, lesson_id)

    rows = sheet_of(workspace, class_id).rows
    assert [(row.attended, row.held, row.at_risk) for row in rows] == [(2, 3, False), (1, 3, True), (3, 3, False)]


some_marks = st.dictionaries(st.integers(0, 24), st.sampled_from(list(Mark)), max_size=25)
quick = settings(max_examples=20)


@quick
@given(some_marks, st.sampled_from(list(Mark)))
def test_setting_the_rest_never_changes_a_mark_already_set(workspace, marks, chosen):
    with workspace.write("Scene") as uow:
        class_id = builders.school_class(uow, school_id=builders.school(uow), seats=25)
        (lesson_id,) = builders.lessons_of(uow, class_id, at("2026-11-24T08:30"))
        pupils = [row.enrolment_id for row in rosters.roster(uow, class_id)]
        for number, mark in marks.items():
            attendance.mark(uow, lesson_id, pupils[number], mark)
        changed = attendance.set_rest(uow, lesson_id, chosen)

    assert changed == 25 - len(marks)
    found = marks_at(sheet_of(workspace, class_id), lesson_id)
    assert found == {number + 1: marks.get(number, chosen) for number in range(25)}


@quick
@given(some_marks, st.integers(0, 24), st.integers(0, 40), st.booleans())
def test_leaving_on_a_day_leaves_every_register_before_it_as_it_was(workspace, marks, who, days, moves):
    first = date(2026, 10, 6)
    leaving = first + timedelta(days=1 + days)
    with workspace.write("Scene") as uow:
        school = builders.school(uow)
        class_id = builders.school_class(uow, school_id=school, seats=25)
        other = builders.school_class(uow, school_id=school, name="2C", seats=2)
        lesson_ids = builders.lessons_of(
            uow, class_id, *[at(f"{first + timedelta(days=7 * n)}T09:00") for n in range(6)]
        )
        pupils = [row.enrolment_id for row in rosters.roster(uow, class_id)]
        for number, mark in marks.items():
            attendance.mark(uow, lesson_ids[0], pupils[number], mark)
        for lesson_id in lesson_ids:
            attendance.close(uow, lesson_id)
    before = sheet_of(workspace, class_id)

    with workspace.write("Leave") as uow:
        if moves:
            rosters.transfer(uow, pupils[who], other, leaving)
        else:
            rosters.withdraw(uow, pupils[who], leaving)
    after = sheet_of(workspace, class_id)

    past = [lesson.id for lesson in before.lessons if lesson.starts_at.date() < leaving]
    assert past
    for lesson_id in past:
        assert [row.enrolment_id for row in after.expected(lesson_id)] == pupils
        assert marks_at(after, lesson_id) == marks_at(before, lesson_id)
        assert attendance.totals(after, lesson_id) == attendance.totals(before, lesson_id)
