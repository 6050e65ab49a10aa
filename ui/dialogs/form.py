"""Fields of dialogs: a caption over each, choices from data, and what is missing said in place."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from op_desktop.errors import UserError
from ui.dialogs.dialog import Dialog
from ui.theme import Theme
from ui.widgets.combo import Combo
from ui.widgets.label import Label


class Choice(Combo):
    """One of some things, each with a key of ours."""

    def __init__(self, name: str, options: Iterable[tuple[object, str]], current: object = None) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self._keys: list[object] = []
        self.set_options(options, current)

    @property
    def key(self) -> object:
        """What is chosen; None where there is nothing to choose from."""
        return self._keys[self.currentIndex()] if self._keys else None

    @property
    def keys(self) -> list[object]:
        """What there is to choose from, in order."""
        return list(self._keys)

    def set_options(self, options: Iterable[tuple[object, str]], current: object = None) -> None:
        """Offer these in place of the former ones."""
        listed = list(options)
        self.clear()
        self._keys = [key for key, _words in listed]
        self.addItems([words for _key, words in listed])
        if current in self._keys:
            self.setCurrentIndex(self._keys.index(current))


class FormDialog(Dialog):
    """A dialog of fields. A subclass raises a ``UserError`` in ``read_fields`` for what cannot be taken."""

    def __init__(
        self, theme: Theme, title: str, text: str = "", *, confirm: str, cancel: str = "", width: int = 520
    ) -> None:
        super().__init__(theme, title, text, confirm=confirm, cancel=cancel, width=width)
        self._missing = Label("", ink="danger", wrap=True)
        self._missing.hide()

    @property
    def complaint(self) -> str:
        """What was said about the fields, empty where all is well."""
        return "" if self._missing.isHidden() else self._missing.text()

    def read_fields(self) -> None:
        """Take over what is typed; raises ``UserError``."""

    def ready(self) -> bool:
        """Whether all fields can be taken; else say why, in the dialog."""
        try:
            self.read_fields()
        except UserError as error:
            self._missing.setText(str(error))
            self._missing.show()
            self.reveal(self._missing)
            return False
        return True

    def add_fields(self, *rows: Sequence[tuple[str, QWidget]]) -> None:
        """Put the fields in, row by row, each with its caption; what is missing is said below."""
        for row in rows:
            line = QHBoxLayout()
            line.setSpacing(12)
            for caption, widget in row:
                column = _captioned(caption, widget)
                line.addLayout(column, 1)
                # Beside a higher field a line stays under its caption.
                line.setAlignment(column, Qt.AlignmentFlag.AlignTop)
            self.body.addLayout(line)
        self.body.addWidget(self._missing)


def add_row(form: QFormLayout, caption: str, field: QWidget) -> None:
    """A row with its caption at the left, in the middle of the field's height: the layout alone puts it too high."""
    label = Label(caption, "label", ink="text2")
    label.setMinimumHeight(field.sizeHint().height())
    form.addRow(label, field)


def text_field(name: str, text: str = "", placeholder: str = "") -> QLineEdit:
    """A line to write in."""
    field = QLineEdit(text)
    field.setAccessibleName(name)
    field.setPlaceholderText(placeholder)
    return field


def _captioned(caption: str, widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    label = Label(caption, "label", ink="text2")
    label.setBuddy(widget)
    column.addWidget(label)
    column.addWidget(widget)
    return column
