"""White cards on the tinted page, their heading and the line between their rows."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.label import ElidedLabel, Label


class Line(QFrame):
    """A thin line across, or upright between columns."""

    def __init__(self, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hline")
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class Card(QFrame):
    """A bordered card; ``column`` holds its content, ``margin`` px from the border (0 for rows and tables)."""

    def __init__(self, margin: int = 16, spacing: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.column = QVBoxLayout(self)
        edge = max(margin, 1)
        self.column.setContentsMargins(edge, edge, edge, edge)
        self.column.setSpacing(spacing)

    def add_row(self, row: QWidget) -> None:
        """Put a row at the end, with a line above it unless it is the first."""
        if self.column.count():
            self.column.addWidget(Line())
        self.column.addWidget(row)


class CardTitle(QWidget):
    """The first row of a card: title, chips beside it, a quiet note, and what stands at the right."""

    def __init__(
        self,
        title: str,
        *trailing: QWidget,
        beside: Sequence[QWidget] = (),
        note: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        ghost = bool(trailing) and trailing[-1].property("kind") == "ghost"
        row.setContentsMargins(15, 4, 5 if ghost else 15, 4)
        row.addStrut(35)
        row.setSpacing(8)
        self.title = Label(title, "card")
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        row.addWidget(self.title)
        for widget in beside:
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self.note = ElidedLabel(note, "secondary", ink="text2")
        row.addWidget(self.note)
        self.note.setVisible(bool(note))
        row.addStretch(1)
        for widget in trailing:
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self.row = row

    def add(self, widget: QWidget) -> None:
        """Put one more thing at the right."""
        self.row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
