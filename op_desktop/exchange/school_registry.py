"""The ministry's registry of schools, the state's or others: the rows of our territory, and what became of the rest."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from op_desktop.domain.record import RecordId
from op_desktop.domain.school import Level
from op_desktop.domain.school_code import CodeKind, is_code, readable_name, type_of
from op_desktop.exchange.delimited import likely_separator, records
from op_desktop.exchange.encoding import decode
from op_desktop.exchange.limits import BYTES, MEBIBYTE
from op_desktop.exchange.names import clean, hidden_sign
from op_desktop.exchange.refusals import FileRefused, FileTooLarge, NotATable, NothingToRead
from op_desktop.exchange.roster import Remark
from op_desktop.exchange.table import Record
from op_desktop.language import N_
from op_desktop.progress import SILENT, Progress

CODE, NAME, TOWN = "CODICESCUOLA", "DENOMINAZIONESCUOLA", "CODICECOMUNESCUOLA"
INSTITUTE = "DENOMINAZIONEISTITUTORIFERIMENTO"
"""Only the file of the state's schools has it."""
_NEEDED = (CODE, NAME, TOWN)
_NOTHING = "non disponibile"
_CADASTRAL = re.compile(r"[A-Z][0-9]{3}")
_LONGEST = 200
_STEP = 500

CODE_UNFIT = N_("“{code}” is not the code of a school: two letters and eight letters or digits")
NAME_LACKING = N_("The name of the school is missing")
NAME_UNFIT = N_("The name holds a hidden sign or is longer than {most} letters")
TYPE_UNKNOWN = N_("“{type}” in the code {code} is no kind of school that is known here")
TOWN_UNFIT = N_("“{town}” is not the code of a municipality")
CELLS_LACKING = N_("The row has {cells} cells, the titles {titles}")
TWICE = N_("{code} is already in row {line} with other data")


class NotTheRegistry(FileRefused):
    """A table without the columns by which schools are told apart."""

    title = N_("“{name}” is not the ministry’s registry of schools: there is no column {columns}.")
    advice = N_("Choose the file of schools as it was downloaded, of the state or of others. Nothing was imported.")


