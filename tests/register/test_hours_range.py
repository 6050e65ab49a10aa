"""Hours of weeks told at once: one entry a meeting, what is left out and why."""

from datetime import date

import pytest

from op_desktop.domain.volunteering import Activity, Task
from op_desktop.register import hours_range, hours_week, sessions, volunteering
from op_desktop.register.hours_range import Span, Why
from op_desktop.register.hours_subject import Subject
from tests import builders
from tests.builders import at

TUESDAY = frozenset({1})


@pytest.fixture
def scene(workspace):
    """A Tuesday lab, one meeting of which was cancelled, and a volunteer."""
    with workspace.write("Scene") as uow:
        lab_id = builders.lab(uow)
        (person,) = builders.persons(uow, "Paola Vismara")
        for day in ("2026-11-03", "2026-11-10"):
            session = sessions.plan_session(uow, lab_id, at(f"{day}T15:00"))
            if day == "2026-11-10":
                sessions.cancel_session(uow, session)
    return Subject(Activity.LAB, lab_id), person


def span(scene, first, last, weekdays=TUESDAY, minutes=150):
    subject, person = scene
    return Span(subject=subject, person_id=person, first=first, last=last, weekdays=weekdays, minutes=minutes,
                task=Task.TEACHING)  # fmt: skip


def test_three_weeks_at_once_make_one_entry_for_each_meeting(workspace, scene):
    three = span(scene, date(2026, 11, 2), date(2026, 11, 24))
    with workspace.read() as reader:
        rows = hours_range.range_rows(reader, three)
    assert [(row.day.day, row.taken, row.why, row.words) for row in rows] == [
        (3, True, Why.TAKEN, ""), (10, False, Why.OFF, "the meeting did not take place"), (17, True, Why.TAKEN, ""),
        (24, True, Why.TAKEN, "")]  # fmt: skip
    with workspace.write("Weeks") as uow:
        made = hours_range.record_range(uow, three, [row.day for row in rows if row.taken])
        found = volunteering.hours(uow, date(2026, 11, 1), date(2026, 11, 30)).rows
    assert len(made) == 3
    assert [(row.starts_at, row.minutes, row.task, row.confirmed) for row in found] == [
        (at("2026-11-24T14:30"), 150, Task.TEACHING, False), (at("2026-11-17T14:30"), 150, Task.TEACHING, False),
        (at("2026-11-03T15:00"), 150, Task.TEACHING, False)]  # fmt: skip


def test_days_off_the_august_pause_what_is_there_and_what_is_to_come_are_told(workspace, scene):
    subject, person = scene
    with workspace.write("There") as uow:
        hours_week.set_cell(uow, subject, person, date(2026, 6, 9), 60)
    with workspace.read() as reader:
        june = hours_range.range_rows(reader, span(scene, date(2026, 6, 2), date(2026, 6, 9)))
        august = hours_range.range_rows(reader, span(scene, date(2026, 8, 4), date(2026, 8, 4)))
        winter = hours_range.range_rows(reader, span(scene, date(2025, 12, 23), date(2025, 12, 30)))
        soon = hours_range.range_rows(
            reader, span(scene, date(2026, 12, 1), date(2026, 12, 1)), kept=[date(2026, 12, 1)]
        )
        other = Span(subject=Subject(Activity.OTHER), person_id=person, first=date(2026, 8, 4), last=date(2026, 8, 4),
                     weekdays=TUESDAY, minutes=30)  # fmt: skip
        elsewhere = hours_range.range_rows(reader, other)
    told = [(row.why, row.words, row.taken) for row in (*june, *august, *winter, *soon)]
    assert told == [
        (Why.HOLIDAY, "Republic Day", False), (Why.THERE, "1:00 already there", False),
        (Why.PAUSE, "August pause", False), (Why.HOLIDAY, "Christmas holidays", False),
        (Why.HOLIDAY, "Christmas holidays", False), (Why.FUTURE, "still to come", False)]  # fmt: skip
    assert [row.taken for row in elsewhere] == [True]


def test_a_person_may_take_a_day_off_and_leave_another_out(workspace, scene):
    week = span(scene, date(2026, 8, 4), date(2026, 8, 18))
    with workspace.read() as reader:
        rows = hours_range.range_rows(
            reader, week, kept=[date(2026, 8, 4), date(2026, 8, 11)], left_out=[date(2026, 8, 11)]
        )
    assert [row.taken for row in rows] == [True, False, False]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"last": date(2026, 11, 1)}, hours_range.SpanUnfit),
        ({"last": date(2027, 11, 5)}, hours_range.SpanUnfit),
        ({"weekdays": frozenset()}, hours_range.NoWeekday),
        ({"minutes": 0}, hours_range.HoursUnfit),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(workspace, scene, changes, refusal):
    wanted = {"first": date(2026, 11, 2), "last": date(2026, 11, 24), **changes}
    with pytest.raises(refusal), workspace.read() as reader:
        hours_range.range_rows(reader, span(scene, **wanted))


def test_without_a_day_nothing_is_written(workspace, scene):
    with pytest.raises(hours_range.NoEntry), workspace.write("None") as uow:
        hours_range.record_range(uow, span(scene, date(2026, 11, 2), date(2026, 11, 24)), [])
