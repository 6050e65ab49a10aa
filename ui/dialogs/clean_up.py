"""The yearly clean-up in two steps: what is due, class by class, then being sure."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from op_desktop.domain.record import RecordId
from op_desktop.language import _, ngettext
from op_desktop.register.clean_up import DueClass
from ui.dialogs.dialog import Dialog
from ui.theme import Theme
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.list_row import ListRow
from ui.widgets.steps import Steps
from ui.widgets.toggle import ToggleSwitch

LOOK, SURE = 0, 1


class CleanUpDialog(Dialog):
    """Nothing is erased before the second step, and there the word has to be typed."""

    def __init__(self, theme: Theme, due: Sequence[DueClass]) -> None:
        super().__init__(
            theme, _("Data clean-up"),
            _("Names whose school year is over are erased for good, here and on every computer that gets your next "
              "hand-over. Registers, hours and figures stay: pupils become numbers."),
            confirm=_("Continue"), cancel=_("Keep everything"), width=640,
        )  # fmt: skip
        self._due = tuple(due)
        self.steps = Steps(theme, [_("What is due"), _("Be sure")])
        self.classes = {each.id: ToggleSwitch(theme, class_words(each), on=True) for each in due}
        self.certificates = ToggleSwitch(theme, _("Also the names on certificates, with their PDFs"), on=True)
        self.word = QLineEdit()
        self.sum = Label("", "strong", wrap=True)
        self._word = _("erase")
        self._look, self._sure = QWidget(), QWidget()
        self._build()
        for switch in (*self.classes.values(), self.certificates):
            switch.toggled.connect(lambda _on: self._tell())
        self.word.textChanged.connect(lambda _text: self._tell())
        self._tell()
        self.first = self.cancel

    @property
    def chosen(self) -> tuple[RecordId, ...]:
        """The classes to clean up."""
        return tuple(id for id, switch in self.classes.items() if switch.isChecked())

    def ready(self) -> bool:
        """The first step leads to the second; only the second is an answer."""
        if self.steps.current == SURE:
            return True
        self.steps.set_current(SURE)
        self._tell()
        self.place()
        self.word.setFocus()
        return False

    def _build(self) -> None:
        look, sure = QVBoxLayout(self._look), QVBoxLayout(self._sure)
        for column in (look, sure):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(10)
        card = Card(margin=0, spacing=0)
        for each in self._due:
            card.add_row(ListRow(class_words(each), due_words(each), trailing=[self.classes[each.id]]))
        look.addWidget(card)
        row = ListRow(
            _("Also the names on certificates, with their PDFs"),
            _("Number, date, hours and code stay: the paper can still be verified."),
            trailing=[self.certificates],
        )
        self.certificates.setEnabled(any(each.certificates for each in self._due))
        look.addWidget(row)
        self.word.setAccessibleName(_("Write “{word}”").format(word=self._word))
        note = _("Backups made before keep the names until newer ones have taken their place. Files that you saved or "
                 "printed are not touched.")  # fmt: skip
        sure.addWidget(self.sum)
        sure.addWidget(Label(_("It cannot be undone."), wrap=True))
        sure.addWidget(Label(note, "secondary", ink="text2", wrap=True))
        sure.addWidget(Label(_("To be sure, write “{word}”.").format(word=self._word)))
        sure.addWidget(self.word)
        self.body.addWidget(self.steps)
        self.body.addWidget(self._look)
        self.body.addWidget(self._sure)

    def _tell(self) -> None:
        sure = self.steps.current == SURE
        self._look.setVisible(not sure)
        self._sure.setVisible(sure)
        typed = self.word.text().strip().casefold() == self._word.casefold()
        self.confirm.setEnabled(bool(self.chosen) and (typed or not sure))
        self.confirm.set_text(_("Erase for good") if sure else _("Continue"))
        chosen = [each for each in self._due if each.id in self.chosen]
        names, notes = sum(len(each.pupils) for each in chosen), sum(len(each.notes) for each in chosen)
        certificates = sum(len(each.certificates) for each in chosen) if self.certificates.isChecked() else 0
        self.sum.setText(_("These are erased: {what}.").format(what=count_words(names, notes, certificates)))


def class_words(due: DueClass) -> str:
    """``2ªB, Scuola media Aurora, 2025/2026``."""
    row = due.school_class
    return f"{row.label}, {row.school}, {row.year_label}"


def due_words(due: DueClass) -> str:
    """``25 names, 3 notes, 24 certificates``."""
    return count_words(len(due.pupils), len(due.notes), len(due.certificates))


def count_words(names: int, notes: int, certificates: int) -> str:
    """How many of what, without what there is none of."""
    told = [ngettext("{n} name", "{n} names", names).format(n=names)] if names else []
    if notes:
        told.append(ngettext("{n} note beside a mark", "{n} notes beside marks", notes).format(n=notes))
    if certificates:
        told.append(
            ngettext("{n} named certificate", "{n} named certificates", certificates).format(n=certificates)
        )  # fmt: skip
    return ", ".join(told) or _("nothing")