class Outside(StrEnum):
    """Why a sound row is not a school for us."""

    ELSEWHERE = "elsewhere"
    """In a municipality that is not of the programme."""
    HEAD_OFFICE = "head_office"
    KINDERGARTEN = "kindergarten"
    REPEATED = "repeated"
    """The same school once more, word for word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrySchool:
    """A school of the territory as the registry has it."""

    line: int
    code: str
    registry_name: str
    level: Level
    municipality_id: RecordId
    institute: str

    @property
    def name(self) -> str:
        """The name with capitals where people write them."""
        return readable_name(self.registry_name)

    @property
    def facts(self) -> tuple[object, ...]:
        """What is told of it, wherever it stands."""
        return self.code, self.registry_name, self.level, self.municipality_id, self.institute


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that cannot be taken, and why."""

    line: int
    remark: Remark
    written: tuple[str, ...]
    """Code and name as they stand there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """What a file holds: ``len(schools) + len(refused) + sum(outside.values()) == rows``."""

    name: str
    encoding: str
    separator: str
    rows: int
    """Rows below the titles, blank ones not counted."""
    schools: tuple[RegistrySchool, ...]
    refused: tuple[RefusedRow, ...]
    outside: Mapping[Outside, int]


def read_registry(data: bytes, name: str, territory: Mapping[str, RecordId], progress: Progress = SILENT) -> Registry:
    """The schools of a territory, given by cadastral code, in a file called ``name``.

    UTF-8 or Windows letters, semicolons or commas, are recognised. Raises a ``FileRefused``,
    or ``Cancelled`` when the progress stops it.
    """
    if len(data) > BYTES:
        raise FileTooLarge(name=name, limit=BYTES // MEBIBYTE)
    if data.startswith((b"PK", b"%PDF", b"\xd0\xcf")):
        raise NotATable(name=name)
    text = decode(data, name)
    separator, _divided = likely_separator(text.text)
    found = iter(records(text.text, separator, name))
    titles = next((record for record in found if not record.blank), None)
    if titles is None:
        raise NothingToRead(name=name)
    reading = _Reading(_columns(titles.cells, name), len(titles.cells), territory)
    lines = text.text.count("\n")
    for record in found:
        reading.take(record)
        if reading.rows % _STEP == 0:
            progress.step(reading.rows, lines)
    return Registry(
        name=name, encoding=text.encoding, separator=separator, rows=reading.rows, schools=tuple(reading.schools),
        refused=tuple(reading.refused), outside=dict(reading.outside),
    )  # fmt: skip


def _columns(titles: Sequence[str], name: str) -> dict[str, int]:
    columns = {title.strip().strip("\ufeff").upper(): place for place, title in enumerate(titles)}
    lacking = [each for each in _NEEDED if each not in columns]
    if lacking:
        raise NotTheRegistry(name=name, columns=", ".join(lacking))
    return columns


class _Reading:
    """One pass over the rows: most of them are elsewhere, and that is decided first."""

    def __init__(self, columns: Mapping[str, int], width: int, territory: Mapping[str, RecordId]) -> None:
        self.rows = 0
        self.schools: list[RegistrySchool] = []
        self.refused: list[RefusedRow] = []
        self.outside: Counter[Outside] = Counter()
        self._code, self._name, self._town = (columns[each] for each in _NEEDED)
        self._institute = columns.get(INSTITUTE)
        self._width, self._territory = width, territory
        self._known: dict[str, RegistrySchool] = {}

    def take(self, record: Record) -> None:
        """Sort one row."""
        if record.blank:
            return
        self.rows += 1
        cells = record.cells
        if len(cells) < self._width or any(cells[self._width :]):
            self._refuse(record, CELLS_LACKING, cells=len(cells), titles=self._width)
            return
        town = cells[self._town].strip().upper()
        municipality_id = self._territory.get(town)
        if municipality_id is None:
            if _CADASTRAL.fullmatch(town):
                self.outside[Outside.ELSEWHERE] += 1
            else:
                self._refuse(record, TOWN_UNFIT, town=_short(town))
            return
        self._take_ours(record, municipality_id)

    def _take_ours(self, record: Record, municipality_id: RecordId) -> None:
        code = record.cells[self._code].strip().upper()
        if not is_code(code):
            self._refuse(record, CODE_UNFIT, code=_short(code))
            return
        kind = type_of(code)
        if kind.level is None:
            self._take_no_school(record, code, kind.kind)
            return
        name = _told(record.cells[self._name])
        if not name:
            self._refuse(record, NAME_LACKING)
        elif len(name) > _LONGEST or hidden_sign(name):
            self._refuse(record, NAME_UNFIT, most=_LONGEST)
        else:
            institute = _told(record.cells[self._institute]) if self._institute is not None else ""
            self._keep(record, RegistrySchool(
                line=record.line, code=code, registry_name=name, level=kind.level, municipality_id=municipality_id,
                institute=readable_name(institute)[:_LONGEST],
            ))  # fmt: skip

    def _take_no_school(self, record: Record, code: str, kind: CodeKind) -> None:
        if kind is CodeKind.HEAD_OFFICE:
            self.outside[Outside.HEAD_OFFICE] += 1
        elif kind is CodeKind.KINDERGARTEN:
            self.outside[Outside.KINDERGARTEN] += 1
        else:
            self._refuse(record, TYPE_UNKNOWN, type=code[2:4], code=code)

    def _keep(self, record: Record, found: RegistrySchool) -> None:
        standing = self._known.get(found.code)
        if standing is None:
            self._known[found.code] = found
            self.schools.append(found)
        elif standing.facts == found.facts:
            self.outside[Outside.REPEATED] += 1
        else:
            self._refuse(record, TWICE, code=found.code, line=standing.line)

    def _refuse(self, record: Record, template: str, **facts: object) -> None:
        places = (self._code, self._name)
        written = tuple(_short(record.cells[place]) if place < len(record.cells) else "" for place in places)
        self.refused.append(RefusedRow(record.line, Remark(template, tuple(facts.items())), written))


def _told(text: str) -> str:
    bare = clean(text)
    return "" if bare.casefold() == _NOTHING else bare


def _short(text: str) -> str:
    return clean(text)[:60]
