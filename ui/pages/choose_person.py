"""Finds somebody on file by a few letters: for whatever needs one person."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent

from op_desktop.language import _
from op_desktop.register.search import Hit
from ui.dialogs.dialog import Dialog
from ui.models.check_in import Suggestion
from ui.pages.check_in_people import RowsView
from ui.theme import Theme
from ui.widgets.search_field import SearchField

ROWS: Final = 6


class ChoosePerson(Dialog):
    """``person_id`` holds who was chosen once it is accepted; arrows and Enter, or a digit, choose."""

    def __init__(self, theme: Theme, title: str, text: str, find: Callable[[str], Sequence[Hit]]) -> None:
        super().__init__(theme, title, text, confirm=_("Choose"), width=560)
        self._find = find
        self.chosen: Suggestion | None = None
        self.field = SearchField(theme, _("Name"), _("First letters of the name"))
        self.list = RowsView(theme)
        self.list.set_low(True)
        self.body.addWidget(self.field)
        self.body.addWidget(self.list)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._click)
        self.first = self.field

    def ready(self) -> bool:
        """Whether somebody is chosen."""
        self.chosen = self.list.current
        if self.chosen is None:
            self.field.set_note(_("nobody found"))
        return self.chosen is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows go through the people found; a digit after letters picks one."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.list.step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            number = int(event.text()) if event.text() in tuple("123456") else 0
            if self.field.text() and 0 < number <= len(self.list.rows):
                self._click(self.list.model().index(number - 1, 0))
                return True
            return False
        return super().eventFilter(watched, event)

    def _search(self, text: str) -> None:
        found = self._find(text) if text.strip() else ()
        self.list.show_people([Suggestion(hit.id, hit.title, hit.detail, tuple(text.split())) for hit in found])
        self.field.set_note("" if found or not text.strip() else _("nobody found"))
        self.place()

    def _click(self, index: QModelIndex) -> None:
        self.list.setCurrentIndex(index)
        self.accept()
