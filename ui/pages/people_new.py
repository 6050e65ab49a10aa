"""Somebody new by name; who may be the same person is shown while the name is typed, and never in the way."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout

from op_desktop.domain.names import words
from op_desktop.language import _
from op_desktop.matching.similarity import REASON_TEXT
from op_desktop.register.people import SimilarRow, full_name
from op_desktop.register.schools import NameMissing
from ui.dialogs.form import FormDialog, text_field
from ui.theme import Theme
from ui.widgets.label import Label
from ui.widgets.list_row import ChoiceRow

AFTER_TYPING = 120


class NewPerson(FormDialog):
    """``given`` and ``family`` hold the answer."""

    known = Signal(object)
    """The id of somebody on file who was meant."""

    def __init__(self, theme: Theme, alike: Callable[[str, str], Sequence[SimilarRow]], name: tuple[str, str]) -> None:
        """``name`` is the surname and given name typed before."""
        super().__init__(theme, _("New person"), _("A name is enough; the rest can wait."), confirm=_("Add the person"))
        self._alike = alike
        self.given = text_field(_("First name"), name[1])
        self.family = text_field(_("Surname"), name[0])
        self.add_fields([(_("First name"), self.given), (_("Surname"), self.family)])
        self._ask = Label(_("Is it one of these?"), "strong")
        self.rows: list[ChoiceRow] = []
        self._people = QVBoxLayout()
        self._people.setSpacing(6)
        self.body.addWidget(self._ask)
        self.body.addLayout(self._people)
        self._soon = QTimer(self, singleShot=True, interval=AFTER_TYPING)
        self._soon.timeout.connect(self.look)
        for field in (self.given, self.family):
            field.textChanged.connect(lambda _text: self._soon.start())
        self.first = self.given
        self.look()

    def read_fields(self) -> None:
        """Raises ``NameMissing``."""
        if not words(f"{self.given.text()} {self.family.text()}"):
            raise NameMissing

    def look(self) -> None:
        """Show who is on file under a name like this one."""
        self._soon.stop()
        for old in self.rows:
            self._people.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = [self._row(each) for each in self._alike(self.family.text(), self.given.text())]
        for row in self.rows:
            self._people.addWidget(row)
            row.show()
        self._ask.setVisible(bool(self.rows))
        self.place()

    def _row(self, each: SimilarRow) -> ChoiceRow:
        why = ", ".join(_(REASON_TEXT[reason]) for reason in each.likeness.reasons)
        detail = " · ".join(part for part in (each.municipality, why) if part)
        row = ChoiceRow(full_name(each.family, each.given), detail)
        row.clicked.connect(lambda _on=False: self._meant(each))
        return row

    def _meant(self, each: SimilarRow) -> None:
        self.reject()
        self.known.emit(each.person_id)
