"""What a class shows before it has pupils and meetings: the next step, and the key that takes it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QStackedLayout, QWidget

from op_desktop.language import _, ngettext
from op_desktop.register.attendance import RegisterSheet
from op_desktop.register.rosters import MOST_SEATS
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.empty_state import EmptyState

SEATS = 25


class ClassEmpty(QWidget):
    """Either no list yet, or no meeting yet."""

    seats_wanted = Signal(int)
    list_wanted = Signal()
    lesson_wanted = Signal()
    left = Signal()

    def __init__(self, theme: Theme, *, may_write: bool) -> None:
        super().__init__()
        self._seats = SEATS
        self._may_write = may_write
        self.roster = EmptyState(theme, "users-round", "", "x", lambda: self.seats_wanted.emit(self._seats))
        self.paste = Button(theme, _("Paste the list"), "clipboard-paste", "ghost", on_click=self.list_wanted.emit)
        layout = self.roster.layout()
        if layout is not None:
            layout.takeAt(layout.count() - 1)
            layout.addWidget(self.paste)
            layout.setAlignment(self.paste, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        text = _("No meeting is planned for this class yet.")
        self.lessons = EmptyState(theme, "calendar-plus", text, _("Plan a meeting"), self.lesson_wanted.emit)
        self.roster.button.setVisible(may_write)
        self.paste.setVisible(may_write)
        self.lessons.button.setVisible(may_write)
        self._stack = QStackedLayout(self)
        for each in (self.roster, self.lessons):
            self._stack.addWidget(each)

    def show_class(self, sheet: RegisterSheet) -> None:
        """Show what this class lacks first."""
        self._seats = min(MOST_SEATS, sheet.school_class.pupils or SEATS)
        text = _("This class has no list yet. The numbers 1 to {number} are enough.").format(number=self._seats)
        self.roster.text.setText(text)
        words = ngettext("Create {number} place", "Create {number} places", self._seats).format(number=self._seats)
        self.roster.button.set_text(words)
        self._stack.setCurrentWidget(self.lessons if sheet.rows else self.roster)

    def take_focus(self) -> None:
        """Put the keyboard on the first step."""
        shown = self.roster if self._stack.currentWidget() is self.roster else self.lessons
        shown.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V pastes the list, Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif self._may_write and event.matches(QKeySequence.StandardKey.Paste):
            self.list_wanted.emit()
        else:
            super().keyPressEvent(event)
