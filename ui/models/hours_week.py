"""The week as a grid: volunteers by days with their sums; what is typed into a day is announced, not stored."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from op_desktop.domain.formats import format_clock, format_weekday
from op_desktop.domain.record import RecordId
from op_desktop.language import N_, _
from op_desktop.register.hours_week import DAYS, Week, WeekRow
from op_desktop.register.people import full_name, shown_name
from ui.models.columns import RIGHT, Column
from ui.models.table import EDITABLE, PLAIN, AnyIndex, TableModel

NAME, FIRST_DAY, SUM = 0, 1, 1 + DAYS


@dataclass(frozen=True, slots=True)
class GridRow:
    """A volunteer's week, or the sums of the days."""

    id: RecordId
    family_name: str
    given_name: str
    minutes: tuple[int, ...]
    """Of the seven days."""
    drafts: tuple[bool, ...]
    total: bool = False

    @property
    def note_icons(self) -> tuple[str, ...]:
        """Nothing."""
        return ()

    def text(self, day: int) -> str:
        """Hours of a day; nothing where there are none."""
        return format_clock(self.minutes[day]) if self.minutes[day] else ""

    def spoken(self, day: int) -> str:
        """The day in words."""
        state = _("draft") if self.drafts[day] else ""
        return ", ".join(part for part in (self.text(day) or _("no hours"), state) if part)

    @property
    def sum_text(self) -> str:
        """The whole week."""
        return format_clock(sum(self.minutes))


class WeekModel(TableModel[GridRow]):
    """Rows by name, the sums last; days to come cannot be written in."""

    typed = Signal(object, int, str)
    """The person's id, the day (0 is Monday) and the text typed as hours."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.days: tuple[date, ...] = ()
        self._today = date.min

    def show_week(self, week: Week, today: date) -> None:
        """Show a week of a subject."""
        self._today = today
        if week.days != self.days:
            self.days = week.days
            self.set_columns(_columns(week.days))
        rows = [_row(row) for row in week.rows]
        sums = GridRow(RecordId(""), _("Total"), "", week.day_minutes, (False,) * DAYS, total=True)
        self.set_rows([*rows, sums] if rows else [])

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Days of a volunteer up to today can be written in."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        day = index.column() - FIRST_DAY
        open_day = 0 <= day < DAYS and self.days[day] <= self._today
        return EDITABLE if open_day and not self.rows[index.row()].total else PLAIN

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Announce what was typed."""
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        self.typed.emit(self.rows[index.row()].id, index.column() - FIRST_DAY, str(value))
        return True


def _row(row: WeekRow) -> GridRow:
    family = row.family if row.given else shown_name(row.family, "")
    minutes, drafts = tuple(cell.minutes for cell in row.cells), tuple(cell.draft for cell in row.cells)
    return GridRow(row.person_id, family, row.given, minutes, drafts)


def _columns(days: tuple[date, ...]) -> tuple[Column[GridRow], ...]:
    person: Column[GridRow] = Column(N_("Person"), lambda row: full_name(row.family_name, row.given_name))
    total: Column[GridRow] = Column(N_("Week"), lambda row: row.sum_text, RIGHT)
    return (person, *(_day(number, day) for number, day in enumerate(days)), total)


def _day(number: int, day: date) -> Column[GridRow]:
    title = f"{format_weekday(day, short=True)} {day.day}"
    return Column(title, lambda row: row.text(number), RIGHT, editable=True, spoken=lambda row: row.spoken(number))
