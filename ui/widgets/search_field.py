"""Fields to search with: the big one where the keyboard lives, and the cross that clears a small one."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from ui.icons import draw_icon
from ui.theme import Theme

_CLEAR = "_q_qlineeditclearaction"
"""How Qt calls the action of its clear button."""


def make_clearable(field: QLineEdit, theme: Theme) -> None:
    """A cross in the field empties it: our icon in the colours of the moment instead of Qt's own."""
    field.setClearButtonEnabled(True)
    action = field.findChild(QAction, _CLEAR)
    if isinstance(action, QAction):
        action.setIcon(theme.icon("x", "text2"))
    # A changed action brings its button out; in an empty field there is nothing to press.
    for button in field.findChildren(QToolButton):
        button.setVisible(bool(field.text()))


class SearchField(QLineEdit):
    """A line edit of 50 px with a magnifying glass and a note at its end, such as *3 people*."""

    def __init__(
        self, theme: Theme, name: str, placeholder: str = "", icon: str = "search", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._icon, self._note = theme, icon, ""
        self.setProperty("hero", "true")
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)

    @property
    def note(self) -> str:
        """The quiet words at the end."""
        return self._note

    def set_note(self, note: str) -> None:
        """Say something at the end of the field."""
        self._note = note
        room = self.fontMetrics().horizontalAdvance(note) if note else 0
        self.setTextMargins(0, 0, room, 0)
        self.setAccessibleDescription(note)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, then icon and note over it."""
        super().paintEvent(event)
        painter = QPainter(self)
        token = "primary_text" if self.hasFocus() else "text2"
        side = self._theme.px(20)
        draw_icon(painter, self._icon, self._theme.color(token), QRectF(self._theme.px(14), 0, side, self.height()))
        painter.setFont(self._theme.font("medium"))
        painter.setPen(self._theme.color("text2"))
        box = self.rect().adjusted(0, 0, -12, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._note)
