"""What of everybody's work a person is shown, and what they count: conditions on queries."""

from typing import Any

from sqlalchemy import ColumnElement, or_, select

from op_desktop.domain.record import RecordId
from op_desktop.domain.school import School
from op_desktop.security.permissions import Actor, Permission, Reach, reach
from op_desktop.storage.reach import of_people
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.view import EVERYTHING, View, view_of

__all__ = ["EVERYTHING", "View", "figures_of", "in_place", "of_people", "view_of"]


def figures_of(actor: Actor) -> View:
    """What somebody's roles and places let them count: operators see the schools of their places too."""
    far = reach(actor, Permission.READ_METRICS)
    if far is Reach.ALL:
        return EVERYTHING
    teaches = reach(actor, Permission.READ_CLASSES) is not None
    return View(educator_id=actor.account_id if teaches else "", places=actor.places)


def in_place(place: RecordId, municipality_id: ColumnElement[Any], venue_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether something happens at this venue, in this municipality or in that of this school."""
    school = TABLE_OF[School]
    beside = select(school.c.municipality_id).where(school.c.id == place).scalar_subquery()
    return or_(venue_id == place, municipality_id == place, municipality_id == beside)
