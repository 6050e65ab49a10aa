"""Tables of hours: the sheet of one evening, and what each person gave in a month."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal

from op_desktop.domain.formats import format_clock, format_date, format_money, format_number
from op_desktop.domain.names import fold
from op_desktop.domain.record import RecordId
from op_desktop.domain.volunteering import Activity, HourRate, Task
from op_desktop.language import N_, _, ngettext
from op_desktop.register.hours_subject import Subject
from op_desktop.register.labs import labs
from op_desktop.register.people import full_name, shown_name
from op_desktop.register.rates import Given, rate_of, worth
from op_desktop.register.view import View
from op_desktop.register.volunteer_work import VolunteerWork
from op_desktop.register.volunteering import ShiftRow
from op_desktop.storage.reader import Reader
from ui.delegates.chip import ChipLook
from ui.models.columns import RIGHT, Column
from ui.models.table import TableModel

LONG = 600
ACTIVITIES: Mapping[Activity, str] = MappingProxyType(
    {
        Activity.LAB: N_("Labs"),
        Activity.EVENT: N_("Events"),
        Activity.SCHOOL: N_("School"),
        Activity.PROJECT: N_("Projects"),
        Activity.OTHER: N_("Other activities"),
    }
)
TASKS: Mapping[Task, str] = MappingProxyType(
    {
        Task.LEADING: N_("leading"),
        Task.WELCOME: N_("welcome"),
        Task.LOGISTICS: N_("logistics"),
        Task.COOKING: N_("cooking"),
        Task.TEACHING: N_("teaching"),
        Task.OTHER: N_("no task named"),
    }
)
TICK, NAME, TIMES, HOURS, STATE = range(5)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A volunteer on the sheet of an evening, as it would be confirmed now."""

    person_id: RecordId
    family_name: str
    given_name: str
    ticked: bool
    starts_at: datetime
    minutes: int
    times: int = 0
    shift_id: RecordId | None = None
    confirmed: bool = False

    @property
    def id(self) -> RecordId:
        """The person's."""
        return self.person_id

    @property
    def note_icons(self) -> tuple[str, ...]:
        """Nothing."""
        return ()

    @property
    def name(self) -> str:
        """First name and surname."""
        return shown_name(self.family_name, self.given_name)

    @property
    def hours_text(self) -> str:
        """What was or would be given; nothing while not ticked."""
        return format_clock(self.minutes) if self.ticked else ""

    @property
    def chip(self) -> ChipLook:
        """Where the hours stand."""
        if not self.ticked:
            return ChipLook("")
        if self.minutes > LONG:
            return ChipLook(_("Over 10 hours"), "warning", "triangle-alert")
        if self.confirmed:
            return ChipLook(_("Confirmed"), "success", "check")
        if self.shift_id is not None:
            return ChipLook(_("Checked in"), "info", "user-check")
        return ChipLook(_("To confirm"), "neutral", "circle-dashed")

    @property
    def tick_text(self) -> str:
        """The box in words."""
        return _("was there") if self.ticked else _("was not there")


