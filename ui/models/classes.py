"""The classes of a school year under their schools, with how far each has come and what it lacks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Final

from PySide6.QtCore import Qt

from op_desktop.domain.formats import format_date, format_number, format_time
from op_desktop.domain.names import fold
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import RosterMode
from op_desktop.language import N_, _, ngettext
from op_desktop.register.schools import ClassRow
from ui.delegates.blocks import Block, PresenceLook
from ui.models.columns import RIGHT, Column
from ui.models.table import AnyIndex, TableModel

CLASS: Final = 0
PUPILS: Final = 1
MEETINGS: Final = 2
NEXT: Final = 3
MISSING: Final = 4


_SIGNS = {RosterMode.NUMBERS: ("hash",), RosterMode.HEADCOUNT: ("users-round",)}


class Lack(StrEnum):
    """What a class needs next, the most urgent first."""

    LIST = "list"
    REGISTER = "register"
    MEETINGS = "meetings"
    NOTHING = "nothing"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """The heading over the classes of a school."""

    id: str
    name: str
    municipality: str
    classes: int


@dataclass(frozen=True, slots=True)
class ClassLine:
    """A class as the list shows it; named as a person is, so that the same delegate paints it."""

    row: ClassRow
    today: date
    waiting: int = 0
    """How much is left to complete in the class."""

    @property
    def id(self) -> str:
        """The class."""
        return self.row.id

    @property
    def family_name(self) -> str:
        """``2ªB``."""
        return self.row.label

    @property
    def given_name(self) -> str:
        """The title of its path."""
        return self.row.path_title

    @property
    def note_icons(self) -> tuple[str, ...]:
        """A sign where only numbers are kept, and another where nothing but how many they are."""
        return _SIGNS.get(self.row.mode, ())

    @property
    def presences(self) -> PresenceLook:
        """The meetings: held, overdue, still to come."""
        row = self.row
        whole = max(row.planned_meetings, row.held + row.planned)
        blocks = [Block.ATTENDED] * row.held + [Block.MISSED] * row.overdue
        blocks += [Block.TO_COME] * (whole - len(blocks))
        return PresenceLook(tuple(blocks), _("{attended} of {held}").format(attended=row.held, held=whole))

    @property
    def lack(self) -> Lack:
        """What the class needs next."""
        row = self.row
        if self.waiting:
            return Lack.REGISTER
        if not row.pupils:
            return Lack.LIST
        if row.held + row.planned < row.planned_meetings:
            return Lack.MEETINGS
        return Lack.NOTHING if row.planned else Lack.FINISHED

    @property
    def missing(self) -> str:
        """The same in words."""
        row = self.row
        undated = row.planned_meetings - row.held - row.planned
        if self.lack is Lack.REGISTER:
            return ngettext("{number} to complete", "{number} to complete", self.waiting).format(number=self.waiting)
        if self.lack is Lack.MEETINGS:
            return ngettext("{number} meeting to plan", "{number} meetings to plan", undated).format(number=undated)
        words = {Lack.LIST: _("The list of pupils"), Lack.NOTHING: _("Nothing"), Lack.FINISHED: _("All meetings held")}
        return words[self.lack]

    @property
    def next_meeting(self) -> str:
        """Day, time and title of the next lesson."""
        starts = self.row.next_starts_at
        if starts is None:
            return _("none planned")
        when = _("today") if starts.date() == self.today else format_date(starts.date(), "short")
        return " · ".join(part for part in (f"{when}, {format_time(starts)}", self.row.next_title) if part)


ListLine = SchoolLine | ClassLine


class ClassesModel(TableModel[ListLine]):
    """Headings and classes; only classes can be chosen."""

    columns: Sequence[Column[ListLine]] = (
        Column(N_("Class"), lambda line: line.name if isinstance(line, SchoolLine) else line.family_name,
               spoken=lambda line: _spoken(line)),
        Column(N_("Pupils"), lambda line: format_number(line.row.pupils) if isinstance(line, ClassLine) else "", RIGHT),
        Column(N_("Meetings"), lambda line: line.presences.words if isinstance(line, ClassLine) else ""),
        Column(N_("Next meeting"), lambda line: line.next_meeting if isinstance(line, ClassLine) else ""),
        Column(N_("What is missing"), lambda line: line.missing if isinstance(line, ClassLine) else ""),
    )  # fmt: skip

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """A heading is passed over by the arrows."""
        if index.isValid() and isinstance(self.rows[index.row()], SchoolLine):
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)


def class_lines(
    rows: Sequence[ClassRow], today: date, text: str = "", waiting: Mapping[RecordId, int] | None = None
) -> list[ListLine]:
    """Schools with their classes, as far as every typed word begins a word of class, school or path."""
    lines: list[ListLine] = []
    kept = [row for row in rows if _fits(row, text)]
    for school_id, found in groupby(kept, key=lambda row: row.school_id):
        classes = list(found)
        lines.append(SchoolLine(school_id, classes[0].school, classes[0].municipality, len(classes)))
        lines += [ClassLine(row, today, (waiting or {}).get(row.id, 0)) for row in classes]
    return lines


def _fits(row: ClassRow, text: str) -> bool:
    words = fold(f"{row.grade}{row.section} {row.school} {row.municipality} {row.path_title}").split()
    return all(any(word.startswith(typed) for word in words) for typed in fold(text.replace("ª", "")).split())


def _spoken(line: ListLine) -> str:
    if isinstance(line, SchoolLine):
        return f"{line.name}, {line.municipality}"
    return ", ".join(part for part in (line.row.label, line.row.school, line.row.path_title) if part)
