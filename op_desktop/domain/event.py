"""Events and who came."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from op_desktop.domain.attendance import CountMethod
from op_desktop.domain.person import Part
from op_desktop.domain.record import Joined, Merge, Record, RecordId, fact
from op_desktop.domain.school import STATUS_PREVAILS, Status

MOST_DAYS = 31
"""What lasts longer is a programme of several events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunityEvent(Record):
    """An event; it belongs to the day on which it starts, whatever its length."""

    entity: ClassVar[str] = "event"

    name: str
    starts_at: datetime
    ends_at: datetime | None = None
    municipality_id: RecordId | None = fact(None, refers="municipality")
    venue_id: RecordId | None = fact(None, refers="venue")
    place: str = fact("", merge=Merge.QUIET)
    programme: str = fact("", merge=Merge.QUIET)
    """The series it repeats in, where it does: each date of a series is an event."""
    partners: str = fact("", merge=Merge.QUIET)
    status: Status = fact(Status.PLANNED, merge=Merge.STATUS, prevails=STATUS_PREVAILS)
    headcount: int | None = None
    method: CountMethod = CountMethod.COUNTED
    note: str = fact("", merge=Merge.QUIET)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDay(Joined):
    """A further day of an event that lasts several days."""

    entity: ClassVar[str] = "event_day"
    joins: ClassVar[tuple[str, ...]] = ("event_id", "day")

    event_id: RecordId = fact(refers="event")
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EventParticipant(Joined):
    """A named person at an event."""

    entity: ClassVar[str] = "event_participant"
    joins: ClassVar[tuple[str, ...]] = ("event_id", "person_id")

    event_id: RecordId = fact(refers="event")
    person_id: RecordId = fact(refers="person")
    part: Part = Part.USER
