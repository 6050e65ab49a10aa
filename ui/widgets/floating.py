"""A card below a field, over what lies there: nothing else moves when it comes or goes."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.widgets.card import Card

GAP = 6
_ELSEWHERE = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class FloatingCard(Card):
    """Follows the field it belongs to, and stands above it where there is no room below."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(0, 0, field)
        self._field = field
        self._wanted = False
        field.installEventFilter(self)
        self.hide()

    def offer(self, shown: bool) -> None:
        """Show the card, or take it away."""
        self._wanted = shown
        if shown:
            self._board()
            self._place()
            self.raise_()
        self.setVisible(shown)

    def event(self, event: QEvent) -> bool:
        """As high as its content."""
        if event.type() == QEvent.Type.LayoutRequest and self._wanted:
            self._place()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go and come back with the field and its keyboard."""
        kind = event.type()
        if kind in (QEvent.Type.Resize, QEvent.Type.Move):
            # Not before the layout has placed the field.
            QTimer.singleShot(0, self, self._place)
        elif watched is self._field and kind == QEvent.Type.Hide:
            self.hide()
        elif watched is self._field and isinstance(event, QFocusEvent) and event.reason() not in _ELSEWHERE:
            self.setVisible(self._wanted and event.gotFocus())
        return False

    def _board(self) -> None:
        """Move over to the page, so that it scrolls and goes with it."""
        page = self._field.parentWidget()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        if page is None or page is self.parentWidget():
            return
        self.setParent(page)
        page.installEventFilter(self)
        page.verticalScrollBar().valueChanged.connect(self._place)

    def _place(self) -> None:
        page = self.parentWidget()
        assert page is not None
        high = self.sizeHint().height()
        corner = self._field.mapTo(page, QPoint(0, 0))
        top, above = corner.y() + self._field.height() + GAP, corner.y() - GAP - high
        if top + high > page.height() and above >= 0:
            top = above
        self.setGeometry(corner.x(), top, self._field.width(), high)
