"""Prints about volunteers: asks what, shows the first page, runs the work and tells its end where it began."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from op_desktop.documents.hours_prints import (
    extract_file_name,
    render_extract,
    render_statement,
    statement_file_name,
)
from op_desktop.documents.issuing import Made, first_page, make
from op_desktop.documents.print_words import PRINT_WORDS
from op_desktop.documents.volunteer_issuing import VolunteerOrder, task_words
from op_desktop.domain.certificate import Certificate, CertificateState
from op_desktop.domain.record import RecordId
from op_desktop.durable import write_atomically
from op_desktop.exchange.hours_files import write_extract, write_statement
from op_desktop.language import _
from op_desktop.register.certificates import issued
from op_desktop.register.volunteer_register import enrolled
from op_desktop.register.volunteer_work import VolunteerWork, work_of
from op_desktop.security.permissions import Permission
from ui.folders import documents
from ui.messages import message_of
from ui.models.check_in import Suggestion
from ui.models.hours_papers import Paper, Texts
from ui.models.volunteering import work_words
from ui.pages.page import Page
from ui.pages.paper import Paper as PaperWay
from ui.pages.person_entry import anybody
from ui.pages.printing import CERTIFICATES_FOLDER, LANGUAGE, PAUSE, PRINTS_FOLDER, SIGNATORY
from ui.pages.volunteering_prints import HoursPrintDialog
from ui.widgets.page_preview import page_count, picture

_KEPT: Final = {"organisation": "volunteer_body", "seat": "volunteer_seat", "place": "volunteer_place",
                "signatory": SIGNATORY, "role": "volunteer_signs_as"}  # fmt: skip
"""What is typed once for a certificate and proposed the next time, by its name among this installation's values."""


