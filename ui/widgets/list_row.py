"""Rows of a card: something in front, two lines of words, something at the end."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.button import RowButton
from ui.widgets.label import ElidedLabel


class TwoLines(QWidget):
    """A bold line and a quiet line, or both on one line."""

    def __init__(self, title: str, detail: str = "", *, inline: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = QHBoxLayout(self) if inline else QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10 if inline else 1)
        self.title = ElidedLabel(title, "strong")
        self.detail = ElidedLabel(detail, "secondary", ink="text2")
        if inline:
            self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            box.addWidget(self.title)
            box.addWidget(self.detail, 1)
        else:
            box.addStretch(1)
            box.addWidget(self.title)
            box.addWidget(self.detail)
            box.addStretch(1)
        self.detail.setVisible(bool(detail))


class ListRow(QFrame):
    """One row: ``leading`` (icon, avatar, time), words, ``trailing`` (chips, buttons)."""

    def __init__(
        self,
        title: str,
        detail: str = "",
        *,
        leading: Sequence[QWidget] = (),
        trailing: Sequence[QWidget] = (),
        inline: bool = False,
        height: int = 50,
        flush: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """``inline`` puts the detail beside the title; ``height`` is the least, in px; ``flush`` begins and ends where
        the row does, for rows between other content."""
        super().__init__(parent)
        self.setObjectName("row")
        row = QHBoxLayout(self)
        # Words of a button without a border end where other content ends.
        ghost = bool(trailing) and trailing[-1].property("kind") == "ghost"
        row.setContentsMargins(0 if flush else 15, 5, 0 if flush else 5 if ghost else 15, 5)
        row.setSpacing(12)
        row.addStrut(height - 10)
        for widget in leading:
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self.words = TwoLines(title, detail, inline=inline)
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        for widget in trailing:
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)


class ChoiceRow(RowButton):
    """A row one can press, or switch on among others in a QButtonGroup: a person, a place, a destination."""

    def __init__(
        self, title: str, detail: str = "", *, leading: Sequence[QWidget] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(f"{title}, {detail}" if detail else title, "choice", parent=parent)
        for widget in leading:
            self.add(widget)
        self.words = TwoLines(title, detail)
        self.add(self.words, 1)
