"""Who was there: marks on a class register, presences and unnamed people elsewhere."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from op_desktop.domain.record import Joined, Merge, Record, RecordId, fact


class Mark(StrEnum):
    """A pupil at a lesson; a pupil without a mark is not recorded, which is not absent."""

    PRESENT = "present"
    ABSENT = "absent"
    LATE = "late"
    EXCUSED = "excused"
    LEFT_EARLY = "left_early"


ATTENDING = (Mark.PRESENT, Mark.LATE, Mark.LEFT_EARLY)
"""Marks that count as present (README decision 6)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonMark(Joined):
    """One pupil at one lesson."""

    entity: ClassVar[str] = "lesson_mark"
    joins: ClassVar[tuple[str, ...]] = ("lesson_id", "enrolment_id")

    lesson_id: RecordId = fact(refers="lesson")
    enrolment_id: RecordId = fact(refers="enrolment")
    mark: Mark
    minutes: int | None = None
    """Minutes late, or minutes attended before leaving; nothing when not told."""
    note: str = fact("", merge=Merge.QUIET, personal=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(Joined):
    """One named person at one meeting of a lab."""

    entity: ClassVar[str] = "attendance"
    joins: ClassVar[tuple[str, ...]] = ("session_id", "person_id")

    session_id: RecordId = fact(refers="lab_session")
    person_id: RecordId = fact(refers="person")
    arrived_at: datetime | None = fact(None, merge=Merge.QUIET)
    left_at: datetime | None = fact(None, merge=Merge.QUIET)


class AgeBand(StrEnum):
    """Roughly how old unnamed people are."""

    ADULTS = "adults"
    CHILDREN = "children"
    UNSAID = "unsaid"


class CountMethod(StrEnum):
    """Where a number of people comes from."""

    COUNTED = "counted"
    TICKETS = "tickets"
    ESTIMATE = "estimate"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnnamedEntry(Record):
    """People who came to a meeting without saying who they are: a number, never invented people."""

    entity: ClassVar[str] = "unnamed_entry"

    session_id: RecordId = fact(refers="lab_session")
    people: int
    band: AgeBand = AgeBand.UNSAID
    method: CountMethod = CountMethod.COUNTED
    entered_at: datetime | None = fact(None, merge=Merge.QUIET)
