"""A file as numbered rows of text, with everything that was set aside and why."""

from dataclasses import dataclass
from enum import StrEnum


class Source(StrEnum):
    """Where a table came from; cells of a workbook are already in canonical form."""

    TEXT = "text"
    WORKBOOK = "workbook"
    SET = "set"
    """The files of a whole school, of which one class was chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """How to read a file: what was detected, or what the person chose instead (None: detect)."""

    encoding: str | None = None
    """One of ``encoding.ENCODINGS``."""
    separator: str | None = None
    """One of ``delimited.SEPARATORS``."""
    titles: int | None = None
    """The line that holds the titles of the columns; 0 when none does."""
    sheet: str | None = None
    """The sheet of a workbook, or the class of a set."""


class Doubt(StrEnum):
    """What was guessed and deserves a look before anything is imported."""

    ENCODING = "encoding"
    SEPARATOR = "separator"
    TITLES = "titles"


class Reason(StrEnum):
    """Why a row present in the file is not among the rows read."""

    BLANK = "blank"
    SEPARATOR_LINE = "separator_line"
    ABOVE_TITLES = "above_titles"
    TITLES = "titles"
    TOTALS = "totals"
    TOO_MANY_CELLS = "too_many_cells"
    NOT_ENROLLED = "not_enrolled"


@dataclass(frozen=True, slots=True)
class Record:
    """One row as it stands in the file, at the line where it begins (from 1)."""

    line: int
    cells: tuple[str, ...]

    @property
    def blank(self) -> bool:
        """Whether no cell holds anything."""
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Aside:
    """A row set aside, as it stands in the file."""

    record: Record
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What was read: ``len(rows) + len(aside)`` is the number of rows present in the file.

    Every row has ``width`` cells, missing ones filled with empty text.
    """

    name: str
    source: Source
    choices: Choices
    doubts: frozenset[Doubt]
    sheets: tuple[str, ...]
    """The visible sheets of a workbook, or the classes of a set."""
    titles: tuple[str, ...] | None
    width: int
    rows: tuple[Record, ...]
    aside: tuple[Aside, ...]

    @property
    def records(self) -> int:
        """How many rows are present in the file."""
        return len(self.rows) + len(self.aside)

    def title(self, column: int) -> str:
        """The title of a column, empty where there is none."""
        return self.titles[column].strip() if self.titles else ""

    def column(self, column: int) -> list[str]:
        """The cells of one column, from the first row read."""
        return [row.cells[column] for row in self.rows]

    def lines_to_check(self, limit: int = 8) -> tuple[Record, ...]:
        """The first rows with letters that a wrong alphabet would have changed."""
        found = (row for row in self.rows if not all(cell.isascii() for cell in row.cells))
        return tuple(row for row, _number in zip(found, range(limit), strict=False))


def column_letter(column: int) -> str:
    """``A`` for 0, ``AA`` for 26, as spreadsheets call columns without a title."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
