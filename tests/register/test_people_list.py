"""Everybody as a list, one person from all sides, the bin, and all data about a person in one archive."""

import zipfile
from dataclasses import replace
from datetime import date

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import text

from op_desktop.domain.account import Account, Role
from op_desktop.domain.counselling import HelpArea
from op_desktop.domain.person import Part, Person, ProfileKind
from op_desktop.domain.volunteering import VolunteerShift
from op_desktop.exchange.person_data import write_person
from op_desktop.metrics.people_raising import people_raising
from op_desktop.register import (
    check_in,
    counselling,
    duplicates,
    event_people,
    events,
    help_areas,
    labs,
    people,
    regulars,
    sessions,
    volunteering,
)
from op_desktop.register.hours import Hours
from op_desktop.register.people_list import Group, people_details, people_names
from op_desktop.register.person_story import edits, story
from op_desktop.register.places import START, add_venue
from op_desktop.register.search import find
from op_desktop.security.permissions import Actor, NotAllowed
from op_desktop.workspace import SYSTEM
from tests import builders
from tests.builders import ARESE, RHO, at


def names(workspace, text="", group=Group.EVERYBODY):
    with workspace.read() as reader:
        return [f"{row.given} {row.family}".strip() for row in people_names(reader, text, group)]


@pytest.fixture
def nadia(workspace):
    """Somebody with visits, hours, a talk, an event and two edits."""
    with workspace.write("Scene") as uow:
        uow.put(Account(id="davide", name="Davide Sala", operator=True))
        person, *_others = builders.persons(uow, "Nadia Hoxha", "Àngela d'Amico", "Wei", "Zoe Àbate")
        lab_id = builders.lab(uow)
        builders.weekly_meetings(uow, lab_id, at("2026-11-17T14:30"), 3, [person])
        helped = sessions.plan_session(uow, lab_id, at("2026-11-20T14:30"))
        check_in.check_in(uow, helped, person, volunteer=True)
        counselling.add_contact(uow, "work", person_id=person, starts_at=at("2026-11-10T09:30"))
        party = events.add_event(uow, "Festa di quartiere", at("2026-10-03T16:00"), municipality_id=RHO)
        event_people.add_participant(uow, party, person)
    workspace.actor = Actor("davide", frozenset({Role.OPERATOR}))
    with workspace.write("Details") as uow:
        people.describe_whole(uow, replace(uow.require(Person, person), phone="333 1", given_name="Nadia Maria"))
    with workspace.write("Part") as uow:
        people.set_role(uow, person, Part.COLLABORATOR, date(2026, 9, 1))
        people.set_profile(uow, person, ProfileKind.NEW)
    workspace.actor = SYSTEM
    return person


def test_the_list_is_sorted_as_italians_do_and_narrowed_by_letters(workspace, nadia):
    assert names(workspace) == ["Zoe Àbate", "Àngela d'Amico", "Nadia Maria Hoxha", "Wei"]
    assert names(workspace, "dam ang") == ["Àngela d'Amico"]
    assert names(workspace, "xyz") == []
    assert names(workspace, group=Group.COLLABORATORS) == ["Nadia Maria Hoxha"]
    with workspace.read() as reader:
        found = people_details(reader, [nadia])[nadia]
    assert (found.visits, found.last_day, found.minutes, found.collaborates) == (3, date(2026, 11, 17), 150, True)


@pytest.mark.parametrize(
    ("since", "until", "helping"),
    [("2026-09-01", "2026-12-31", True), ("2026-12-01", None, False), ("2026-09-01", "2026-11-01", False)],
)
def test_the_list_its_filter_and_the_card_agree_on_who_collaborates(workspace, nadia, since, until, helping):
    with workspace.write("Part") as uow:
        (wei,) = [row.id for row in people_names(uow, "wei")]
        role = people.set_role(uow, wei, Part.COLLABORATOR, date.fromisoformat(since))
        if until:
            people.end_role(uow, role, date.fromisoformat(until))
        listed = wei in {row.id for row in people_names(uow, group=Group.COLLABORATORS)}
        told = people_details(uow, [wei])[wei].collaborates, people.person_card(uow, wei).collaborates
    assert (listed, *told) == (helping,) * 3


