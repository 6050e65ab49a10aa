"""The questions of the operators' counter on invented data, to take pictures of."""

from typing import Final

from op_desktop.demo.term import Training
from op_desktop.domain.record import RecordId
from op_desktop.register.places import venues
from tests.dialog_visits import Visit, page_of, settings
from ui.desk import Desk
from ui.pages.labs import LabsPage
from ui.pages.labs_care import ask_facts, ask_responsible, ask_seeds, ask_series, ask_state
from ui.pages.labs_questions import ask_details
from ui.pages.people import PeoplePage
from ui.pages.people_care import ask_erasure, ask_new_person, ask_part


def labs_page(desk: Desk) -> LabsPage:
    """The list of labs."""
    page = page_of(desk, "labs")
    assert isinstance(page, LabsPage)
    page.show_list()
    return page


def responsible(desk: Desk, where: Training) -> None:
    """Somebody being looked for."""
    dialog = ask_responsible(labs_page(desk), where.lab)
    assert dialog is not None
    dialog.field.setText("ma")


def people_page(desk: Desk) -> PeoplePage:
    """Everybody, with somebody who collaborates chosen."""
    page = page_of(desk, "people")
    assert isinstance(page, PeoplePage)
    return page


def new_person(desk: Desk, _where: Training) -> None:
    """Somebody who may be on file."""
    ask_new_person(people_page(desk), print, ("El Amrani", "Fatma"))


def chosen(desk: Desk) -> RecordId:
    """Who is chosen in the list."""
    found = people_page(desk).list.chosen_id
    assert found is not None
    return found


def cafe(desk: Desk) -> RecordId:
    """The first venue."""
    with desk.workspace.read() as reader:
        return venues(reader)[0].id


COUNTER: Final[dict[str, Visit]] = {
    "lab-facts": lambda desk, where: ask_facts(labs_page(desk), where.lab),
    "lab-state": lambda desk, where: ask_state(labs_page(desk), where.lab),
    "lab-series": lambda desk, where: ask_series(labs_page(desk), where.lab),
    "lab-seeds": lambda desk, _where: ask_seeds(labs_page(desk), print),
    "lab-responsible": responsible,
    "sheets-to-type": lambda desk, _where: labs_page(desk)._ask_sheet(),
    "new-person": new_person,
    "person-part": lambda desk, _where: ask_part(people_page(desk), chosen(desk)),
    "person-erase": lambda desk, _where: ask_erasure(people_page(desk), chosen(desk)),
    "person-details": lambda desk, _where: ask_details(people_page(desk), chosen(desk)),
    "venue": lambda desk, _where: settings(desk, "places").section._ask(cafe(desk)),
}
