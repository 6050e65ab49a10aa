"""Files that a page makes to be printed: told on the page, put on paper by a printer, else shown by their program."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog

from op_desktop.language import _, ngettext
from ui.folders import path_words
from ui.pages.page import Page
from ui.pages.page_work import PageWork
from ui.printer import print_pages, printer_question
from ui.widgets.toast import Toast

PDF: Final = ".pdf"


class Paper:
    """The way of a file from a page to paper."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.work = PageWork(page)

    def hand_out(self, text: str, path: Path) -> None:
        """Tell that a file is ready and where it lies, and print it."""
        again = [(_("Print"), lambda: self.print(path))] if path.suffix == PDF else []
        look = [(_("Open the file"), lambda: self.show(path)), (_("Open the folder"), lambda: self.show(path.parent))]
        self._page.banner.tell("success", text, path_words(path), [*again, *look])
        self.print(path)

    def print(self, path: Path) -> None:
        """Ask for the printer of a PDF; without one, and for other files, the program of the system shows it."""
        printer = self._page.desk.printer() if path.suffix == PDF else None
        if printer is None:
            if path.suffix == PDF:
                words = _("No printer is set up on this computer: the file opens instead.")
                self._page.desk.window.say(Toast(words, tone="info"))
            self.show(path)
            return
        question = printer_question(printer, path, self._page)
        question.accepted.connect(
            lambda: self.work.start(partial(print_pages, path, printer), self._printed, words=_("Printing…"))
        )
        question.finished.connect(question.deleteLater)
        # The class hides the plain ``open`` of its parent behind one that wants to be told a slot.
        QDialog.open(question)

    def show(self, path: Path) -> None:
        """Hand a file or a folder to the program of the system that shows it."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._page.banner.tell("info", _("The file is ready, but no program here opens it."), path_words(path))

    def _printed(self, pages: int) -> None:
        words = ngettext("{n} page sent to the printer.", "{n} pages sent to the printer.", pages)
        self._page.desk.window.say(Toast(words.format(n=pages)))
