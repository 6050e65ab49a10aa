"""The last step of the first run: where the data comes from, and the passphrase it is locked by."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QButtonGroup, QFileDialog, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from op_desktop.domain.account import Role
from op_desktop.language import N_, _
from op_desktop.security.keys import MINIMUM_PASSPHRASE
from op_desktop.sync.envelope import PLAIN_ENDING, SEALED_ENDING
from ui.dialogs.first_run_steps import Answers, Start, Step
from ui.theme import Theme
from ui.widgets.avatar import IconTile
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.list_row import ChoiceRow


class DataStep(Step):
    """Start from nothing, from a list or from a package, locked by a passphrase; or try things out."""

    title = N_("Do you have data already?")
    text = N_("What you record stays on this computer until you hand it over.")

    def __init__(self, theme: Theme, answers: Answers, can_remember: Callable[[], bool]) -> None:
        super().__init__(answers)
        self._can_remember = can_remember
        self._group = QButtonGroup(self)
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        self.choices = {start: self._choice(theme, start, *words) for start, *words in (
            (Start.NOTHING, "lock", _("I start from nothing"), _("Classes and labs as you go")),
            (Start.EXCEL, "clipboard-paste", _("I paste from Excel"), _("The list of a class, looked at first")),
            (Start.PACKAGE, "package", _("I have a package from the administration"), _("A file that ends in .opb")),
            (Start.PRACTICE, "sprout", _("I want to try with practice data"),
             _("Invented people, not encrypted")),
        )}  # fmt: skip
        self._arrange(list(self.choices.values()))
        self.column.addLayout(self._grid)
        self.first = self.choices[answers.start]
        self.file = Button(theme, "", "folder-open", on_click=self._choose_file)
        self.column.addWidget(self.file)
        self.secret = QWidget()
        self.passphrase, self.again = _hidden(_("Passphrase")), _hidden(_("Passphrase, once more"))
        self.remember = ChoiceRow(_("This computer remembers it"), _("Kept by the computer for your user only"))
        self._build_secret()
        self.column.addWidget(self.secret)
        self.column.addStretch(1)
        self._fit()

    def _build_secret(self) -> None:
        inner = QVBoxLayout(self.secret)
        inner.setContentsMargins(0, 8, 0, 0)
        inner.setSpacing(6)
        self.remember.setCheckable(True)
        self.remember.toggled.connect(lambda on: self._answer(remember=on))
        self.passphrase.textEdited.connect(lambda text: self._answer(passphrase=text))
        self.again.textEdited.connect(self.changed)
        inner.addWidget(Label(_("Passphrase"), "strong"))
        for widget in (self.passphrase, self.again):
            inner.addWidget(widget)
        hint = _("Your data is encrypted with it. At least {n} characters: four ordinary words are easy to remember.")
        inner.addWidget(Label(hint.format(n=MINIMUM_PASSPHRASE), "secondary", ink="text2", wrap=True))
        inner.addWidget(self.remember)

    def prepare(self) -> None:
        """Offer to remember only where the computer can; asking it takes a moment. Pupils are for educators."""
        self.remember.setVisible(self._can_remember())
        teaches = Role.EDUCATOR in self._answers.roles
        self.choices[Start.EXCEL].setVisible(teaches)
        self._arrange([row for start, row in self.choices.items() if teaches or start is not Start.EXCEL])
        if self._answers.start is Start.EXCEL and not teaches:
            self.choices[Start.NOTHING].setChecked(True)
            self._start(Start.NOTHING)

    def missing(self) -> str:
        """The package is there; the passphrase is long enough, and typed twice alike."""
        if self._answers.start is Start.PRACTICE:
            return ""
        if self._answers.start is Start.PACKAGE and self._answers.package is None:
            return _("Choose the package first.")
        if len(self.passphrase.text().strip()) < MINIMUM_PASSPHRASE:
            return _("The passphrase needs at least {minimum} characters.").format(minimum=MINIMUM_PASSPHRASE)
        if self.passphrase.text() != self.again.text():
            return _("The two passphrases are not the same.")
        return ""

    def _arrange(self, rows: Sequence[ChoiceRow]) -> None:
        """Two by two, without a hole; one that is left over takes the whole row."""
        for row in self.choices.values():
            self._grid.removeWidget(row)
        for number, row in enumerate(rows):
            alone = number == len(rows) - 1 and number % 2 == 0
            self._grid.addWidget(row, number // 2, number % 2, 1, 2 if alone else 1)

    def _choice(self, theme: Theme, start: Start, icon: str, words: str, what: str) -> ChoiceRow:
        row = ChoiceRow(words, what, leading=[IconTile(theme, icon, size=34)])
        row.setCheckable(True)
        row.setChecked(self._answers.start is start)
        row.clicked.connect(lambda: self._start(start))
        self._group.addButton(row)
        return row

    def take_package(self, path: Path) -> None:
        """Begin with this package."""
        self._answer(package=path)
        self._fit()

    def _start(self, start: Start) -> None:
        self._answer(start=start)
        self._fit()

    def _choose_file(self) -> None:
        kinds = _("Packages") + f" (*{SEALED_ENDING} *{PLAIN_ENDING})"
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Choose the package"), str(Path.home()), kinds)
        if chosen:
            self.take_package(Path(chosen))

    def _fit(self) -> None:
        package = self._answers.package
        self.file.set_text(_("Choose the package…") if package is None else package.name)
        self.file.setVisible(self._answers.start is Start.PACKAGE)
        self.secret.setVisible(self._answers.start is not Start.PRACTICE)


def _hidden(name: str) -> QLineEdit:
    line = QLineEdit(placeholderText=name, echoMode=QLineEdit.EchoMode.Password)
    line.setAccessibleName(name)
    return line
