"""Who may read and write what: one table, passed by every use case before it writes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from op_desktop.domain.account import Role
from op_desktop.errors import UserError
from op_desktop.language import N_, _


class Permission(StrEnum):
    """One thing that a role may do, named verb first and by subject."""

    READ_TODAY = "today.read"
    READ_TEACHING = "teaching.read"
    """Lesson plans, quiz bank, calculators, guide."""
    READ_CLASSES = "classes.read"
    WRITE_CLASSES = "classes.write"
    """Classes, pupils, enrolments, lessons, register marks, class tests."""
    READ_CLASS_CERTIFICATES = "class_certificates.read"
    WRITE_CLASS_CERTIFICATES = "class_certificates.write"
    READ_LABS = "labs.read"
    WRITE_LABS = "labs.write"
    """Labs, their members, meetings and marks."""
    READ_PEOPLE = "people.read"
    WRITE_PEOPLE = "people.write"
    READ_VOLUNTEERING = "volunteering.read"
    WRITE_VOLUNTEERING = "volunteering.write"
    READ_VOLUNTEER_CERTIFICATES = "volunteer_certificates.read"
    WRITE_VOLUNTEER_CERTIFICATES = "volunteer_certificates.write"
    READ_EVENTS = "events.read"
    WRITE_EVENTS = "events.write"
    READ_COUNSELLING = "counselling.read"
    WRITE_COUNSELLING = "counselling.write"
    READ_GRANTS = "grants.read"
    WRITE_GRANTS = "grants.write"
    READ_METRICS = "metrics.read"
    WRITE_METRICS = "metrics.write"
    """Periods, rates, thresholds, baselines: what a figure is computed with."""
    HAND_OVER = "hand_over"
    """Write packages for the centre, and copies for oneself."""
    COLLECT = "collect"
    """Take in packages, decide conflicts and duplicates, publish figures."""
    READ_PLACES = "places.read"
    PROPOSE_PLACES = "places.propose"
    """Add a venue or school that the administration's list lacks."""
    WRITE_PLACES = "places.write"
    READ_ACCOUNTS = "accounts.read"
    WRITE_OWN_ACCOUNT = "own_account.write"
    WRITE_ACCOUNTS = "accounts.write"
    WRITE_TEMPLATES = "templates.write"
    ERASE_PEOPLE = "people.erase"
    """Erase a person of the community for good."""
    CLEAN_UP = "clean_up"
    """Erase people and what has outlived its retention; educators the names of their own classes."""


class Reach(IntEnum):
    """How far a permission goes; of several roles the widest counts."""

    OWN = 1
    """What the person teaches or leads."""
    PLACES = 2
    """What happens in the person's places, and what is their own."""
    ALL = 3


_P = Permission
_EVERYONE = {
    _P.READ_TODAY: Reach.ALL,
    _P.READ_TEACHING: Reach.ALL,
    _P.READ_PLACES: Reach.ALL,
    _P.PROPOSE_PLACES: Reach.ALL,
    _P.READ_ACCOUNTS: Reach.ALL,
    _P.WRITE_OWN_ACCOUNT: Reach.ALL,
    _P.HAND_OVER: Reach.ALL,
}
_SCHOOL = {_P.READ_CLASSES, _P.WRITE_CLASSES, _P.READ_CLASS_CERTIFICATES, _P.WRITE_CLASS_CERTIFICATES}
_COMMUNITY = {
    _P.READ_LABS,
    _P.WRITE_LABS,
    _P.READ_PEOPLE,
    _P.WRITE_PEOPLE,
    _P.READ_VOLUNTEERING,
    _P.WRITE_VOLUNTEERING,
    _P.READ_VOLUNTEER_CERTIFICATES,
    _P.WRITE_VOLUNTEER_CERTIFICATES,
    _P.READ_EVENTS,
    _P.WRITE_EVENTS,
    _P.READ_COUNSELLING,
    _P.WRITE_COUNSELLING,
}

ROLE_PERMISSIONS: Mapping[Role, Mapping[Permission, Reach]] = {
    Role.EDUCATOR: {
        **_EVERYONE,
        **dict.fromkeys(_SCHOOL, Reach.OWN),
        **dict.fromkeys(_COMMUNITY, Reach.OWN),
        _P.READ_METRICS: Reach.OWN,
        _P.CLEAN_UP: Reach.OWN,
    },
    Role.OPERATOR: {
        **_EVERYONE,
        **dict.fromkeys(_COMMUNITY, Reach.PLACES),
        _P.READ_GRANTS: Reach.ALL,
        _P.READ_METRICS: Reach.PLACES,
    },
    # The administration reads registers and certificates of classes; only who teaches writes them.
    Role.ADMINISTRATOR: dict.fromkeys(set(Permission) - {_P.WRITE_CLASSES, _P.WRITE_CLASS_CERTIFICATES}, Reach.ALL),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is at work: the account signed in, what it may do and where."""

    account_id: str
    roles: frozenset[Role]
    places: frozenset[str] = field(default=frozenset())
    """Ids of the venues and schools that the person ticked as theirs."""


class NotAllowed(UserError):
    """The signed-in person's roles do not include this."""

    title = N_("This is for: {roles}.")
    advice = N_("Ask the administration to give you that role. Nothing was changed.")


class OnlyAdministration(NotAllowed):
    """Only the administration may do this."""

    title = N_("This page is for the administration.")
    advice = ""


class NotYours(NotAllowed):
    """The role allows it, but for other places or other people's work."""

    title = N_("This belongs to another place or to a colleague.")
    advice = N_("Ask the administration to add the place to yours. Nothing was changed.")


ROLE_NAMES: Mapping[Role, str] = {
    Role.EDUCATOR: N_("educators"),
    Role.OPERATOR: N_("community operators"),
    Role.ADMINISTRATOR: N_("administration"),
}


def reach(actor: Actor, permission: Permission) -> Reach | None:
    """How far the actor's roles carry this permission; None where no role has it."""
    reaches = (ROLE_PERMISSIONS[role].get(permission) for role in actor.roles)
    return max((found for found in reaches if found is not None), default=None)


def allowed(actor: Actor, permission: Permission) -> bool:
    """Whether any of the actor's roles has this permission, however far it goes."""
    return reach(actor, permission) is not None


def require(actor: Actor, permission: Permission) -> None:
    """Pass, or raise ``NotAllowed`` naming the roles that may."""
    if allowed(actor, permission):
        return
    holders = [role for role in Role if permission in ROLE_PERMISSIONS[role]]
    if holders == [Role.ADMINISTRATOR]:
        raise OnlyAdministration(permission=permission.value)
    raise NotAllowed(permission=permission.value, roles=", ".join(_(ROLE_NAMES[role]) for role in holders))


def require_within(
    actor: Actor, permission: Permission, *, places: Collection[str] = (), owners: Collection[str] = ()
) -> None:
    """As ``require``, for a thing that happens in these places and belongs to these accounts.

    A thing without place and owner is new and nobody's yet: the permission alone decides.
    Raises ``NotYours`` where the role allows it elsewhere only.
    """
    require(actor, permission)
    far = reach(actor, permission)
    if far is Reach.ALL or not (places or owners) or actor.account_id in owners:
        return
    if far is Reach.PLACES and not actor.places.isdisjoint(places):
        return
    raise NotYours(permission=permission.value)
