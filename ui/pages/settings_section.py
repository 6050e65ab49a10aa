"""What the sections of the settings share."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget

from ui.pages.page import Page
from ui.widgets.card import Card


class Section(QWidget):
    """One section: cards from top to bottom, filled anew by ``refresh``."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.desk, self.theme = page, page.desk, page.theme
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(14)

    def refresh(self) -> None:
        """Read again what the section shows."""

    def card(self) -> Card:
        """A new card at the end, for rows."""
        card = Card(margin=0, spacing=0)
        self.column.addWidget(card)
        return card

    def refill(self, card: Card, rows: Iterable[QWidget]) -> None:
        """Show these rows in place of the former ones; the keyboard stays on the control of the same name."""
        at = QApplication.focusWidget()
        name = at.accessibleName() if at is not None and card.isAncestorOf(at) else ""
        while (item := card.column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row in rows:
            card.add_row(row)
        if name:
            # A new control takes the keyboard only once it is shown.
            QTimer.singleShot(0, card, lambda: _focus(card, name))


def _focus(card: Card, name: str) -> None:
    for control in card.findChildren(QAbstractButton):
        if control.accessibleName() == name and control.isVisible():
            control.setFocus(Qt.FocusReason.OtherFocusReason)
            return