def test_who_gave_hours_collaborates_unless_they_were_entered_twice(workspace, nadia):
    def told(reader):
        listed = "Wei" in [row.given or row.family for row in people_names(reader, group=Group.COLLABORATORS)]
        assert people_details(reader, [wei])[wei].collaborates is listed
        return listed

    with workspace.write("Hours") as uow:
        (wei,), first = [row.id for row in people_names(uow, "wei")], uow.all(VolunteerShift)[0].id
        (shift,) = volunteering.record_hours(uow, [Hours(person_id=wei, starts_at=at("2026-11-10T09:30"), minutes=60)])
        assert told(uow)
        uow.put(replace(uow.require(VolunteerShift, shift), duplicate_of=first))
        assert not told(uow)


def test_a_person_is_told_from_all_sides_with_every_edit(workspace, nadia):
    with workspace.read() as reader:
        told = story(reader, nadia, SYSTEM)
        history = edits(reader, nadia)
        educator = story(reader, nadia, Actor("e", frozenset()))
    assert [each.starts_at.day for each in told.visits] == [17, 10, 3]
    assert [(each.what, each.minutes) for each in told.given] == [("Spazio Compiti", 150)]
    assert [each.area for each in told.talks] == ["Job orientation"]
    assert [each.name for each in told.events] == ["Festa di quartiere"]
    assert (educator.given, educator.talks, educator.events) == ((), (), ())
    assert {each.entity for each in history[:2]} == {"collaborator_profile", "person_role"}
    changed = history[2]
    assert (changed.who, dict(changed.fields)) == ("Davide Sala", {"given_name": "Nadia Maria", "phone": "333 1"})
    assert dict(history[3].fields)["family_name"] == "Hoxha"


def test_an_area_without_an_english_name_is_told_by_its_italian_one(workspace, nadia):
    with workspace.write("Area") as uow:
        area = uow.require(HelpArea, help_areas.add_area(uow, "Casa"))
        counselling.add_contact(uow, area.code, person_id=nadia, starts_at=at("2026-11-12T09:30"))
        assert [each.area for each in story(uow, nadia, SYSTEM).talks] == ["Casa", "Job orientation"]


def test_the_bin_hides_a_person_everywhere_keeps_the_figures_and_gives_back(workspace, nadia):
    with workspace.write("Bin") as uow:
        lab_id = labs.labs(uow)[0].id
        people.bin_person(uow, nadia)
        tonight = sessions.open_session(uow, lab_id)
    with workspace.read() as reader:
        assert find(reader, "hoxha").people == ()
        assert regulars.suggest(reader, tonight, "hoxha") == regulars.regulars(reader, lab_id, tonight) == []
        assert people.similar(reader, "Hoxha", "Nadia") == []
        assert people_raising(reader, START).before(date(2026, 12, 1)) == 1
    assert "Nadia Maria Hoxha" not in names(workspace)
    assert names(workspace, "hox", Group.BIN) == ["Nadia Maria Hoxha"]
    with workspace.write("Back") as uow:
        people.restore_person(uow, nadia)
    with workspace.read() as reader:
        assert [hit.title for hit in find(reader, "hoxha").people] == ["Nadia Maria Hoxha"]
    assert names(workspace, group=Group.BIN) == []


def test_a_part_does_not_end_before_it_begins(workspace, nadia):
    with workspace.read() as reader:
        (role,) = people.person_card(reader, nadia).roles
    with workspace.write("End") as uow, pytest.raises(people.RoleDatesCrossed):
        people.end_role(uow, role.id, date(2026, 8, 1))
    with workspace.write("End") as uow:
        people.end_role(uow, role.id, date(2026, 11, 1))


def test_data_under_a_record_confirmed_to_be_the_same_person_are_theirs(workspace, nadia, tmp_path):
    with workspace.write("Twin") as uow:
        twin = people.add_person(uow, "Hoxha", "Nadja", phone="333 2")
        people.set_role(uow, twin, Part.USER, date(2026, 9, 1))
        meeting = sessions.open_session(uow, labs.labs(uow)[0].id)
        check_in.check_in(uow, meeting, twin)
        volunteering.record_hours(uow, [Hours(person_id=twin, starts_at=at("2026-11-20T18:00"), minutes=60)])
        before = story(uow, nadia, SYSTEM)
        duplicates.link_same(uow, nadia, twin)
        told, history = story(uow, nadia, SYSTEM), edits(uow, nadia)
    assert (len(told.visits), len(told.given)) == (len(before.visits) + 1, len(before.given) + 1)
    assert told.card.volunteer_minutes == before.card.volunteer_minutes + 60
    assert "333 2" in {value for edit in history for _name, value in edit.fields}
    with workspace.read() as reader:
        write_person(tmp_path / "person.zip", reader, nadia, SYSTEM)
    with zipfile.ZipFile(tmp_path / "person.zip") as archive:
        assert "333 2" in archive.read("read-me.txt").decode()
        archive.extract("data.xlsx", tmp_path)
    sheets = CalamineWorkbook.from_path(tmp_path / "data.xlsx")
    assert len(sheets.get_sheet_by_name("person").to_python()) == 3
    assert len(sheets.get_sheet_by_name("volunteer_shift").to_python()) == 3


