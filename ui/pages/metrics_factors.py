"""Asks the administration for other factors of the multiplier, and writes them from their day on."""

from op_desktop.domain.formats import format_date
from op_desktop.language import _
from op_desktop.register.periods import Factors, factor_history, factors, set_factors
from ui.dialogs.factors import FactorsDialog
from ui.pages.page import Page


def ask_factors(page: Page) -> None:
    """Show what holds, and write what is to hold."""
    with page.desk.workspace.read() as reader:
        now, history, today = factors(reader, reader.today), factor_history(reader), reader.today
    dialog = FactorsDialog(page.theme, now, history, today)
    dialog.accepted.connect(lambda: _write(page, dialog.answer))
    page.desk.window.ask(dialog)


def _write(page: Page, wanted: Factors | None) -> None:
    if wanted is None:
        return
    changed = False
    with page.writing(_("factors of the multiplier")) as uow:
        changed = set_factors(uow, wanted)
    if page.saved and changed:
        page.say_undoable(_("The factors hold from {day}").format(day=format_date(wanted.since)))
