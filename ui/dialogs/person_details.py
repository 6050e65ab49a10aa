"""The details of a person, once there is time for them: name, card, telephone, age, municipality, note."""

from collections.abc import Sequence

from PySide6.QtWidgets import QPlainTextEdit

from op_desktop.domain.names import words
from op_desktop.domain.person import BirthBand, Person
from op_desktop.language import N_, _
from op_desktop.register.people import full_name
from op_desktop.register.places import MunicipalityRow
from op_desktop.register.schools import NameMissing
from ui.dialogs.form import Choice, FormDialog, text_field
from ui.theme import Theme
from ui.widgets.label import Label

BAND_NAMES = {
    BirthBand.UNSAID: N_("not said"),
    BirthBand.UNDER_18: N_("under 18"),
    BirthBand.FROM_18: "18–29",
    BirthBand.FROM_30: "30–44",
    BirthBand.FROM_45: "45–64",
    BirthBand.FROM_65: N_("65 or more"),
}


class PersonDetails(FormDialog):
    """What is on file about somebody; the fields hold the answer."""

    def __init__(self, theme: Theme, person: Person, towns: Sequence[MunicipalityRow]) -> None:
        super().__init__(theme, full_name(person.family_name, person.given_name), confirm=_("Keep these details"))
        self.given = text_field(_("First name"), person.given_name)
        self.family = text_field(_("Surname"), person.family_name)
        self.card = text_field(_("Card"), person.card, _("pass the card"))
        self.phone = text_field(_("Telephone"), person.phone)
        self.band = Choice(_("Age"), [(band, _(name)) for band, name in BAND_NAMES.items()], person.band)
        places = [(None, _("not said")), *((row.id, row.name) for row in towns)]
        self.town = Choice(_("Municipality"), places, person.municipality_id)
        self.note = QPlainTextEdit(person.note)
        self.note.setAccessibleName(_("Note"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(theme.px(64))
        self.add_fields(
            [(_("First name"), self.given), (_("Surname"), self.family)],
            [(_("Card"), self.card), (_("Telephone"), self.phone)],
            [(_("Age"), self.band), (_("Municipality"), self.town)],
            [(_("Note"), self.note)],
        )
        hint = Label(_("Do not write health, origin or debts here."), "secondary", ink="text2", wrap=True)
        self.body.insertWidget(self.body.count() - 1, hint)
        self.first = self.given

    def read_fields(self) -> None:
        """Raises ``NameMissing``."""
        if not words(f"{self.given.text()} {self.family.text()}"):
            raise NameMissing
