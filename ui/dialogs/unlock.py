"""The door of an encrypted workspace: the passphrase, or the printed recovery key with a new passphrase."""

from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from op_desktop import vault
from op_desktop.errors import UserError
from op_desktop.language import _
from op_desktop.security.keys import check_passphrase
from ui.dialogs.dialog import Dialog
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.list_row import ChoiceRow
from ui.widgets.overlay import Overlay
from ui.widgets.perimeter import Perimeter


class Unlock(Dialog):
    """Opens the vault of a folder; after ``accepted`` the key is in ``key``."""

    def __init__(self, theme: Theme, folder: Path, *, can_remember: bool = False) -> None:
        super().__init__(
            theme,
            _("Your data is locked"),
            _("Write the passphrase that you chose when you began."),
            confirm=_("Open the data"),
            cancel=_("Close OP Desktop"),
            width=460,
        )
        self._folder, self._by_recovery = folder, False
        self.key = b""
        self.recovery_key = QLineEdit(placeholderText="ABCD-EFGH-…")
        self.recovery_key.setAccessibleName(_("Recovery key"))
        self.passphrase = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.problem = Label(role="medium", ink="danger", wrap=True)
        self.remember = ChoiceRow(_("This computer remembers it"), _("Kept by the computer for your user only"))
        self.remember.setCheckable(True)
        self.other_way = Button(theme, "", kind="ghost", on_click=self._switch)
        self.buttons.insertWidget(0, self.other_way)
        for widget in (self.recovery_key, self.passphrase, self.problem, self.remember):
            self.body.addWidget(widget)
        self.remember.setVisible(can_remember)
        self._arrange()

    def show_in(self, layer: Overlay) -> None:
        """Appear over the dark ground: nothing of the work is to be seen."""
        Perimeter(self.theme, layer)
        super().show_in(layer)

    def ready(self) -> bool:
        """Try what was typed; what is wrong is said under the field, which is emptied."""
        try:
            self.key = self._open()
        except UserError as error:
            self._tell(str(error))
            field = self.recovery_key if self._by_recovery else self.passphrase
            field.selectAll()
            field.setFocus()
            return False
        if self.remember.isChecked():
            vault.remember(self._folder, self.key)
        return True

    def _open(self) -> bytes:
        typed = self.passphrase.text()
        if not self._by_recovery:
            return vault.unlock(self._folder, typed)
        key = vault.unlock_with_recovery(self._folder, self.recovery_key.text())
        check_passphrase(typed, with_keyring=False)
        vault.replace_passphrase(self._folder, self.recovery_key.text(), typed)
        return key

    def _switch(self) -> None:
        self._by_recovery = not self._by_recovery
        self._arrange()
        (self.recovery_key if self._by_recovery else self.passphrase).setFocus()

    def _arrange(self) -> None:
        name = _("New passphrase") if self._by_recovery else _("Passphrase")
        self.passphrase.clear()
        self.passphrase.setPlaceholderText(name)
        self.passphrase.setAccessibleName(name)
        self.recovery_key.setVisible(self._by_recovery)
        self.other_way.set_text(_("I know the passphrase") if self._by_recovery else _("I forgot it"))
        self.text.setText(
            _("Copy the recovery key from the printed sheet, and choose a new passphrase.")
            if self._by_recovery
            else _("Write the passphrase that you chose when you began.")
        )
        self._tell("")

    def _tell(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.place()
