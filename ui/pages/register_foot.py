"""What stands under the grid: the meaning of the marks and the keys that set them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from op_desktop.domain.attendance import Mark
from op_desktop.language import _
from ui.delegates.marks import mark_pixmap
from ui.models.mark_words import mark_letter, mark_word
from ui.models.register_day import mark_look
from ui.theme import Theme
from ui.widgets.key_cap import KeyCap
from ui.widgets.label import Label

MARKS = (Mark.PRESENT, Mark.ABSENT, Mark.LATE, Mark.EXCUSED, Mark.LEFT_EARLY)
KEYS_FROM = 700


class RegisterFoot(QWidget):
    """Legend at the left, keys at the right; the keys give way where the line is short."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._glyphs: dict[Mark, Label] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 4, 0)
        row.setSpacing(6)
        for mark in MARKS:
            self._glyphs[mark] = Label()
            row.addWidget(self._glyphs[mark])
            row.addWidget(Label(mark_word(mark), "secondary", ink="text2"))
            row.addSpacing(8)
        row.addStretch(1)
        self._keys = QWidget()
        keys = QHBoxLayout(self._keys)
        keys.setContentsMargins(0, 0, 0, 0)
        keys.setSpacing(6)
        groups = ((("Up", "Down"), _("choose")), ((mark_letter(Mark.ABSENT).upper(),), _("mark")),
                  (("Ctrl+Z",), _("undo")))  # fmt: skip
        for caps, words in groups:
            for cap in caps:
                keys.addWidget(KeyCap(cap))
            keys.addWidget(Label(words, "secondary", ink="text2"))
            keys.addSpacing(6)
        row.addWidget(self._keys)
        theme.changed.connect(self._draw)
        self._draw()

    def set_room(self, width: int) -> None:
        """Show the keys where both halves fit in this width."""
        self._keys.setVisible(width >= self._theme.px(KEYS_FROM))

    def _draw(self) -> None:
        for mark, glyph in self._glyphs.items():
            glyph.setPixmap(mark_pixmap(self._theme, mark_look(mark, None), self.devicePixelRatioF(), "text2"))
            glyph.setAlignment(Qt.AlignmentFlag.AlignCenter)
