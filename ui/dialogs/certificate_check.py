"""The question whether a certificate in somebody's hand is ours and still stands."""

from hashlib import sha256
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from op_desktop.domain.certificate import Certificate, CertificateState
from op_desktop.domain.formats import format_date
from op_desktop.language import _
from op_desktop.register.certificates import Standing, issued, verify
from op_desktop.workspace import Workspace
from ui.dialogs.dialog import Dialog
from ui.theme import Theme
from ui.widgets.banner import Banner


class VerifyDialog(Dialog):
    """Number and code, or a PDF dropped here: valid, altered, revoked or unknown."""

    def __init__(self, theme: Theme, workspace: Workspace) -> None:
        text = _("Type the number and the code printed at its foot, or drop the PDF here.")
        super().__init__(theme, _("Is this certificate ours?"), text, confirm=_("Verify"), cancel=_("Close"))
        self._workspace = workspace
        self.setAcceptDrops(True)
        self.number = QLineEdit(placeholderText="OP-2026-D01-00001")
        self.number.setAccessibleName(_("Number"))
        self.code = QLineEdit(placeholderText="8F3K-Q7MT")
        self.code.setAccessibleName(_("Code"))
        self.answer = Banner(theme)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.number, 3)
        line.addWidget(self.code, 2)
        self.body.addLayout(line)
        self.body.addWidget(self.answer)
        self.first = self.number

    def ready(self) -> bool:
        """The dialog stays open with the answer."""
        with self._workspace.read() as reader:
            found = verify(reader, self.number.text(), self.code.text())
        self._say(found.standing, found.certificate)
        return False

    def check_file(self, path: Path) -> None:
        """Whether this very file is the PDF of a certificate."""
        try:
            digest = sha256(path.read_bytes()).hexdigest()
        except OSError:
            self._tell("warning", _("This file cannot be read."), path.name)
            return
        with self._workspace.read() as reader:
            found = next((each for each in issued(reader) if each.pdf_sha256 == digest), None)
        if found is None:
            self._tell(
                "warning", _("This is not the file of a certificate on file here."),
                _("It was changed, is a copy, holds several certificates, or was issued on another computer. "
                  "Type its number and code."),
            )  # fmt: skip
            return
        stands = found.state is CertificateState.ISSUED
        self._say(Standing.VALID if stands else Standing.REVOKED, found, whole_file=True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one PDF."""
        if any(url.toLocalFile().lower().endswith(".pdf") for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at the PDF."""
        self.check_file(Path(event.mimeData().urls()[0].toLocalFile()))
        event.acceptProposedAction()

    def _say(self, standing: Standing, certificate: Certificate | None, *, whole_file: bool = False) -> None:
        match standing:
            case Standing.VALID:
                title = _("Unchanged and valid: {number}.") if whole_file else _("Valid: {number}.")
                self._tell("success", title.format(number=_number(certificate)), _facts(certificate))
            case Standing.REVOKED:
                text = _("Revoked: {number} no longer stands.").format(number=_number(certificate))
                self._tell("danger", text, _facts(certificate))
            case Standing.WRONG_CODE:
                title = _("The code does not belong to this number.")
                self._tell("danger", title, _("Read both again; if they are as printed, the certificate was altered."))
            case _:
                title = _("This number is not on file here.")
                self._tell("warning", title, _("It may have been issued on another computer and not collected yet."))

    def _tell(self, tone: str, title: str, text: str) -> None:
        self.answer.tell(tone, title, text, closable=False)
        self.place()


def _number(certificate: Certificate | None) -> str:
    return certificate.number if certificate is not None else ""


def _facts(certificate: Certificate | None) -> str:
    if certificate is None:
        return ""
    day = _("issued on {day}").format(day=format_date(certificate.issued_on))
    return ", ".join(part for part in (certificate.holder, day) if part)
