"""The questions of the operators' counter on invented data, to take pictures of."""

from typing import Final

from op_desktop.demo.term import Training
from op_desktop.domain.record import RecordId
from op_desktop.register.places import venues
from tests.dialog_visits import Visit, page_of, settings
from ui.desk import Desk
from ui.pages.labs import LabsPage
from ui.pages.labs_care import ask_facts, ask_responsible, ask_seeds, ask_series, ask_state


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
    "venue": lambda desk, _where: settings(desk, "places").section._ask(cafe(desk)),
}
