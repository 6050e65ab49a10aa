"""Educators see their own classes, operators what happens in their places, the administration everything."""

import zipfile
from datetime import date, datetime

import pytest

from op_desktop.domain.account import Role
from op_desktop.domain.lab import LabSession
from op_desktop.domain.record import new_id
from op_desktop.domain.school import Status
from op_desktop.domain.volunteering import Activity
from op_desktop.exchange.person_data import write_person
from op_desktop.metrics.engine import compute_all
from op_desktop.metrics.scope import Scope
from op_desktop.register import (
    accounts,
    attendance,
    certificates,
    check_in,
    counselling,
    event_people,
    events,
    labs,
    lessons,
    people,
    rosters,
    schools,
    sessions,
    volunteering,
)
from op_desktop.register.agenda import activities
from op_desktop.register.hours import Hours
from op_desktop.register.inbox import to_complete
from op_desktop.register.people_list import people_details
from op_desktop.register.person_story import story
from op_desktop.register.places import add_venue, municipality_id, venues
from op_desktop.register.today import month_figures
from op_desktop.register.view import EVERYTHING, figures_of, view_of
from op_desktop.register.volunteer_work import work_of
from op_desktop.workspace import SYSTEM

RHO, ARESE = municipality_id("015182"), municipality_id("015009")
SPAN = {"first_day": date(2026, 11, 1), "end_day": date(2026, 12, 1), "today": date(2026, 11, 24)}


@pytest.fixture
def scene(workspace):
    """Two educators with a class each and a class of nobody's, a lab in Rho and one in Arese."""
    with workspace.write("Scene") as uow:
        marta = accounts.add_account(uow, "Marta Colombo", [Role.EDUCATOR])
        davide = accounts.add_account(uow, "Davide Sala", [Role.EDUCATOR])
        school = schools.add_school(uow, "Scuola media Aurora", RHO)
        for name, educator in (("1A", marta), ("2B", davide), ("3C", None)):
            class_id = schools.add_class(uow, school, 2026, name, educator_id=educator)
            rosters.add_seats(uow, class_id, 20)
            held, _open = lessons.plan_lessons(
                uow, class_id, [datetime(2026, 11, 3, 9), datetime(2026, 11, 10, 9)], 60, ["Uno", "Due"]
            )
            attendance.close(uow, held)
        cafe = next(row.id for row in venues(uow, RHO))
        for name, town, venue in (("Spazio Compiti", RHO, cafe), ("Cucito", ARESE, None), ("Orto", RHO, None)):
            lab = labs.add_lab(uow, name, town, venue_id=venue)
            uow.put_all(
                LabSession(id=new_id(), lab_id=lab, starts_at=datetime(2026, 11, day, 15), minutes=60, status=status)
                for day, status in ((4, Status.HELD), (11, Status.PLANNED))
            )
    return marta, davide, cafe


def actor(workspace, account_id, roles, places=()):
    workspace.actor = SYSTEM
    with workspace.write("Roles") as uow:
        accounts.change_account(uow, account_id, roles=roles)
    accounts.set_places(workspace, account_id, places)
    return accounts.sign_in(workspace, account_id)


def titles(workspace, view):
    with workspace.read() as reader:
        found = activities(reader, date(2026, 11, 1), date(2026, 11, 24), view=view)
        missing = {row.title for row in to_complete(reader, view=view)}
    assert missing == {each.title for each in found if each.open}
    return {each.title for each in found}


def figures(workspace, view):
    with workspace.read() as reader:
        (found,) = compute_all(reader, [Scope(**SPAN, view=view)])
    return found["M11"].value, found["M12"].value, found["M08"].value


def test_educators_see_their_own_classes_and_those_of_nobody(workspace, scene):
    marta = actor(workspace, scene[0], [Role.EDUCATOR])
    assert titles(workspace, view_of(marta)) == {"1ªA", "3ªC", "Spazio Compiti", "Cucito", "Orto"}
    assert figures(workspace, figures_of(marta))[:2] == (2, 40)


def test_operators_see_what_happens_in_their_places_and_no_class(workspace, scene):
    davide = actor(workspace, scene[1], [Role.OPERATOR], [scene[2]])
    assert titles(workspace, view_of(davide)) == {"Spazio Compiti", "Orto"}
    assert figures(workspace, figures_of(davide)) == (3, 60, 2)


def test_several_places_are_added_up(workspace, scene):
    davide = actor(workspace, scene[1], [Role.OPERATOR], [scene[2], ARESE])
    assert titles(workspace, view_of(davide)) == {"Spazio Compiti", "Orto", "Cucito"}
    arese = actor(workspace, scene[1], [Role.OPERATOR], [ARESE])
    assert titles(workspace, view_of(arese)) == {"Cucito"}
    assert figures(workspace, figures_of(arese)) == (0, 0, 1)


def test_without_a_place_an_operator_sees_all_of_them(workspace, scene):
    davide = actor(workspace, scene[1], [Role.OPERATOR])
    assert titles(workspace, view_of(davide)) == {"Spazio Compiti", "Cucito", "Orto"}


def test_both_roles_see_own_classes_beside_own_places(workspace, scene):
    marta = actor(workspace, scene[0], [Role.EDUCATOR, Role.OPERATOR], [ARESE])
    assert titles(workspace, view_of(marta)) == {"1ªA", "3ªC", "Cucito"}
    assert figures(workspace, figures_of(marta)) == (2, 40, 1)


