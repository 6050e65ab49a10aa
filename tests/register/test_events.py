"""Events: several days, programmes, helpers with their hours, and estimates told apart."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from op_desktop.domain.attendance import CountMethod
from op_desktop.domain.event import CommunityEvent
from op_desktop.domain.person import Part
from op_desktop.domain.record import new_id
from op_desktop.domain.volunteering import Activity, Task, VolunteerShift
from op_desktop.metrics.community_metrics import EVENTS, PARTICIPANTS
from op_desktop.metrics.engine import compute
from op_desktop.metrics.scope import Scope
from op_desktop.register import duplicates
from op_desktop.register.event_people import add_participant, event_people, give_hours, remove_participant
from op_desktop.register.event_series import dates_of, plan_programme
from op_desktop.register.events import (
    DaysUnfit,
    EventDraft,
    cancel_event,
    change_event,
    close_event,
    draft_of,
    event_header,
    events,
    plan_event,
    set_headcount,
    totals,
)
from op_desktop.register.holidays import holiday_calendar
from op_desktop.register.hours import Hours, HoursOverlap
from op_desktop.register.hours_week import SeveralEntries
from op_desktop.register.meetings import MeetingCancelled, RegisterClosed
from op_desktop.register.volunteering import shift_of
from tests import builders
from tests.builders import at

YEAR = date(2026, 1, 1), date(2026, 12, 31)
FAIR = EventDraft(
    name="Fiera", starts_at=at("2026-11-13T10:00"), ends_at=at("2026-11-15T18:00"), last_day=date(2026, 11, 15),
    municipality_id=builders.RHO, place="Piazza", partners="Pro loco",
)  # fmt: skip


def test_an_event_of_three_days_is_one_event_and_its_days_can_be_corrected(workspace):
    with workspace.write("Scene") as uow:
        fair = plan_event(uow, FAIR)
        close_event(uow, fair)
        row = event_header(uow, fair)
        assert (row.last_day, row.place, row.partners) == (date(2026, 11, 15), "Piazza", "Pro loco")
        assert compute(uow, EVENTS, Scope(first_day=YEAR[0], end_day=date(2027, 1, 1))).value == 1
    with workspace.write("Shorter") as uow:
        later = plan_event(uow, FAIR)
        assert draft_of(uow, later) == FAIR
        change_event(uow, later, EventDraft(name="Fiera", starts_at=FAIR.starts_at, last_day=date(2026, 11, 14)))
        assert event_header(uow, later).last_day == date(2026, 11, 14)
    for last in (date(2026, 11, 12), FAIR.starts_at.date() + timedelta(days=31)):
        with workspace.write("Wrong") as uow, pytest.raises(DaysUnfit):
            plan_event(uow, EventDraft(name="Fiera", starts_at=FAIR.starts_at, last_day=last))


def test_a_programme_makes_an_event_of_each_date_and_passes_public_holidays_by(workspace):
    first = at("2026-11-24T18:00")
    slots = dates_of(first, 3, holiday_calendar().public)
    assert [slot.starts_at.day for slot in slots if slot.taken] == [24, 1, 15]
    assert [slot.starts_at.day for slot in slots if not slot.taken] == [8]
    draft = EventDraft(name="Coro", starts_at=first, ends_at=first + timedelta(hours=2))
    with workspace.write("Programme") as uow:
        made = plan_programme(uow, draft, [slot.starts_at for slot in slots if slot.taken])
        rows = [event_header(uow, id) for id in made]
        cancel_event(uow, made[0])
        with pytest.raises(MeetingCancelled):
            set_headcount(uow, made[0], 3)
    assert {row.programme for row in rows} == {"Coro"}
    assert [row.ends_at - row.starts_at for row in rows] == [timedelta(hours=2)] * 3


def test_helpers_have_hours_of_the_volunteers_and_go_with_them(workspace):
    with workspace.write("Scene") as uow:
        fair = plan_event(uow, FAIR)
        ada, ugo = builders.persons(uow, "Ada Riva", "Ugo Sala")
        add_participant(uow, fair, ugo)
        give_hours(uow, fair, ada, at("2026-11-13T10:00"), 150, Task.COOKING)
        give_hours(uow, fair, ada, at("2026-11-13T10:00"), 120, Task.WELCOME)
        people = event_people(uow, fair)
        assert [(each.given, each.part, each.minutes, each.task) for each in people] == [
            ("Ada", Part.COLLABORATOR, 120, Task.WELCOME), ("Ugo", Part.USER, 0, None),
        ]  # fmt: skip
        assert event_header(uow, fair).volunteers == 1
        other = plan_event(uow, FAIR)
        with pytest.raises(HoursOverlap):
            give_hours(uow, other, ada, at("2026-11-13T11:00"), 60, Task.OTHER)
        remove_participant(uow, fair, ada)
        assert uow.all(VolunteerShift) == []
        close_event(uow, fair)
        with pytest.raises(RegisterClosed):
            give_hours(uow, fair, ugo, at("2026-11-13T10:00"), 60, Task.OTHER)


def test_each_day_of_an_event_has_hours_of_its_own_and_one_that_is_rewritten_leaves_the_others(workspace):
    with workspace.write("Scene") as uow:
        fair = plan_event(uow, FAIR)
        (ada,) = builders.persons(uow, "Ada Riva")
        first, second = FAIR.starts_at, FAIR.starts_at + timedelta(days=1)
        for moment in (first, second):
            give_hours(uow, fair, ada, moment, 600, Task.COOKING)
        (before,) = event_people(uow, fair)
        twice = shift_of(Hours(person_id=ada, starts_at=first, minutes=600, event_id=fair, activity=Activity.EVENT))
        uow.put(replace(twice, duplicate_of=before.given_help[0].shift_id))
        give_hours(uow, fair, ada, first, 540, Task.COOKING)
        (after,) = event_people(uow, fair)
        assert [(each.starts_at, each.minutes) for each in after.given_help] == [(first, 540), (second, 600)]
        assert [each.shift_id for each in after.given_help] == [each.shift_id for each in before.given_help]
        assert uow.get(VolunteerShift, twice.id) is not None
        give_hours(uow, fair, ada, first, 0, Task.COOKING)
        (after,) = event_people(uow, fair)
        assert (after.minutes, after.part) == (600, Part.COLLABORATOR)
        uow.put(replace(twice, id=new_id(), starts_at=second + timedelta(hours=12), minutes=30))
        with pytest.raises(SeveralEntries):
            give_hours(uow, fair, ada, second, 60, Task.COOKING)


def test_estimates_can_be_left_out_and_the_figure_says_how_many_were(workspace):
    with workspace.write("Scene") as uow:
        people = builders.persons(uow, "Ada Riva", "Ada Riva", "Ugo Sala")
        for name, count, method in (("A", 120, CountMethod.ESTIMATE), ("B", 40, CountMethod.TICKETS)):
            event = plan_event(uow, EventDraft(name=name, starts_at=at("2026-11-13T10:00")))
            for person in people:
                add_participant(uow, event, person)
            set_headcount(uow, event, count, method)
            close_event(uow, event)
        duplicates.link_same(uow, people[0], people[1])
        planned = plan_event(uow, EventDraft(name="C", starts_at=at("2026-11-13T10:00")))
        set_headcount(uow, planned, 999, CountMethod.ESTIMATE)
        rows = events(uow, *YEAR)
        figure = compute(uow, PARTICIPANTS, Scope(first_day=YEAR[0], end_day=date(2027, 1, 1)))
        assert len(uow.all(CommunityEvent)) == 3
    whole, sure = totals(rows), totals(rows, estimates=False)
    assert (whole.events, whole.participants, whole.named, whole.left_out_events) == (2, 160, 4, 0)
    assert (sure.participants, sure.left_out_people, sure.left_out_events) == (42, 118, 1)
    assert (figure.value, figure.least, figure.parts["estimated_rows"]) == (160, 42, 1)
