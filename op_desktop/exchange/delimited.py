"""Text with separators into records: CSV files and cells pasted from a spreadsheet."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from op_desktop.exchange import limits
from op_desktop.exchange.refusals import (
    FieldTooLong,
    QuoteMisplaced,
    QuoteNotClosed,
    TooManyCells,
    TooManyColumns,
    TooManyRows,
)
from op_desktop.exchange.table import Record

SEPARATORS = ("\t", ";", "|", ",")
"""From the one that text holds least often by chance to the one it holds most often."""

_DECLARED = re.compile(r'^"?sep=(.)"?(?:\r\n|\n|\r|$)', re.IGNORECASE)
_SAMPLE = 64 * 1024
_SAMPLE_RECORDS = 60


def declared_separator(text: str) -> str | None:
    """The separator that a first line ``sep=;`` declares."""
    found = _DECLARED.match(text)
    return found[1] if found else None


def likely_separator(text: str) -> tuple[str, bool]:
    """The separator that divides most rows alike, and whether it divides them at all."""
    sample, cut = text[:_SAMPLE], len(text) > _SAMPLE
    shares = {separator: _evenness(sample, separator, cut) for separator in SEPARATORS}
    best = max(SEPARATORS, key=lambda separator: (shares[separator], -SEPARATORS.index(separator)))
    if shares[best]:
        return best, True
    # One column: a separator that the text does not hold keeps every row whole.
    return next((separator for separator in SEPARATORS if separator not in text), SEPARATORS[0]), False


def _evenness(sample: str, separator: str, cut: bool) -> int:
    """How many in ten of the first rows have the commonest number of cells; 0 for one cell only."""
    widths: Counter[int] = Counter()
    lines = io.StringIO(sample, newline="")
    try:
        for cells in csv.reader(lines, delimiter=separator, strict=True):
            if any(cell.strip() for cell in cells):
                widths[len(cells)] += 1
            if widths.total() >= _SAMPLE_RECORDS:
                break
    except csv.Error:
        if not cut and lines.tell() < len(sample):
            return 0
    if not widths:
        return 0
    width, rows = widths.most_common(1)[0]
    return 10 * rows // widths.total() if width > 1 else 0


def records(text: str, separator: str, name: str) -> Iterator[Record]:
    """Every record of the text, blank ones too, at the line where it begins.

    Raises ``QuoteNotClosed``, ``QuoteMisplaced``, ``FieldTooLong`` or one of the ``TooMany`` refusals.
    """
    # The limit belongs to the whole process; every reader of ours sets the same one.
    csv.field_size_limit(limits.FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    cells_so_far = rows = begins = 0
    try:
        for cells in reader:
            rows, line, begins = rows + 1, begins + 1, reader.line_num
            cells_so_far += len(cells)
            _refuse_excess(name, line, rows, len(cells), cells_so_far)
            yield Record(line, tuple(cells))
    except csv.Error as error:
        raise _refusal(str(error))(name=name, line=begins + 1, limit=limits.FIELD) from None


def _refuse_excess(name: str, line: int, rows: int, width: int, cells: int) -> None:
    if rows > limits.ROWS:
        raise TooManyRows(name=name, limit=limits.ROWS)
    if width > limits.COLUMNS:
        raise TooManyColumns(name=name, line=line, limit=limits.COLUMNS)
    if cells > limits.CELLS:
        raise TooManyCells(name=name, limit=limits.CELLS)


def _refusal(message: str) -> type[FieldTooLong | QuoteNotClosed | QuoteMisplaced]:
    """What the parser's own words mean."""
    if "field larger" in message:
        return FieldTooLong
    return QuoteNotClosed if "end of data" in message else QuoteMisplaced
