"""What operators are told, and what they copy, is of their own places: hours, days of visits, agenda, what is left."""

from dataclasses import replace
from datetime import date

import pytest

from op_desktop.domain.account import Role
from op_desktop.domain.lab import LabSession
from op_desktop.domain.volunteering import Activity
from op_desktop.register import (
    accounts,
    check_in,
    counselling,
    event_people,
    events,
    hours_range,
    hours_week,
    inbox,
    labs,
    people,
    regulars,
    sessions,
    volunteering,
)
from op_desktop.register.agenda import activities
from op_desktop.register.desk_lists import people_at_desk
from op_desktop.register.hours import Hours
from op_desktop.register.hours_subject import Subject
from op_desktop.register.inbox import InboxKind
from op_desktop.register.person_story import story
from op_desktop.register.places import add_venue, venues
from op_desktop.register.today import month_figures
from op_desktop.register.view import EVERYTHING, view_of
from op_desktop.workspace import SYSTEM
from tests import builders
from tests.builders import ARESE, RHO, at

OF_EVENTS = Subject(Activity.EVENT)
MONDAY, NEXT = date(2026, 11, 16), date(2026, 11, 23)


@pytest.fixture
def paola(workspace):
    """Somebody who comes to Rho and to Arese."""
    with workspace.write("Paola", actor=SYSTEM) as uow:
        return people.add_person(uow, "Vismara", "Paola")


@pytest.fixture
def hall(workspace):
    """A venue of Rho."""
    with workspace.read() as reader:
        return next(row.id for row in venues(reader, RHO))


@pytest.fixture
def operator(workspace, hall):
    """Who works in Rho, at the hall too."""
    with workspace.write("Account", actor=SYSTEM) as uow:
        davide = accounts.add_account(uow, "Davide Sala", [Role.OPERATOR])
    accounts.set_places(workspace, davide, [RHO, hall])
    return accounts.sign_in(workspace, davide)


def feast_hours(uow, person_id, town, *starts, confirmed=False):
    """An hour of help at each of these moments of a feast there."""
    feast = events.add_event(uow, "Festa", at(starts[0]), municipality_id=town)
    given = [Hours(person_id=person_id, starts_at=at(start), minutes=60, activity=Activity.EVENT, event_id=feast)
             for start in starts]  # fmt: skip
    volunteering.record_hours(uow, given, confirmed=confirmed)


def test_the_weeks_sheet_shows_and_copies_no_hours_of_events_elsewhere(workspace, paola, operator):
    with workspace.write("Scene", actor=SYSTEM) as uow:
        feast_hours(uow, paola, ARESE, "2026-11-16T18:00")
        feast_hours(uow, paola, RHO, "2026-11-17T18:00")
    with workspace.read() as reader:
        own, whole = (hours_week.week(reader, MONDAY, OF_EVENTS, view=view) for view in (view_of(operator), EVERYTHING))
    assert (own.day_minutes[:2], whole.day_minutes[:2]) == ((0, 60), (60, 60))
    with workspace.write("Cell") as uow:
        hours_week.set_cell(uow, OF_EVENTS, paola, MONDAY, 30)
        hours_week.copy_week(uow, OF_EVENTS, NEXT)
        (copied,) = volunteering.hours(uow, NEXT, date(2026, 11, 24)).rows
        monday = [row.minutes for row in volunteering.hours(uow, MONDAY, MONDAY).rows]
    assert (copied.day, copied.minutes, copied.event_id) == (NEXT, 30, None)
    assert sorted(monday) == [30, 60]


def test_hours_of_an_event_are_of_its_day_alone(workspace, paola):
    with workspace.write("Scene", actor=SYSTEM) as uow:
        feast_hours(uow, paola, RHO, "2026-11-16T18:00")
    with pytest.raises(hours_week.NothingToCopy), workspace.write("Copy") as uow:
        hours_week.copy_week(uow, OF_EVENTS, NEXT)


def test_hours_of_several_weeks_do_not_tell_those_of_events_elsewhere(workspace, paola, operator):
    with workspace.write("Scene", actor=SYSTEM) as uow:
        feast_hours(uow, paola, ARESE, "2026-11-16T18:00")
    span = hours_range.Span(subject=OF_EVENTS, person_id=paola, first=MONDAY, last=MONDAY,
                            weekdays=frozenset([0]), minutes=30)  # fmt: skip
    with workspace.read() as reader:
        told = [hours_range.range_rows(reader, span, view=view)[0].words for view in (view_of(operator), EVERYTHING)]
    assert told == ["", "1:00 already there"]
    with workspace.write("Range") as uow:
        assert len(hours_range.record_range(uow, span, [MONDAY])) == 1


