"""What is worth a look before a package leaves; nothing found here ever stops it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import distinct, func, or_, select

from op_desktop.domain.lab import Lab, LabSession
from op_desktop.domain.person import Person
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import Lesson, Status
from op_desktop.domain.volunteering import VolunteerShift
from op_desktop.register.duplicates import duplicates
from op_desktop.register.hours import LONG
from op_desktop.register.inbox import OF_CLASSES, to_complete
from op_desktop.register.volunteering import suspected_duplicates
from op_desktop.storage import journal, tables
from op_desktop.storage.clock import COUNTER_BITS, DAY_MS, PROGRAMME_START_MS, ROME, milliseconds
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF, UNVOUCHED

_lesson = TABLE_OF[Lesson]
_session, _lab, _shift = TABLE_OF[LabSession], TABLE_OF[Lab], TABLE_OF[VolunteerShift]
BACK: Final = timedelta(days=365)
"""How far back the checks look."""


class CheckKind(StrEnum):
    """What was looked at."""

    REGISTERS = "registers"
    """Lessons that are over and whose register is not closed, or lacks pupils."""
    MEETINGS = "meetings"
    """Meetings of labs of the past that were not closed."""
    DUPLICATES = "duplicates"
    """People who stand here twice, as it looks."""
    HOURS = "hours"
    """Hours that nobody has confirmed."""
    DOUBLES = "doubles"
    """Hours typed twice, or too many at one stroke."""
    CLOCK = "clock"
    """Rows written while the computer's clock was wrong."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check; ``found`` is how many things ask for a look, ``checked`` how many were looked at."""

    kind: CheckKind
    found: int
    checked: int
    what: str = ""
    """The oldest thing found: a class, a lab."""
    day: date | None = None
    id: RecordId | None = None
    """Its lesson, meeting or shift."""
    of: RecordId | None = None
    """The class or lab it belongs to."""
    people: int = 0
    minutes: int = 0


def checks(reader: Reader) -> list[Check]:
    """All checks, in the order in which people should look."""
    return [
        _registers(reader),
        _meetings(reader),
        _duplicates(reader),
        _hours(reader),
        _doubles(reader),
        _clock(reader),
    ]


def _registers(reader: Reader) -> Check:
    since = (reader.now - BACK).date()
    rows = [row for row in to_complete(reader) if row.kind in OF_CLASSES and row.day >= since]
    checked = reader.value(select(func.count()).where(_lesson.c.starts_at.between(*_past(reader)))) or 0
    if not rows:
        return Check(CheckKind.REGISTERS, 0, checked)
    first = rows[0]
    return Check(CheckKind.REGISTERS, len(rows), checked, first.title, first.day, first.id, first.parent_id)


def _meetings(reader: Reader) -> Check:
    ended = _past(reader)
    query = (
        select(_session.c.id, _lab.c.id, _lab.c.name, _session.c.starts_at)
        .join(_lab, _lab.c.id == _session.c.lab_id)
        .where(_session.c.status == Status.PLANNED, _session.c.starts_at.between(*ended))
        .order_by(_session.c.starts_at, _session.c.id)
    )
    rows = reader.rows(query)
    checked = reader.value(select(func.count()).where(_session.c.starts_at.between(*ended))) or 0
    if not rows:
        return Check(CheckKind.MEETINGS, 0, checked)
    id, lab_id, name, starts_at = rows[0]
    return Check(CheckKind.MEETINGS, len(rows), checked, name, _day(starts_at), id, lab_id)


def _duplicates(reader: Reader) -> Check:
    pairs = duplicates(reader)
    checked = reader.value(select(func.count()).select_from(TABLE_OF[Person])) or 0
    what = f"{pairs[0].first_name} · {pairs[0].second_name}" if pairs else ""
    return Check(CheckKind.DUPLICATES, len(pairs), checked, what)


def _hours(reader: Reader) -> Check:
    """Unconfirmed hours; where there are none, the hours and people of the month."""
    counted = _shift.c.duplicate_of.is_(None)
    open_ones = (counted, UNVOUCHED, _shift.c.starts_at >= _past(reader)[0])
    of_month = (counted, _shift.c.starts_at >= reader.today.replace(day=1).isoformat())
    found = reader.value(select(func.count()).where(*open_ones)) or 0
    query = (
        select(_shift.c.id, func.coalesce(_lab.c.name, ""), _shift.c.starts_at, _shift.c.session_id)
        .outerjoin(_lab, _lab.c.id == _shift.c.lab_id)
        .where(*open_ones)
        .order_by(_shift.c.starts_at, _shift.c.id)
        .limit(1)
    )
    sums = select(func.count(), func.count(distinct(_shift.c.person_id)), func.coalesce(func.sum(_shift.c.minutes), 0))
    count, people, minutes = reader.rows(sums.where(*(open_ones if found else of_month)))[0]
    first = reader.rows(query)
    if not first:
        return Check(CheckKind.HOURS, 0, count, people=people, minutes=int(minutes))
    id, name, starts_at, session_id = first[0]
    return Check(CheckKind.HOURS, found, count, name, _day(starts_at), id, session_id, people, int(minutes))


def _doubles(reader: Reader) -> Check:
    twice = suspected_duplicates(reader)
    long = select(_shift.c.id).where(_shift.c.minutes > LONG, _shift.c.duplicate_of.is_(None))
    ids = {second for _first, second in twice} | {id for (id,) in reader.rows(long)}
    checked = reader.value(select(func.count()).select_from(_shift)) or 0
    return Check(CheckKind.DOUBLES, len(ids), checked, id=min(ids, default=None))


def _clock(reader: Reader) -> Check:
    """Our own changes with a stamp that cannot be right."""
    own = tables.change.c.replica == journal.head(reader.connection).replica
    stamp = tables.change.c.hlc
    late = (milliseconds(reader.now.replace(tzinfo=ROME)) + DAY_MS) << COUNTER_BITS
    early = PROGRAMME_START_MS << COUNTER_BITS
    found = reader.value(select(func.count()).where(own, or_(stamp > late, stamp < early))) or 0
    checked = reader.value(select(func.count()).where(own)) or 0
    return Check(CheckKind.CLOCK, found, checked)


def _past(reader: Reader) -> tuple[str, str]:
    """From a year ago to this moment, as the columns hold moments."""
    return (reader.now - BACK).strftime("%Y-%m-%dT%H:%M"), reader.now.strftime("%Y-%m-%dT%H:%M")


def _day(starts_at: str) -> date:
    return datetime.fromisoformat(starts_at).date()
