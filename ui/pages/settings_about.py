"""Settings: this computer's data, how it is protected, and what the program is made of."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from op_desktop import __version__, vault
from op_desktop.language import _
from op_desktop.paths import folders
from ui.dialogs.passphrase import PassphraseDialog
from ui.pages.page import Page
from ui.pages.settings_section import Section
from ui.widgets.button import Button
from ui.widgets.card import CardTitle
from ui.widgets.chip import Chip
from ui.widgets.list_row import ListRow
from ui.widgets.toast import Toast


class AboutSection(Section):
    """Where the data lies, whether it is encrypted, and which version this is."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        data = self.desk.workspace.folder
        if data is not None:
            card = self.card()
            card.add_row(CardTitle(_("Data of this computer")))
            card.add_row(self._folder_row(_("Data folder"), data))
            card.add_row(self._protection_row(data))
            card.add_row(self._folder_row(_("Diary of the program, without names"), folders().logs))
        card = self.card()
        card.add_row(CardTitle("OP Desktop", note=_("Version {version}").format(version=__version__)))
        card.add_row(ListRow(_("Fonts"), "Inter, Titillium Web (SIL Open Font License 1.1)", height=44))
        card.add_row(ListRow(_("Icons"), "Lucide (ISC)", height=44))

    def _folder_row(self, title: str, folder: Path) -> ListRow:
        def show() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

        button = Button(self.theme, _("Open the folder"), "folder-open", on_click=show)
        button.setAccessibleName(f"{button.accessibleName()}: {title}")
        return ListRow(title, str(folder), trailing=[button])

    def _protection_row(self, folder: Path) -> ListRow:
        if not vault.is_sealed(folder):
            chip = Chip(self.theme, _("Not encrypted"), "warning", "triangle-alert")
            return ListRow(_("Protection"), _("Practice data, open to whoever uses this computer"), trailing=[chip])
        chip = Chip(self.theme, _("Encrypted"), "success", "lock")
        change = Button(self.theme, _("Change the passphrase"), on_click=lambda: self._change(folder))
        words = _("Opened by your passphrase or by the printed recovery key")
        return ListRow(_("Protection"), words, trailing=[chip, change])

    def _change(self, folder: Path) -> None:
        dialog = PassphraseDialog(self.theme, folder)
        dialog.accepted.connect(lambda: self.desk.window.say(Toast(_("The passphrase is changed."))))
        self.desk.window.ask(dialog)
