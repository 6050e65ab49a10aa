"""Buttons: a few kinds, all real controls with a name, an icon that follows the theme and a taught key."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.avatar import IconTile
from ui.widgets.key_cap import KeyCap, key_text
from ui.widgets.label import ElidedLabel
from ui.widgets.tip import tip

_INKS = {"primary": "on_primary", "danger": "on_danger", "ghost": "primary_text", "toast": "nav_accent"}


class EnterButton(QPushButton):
    """A push button that also answers Enter outside dialogs."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses like Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier
        ):
            self.click()
            return
        super().keyPressEvent(event)


class Button(EnterButton):
    """A verb and its object.

    Kinds: ``primary`` (one a page), ``default``, ``soft`` (quieter border), ``ghost`` (no border), ``danger``,
    ``quiet`` (left aligned, no border), and without words on screen (``text`` is name and tooltip) ``icon`` and
    ``square`` (with a border).
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        icon: str = "",
        kind: str = "default",
        *,
        big: bool = False,
        on_click: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("kind", kind)
        self.setProperty("big", big)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._kind = kind
        self.set_icon(icon)
        self.set_text(text)
        theme.changed.connect(self._grow)
        self._grow()
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())

    def set_text(self, text: str) -> None:
        """Change the words (of an icon button: its name and tooltip)."""
        plain = text.replace("&", "&&")
        if self._kind in ("icon", "square"):
            self.setToolTip(tip(text))
        else:
            self.setText(f" {plain}" if not self.icon().isNull() else plain)
        self.setAccessibleName(text)

    def set_icon(self, icon: str) -> None:
        """Change the icon; empty takes it away."""
        if icon:
            self.setIcon(self._theme.icon(icon, _INKS.get(self._kind, "text2")))

    def set_key(self, sequence: str) -> None:
        """Let this shortcut press the button while its window is in front; named in the tooltip."""
        self.setShortcut(sequence)
        self.setToolTip(tip(f"{self.accessibleName()} ({key_text(sequence)})"))

    def _grow(self) -> None:
        side = self._theme.px(20 if self.property("big") else 16)
        self.setIconSize(QSize(side, side))


class RowButton(EnterButton):
    """A button as wide as its row, with other widgets inside; ``row`` is their layout."""

    def __init__(self, name: str, kind: str = "tile", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(9, 4, 9, 4)
        self.row.setSpacing(10)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget in; clicks on it press the button."""
        widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.row.addWidget(widget, stretch)

    def sizeHint(self) -> QSize:
        """What the content asks for, and no less than a button's height."""
        return self.row.sizeHint().expandedTo(QSize(0, super().sizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        """What the content needs at least."""
        return self.row.minimumSize().expandedTo(QSize(0, super().minimumSizeHint().height()))


class TileButton(RowButton):
    """A quick action: tinted icon, words and the key that does the same."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        icon: str,
        tone: str = "info",
        key: str = "",
        on_click: Callable[[], object] | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent=parent)
        self._words, self._cap = ElidedLabel(text, "strong"), KeyCap(key) if key else None
        self._icon = IconTile(theme, icon, tone, 30)
        self.add(self._icon)
        self.add(self._words, 1)
        if self._cap is not None:
            self.setAccessibleDescription(key_text(key))
            self.add(self._cap)
            theme.changed.connect(self._fit)
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The key gives way before a word is cut."""
        if self._cap is not None:
            parts = (self._icon, self._words, self._cap)
            edges = self.row.contentsMargins().left() + self.row.contentsMargins().right()
            whole = sum(part.sizeHint().width() for part in parts) + edges + 2 * self.row.spacing()
            self._cap.setVisible(whole <= self.width())
