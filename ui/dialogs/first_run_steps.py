"""The four steps of the first run, each a form over the same answers."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from op_desktop import settings
from op_desktop.domain.account import Role
from op_desktop.language import N_, _, language
from ui.preferences import Preferences
from ui.theme import Theme
from ui.widgets.avatar import IconTile
from ui.widgets.code_field import CodeField
from ui.widgets.label import Label
from ui.widgets.list_row import ChoiceRow
from ui.widgets.segmented import Segmented

SIZES: Final = ((100, N_("Normal")), (115, N_("Large")), (130, N_("Larger")))
SHORTEST_CODE: Final = 4

ROLES: Final = (
    (Role.EDUCATOR, "graduation-cap", N_("Educator"), N_("Classes, registers and certificates at school")),
    (Role.OPERATOR, "coffee", N_("Operator"), N_("Labs, volunteers and hours in the community")),
    (Role.ADMINISTRATOR, "inbox", N_("Administration"), N_("Collects the packages and publishes the metrics")),
)


class Start(StrEnum):
    """What the first workspace holds."""

    NOTHING = "nothing"
    EXCEL = "excel"
    """A list of pupils that is pasted as soon as the workspace is there."""
    PACKAGE = "package"
    """What the administration prepared, or a full package of this person's own."""
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class PlaceOffer:
    """A place one can tick: a venue, or a municipality without one."""

    id: str
    name: str
    municipality: str


@dataclass(slots=True)
class Answers:
    """What was answered so far; kept while the window is made anew in another language."""

    step: int = 0
    name: str = ""
    roles: set[Role] = field(default_factory=set)
    code: str = ""
    places: set[str] = field(default_factory=set)
    device: str = ""
    start: Start = Start.NOTHING
    package: Path | None = None
    passphrase: str = ""
    remember: bool = False


class Step(QWidget):
    """One form; ``first`` gets the keyboard."""

    title = ""
    text = ""
    changed = Signal()
    """Something was answered: what was missing may be there now."""

    def __init__(self, answers: Answers) -> None:
        super().__init__()
        self._answers = answers
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)
        self.first: QWidget = self

    def missing(self) -> str:
        """What is still to be said, as a sentence; empty when the step is complete."""
        return ""

    def _answer(self, **said: Any) -> None:
        for name, value in said.items():
            setattr(self._answers, name, value)
        self.changed.emit()

    def name(self, words: str) -> None:
        """Write the name of the next field above it."""
        if self.column.count():
            self.column.addSpacing(8)
        self.column.addWidget(Label(words, "strong"))

    def note(self, words: str) -> None:
        """A quiet sentence under a field."""
        self.column.addWidget(Label(words, "secondary", ink="text2", wrap=True))


class LookStep(Step):
    """Language, text size and colours; every choice is seen at once."""

    title = N_("Welcome")
    text = N_("First, how OP Desktop looks on this computer. You can change it any time.")

    def __init__(self, preferences: Preferences, answers: Answers) -> None:
        super().__init__(answers)
        kept = preferences.settings
        self.language = Segmented(_("Language"), (("it", "Italiano"), ("en", "English")), language())
        self.language.chosen.connect(lambda chosen: preferences.change(language=chosen))
        self.theme = Segmented(
            _("Colours"),
            ((settings.Theme.AUTO, _("As the computer")), (settings.Theme.LIGHT, _("Light")),
             (settings.Theme.DARK, _("Dark"))),
            kept.theme,
        )  # fmt: skip
        self.theme.chosen.connect(lambda chosen: preferences.change(theme=chosen))
        self.first = self.language
        self.name(_("Language"))
        self.column.addWidget(self.language)
        self.name(_("Text size"))
        self.column.addLayout(self._samples(preferences))
        self.name(_("Colours"))
        self.column.addWidget(self.theme)
        self.column.addStretch(1)

    def _samples(self, preferences: Preferences) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.sizes = QButtonGroup(self)
        for size, words in SIZES:
            sample = Label("Aa")
            # Each sample shows another size than the rest of the window.
            sample.setStyleSheet(f"font-size: {round(20 * size / 100)}px; font-weight: 600;")
            choice = ChoiceRow(_(words), f"{size} %", leading=[sample])
            choice.setCheckable(True)
            choice.setChecked(size == preferences.settings.text_size)
            self.sizes.addButton(choice, size)
            row.addWidget(choice)
        self.sizes.idClicked.connect(lambda size: preferences.change(text_size=size))
        return row


