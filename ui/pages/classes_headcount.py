"""A class known only by how many they are: its meetings, each with what became of it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from op_desktop.domain.formats import format_date, format_time
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import RosterMode
from op_desktop.language import _, ngettext
from op_desktop.register.attendance import RegisterSheet
from op_desktop.register.lessons import LessonRow
from op_desktop.register.meetings import RegisterState
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.card import Card, CardTitle
from ui.widgets.chip import Chip
from ui.widgets.list_row import ListRow


class HeadcountView(QWidget):
    """One row a meeting; what was held is told with one key, and can be told back."""

    held = Signal(object)
    """A lesson that took place."""
    reopened = Signal(object)
    lesson_wanted = Signal()
    register_wanted = Signal(object)
    """The register from when the class still had places."""
    left = Signal()

    def __init__(self, theme: Theme, *, may_write: bool) -> None:
        super().__init__()
        self._theme, self._may_write = theme, may_write
        self._buttons: list[Button] = []
        self._card = Card(margin=0, spacing=0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        column.addStretch(1)

    def show_class(self, sheet: RegisterSheet, today: str) -> None:
        """Show the meetings of this class; ``today`` as an ISO date."""
        while (item := self._card.column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._buttons = []
        pupils = sheet.school_class.pupils
        note = ngettext("{number} pupil, without a list", "{number} pupils, without a list", pupils)
        plan = [self._button(_("Plan a meeting"), "calendar-plus", self.lesson_wanted.emit)] if self._may_write else []
        self._card.add_row(CardTitle(_("Meetings"), *plan, note=note.format(number=pupils)))
        for lesson in sheet.lessons:
            self._card.add_row(self._row(lesson, today))

    def take_focus(self) -> None:
        """Put the keyboard on the first meeting to be told, else on planning one."""
        first = next((button for button in self._buttons if button.property("kind") == "primary"), None)
        chosen = first or next(iter(self._buttons), None)
        (chosen or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _row(self, lesson: LessonRow, today: str) -> ListRow:
        day = lesson.starts_at.date()
        when = f"{format_date(day, 'list')}, {format_time(lesson.starts_at)}"
        title = _("Meeting {number}").format(number=lesson.meeting)
        detail = " · ".join(part for part in (when, lesson.title) if part)
        return ListRow(title, detail, trailing=self._trailing(lesson, day.isoformat() <= today), inline=True, height=48)

    def _trailing(self, lesson: LessonRow, due: bool) -> Sequence[QWidget]:
        shown: list[QWidget] = []
        if lesson.marks:
            words = _("Register of meeting {number}").format(number=lesson.meeting)
            shown.append(self._button(words, "clipboard-check", lambda: self.register_wanted.emit(lesson.id), "ghost"))
        if lesson.state is RegisterState.CLOSED:
            shown.append(Chip(self._theme, _("Held"), "success", "circle-check"))
            if self._may_write:
                shown.append(self._button(_("Reopen"), "rotate-ccw", lambda: self.reopened.emit(lesson.id), "ghost"))
        elif due and self._may_write:
            shown.append(self._button(_("It took place"), "check", lambda: self.held.emit(lesson.id), self._kind()))
        else:
            shown.append(Chip(self._theme, _("To come"), "neutral", "calendar-days"))
        return shown

    def _kind(self) -> str:
        """Only the first meeting that waits has the button in colour."""
        return "default" if any(button.property("kind") == "primary" for button in self._buttons) else "primary"

    def _button(self, words: str, icon: str, act: object, kind: str = "default") -> Button:
        assert callable(act)
        button = Button(self._theme, words, icon, kind, on_click=act)
        self._buttons.append(button)
        return button


def shows_headcount(sheet: RegisterSheet, wanted: RecordId | None) -> bool:
    """Whether the class has no register: it counts heads, and the lesson wanted has no marks from before."""
    if sheet.school_class.mode is not RosterMode.HEADCOUNT:
        return False
    return not any(lesson.id == wanted and lesson.marks for lesson in sheet.lessons)
