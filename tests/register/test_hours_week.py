"""The week's sheet: what is typed into a day, sums that equal the entries listed, the week before copied."""

from datetime import date

import pytest

from op_desktop.domain.account import Role
from op_desktop.domain.volunteering import Activity, Task
from op_desktop.register import accounts, hours, hours_week, sessions, volunteering
from op_desktop.register.hours import Hours
from op_desktop.register.hours_subject import Subject
from op_desktop.security.permissions import Actor
from tests import builders
from tests.builders import at

MONDAY = date(2026, 11, 16)
TUESDAY, FRIDAY = date(2026, 11, 17), date(2026, 11, 20)


@pytest.fixture
def scene(workspace):
    """A Tuesday lab with a meeting in that week, two volunteers, and the lab as what hours are given to."""
    with workspace.write("Scene") as uow:
        lab_id = builders.lab(uow)
        people = builders.persons(uow, "Paola Vismara", "Renato Ghezzi")
        session = sessions.plan_session(uow, lab_id, at("2026-11-17T15:00"))
        sessions.close_session(uow, session)
    return Subject(Activity.LAB, lab_id), session, people


def put(workspace, *cells):
    with workspace.write("Cells") as uow:
        for cell in cells:
            hours_week.set_cell(uow, *cell)


def read(workspace, subject, monday=MONDAY, also=()):
    with workspace.read() as reader:
        return hours_week.week(reader, monday, subject, also)


def test_a_day_takes_the_hour_of_its_meeting_else_the_labs_and_sums_are_those_of_the_entries(workspace, scene):
    subject, _session, (paola, renato) = scene
    put(workspace, (subject, paola, TUESDAY, 150), (subject, paola, FRIDAY, 90), (subject, renato, TUESDAY, 45))
    found = read(workspace, subject)
    with workspace.read() as reader:
        listed = volunteering.hours(reader, MONDAY, date(2026, 11, 22), lab_id=subject.lab_id).rows
    assert [(row.given, row.minutes) for row in found.rows] == [("Renato", 45), ("Paola", 240)]
    assert found.day_minutes == (0, 195, 0, 0, 90, 0, 0)
    assert found.minutes == sum(found.day_minutes) == sum(row.minutes for row in listed) == 285
    assert {(row.person_id, row.starts_at, row.timed, row.confirmed) for row in listed} == {
        (paola, at("2026-11-17T15:00"), True, False), (renato, at("2026-11-17T15:00"), True, False),
        (paola, at("2026-11-20T14:30"), True, False)}  # fmt: skip
    assert all(isinstance(row.minutes, int) for row in listed)


def test_typing_over_a_day_corrects_it_as_a_draft_and_nothing_takes_it_away(workspace, scene):
    subject, _session, (paola, _renato) = scene
    with workspace.write("Account") as uow:
        account = accounts.add_account(uow, "Davide Sala", [Role.OPERATOR])
    put(workspace, (subject, paola, TUESDAY, 150))
    entry = read(workspace, subject).rows[0].cells[1].entries[0]
    with workspace.write("Vouch", actor=Actor(account, frozenset([Role.OPERATOR]))) as uow:
        volunteering.confirm(uow, [entry.id])
    vouched = read(workspace, subject).rows[0].cells[1].entries[0]
    assert (vouched.confirmed_by, vouched.confirmed_at) == ("Davide Sala", at("2026-11-24T10:03"))
    put(workspace, (subject, paola, TUESDAY, 120))
    corrected = read(workspace, subject).rows[0].cells[1]
    assert (corrected.minutes, corrected.draft, corrected.entries[0].id) == (120, True, entry.id)
    assert corrected.entries[0].confirmed_at is None
    put(workspace, (subject, paola, TUESDAY, 0))
    assert read(workspace, subject).rows == ()


def test_hours_without_an_hour_of_the_day_overlap_nothing_but_fill_the_day(workspace, scene):
    subject, _session, (paola, _renato) = scene
    other = Subject(Activity.OTHER)
    put(workspace, (subject, paola, TUESDAY, 600), (other, paola, TUESDAY, 300))
    with pytest.raises(hours.TooManyHours):
        put(workspace, (Subject(Activity.PROJECT), paola, TUESDAY, 61))
    put(workspace, (Subject(Activity.PROJECT), paola, TUESDAY, 60))
    entry = read(workspace, other).rows[0].cells[1].entries[0]
    assert (entry.timed, entry.starts_at) == (False, at("2026-11-17T00:00"))