def test_check_in_and_help_desk_put_people_in_order_by_every_visit_and_tell_the_days_of_own_places(
    workspace, paola, operator
):
    """Who comes to Arese often stands first in Rho, and no day of Arese is told."""
    with workspace.write("Scene", actor=SYSTEM) as uow:
        here, there = builders.lab(uow), labs.add_lab(uow, "Cucito", ARESE)
        (dario,) = builders.persons(uow, "Dario Visentin")
        builders.weekly_meetings(uow, there, at("2026-11-05T10:00"), 2, [paola])
        other = labs.add_lab(uow, "Orto", RHO)
        builders.weekly_meetings(uow, other, at("2026-11-04T10:00"), 1, [dario])
        tonight = sessions.plan_session(uow, here, at("2026-11-24T15:00"))
        for who, place, day in ((paola, ARESE, 12), (dario, RHO, 3)):
            desk = add_venue(uow, f"Sportello {place}", place)
            counselling.add_contact(uow, "work", person_id=who, starts_at=at(f"2026-11-{day:02}T09:00"), venue_id=desk)
    with workspace.read() as reader:
        for view, of_arese in (
            (view_of(operator), (None, None)),
            (EVERYTHING, (date(2026, 11, 5), date(2026, 11, 12))),
        ):
            proposed = [(row.person_id, row.last_day) for row in regulars.suggest(reader, tonight, "vis", view=view)]
            assert proposed == [(paola, of_arese[0]), (dario, date(2026, 11, 4))]
            at_desk = [(hit.id, day) for hit, day in people_at_desk(reader, "vis", view=view)]
            assert at_desk == [(paola, of_arese[1]), (dario, date(2026, 11, 3))]


def test_lists_of_labs_are_of_own_places_and_those_of_meetings_show_who_meets_here(workspace, operator, hall):
    with workspace.write("Scene", actor=SYSTEM) as uow:
        for name, town in (("Orto", RHO), ("Cucito", ARESE), ("Cucina", ARESE)):
            lab = labs.add_lab(uow, name, town)
            tonight = sessions.plan_session(uow, lab, at("2026-11-24T15:00"))
            if name == "Cucina":
                uow.put(replace(uow.require(LabSession, tonight), venue_id=hall))
    with workspace.read() as reader:
        for view, of_labs, of_meetings in (
            (view_of(operator), ["Cucina", "Orto"], ["Cucina", "Orto"]),
            (EVERYTHING, ["Cucina", "Cucito", "Orto"], ["Cucina", "Cucito", "Orto"]),
        ):
            assert [row.name for row in labs.labs(reader, view=view)] == of_labs
            met = sessions.sessions_of_day(reader, date(2026, 11, 24), view=view)
            assert [row.lab for row in met] == of_meetings
        tomorrow = labs.labs(reader, on=date(2026, 11, 25), view=view_of(operator))
        assert [row.name for row in tomorrow] == ["Orto"]


def test_of_a_lab_elsewhere_that_meets_here_only_the_days_here_are_told(workspace, paola, operator, hall):
    with workspace.write("Scene", actor=SYSTEM) as uow:
        lab = labs.add_lab(uow, "Cucito", ARESE)
        for day, where in ((5, hall), (12, None)):
            held = sessions.plan_session(uow, lab, at(f"2026-11-{day:02}T10:00"), 60)
            uow.put(replace(uow.require(LabSession, held), venue_id=where))
            check_in.check_in(uow, held, paola, at(f"2026-11-{day:02}T10:00"), volunteer=False)
            sessions.close_session(uow, held)
    with workspace.read() as reader:
        for view, day in ((view_of(operator), 5), (EVERYTHING, 12)):
            (row,) = regulars.regulars(reader, lab, view=view)
            assert (row.times, row.last_day) == (2, date(2026, 11, day))


def test_the_hours_to_confirm_and_those_of_the_month_are_of_own_places(workspace, paola, operator):
    with workspace.write("Scene", actor=SYSTEM) as uow:
        feast_hours(uow, paola, ARESE, "2026-11-16T18:00", "2026-11-16T10:00")
        feast_hours(uow, paola, RHO, "2026-11-17T18:00")
    with workspace.read() as reader:
        for view, entries in ((view_of(operator), 1), (EVERYTHING, 3)):
            waiting = [row for row in inbox.to_complete(reader, view=view) if row.kind is InboxKind.HOURS_UNCONFIRMED]
            assert [row.count for row in waiting] == [entries]
            assert month_figures(reader, view).volunteer_minutes[-1] == entries * 60


def test_what_is_on_a_persons_card_is_in_the_agenda_the_list_and_the_figures(workspace, paola, operator, hall):
    """An event of no place, and a meeting in an own venue of a lab elsewhere."""
    with workspace.write("Scene", actor=SYSTEM) as uow:
        feast = events.add_event(uow, "Ovunque", at("2026-11-16T18:00"))
        event_people.add_participant(uow, feast, paola)
        lab = labs.add_lab(uow, "Cucito", ARESE)
        for day, where in ((10, hall), (11, None)):
            held = sessions.plan_session(uow, lab, at(f"2026-11-{day}T10:00"), 60)
            uow.put(replace(uow.require(LabSession, held), venue_id=where))
            check_in.check_in(uow, held, paola, at(f"2026-11-{day}T10:00"), volunteer=False)
            sessions.close_session(uow, held)
    view, days = view_of(operator), (date(2026, 11, 1), date(2026, 11, 24))
    with workspace.read() as reader:
        card = story(reader, paola, operator)
        listed = [(each.kind, each.starts_at.day) for each in activities(reader, *days, view=view)]
        named = [row.name for row in events.events(reader, *days, view=view)]
        presences = month_figures(reader, view).presences[-1]
    assert ([each.name for each in card.events], [each.lab for each in card.visits]) == (["Ovunque"], ["Cucito"])
    assert (listed, named, presences) == ([("session", 10), ("event", 16)], ["Ovunque"], 1)
