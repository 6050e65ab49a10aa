"""Hours of volunteers: the evening's sheet, the checks, and sums that equal their rows."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from op_desktop.domain.account import Role
from op_desktop.register import (
    accounts,
    check_in,
    duplicates,
    evening,
    hours,
    person_story,
    rates,
    sessions,
    volunteering,
)
from op_desktop.register.hours import Hours
from op_desktop.register.inbox import InboxKind, to_complete
from op_desktop.register.volunteer_work import work_of
from op_desktop.security.permissions import Actor
from tests import builders, histories
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


def test_two_records_of_one_person_are_not_in_two_places_at_once(workspace, scene):
    paola, _renato, nadia = scene[2]
    with workspace.write("Hours") as uow:
        duplicates.link_same(uow, paola, nadia)
        volunteering.record_hours(uow, [given_hours(paola, "2026-11-20T09:00", 600)])
        with pytest.raises(hours.HoursOverlap):
            volunteering.record_hours(uow, [given_hours(nadia, "2026-11-20T10:00", 60)])
        with pytest.raises(hours.TooManyHours):
            volunteering.record_hours(uow, [given_hours(nadia, "2026-11-20T00:00", 400)])
        with pytest.raises(hours.HoursOverlap):
            volunteering.record_hours(uow, [given_hours(id, "2026-11-19T09:00", 60) for id in (paola, nadia)])


def test_a_check_in_at_two_labs_at_once_is_told_and_mended_by_shortening_one(workspace, scene):
    nadia = scene[2][2]
    with workspace.write("Two labs") as uow:
        shifts = []
        for name in ("Emporio", "Orto"):
            session = sessions.plan_session(uow, builders.lab(uow, name), at("2026-11-20T09:00"), minutes=600)
            shifts.append(check_in.check_in(uow, session, nadia, at("2026-11-20T09:00"), volunteer=True))
            told = check_in.clash(uow, shifts[-1])
        assert isinstance(told, hours.TooManyHours)
        with pytest.raises(hours.TooManyHours):
            volunteering.change_hours(uow, shifts[1], 601)
        volunteering.change_hours(uow, shifts[1], 60)
        assert isinstance(check_in.clash(uow, shifts[1]), hours.HoursOverlap)
        volunteering.remove_hours(uow, shifts[0])
        assert check_in.clash(uow, shifts[1]) is None
        with pytest.raises(hours.HoursUnfit):
            volunteering.change_hours(uow, shifts[1], 0)


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
            uow.put(volunteering.shift_of(entry))
        ((first, second),) = volunteering.suspected_duplicates(uow)
    day = date(2026, 11, 20)
    with workspace.write("Mark") as uow:
        assert volunteering.hours(uow, day, day).minutes == 240
        volunteering.mark_duplicate(uow, second, first)
    with workspace.read() as reader:
        found = volunteering.hours(reader, day, day)
        assert (len(found.rows), found.minutes) == (2, 120)
        assert volunteering.suspected_duplicates(reader) == []


def test_a_length_changed_while_another_device_confirmed_the_old_one_is_a_draft():
    desk, lab = histories.device(), histories.device(timedelta(minutes=5))
    with desk.workspace.write("Scene") as uow:
        operator = accounts.add_account(uow, "Davide Sala", [Role.OPERATOR])
        (person,) = builders.persons(uow, "Paola Vismara")
        (entry,) = volunteering.record_hours(uow, [given_hours(person, "2026-09-11T09:00", 120)], confirmed=False)
    signed_in = Actor(operator, frozenset([Role.OPERATOR]))
    lab.receive(desk.changes())
    with lab.workspace.write("Vouch", actor=signed_in) as uow:
        volunteering.confirm(uow, [entry])
    with desk.workspace.write("Correct") as uow:
        volunteering.change_hours(uow, entry, 600)
    desk.receive(lab.changes())
    year = date(2026, 1, 1), date(2026, 12, 31)
    with desk.workspace.write("Vouch again", actor=signed_in) as uow:
        work = work_of(uow, person, *year)
        assert (work.minutes, work.confirmed_minutes, work.entries[0].confirmed_by) == (600, 0, "")
        assert [row.id for row in volunteering.hours(uow, *year, unconfirmed=True).rows] == [entry]
        assert not person_story.story(uow, person, signed_in).given[0].confirmed
        assert InboxKind.HOURS_UNCONFIRMED in {row.kind for row in to_complete(uow)}
        volunteering.confirm(uow, [entry])
        assert work_of(uow, person, *year).confirmed_minutes == 600


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