class PersonStep(Step):
    """Who is it, as what, and the code that locks the screen."""

    title = N_("Who are you?")
    text = N_("Your roles decide which pages you see. You may hold more than one.")

    def __init__(self, theme: Theme, answers: Answers, *, role_question: str = "") -> None:
        """``role_question`` asks for the roles of somebody else."""
        super().__init__(answers)
        self.person = QLineEdit(answers.name)
        self.person.setAccessibleName(_("Name and surname"))
        self.person.textEdited.connect(lambda text: self._answer(name=text.strip()))
        self.code = CodeField(theme, _("Code"), 6)
        self.code.setText(answers.code)
        self.code.textEdited.connect(lambda text: self._answer(code=text))
        self.first = self.person
        self.name(_("Name and surname"))
        self.column.addWidget(self.person)
        self.name(role_question or _("What do you do?"))
        self.roles = {role: self._role(theme, role, icon, words, what) for role, icon, words, what in ROLES}
        self.name(_("Code, if you like"))
        beside = QHBoxLayout()
        beside.setSpacing(14)
        beside.addWidget(self.code)
        words = _("4 to 6 digits. It keeps curious hands away when you leave the computer; it does not encrypt.")
        beside.addWidget(Label(words, "secondary", ink="text2", wrap=True), 1)
        self.column.addLayout(beside)
        self.column.addStretch(1)

    def missing(self) -> str:
        """A name and a role are needed; the code is whole or not there."""
        if not self._answers.name:
            return _("Write your name.")
        if not self._answers.roles:
            return _("Choose at least one role.")
        if self._answers.code and len(self._answers.code) < SHORTEST_CODE:
            return _("The code has 4 to 6 digits.")
        return ""

    def _role(self, theme: Theme, role: Role, icon: str, words: str, what: str) -> ChoiceRow:
        row = ChoiceRow(_(words), _(what), leading=[IconTile(theme, icon, size=34)])
        row.setCheckable(True)
        row.setChecked(role in self._answers.roles)
        row.toggled.connect(lambda on: self._hold(role, on))
        self.column.addWidget(row)
        return row

    def _hold(self, role: Role, on: bool) -> None:
        (self._answers.roles.add if on else self._answers.roles.discard)(role)
        self.changed.emit()


class PlaceStep(Step):
    """Where the person works, and what this computer is called."""

    title = N_("Where do you work?")
    text = N_("Tick your places: new records start from them. None ticked means all of them.")

    def __init__(self, offers: Sequence[PlaceOffer], answers: Answers) -> None:
        super().__init__(answers)
        self._offers = tuple(offers)
        grid = QGridLayout()
        grid.setSpacing(6)
        self.places: dict[str, ChoiceRow] = {}
        for number, offer in enumerate(self._offers):
            row = ChoiceRow(offer.name, offer.municipality if offer.municipality != offer.name else "")
            row.setCheckable(True)
            row.setChecked(offer.id in answers.places)
            row.toggled.connect(lambda on, id=offer.id: self._tick(id, on))
            self.places[offer.id] = row
            grid.addWidget(row, number // 3, number % 3)
        self.device = QLineEdit(answers.device)
        self.device.setAccessibleName(_("Name of this computer"))
        self.device.textEdited.connect(lambda text: self._answer(device=text.strip()))
        self.first = next(iter(self.places.values()), self.device)
        self.column.addLayout(grid)
        self.name(_("Name of this computer"))
        self.column.addWidget(self.device)
        self.note(_("It stands on the packages that you hand over. Names of people do not belong in it."))
        self.column.addStretch(1)

    def propose(self) -> None:
        """Fill in a name for the computer from roles and places, unless the person wrote one."""
        if not self._answers.device:
            self.device.setText(proposed_device(self._offers, self._answers))

    def missing(self) -> str:
        """The computer needs a name."""
        return "" if self.device.text().strip() else _("Write a name for this computer.")

    def _tick(self, id: str, on: bool) -> None:
        (self._answers.places.add if on else self._answers.places.discard)(id)
        self.propose()


def proposed_device(offers: Sequence[PlaceOffer], answers: Answers) -> str:
    """A name such as ``portatile-rho-1``: where the computer works, never who works with it."""
    town = next((offer.municipality for offer in offers if offer.id in answers.places), "")
    if not town and answers.roles == {Role.EDUCATOR}:
        town = _("schools")
    kind = _("centre") if answers.roles == {Role.ADMINISTRATOR} else _("laptop")
    plain = unicodedata.normalize("NFKD", town).encode("ascii", "ignore").decode().casefold()
    return "-".join(part for part in (kind, re.sub("[^a-z0-9]+", "-", plain).strip("-"), "1") if part)
