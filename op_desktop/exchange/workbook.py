"""Excel workbooks into records: values only, measured before they are opened."""

import io
import string
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import IO
from xml.parsers import expat

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from op_desktop.exchange import limits
from op_desktop.exchange.encoding import refuse_impossible
from op_desktop.exchange.refusals import (
    FieldTooLong,
    NoSuchSheet,
    OtherWorkbook,
    TooManyCells,
    TooManyColumns,
    TooManyRows,
    WorkbookDamaged,
    WorkbookLocked,
    WorkbookTooLarge,
)
from op_desktop.exchange.table import Record

ZIP = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0"
"""How workbooks before 2007 begin, and newer ones locked by a password."""

_CONTENTS = "[Content_Types].xml"
_CHUNK = 256 * 1024
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
    LookupError,
)
_EXACT = 2**53


def is_workbook(data: bytes) -> bool:
    """Whether a zip says that it is a workbook; one too broken to say anything counts as one and is refused as such."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = packed.namelist()
    except _BROKEN:
        return True
    return _CONTENTS in names or not any(name.lower().endswith(".csv") for name in names)


class Workbook:
    """A workbook that was found fit to open."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raises ``WorkbookLocked``, ``OtherWorkbook``, ``WorkbookDamaged`` or a refusal of size."""
        self._name = name
        if data.startswith(COMPOUND):
            locked = "EncryptedPackage".encode("utf-16-le") in data
            raise (WorkbookLocked if locked else OtherWorkbook)(name=name)
        try:
            self._book = CalamineWorkbook.from_filelike(io.BytesIO(_measured(data, name)))
        except PasswordError:
            raise WorkbookLocked(name=name) from None
        except CalamineError:
            raise WorkbookDamaged(name=name) from None
        self.sheets = tuple(
            sheet.name
            for sheet in self._book.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
        )
        if not self.sheets:
            raise WorkbookDamaged(name=name)

    def records(self, sheet: str) -> Iterator[Record]:
        """The rows of a visible sheet from row 1, blank ones too; raises ``NoSuchSheet`` or a refusal of size."""
        if sheet not in self.sheets:
            raise NoSuchSheet(name=self._name, sheet=sheet, sheets=", ".join(self.sheets))
        try:
            found: CalamineSheet = self._book.get_sheet_by_name(sheet)
            rows = found.to_python(skip_empty_area=False)
        except CalamineError:
            raise WorkbookDamaged(name=self._name) from None
        for line, row in enumerate(rows, 1):
            cells = tuple(cell_text(value) for value in row)
            for cell in cells:
                refuse_impossible(cell, self._name)
                if len(cell) > limits.FIELD:
                    raise FieldTooLong(name=self._name, line=line, limit=limits.FIELD)
            yield Record(line, cells)


def cell_text(value: float | str | bool | date | time | timedelta) -> str:
    """A cell as text in canonical form: whole numbers without point, ISO dates, durations as ``2:30``."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes" if value.second == value.microsecond == 0 else "seconds")
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{'-' if minutes < 0 else ''}{abs(minutes) // 60}:{abs(minutes) % 60:02}"
    if isinstance(value, time):
        return value.isoformat(timespec="minutes" if value.second == 0 else "seconds")
    if isinstance(value, date):
        return value.isoformat()
    whole = abs(value) < _EXACT and value == int(value)
    return str(int(value)) if whole else repr(value)


def _measured(data: bytes, name: str) -> bytes:
    """The same workbook with only the parts that hold values, every one of them read and measured.

    The reader behind this trusts the sizes that an archive declares and lays out a sheet up to its
    farthest cell; what it gets to see has therefore been unpacked once under our limits.
    """
    clean = io.BytesIO()
    try:
        with (
            zipfile.ZipFile(io.BytesIO(data)) as packed,
            zipfile.ZipFile(clean, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as kept,
        ):
            for part in _parts(packed, name):
                with packed.open(part) as source, kept.open(part.filename, "w") as target:
                    _copy(source, target, name)
    except _BROKEN:
        raise WorkbookDamaged(name=name) from None
    return clean.getvalue()


def _parts(packed: zipfile.ZipFile, name: str) -> list[zipfile.ZipInfo]:
    entries = packed.infolist()
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names):
        raise WorkbookDamaged(name=name)
    if _CONTENTS not in names:
        raise OtherWorkbook(name=name)
    if any(entry.flag_bits & 1 for entry in entries):
        raise WorkbookLocked(name=name)
    parts = [entry for entry in entries if entry.filename.lower().endswith((".xml", ".rels"))]
    if not any(entry.filename.lower().endswith("workbook.xml") for entry in parts):
        raise OtherWorkbook(name=name)
    if len(entries) > limits.PARTS or sum(entry.file_size for entry in parts) > limits.UNPACKED:
        raise WorkbookTooLarge(name=name, limit=limits.UNPACKED // limits.MEBIBYTE)
    return parts


def _copy(source: IO[bytes], target: IO[bytes], name: str) -> None:
    """Copy one part; a sheet among them is refused if its cells reach too far."""
    extent = _Extent()
    while chunk := source.read(_CHUNK):
        target.write(chunk)
        extent.read(chunk)
    extent.end()
    if extent.rows > limits.ROWS:
        raise TooManyRows(name=name, limit=limits.ROWS)
    if extent.columns > limits.COLUMNS:
        raise TooManyColumns(name=name, line=1, limit=limits.COLUMNS)
    if extent.rows * extent.columns > limits.CELLS:
        raise TooManyCells(name=name, limit=limits.CELLS)


class _Extent:
    """How far the cells of a sheet reach that hold something."""

    def __init__(self) -> None:
        self.rows = self.columns = 0
        self._row = self._column = 0
        self._cell = (0, 0)
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.StartDoctypeDeclHandler = self._refuse

    def read(self, chunk: bytes) -> None:
        """Follow the next piece; raises ``ExpatError`` where it is not well formed."""
        self._parser.Parse(chunk)

    def end(self) -> None:
        """Nothing follows; raises ``ExpatError`` if something should."""
        self._parser.Parse(b"", True)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        match tag.rpartition(":")[2]:
            case "row":
                self._row = int(attributes.get("r", self._row + 1))
                self._column = 0
            case "c":
                letters, digits = _split(attributes.get("r", ""))
                self._column = _column_number(letters) if letters else self._column + 1
                self._cell = (int(digits) if digits else self._row, self._column)
            case "v" | "is" | "f" | "t":
                self.rows, self.columns = max(self.rows, self._cell[0]), max(self.columns, self._cell[1])

    def _refuse(self, *_declared: object) -> None:
        raise ValueError("a workbook declares no document type")


def _split(position: str) -> tuple[str, str]:
    """``B12`` into ``B`` and ``12``."""
    digits = position.lstrip(string.ascii_letters)
    return position[: len(position) - len(digits)], digits


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters[:8].upper():
        number = number * 26 + ord(letter) - 64
    return number
