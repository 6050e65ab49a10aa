"""How a list was read (sheet, alphabet, separator, titles), to be changed where it was guessed wrongly."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from op_desktop.exchange.delimited import SEPARATORS
from op_desktop.exchange.encoding import ENCODINGS
from op_desktop.exchange.table import Choices, Doubt, Source, Table
from op_desktop.language import N_, _
from ui.dialogs.form import Choice
from ui.widgets.label import Label

ALPHABETS: Final = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16 BE",
    "cp1252": "Windows",
    "mac-roman": "Mac",
}
SIGNS: Final = {"\t": N_("Tab"), ";": N_("Semicolon ;"), "|": N_("Bar |"), ",": N_("Comma ,")}
TITLE_LINES: Final = 6
"""Among how many rows the titles can be chosen."""


class ReadingBar(QWidget):
    """Shows the choices in force; a new one is announced, the reading is done elsewhere."""

    changed = Signal(object)
    """The ``Choices`` to read with."""

    def __init__(self) -> None:
        super().__init__()
        self._choices = Choices()
        self.alphabet = Choice(_("Alphabet"), [(each, ALPHABETS[each]) for each in ENCODINGS])
        self.separator = Choice(_("Cells are parted by"), [(each, _(SIGNS[each])) for each in SEPARATORS])
        self.titles = Choice(_("Titles"), [])
        self._captions = {box: Label(box.accessibleName(), "label", ink="text2") for box in self._boxes()}
        self.sample = Label("", "secondary", ink="text2", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        for box, caption in self._captions.items():
            row.addWidget(caption)
            row.addWidget(box)
            box.activated.connect(lambda _number: self.changed.emit(self._chosen()))
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.sample)

    def show_table(self, table: Table) -> None:
        """Show how this table was read; only what applies to its kind can be chosen."""
        self._choices = table.choices
        text = table.source is Source.TEXT
        for box in (self.alphabet, self.separator):
            box.setVisible(text)
            self._captions[box].setVisible(text)
        self.alphabet.set_options(((each, ALPHABETS[each]) for each in ENCODINGS), table.choices.encoding)
        self.separator.set_options(((each, _(SIGNS[each])) for each in SEPARATORS), table.choices.separator)
        lines = [record.line for record in (*(each.record for each in table.aside), *table.rows) if not record.blank]
        options = [(0, _("None")), *((line, _("Row {number}").format(number=line)) for line in _first(lines, table))]
        self.titles.set_options(options, table.choices.titles)
        checked = " · ".join(_words(record.line, record.cells) for record in table.lines_to_check(3))
        doubtful = Doubt.ENCODING in table.doubts and checked
        self.sample.setText(_("Check the letters: {lines}").format(lines=checked) if doubtful else "")
        self.sample.setVisible(bool(doubtful))

    def _boxes(self) -> tuple[Choice, ...]:
        return self.alphabet, self.separator, self.titles

    def _chosen(self) -> Choices:
        text = not self.alphabet.isHidden()
        titles = self.titles.key
        # Another alphabet or separator gives other rows: where their titles are is found anew.
        same = (self.alphabet.key, self.separator.key) == (self._choices.encoding, self._choices.separator)
        return Choices(
            encoding=str(self.alphabet.key) if text else None,
            separator=str(self.separator.key) if text else None,
            titles=titles if isinstance(titles, int) and (same or not text) else None,
            sheet=self._choices.sheet,
        )


def doubtful(table: Table) -> bool:
    """Whether something about the reading deserves a look before anything is imported."""
    return bool(table.doubts & {Doubt.ENCODING, Doubt.SEPARATOR})


def _first(lines: list[int], table: Table) -> list[int]:
    found = sorted(lines)[:TITLE_LINES]
    titles = table.choices.titles
    return found if not titles or titles in found else sorted((*found, titles))


def _words(line: int, cells: tuple[str, ...]) -> str:
    text = " ".join(cell for cell in cells if not cell.isascii())
    return _("row {number}, {text}").format(number=line, text=text[:40])
