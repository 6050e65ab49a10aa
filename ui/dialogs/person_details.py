"""The details of a person, once there is time for them: name, card, telephone, age, municipality, note."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit

from op_desktop.domain.names import words
from op_desktop.domain.person import BirthBand, Person
from op_desktop.domain.record import RecordId
from op_desktop.language import N_, _
from op_desktop.register.people import full_name
from op_desktop.register.places import MunicipalityRow
from op_desktop.register.schools import NameMissing
from ui.dialogs.form import Choice, FormDialog, text_field
from ui.theme import Theme
from ui.widgets.label import Label
from ui.widgets.tick_box import TickBox

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
        self.email = text_field(_("E-mail"), person.email)
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
            [(_("E-mail"), self.email), (_("Municipality"), self.town)],
            [(_("Age"), self.band)],
            [(_("Note"), self.note)],
        )
        hint = Label(_("Do not write health, origin or debts here."), "secondary", ink="text2", wrap=True)
        self.body.insertWidget(self.body.count() - 1, hint)
        self.quiet = TickBox(theme, _("Do not contact"), on=person.do_not_contact)
        self.pictures = TickBox(theme, _("Photographs allowed"), on=person.image_release)
        ticks = QHBoxLayout()
        ticks.setSpacing(20)
        for tick in (self.quiet, self.pictures):
            ticks.addWidget(tick)
        ticks.addStretch(1)
        self.body.insertLayout(self.body.count() - 1, ticks)
        self._person = person
        self.first = self.given

    def read_fields(self) -> None:
        """Raises ``NameMissing``."""
        if not words(f"{self.given.text()} {self.family.text()}"):
            raise NameMissing

    @property
    def person(self) -> Person:
        """The person as the fields say."""
        return replace(
            self._person, given_name=self.given.text().strip(), family_name=self.family.text().strip(),
            card=self.card.text().strip(), phone=self.phone.text().strip(), email=self.email.text().strip(),
            band=BirthBand(str(self.band.key)),
            municipality_id=RecordId(str(self.town.key)) if self.town.key else None,
            note=self.note.toPlainText().strip(), do_not_contact=self.quiet.isChecked(),
            image_release=self.pictures.isChecked(),
        )  # fmt: skip
