"""Educators see their own classes, operators what happens in their places, the administration everything."""

from datetime import date, datetime

import pytest

from op_desktop.domain.account import Role
from op_desktop.domain.lab import LabSession
from op_desktop.domain.record import new_id
from op_desktop.domain.school import Status
from op_desktop.metrics.engine import compute_all
from op_desktop.metrics.scope import Scope
from op_desktop.register import accounts, attendance, labs, lessons, rosters, schools
from op_desktop.register.agenda import activities
from op_desktop.register.inbox import to_complete
from op_desktop.register.places import municipality_id, venues
from op_desktop.register.today import month_figures
from op_desktop.register.view import EVERYTHING, figures_of, view_of
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
