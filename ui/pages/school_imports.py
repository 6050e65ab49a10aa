"""The registry of schools, imported from whichever page is in front, and taken back."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from op_desktop.domain.record import RecordId
from op_desktop.exchange.school_import import SchoolPlan, import_schools, preview_schools
from op_desktop.language import _, ngettext
from op_desktop.progress import Progress
from op_desktop.register.places import municipalities
from op_desktop.register.school_imports import take_schools_back
from ui.dialogs.school_import import SchoolImportDialog
from ui.messages import Message, message_of
from ui.pages.page import Page
from ui.pages.page_work import PageWork
from ui.widgets.toast import Toast


class SchoolImports:
    """Reads the file beside the window, shows what would change, and writes the answer through its page."""

    def __init__(self, page: Page) -> None:
        self._page, self._desk = page, page.desk
        self.work = PageWork(page)

    def choose(self, then: Callable[[], object] | None = None) -> None:
        """Ask for the ministry's file; ``then`` follows, whatever became of it."""
        kinds = _("Registry of schools") + " (*.csv *.txt)"
        chosen, _kind = QFileDialog.getOpenFileName(self._page, _("Import the schools"), str(Path.home()), kinds)
        if chosen:
            self.open_file(chosen, then)
        elif then is not None:
            then()

    def open_file(self, name: str, then: Callable[[], object] | None = None) -> None:
        """Read this file; tens of thousands of rows take about a second. The window stays usable, Stop ends it.

        ``then`` follows, whatever became of it.
        """
        path, workspace = Path(name), self._desk.workspace

        def work(progress: Progress) -> tuple[SchoolPlan, str]:
            data = path.read_bytes()
            with workspace.read() as reader:
                return preview_schools(reader, data, path.name, progress), sha256(data).hexdigest()

        words = _("Reading {file}").format(file=path.name)
        self.work.start(work, lambda found: self._ask(found, then),
                        lambda error: self._refused(error, path.name, then), then, words)  # fmt: skip

    def take_back(self, batch_id: RecordId) -> None:
        """Undo an import of the past."""
        with self._page.writing(_("Take the import back")) as uow:
            done = take_schools_back(uow, batch_id)
        if not self._page.saved:
            return
        number = done.removed + done.restored
        words = ngettext("{number} school is as it was before the import", "{number} schools are as before the import",
                         number).format(number=number)  # fmt: skip
        self._page.say_undoable(words)
        if done.kept:
            self._page.banner.tell(
                "info", _("These stay, because there are classes in them or somebody changed them:"),
                ", ".join(done.kept),
            )  # fmt: skip

    def _ask(self, found: tuple[SchoolPlan, str], then: Callable[[], object] | None) -> None:
        plan, digest = found
        with self._desk.workspace.read() as reader:
            towns = {str(town.id): town.name for town in municipalities(reader)}
        dialog = SchoolImportDialog(self._desk.theme, plan, towns)
        dialog.accepted.connect(lambda: self._write(dialog, digest, then))
        if then is not None:
            dialog.rejected.connect(then)
        self._desk.window.ask(dialog)

    def _write(self, dialog: SchoolImportDialog, digest: str, then: Callable[[], object] | None) -> None:
        with self._page.writing(_("Import schools")) as uow:
            done = import_schools(uow, dialog.plan, dialog.schools.decisions, sha256=digest)
        if self._page.saved:
            number = done.new + done.updated
            words = ngettext("{number} school imported", "{number} schools imported", number)
            self._page.say_undoable(words.format(number=number))
        if then is not None:
            then()

    def _refused(self, error: Exception, name: str, then: Callable[[], object] | None) -> None:
        message = message_of(error)
        if isinstance(error, OSError):
            remedy = _("Close it in the other program and try again. Nothing was imported.")
            message = Message("warning", _("“{file}” cannot be opened.").format(file=name), remedy)
        self._page.banner.tell(message.tone, message.title, message.text)
        if then is not None:
            then()
            # The question that comes back lies over the message strip.
            self._desk.window.say(Toast(message.title, tone=message.tone))
