"""How many were counted in the room in all, and how: beside what was noted one by one, never instead of it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from op_desktop.domain.attendance import CountMethod
from op_desktop.domain.record import RecordId
from op_desktop.language import N_, _, ngettext
from op_desktop.register.check_in import MOST_COUNTED, Room
from op_desktop.register.sessions import SessionRow
from ui.dialogs.form import Choice
from ui.theme import Theme
from ui.widgets.avatar import Glyph
from ui.widgets.label import ElidedLabel, Label

METHOD_NAMES = {
    CountMethod.COUNTED: N_("counted"),
    CountMethod.TICKETS: N_("by tickets"),
    CountMethod.ESTIMATE: N_("estimated"),
}


class RoomCount(QWidget):
    """A number that may stay empty, its method, and what to know where it differs from what was noted."""

    def __init__(self, theme: Theme, changed: Callable[[], object]) -> None:
        super().__init__()
        self._changed = changed
        self._stored: tuple[int | None, CountMethod] = (None, CountMethod.COUNTED)
        self._shown: RecordId | None = None
        """The meeting whose number stands in the field."""
        self.number = QLineEdit()
        self.number.setAccessibleName(_("People counted in the room"))
        self.number.setPlaceholderText("–")
        self.number.setValidator(QIntValidator(0, MOST_COUNTED, self))
        self.number.setFixedWidth(theme.px(66))
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.number.editingFinished.connect(self._ask)
        self.how = Choice(_("How they were counted"), [(each, _(words)) for each, words in METHOD_NAMES.items()])
        self.how.setMinimumContentsLength(7)
        self.how.activated.connect(lambda _number: self._ask())
        self.remark = Label("", "secondary", ink="warning", wrap=True)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(Glyph(theme, "hash", "text2", 18))
        line.addWidget(ElidedLabel(_("In all"), "strong"), 1)
        line.addWidget(self.number)
        line.addWidget(self.how)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.remark)

    @property
    def people(self) -> int | None:
        """The number; nothing where nobody counted."""
        return int(self.number.text()) if self.number.text() else None

    @property
    def method(self) -> CountMethod:
        """Where the number comes from."""
        return CountMethod(str(self.how.key))

    def show_count(self, session: SessionRow, room: Room) -> None:
        """Show what is stored, unless somebody is typing."""
        self._stored = (session.headcount, session.method)
        if self._shown != session.id or not self.number.hasFocus():
            self._shown = session.id
            self.number.setText("" if session.headcount is None else str(session.headcount))
        self.how.setCurrentIndex(list(METHOD_NAMES).index(session.method))
        self.remark.setText(difference(session.headcount, room.noted))
        self.remark.setVisible(bool(self.remark.text()))

    def _ask(self) -> None:
        if (self.people, self.method) != self._stored:
            self._stored = (self.people, self.method)
            self._changed()


def difference(counted: int | None, noted: int) -> str:
    """What the two numbers tell where they differ; empty where they agree or nobody counted."""
    if counted is None or counted == noted:
        return ""
    if counted > noted:
        more = counted - noted
        return ngettext("{n} more than noted: both numbers stay.", "{n} more than noted: both numbers stay.",
                        more).format(n=more)  # fmt: skip
    return _("Fewer than the {n} noted: both numbers stay.").format(n=noted)


def counted_words(session: SessionRow, room: Room) -> str:
    """The count of a closed meeting in a sentence, with its method and what was noted."""
    if session.headcount is None:
        return ""
    told = ngettext("{n} person in the room, {how}.", "{n} people in the room, {how}.", session.headcount)
    told = told.format(n=session.headcount, how=_(METHOD_NAMES[session.method]))
    return " ".join(part for part in (told, difference(session.headcount, room.noted)) if part)
