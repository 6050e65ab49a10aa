"""Somebody new by name; who may be the same person is shown while the name is typed, and never in the way."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QTimer, Signal

from op_desktop.domain.names import words
from op_desktop.language import _
from op_desktop.register.people import SimilarRow
from op_desktop.register.schools import NameMissing
from ui.dialogs.form import FormDialog, text_field
from ui.models.check_in import similar_of
from ui.pages.check_in_people import RowsView
from ui.theme import Theme
from ui.widgets.label import Label

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
        self.list = RowsView(theme)
        self.list.set_low(True)
        self.list.clicked.connect(self._meant)
        self.body.addWidget(self._ask)
        self.body.addWidget(self.list)
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
        rows = self._alike(self.family.text(), self.given.text())
        typed = f"{self.given.text()} {self.family.text()}"
        self.list.show_people([similar_of(row, typed) for row in rows])
        self._ask.setVisible(bool(rows))
        self.place()

    def _meant(self, index: QModelIndex) -> None:
        self.reject()
        self.known.emit(self.list.rows[index.row()].person_id)
