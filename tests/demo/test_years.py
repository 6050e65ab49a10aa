"""Invented years: repeatable, sound, and with the shares of trouble that real work has."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from op_desktop.demo.seasons import meetings_before, paused, working_weeks
from op_desktop.demo.years import invent_until
from op_desktop.domain.counselling import Consultation, ContactStatus
from op_desktop.domain.lab import LabSession
from op_desktop.domain.person import Person
from op_desktop.domain.school import Lesson, Status
from op_desktop.domain.volunteering import VolunteerShift
from op_desktop.register.places import START
from op_desktop.storage import tables, verification
from op_desktop.storage.tables import RECORDS, TABLE_OF

END = START + timedelta(weeks=24)


def everything(station):
    with station.workspace.read() as reader:
        return [tuple(row) for kind in RECORDS for row in reader.rows(select(TABLE_OF[kind]).order_by("id"))
                if kind.entity != "device"]  # fmt: skip


@pytest.fixture(scope="module")
def years(tmp_path_factory):
    made = invent_until(tmp_path_factory.mktemp("years"), END)
    yield made
    made.network.close()


def records(years, kind):
    return [
        record
        for station in years.network.devices
        for record in _all(station, kind)
    ]  # fmt: skip


def _all(station, kind):
    with station.workspace.read() as reader:
        return reader.all(kind)


def test_the_same_seed_invents_the_same_work(tmp_path):
    until = START + timedelta(weeks=3)
    once, again = (invent_until(tmp_path / name, until, devices=2) for name in ("a", "b"))
    other = invent_until(tmp_path / "c", until, devices=2, seed=7)

    first, second, third = (everything(made.network.devices[1]) for made in (once, again, other))
    for made in (once, again, other):
        made.network.close()

    assert first == second
    assert first != third


def test_every_device_is_sound_and_wrote_in_its_own_time(years):
    walls = []
    for station in years.network.devices:
        with station.workspace.engine.connect() as connection, connection.begin():
            assert verification.check(connection).faults == []
            walls.append(connection.execute(select(func.max(tables.change.c.wall))).scalar_one())
    assert max(walls) - min(walls) >= timedelta(days=1) / timedelta(milliseconds=1)


def test_trouble_comes_as_often_as_it_does(years):
    sessions, contacts = records(years, LabSession), records(years, Consultation)
    cancelled = sum(session.status is Status.CANCELLED for session in sessions) / len(sessions)
    missed = sum(contact.status is ContactStatus.NO_SHOW for contact in contacts) / len(contacts)
    nameless = sum(contact.person_id is None for contact in contacts) / len(contacts)

    assert cancelled == pytest.approx(0.08, abs=0.03)
    assert missed == pytest.approx(0.12, abs=0.05)
    assert nameless == pytest.approx(0.15, abs=0.05)


def test_some_shifts_are_typed_on_two_devices(years):
    told = [(shift.person_id, shift.lab_id, shift.starts_at, shift.minutes) for shift in records(years, VolunteerShift)]
    twice = len(told) - len(set(told))

    assert twice / len(told) == pytest.approx(0.03, abs=0.015)


def test_people_have_accents_apostrophes_and_second_spellings(years):
    names = {f"{person.family_name} {person.given_name}" for person in records(years, Person)}

    assert any("'" in name for name in names)
    assert any(set("ȘćłŁéò") & set(name) for name in names)
    assert any(name.endswith(".") for name in names)


def test_nothing_meets_in_august_and_classes_begin_in_october(years):
    assert not [session for session in records(years, LabSession) if session.starts_at.month == 8]
    assert {lesson.starts_at.month for lesson in records(years, Lesson)} <= {10, 11, 12}


def test_pauses():
    assert paused(date(2026, 8, 15))
    assert paused(date(2027, 1, 6))
    assert not paused(date(2027, 1, 7))
    assert len(list(working_weeks(date(2018, 5, 1), date(2021, 5, 1)))) == pytest.approx(133, abs=3)
    assert meetings_before(date(2026, 9, 2), 2) == [date(2026, 7, 22), date(2026, 7, 29)]