def test_the_administration_sees_everything(workspace, scene):
    chief = actor(workspace, scene[0], [Role.EDUCATOR, Role.ADMINISTRATOR], [ARESE])
    assert view_of(chief).places == frozenset()
    assert titles(workspace, view_of(chief)) == {"1ªA", "2ªB", "3ªC", "Spazio Compiti", "Cucito", "Orto"}
    assert figures_of(chief) == EVERYTHING
    assert figures(workspace, EVERYTHING) == (3, 60, 3)


def test_the_month_counts_what_is_shown(workspace, scene):
    marta = actor(workspace, scene[0], [Role.EDUCATOR], [ARESE])
    with workspace.read() as reader:
        own, everybody = month_figures(reader, view_of(marta)), month_figures(reader)
    assert (own.lessons[-1], everybody.lessons[-1]) == (2, 3)
    assert (own.presences[-1], everybody.presences[-1]) == (40, 60)


@pytest.fixture
def helper(workspace, scene):
    """Paola: in Rho and in Arese one visit, one hour, one event and one talk each; half an hour of neither."""
    with workspace.write("Paola") as uow:
        paola = people.add_person(uow, "Vismara", "Paola")
        desks = {RHO: scene[2], ARESE: add_venue(uow, "Sportello di Arese", ARESE)}
        for lab in labs.labs(uow):
            if lab.name == "Orto":
                continue
            day = 5 if lab.name == "Cucito" else 6
            met = sessions.plan_session(uow, lab.id, datetime(2026, 11, day, 10), 60)
            check_in.check_in(uow, met, paola, datetime(2026, 11, day, 10), volunteer=False)
            sessions.close_session(uow, met)
            town = ARESE if lab.name == "Cucito" else RHO
            volunteering.record_hours(uow, [
                Hours(person_id=paola, starts_at=datetime(2026, 11, day, 15), minutes=60, lab_id=lab.id)])  # fmt: skip
            feast = events.add_event(uow, f"Festa di {lab.name}", datetime(2026, 11, day, 18), municipality_id=town)
            event_people.add_participant(uow, feast, paola)
            counselling.add_contact(uow, "work", person_id=paola, starts_at=datetime(2026, 11, day, 9),
                                    venue_id=desks[town])  # fmt: skip
        home = Hours(person_id=paola, starts_at=datetime(2026, 11, 9, 9), minutes=30, activity=Activity.OTHER)
        volunteering.record_hours(uow, [home])
    return paola


def told(workspace, who, person_id):
    """Of one person: labs, hours one by one and in all, talks, events, and the row of the list."""
    with workspace.read() as reader:
        found = story(reader, person_id, who)
        row = people_details(reader, [person_id], view_of(who))[person_id]
    assert {visit.lab for visit in found.visits} == {each.lab for each in found.card.labs}
    assert (row.visits, row.minutes) == (sum(each.times for each in found.card.labs), found.card.volunteer_minutes)
    assert found.card.volunteer_minutes == sum(each.minutes for each in found.given)
    assert found.card.consultations == len(found.talks)
    return ({each.lab for each in found.visits}, found.card.volunteer_minutes, len(found.talks),
            {each.name for each in found.events})  # fmt: skip


def test_what_a_person_did_in_other_places_is_told_to_the_administration_alone(workspace, scene, helper, tmp_path):
    """On the card, in the list, in the file of all data, on the statement and in what is certified."""
    rho = actor(workspace, scene[1], [Role.OPERATOR], [scene[2]])
    assert told(workspace, rho, helper) == ({"Spazio Compiti"}, 90, 1, {"Festa di Spazio Compiti"})
    arese = actor(workspace, scene[1], [Role.OPERATOR], [ARESE])
    assert told(workspace, arese, helper) == ({"Cucito"}, 90, 1, {"Festa di Cucito"})
    both = actor(workspace, scene[1], [Role.OPERATOR], [scene[2], ARESE])
    whole = ({"Spazio Compiti", "Cucito"}, 150, 2, {"Festa di Spazio Compiti", "Festa di Cucito"})
    assert told(workspace, both, helper) == whole
    office = actor(workspace, scene[0], [Role.ADMINISTRATOR])
    assert told(workspace, office, helper) == whole

    with workspace.read() as reader:
        files = {who: tmp_path / f"{number}.zip" for number, who in enumerate((rho, office))}
        records = [write_person(path, reader, helper, who) for who, path in files.items()]
        november = date(2026, 11, 1), date(2026, 11, 30)
        here, all_of_it = (work_of(reader, helper, *november, view_of(who)) for who in (rho, office))
        texts = [zipfile.ZipFile(path).read("read-me.txt").decode() for path in files.values()]
    assert records[1] - records[0] == 4
    assert "Cucito" not in texts[0]
    assert "of your places" in texts[0]
    assert "Cucito" in texts[1]
    assert "of your places" not in texts[1]
    assert [(each.minutes, len(each.entries)) for each in (here, all_of_it)] == [(90, 2), (150, 3)]


def test_a_certificate_holds_the_hours_of_the_places_of_who_issues_it(workspace, scene, helper):
    office = actor(workspace, scene[0], [Role.ADMINISTRATOR])
    workspace.actor = office
    with workspace.write("Vouch") as uow:
        volunteering.confirm(uow, [row.id for row in volunteering.hours(uow, date(2026, 11, 1), uow.today).rows])
    rho = actor(workspace, scene[1], [Role.OPERATOR], [scene[2]])
    with workspace.read() as reader:
        minutes = [
            certificates.prepare_volunteer(
                reader, helper, date(2026, 11, 1), date(2026, 11, 30), view=view_of(who)
            ).minutes
            for who in (rho, office)
        ]
    assert minutes == [90, 150]
