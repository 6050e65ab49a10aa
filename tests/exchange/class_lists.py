"""Invented classes in the four forms in which schools send them, and how long a long list takes."""

import io
import time
import zipfile
from datetime import date
from pathlib import Path

import xlsxwriter

from op_desktop.exchange.preview import preview
from op_desktop.exchange.reading import read_table

SAMPLES = next(
    (found for folder in Path(__file__).parents if (found := folder / "shared" / "samples").is_dir()), Path()
)
"""Samples of others, kept beside the project; the folder of the tests where there are none."""

PUPILS = (
    ("Abbate", "Lorenzo"),
    ("Ben Salah", "Yasmine"),
    ("Bianchi", "Sofia"),
    ("Brambilla", "Matteo"),
    ("Castelli", "Giorgia"),
    ("Cattaneo", "Edoardo"),
    ("Colombo", "Giulia"),
    ("Cozzi", "Alessandro"),
    ("D'Amico", "Niccolò"),
    ("De Luca", "Martina"),
    ("El Amrani", "Adam"),
    ("Ferrario", "Beatrice"),
    ("Galli", "Tommaso"),
    ("Ghezzi", "Anna"),
    ("Lo Presti", "Zoë"),
    ("Mariani", "Andrea Luca"),
    ("Müller", "Jonas"),
    ("Nava", "Perla"),
    ("Pérez García", "Inés"),
    ("Pirovano", "Chiara"),
    ("Romano", "Filippo"),
    ("Rossi", "Emma"),
    ("Sartori", "François"),
    ("Villa", "Noemi"),
    ("Zanetti", "Elia"),
)
BORN = date(2013, 3, 12)
TITLES = ("N.", "Cognome", "Nome", "Data di nascita")


def cells() -> list[tuple[str, ...]]:
    """The rows as a school would print them."""
    return [(str(number), *names, f"{BORN:%d/%m/%Y}") for number, names in enumerate(PUPILS, 1)]


def delimited(separator: str, encoding: str, line_end: str = "\r\n") -> bytes:
    """The class as a CSV file."""
    return line_end.join(separator.join(row) for row in (TITLES, *cells())).encode(encoding)


def workbook() -> bytes:
    """The class as Excel saves it: numbers as numbers, dates as dates, a head line and a total."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data)
    sheet = book.add_worksheet("Classe")
    shown = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_string(0, 0, "Scuola media Aurora")
    for column, title in enumerate(TITLES):
        sheet.write_string(2, column, title)
    for row, (number, family, given, _born) in enumerate(cells(), 3):
        sheet.write_number(row, 0, int(number))
        sheet.write_string(row, 1, family)
        sheet.write_string(row, 2, given)
        sheet.write_datetime(row, 3, BORN, shown)
    sheet.write_string(29, 0, "Totale")
    sheet.write_number(29, 1, 25)
    hidden = book.add_worksheet("Famiglie")
    hidden.write_string(0, 0, "Nome del padre")
    hidden.hide()
    book.close()
    return data.getvalue()


def pasted() -> str:
    """The class as Excel puts it on the clipboard, without titles."""
    return "".join("\t".join(row) + "\r\n" for row in cells())


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The same archive with one part replaced, its checksum being right."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
        if name not in old.namelist():
            new.writestr(name, content)
    return changed.getvalue()


def part(data: bytes, name: str) -> bytes:
    """One part of a workbook or of another archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def time_preview(rows: int = 2_000) -> float:
    """Seconds from the bytes of a long list to its preview."""
    lines = ["N.;Cognome;Nome"] + [f"{row};Cognome{row % 977};Nome {row}" for row in range(1, rows + 1)]
    data = "\r\n".join(lines).encode("cp1252")
    started = time.perf_counter()
    preview(read_table(data, "long.csv"), [])
    return time.perf_counter() - started