def test_a_known_hour_still_refuses_an_overlap_and_a_day_to_come(workspace, scene):
    subject, _session, (paola, _renato) = scene
    with workspace.write("Elsewhere") as uow:
        volunteering.record_hours(uow, [Hours(person_id=paola, starts_at=at("2026-11-17T16:00"), minutes=60)])
    with pytest.raises(hours.HoursOverlap):
        put(workspace, (subject, paola, TUESDAY, 120))
    with pytest.raises(hours.HoursInFuture):
        put(workspace, (subject, paola, date(2026, 11, 25), 60))


def test_a_day_with_two_entries_is_not_typed_over(workspace, scene):
    subject, _session, (paola, _renato) = scene
    with workspace.write("Two") as uow:
        for start in ("09:00", "18:00"):
            entry = Hours(person_id=paola, starts_at=at(f"2026-11-18T{start}"), minutes=60, lab_id=subject.lab_id)
            volunteering.record_hours(uow, [entry])
    assert read(workspace, subject).rows[0].cells[2].minutes == 120
    with pytest.raises(hours_week.SeveralEntries):
        put(workspace, (subject, paola, date(2026, 11, 18), 30))


def test_the_week_before_is_copied_into_what_is_empty_and_not_to_come(workspace, scene):
    subject, _session, (paola, renato) = scene
    put(workspace, (subject, paola, MONDAY, 60), (subject, renato, TUESDAY, 90), (subject, paola, FRIDAY, 30),
        (subject, renato, date(2026, 11, 24), 15))  # fmt: skip
    with workspace.write("Tasks") as uow:
        hours_week.set_cell(uow, subject, paola, TUESDAY, 45, Task.COOKING)
        made = hours_week.copy_week(uow, subject, date(2026, 11, 23))
    found = read(workspace, subject, date(2026, 11, 23))
    assert made == 2
    assert {row.given: tuple(cell.minutes for cell in row.cells) for row in found.rows} == {
        "Paola": (60, 45, 0, 0, 0, 0, 0), "Renato": (0, 15, 0, 0, 0, 0, 0)}  # fmt: skip
    assert found.rows[1].cells[1].entries[0].task is Task.COOKING
    with pytest.raises(hours_week.NothingToCopy), workspace.write("Again") as uow:
        hours_week.copy_week(uow, subject, date(2026, 11, 23))


def test_every_entry_of_a_day_is_copied_and_keeps_its_hour(workspace, scene):
    lab, _session, (paola, _renato) = scene
    school = Subject(Activity.SCHOOL)
    wanted = [(lab, "2026-11-16T09:00", 60), (lab, "2026-11-16T14:30", 120), (school, "2026-11-18T09:00", 60),
              (school, "2026-11-17T10:00", 30), (school, "2026-11-17T11:00", 45)]  # fmt: skip
    with workspace.write("Hours") as uow:
        for subject, start, minutes in wanted:
            volunteering.record_hours(uow, [Hours(person_id=paola, starts_at=at(start), minutes=minutes,
                                                  activity=subject.activity, lab_id=subject.lab_id)])  # fmt: skip
        assert [hours_week.copy_week(uow, subject, date(2026, 11, 23)) for subject in (lab, school)] == [2, 2]
        copied = volunteering.hours(uow, date(2026, 11, 23), date(2026, 11, 29)).rows
    assert {(row.starts_at, row.timed, row.minutes) for row in copied} == {
        (at("2026-11-23T09:00"), True, 60), (at("2026-11-23T14:30"), True, 120),
        (at("2026-11-24T10:00"), True, 30), (at("2026-11-24T11:00"), True, 45)}  # fmt: skip


def test_whoever_gives_hours_is_found_among_many_who_share_the_letters(workspace, scene):
    subject, _session, (paola, _renato) = scene
    put(workspace, (subject, paola, TUESDAY, 90))
    with workspace.write("Many") as uow:
        builders.persons(uow, *(f"Pa{number:03} Abate" for number in range(150)))
        found = volunteering.find_volunteers(uow, "pa", 6)
        assert volunteering.find_volunteers(uow, " ", 6) == []
    assert (found[0].person_id, found[0].minutes, len(found)) == (paola, 90, 6)


def test_who_helped_lately_and_who_is_added_stands_on_the_sheet(workspace, scene):
    subject, _session, (paola, renato) = scene
    put(workspace, (subject, paola, date(2026, 10, 19), 60))
    assert [row.given for row in read(workspace, subject).rows] == ["Paola"]
    assert [row.given for row in read(workspace, subject, date(2026, 11, 23), [renato]).rows] == ["Renato"]
