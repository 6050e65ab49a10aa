"""Schools, classes of one school year, pupils, dated enrolments and lessons."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from op_desktop.domain.record import Joined, Merge, Record, RecordId, fact


class Level(StrEnum):
    """School level; the grade counts from 1 inside it."""

    PRIMARY = "primary"
    LOWER_SECONDARY = "lower_secondary"
    UPPER_SECONDARY = "upper_secondary"
    ADULT = "adult"


GRADES = {Level.PRIMARY: 5, Level.LOWER_SECONDARY: 3, Level.UPPER_SECONDARY: 5, Level.ADULT: 1}
"""How many grades a level has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class School(Record):
    """A school building with its own code; institutes (head offices) hold no pupils."""

    entity: ClassVar[str] = "school"

    name: str
    """As people call it: what somebody wrote here is never overwritten by a registry."""
    code: str = ""
    level: Level = Level.LOWER_SECONDARY
    municipality_id: RecordId = fact(refers="municipality")
    institute: str = fact("", merge=Merge.QUIET)
    registry_name: str = fact("", merge=Merge.QUIET)
    """As the ministry's registry wrote it when it was read last; empty for a school known only by hand."""


class RosterMode(StrEnum):
    """How much a class knows of its pupils."""

    HEADCOUNT = "headcount"
    NUMBERS = "numbers"
    NAMES = "names"


MEETINGS, MOST_MEETINGS = 4, 8
"""How many meetings a path has unless somebody says otherwise, and at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolClass(Record):
    """A class in one school year: next year the same children are a new class."""

    entity: ClassVar[str] = "school_class"

    school_id: RecordId = fact(refers="school")
    school_year: int
    """The year in which the school year starts: 2026 means 2026/2027."""
    grade: int
    section: str
    roster_mode: RosterMode = RosterMode.NUMBERS
    declared_pupils: int | None = None
    path_title: str = fact("", merge=Merge.QUIET)
    planned_meetings: int = MEETINGS
    lesson_minutes: int = 120
    educator_id: RecordId | None = fact(None, refers="account")
    civic_education: bool = True
    archived: bool = False


def school_year(day: date) -> int:
    """The starting year of the school year (1 September to 31 August) that holds this day."""
    return day.year if day.month >= 9 else day.year - 1


def school_year_label(start: int) -> str:
    """``2026/2027`` for 2026."""
    return f"{start}/{start + 1}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pupil(Record):
    """A child in our classes: nothing but, where the class chose so, the name on its certificate."""

    entity: ClassVar[str] = "pupil"

    family_name: str = fact("", personal=True)
    given_name: str = fact("", personal=True)


class Leaving(StrEnum):
    """How a pupil left a class."""

    WITHDRAWN = "withdrawn"
    TRANSFERRED = "transferred"


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment(Joined):
    """A pupil in a class, from one day to another: past registers never change with the roster."""

    entity: ClassVar[str] = "enrolment"
    joins: ClassVar[tuple[str, ...]] = ("class_id", "pupil_id")

    class_id: RecordId = fact(refers="school_class")
    pupil_id: RecordId = fact(refers="pupil")
    number: int
    enrolled_on: date | None = None
    left_on: date | None = None
    """The first day on which the pupil is no longer in the class."""
    leaving: Leaving | None = None


class Status(StrEnum):
    """What became of something planned; only what was held counts."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"
    REPLACED = "replaced"


STATUS_PREVAILS = (Status.CANCELLED, Status.REPLACED, Status.HELD, Status.PLANNED)
"""Which status wins when two devices disagree, strongest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson(Record):
    """One meeting of a class; its register is closed when the lesson is held.

    What takes place on another day instead is a lesson of its own that names this one in ``replaces_id``.
    """

    entity: ClassVar[str] = "lesson"

    class_id: RecordId = fact(refers="school_class")
    meeting: int
    starts_at: datetime
    minutes: int
    title: str = fact("", merge=Merge.QUIET)
    module_id: RecordId | None = fact(None, refers="module")
    """The module that is planned."""
    taught_module_id: RecordId | None = fact(None, refers="module")
    """The module really taught, where that was another one."""
    status: Status = fact(Status.PLANNED, merge=Merge.STATUS, prevails=STATUS_PREVAILS)
    place: str = fact("", merge=Merge.QUIET)
    educators: str = fact("", merge=Merge.QUIET)
    note: str = fact("", merge=Merge.QUIET)
    replaces_id: RecordId | None = fact(None, refers="lesson")
