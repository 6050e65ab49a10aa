"""A school's whole roster as a set of CSV files, alone or zipped: one class of it as a table like any other."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from op_desktop.domain.names import fold
from op_desktop.exchange.columns import USE_TITLES, Use
from op_desktop.exchange.delimited import declared_separator, likely_separator, records
from op_desktop.exchange.encoding import decode
from op_desktop.exchange.names import clean
from op_desktop.exchange.refusals import NoSuchSheet, SetColumnMissing, SetEmpty, SetIncomplete
from op_desktop.exchange.set_columns import (
    CLASS,
    CODE,
    ENDS,
    FAMILY,
    GIVEN,
    GONE,
    ID,
    KINDS,
    NAME,
    PERSON,
    PUPIL,
    ROLE,
    SCHOOL,
    STATUS,
    Part,
    SetFile,
)
from op_desktop.exchange.table import Aside, Choices, Reason, Record, Source, Table
from op_desktop.language import _

Line = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One class of the set, with the label under which it is chosen."""

    id: str
    label: str
    school: str
    code: str


class RosterSet:
    """The classes of a set; only names and who is in which class are ever read."""

    def __init__(self, files: Mapping[str, bytes], name: str) -> None:
        """``files`` by their names as they lie in the folder or zip.

        Raises ``SetIncomplete``, ``SetColumnMissing``, ``SetEmpty`` or the refusals of a CSV file.
        """
        self._name = name
        by_stem = {_stem(file): (file, data) for file, data in files.items()}
        kind = next((each for each in KINDS if _is_kind(each, by_stem)), None)
        if kind is None:
            missing = min(([file.name for file in each if file.name not in by_stem] for each in KINDS), key=len)
            raise SetIncomplete(name=name, missing=", ".join(f"{stem}.csv" for stem in missing))
        lines = {file.part: list(_lines(file, *by_stem[file.name])) for file in kind if file.name in by_stem}
        self._people = {line[ID]: line for line in lines[Part.PEOPLE] if line[ID]}
        schools = {line[ID]: line[NAME] for line in lines.get(Part.SCHOOLS, [])}
        self._enrolments = lines[Part.ENROLMENTS]
        self._sheets = _labelled(lines[Part.CLASSES], schools)
        if not self._sheets:
            raise SetEmpty(name=name)

    @property
    def sheets(self) -> tuple[str, ...]:
        """The classes, as one chooses them."""
        return tuple(sheet.label for sheet in self._sheets)

    def table(self, choices: Choices, today: date | None = None) -> Table:
        """The pupils of the class called ``choices.sheet`` (without one, of the first), in the order of their names.

        A pupil enrolled whom the set does not name comes last, without a name, and is refused later, in place; other
        people and pupils who left are set aside. The lines are places in this list. Raises ``NoSuchSheet``.
        """
        sheet = next((each for each in self._sheets if choices.sheet in (None, each.label)), None)
        if sheet is None:
            raise NoSuchSheet(name=self._name, sheet=choices.sheet, sheets=", ".join(self.sheets))
        pupils: dict[str, Line] = {}
        others: list[Line] = []
        for line in self._enrolments:
            if line[CLASS] != sheet.id:
                continue
            person = self._people.get(line[PERSON], {})
            if _is_out(line, person, today) or line[PERSON] in pupils:
                others.append(person)
            else:
                pupils[line[PERSON]] = person
        names = sorted(map(_name, pupils.values()), key=lambda name: (not any(name), *map(fold, name)))
        rows = [Record(number, name) for number, name in enumerate(names, 1)]
        aside = [
            Aside(Record(number, _name(person)), Reason.NOT_ENROLLED)
            for number, person in enumerate(others, len(rows) + 1)
        ]
        titles = _(USE_TITLES[Use.FAMILY_NAME]), _(USE_TITLES[Use.GIVEN_NAME])
        return Table(
            name=self._name, source=Source.SET, choices=replace(choices, sheet=sheet.label), doubts=frozenset(),
            sheets=self.sheets, titles=titles, width=len(titles), rows=tuple(rows), aside=tuple(aside),
        )  # fmt: skip


def _name(person: Line) -> tuple[str, str]:
    return clean(person.get(FAMILY, "")), clean(person.get(GIVEN, ""))


def is_set_file(name: str) -> bool:
    """Whether a file bears one of the names that files of such sets have."""
    return _stem(name) in {file.name for kind in KINDS for file in kind}


def is_whole_set(names: Iterable[str]) -> bool:
    """Whether files of these names make a set that can be read."""
    stems = dict.fromkeys(map(_stem, names))
    return any(_is_kind(kind, stems) for kind in KINDS)


def _stem(name: str) -> str:
    base = name.replace("\\", "/").rpartition("/")[2].casefold()
    return base.removesuffix(".csv")


def _is_kind(kind: tuple[SetFile, ...], stems: Mapping[str, object]) -> bool:
    return all(file.name in stems for file in kind if file.part is not Part.SCHOOLS)


def _lines(file: SetFile, name: str, data: bytes) -> Iterator[Line]:
    """The lines of a file, each with what is read of it and nothing else."""
    text = decode(data, name).text
    separator = declared_separator(text) or likely_separator(text)[0]
    found = [record for record in records(text, separator, name) if not record.blank]
    titles = [_plain(cell) for cell in found[0].cells] if found else []
    places: dict[str, int] = {}
    for key, known in file.columns.items():
        place = next((titles.index(_plain(title)) for title in known if _plain(title) in titles), None)
        if place is not None:
            places[key] = place
        elif key in file.needed:
            raise SetColumnMissing(name=name, column=known[0])
    for record in found[1:]:
        cells = record.cells
        yield {key: cells[at].strip() if (at := places.get(key, len(cells))) < len(cells) else ""
               for key in file.columns}  # fmt: skip


def _plain(title: str) -> str:
    return "".join(title.split()).casefold()


def _labelled(lines: list[Line], schools: Mapping[str, str]) -> tuple[_Sheet, ...]:
    """The classes with labels that tell them apart: the title, the school where it is needed, else the code."""
    sheets = [
        _Sheet(line[ID], line[NAME] or line[CODE] or line[ID], schools.get(line[SCHOOL], ""), line[CODE])
        for line in lines
        if line[ID] and _plain(line[STATUS]) not in GONE
    ]
    for more in ("school", "code", "id"):
        labels = [sheet.label for sheet in sheets]
        sheets = [
            replace(sheet, label=f"{sheet.label} · {getattr(sheet, more)}")
            if labels.count(sheet.label) > 1 and getattr(sheet, more)
            else sheet
            for sheet in sheets
        ]
    return tuple(dict.fromkeys(sheets))


def _is_out(line: Line, person: Line, today: date | None) -> bool:
    """Whether a row of the class is no pupil of it: a teacher, or somebody who left."""
    if _plain(line.get(ROLE, "")) not in PUPIL:
        return True
    if {_plain(line.get(STATUS, "")), _plain(person.get(STATUS, ""))} & GONE:
        return True
    ends = line.get(ENDS, "")[:10]
    return bool(today and ends and ends < today.isoformat())
