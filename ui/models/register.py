"""The table of a register: number, name, one column for each meeting, presences and notes."""

from datetime import date
from typing import Any, Final

from PySide6.QtCore import QObject, Qt

from op_desktop.domain.formats import format_date, format_time
from op_desktop.language import N_, _
from op_desktop.register.lessons import LessonRow
from ui.delegates.marks import MarkKind
from ui.models.columns import CENTRE, RIGHT, Column
from ui.models.register_day import RegisterDay, RegisterLine, Typed
from ui.models.table import TableModel
from ui.widgets.tip import tip

NUMBER: Final = 0
NAME: Final = 1
FIRST_MEETING: Final = 2


class RegisterModel(TableModel[RegisterLine]):
    """Number, name, one column for each meeting, presences and the day's note."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._day: RegisterDay | None = None

    @property
    def day_column(self) -> int:
        """The wide column of the day."""
        return FIRST_MEETING + (self._day.place if self._day is not None else 0)

    @property
    def presences_column(self) -> int:
        """The column of the presences; notes stand after it."""
        return len(self.columns) - 2

    def key_of(self, row: RegisterLine) -> object:
        """The enrolment."""
        return row.enrolment_id

    def show_day(self, day: RegisterDay, typed: Typed) -> None:
        """Show this day; the columns change only where the meetings did."""
        columns = _columns(day)
        titles = [column.title for column in columns]
        moved = self._day is None or self._day.place != day.place
        self._day = day
        if moved or titles != [column.title for column in self.columns]:
            self.set_columns(columns)
        self.set_rows(day.lines(typed))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """As in every table; under the tool tip of a meeting, its whole date and title."""
        place = section - FIRST_MEETING
        across = orientation == Qt.Orientation.Horizontal
        if across and role == Qt.ItemDataRole.ToolTipRole and self._day and 0 <= place < len(self._day.sheet.lessons):
            lesson = self._day.sheet.lessons[place]
            told = [format_date(lesson.starts_at.date(), "long"), format_time(lesson.starts_at), lesson.title]
            return tip(" · ".join(each for each in told if each))
        return super().headerData(section, orientation, role)


def meeting_title(lesson: LessonRow, today: date, *, wide: bool) -> str:
    """The two lines of a meeting's head: ``3`` over ``24 nov``, or of the day ``Meeting 3`` over ``today, …``."""
    day = lesson.starts_at.date()
    if not wide:
        return f"{lesson.meeting}\n{format_date(day, 'short')}"
    when = format_date(day, "day")
    if day == today:
        when = _("today, {day}").format(day=when.partition(" ")[2])
    return _("Meeting {number}").format(number=lesson.meeting) + f"\n{when}"


def _columns(day: RegisterDay) -> list[Column[RegisterLine]]:
    columns: list[Column[RegisterLine]] = [
        Column(N_("No."), lambda line: line.number, RIGHT),
        Column(N_("Pupil"), lambda line: line.name, spoken=_spoken_name),
    ]
    columns += [_meeting_column(day, place) for place in range(len(day.sheet.lessons))]
    columns += [
        Column(N_("Attendance"), lambda line: line.presences.words, spoken=_spoken_presences),
        Column(N_("Notes"), lambda line: line.note),
    ]
    return columns


def _meeting_column(day: RegisterDay, place: int) -> Column[RegisterLine]:
    wide = place == day.place
    title = meeting_title(day.sheet.lessons[place], day.today, wide=wide)

    def spoken(line: RegisterLine) -> str:
        word = line.marks[place].word or _("not held yet")
        if line.marks[place].kind is MarkKind.PROPOSED:
            word = _("{mark}, to be confirmed").format(mark=word)
        return _("{name}, meeting {number}, {mark}").format(
            name=line.name, number=day.sheet.lessons[place].meeting, mark=word
        )

    align = Qt.AlignmentFlag.AlignLeft if wide else CENTRE
    return Column(title, lambda line: line.marks[place].word, align, spoken=spoken)


def _spoken_name(line: RegisterLine) -> str:
    return f"{line.name}, {_('note: {note}').format(note=line.note)}" if line.note else line.name


def _spoken_presences(line: RegisterLine) -> str:
    words = line.presences.words
    return f"{words}, {_('certificate at risk')}" if line.presences.at_risk else words