class SheetModel(TableModel[SheetRow]):
    """The sheet; a length typed into it is announced, not stored."""

    typed = Signal(object, str)
    """The person's id and the text typed as hours."""
    columns: tuple[Column[SheetRow], ...] = (
        Column("", lambda _row: "", spoken=lambda row: row.tick_text),
        Column(N_("Person"), lambda row: row.name),
        Column(N_("Lately"), lambda row: _times(row.times)),
        Column(N_("Hours"), lambda row: row.hours_text, RIGHT, editable=True),
        Column(N_("State"), lambda row: row.chip.words),
    )

    def setData(
        self, index: QModelIndex | QPersistentModelIndex, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Announce what was typed."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        self.typed.emit(self.rows[index.row()].person_id, str(value))
        return True


@dataclass(frozen=True, slots=True)
class MonthRow:
    """What one person gave in a month; duplicates do not count."""

    person_id: RecordId
    family_name: str
    given_name: str
    minutes: int
    given: tuple[ShiftRow, ...]
    """The entries themselves, latest first."""
    waiting: tuple[RecordId, ...]
    """Shifts nobody has vouched for yet."""
    waiting_minutes: int
    latest: datetime
    what: str
    """Where, by its most frequent name."""

    @property
    def id(self) -> RecordId:
        """The person's."""
        return self.person_id

    @property
    def note_icons(self) -> tuple[str, ...]:
        """Nothing."""
        return ()

    @property
    def chip(self) -> ChipLook:
        """Whether all is confirmed."""
        if not self.waiting:
            return ChipLook(_("Confirmed"), "success", "check")
        return ChipLook(_("{hours} to confirm").format(hours=format_clock(self.waiting_minutes)), "warning", "clock")


class MonthModel(TableModel[MonthRow]):
    """Hours by person."""

    columns: tuple[Column[MonthRow], ...] = (
        Column(N_("Person"), lambda row: full_name(row.family_name, row.given_name)),
        Column(N_("Where"), lambda row: row.what),
        Column(N_("Latest"), lambda row: format_date(row.latest.date(), "short")),
        Column(N_("Entries"), lambda row: format_number(len(row.given)), RIGHT),
        Column(N_("Hours"), lambda row: format_clock(row.minutes), RIGHT, sort=lambda row: row.minutes),
        Column(N_("State"), lambda row: row.chip.words),
    )


def by_person(shifts: Iterable[ShiftRow]) -> list[MonthRow]:
    """The shifts that count gathered by person, most hours first; their minutes add up to those of the shifts."""
    of: defaultdict[RecordId, list[ShiftRow]] = defaultdict(list)
    for shift in shifts:
        if shift.duplicate_of is None:
            of[shift.person_id].append(shift)
    rows = [_month_row(given) for given in of.values()]
    return sorted(rows, key=lambda row: (-row.minutes, fold(row.family_name), fold(row.given_name), row.person_id))


def subjects(reader: Reader, place: RecordId | None, view: View) -> list[tuple[Subject, str]]:
    """What hours may be given to, labs of the place first; labs are told apart by their town."""
    here = [
        (Subject(Activity.LAB, row.id), f"{row.name} – {row.municipality}") for row in labs(reader, place, view=view)
    ]
    others = [(Subject(activity), _(words)) for activity, words in ACTIVITIES.items() if activity is not Activity.LAB]
    return [*here, *others]


@dataclass(frozen=True, slots=True)
class Valued:
    """Minutes that are not on file yet, as far as their value goes."""

    day: date
    activity: Activity
    minutes: int
    counts: bool = True


def worth_words(known: Sequence[HourRate], given: Iterable[Given], day: date) -> str:
    """What hours are worth by convention, with the rate and its day; empty where no rate was set."""
    found = worth(known, given)
    spread = found.rates or tuple(rate for rate in (rate_of(known, None, day),) if rate is not None)
    if not spread:
        return ""
    value = format_money(found.cents)
    low, high = (format_money(int(rate * 100)) for rate in (spread[0], spread[-1]))
    if low == high:
        text = _("{value}, conventional value ({rate} an hour on {day})")
        return text.format(value=value, rate=low, day=format_date(day))
    text = _("{value}, conventional value ({low} to {high} an hour up to {day})")
    return text.format(value=value, low=low, high=high, day=format_date(day))


def work_words(work: VolunteerWork, standing: Sequence[str], replaces: str = "") -> str:
    """What there is to print of a person: hours, and the numbers of the certificates that stand."""
    hours, confirmed = format_clock(work.minutes), format_clock(work.confirmed_minutes)
    told = [_("{hours} hours, {confirmed} confirmed").format(hours=hours, confirmed=confirmed)]
    if replaces:
        told.append(_("takes the place of {number}").format(number=replaces))
    elif standing:
        told.append(_("already issued: {numbers}").format(numbers=", ".join(standing)))
    return " · ".join(told)


def _month_row(given: list[ShiftRow]) -> MonthRow:
    waiting = [shift for shift in given if not shift.confirmed]
    places = [shift.what for shift in given if shift.what]
    return MonthRow(
        given[0].person_id, given[0].family, given[0].given, sum(shift.minutes for shift in given), tuple(given),
        tuple(shift.id for shift in waiting), sum(shift.minutes for shift in waiting),
        max(shift.starts_at for shift in given), max(places, key=places.count, default=""),
    )  # fmt: skip


def _times(times: int) -> str:
    return ngettext("{n} meeting", "{n} meetings", times).format(n=times) if times else ""