class VolunteerPrinting(QObject):
    """One question and one piece of work at a time, on behalf of a page."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page, self._desk = page, page.desk
        self.dialog: HoursPrintDialog | None = None
        self._work: VolunteerWork | None = None
        self._replaces: Certificate | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._draw)
        self.paper = PaperWay(page)

    def ask(
        self, paper: Paper = Paper.STATEMENT, person: Suggestion | None = None, replaces: Certificate | None = None
    ) -> HoursPrintDialog:
        """Open the card with ``paper`` in front; ``replaces`` is the certificate that a corrected one takes over."""
        desk = self._desk
        words = desk.workspace.local(LANGUAGE) or ""
        certifies = desk.may(Permission.WRITE_VOLUNTEER_CERTIFICATES)
        offered = [each for each in Paper if each is not Paper.CERTIFICATE or certifies]
        self._replaces, self._work = replaces, None
        self.dialog = dialog = HoursPrintDialog(
            desk.theme, offered if replaces is None else [Paper.CERTIFICATE], paper if paper in offered else offered[0],
            self._search, today=desk.workspace.now.date(), kept=self._kept(),
            words=words if words in PRINT_WORDS else "it", replacing=replaces is not None,
        )  # fmt: skip
        if replaces is not None and replaces.first_day and replaces.last_day:
            dialog.first_day.setText(f"{replaces.first_day:%d/%m/%Y}")
            dialog.last_day.setText(f"{replaces.last_day:%d/%m/%Y}")
        dialog.preview_wanted.connect(self._changed)
        dialog.folder_wanted.connect(self._ask_folder)
        dialog.what.chosen.connect(lambda _what: dialog.show_folder(self.folder))
        dialog.accepted.connect(lambda: self._accept(dialog))
        dialog.rejected.connect(self._close)
        dialog.show_folder(self.folder)
        desk.window.ask(dialog)
        if person is not None:
            dialog.person.pick(person)
        self._changed()
        return dialog

    @property
    def folder(self) -> Path:
        """Where files of the kind in front are saved."""
        certificate = self.dialog is not None and self.dialog.current is Paper.CERTIFICATE
        chosen = self._desk.workspace.local(CERTIFICATES_FOLDER if certificate else PRINTS_FOLDER)
        name = _("Certificates") if certificate else _("Prints")
        return Path(chosen) if chosen else documents() / "OP Desktop" / name

    @property
    def _open(self) -> bool:
        """Whether the card is still there: what was begun for it may end after the window took it away."""
        return self.dialog is not None and isValid(self.dialog) and self.dialog.isVisible()

    def _kept(self) -> Texts:
        known = {field: self._desk.workspace.local(name) or "" for field, name in _KEPT.items()}
        return Texts(known["organisation"], known["seat"], place=known["place"], signatory=known["signatory"],
                     role=known["role"])  # fmt: skip

    def _search(self, text: str) -> Sequence[Suggestion]:
        with self._desk.workspace.read() as reader:
            return anybody(reader, text, self._desk.view)

    def _changed(self) -> None:
        """Another person or other days: read their work, then draw the page when the typing rests."""
        dialog = self.dialog
        if dialog is None:
            return
        span, person_id = dialog.span, dialog.person.person_id
        self._work = None
        if dialog.current is not Paper.EXTRACT and span is not None and person_id is not None:
            self._work = work = self._read(person_id, span)
            dialog.offer(task_words(work, str(dialog.language.current)), work.steady)
        certificate = dialog.current is Paper.CERTIFICATE
        minutes = 0 if self._work is None else self._work.confirmed_minutes if certificate else self._work.minutes
        dialog.show_work(minutes, self._told(certificate=certificate))
        if not dialog.ready():
            dialog.preview.clear()
        self._pause.start()

    def _read(self, person_id: RecordId, span: tuple[date, date]) -> VolunteerWork:
        with self._desk.workspace.read() as reader:
            return work_of(reader, person_id, *span, self._desk.view)

    def _told(self, *, certificate: bool) -> str:
        """How many hours there are, how many of them confirmed, and which certificates of the person stand."""
        if self._work is None:
            return ""
        replaces = self._replaces.number if self._replaces is not None else ""
        if not certificate or replaces:
            return work_words(self._work, (), replaces)
        with self._desk.workspace.read() as reader:
            found = issued(reader, person_id=self._work.person_id)
        standing = [each.number for each in found if each.state is CertificateState.ISSUED]
        return work_words(self._work, standing)

    def _order(self, dialog: HoursPrintDialog) -> VolunteerOrder:
        span, person_id, texts = dialog.span, dialog.person.person_id, dialog.texts
        assert span is not None
        assert person_id is not None
        steady = dialog.steady.current
        return VolunteerOrder(
            person_id=person_id, first_day=span[0], last_day=span[1], organisation=texts.organisation, seat=texts.seat,
            steady=steady if isinstance(steady, bool) else None, tasks=texts.tasks, skills=texts.skills,
            place=texts.place, signatory=texts.signatory, role=texts.role, language=str(dialog.language.current),
            replaces_id=self._replaces.id if self._replaces is not None else None, reason=dialog.reason.text().strip(),
            view=self._desk.view,
        )  # fmt: skip

    def _pdf(self, dialog: HoursPrintDialog) -> Callable[[], bytes]:
        """What makes the page in front."""
        workspace, words, span = self._desk.workspace, str(dialog.language.current), dialog.span
        assert span is not None
        now = workspace.now
        if dialog.current is Paper.EXTRACT:

            def extract() -> bytes:
                with workspace.read() as reader:
                    return render_extract(enrolled(reader, *span), *span, now, words)

            return extract
        if dialog.current is Paper.CERTIFICATE:
            order = self._order(dialog)

            def certificate() -> bytes:
                with workspace.read() as reader:
                    return first_page(reader, order)

            return certificate
        assert self._work is not None
        return partial(render_statement, self._work, now, words)

    def _draw(self) -> None:
        dialog = self.dialog
        # A late timer must not start work for a window that has gone.
        if dialog is None or not self._open or not dialog.ready():
            return
        work, front = self._pdf(dialog), dialog.current

        def draw(_progress: object) -> tuple[Paper, QImage, int]:
            pdf = work()
            return front, picture(pdf), page_count(pdf)

        self._desk.jobs.start(draw, done=self._drawn, failed=self._not_drawn)

    def _drawn(self, drawn: tuple[Paper, QImage, int]) -> None:
        paper, image, pages = drawn
        if self._open and self.dialog is not None and self.dialog.current is paper:
            self.dialog.show_preview(image, pages)

    def _not_drawn(self, error: Exception) -> None:
        if self._open and self.dialog is not None:
            message = message_of(error)
            self.dialog.say_problem(message.tone, message.title, message.text)

    def _ask_folder(self) -> None:
        dialog = self.dialog
        if dialog is None:
            return
        chosen = QFileDialog.getExistingDirectory(self._page, _("Where to save"), str(self.folder))
        if chosen:
            name = CERTIFICATES_FOLDER if dialog.current is Paper.CERTIFICATE else PRINTS_FOLDER
            self._desk.workspace.keep_local(name, chosen)
            dialog.show_folder(self.folder)

    def _accept(self, dialog: HoursPrintDialog) -> None:
        workspace, folder = self._desk.workspace, self.folder
        workspace.keep_local(LANGUAGE, str(dialog.language.current))
        if dialog.current is Paper.CERTIFICATE:
            order = self._order(dialog)
            for field, name in _KEPT.items():
                workspace.keep_local(name, getattr(dialog.texts, field))
            self._close()
            self.paper.work.start(lambda progress: make(workspace, order, folder, progress), self._made, self._failed)
            return
        path = folder / self._file_name(dialog)
        write = self._writing(dialog, path)
        self._close()

        def save(_progress: object) -> Path:
            folder.mkdir(parents=True, exist_ok=True)
            write()
            return path

        self.paper.work.start(save, self._printed, self._failed)

    def _file_name(self, dialog: HoursPrintDialog) -> str:
        span = dialog.span
        assert span is not None
        if dialog.current is Paper.EXTRACT:
            return extract_file_name(*span, ".pdf" if dialog.suffix == ".pdf" else ".xlsx")
        assert self._work is not None
        return statement_file_name(self._work.person_id, *span, dialog.suffix)

    def _writing(self, dialog: HoursPrintDialog, path: Path) -> Callable[[], object]:
        words, workspace, span = str(dialog.language.current), self._desk.workspace, dialog.span
        if path.suffix == ".pdf":
            return partial(_write_pdf, path, self._pdf(dialog))
        if dialog.current is Paper.STATEMENT:
            assert self._work is not None
            return partial(write_statement, path, self._work, words)
        assert span is not None

        def extract() -> None:
            with workspace.read() as reader:
                rows = enrolled(reader, *span)
            write_extract(path, rows, words)

        return extract

    def _close(self) -> None:
        self.dialog = None
        self._pause.stop()

    def _failed(self, error: Exception) -> None:
        # The page itself would say it where hours are written.
        Page.tell_error(self._page, error)

    def _made(self, made: Made) -> None:
        number = made.certificates[0].number
        self.paper.hand_out(_("Certificate {number} is ready.").format(number=number), made.path)

    def _printed(self, path: Path) -> None:
        self.paper.hand_out(_("The print is ready.") if path.suffix == ".pdf" else _("The file is ready."), path)


def _write_pdf(path: Path, draw: Callable[[], bytes]) -> None:
    content = draw()
    with write_atomically(path) as file:
        file.write(content)
