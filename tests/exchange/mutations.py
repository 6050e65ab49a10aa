"""Damaged lists: each must be read whole, row by row, or be refused with a sentence, and soon."""

import io
import random
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from xml.etree import ElementTree

from op_desktop.errors import UserError
from op_desktop.exchange.columns import Use
from op_desktop.exchange.preview import preview
from op_desktop.exchange.reading import read_table
from op_desktop.exchange.table import Reason, Source, Table
from tests.exchange import class_lists, roster_sets

SECONDS = 5
"""No file may take longer."""
SHEET = "xl/worksheets/sheet1.xml"
PARTS = (SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Lost(AssertionError):
    """A row present in the file is neither read nor reported, or a file took too long."""


@dataclass
class Outcome:
    """What became of many damaged files."""

    read: int = 0
    refused: int = 0
    rows: int = 0
    slowest: float = 0.0
    sentences: set[str] = field(default_factory=set)


def run(count: int, first: int = 0, before: Callable[[], object] = lambda: None) -> Outcome:
    """Damage so many files, each after ``before``; raises ``Lost``, and whatever else the road raises is a crash."""
    outcome = Outcome()
    for seed in range(first, first + count):
        data = damaged(seed)
        before()
        began = time.perf_counter()
        try:
            table = read_table(data, "x")
            shown = preview(table, [])
        except UserError as refusal:
            outcome.refused += 1
            outcome.sentences.add(type(refusal).__name__)
            if len(str(refusal)) < 20:
                raise Lost(f"{seed}: refused without a sentence: {refusal}") from refusal
        else:
            outcome.read += 1
            outcome.rows += table.records
            nothing_lost(seed, data, table)
            if set(shown.uses) - {Use.SKIP} and len(shown.plan.rows) != _planned(table):
                raise Lost(f"{seed}: {len(shown.plan.rows)} rows planned of {_planned(table)}")
        taken = time.perf_counter() - began
        outcome.slowest = max(outcome.slowest, taken)
        if taken > SECONDS:
            raise Lost(f"{seed}: took {taken:.1f} s")
    return outcome


def damaged(seed: int) -> bytes:
    """The damaged file of this number: text, workbook, part of a workbook, or a school's zipped set."""
    chance, kinds = random.Random(seed), _originals()
    original, kind = kinds[seed % len(kinds)], seed % len(kinds)
    if kind == len(kinds) - 1:
        name = PARTS[chance.randrange(len(PARTS))]
        return class_lists.with_part(original, name, mutated(class_lists.part(original, name), chance))
    if kind == len(kinds) - 2:
        name = ("users.csv", "classes.csv", "enrollments.csv")[chance.randrange(3)]
        return class_lists.with_part(original, name, mutated(class_lists.part(original, name), chance))
    return mutated(original, chance)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The data with a few bytes changed, taken out, doubled or cut off."""
    changed = bytearray(data)
    for _time in range(chance.randint(1, 4)):
        if not changed:
            break
        at = chance.randrange(len(changed))
        match chance.randrange(4):
            case 0:
                changed[at] = chance.choice((chance.randrange(256), *b'";,\t\r\n|<>/'))
            case 1:
                del changed[at : at + chance.randint(1, 40)]
            case 2:
                changed[at:at] = changed[chance.randrange(len(changed)) :][: chance.randint(1, 60)]
            case 3 if len(changed) > 200:
                del changed[chance.randrange(150, len(changed)) :]
    return bytes(changed)


@cache
def _originals() -> tuple[bytes, ...]:
    quoted = b'N.;Cognome;Nome\r\n1;"De ""Luca""";"Ada\nMaria"\r\n2;"Villa; x";Noemi\r\n'
    school = roster_sets.zipped(roster_sets.one_roster("1.1"))
    return (
        class_lists.delimited(";", "cp1252"),
        class_lists.delimited(",", "utf-8-sig"),
        class_lists.delimited("\t", "utf-16"),
        quoted * 8,
        class_lists.workbook(),
        school,
        school,
        class_lists.workbook(),
    )


def _planned(table: Table) -> int:
    return len(table.rows) + sum(aside.reason is Reason.TOO_MANY_CELLS for aside in table.aside)


def nothing_lost(seed: int, data: bytes, table: Table) -> None:
    """Raise ``Lost`` unless every row present in the file is read or reported, once and with all of its cells."""
    lines = [*(row.line for row in table.rows), *(aside.record.line for aside in table.aside)]
    if len(set(lines)) < len(lines):
        raise Lost(f"{seed}: a row appears twice")
    if any(len(row.cells) != table.width for row in table.rows):
        raise Lost(f"{seed}: a row has lost a cell")
    if table.source is Source.TEXT:
        assert table.choices.encoding
        assert table.choices.separator
        text = data.decode(table.choices.encoding).removeprefix("\ufeff")
        present = records_present(text, table.choices.separator)
        if table.records != present:
            raise Lost(f"{seed}: {table.records} rows read or reported of {present}")
    elif table.source is Source.WORKBOOK:
        missing = _rows_with_values(data) - set(lines)
        if missing:
            raise Lost(f"{seed}: rows {sorted(missing)} of the workbook are gone")


def records_present(text: str, separator: str) -> int:
    """Records counted letter by letter: a mark opens a cell only at its beginning, and closes it unless doubled."""
    count, begun, quoted, at_start = 0, False, False, True
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    place = 0
    while place < len(plain):
        letter = plain[place]
        begun = True
        if quoted:
            if letter == '"':
                if plain[place + 1 : place + 2] == '"':
                    place += 1
                else:
                    quoted = False
        elif letter == '"' and at_start:
            quoted, at_start = True, False
        elif letter == "\n":
            count, begun, at_start = count + 1, False, True
        else:
            at_start = letter == separator
        place += 1
    return count + begun


def _rows_with_values(data: bytes) -> set[int]:
    """The rows of the first sheet that hold a value, counted on the XML itself."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = ElementTree.fromstring(archive.read(SHEET))
    found, number = set(), 0
    for row in root.iter(f"{_MAIN}row"):
        number = int(row.get("r", number + 1))
        if any(cell.find(f"{_MAIN}v") is not None and cell.findtext(f"{_MAIN}v") for cell in row.iter(f"{_MAIN}c")):
            found.add(number)
    return found
