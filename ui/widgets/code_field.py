"""A field for a code of a few digits, drawn as boxes."""

from PySide6.QtCore import QRectF, QRegularExpression, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from ui.theme import Theme


class CodeField(QLineEdit):
    """A line edit that takes digits only and shows dots."""

    BOX, GAP = 50, 10

    def __init__(self, theme: Theme, name: str, digits: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]*"), self))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_digits(digits)

    def set_digits(self, digits: int) -> None:
        """Take a code of this length."""
        self.setMaxLength(digits)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The boxes side by side."""
        return QSize(self.maxLength() * (self.BOX + self.GAP) - self.GAP + 2, self.BOX + 2)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a box for each digit, a dot in those typed, a caret in the next."""
        color, typed = self._theme.color, len(self.text())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number in range(self.maxLength()):
            box = QRectF(1 + number * (self.BOX + self.GAP), 1, self.BOX, self.BOX)
            last = min(typed, self.maxLength() - 1)
            now = number == last and self.hasFocus()
            painter.setPen(QPen(color("focus" if now else "border_strong"), 2 if now else 1))
            painter.setBrush(color("surface" if self.isEnabled() else "sunken"))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            if number < typed:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(color("text"))
                painter.drawEllipse(box.center(), 5, 5)
            elif now:
                painter.drawLine(
                    box.center() + QRectF(0, -10, 0, 0).topLeft(), box.center() + QRectF(0, 10, 0, 0).topLeft()
                )
