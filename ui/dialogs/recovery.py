"""The recovery key, shown once: on paper or in a file before the work begins."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QFileDialog, QLineEdit

from op_desktop.durable import write_bytes
from op_desktop.errors import UserError
from op_desktop.language import _
from ui.dialogs.dialog import Dialog
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.overlay import Overlay
from ui.widgets.perimeter import Perimeter


class RecoverySheet(Dialog):
    """Goes only when the last group was copied from the paper, so the paper exists."""

    def __init__(self, theme: Theme, recovery_key: str, device: str) -> None:
        super().__init__(
            theme,
            _("Your recovery key"),
            _("If the passphrase is forgotten, only this key opens your data. It is shown now and never again: "
              "print it, and keep it away from this computer."),
            confirm=_("I have it"),
            width=560,
        )  # fmt: skip
        self._key, self._device = recovery_key, device
        self.cancel.hide()
        groups = recovery_key.split("-")
        card = Card(spacing=2)
        for start in (0, 4):
            line = Label("   ".join(groups[start : start + 4]), "hero")
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            line.setAccessibleName(" ".join(" ".join(group) for group in groups[start : start + 4]))
            card.column.addWidget(line)
        self.last = QLineEdit(maxLength=len(groups[-1]))
        self.last.setAccessibleName(_("The last four characters of the key"))
        self.problem = Label(role="medium", ink="danger", wrap=True)
        self.problem.hide()
        self.first = self.last
        self.body.addWidget(card)
        self.body.addWidget(Label(_("To be sure: write the last four characters from your sheet.")))
        self.body.addWidget(self.last)
        self.body.addWidget(self.problem)
        self.buttons.insertWidget(0, Button(theme, _("Print it"), "printer", on_click=self._print))
        self.buttons.insertWidget(1, Button(theme, _("Save it in a file"), "save", on_click=self._save))

    def show_in(self, layer: Overlay) -> None:
        """Appear over the dark ground."""
        Perimeter(self.theme, layer)
        super().show_in(layer)
        # The letters of the key take their size when they are first shown.
        self.place()

    def reject(self) -> None:
        """There is no way round the sheet."""

    def ready(self) -> bool:
        """Whether the last group is the right one."""
        right = self.last.text().strip().upper() == self._key.rpartition("-")[2]
        self._tell("" if right else _("These are not the last four characters of the key."))
        return right

    def write(self, path: Path) -> None:
        """Save the sheet as text; raises what ``durable`` raises."""
        write_bytes(path, self._sheet().encode(), private=True)

    def _sheet(self) -> str:
        head = _("OP Desktop: recovery key of {device}").format(device=self._device)
        advice = _("Opens the data when the passphrase is forgotten. Keep it away from the computer.")
        return f"{head}\n\n{self._key}\n\n{advice}\n"

    def _save(self) -> None:
        suggestion = str(Path.home() / f"op-desktop-{self._device}.txt")
        name, _kind = QFileDialog.getSaveFileName(self, _("Save it in a file"), suggestion)
        if not name:
            return
        try:
            self.write(Path(name))
        except UserError as error:
            self._tell(str(error))

    def _print(self) -> None:
        # Half a dozen more libraries, for the one sheet of a lifetime.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415

        printer = QPrinter()
        dialog = QPrintDialog(printer, self)
        if dialog.exec():
            document = QTextDocument()
            document.setPlainText(self._sheet())
            document.print_(printer)

    def _tell(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.place()
