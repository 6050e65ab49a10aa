"""Community labs, their state over time, members and meetings."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import ClassVar, Final

from op_desktop.domain.attendance import CountMethod
from op_desktop.domain.record import Joined, Merge, Record, RecordId, fact
from op_desktop.domain.school import STATUS_PREVAILS, Status

ACTIVE_DAYS: Final = 60
"""A lab is active on a date when it met in so many days up to it, those of August not counted."""
_AUGUST: Final = 8


class LabKind(StrEnum):
    """What a lab is for: shared work on a need, or being together."""

    COMMUNITY = "community"
    SOCIAL = "social"


class LabOrigin(StrEnum):
    """Where a lab was born."""

    OP_CAFE = "op_cafe"
    GRANT_CALL = "grant_call"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lab(Record):
    """A lab; its name is not its key, since names repeat from one municipality to the next."""

    entity: ClassVar[str] = "lab"

    name: str
    kind: LabKind = LabKind.COMMUNITY
    origin: LabOrigin = LabOrigin.OP_CAFE
    municipality_id: RecordId = fact(refers="municipality")
    venue_id: RecordId | None = fact(None, refers="venue")
    purpose: str = fact("", merge=Merge.QUIET)
    weekday: int | None = None
    """0 is Monday; nothing for labs without a weekly rhythm."""
    starts: str = ""
    """Usual time, ``14:30``."""
    minutes: int = 120
    application_id: RecordId | None = fact(None, refers="grant_application")

    @property
    def usual_time(self) -> time | None:
        """When it usually begins; nothing where none is said, or where a package says what is no time."""
        try:
            return time.fromisoformat(self.starts) if self.starts else None
        except ValueError:
            return None


class LabState(StrEnum):
    """Whether a lab goes on."""

    ACTIVE = "active"
    PAUSED = "paused"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class LabStatus(Joined):
    """The state of a lab from a day on."""

    entity: ClassVar[str] = "lab_status"
    joins: ClassVar[tuple[str, ...]] = ("lab_id", "since")

    lab_id: RecordId = fact(refers="lab")
    since: date
    state: LabState


@dataclass(frozen=True, slots=True, kw_only=True)
class LabMember(Joined):
    """A person who belongs to a lab."""

    entity: ClassVar[str] = "lab_member"
    joins: ClassVar[tuple[str, ...]] = ("lab_id", "person_id")

    lab_id: RecordId = fact(refers="lab")
    person_id: RecordId = fact(refers="person")
    since: date | None = None
    until: date | None = None
    responsible: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LabSession(Record):
    """One meeting of a lab; closing it says that it was held."""

    entity: ClassVar[str] = "lab_session"

    lab_id: RecordId = fact(refers="lab")
    starts_at: datetime
    minutes: int = 120
    status: Status = fact(Status.PLANNED, merge=Merge.STATUS, prevails=STATUS_PREVAILS)
    headcount: int | None = None
    """Everybody in the room, where somebody counted; nothing when nobody did."""
    method: CountMethod = CountMethod.COUNTED
    venue_id: RecordId | None = fact(None, refers="venue")
    replaces_id: RecordId | None = fact(None, refers="lab_session")
    note: str = fact("", merge=Merge.QUIET)


def active_since(last: date) -> date:
    """The first of the ``ACTIVE_DAYS`` days up to this one."""
    day, left = last, ACTIVE_DAYS
    while left > 1 or day.month == _AUGUST:
        left -= day.month != _AUGUST
        day -= timedelta(days=1)
    return day
