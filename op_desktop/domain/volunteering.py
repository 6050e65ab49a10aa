"""Hours that citizens give, in minutes, and what an hour is worth by convention."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from op_desktop.domain.record import Merge, Record, RecordId, fact


class Activity(StrEnum):
    """What hours were given to."""

    LAB = "lab"
    EVENT = "event"
    SCHOOL = "school"
    PROJECT = "project"
    OTHER = "other"


class Task(StrEnum):
    """What a volunteer did."""

    LEADING = "leading"
    WELCOME = "welcome"
    LOGISTICS = "logistics"
    COOKING = "cooking"
    TEACHING = "teaching"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class VolunteerShift(Record):
    """Minutes that one person gave to one activity on one day."""

    entity: ClassVar[str] = "volunteer_shift"

    person_id: RecordId = fact(refers="person")
    activity: Activity = Activity.LAB
    lab_id: RecordId | None = fact(None, refers="lab")
    session_id: RecordId | None = fact(None, refers="lab_session")
    event_id: RecordId | None = fact(None, refers="event")
    starts_at: datetime
    timed: bool = True
    """Whether the hour of the day is known; else only the day is, and ``starts_at`` is its midnight."""
    minutes: int
    task: Task = fact(Task.OTHER, merge=Merge.QUIET)
    confirmed_by: RecordId | None = fact(None, refers="account")
    """Who vouches for these minutes; nobody while they are a draft."""
    confirmed_at: datetime | None = fact(None, merge=Merge.QUIET)
    confirmed_minutes: int | None = fact(None, merge=Merge.QUIET)
    """The length they vouched for; None as well where that was before it was kept."""
    duplicate_of: RecordId | None = fact(None, refers="volunteer_shift")
    note: str = fact("", merge=Merge.QUIET, personal=True)

    @property
    def confirmed(self) -> bool:
        """Whether somebody vouches for just this length; one corrected elsewhere meanwhile is a draft."""
        return self.confirmed_by is not None and self.confirmed_minutes in (None, self.minutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class HourRate(Record):
    """Conventional euro value of an hour from a day on; nothing in ``activity`` means every activity."""

    entity: ClassVar[str] = "hour_rate"

    activity: Activity | None = None
    euro: Decimal
    since: date
    source: str = fact("", merge=Merge.QUIET)
