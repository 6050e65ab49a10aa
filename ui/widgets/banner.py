"""A message in the page, next to what it is about: never over it, never in a window of its own."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from op_desktop.language import _
from ui.theme import Theme
from ui.widgets.avatar import Glyph
from ui.widgets.button import Button
from ui.widgets.label import Label

ICONS: Final = {"info": "info", "success": "circle-check", "warning": "triangle-alert", "danger": "circle-alert"}


class Banner(QFrame):
    """What happened in bold, what to do next, and the buttons that do it; hidden until it has something to say."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("banner")
        self.setAccessibleName(_("Message"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 8, 10)
        row.setSpacing(12)
        self._icon = Glyph(theme, "info", "info", 20)
        self._title = Label(role="strong", wrap=True)
        self._text = Label(wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._text)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._close = Button(theme, _("Close this message"), "x", "icon", on_click=self.clear)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addLayout(self._buttons)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def tell(
        self,
        tone: str,
        title: str,
        text: str = "",
        actions: Sequence[tuple[str, Callable[[], object]]] = (),
        *,
        closable: bool = True,
    ) -> None:
        """Show a message; ``tone`` is info, success, warning or danger; an action is its words and what it does."""
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self._icon.show_icon(ICONS[tone], tone)
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._close.setVisible(closable)
        self._clear_buttons()
        for words, act in actions:
            self._buttons.addWidget(Button(self._theme, words, on_click=act))
        self.setAccessibleDescription(f"{title} {text}".strip())
        self.show()

    def clear(self) -> None:
        """Take the message away."""
        self.hide()
        self._clear_buttons()

    def _clear_buttons(self) -> None:
        while (item := self._buttons.takeAt(0)) is not None:
            button = item.widget()
            if button is not None:
                button.hide()
                button.deleteLater()
