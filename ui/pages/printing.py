"""Prints what there is of a class: asks what, shows the first page, runs the work and tells its end where it began."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from op_desktop.documents.attendance_sheet import render_attendance_sheet
from op_desktop.documents.class_prints import Print, offered, print_file_name, render_print
from op_desktop.documents.issuing import Made, Order, first_page, make
from op_desktop.documents.print_words import PRINT_WORDS
from op_desktop.domain.record import RecordId
from op_desktop.durable import write_bytes
from op_desktop.errors import UserError
from op_desktop.exchange.school_summary import write_school_summary
from op_desktop.language import _, ngettext
from op_desktop.register.certificates import NothingToCertify
from op_desktop.register.class_report import ClassReport, class_report
from op_desktop.register.places import least_share
from op_desktop.security.permissions import Permission
from ui.dialogs.certificates import CertificatesPane
from ui.dialogs.prints import PrintDialog, What
from ui.folders import documents
from ui.messages import message_of
from ui.pages.page import Page
from ui.pages.paper import Paper
from ui.pages.printing_sheet import SheetDraft, draft_of, keep_paper
from ui.widgets.page_preview import page_count, picture

PAUSE: Final = 120
"""Milliseconds after the last change before the preview is drawn again."""
CERTIFICATES_FOLDER: Final = "certificate_folder"
PRINTS_FOLDER: Final = "print_folder"
SIGNATORY: Final = "certificate_signatory"
LANGUAGE: Final = "print_language"
"""Names of the values of this installation: where files go, who signs for the programme, in which language."""


class Printing(QObject):
    """One question and one piece of work at a time, on behalf of a page."""

    made = Signal(object)
    """``Made``: the file and the certificates."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page, self._desk = page, page.desk
        self._dialog: PrintDialog | None = None
        self._report: ClassReport | None = None
        self._draft: SheetDraft | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._draw)
        self.paper = Paper(page)

    def ask(
        self, class_id: RecordId, what: What | None = None, lesson_id: RecordId | None = None
    ) -> PrintDialog | None:
        """Open the card for a class, with ``what`` in front; what stands in the way is told on the page.

        ``lesson_id`` is the meeting in front, whose sheet to sign is offered.
        """
        try:
            with self._desk.workspace.read() as reader:
                self._report = report = class_report(reader, class_id)
                share = least_share(reader, reader.today)
                writes = self._desk.may(Permission.WRITE_CLASSES)
                self._draft = draft = draft_of(reader, report.sheet, lesson_id) if writes else None
            pane = self._pane(report, share)
            kinds = [*([What.CERTIFICATES] if pane else []), *(What(kind.value) for kind in offered(report)),
                     *([What.SHEET] if draft else [])]  # fmt: skip
            if (what is not None and what not in kinds) or not kinds:
                raise NothingToCertify
        except UserError as error:
            self._page.tell_error(error)
            return None
        due = pane is not None and pane.ready
        front = what or (kinds[0] if due or kinds[0] is not What.CERTIFICATES or len(kinds) == 1 else kinds[1])
        label = f"{report.school_class.label}, {report.school_class.school}"
        self._dialog = dialog = PrintDialog(
            self._desk.theme, label, kinds, pane, front, words=self._words, meeting=draft.meeting if draft else ""
        )
        dialog.preview_wanted.connect(self._pause.start)
        dialog.folder_wanted.connect(self._ask_folder)
        dialog.chosen.connect(lambda _what: dialog.show_folder(self.folder))
        dialog.accepted.connect(lambda: self._accept(dialog))
        dialog.rejected.connect(self._close)
        dialog.show_folder(self.folder)
        self._desk.window.ask(dialog)
        self._draw()
        return dialog

    @property
    def folder(self) -> Path:
        """Where files of the kind in front are saved: what the person chose, else their documents."""
        if self._dialog is None or self._dialog.current is What.CERTIFICATES:
            return self.certificates_folder
        chosen = self._desk.workspace.local(PRINTS_FOLDER)
        return Path(chosen) if chosen else documents() / "OP Desktop" / _("Prints")

    @property
    def signatory(self) -> str:
        """Who signs for the programme, as last typed here."""
        return self._desk.workspace.local(SIGNATORY) or ""

    @property
    def certificates_folder(self) -> Path:
        """Where certificates are saved."""
        chosen = self._desk.workspace.local(CERTIFICATES_FOLDER)
        return Path(chosen) if chosen else documents() / "OP Desktop" / _("Certificates")

    def make(self, order: Order) -> None:
        """Issue and write, beside the window; progress and the way to stop it stand on the page."""
        self._close()
        workspace, folder = self._desk.workspace, self.certificates_folder
        self.paper.work.start(lambda progress: make(workspace, order, folder, progress), self._done)

    def _pane(self, report: ClassReport, share: int) -> CertificatesPane | None:
        if not report.held or not report.minutes or not self._desk.may(Permission.WRITE_CLASS_CERTIFICATES):
            return None
        place = report.school_class.municipality
        return CertificatesPane(
            self._desk.theme, list(report.pupils), place=place, signatory=self.signatory, least_share=share
        )

    @property
    def _words(self) -> str:
        kept = self._desk.workspace.local(LANGUAGE)
        return kept if kept is not None and kept in PRINT_WORDS else "it"

    def _accept(self, dialog: PrintDialog) -> None:
        self._desk.workspace.keep_local(LANGUAGE, str(dialog.language.current))
        if dialog.current is What.CERTIFICATES:
            order = self._order(dialog)
            self._desk.workspace.keep_local(SIGNATORY, order.signatory)
            self.make(order)
            return
        if dialog.current is What.SHEET:
            self._print_sheet(str(dialog.language.current))
            return
        report, kind, folder = self._report, Print(dialog.current.value), self.folder
        assert report is not None
        words, now, workbook = str(dialog.language.current), self._desk.workspace.now, dialog.workbook
        self._close()
        path = folder / print_file_name(kind, report.school_class, ".xlsx" if workbook else ".pdf")

        def write(_progress: object) -> Path:
            folder.mkdir(parents=True, exist_ok=True)
            if workbook:
                write_school_summary(path, report, words)
                return path
            content = render_print(report, kind, now, words)
            write_bytes(path, content)
            return path

        self.paper.work.start(write, self._printed)

    def _print_sheet(self, words: str) -> None:
        """Keep the code of the sheet, then make the paper; where no paper comes of it the code is let go of."""
        draft, folder = self._draft, self.folder
        assert draft is not None
        self._close()
        kept = keep_paper(self._page, draft, words)
        if kept is None:
            return

        def failed(error: Exception) -> None:
            kept.forget()
            self._page.tell_error(error)

        self.paper.work.start(partial(kept.write, folder), self._printed, failed)

    def _order(self, dialog: PrintDialog) -> Order:
        pane, report = dialog.pane, self._report
        assert pane is not None
        assert report is not None
        ticked = pane.model.ticked
        return Order(
            class_id=report.school_class.id, enrolment_ids=tuple(each.id for each in ticked),
            names={each.id: each.name for each in ticked if each.name and not each.known},
            keep_names=not pane.discard.isChecked(), whole_class=pane.whole_class,
            place=pane.place_field.text().strip(),
            signatory=pane.signatory.text().strip(), language=str(dialog.language.current),
        )  # fmt: skip

    def _draw(self) -> None:
        dialog, report = self._dialog, self._report
        # A late timer must not start work for a window that has gone.
        if dialog is None or report is None or not dialog.isVisible() or not dialog.ready():
            return
        work: Callable[[], bytes]
        if dialog.current is What.CERTIFICATES:
            work = self._certificate_work(dialog)
        elif dialog.current is What.SHEET and self._draft is not None:
            paper = self._draft.paper(self._desk.workspace.now, str(dialog.language.current))
            work = partial(render_attendance_sheet, paper)
        else:
            now, words = self._desk.workspace.now, str(dialog.language.current)
            work = partial(render_print, report, Print(dialog.current.value), now, words)
        front = dialog.current

        def draw(_progress: object) -> tuple[What, QImage, int]:
            pdf = work()
            return front, picture(pdf), page_count(pdf)

        self._desk.jobs.start(draw, done=self._drawn, failed=self._not_drawn)

    def _certificate_work(self, dialog: PrintDialog) -> Callable[[], bytes]:
        workspace, order, pane = self._desk.workspace, self._order(dialog), dialog.pane
        assert pane is not None
        if pane.sample.current is True and pane.model.ticked:
            longest = max(pane.model.ticked, key=lambda each: len(each.known or each.name))
            order = replace(order, enrolment_ids=(longest.id,))

        def work() -> bytes:
            with workspace.read() as reader:
                return first_page(reader, order)

        return work

    def _drawn(self, drawn: tuple[What, QImage, int]) -> None:
        what, image, pages = drawn
        if self._dialog is not None and self._dialog.current is what:
            self._dialog.show_preview(image, pages)

    def _not_drawn(self, error: Exception) -> None:
        if self._dialog is not None:
            message = message_of(error)
            self._dialog.say_problem(message.tone, message.title, message.text)

    def _ask_folder(self) -> None:
        dialog = self._dialog
        if dialog is None:
            return
        chosen = QFileDialog.getExistingDirectory(self._page, _("Where to save"), str(self.folder))
        if chosen:
            name = CERTIFICATES_FOLDER if dialog.current is What.CERTIFICATES else PRINTS_FOLDER
            self._desk.workspace.keep_local(name, chosen)
            dialog.show_folder(self.folder)

    def _close(self) -> None:
        self._dialog = None
        self._pause.stop()

    def _done(self, made: Made) -> None:
        count = len(made.certificates)
        text = ngettext("{n} certificate is ready.", "{n} certificates are ready.", count).format(n=count)
        self.paper.hand_out(text, made.path)
        now = self._desk.workspace.now.strftime("%H:%M")
        self._desk.window.set_saved(_("Saved at {time}").format(time=now))
        self.made.emit(made)

    def _printed(self, path: Path) -> None:
        self.paper.hand_out(_("The print is ready."), path)
