"""Finds somebody on file by a few letters: for whatever needs one person."""

from op_desktop.language import _
from ui.dialogs.dialog import Dialog
from ui.models.check_in import Suggestion
from ui.pages.person_entry import Find, PersonEntry
from ui.theme import Theme
from ui.widgets.search_field import SearchField


class ChoosePerson(Dialog):
    """``chosen`` holds who was chosen once it is accepted; arrows and Enter, or a digit, choose."""

    def __init__(self, theme: Theme, title: str, text: str, find: Find) -> None:
        super().__init__(theme, title, text, confirm=_("Choose"), width=560)
        self.chosen: Suggestion | None = None
        self.field = SearchField(theme, _("Name"))
        self.person = PersonEntry(theme, _("Name"), _("First letters of the name"), find, self.field, adds=False)
        self.body.addWidget(self.person)
        self.person.shown.connect(self._tell)
        self.person.picked.connect(lambda _who: self.accept())
        self.first = self.field

    def ready(self) -> bool:
        """Whether somebody is chosen."""
        self.chosen = self.person.chosen or self.person.list.current
        if self.chosen is None:
            self.field.set_note(_("nobody found"))
        return self.chosen is not None

    def _tell(self) -> None:
        self.field.set_note("" if self.person.list.rows or not self.person.text else _("nobody found"))
        self.place()