def test_all_data_about_a_person_leave_in_one_archive_for_who_may_read_it(workspace, nadia, tmp_path):
    path = tmp_path / "person.zip"
    with workspace.read() as reader:
        written = write_person(path, reader, nadia, SYSTEM)
        with pytest.raises(NotAllowed):
            write_person(tmp_path / "no.zip", reader, nadia, Actor("x", frozenset()))
    assert list(tmp_path.glob("*.zip")) == [path]
    with zipfile.ZipFile(path) as archive:
        told = archive.read("read-me.txt").decode()
        archive.extract("data.xlsx", tmp_path)
    sheets = CalamineWorkbook.from_path(tmp_path / "data.xlsx")
    assert {"person", "person_role", "attendance", "volunteer_shift", "consultation", "event_participant",
            "changes"} <= set(sheets.sheet_names)  # fmt: skip
    assert len(sheets.get_sheet_by_name("attendance").to_python()) == 4
    assert written >= 9
    for expected in ("Nadia Maria Hoxha", "333 1", "3 meetings of labs", "Hours given: 2:30", "Festa di quartiere"):
        assert expected in told


def test_the_monthly_curve_of_collaborators_equals_a_count_by_hand(workspace):
    """An independent count: plain SQL over the shifts, person by person, with the linked records folded in."""
    with workspace.write("Years") as uow:
        people_ids = builders.persons(uow, *[f"Persona {chr(65 + n)}" for n in range(8)])
        lab_id = builders.lab(uow)
        for month, helpers in enumerate(((0, 1), (1, 2), (2,), (0, 3, 4), (5,)), start=5):
            meeting = sessions.plan_session(uow, lab_id, at(f"2026-{month:02}-12T15:00"))
            for place in helpers:
                check_in.check_in(uow, meeting, people_ids[place], volunteer=True)
    sql = text(
        "SELECT count(DISTINCT person_id) FROM volunteer_shift "
        "WHERE minutes > 0 AND duplicate_of IS NULL AND starts_at < :day"
    )
    with workspace.read() as reader:
        points = people_raising(reader, date(2026, 4, 1)).monthly(date(2026, 11, 24))
        counted = [reader.connection.execute(sql, {"day": point.day.isoformat()}).scalar() for point in points]
    assert [point.people for point in points] == counted
    assert counted[-1] == 6


def test_contacts_of_other_desks_stay_with_them_on_the_card_and_in_the_archive(workspace, nadia, tmp_path):
    with workspace.write("Desks") as uow:
        here, there = add_venue(uow, "Casa Rho", RHO), add_venue(uow, "Casa Arese", ARESE)
        for venue, day in ((here, "2026-11-11T09:30"), (there, "2026-11-12T09:30")):
            counselling.add_contact(uow, "housing", person_id=nadia, starts_at=at(day), venue_id=venue)
    operator = Actor("davide", frozenset({Role.OPERATOR}), frozenset({here}))
    found = {}
    for actor in (operator, SYSTEM):
        path = tmp_path / f"{actor.account_id}.zip"
        with workspace.read() as reader:
            told = [each.day.day for each in story(reader, nadia, actor).talks]
            write_person(path, reader, nadia, actor)
        with zipfile.ZipFile(path) as archive:
            archive.extract("data.xlsx", tmp_path)
        sheet = CalamineWorkbook.from_path(tmp_path / "data.xlsx").get_sheet_by_name("consultation")
        found[actor.account_id] = told, len(sheet.to_python()) - 1
    # One of them names no venue: it is nobody's, and everybody's.
    assert found == {"davide": ([11, 10], 2), "system": ([12, 11, 10], 3)}
