"""The questions that end a certificate: revoked, or corrected by a new one; both ask why."""

from PySide6.QtWidgets import QLineEdit

from op_desktop.domain.certificate import Certificate
from op_desktop.language import _
from ui.dialogs.dialog import Dialog
from ui.theme import Theme
from ui.widgets.label import Label


class RevokeDialog(Dialog):
    """Why it no longer stands; without a reason nothing is revoked."""

    def __init__(self, theme: Theme, number: str) -> None:
        super().__init__(
            theme, _("Revoke {number}?").format(number=number),
            _("It no longer stands: whoever verifies it is told so. Its number is never given again."),
            confirm=_("Revoke"), cancel=_("Keep"), danger=True, width=560,
        )  # fmt: skip
        self.reason = _reason_into(self)
        self.reason.textChanged.connect(lambda text: self.confirm.setEnabled(bool(text.strip())))
        self.confirm.setEnabled(False)
        self.first = self.reason


class CorrectDialog(Dialog):
    """What was wrong; the name is typed again where the class keeps none."""

    def __init__(self, theme: Theme, certificate: Certificate, known: str) -> None:
        super().__init__(
            theme, _("Issue {number} again?").format(number=certificate.number),
            _("The old one is revoked; the new one has its own number, names the old one and says today’s names and "
              "meetings."),
            confirm=_("Issue again"), width=560,
        )  # fmt: skip
        self.name: QLineEdit | None = None
        if certificate.enrolment_id is not None and not known:
            self.name = QLineEdit(certificate.holder)
            self.name.setAccessibleName(_("Name on the certificate"))
            self.body.addWidget(Label(_("Name on the certificate"), "label", ink="text2"))
            self.body.addWidget(self.name)
        self.reason = _reason_into(self)
        self.first = self.name or self.reason


def _reason_into(dialog: Dialog) -> QLineEdit:
    reason = QLineEdit()
    reason.setAccessibleName(_("Why"))
    reason.setMaxLength(200)
    dialog.body.addWidget(Label(_("Why"), "label", ink="text2"))
    dialog.body.addWidget(reason)
    dialog.body.addWidget(Label(_("Do not write health, origin or debts here."), "secondary", ink="text2", wrap=True))
    return reason
