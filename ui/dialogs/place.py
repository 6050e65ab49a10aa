"""A new place of work: a venue or a school in one of the municipalities."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from PySide6.QtWidgets import QLineEdit

from op_desktop.domain.record import RecordId
from op_desktop.domain.school import Level
from op_desktop.language import N_, _
from op_desktop.register.places import MunicipalityRow
from op_desktop.register.school_matching import likeness
from op_desktop.register.schools import SchoolRow
from ui.dialogs.dialog import Dialog
from ui.theme import Theme
from ui.widgets.combo import Combo
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented


class Kind(StrEnum):
    """What is added."""

    VENUE = "venue"
    SCHOOL = "school"


LEVELS: Final = (
    (Level.PRIMARY, N_("Primary")),
    (Level.LOWER_SECONDARY, N_("Lower secondary")),
    (Level.UPPER_SECONDARY, N_("Upper secondary")),
    (Level.ADULT, N_("Adults")),
)


class PlaceDialog(Dialog):
    """Asks for kind, name and municipality, for a school also its level."""

    def __init__(self, theme: Theme, towns: Sequence[MunicipalityRow], schools: Sequence[SchoolRow] = ()) -> None:
        """``schools`` are those on file: one that may be meant is named before another is added."""
        super().__init__(theme, _("A new place"), confirm=_("Add the place"), width=520)
        self.kind = Segmented(_("Kind"), ((Kind.VENUE, _("Venue")), (Kind.SCHOOL, _("School"))))
        self.name = QLineEdit()
        self.name.setAccessibleName(_("Name"))
        self.first = self.name
        self.town = Combo()
        self.town.setAccessibleName(_("Municipality"))
        for town in towns:
            self.town.addItem(town.name, town.id)
        self.level = Segmented(_("Level"), [(level, _(words)) for level, words in LEVELS], Level.LOWER_SECONDARY)
        self._level_name = Label(_("Level"), "strong")
        self.body.addWidget(self.kind)
        for words, field in ((_("Name"), self.name), (_("Municipality"), self.town)):
            self.body.addWidget(Label(words, "strong"))
            self.body.addWidget(field)
        self.body.addWidget(self._level_name)
        self.body.addWidget(self.level)
        self._schools = schools
        self.likeness = Label("", "secondary", ink="warning", wrap=True)
        self.body.addWidget(self.likeness)
        self.kind.chosen.connect(self._arrange)
        self.level.chosen.connect(self._arrange)
        self.town.currentIndexChanged.connect(self._arrange)
        self.name.textChanged.connect(self._arrange)
        self._arrange()

    @property
    def municipality_id(self) -> RecordId:
        """The municipality chosen."""
        return RecordId(self.town.currentData())

    def _is_alike(self, row: SchoolRow) -> bool:
        beside = (row.municipality_id, row.level) == (self.municipality_id, self.level.current)
        return beside and likeness(row.name, self.name.text()) > 0

    def _arrange(self) -> None:
        school = self.kind.current is Kind.SCHOOL
        self._level_name.setVisible(school)
        self.level.setVisible(school)
        alike = next(filter(self._is_alike, self._schools), None) if school else None
        told = _("Perhaps it is “{school}”, which is on file.")
        self.likeness.setText(told.format(school=alike.name) if alike is not None else "")
        self.likeness.setVisible(alike is not None)
        self.confirm.setEnabled(bool(self.name.text().strip()))
        self.place()
