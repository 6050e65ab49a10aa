"""Lists of the check-in: names proposed while typing, and who is in the room; only changed rows are told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from op_desktop.domain.attendance import AgeBand
from op_desktop.domain.formats import format_date, format_hours, format_time, format_weekday
from op_desktop.domain.names import words
from op_desktop.domain.record import RecordId
from op_desktop.language import _, ngettext
from op_desktop.register.check_in import EntryRow, parse_unnamed
from op_desktop.register.people import SimilarRow, full_name, shown_name
from op_desktop.register.regulars import RegularRow
from ui.delegates.cell import RowRole

AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_LATELY = 13
"""Days for which a weekday and a number say the day."""


class Keyed(Protocol):
    """A row of a list."""

    @property
    def key(self) -> object:
        """What tells it from the others."""

    @property
    def spoken(self) -> str:
        """All of it in words."""


Row = TypeVar("Row", bound=Keyed)


class RowList(QAbstractListModel, Generic[Row]):
    """Frozen rows in one column; a new list is compared with the old one row by row."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []

    @property
    def rows(self) -> Sequence[Row]:
        """The rows shown, from the top."""
        return self._rows

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows: those gone are removed, new ones put in, changed ones told."""
        wanted = [row.key for row in rows]
        for number in reversed(range(len(self._rows))):
            if self._rows[number].key not in wanted:
                self.beginRemoveRows(NOWHERE, number, number)
                del self._rows[number]
                self.endRemoveRows()
        for number, row in enumerate(rows):
            if number < len(self._rows) and self._rows[number].key == row.key:
                self._change(number, row)
            elif row.key in [other.key for other in self._rows]:
                self._replace_all(rows)
                return
            else:
                self.beginInsertRows(NOWHERE, number, number)
                self._rows.insert(number, row)
                self.endInsertRows()

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        """How many rows; a row has none below it."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row for the delegate, its words for readers of the screen."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == RowRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken
        return None

    def _change(self, number: int, row: Row) -> None:
        if self._rows[number] != row:
            self._rows[number] = row
            index = self.index(number, 0)
            self.dataChanged.emit(index, index)

    def _replace_all(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A person proposed for what was typed."""

    person_id: RecordId
    name: str
    detail: str
    typed: tuple[str, ...]
    """Folded beginnings of words, to be shown in the name."""
    volunteer: bool = False

    @property
    def key(self) -> object:
        """The person."""
        return self.person_id

    @property
    def spoken(self) -> str:
        """Name and what is known."""
        return f"{self.name}, {self.detail}" if self.detail else self.name

    @property
    def pieces(self) -> tuple[tuple[str, bool], ...]:
        """The name in pieces: which of them are the typed letters."""
        split = (piece for word in self.name.split(" ") for piece in (*_split(word, self.typed), (" ", False)))
        alike = groupby(split, key=itemgetter(1))
        return tuple(("".join(text for text, _typed in group), typed) for typed, group in alike)


@dataclass(frozen=True, slots=True)
class Inside:
    """A row of the list of who is in the room."""

    entry: EntryRow
    undoable: bool = False
    fresh: bool = False
    closed: bool = False

    @property
    def key(self) -> object:
        """The presence, the shift or the count."""
        return self.entry.id

    @property
    def tone(self) -> str:
        """Volunteers are orange, people enrolled blue, people without a name grey."""
        return {"volunteer": "accent", "participant": "info"}.get(self.entry.kind, "")

    @property
    def gone(self) -> bool:
        """Whether they have left."""
        return self.entry.left_at is not None

    @property
    def time(self) -> str:
        """When they came in, empty if nobody said."""
        return format_time(self.entry.at) if self.entry.at else ""

    @property
    def name(self) -> str:
        """Who, or how many."""
        if self.entry.kind == "unnamed":
            return ngettext("{n} unnamed", "{n} unnamed", self.entry.people).format(n=self.entry.people)
        return shown_name(self.entry.family, self.entry.given)

    @property
    def part(self) -> str:
        """What they are here as."""
        entry = self.entry
        if entry.kind == "unnamed":
            return {AgeBand.ADULTS: _("adults"), AgeBand.CHILDREN: _("children")}.get(entry.band, "")
        if entry.kind == "volunteer":
            return _("Volunteer · {hours} h").format(hours=format_hours(entry.minutes))
        if entry.left_at is not None:
            return _("Left at {time}").format(time=format_time(entry.left_at))
        return _("Enrolled")

    @property
    def spoken(self) -> str:
        """All of it in words."""
        return ", ".join(part for part in (self.time, self.name, self.part) if part)


class SuggestionModel(RowList[Suggestion]):
    """The people proposed."""


class PresentModel(RowList[Inside]):
    """Who is in the room, newest first."""


def suggestion_of(row: RegularRow, typed: str, today: date) -> Suggestion:
    """A proposal as it is shown: how often at this lab, and when last."""
    last = _("last time {day}").format(day=near_day(row.last_day, today)) if row.last_day else ""
    detail = "   ·   ".join(part for part in (_habit(row), last) if part)
    return Suggestion(row.person_id, full_name(row.family, row.given), detail, tuple(words(typed)), row.volunteer)


def similar_of(row: SimilarRow, typed: str) -> Suggestion:
    """Somebody on file who may be the person about to be added."""
    known = row.municipality or _("Already on file")
    return Suggestion(row.person_id, full_name(row.family, row.given), known, tuple(words(typed)))


def counted_words(text: str) -> str:
    """What a count that is being typed means, or how one types it."""
    counted = parse_unnamed(text)
    if not counted:
        return _("+12, or +9a 3c by age") if text else ""
    people = sum(number for number, _band in counted)
    return ngettext("{n} unnamed person", "{n} unnamed people", people).format(n=people)


def near_day(day: date, today: date) -> str:
    """A day as one says it: *today*, *Tuesday 17*, *27 October*, or with its year."""
    if day == today:
        return _("today")
    if 0 < (today - day).days <= _LATELY:
        return f"{format_weekday(day)} {day.day}"
    whole = format_date(day, "date")
    return whole.removesuffix(f" {day.year}") if day.year == today.year else whole


def _habit(row: RegularRow) -> str:
    if not row.times:
        return _("Not at this lab lately")
    if row.volunteer:
        often = ngettext("Volunteer · {times} of {n} meetings", "Volunteer · {times} of {n} meetings", row.times)
    elif row.regular:
        often = ngettext("Regular · {times} of {n} meetings", "Regular · {times} of {n} meetings", row.times)
    else:
        often = ngettext("Now and then · {times} of {n} meetings", "Now and then · {times} of {n} meetings", row.times)
    return often.format(times=row.times, n=row.out_of)


def _split(word: str, typed: Sequence[str]) -> tuple[tuple[str, bool], ...]:
    """The beginning of a word that was typed, and the rest."""
    bare = "".join(words(word))
    found = max((len(part) for part in typed if bare.startswith(part)), default=0)
    if not found:
        return ((word, False),)
    # Apostrophes are not typed but stand in the word.
    end = next((end for end in range(found, len(word) + 1) if len("".join(words(word[:end]))) >= found), len(word))
    return ((word[:end], True), (word[end:], False))
