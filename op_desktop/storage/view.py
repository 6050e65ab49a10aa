"""What of everybody's work a person is shown: their own classes, what happens in their places, or everything."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, select, true

from op_desktop.domain.place import Venue
from op_desktop.domain.school import School
from op_desktop.security.permissions import Actor, Permission, Reach, reach
from op_desktop.storage.tables import TABLE_OF

_venue, _school = TABLE_OF[Venue], TABLE_OF[School]


@dataclass(frozen=True, slots=True)
class View:
    """Conditions for queries; without any of them everything is shown."""

    classes: bool = True
    """Whether classes are shown at all."""
    educator_id: str = ""
    """Whose classes are shown, with those that are nobody's yet; empty for everybody's."""
    places: frozenset[str] = frozenset()
    """Venues, municipalities and schools of which the rest is shown; empty for all."""

    @property
    def whole(self) -> bool:
        """Whether nothing is left out."""
        return self == View()

    def of_class(self, educator_id: ColumnElement[Any]) -> ColumnElement[bool]:
        """Whether a class is shown, by who teaches it."""
        if not self.classes:
            return false()
        return or_(educator_id.is_(None), educator_id == self.educator_id) if self.educator_id else true()

    def at(self, municipality_id: ColumnElement[Any], venue_id: ColumnElement[Any]) -> ColumnElement[bool]:
        """Whether something is shown, by where it happens; what has no venue belongs to its whole municipality."""
        if not self.places:
            return true()
        named = sorted(self.places)
        beside = [
            select(each.c.municipality_id).where(each.c.id.in_(named)).correlate(None) for each in (_venue, _school)
        ]
        town = or_(municipality_id.in_(named), *[municipality_id.in_(each) for each in beside])
        return or_(venue_id.in_(named), municipality_id.in_(named), and_(venue_id.is_(None), town))


EVERYTHING = View()


def view_of(actor: Actor) -> View:
    """What somebody's roles and places let them see of the day and its agenda."""
    teaching, community = reach(actor, Permission.READ_CLASSES), reach(actor, Permission.READ_LABS)
    return View(
        classes=teaching is not None,
        educator_id=actor.account_id if teaching is Reach.OWN else "",
        places=frozenset() if community is Reach.ALL else actor.places,
    )
