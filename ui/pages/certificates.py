"""Certificates: those issued with their numbers, new ones for a class, copies, revoking, checking a code."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import QModelIndex, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMenu

from op_desktop.domain.certificate import Certificate
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import School, SchoolClass
from op_desktop.language import _, ngettext
from op_desktop.register.certificates import revoke
from op_desktop.register.schools import classes
from op_desktop.security.permissions import Permission
from ui.desk import Desk
from ui.dialogs.certificate_check import VerifyDialog
from ui.dialogs.dialog import Dialog
from ui.folders import documents, path_words
from ui.models.certificates import IssuedModel, IssuedRow, issued_rows
from ui.pages.certificates_issuing import Issuing
from ui.pages.certificates_making import Made, Order, copy_of, original_of
from ui.pages.certificates_panel import CertificatePanel, issued_table
from ui.pages.page import Page
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.columns import Columns
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label

FOLDER: Final = "certificate_folder"
"""Name of the value of this installation that keeps where PDFs are saved."""


class CertificatesPage(Page):
    """The register of numbers at the left, the chosen certificate at the right."""

    watches = (Certificate, SchoolClass, School)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Certificates"))
        self._rows: list[IssuedRow] = []
        self.model = IssuedModel(self)
        self.table = issued_table(desk.theme, self.model)
        self.filter = QLineEdit(placeholderText=_("Filter by number, name or class"), clearButtonEnabled=True)
        self.filter.setAccessibleName(_("Filter by number, name or class"))
        self.none = Label(_("No rows with these filters."), ink="text2")
        self.panel = CertificatePanel(desk.theme, may_write=desk.may(Permission.WRITE_CLASS_CERTIFICATES))
        self.columns = Columns(desk.theme, right_width=320)
        self.issuing = Issuing(desk, lambda: self.folder, self)
        self.verify = Button(desk.theme, _("Verify a code"), "shield-check", on_click=self._verify)
        self.issue = Button(desk.theme, _("Certificates for a class"), "award", "primary", on_click=self._offer_classes)
        self.empty = EmptyState(
            desk.theme, "award", _("Certificates will be here once a class has finished its meetings."),
            _("Certificates for a class"), self._offer_classes,
        )  # fmt: skip
        self._nothing = Card(margin=0)
        self._build()
        self._connect()

    @property
    def folder(self) -> Path:
        """Where PDFs are saved: what the person chose, else their documents."""
        chosen = self.desk.workspace.local(FOLDER)
        return Path(chosen) if chosen else documents() / "OP Desktop" / _("Certificates")

    def refresh(self) -> None:
        """Read the register again; the chosen certificate stays chosen."""
        chosen = self.chosen
        with self.desk.workspace.read() as reader:
            self._rows = issued_rows(reader)
        self.columns.setVisible(bool(self._rows))
        self._nothing.setVisible(not self._rows)
        self._filter()
        self._choose(chosen.id if chosen else None)

    def visit(self, **where: object) -> None:
        """With ``class_id`` the question for that class opens at once."""
        super().visit(**where)
        class_id = where.get("class_id")
        if isinstance(class_id, str):
            self.issuing.ask(RecordId(class_id))

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """New ones for a class, the chosen one as PDF, the filter."""
        return {
            "new": self._offer_classes,
            "print": self._open_chosen,
            "filter": self.filter.setFocus,
            "quick_field": self.filter.setFocus,
        }

    @property
    def chosen(self) -> IssuedRow | None:
        """The certificate that is chosen in the list."""
        number = self.table.currentIndex().row()
        return self.model.rows[number] if 0 <= number < len(self.model.rows) else None

    def _build(self) -> None:
        buttons = [self.verify]
        if self.desk.may(Permission.WRITE_CLASS_CERTIFICATES):
            buttons.append(self.issue)
        else:
            self.empty.button.hide()
        self.header.set_buttons(*buttons)
        self.column.addWidget(self.issuing.progress)
        card = Card(margin=0, spacing=0)
        card.column.addWidget(self.table, 1)
        self.columns.left.setSpacing(10)
        self.columns.left.addWidget(self.filter)
        self.columns.left.addWidget(self.none)
        self.columns.left.addWidget(card, 1)
        self.columns.right.addWidget(self.panel)
        self.columns.right.addStretch(1)
        self.column.addWidget(self.columns, 1)
        self._nothing.column.addWidget(self.empty)
        self.column.addWidget(self._nothing, 1)

    def _connect(self) -> None:
        self.filter.textChanged.connect(lambda: self._filter())
        self.table.selectionModel().currentChanged.connect(lambda: self.panel.show_row(self.chosen))
        self.table.activated.connect(self._opened)
        self.model.modelReset.connect(lambda: self.panel.show_row(self.chosen))
        self.panel.open.clicked.connect(lambda: self._open_chosen())
        self.panel.copy.clicked.connect(lambda: self._copy_chosen())
        self.panel.revoke.clicked.connect(lambda: self._ask_revoke())
        self.panel.again.clicked.connect(lambda: self._issue_again())
        self.desk.window.density_changed.connect(self._fit)
        self._fit()
        self.issuing.made.connect(self._tell_made)
        self.issuing.failed.connect(self.tell_error)
        self.issuing.folder_wanted.connect(self._ask_folder)

    def _fit(self) -> None:
        self.table.setColumnHidden(IssuedModel.KIND, not self.desk.window.wide)

    def _filter(self) -> None:
        shown = [row for row in self._rows if row.found_by(self.filter.text())]
        self.model.set_rows(shown)
        self.none.setVisible(bool(self._rows) and not shown)
        self.panel.show_row(self.chosen)

    def _choose(self, id: RecordId | None) -> None:
        number = self.model.row_of(id) if id is not None else None
        if self.model.rows:
            self.table.setCurrentIndex(self.model.index(number or 0, 0))
        self.panel.show_row(self.chosen)

    def _offer_classes(self) -> None:
        with self.desk.workspace.read() as reader:
            found = [row for row in classes(reader, place=self.desk.place) if row.held]
        if not found:
            self.banner.tell(
                "info", _("No class has held a meeting yet."), _("Close the register of a lesson first.")
            )  # fmt: skip
            return
        menu = QMenu(self)
        for row in found:
            text = f"{row.label} – {row.school} ({row.year_label})".replace("&", "&&")
            menu.addAction(text).triggered.connect(lambda _on=False, id=row.id: self.issuing.ask(id))
        anchor = self.issue if self.issue.isVisible() else self.empty.button
        menu.popup(anchor.mapToGlobal(anchor.rect().bottomLeft()))

    def _verify(self) -> None:
        self.desk.window.ask(VerifyDialog(self.theme, self.desk.workspace))

    def _opened(self, _index: QModelIndex) -> None:
        self._open_chosen()

    def _open_chosen(self) -> None:
        row = self.chosen
        if row is not None:
            self._hand_out(lambda: original_of(self.desk.workspace, row.certificate, self.folder))

    def _copy_chosen(self) -> None:
        row = self.chosen
        if row is not None:
            self._hand_out(lambda: copy_of(self.desk.workspace, row.certificate, self.folder))

    def _hand_out(self, write: Callable[[], Path]) -> None:
        self.desk.jobs.start(lambda _progress: write(), done=self._open_file, failed=self.tell_error)

    def _open_file(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _ask_revoke(self) -> None:
        row = self.chosen
        if row is None:
            return
        dialog = Dialog(
            self.theme, _("Revoke {number}?").format(number=row.certificate.number),
            _("It no longer stands: whoever verifies it is told so. Its number is never given again."),
            confirm=_("Revoke"), cancel=_("Keep"), danger=True,
        )  # fmt: skip
        dialog.accepted.connect(lambda: self._revoke(row))
        self.desk.window.ask(dialog)

    def _revoke(self, row: IssuedRow) -> None:
        with self.writing(_("Revoke {number}").format(number=row.certificate.number)) as uow:
            revoke(uow, row.id)
        if self.saved:
            self.say_undoable(_("{number} is revoked.").format(number=row.certificate.number))

    def _issue_again(self) -> None:
        row = self.chosen
        if row is None or row.certificate.class_id is None:
            return
        certificate = row.certificate
        pupil = (certificate.enrolment_id,) if certificate.enrolment_id else ()
        names = {certificate.enrolment_id: certificate.holder} if certificate.enrolment_id else {}
        order = Order(
            class_id=row.certificate.class_id, enrolment_ids=pupil, names=names, whole_class=not pupil,
            place=certificate.place, language=certificate.language, replaces_id=certificate.id,
        )  # fmt: skip
        dialog = Dialog(
            self.theme, _("Issue {number} again?").format(number=certificate.number),
            _("The old one is revoked; the new one has its own number and says today’s names and meetings."),
            confirm=_("Issue again"),
        )  # fmt: skip
        dialog.accepted.connect(lambda: self.issuing.make(order))
        self.desk.window.ask(dialog)

    def _tell_made(self, made: Made) -> None:
        count = len(made.certificates)
        text = ngettext("{n} certificate is ready.", "{n} certificates are ready.", count).format(n=count)
        self.banner.tell(
            "success", text, path_words(made.path),
            [
                (_("Open the PDF"), lambda: self._open_file(made.path)),
                (_("Open the folder"), lambda: self._open_file(made.path.parent)),
            ],
        )  # fmt: skip
        self.desk.window.set_saved(_("Saved at {time}").format(time=self.desk.workspace.now.strftime("%H:%M")))
        self._choose(made.certificates[-1].id)
        self.table.setFocus()
        self._open_file(made.path)

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Where to save certificates"), str(self.folder))
        if chosen:
            self.desk.workspace.keep_local(FOLDER, chosen)
            self.issuing.folder_changed(self.folder)
