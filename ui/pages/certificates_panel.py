"""The certificate that is chosen: what it says, whether it stands, and what can be done with it."""

from collections.abc import Collection

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout

from op_desktop.domain.certificate import CertificateKind
from op_desktop.domain.formats import format_date, format_hours
from op_desktop.language import _
from ui.delegates.cell import TextDelegate
from ui.models.certificates import KINDS, IssuedModel, IssuedRow
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.card import Card, CardTitle
from ui.widgets.chip import Chip
from ui.widgets.label import Label


class CertificatePanel(Card):
    """Facts in lines, then the buttons; empty until something is chosen."""

    def __init__(self, theme: Theme, *, may_write: Collection[CertificateKind]) -> None:
        """``may_write``: the kinds that this person may revoke and issue again."""
        super().__init__(margin=0, spacing=0)
        self._may_write = may_write
        self.state = Chip(theme, "")
        self.heading = CardTitle("", self.state)
        self.facts = Label("", wrap=True)
        self.open = Button(theme, _("Open the PDF"), "file-text")
        self.copy = Button(theme, _("Print a copy"), "printer")
        self.again = Button(theme, _("Correct and issue again"), "rotate-ccw")
        self.revoke = Button(theme, _("Revoke"), "ban")
        body = QVBoxLayout()
        body.setContentsMargins(16, 2, 16, 16)
        body.setSpacing(8)
        body.addWidget(self.facts)
        body.addSpacing(4)
        for button in (self.open, self.copy, self.again, self.revoke):
            body.addWidget(button)
        self.column.addWidget(self.heading)
        self.column.addLayout(body)
        self.hide()

    def show_row(self, row: IssuedRow | None) -> None:
        """Show a certificate, or nothing."""
        self.setVisible(row is not None)
        if row is None:
            return
        self.heading.title.setText(row.certificate.number)
        if row.stands:
            self.state.show_state(_("Valid"), "success", "check")
        else:
            self.state.show_state(_("Revoked"), "danger", "ban")
        self.facts.setText("\n".join(_facts(row)))
        self.copy.setEnabled(row.stands)
        for button in (self.again, self.revoke):
            button.setVisible(row.certificate.kind in self._may_write and row.stands)
        self.again.setEnabled(row.certificate.class_id is not None or row.certificate.person_id is not None)


def _facts(row: IssuedRow) -> list[str]:
    certificate = row.certificate
    lines = [row.holder, _(KINDS[certificate.kind])]
    if row.where and row.where != row.holder:
        lines.append(row.where)
    if certificate.held:
        lines.append(
            _("{attended} of {held} meetings, {hours} h").format(
                attended=certificate.attended, held=certificate.held, hours=format_hours(certificate.minutes)
            )
        )
    elif certificate.minutes:
        lines.append(_("{hours} h").format(hours=format_hours(certificate.minutes)))
    if certificate.first_day and certificate.last_day:
        lines.append(f"{format_date(certificate.first_day)} – {format_date(certificate.last_day)}")
    lines.append(
        _("Issued on {day}, code {code}").format(day=format_date(certificate.issued_on), code=certificate.code)
    )
    return [*lines, *_ends(row)]


def _ends(row: IssuedRow) -> list[str]:
    """What it replaces, and how it ended."""
    certificate, lines = row.certificate, []
    if row.replaces:
        lines.append(_("Takes the place of {number}").format(number=row.replaces))
    if row.replaced_by:
        lines.append(_("Replaced by {number}").format(number=row.replaced_by))
    if certificate.revoked_on is not None:
        lines.append(_("Revoked on {day}").format(day=format_date(certificate.revoked_on)))
    if certificate.reason:
        lines.append(_("Why: {reason}").format(reason=certificate.reason))
    return lines


def issued_table(theme: Theme, model: IssuedModel) -> QTableView:
    """The register of numbers: whole rows are chosen, Enter opens the PDF."""
    table = QTableView()
    table.setModel(model)
    table.setAccessibleName(_("Certificates"))
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setItemDelegate(TextDelegate(theme, table, lined=True))
    table.setItemDelegateForColumn(IssuedModel.FOR, TextDelegate(theme, table, role="strong", lined=True))
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(theme.px(34))
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for number, width in enumerate((190, 160, 170, 100, 92, 80)):
        table.setColumnWidth(number, theme.px(width))
    for column in (IssuedModel.FOR, IssuedModel.CLASS):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
    table.setMinimumHeight(theme.px(220))
    return table
