"""What of everybody's work a person is shown, and what they count: conditions on queries."""

from op_desktop.security.permissions import Actor, Permission, Reach, reach
from op_desktop.storage.view import EVERYTHING, View, view_of

__all__ = ["EVERYTHING", "View", "figures_of", "view_of"]


def figures_of(actor: Actor) -> View:
    """What somebody's roles and places let them count: operators see the schools of their places too."""
    far = reach(actor, Permission.READ_METRICS)
    if far is Reach.ALL:
        return EVERYTHING
    teaches = reach(actor, Permission.READ_CLASSES) is not None
    return View(educator_id=actor.account_id if teaches else "", places=actor.places)
