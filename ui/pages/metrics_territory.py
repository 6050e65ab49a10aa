"""The municipality of the metrics page: chosen from a menu, and named on its button."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu

from op_desktop.domain.place import Municipality, Venue
from op_desktop.domain.record import RecordId
from op_desktop.language import _
from op_desktop.register.places import municipalities
from ui.pages.metrics_span import Choice
from ui.pages.page import Page
from ui.widgets.button import Button


def offer_territory(page: Page, button: Button, choose: Callable[[RecordId | None], object]) -> None:
    """Let the person choose a municipality, or all of them."""
    menu = QMenu(page)
    menu.addAction(_("All municipalities")).triggered.connect(lambda: choose(None))
    menu.addSeparator()
    with page.desk.workspace.read() as reader:
        towns = municipalities(reader)
    for town in towns:
        menu.addAction(town.name).triggered.connect(lambda _on=False, id=town.id: choose(id))
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))


def name_territory(page: Page, button: Button, choice: Choice) -> None:
    """Write the place of a choice on its button."""
    with page.desk.workspace.read() as reader:
        venue = reader.get(Venue, choice.venue_id) if choice.venue_id else None
        town = reader.get(Municipality, choice.municipality_id) if choice.municipality_id else None
    button.set_text(venue.name if venue else town.name if town else _("All municipalities"))
