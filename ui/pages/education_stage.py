"""A projection that goes from place to place: a head, how far it is, and one board after the other."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.pages.education_screen import RoomScreen
from ui.pages.education_slide import SlideStrip
from ui.theme import Theme
from ui.widgets.avatar import Glyph
from ui.widgets.label import ElidedLabel

FOOT_MS: Final = 5000
"""How long the keys stay after the last touch, where none is awaited."""


class Stage(RoomScreen):
    """Base of slides, games and tests: a subclass lays it out once and sets boards; the keys go while nobody acts."""

    def __init__(self, theme: Theme, name: str, places: int) -> None:
        super().__init__(theme, name)
        self.strip = SlideStrip(self.theme, places)
        self.board: QWidget = QWidget()
        self.rest = QTimer(self, singleShot=True, interval=FOOT_MS)
        self.rest.timeout.connect(self._hide_keys)
        self.setMouseTracking(True)

    @abstractmethod
    def show_board(self) -> None:
        """Set what stands in front, for a screen of this size."""

    @property
    def keys_stay(self) -> bool:
        """Whether a key is awaited, so that the foot has to tell which."""
        return False

    def lay_out(self, title: str, right: Sequence[QWidget], above: QWidget | None = None) -> None:
        """The head with what stands at its right, the strip, ``above`` the board, the board."""
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(Glyph(self.theme, "app-mark", "primary_text", 19))
        head.addWidget(ElidedLabel(title, "lead", ink="text2"), 1)
        for number, widget in enumerate(right):
            head.addSpacing(24 if number else 0)
            head.addWidget(widget)
        self.column.addLayout(head)
        self.column.addWidget(self.strip)
        if above is not None:
            self.column.addWidget(above)
        self.column.addSpacing(10)
        self.column.addWidget(self.board, 1)

    def set_board(self, board: QWidget, place: int) -> None:
        """Show a board instead of the former one, at this place from 0."""
        self.column.replaceWidget(self.board, board)
        self.board.hide()
        self.board.deleteLater()
        self.board = board
        board.show()
        self.strip.show_place(place + 1)

    def wake(self) -> None:
        """Bring the keys back."""
        if self.foot is not None and not self.black:
            self.foot.show()
        self.rest.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Every key brings the foot back."""
        self.wake()
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A moved mouse, too."""
        super().mouseMoveEvent(event)
        self.wake()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the board anew for this screen."""
        super().resizeEvent(event)
        self.show_board()

    def _hide_keys(self) -> None:
        if self.foot is not None and not self.keys_stay:
            self.foot.hide()
