"""Who may do what, as the table of roles says."""

import pytest

from op_desktop.domain.account import Role
from op_desktop.security.permissions import (
    ROLE_NAMES,
    ROLE_PERMISSIONS,
    Actor,
    NotAllowed,
    NotYours,
    OnlyAdministration,
    Permission,
    Reach,
    allowed,
    reach,
    require,
    require_within,
)

EDUCATOR = Actor("marta", frozenset({Role.EDUCATOR}), frozenset({"scuola-1"}))
OPERATOR = Actor("ivo", frozenset({Role.OPERATOR}), frozenset({"sede-1"}))
ADMINISTRATOR = Actor("ada", frozenset({Role.ADMINISTRATOR}))

# The table of the design, one line a subject: educator, operator, administration.
TABLE = {
    "today.read": (Reach.ALL, Reach.ALL, Reach.ALL),
    "teaching.read": (Reach.ALL, Reach.ALL, Reach.ALL),
    "classes.read": (Reach.OWN, None, Reach.ALL),
    "classes.write": (Reach.OWN, None, None),
    "class_certificates.read": (Reach.OWN, None, Reach.ALL),
    "class_certificates.write": (Reach.OWN, None, None),
    "labs.read": (Reach.OWN, Reach.PLACES, Reach.ALL),
    "labs.write": (Reach.OWN, Reach.PLACES, Reach.ALL),
    "people.read": (Reach.OWN, Reach.PLACES, Reach.ALL),
    "people.write": (Reach.OWN, Reach.PLACES, Reach.ALL),
    "volunteering.read": (Reach.OWN, Reach.PLACES, Reach.ALL),
    "volunteering.write": (Reach.OWN, Reach.PLACES, Reach.ALL),
    "volunteer_certificates.read": (Reach.OWN, Reach.PLACES, Reach.ALL),
    "volunteer_certificates.write": (Reach.OWN, Reach.PLACES, Reach.ALL),
    "events.read": (Reach.OWN, Reach.PLACES, Reach.ALL),
    "events.write": (Reach.OWN, Reach.PLACES, Reach.ALL),
    "counselling.read": (Reach.OWN, Reach.PLACES, Reach.ALL),
    "counselling.write": (Reach.OWN, Reach.PLACES, Reach.ALL),
    "grants.read": (None, Reach.ALL, Reach.ALL),
    "grants.write": (None, None, Reach.ALL),
    "metrics.read": (Reach.OWN, Reach.PLACES, Reach.ALL),
    "metrics.write": (None, None, Reach.ALL),
    "hand_over": (Reach.ALL, Reach.ALL, Reach.ALL),
    "collect": (None, None, Reach.ALL),
    "places.read": (Reach.ALL, Reach.ALL, Reach.ALL),
    "places.propose": (Reach.ALL, Reach.ALL, Reach.ALL),
    "places.write": (None, None, Reach.ALL),
    "accounts.read": (Reach.ALL, Reach.ALL, Reach.ALL),
    "own_account.write": (Reach.ALL, Reach.ALL, Reach.ALL),
    "accounts.write": (None, None, Reach.ALL),
    "templates.write": (None, None, Reach.ALL),
    "clean_up": (Reach.OWN, None, Reach.ALL),
    "erase": (None, None, Reach.ALL),
}


def test_the_table_is_the_designs_and_leaves_no_permission_out():
    found = {
        permission.value: tuple(ROLE_PERMISSIONS[role].get(permission) for role in Role) for permission in Permission
    }
    assert found == TABLE
    assert set(ROLE_NAMES) == set(Role) == set(ROLE_PERMISSIONS)


@pytest.mark.parametrize("role", Role)
def test_nobody_writes_what_they_cannot_read(role):
    may = ROLE_PERMISSIONS[role]
    for permission in may:
        subject, _dot, verb = permission.value.partition(".")
        reading = f"{subject}.read"
        if verb == "write" and reading in set(Permission):
            assert may[Permission(reading)] >= may[permission]


def test_several_roles_add_up_and_the_widest_reach_counts():
    both = Actor("lea", frozenset({Role.EDUCATOR, Role.OPERATOR}))
    assert reach(both, Permission.WRITE_CLASSES) is Reach.OWN
    assert reach(both, Permission.WRITE_LABS) is Reach.PLACES
    assert not allowed(both, Permission.COLLECT)
    assert not any(allowed(Actor("nobody", frozenset()), permission) for permission in Permission)


def test_a_refusal_names_the_roles_that_may():
    require(EDUCATOR, Permission.WRITE_CLASSES)
    with pytest.raises(NotAllowed) as refused:
        require(OPERATOR, Permission.WRITE_CLASSES)
    assert refused.value.headline == "This is for: educators."
    with pytest.raises(OnlyAdministration) as refused:
        require(OPERATOR, Permission.COLLECT)
    assert str(refused.value) == "This page is for the administration."


def test_an_operator_works_in_their_places_and_an_educator_on_their_own_work():
    require_within(OPERATOR, Permission.WRITE_LABS, places={"sede-1", "sede-9"})
    require_within(OPERATOR, Permission.WRITE_LABS, places={"sede-2"}, owners={"ivo"})
    require_within(EDUCATOR, Permission.WRITE_CLASSES, owners={"marta"}, places={"scuola-1"})
    require_within(EDUCATOR, Permission.WRITE_CLASSES)
    require_within(ADMINISTRATOR, Permission.READ_CLASSES, owners={"marta"})
    with pytest.raises(NotYours):
        require_within(OPERATOR, Permission.WRITE_LABS, places={"sede-2"}, owners={"marta"})
    with pytest.raises(NotYours):
        require_within(EDUCATOR, Permission.WRITE_CLASSES, places={"scuola-1"}, owners={"lea"})
    with pytest.raises(NotAllowed):
        require_within(ADMINISTRATOR, Permission.WRITE_CLASSES, owners={"ada"})
