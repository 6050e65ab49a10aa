"""Certificates: those issued with their numbers, new ones for a class, copies, revoking, checking a code."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QLineEdit, QMenu

from op_desktop.documents.issuing import Made, Order
from op_desktop.documents.kept import copy_of, original_of
from op_desktop.domain.certificate import Certificate, CertificateKind
from op_desktop.domain.formats import format_date
from op_desktop.domain.period import DatedSetting
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import School, SchoolClass
from op_desktop.language import _
from op_desktop.register.certificates import known_name, revoke
from op_desktop.register.places import CERTIFICATE_SHARE, least_share
from op_desktop.register.schools import classes
from op_desktop.security.permissions import Permission
from ui.desk import Desk
from ui.dialogs.certificate_check import VerifyDialog
from ui.dialogs.certificate_end import CorrectDialog, RevokeDialog
from ui.dialogs.dated_number import DatedNumberDialog
from ui.dialogs.prints import What
from ui.models.certificates import IssuedModel, IssuedRow, issued_rows
from ui.pages.certificates_panel import CertificatePanel, issued_table
from ui.pages.page import Page
from ui.pages.printing import Printing
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.columns import Columns
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label

_READ: Final = (Permission.READ_CLASS_CERTIFICATES, Permission.READ_VOLUNTEER_CERTIFICATES)
_WRITE: Final = (Permission.WRITE_CLASS_CERTIFICATES, Permission.WRITE_VOLUNTEER_CERTIFICATES)


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
        self.panel = CertificatePanel(desk.theme, may_write=self._kinds(*_WRITE))
        self.columns = Columns(desk.theme, right_width=320)
        self.printing = Printing(self)
        self.verify = Button(desk.theme, _("Verify a code"), "shield-check", on_click=self._verify)
        self.issue = Button(desk.theme, _("New certificates"), "award", "primary", on_click=self._offer)
        self.empty = EmptyState(
            desk.theme, "award", _("Certificates will be here once a class has finished its meetings."),
            _("New certificates"), self._offer,
        )  # fmt: skip
        self._nothing = Card(margin=0)
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Read the register again; the chosen certificate stays chosen."""
        chosen = self.chosen
        with self.desk.workspace.read() as reader:
            self._rows = issued_rows(reader, self._kinds(*_READ))
        self.columns.setVisible(bool(self._rows))
        self._nothing.setVisible(not self._rows)
        self._filter()
        self._choose(chosen.id if chosen else None)

    def visit(self, **where: object) -> None:
        """With ``class_id`` the question for that class opens at once."""
        super().visit(**where)
        class_id = where.get("class_id")
        if isinstance(class_id, str):
            self.printing.ask(RecordId(class_id), What.CERTIFICATES)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """New ones for a class, the chosen one as PDF, the filter."""
        return {
            "new": self._offer,
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
        if self.desk.may(Permission.WRITE_METRICS):
            buttons.append(Button(self.theme, _("Threshold"), "sliders-horizontal", on_click=self._ask_threshold))
        if self._kinds(*_WRITE):
            buttons.append(self.issue)
        else:
            self.empty.button.hide()
        self.header.set_buttons(*buttons)
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
        self.printing.made.connect(self._choose_made)

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

    def _kinds(self, of_classes: Permission, of_volunteers: Permission) -> frozenset[CertificateKind]:
        """The kinds of certificate that this person may see, or issue and revoke."""
        kinds: set[CertificateKind] = set()
        if self.desk.may(of_classes):
            kinds |= {CertificateKind.PUPIL, CertificateKind.CLASS}
        if self.desk.may(of_volunteers):
            kinds.add(CertificateKind.VOLUNTEER)
        return frozenset(kinds)

    def _offer(self) -> None:
        kinds, found = self._kinds(*_WRITE), []
        if CertificateKind.CLASS in kinds:
            with self.desk.workspace.read() as reader:
                found = [row for row in classes(reader, place=self.desk.place) if row.held]
        if not found and CertificateKind.VOLUNTEER not in kinds:
            self.banner.tell(
                "info", _("No class has held a meeting yet."), _("Close the register of a lesson first.")
            )  # fmt: skip
            return
        menu = QMenu(self)
        if CertificateKind.VOLUNTEER in kinds:
            menu.addAction(_("For a volunteer")).triggered.connect(
                lambda _on=False: self.desk.go("volunteering", certify=True)
            )
        for row in found:
            text = f"{row.label} – {row.school} ({row.year_label})".replace("&", "&&")
            menu.addAction(text).triggered.connect(
                lambda _on=False, id=row.id: self.printing.ask(id, What.CERTIFICATES)
            )
        anchor = self.issue if self.issue.isVisible() else self.empty.button
        menu.popup(anchor.mapToGlobal(anchor.rect().bottomLeft()))

    def _verify(self) -> None:
        self.desk.window.ask(VerifyDialog(self.theme, self.desk.workspace))

    def _opened(self, _index: QModelIndex) -> None:
        self._open_chosen()

    def _open_chosen(self) -> None:
        row = self.chosen
        if row is not None:
            folder = self.printing.certificates_folder
            self._fetch(lambda: original_of(self.desk.workspace, row.certificate, folder), self.printing.paper.show)

    def _copy_chosen(self) -> None:
        row = self.chosen
        if row is not None:
            folder = self.printing.certificates_folder
            self._fetch(lambda: copy_of(self.desk.workspace, row.certificate, folder), self.printing.paper.print)

    def _fetch(self, write: Callable[[], Path], done: Callable[[Path], object]) -> None:
        self.desk.jobs.start(lambda _progress: write(), done=done, failed=self.tell_error)

    def _ask_revoke(self) -> None:
        row = self.chosen
        if row is None:
            return
        dialog = RevokeDialog(self.theme, row.certificate.number)
        dialog.accepted.connect(lambda: self._revoke(row, dialog.reason.text()))
        self.desk.window.ask(dialog)

    def _revoke(self, row: IssuedRow, reason: str) -> None:
        with self.writing(_("Revoke {number}").format(number=row.certificate.number)) as uow:
            revoke(uow, row.id, reason)
        if self.saved:
            self.say_undoable(_("{number} is revoked.").format(number=row.certificate.number))

    def _issue_again(self) -> None:
        row = self.chosen
        if row is None:
            return
        certificate, class_id = row.certificate, row.certificate.class_id
        if certificate.person_id is not None:
            self.desk.go("volunteering", replaces=certificate.id)
        if class_id is None:
            return
        with self.desk.workspace.read() as reader:
            known = known_name(reader, certificate)
        dialog = CorrectDialog(self.theme, certificate, known)
        dialog.accepted.connect(lambda: self.printing.make(self._correction(certificate, class_id, dialog)))
        self.desk.window.ask(dialog)

    def _correction(self, old: Certificate, class_id: RecordId, dialog: CorrectDialog) -> Order:
        pupil = (old.enrolment_id,) if old.enrolment_id else ()
        typed = dialog.name.text().strip() if dialog.name is not None else ""
        names = {old.enrolment_id: typed} if old.enrolment_id and typed else {}
        # A name that was let go of the first time is not kept the second time either.
        return Order(
            class_id=class_id, enrolment_ids=pupil, names=names, keep_names=bool(old.holder), whole_class=not pupil,
            place=old.place, signatory=self.printing.signatory, language=old.language, replaces_id=old.id,
            reason=dialog.reason.text(),
        )  # fmt: skip

    def _choose_made(self, made: Made) -> None:
        self._choose(made.certificates[-1].id)
        self.table.setFocus()

    def _ask_threshold(self) -> None:
        with self.desk.workspace.read() as reader:
            share, today = least_share(reader, reader.today), reader.today
        dialog = DatedNumberDialog(
            self.theme, _("Threshold for certificates"),
            _("Who attended at least this share of the meetings held earns a certificate; late and left early count "
              "as attended. Certificates already issued stay as they are."),
            _("Per cent of the meetings held"), share, today, least=1, most=100,
        )  # fmt: skip
        dialog.accepted.connect(lambda: self._keep_threshold(dialog))
        self.desk.window.ask(dialog)

    def _keep_threshold(self, dialog: DatedNumberDialog) -> None:
        share, since = dialog.answer
        with self.writing(_("threshold of {share}%").format(share=share)) as uow:
            uow.put(DatedSetting.of(name=CERTIFICATE_SHARE, since=since, value=share))
        if self.saved:
            self.say_undoable(_("From {day} the threshold is {share}%.").format(day=format_date(since), share=share))
