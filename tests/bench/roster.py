"""A long class list: from the bytes of the file to the preview of every row."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

from op_desktop.exchange.reading import read_table
from op_desktop.exchange.target import Target
from tests.bench.figures import Figure, median, stopwatch
from tests.exchange.class_lists import PUPILS

ROWS, ROUNDS = 2_000, 5
GOAL_MS = 1_000.0


def measure(_folder: Path) -> list[Figure]:
    """As CSV and as a workbook, each beside the bare reading of its cells."""
    lines = [("N.", "Cognome", "Nome", "Data di nascita"), *map(_line, range(1, ROWS + 1))]
    text = "\r\n".join(";".join(line) for line in lines).encode("cp1252")
    return [
        _figure("CSV", text, lambda: list(csv.reader(io.StringIO(text.decode("cp1252"), newline=""), delimiter=";"))),
        _figure("XLSX", book := _workbook(lines), lambda: _bare_cells(book)),
    ]


def _figure(kind: str, data: bytes, raw: Callable[[], object]) -> Figure:
    bare, whole = [], []
    for _round in range(ROUNDS):
        with stopwatch() as elapsed:
            raw()
        bare.append(elapsed())
        with stopwatch() as elapsed:
            shown = Target().preview(read_table(data, "list"))
        whole.append(elapsed())
    assert len(shown.plan.rows) == ROWS
    name = f"class list of {ROWS:,} rows ({kind}): bytes to preview, slowest"
    return Figure(name, max(whole), "ms", median(bare), "< 1,000 ms", max(whole) < GOAL_MS)


def _line(number: int) -> tuple[str, ...]:
    family, given = PUPILS[number % len(PUPILS)]
    # A name has no digit: the number in letters keeps every pupil apart.
    letters = "".join(chr(ord("a") + int(digit)) for digit in f"{number:04}")
    return str(number), f"{family} {letters.title()}", given, "12/03/2013"


def _workbook(lines: list[tuple[str, ...]]) -> bytes:
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data)
    sheet = book.add_worksheet()
    for row, line in enumerate(lines):
        sheet.write_row(row, 0, line)
    book.close()
    return data.getvalue()


def _bare_cells(data: bytes) -> object:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
