"""The very beginning: asks the first questions and makes the workspace that the answers describe."""

import shutil
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from op_desktop import vault
from op_desktop.demo.term import fill_training
from op_desktop.domain.place import Venue
from op_desktop.domain.record import RecordId
from op_desktop.errors import UserError
from op_desktop.language import _
from op_desktop.paths import Folders
from op_desktop.progress import Progress
from op_desktop.register import accounts, places
from op_desktop.security import os_keyring
from op_desktop.storage.clock import Wall
from op_desktop.vault import Vault
from op_desktop.workspace import Workspace
from ui.dialogs.first_run import FirstRun
from ui.dialogs.first_run_steps import Answers, PlaceOffer, Start
from ui.dialogs.patience import Patience
from ui.dialogs.recovery import RecoverySheet
from ui.dialogs.trouble import Trouble
from ui.first_package import FirstPackage
from ui.jobs import JobRunner
from ui.main_window import MainWindow
from ui.messages import message_of
from ui.preferences import Preferences
from ui.signing_in import set_code

REAL: Final = "workspace"
PRACTICE: Final = "practice"
BEGUN: Final = "workspace.new"
"""Where a real workspace is made; it takes its name when the recovery key is in somebody's hands."""


class Beginning(QObject):
    """Makes the first workspace; what was answered is kept when the window changes its language."""

    made = Signal(object, object, object, bool)
    """The workspace, its key (None for practice data), the account that is at work in it, and whether a list waits to
    be pasted."""

    def __init__(self, preferences: Preferences, where: Folders, wall: Wall, parent: QObject) -> None:
        super().__init__(parent)
        self._preferences, self._wall = preferences, wall
        self._data, self._state = where.data, where.state
        self._answers = Answers()
        self._offers: list[PlaceOffer] = []
        self._jobs = JobRunner(self)

    def ask(self, window: MainWindow) -> None:
        """Show the four steps."""
        self._offers = self._offers or offered_places()
        dialog = FirstRun(window.theme, self._preferences, self._offers, self._answers, os_keyring.usable)
        dialog.accepted.connect(lambda: self._make(window))
        dialog.practice_requested.connect(lambda: self._practise(window))
        window.ask(dialog)

    def _make(self, window: MainWindow) -> None:
        if self._answers.start is Start.PRACTICE:
            self._practise(window)
            return
        begun = self._data / BEGUN
        shutil.rmtree(begun, ignore_errors=True)
        try:
            sealed = vault.create(begun, self._answers.passphrase)
        except UserError as error:
            self._tell(window, error)
            return
        sheet = RecoverySheet(window.theme, sealed.recovery_key, self._answers.device)
        sheet.accepted.connect(lambda: self._settle(window, sealed))
        window.ask(sheet)

    def _settle(self, window: MainWindow, sealed: Vault) -> None:
        """The recovery key is safe: the workspace takes its place."""
        folder = self._data / REAL
        try:
            shutil.rmtree(folder, ignore_errors=True)
            (self._data / BEGUN).rename(folder)
            workspace = self._open(folder, key=sealed.key, label=self._answers.device)
            with workspace.write(_("First run")) as uow:
                places.seed_reference(uow)
            account_id = self._add_person(workspace)
        except UserError as error:
            self._tell(window, error)
            return
        if self._answers.remember:
            vault.remember(folder, sealed.key)
        answers, self._answers = self._answers, Answers()

        def come_in() -> None:
            accounts.sign_in(workspace, account_id, answers.code)
            self.made.emit(workspace, sealed.key, account_id, answers.start is Start.EXCEL)

        if answers.start is Start.PACKAGE and answers.package is not None:
            first = FirstPackage(window, workspace, self)
            first.finished.connect(come_in)
            first.begin(answers.package)
        else:
            come_in()

    def _add_person(self, workspace: Workspace) -> RecordId:
        answers = self._answers
        with workspace.write(_("First run")) as uow:
            venue_id = next((RecordId(id) for id in answers.places if uow.get(Venue, RecordId(id))), None)
            account_id = accounts.add_account(uow, answers.name, answers.roles, venue_id)
        accounts.set_places(workspace, account_id, answers.places)
        if answers.code:
            set_code(workspace, account_id, answers.code)
        return account_id

    def _practise(self, window: MainWindow) -> None:
        waiting = Patience(window.theme, _("Preparing the practice data…"), _("A term of invented work, around today."))
        window.ask(waiting)

        def done(made: tuple[Workspace, RecordId]) -> None:
            waiting.reject()
            workspace, educator = made
            account_id = self._add_person(workspace) if self._answers.name else educator
            accounts.sign_in(workspace, account_id, self._answers.code)
            self._answers = Answers()
            self.made.emit(workspace, None, account_id, False)

        def failed(error: Exception) -> None:
            waiting.reject()
            self._tell(window, error)

        self._jobs.start(self._fill, done=done, failed=failed)

    def _fill(self, _progress: Progress) -> tuple[Workspace, RecordId]:
        folder = self._data / PRACTICE
        shutil.rmtree(folder, ignore_errors=True)
        workspace = self._open(folder, label=_("practice"), training=True)
        training = fill_training(workspace, workspace.now.date())
        accounts.sign_in(workspace, training.educator)
        return workspace, training.educator

    def _open(self, folder: Path, *, label: str, key: bytes | None = None, training: bool = False) -> Workspace:
        return Workspace.open(folder, key=key, wall=self._wall, label=label, training=training, state=self._state)

    def _tell(self, window: MainWindow, error: Exception) -> None:
        again = (_("Try again"), lambda: self.ask(window))
        window.ask(Trouble(window.theme, message_of(error), [again]))


def offered_places() -> list[PlaceOffer]:
    """The venues of the programme, and the municipalities that have none, as every new workspace knows them."""
    known = Workspace.open("sqlite://")
    with known.write("") as uow:
        places.seed_reference(uow)
        venues = places.venues(uow)
        towns = places.municipalities(uow)
    known.close()
    offers = [PlaceOffer(venue.id, venue.name, venue.municipality) for venue in venues]
    with_venue = {venue.municipality_id for venue in venues}
    return offers + [PlaceOffer(town.id, town.name, town.name) for town in towns if town.id not in with_venue]
