"""The last step of the first run: data of one's own behind a passphrase, or practice data."""

from collections.abc import Callable

from PySide6.QtWidgets import QButtonGroup, QLineEdit, QVBoxLayout, QWidget

from op_desktop.language import N_, _
from op_desktop.security.keys import MINIMUM_PASSPHRASE
from ui.dialogs.first_run_steps import Answers, Start, Step
from ui.theme import Theme
from ui.widgets.avatar import IconTile
from ui.widgets.label import Label
from ui.widgets.list_row import ChoiceRow


class DataStep(Step):
    """Start from nothing, locked by a passphrase, or try things out."""

    title = N_("Your data")
    text = N_("What you record stays on this computer until you hand it over.")

    def __init__(self, theme: Theme, answers: Answers, can_remember: Callable[[], bool]) -> None:
        super().__init__(answers)
        self._can_remember = can_remember
        self._group = QButtonGroup(self)
        self.nothing = self._choice(theme, Start.NOTHING, "lock", _("I start from nothing"),
                                    _("Your data is encrypted: without the passphrase nobody can read it"))  # fmt: skip
        self.practice = self._choice(theme, Start.PRACTICE, "sprout", _("I want to try with practice data"),
                                     _("Invented people and places; nothing is encrypted"))  # fmt: skip
        self.first = self.nothing
        self.secret = QWidget()
        inner = QVBoxLayout(self.secret)
        inner.setContentsMargins(0, 8, 0, 0)
        inner.setSpacing(6)
        self.passphrase, self.again = _hidden(_("Passphrase")), _hidden(_("Passphrase, once more"))
        self.remember = ChoiceRow(_("This computer remembers it"), _("Kept by the computer for your user only"))
        self.remember.setCheckable(True)
        self.remember.toggled.connect(lambda on: self._answer(remember=on))
        self.passphrase.textEdited.connect(lambda text: self._answer(passphrase=text))
        self.again.textEdited.connect(self.changed)
        inner.addWidget(Label(_("Passphrase"), "strong"))
        for widget in (self.passphrase, self.again):
            inner.addWidget(widget)
        hint = _("At least {n} characters. Four ordinary words are easy to remember and hard to guess.")
        inner.addWidget(Label(hint.format(n=MINIMUM_PASSPHRASE), "secondary", ink="text2", wrap=True))
        inner.addWidget(self.remember)
        self.column.addWidget(self.secret)
        self.column.addStretch(1)
        self.secret.setVisible(answers.start is Start.NOTHING)

    def prepare(self) -> None:
        """Offer to remember only where the computer can; asking it takes a moment."""
        self.remember.setVisible(self._can_remember())

    def missing(self) -> str:
        """The passphrase is long enough, and typed twice alike."""
        if self._answers.start is Start.PRACTICE:
            return ""
        if len(self.passphrase.text().strip()) < MINIMUM_PASSPHRASE:
            return _("The passphrase needs at least {minimum} characters.").format(minimum=MINIMUM_PASSPHRASE)
        if self.passphrase.text() != self.again.text():
            return _("The two passphrases are not the same.")
        return ""

    def _choice(self, theme: Theme, start: Start, icon: str, words: str, what: str) -> ChoiceRow:
        row = ChoiceRow(words, what, leading=[IconTile(theme, icon, size=34)])
        row.setCheckable(True)
        row.setChecked(self._answers.start is start)
        row.clicked.connect(lambda: self._start(start))
        self._group.addButton(row)
        self.column.addWidget(row)
        return row

    def _start(self, start: Start) -> None:
        self._answer(start=start)
        self.secret.setVisible(start is Start.NOTHING)


def _hidden(name: str) -> QLineEdit:
    line = QLineEdit(placeholderText=name, echoMode=QLineEdit.EchoMode.Password)
    line.setAccessibleName(name)
    return line
