"""The screen in front of a class: full, on the second screen where there is one, letters for the last row."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Protocol, TypeVar

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QLayout, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.pages.education_room import KeyFoot
from ui.theme import Theme

SCALE: Final = 170
"""Text size in per cent on a screen of 1366×768: running text is 22 px there, and grows with the screen."""
DESIGN: Final = (1366, 768)


class HasGeometry(Protocol):
    """What is asked of a screen."""

    def geometry(self) -> QRect:
        """Where it is, and how large."""


Screen = TypeVar("Screen", bound=HasGeometry)

Acts = Mapping[Qt.Key, Callable[[], object]]


def screen_for_class(own: Screen, screens: Sequence[Screen]) -> Screen:
    """The screen that the class looks at: the largest that the working window is not on, else the one there is."""
    others = [each for each in screens if each is not own]
    return max(others, key=lambda each: each.geometry().width() * each.geometry().height(), default=own)


class RoomScreen(QWidget):
    """Base of all projections: a subclass fills ``column`` and answers ``acts``; Esc and F11 leave, B blackens."""

    left = Signal()
    names_asked = Signal()
    """F9: the names in the working window are to be hidden, or shown; here there are none."""
    used = Signal()
    """A key or a click: somebody is there, although the working window is left alone."""
    apart = True
    """Whether it looks for a screen that the window is not on."""

    def __init__(self, theme: Theme, name: str) -> None:
        """``name`` is what readers of the screen hear; the title of the window tells nothing."""
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("OP Desktop")
        self.setAccessibleName(name)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self.theme = Theme(
            application, theme.scheme, text_size=SCALE, system_font=theme.system_font, whole=False, parent=self
        )
        self.black = False
        self.foot: KeyFoot | None = None
        self._edge = 0
        self._body = QWidget()
        self.column = QVBoxLayout(self._body)
        self.column.setSpacing(14)
        self._whole = QVBoxLayout(self)
        # The screen is as large as it is; letters follow it.
        self._whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(10)
        self._whole.addWidget(self._body, 1)

    def set_foot(self, foot: KeyFoot) -> None:
        """Show these keys in place of the former ones."""
        if self.foot is not None:
            self._whole.removeWidget(self.foot)
            self.foot.hide()
            self.foot.deleteLater()
        self.foot = foot
        foot.set_edge(self._edge)
        self._whole.addWidget(foot)

    def acts(self) -> Acts:
        """What the keys do here, beside those of every projection."""
        return {}

    def open_beside(self, desk: Desk) -> None:
        """Full screen, where it belongs; it closes with the work of who opened it, and keys in it are use."""
        self.names_asked.connect(desk.names.toggle)
        desk.leave.near.connect(self.leave)
        self.used.connect(desk.window.idle.put_off)
        own = desk.window.screen()
        screen = screen_for_class(own, QGuiApplication.screens()) if self.apart else own
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        self.activateWindow()
        self.setFocus()

    def leave(self) -> None:
        """Close, whatever is on the screen: the work of who opened it ends or is hidden."""
        self.close()

    def deaf(self, key: int) -> bool:
        """Whether the screen is black and this is no key that ends it: nobody counts or answers unseen."""
        return self.black and key not in (Qt.Key.Key_Period, Qt.Key.Key_Escape, Qt.Key.Key_F11)

    def toggle_black(self) -> None:
        """Nothing but black while the class shall look at the teacher, and back."""
        self.black = not self.black
        self._body.setVisible(not self.black)
        if self.foot is not None:
            self.foot.setVisible(not self.black)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Whoever shows something to a class is at work."""
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress):
            self.used.emit()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the foot."""
        key = Qt.Key(event.key())
        common: Acts = {
            Qt.Key.Key_Escape: self.close, Qt.Key.Key_F11: self.close, Qt.Key.Key_B: self.toggle_black,
            Qt.Key.Key_F9: self.names_asked.emit,
        }  # fmt: skip
        act = {**common, **self.acts()}.get(key)
        if act is None:
            super().keyPressEvent(event)
            return
        act()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the room is done."""
        super().closeEvent(event)
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Letters as large as this screen allows."""
        super().resizeEvent(event)
        fit = min(self.width() / DESIGN[0], self.height() / DESIGN[1])
        self.theme.set_look(text_size=max(90, round(SCALE * fit)))
        self.setStyleSheet(self.theme.sheet())
        self._edge = edge = round(self.width() * 0.041)
        self.column.setContentsMargins(edge, round(edge * 0.6), edge, 0)
        if self.foot is not None:
            self.foot.set_edge(edge)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Cover everything while the screen is black."""
        super().paintEvent(event)
        if self.black:
            QPainter(self).fillRect(self.rect(), Qt.GlobalColor.black)
