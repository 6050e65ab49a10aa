"""Asks the administration for the areas of the help desks, and stores what changed."""

from op_desktop.language import _
from op_desktop.register.help_areas import add_area, areas, offer_area, rename_area
from ui.dialogs.help_areas import HelpAreasDialog
from ui.pages.page import Page


def ask_areas(page: Page) -> HelpAreasDialog:
    """Ask for names, for one more, and for what is offered no longer."""
    with page.desk.workspace.read() as reader:
        dialog = HelpAreasDialog(page.theme, areas(reader, retired=True))

    def store() -> None:
        with page.writing(_("Areas of the help desks")) as uow:
            for area, italian, english, offered in dialog.lines:
                name, other = italian.text().strip(), english.text().strip()
                if area is None:
                    if name:
                        add_area(uow, name, other)
                    continue
                if (name, other) != (area.name_it, area.name_en):
                    rename_area(uow, area.id, name, other)
                if offered.isChecked() == area.retired:
                    offer_area(uow, area.id, offered=offered.isChecked())

    dialog.accepted.connect(store)
    page.desk.window.ask(dialog)
    return dialog
