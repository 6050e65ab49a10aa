"""What a class did, gathered for whoever was not there: its meetings, its hours, who attended how much."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from op_desktop.domain.record import RecordId
from op_desktop.domain.school import RosterMode, SchoolClass, Status
from op_desktop.register.attendance import RegisterSheet, register_of, totals
from op_desktop.register.eligibility import EligibilityRow, eligibility
from op_desktop.register.lessons import LessonRow, lesson_plan
from op_desktop.register.rosters import PupilRow, roster
from op_desktop.register.schools import ClassRow
from op_desktop.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One meeting of a class; ``present`` and ``expected`` are None where its register is not closed."""

    meeting: int
    starts_at: datetime
    minutes: int
    topic: str
    educators: str
    place: str
    status: Status
    present: int | None = None
    expected: int | None = None


@dataclass(frozen=True, slots=True)
class ClassReport:
    """A class with its meetings by date and its pupils by number; minutes are whole minutes of meetings held."""

    school_class: ClassRow
    sheet: RegisterSheet
    meetings: tuple[MeetingLine, ...]
    pupils: tuple[EligibilityRow, ...]
    """Nobody where the class is only counted; names only where the class keeps them."""
    enrolled: Mapping[RecordId, PupilRow]
    """Since when, and until when, by enrolment."""
    civic_education: bool

    @property
    def held(self) -> tuple[MeetingLine, ...]:
        """The meetings that took place."""
        return tuple(line for line in self.meetings if line.status is Status.HELD)

    @property
    def minutes(self) -> int:
        """How long they were in all."""
        return sum(line.minutes for line in self.held)

    @property
    def civic_minutes(self) -> int:
        """How much of it the school may count as civic education: all of it, or nothing."""
        return self.minutes if self.civic_education else 0

    @property
    def topics(self) -> tuple[str, ...]:
        """What was spoken of, each once."""
        return tuple(dict.fromkeys(line.topic for line in self.held if line.topic))

    @property
    def educators(self) -> str:
        """Who taught, each once; the class's own educator where no meeting names one."""
        return ", ".join(dict.fromkeys(line.educators for line in self.held if line.educators))

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day, if anything was held."""
        found = [line.starts_at.date() for line in self.held]
        return (min(found), max(found)) if found else None

    @property
    def planned(self) -> int:
        """How many meetings the path has, those not yet on the calendar included."""
        return max(self.school_class.planned_meetings, len(self.held))


def class_report(reader: Reader, class_id: RecordId) -> ClassReport:
    """Everything about a class that a print may show; raises ``RecordMissing``."""
    sheet = register_of(reader, class_id)
    header = sheet.school_class
    lines = [_line(sheet, lesson) for lesson in lesson_plan(reader, class_id)]
    counted = header.mode is RosterMode.HEADCOUNT
    pupils = () if counted else tuple(eligibility(reader, class_id))
    enrolled = {row.enrolment_id: row for row in roster(reader, class_id)}
    civic = reader.require(SchoolClass, class_id).civic_education
    return ClassReport(header, sheet, tuple(lines), pupils, enrolled, civic)


def _line(sheet: RegisterSheet, lesson: LessonRow) -> MeetingLine:
    educators = lesson.educators or sheet.school_class.educator
    place = lesson.place or sheet.school_class.school
    line = MeetingLine(lesson.meeting, lesson.starts_at, lesson.minutes, lesson.topic, educators, place, lesson.status)
    if lesson.status is not Status.HELD or not sheet.rows:
        return line
    counted = totals(sheet, lesson.id)
    return replace(line, present=counted.attending, expected=counted.expected)
