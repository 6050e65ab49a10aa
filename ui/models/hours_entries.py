"""Entries of hours one by one: what waits to be confirmed, with its age; ticks belong to the page, not to the file."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal

from op_desktop.domain.formats import format_clock, format_date, format_time
from op_desktop.domain.names import words
from op_desktop.domain.record import RecordId
from op_desktop.domain.volunteering import Task
from op_desktop.language import N_, _, ngettext
from op_desktop.register.people import shown_name
from op_desktop.register.volunteering import ShiftRow
from ui.delegates.chip import ChipLook
from ui.models.columns import RIGHT, Column
from ui.models.table import AnyIndex, TableModel
from ui.models.volunteering import ACTIVITIES, LONG, TASKS

TICK, DAY, NAME, WHAT, TASK, LENGTH, STATE = range(7)


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry as it stands in the list."""

    shift: ShiftRow
    ticked: bool
    age: int
    """Days since it was given."""
    twin: RecordId | None = None
    """The entry of the same hours that was there before, where this one looks typed twice."""

    @property
    def id(self) -> RecordId:
        """The entry."""
        return self.shift.id

    @property
    def family_name(self) -> str:
        """For the cell of the name."""
        return self.shift.family or shown_name("", self.shift.given)

    @property
    def given_name(self) -> str:
        """For the cell of the name."""
        return self.shift.given if self.shift.family else ""

    @property
    def note_icons(self) -> tuple[str, ...]:
        """Nothing."""
        return ()

    @property
    def day_text(self) -> str:
        """The day, with the hour where it is known."""
        day = format_date(self.shift.day)
        return f"{day} {format_time(self.shift.starts_at)}" if self.shift.timed else day

    @property
    def what(self) -> str:
        """The lab or event, else the kind of activity."""
        return self.shift.what or _(ACTIVITIES[self.shift.activity])

    @property
    def task_text(self) -> str:
        """What the person did; nothing where nobody said."""
        return "" if self.shift.task is Task.OTHER else _(TASKS[self.shift.task])

    @property
    def chip(self) -> ChipLook:
        """Whether somebody vouches for it, who and when; else how long it has waited."""
        shift = self.shift
        if self.twin is not None:
            return ChipLook(_("Typed twice?"), "warning", "copy")
        if shift.confirmed and shift.confirmed_at is not None:
            words = _("{name}, {day}").format(name=shift.confirmed_by, day=format_date(shift.confirmed_at.date()))
            return ChipLook(words, "success", "check")
        if shift.confirmed:
            return ChipLook(shift.confirmed_by or _("Confirmed"), "success", "check")
        if shift.minutes > LONG:
            return ChipLook(_("Over 10 hours"), "warning", "triangle-alert")
        if not self.age:
            return ChipLook(_("Since today"), "neutral", "clock")
        waited = ngettext("For {n} day", "For {n} days", self.age).format(n=self.age)
        return ChipLook(waited, "warning" if self.age > 30 else "neutral", "clock")

    @property
    def spoken(self) -> list[str]:
        """The words by which it is found: those of person, lab and task."""
        return words(f"{self.shift.family} {self.shift.given} {self.what} {self.task_text}")


class EntriesModel(TableModel[EntryRow]):
    """One entry a row; a length typed over it is announced, not stored."""

    typed = Signal(object, str)
    """The entry's id and the text typed as hours."""
    columns: tuple[Column[EntryRow], ...] = (
        Column("", lambda _row: "", spoken=lambda row: _("ticked") if row.ticked else _("not ticked")),
        Column(N_("Day"), lambda row: row.day_text),
        Column(N_("Person"), lambda row: shown_name(row.shift.family, row.shift.given)),
        Column(N_("Where"), lambda row: row.what),
        Column(N_("Task"), lambda row: row.task_text),
        Column(N_("Hours"), lambda row: format_clock(row.shift.minutes), RIGHT, editable=True),
        Column(N_("State"), lambda row: row.chip.words),
    )

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Announce what was typed."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        self.typed.emit(self.rows[index.row()].id, str(value))
        return True
