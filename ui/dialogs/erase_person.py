"""Erasing a person for good: what goes, what stays as numbers, and the surname typed to be sure."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from op_desktop.domain.names import words
from op_desktop.language import _, ngettext
from op_desktop.register.people import full_name
from op_desktop.register.person_erasure import Erased
from ui.dialogs.dialog import Dialog
from ui.theme import Theme
from ui.widgets.label import CapsLabel, Label


class ErasePersonDialog(Dialog):
    """The verb can be chosen once the surname, or the only name there is, has been typed."""

    def __init__(self, theme: Theme, family: str, given: str, erased: Erased) -> None:
        super().__init__(
            theme, _("Delete {name} for good?").format(name=full_name(family, given)),
            _("The card and the name in the attendance go. The numbers stay, without a name."),
            confirm=_("Delete"), danger=True, width=600,
        )  # fmt: skip
        self._word = family.strip() or given.strip()
        self.word = QLineEdit()
        self.word.setAccessibleName(_("Write “{word}”").format(word=self._word))
        self.word.textChanged.connect(lambda _text: self._tell())
        columns = QHBoxLayout()
        columns.setSpacing(24)
        for title, lines in ((_("This goes"), going(erased)), (_("This stays, without a name"), staying(erased))):
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(CapsLabel(title))
            for line in lines:
                column.addWidget(Label(line, wrap=True))
            columns.addLayout(column, 1)
            columns.setAlignment(column, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(columns)
        self.body.addWidget(Label(_("It cannot be undone, here or on the computers that get your next hand-over. "
                                    "Whoever comes back is entered anew."), "strong", wrap=True))  # fmt: skip
        note = _("Backups made before keep the names until newer ones have taken their place. Files that you saved or "
                 "printed are not touched.")  # fmt: skip
        self.body.addWidget(Label(note, "secondary", ink="text2", wrap=True))
        self.body.addWidget(Label(_("To be sure, write “{word}”.").format(word=self._word)))
        self.body.addWidget(self.word)
        self.body.addStretch(1)
        self._tell()
        self.first = self.cancel

    def ready(self) -> bool:
        """Only with the surname."""
        return self.confirm.isEnabled()

    def _tell(self) -> None:
        typed = words(self.word.text())
        self.confirm.setEnabled(bool(typed) and typed == words(self._word))


def going(erased: Erased) -> Iterable[str]:
    """What is forgotten, in words."""
    if erased.records > 1:
        yield ngettext("{n} linked card", "{n} linked cards", erased.records).format(n=erased.records)
    yield _("name, contacts, card and note")
    yield _("what was written about them before, in the edits too")
    if erased.notes:
        yield ngettext("{n} note beside hours", "{n} notes beside hours", erased.notes).format(n=erased.notes)
    if erased.certificates:
        yield ngettext("the name and the PDF of {n} certificate", "the names and the PDFs of {n} certificates",
                       erased.certificates).format(n=erased.certificates)  # fmt: skip


def staying(erased: Erased) -> Iterable[str]:
    """What goes on counting, in words."""
    told = (
        (erased.visits, ngettext("{n} visit to labs", "{n} visits to labs", erased.visits)),
        (erased.hours, ngettext("{n} entry of hours", "{n} entries of hours", erased.hours)),
        (erased.events, ngettext("{n} event", "{n} events", erased.events)),
        (erased.contacts, ngettext("{n} contact at a help desk", "{n} contacts at a help desk", erased.contacts)),
    )
    if not any(number for number, _text in told):
        yield _("one person in the figures")
    yield from (text.format(n=number) for number, text in told if number)
    if erased.certificates:
        yield _("numbers and codes of certificates, so that the paper can be verified")
