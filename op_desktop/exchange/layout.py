"""Records into titles, rows and what was set aside: head lines, blank lines, totals, uneven rows."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from op_desktop.exchange.columns import private_of_title, use_of_title
from op_desktop.exchange.table import Aside, Reason, Record

_HEAD_LINES = 15
_NUMBER_OR_DATE = re.compile(r"\s*[-+\u2212]?[0-9][0-9.,:/\- ]*(?:€|%)?\s*")
_TOTAL = re.compile(r"\s*(?:totale|totali|total|totals|tot\.?)(?:\s+\w+){0,2}\s*[:=]?\s*[0-9.,]*\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a table; ``titles_line`` is 0 where no row holds titles."""

    titles: tuple[str, ...] | None
    titles_line: int
    titles_certain: bool
    width: int
    rows: tuple[Record, ...]
    aside: tuple[Aside, ...]


def arrange(records: Sequence[Record], titles_line: int | None = None) -> Layout:
    """Find the titles (or take those of ``titles_line``, 0 for none) and set aside what is no row of data."""
    filled = [record for record in records if not record.blank]
    titles, certain = _titles(filled) if titles_line is None else (_at_line(filled, titles_line), True)
    start = titles.line if titles else 0
    data = [record for record in filled if record.line > start]
    totals = data[-1] if len(data) > 1 and _is_total(data[-1]) else None
    data = data[: len(data) - 1] if totals else data
    width = _width(titles, data)
    aside: list[Aside] = []
    rows: list[Record] = []
    for record in records:
        reason = _reason(record, titles, totals, width)
        if reason is None:
            rows.append(Record(record.line, _fit(record.cells, width)))
        else:
            aside.append(Aside(record, reason))
    return Layout(
        titles=_fit(titles.cells, width) if titles else None,
        titles_line=start,
        titles_certain=certain,
        width=width,
        rows=tuple(rows),
        aside=tuple(aside),
    )


def _reason(record: Record, titles: Record | None, totals: Record | None, width: int) -> Reason | None:
    if record.blank:
        return Reason.BLANK
    if titles and record.line <= titles.line:
        return Reason.TITLES if record is titles else Reason.ABOVE_TITLES
    if record is totals:
        return Reason.TOTALS
    return Reason.TOO_MANY_CELLS if any(cell.strip() for cell in record.cells[width:]) else None


def _at_line(filled: Sequence[Record], line: int) -> Record | None:
    return next((record for record in filled if record.line == line), None)


def _titles(filled: Sequence[Record]) -> tuple[Record | None, bool]:
    """The row of titles, if any, and whether the words themselves say so."""
    best = max(filled[:_HEAD_LINES], key=_titles_in, default=None)
    if best is not None and (known := _titles_in(best)):
        alone = known == len([cell for cell in best.cells if cell.strip()])
        if known > 1 or (alone and best is filled[0]):
            return best, True
    if len(filled) > 1 and _looks_like_titles(filled[0], filled[1:]):
        return filled[0], False
    return None, False


def _titles_in(record: Record) -> int:
    """How many cells read like titles of a roster; 0 unless one of them is a number or a name."""
    cells = [cell for cell in record.cells if cell.strip()]
    if not any(use_of_title(cell) for cell in cells):
        return 0
    return sum(bool(use_of_title(cell) or private_of_title(cell)) for cell in cells)


def _looks_like_titles(first: Record, rest: Sequence[Record]) -> bool:
    """Whether a first row of different words stands over a column of numbers or dates."""
    cells = [cell.strip() for cell in first.cells]
    if any(not cell or _NUMBER_OR_DATE.fullmatch(cell) for cell in cells) or len(set(cells)) < len(cells):
        return False
    below = [[record.cells[column] for record in rest if column < len(record.cells)] for column in range(len(cells))]
    return any(
        any(cell.strip() for cell in column) and all(_NUMBER_OR_DATE.fullmatch(cell) for cell in column if cell.strip())
        for column in below
    )


def _is_total(record: Record) -> bool:
    cells = [cell for cell in record.cells if cell.strip()]
    return bool(_TOTAL.fullmatch(cells[0])) and all(_NUMBER_OR_DATE.fullmatch(cell) for cell in cells[1:])


def _width(titles: Record | None, data: Sequence[Record]) -> int:
    """How many columns the table has: as many as there are titles, unless most rows hold more."""
    widths = Counter(len(record.cells) for record in data)
    usual = max(widths, key=lambda width: (widths[width], width)) if widths else 0
    full = usual
    if titles:
        titled = len(titles.cells)
        wider = sum(any(cell.strip() for cell in record.cells[titled:]) for record in data)
        full = max(titled, usual) if 2 * wider > len(data) else titled
    counted = [record.cells for record in (*data, *((titles,) if titles else ()))]
    while full > 1 and not any(cells[full - 1].strip() for cells in counted if len(cells) >= full):
        full -= 1
    return full


def _fit(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return cells[:width] + ("",) * (width - len(cells))
