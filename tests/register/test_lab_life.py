"""A lab over the years: its dated state, its rhythm as meetings, who answers for it, and the list of the papers."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import delete

from op_desktop.domain.account import Role
from op_desktop.domain.lab import Lab, LabOrigin, LabState
from op_desktop.domain.place import Municipality, Venue
from op_desktop.domain.record import RecordId
from op_desktop.domain.series import weekly
from op_desktop.metrics.engine import compute_all
from op_desktop.metrics.scope import Scope
from op_desktop.register import lab_people, lab_seeds, lab_series, labs, places, sessions
from op_desktop.register.schools import NameMissing
from op_desktop.security.permissions import Actor, NotYours
from op_desktop.storage.tables import TABLE_OF
from tests import builders
from tests.builders import ARESE, RHO, at


def state_of(reader, day):
    return {row.name: row.state for row in labs.labs(reader, closed=True, on=day)}


def test_the_labs_of_any_past_day_stand_as_they_were(workspace):
    with workspace.write("Years") as uow:
        kiosk = labs.add_lab(uow, "El Kiosk", ARESE, since=date(2017, 3, 1))
        labs.add_lab(uow, "Coro", RHO, since=date(2019, 9, 1))
        labs.set_state(uow, kiosk, LabState.PAUSED, date(2018, 7, 1))
        labs.set_state(uow, kiosk, LabState.ACTIVE, date(2018, 9, 1))
        labs.set_state(uow, kiosk, LabState.CLOSED, date(2020, 2, 1))
    expected = {
        date(2017, 2, 28): {},
        date(2017, 3, 1): {"El Kiosk": LabState.ACTIVE},
        date(2018, 8, 15): {"El Kiosk": LabState.PAUSED},
        date(2019, 12, 31): {"El Kiosk": LabState.ACTIVE, "Coro": LabState.ACTIVE},
        date(2026, 11, 24): {"El Kiosk": LabState.CLOSED, "Coro": LabState.ACTIVE},
    }
    with workspace.read() as reader:
        assert {day: state_of(reader, day) for day in expected} == expected
        assert [each.state for each in labs.states(reader, kiosk)] == [
            LabState.ACTIVE, LabState.PAUSED, LabState.ACTIVE, LabState.CLOSED]  # fmt: skip
    with workspace.write("Reopened after all") as uow:
        labs.forget_state(uow, kiosk, date(2020, 2, 1))
    with workspace.read() as reader:
        assert state_of(reader, date(2026, 11, 24))["El Kiosk"] is LabState.ACTIVE


def test_the_labs_active_on_a_day_are_those_of_the_figure(workspace):
    with workspace.write("Labs") as uow:
        for number, last in enumerate(("2026-05-05", "2026-03-01", "2026-04-20")):
            lab_id = labs.add_lab(uow, f"Lab {number}", RHO, since=date(2026, 1, 1))
            meeting = sessions.plan_session(uow, lab_id, at(f"{last}T15:00"))
            sessions.close_session(uow, meeting)
            if number == 2:
                labs.set_state(uow, lab_id, LabState.CLOSED, date(2026, 5, 1))
    day = date(2026, 5, 10)
    with workspace.read() as reader:
        rows = labs.labs(reader, on=day)
        scope = Scope(first_day=date(2026, 5, 1), end_day=date(2026, 5, 11), today=date(2026, 11, 24))
        active = compute_all(reader, [scope])[0]["M08b"]
    assert [row.name for row in rows] == ["Lab 0", "Lab 1"]
    assert sum(row.met_lately(day) for row in rows) == active.value == 1


def test_a_rhythm_becomes_meetings_past_days_off_and_august(workspace):
    with workspace.write("Lab") as uow:
        lab_id = builders.lab(uow)
        closed = lab_series.closed_for_lab(uow, lab_id)
        slots = weekly(at("2026-12-01T14:30"), 5, closed)
        standing = sessions.plan_session(uow, lab_id, at("2026-12-15T16:00"))
        made = lab_series.plan_meetings(uow, lab_id, [slot.starts_at for slot in slots if slot.taken], 150)
    # 8 December is a national day off, the Tuesdays of Christmas are passed by.
    assert [slot.starts_at.date() for slot in slots if slot.taken] == [
        date(2026, 12, 1), date(2026, 12, 15), date(2026, 12, 22), date(2027, 1, 12), date(2027, 1, 19),
    ]  # fmt: skip
    assert len(made) == 4
    with workspace.read() as reader:
        found = sessions.sessions_of(reader, date(2026, 12, 1), date(2027, 1, 31), lab_id=lab_id)
    assert Counter(row.starts_at.date() for row in found)[date(2026, 12, 15)] == 1
    assert standing in {row.id for row in found}
    assert str(closed(date(2027, 8, 10))) == "August pause"
    assert closed(date(2027, 3, 30)) is None  # the schools' Easter holidays are not the labs'
    with workspace.write("The lab closes") as uow:
        assert lab_series.drop_meetings(uow, lab_id, date(2027, 1, 1)) == 2


def test_facts_change_under_the_same_id_and_names_may_repeat(workspace):
    with workspace.write("Labs") as uow:
        one = labs.add_lab(uow, "Spazio Compiti", RHO)
        labs.add_lab(uow, "Spazio Compiti", ARESE)
        labs.describe_lab(uow, replace(uow.require(Lab, one), name=" Spazio Compiti Pomé ", weekday=None))
    with workspace.read() as reader:
        assert [(row.name, row.municipality) for row in labs.labs(reader)] == [
            ("Spazio Compiti", "Arese"), ("Spazio Compiti Pomé", "Rho")]  # fmt: skip
    with workspace.write("Nameless") as uow, pytest.raises(NameMissing):
        labs.describe_lab(uow, replace(uow.require(Lab, one), name=" "))


def test_responsible_citizens_come_and_go_and_stay_members(workspace):
    with workspace.write("Lab") as uow:
        lab_id = builders.lab(uow)
        rosa, omar = builders.persons(uow, "Rosa Marchetti", "Omar Ferrario")
        for person in (rosa, omar):
            lab_people.set_responsible(uow, lab_id, person)
        lab_people.set_responsible(uow, lab_id, omar, responsible=False)
    with workspace.read() as reader:
        assert [(row.given, row.since) for row in lab_people.responsible(reader, lab_id)] == [
            ("Rosa", date(2026, 11, 24))]  # fmt: skip


def test_an_operator_leaves_the_labs_of_other_places_alone(workspace):
    with workspace.write("Labs") as uow:
        here, there = labs.add_lab(uow, "Qui", RHO), labs.add_lab(uow, "Là", ARESE)
        venue = next(row.id for row in places.venues(uow, RHO))
    workspace.actor = Actor("davide", frozenset({Role.OPERATOR}), frozenset({venue}))
    with workspace.write("Own") as uow:
        labs.set_state(uow, here, LabState.PAUSED)
    for change in (
        lambda uow: labs.set_state(uow, there, LabState.CLOSED),
        lambda uow: labs.describe_lab(uow, replace(uow.require(Lab, there), name="Mio")),
        lambda uow: lab_series.plan_meetings(uow, there, [datetime(2026, 12, 1, 10)], 60),
        lambda uow: lab_people.set_responsible(uow, there, RecordId("nobody")),
    ):
        with pytest.raises(NotYours), workspace.write("Elsewhere") as uow:
            change(uow)


def test_the_papers_name_43_labs_and_none_is_on_file_unasked(workspace):
    with workspace.read() as reader:
        seeds = lab_seeds.lab_seeds(reader)
        assert labs.labs(reader) == []
        assert lab_seeds.seeds_waiting(reader)
    assert len({seed.id for seed in seeds}) == len(seeds) == 43
    assert Counter(seed.confidence for seed in seeds) == {"high": 3, "medium": 11, "low": 9, "none": 20}
    assert sum(seed.name == "La Colazione delle Mamme" for seed in seeds) == 2
    verde = next(seed for seed in seeds if seed.name == "Verde Aperto")
    assert (verde.municipality_id, verde.origin, verde.confirmed) == (ARESE, LabOrigin.GRANT_CALL, False)
    with workspace.write("Confirm") as uow:
        labs.add_lab(uow, verde.name, ARESE, origin=LabOrigin.GRANT_CALL, id=verde.id)
        labs.add_lab(uow, "ludoverse", RHO)
    with workspace.read() as reader:
        after = {seed.name: seed for seed in lab_seeds.lab_seeds(reader)}
        assert not lab_seeds.seeds_waiting(reader)
    assert after["Verde Aperto"].confirmed
    assert (after["Ludoverse"].confirmed, after["Ludoverse"].alike) == (False, "Rho")


def test_a_venue_is_renamed_and_closed_by_its_days(workspace):
    with workspace.write("Venue") as uow:
        id = places.add_venue(uow, "Stanza", ARESE, opened_on=date(2018, 5, 1))
        venue = uow.require(Venue, id)
        places.describe_venue(uow, replace(venue, name="Spazio #OP", closed_on=date(2026, 11, 1)))
    with workspace.read() as reader:
        (row,) = places.venues(reader, ARESE)
        assert (row.name, row.open) == ("Spazio #OP", False)
    with workspace.write("Crossed") as uow, pytest.raises(places.VenueDatesCrossed):
        places.describe_venue(uow, replace(venue, closed_on=date(2017, 1, 1)))


def test_the_list_opens_where_a_lab_arrived_before_its_municipality(workspace):
    with workspace.write("Arrived") as uow:
        labs.add_lab(uow, "Verde Aperto", ARESE)
        uow.flush()
        # A package that comes in parts leaves a lab like this for a while.
        uow.connection.execute(delete(TABLE_OF[Municipality]).where(TABLE_OF[Municipality].c.id == ARESE))
        assert {seed.alike for seed in lab_seeds.lab_seeds(uow)} == {""}
