"""What to draw on the board beside a slide: said to who teaches, above the keys, and gone with them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from op_desktop.language import _
from ui.theme import Theme
from ui.widgets.avatar import Glyph
from ui.widgets.label import Label


class FigureNote(QWidget):
    """A pencil and the drawing in words."""

    def __init__(self, theme: Theme, figure: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Glyph(theme, "pencil", "text2", 12), 0, Qt.AlignmentFlag.AlignTop)
        words = _("To draw on the board: {figure}").format(figure=figure)
        row.addWidget(Label(words, "secondary", ink="text2", wrap=True), 1)
