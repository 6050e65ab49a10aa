"""Another passphrase for the data: the old one, and the new one twice."""

from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from op_desktop import vault
from op_desktop.errors import UserError
from op_desktop.language import _
from ui.dialogs.dialog import Dialog
from ui.theme import Theme
from ui.widgets.label import Label


class PassphraseDialog(Dialog):
    """Changes the passphrase before it goes; the printed recovery key stays good."""

    def __init__(self, theme: Theme, folder: Path) -> None:
        super().__init__(
            theme, _("Change the passphrase"), _("The printed recovery key stays good."),
            confirm=_("Change the passphrase"),
        )  # fmt: skip
        self._folder = folder
        self.old = QLineEdit(placeholderText=_("Passphrase of now"), echoMode=QLineEdit.EchoMode.Password)
        self.new = QLineEdit(placeholderText=_("New passphrase"), echoMode=QLineEdit.EchoMode.Password)
        self.again = QLineEdit(placeholderText=_("New passphrase, once more"), echoMode=QLineEdit.EchoMode.Password)
        self.problem = Label(role="medium", ink="danger", wrap=True)
        self.problem.hide()
        for field in (self.old, self.new, self.again):
            field.setAccessibleName(field.placeholderText())
            self.body.addWidget(field)
        self.body.addWidget(self.problem)

    def ready(self) -> bool:
        """Change it, or say why not."""
        if self.new.text() != self.again.text():
            return self._told(_("The two passphrases are not the same."))
        try:
            vault.change_passphrase(self._folder, self.old.text(), self.new.text())
        except UserError as error:
            return self._told(str(error))
        return True

    def _told(self, problem: str) -> bool:
        self.problem.setText(problem)
        self.problem.show()
        self.place()
        return False
