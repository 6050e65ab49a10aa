"""What hours are given to when a week or several are written at once: a lab with its meetings, or an activity."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from op_desktop.domain.lab import Lab, LabSession
from op_desktop.domain.names import fold
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import Status
from op_desktop.domain.volunteering import Activity, Task, VolunteerShift
from op_desktop.register.hours import Hours
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF

_session, _shift = TABLE_OF[LabSession], TABLE_OF[VolunteerShift]
OFF = (Status.CANCELLED, Status.REPLACED)


@dataclass(frozen=True, slots=True)
class Subject:
    """An activity, for labs with the lab."""

    activity: Activity
    lab_id: RecordId | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """When hours of a day start: with the meeting, at the lab's usual hour, or only on that day."""

    starts_at: datetime
    timed: bool
    session_id: RecordId | None = None
    off: bool = False
    """Whether the only meeting of that day did not take place."""


class Moments:
    """Looks up, once for some days, when hours of a subject start."""

    def __init__(self, reader: Reader, subject: Subject, first: date, last: date) -> None:
        self._lab = reader.require(Lab, subject.lab_id) if subject.lab_id else None
        self._meetings = _meetings(reader, subject.lab_id, first, last) if subject.lab_id else {}

    def on(self, day: date) -> Moment:
        """When hours of this day start."""
        meeting = self._meetings.get(day)
        if meeting is not None and meeting.status not in OFF:
            return Moment(meeting.starts_at, True, meeting.id)
        usual = self._lab.usual_time if self._lab is not None else None
        return Moment(datetime.combine(day, usual or time()), usual is not None, off=meeting is not None)


def hours_of(subject: Subject, person_id: RecordId, moment: Moment, minutes: int, task: Task) -> Hours:
    """Hours about to be recorded."""
    return Hours(
        person_id=person_id, starts_at=moment.starts_at, minutes=minutes, timed=moment.timed, activity=subject.activity,
        lab_id=subject.lab_id, session_id=moment.session_id, task=task,
    )  # fmt: skip


def name_key(family: str, given: str) -> tuple[str, str]:
    """By what people stand in order."""
    return fold(family), fold(given)


def _meetings(reader: Reader, lab_id: RecordId, first: date, last: date) -> Mapping[date, LabSession]:
    """The meeting of each day; one that took place goes before one that did not."""
    found = reader.all(
        LabSession, _session.c.lab_id == lab_id, _session.c.starts_at >= first.isoformat(),
        _session.c.starts_at < (last + timedelta(days=1)).isoformat(),
    )  # fmt: skip
    ordered = sorted(found, key=lambda each: (each.status not in OFF, each.starts_at))
    return {each.starts_at.date(): each for each in ordered}
