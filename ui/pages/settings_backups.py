"""Settings: copies of the data, made, listed and put back."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from op_desktop.domain.formats import format_date
from op_desktop.errors import UserError
from op_desktop.language import _
from op_desktop.storage.backup import Backup, back_up, backups
from ui.dialogs.dialog import Dialog
from ui.pages.page import Page
from ui.pages.settings_section import Section
from ui.theme import Theme
from ui.widgets.avatar import IconTile
from ui.widgets.button import Button
from ui.widgets.card import CardTitle
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.list_row import ListRow
from ui.widgets.toast import Toast

SHOWN: Final = 24
MEGABYTE: Final = 1_000_000


class RestoreDialog(Dialog):
    """Makes sure: the word has to be typed."""

    def __init__(self, theme: Theme, when: str) -> None:
        super().__init__(
            theme,
            _("Go back to the backup of {when}?").format(when=when),
            _("What was recorded afterwards disappears from the pages. The data of now is kept aside."),
            confirm=_("Go back"),
            danger=True,
        )
        self._word = _("go back")
        self.word = QLineEdit()
        self.word.setAccessibleName(_("Write “{word}”").format(word=self._word))
        self.word.textChanged.connect(self._typed)
        self.confirm.setEnabled(False)
        self.body.addWidget(Label(_("To be sure, write “{word}”.").format(word=self._word)))
        self.body.addWidget(self.word)

    def _typed(self, text: str) -> None:
        self.confirm.setEnabled(text.strip().casefold() == self._word.casefold())


class BackupsSection(Section):
    """The backups of this data folder, newest first."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.make = Button(self.theme, _("Make a backup now"), "save", on_click=self._make)
        self.list = self.card()

    def refresh(self) -> None:
        """List the backups."""
        self.make = Button(self.theme, _("Make a backup now"), "save", on_click=self._make)
        folder = self.desk.workspace.folder
        found = backups(folder) if folder is not None else []
        rows: list[QWidget] = [self._row(backup) for backup in found[:SHOWN]]
        empty = EmptyState(self.theme, "hard-drive", _("There is no backup yet."))
        self.refill(self.list, [CardTitle(_("Backups"), self.make), *(rows or [empty])])

    def _row(self, backup: Backup) -> ListRow:
        when = self._when(backup)
        size = _("{size} MB").format(size=f"{backup.path.stat().st_size / MEGABYTE:.1f}")
        put_back = Button(self.theme, _("Go back to it"), "rotate-ccw", on_click=lambda: self._ask(backup.path, when))
        put_back.setAccessibleName(_("Go back to the backup of {when}").format(when=when))
        icon = IconTile(self.theme, "save", size=32)
        return ListRow(when, size, leading=[icon], trailing=[put_back] if self.desk.restore else [], inline=True)

    def _when(self, backup: Backup) -> str:
        return _("{day} at {time}").format(day=format_date(backup.made_at.date()), time=f"{backup.made_at:%H:%M}")

    def _make(self) -> None:
        workspace = self.desk.workspace
        folder, now = workspace.folder, workspace.now
        if folder is None:
            return
        self.make.setEnabled(False)
        self.make.set_text(_("Making it…"))
        self.desk.jobs.start(
            lambda _progress: back_up(workspace.engine, folder, now), done=self._made, failed=self._failed
        )

    def _made(self, backup: Backup) -> None:
        self.refresh()
        self.desk.window.say(Toast(_("The backup of {when} is whole.").format(when=self._when(backup))))

    def _failed(self, error: Exception) -> None:
        self.refresh()
        self.page.tell_error(error)

    def _ask(self, path: Path, when: str) -> None:
        dialog = RestoreDialog(self.theme, when)
        # Putting the data back throws this page away: that must not happen while it answers a signal.
        dialog.accepted.connect(lambda: QTimer.singleShot(0, lambda: self._restore(path)))
        self.desk.window.ask(dialog)

    def _restore(self, path: Path) -> None:
        assert self.desk.restore is not None
        try:
            self.desk.restore(path)
        except UserError as error:
            self.page.tell_error(error)
