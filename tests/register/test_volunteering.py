"""Hours of volunteers: the evening's sheet, the checks, and sums that equal their rows."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from op_desktop.domain.account import Role
from op_desktop.register import accounts, check_in, evening, hours, rates, sessions, volunteering
from op_desktop.register.hours import Hours
from op_desktop.security.permissions import Actor
from tests import builders
from tests.builders import at


@pytest.fixture
def scene(workspace):
    """A lab with last week's meeting, tonight's, and three volunteers."""
    with workspace.write("Scene") as uow:
        lab_id = builders.lab(uow)
        people = builders.persons(uow, "Paola Vismara", "Renato Ghezzi", "Nadia Riva")
        last = sessions.plan_session(uow, lab_id, at("2026-11-17T14:30"))
        check_in.check_in(uow, last, people[0], at("2026-11-17T14:30"), volunteer=True)
        check_in.check_in(uow, last, people[1], at("2026-11-17T14:30"), volunteer=True)
        sessions.close_session(uow, last)
        tonight = sessions.open_session(uow, lab_id)
        check_in.check_in(uow, tonight, people[0], at("2026-11-24T09:00"))
    return lab_id, tonight, people


def test_whoever_is_checked_in_tonight_is_ticked_with_the_meetings_length(workspace, scene):
    lab_id, tonight, people = scene
    with workspace.read() as reader:
        sheet = evening.evening(reader, tonight)
        last = evening.same_as_last(reader, lab_id, tonight)

    assert [(row.given, row.ticked, row.minutes, row.times) for row in sheet.rows] == [
        ("Paola", True, 150, 1), ("Renato", False, 150, 1)]  # fmt: skip
    assert sheet.minutes == 150
    assert last.minutes == {people[0]: 150, people[1]: 150}


def test_recording_the_evening_confirms_the_checked_in_shift_and_makes_no_second_one(workspace, scene):
    lab_id, tonight, people = scene
    with workspace.write("Account") as uow:
        account = accounts.add_account(uow, "Davide Sala", [Role.OPERATOR])
    with workspace.write("Hours", actor=Actor(account, frozenset([Role.OPERATOR]))) as uow:
        three_hours = Hours(
            person_id=people[0], starts_at=at("2026-11-24T09:00"), minutes=180, session_id=tonight, lab_id=lab_id
        )
        volunteering.record_hours(uow, [three_hours])
    day = date(2026, 11, 24)
    with workspace.read() as reader:
        found = volunteering.hours(reader, day, day)
        assert volunteering.hours(reader, day, day, unconfirmed=True).rows == ()
    assert [(row.minutes, row.confirmed, row.what) for row in found.rows] == [(180, True, "Spazio Compiti")]


def given_hours(person, start, minutes):
    return Hours(person_id=person, starts_at=at(start), minutes=minutes)


@pytest.mark.parametrize(
    ("entries", "refusal"),
    [
        ([("2026-11-23T09:00", 120), ("2026-11-23T10:30", 60)], hours.HoursOverlap),
        ([("2026-11-22T23:00", 120), ("2026-11-23T00:30", 60)], hours.HoursOverlap),
        ([("2026-11-23T00:00", 600), ("2026-11-23T10:00", 361)], hours.TooManyHours),
        ([("2026-11-25T09:00", 60)], hours.HoursInFuture),
        ([("2026-11-23T09:00", 0)], hours.HoursUnfit),
        ([("2026-11-23T09:00", 1441)], hours.HoursUnfit),
        ([("2026-11-23T09:00", 961)], hours.TooManyHours),
    ],
)
@pytest.mark.parametrize("at_once", [True, False])
def test_impossible_hours_are_refused_and_nothing_is_saved(workspace, scene, entries, refusal, at_once):
    person = scene[2][2]
    wanted = [given_hours(person, *entry) for entry in entries]
    standing = [] if at_once else wanted[:-1]
    with workspace.write("Hours") as uow:
        volunteering.record_hours(uow, standing)
    with pytest.raises(refusal), workspace.write("Hours") as uow:
        volunteering.record_hours(uow, wanted[len(standing) :])

    with workspace.read() as reader:
        kept = volunteering.hours(reader, date(2026, 11, 1), date(2026, 11, 30), person_id=person)
    assert len(kept.rows) == len(standing)


def test_hours_that_touch_and_long_days_pass(workspace, scene):
    person = scene[2][2]
    entries = [given_hours(person, "2026-11-23T00:00", 660), given_hours(person, "2026-11-23T11:00", 300)]
    assert [entry.long for entry in entries] == [True, False]
    with workspace.write("Hours") as uow:
        volunteering.record_hours(uow, entries)
        first, second = (row.id for row in volunteering.hours(uow, date(2026, 11, 23), date(2026, 11, 23)).rows)
    with workspace.write("Longer") as uow, pytest.raises(hours.TooManyHours):
        volunteering.change_hours(uow, first, 301)
    with workspace.write("Shorter") as uow:
        volunteering.change_hours(uow, second, 30)


def test_the_same_shift_typed_on_two_devices_is_suspected_and_counts_once_when_marked(workspace, scene):
    lab_id, _tonight, people = scene
    twice = [Hours(person_id=people[2], starts_at=at("2026-11-20T14:30"), minutes=120, lab_id=lab_id)] * 2
    with workspace.write("Two devices") as uow:
        for entry in twice:
            uow.put(volunteering.shift_of(entry, None))
        ((first, second),) = volunteering.suspected_duplicates(uow)
    day = date(2026, 11, 20)
    with workspace.write("Mark") as uow:
        assert volunteering.hours(uow, day, day).minutes == 240
        volunteering.mark_duplicate(uow, second, first)
    with workspace.read() as reader:
        found = volunteering.hours(reader, day, day)
        assert (len(found.rows), found.minutes) == (2, 120)
        assert volunteering.suspected_duplicates(reader) == []


def test_an_hours_value_is_the_rate_of_its_day(workspace):
    with workspace.read() as reader:
        assert rates.hour_rate(reader, date(2026, 11, 24)) == Decimal(15)
        assert rates.hour_rate(reader, date(2014, 1, 1)) is None


@settings(max_examples=15)
@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.integers(0, 60), st.integers(1, 600)), max_size=12, unique_by=lambda e: e[1]
    )
)
def test_the_sum_is_that_of_the_rows_listed_and_of_the_people(workspace, entries):
    with workspace.write("Scene") as uow:
        people = builders.persons(uow, "Ada Riva", "Ugo Riva", "Ivo Riva")
        for who, days, minutes in entries:
            start = at("2026-09-20T08:00") + timedelta(days=days)
            volunteering.record_hours(uow, [Hours(person_id=people[who], starts_at=start, minutes=minutes)])

    first, last = date(2026, 9, 20), date(2026, 11, 24)
    with workspace.read() as reader:
        found = volunteering.hours(reader, first, last)
        mine = [row.minutes for row in found.rows if row.person_id in people]
    assert sum(mine) == sum(minutes for _who, _days, minutes in entries)
    assert found.minutes == sum(row.minutes for row in found.rows)
