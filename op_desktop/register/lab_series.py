"""The weekly rhythm of a lab as planned meetings: past days off and the pause of August, never twice on one day."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import cache, partial

from op_desktop.domain.holidays import CHRISTMAS, ClosedDay, HolidayCalendar
from op_desktop.domain.lab import Lab, LabSession
from op_desktop.domain.place import Municipality
from op_desktop.domain.record import RecordId, new_id
from op_desktop.domain.school import Status
from op_desktop.domain.series import Closed
from op_desktop.language import N_
from op_desktop.register.holidays import holiday_calendar
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.unit_of_work import UnitOfWork

_session = TABLE_OF[LabSession]
_AUGUST = 8
PAUSE = N_("August pause")
WEEKS = 12
"""So many meetings a series has unless somebody says otherwise."""


def closed_for_lab(reader: Reader, lab_id: RecordId) -> Closed:
    """Says of a day why a lab rests."""
    town = reader.require(Municipality, reader.require(Lab, lab_id).municipality_id)
    return partial(rest_of_labs, town=town.code)


def plan_meetings(uow: UnitOfWork, lab_id: RecordId, moments: Iterable[datetime], minutes: int) -> list[RecordId]:
    """Plan a lab's meetings at these moments; a day that has one already keeps it alone. Returns the new ids.

    Raises ``NotYours`` for a lab of another place.
    """
    lab = uow.require(Lab, lab_id)
    taken = days_taken(uow, lab_id)
    new = [
        LabSession(id=new_id(), lab_id=lab_id, starts_at=moment, minutes=minutes, venue_id=lab.venue_id)
        for moment in moments
        if moment.date() not in taken
    ]
    uow.put_all(new)
    return [each.id for each in new]


def drop_meetings(uow: UnitOfWork, lab_id: RecordId, since: date) -> int:
    """The meetings planned from a day on do not take place; returns how many. What was held stays."""
    planned = uow.all(LabSession, _session.c.lab_id == lab_id, _session.c.status == Status.PLANNED,
                      _session.c.starts_at >= since.isoformat())  # fmt: skip
    uow.put_all(replace(each, status=Status.CANCELLED) for each in planned)
    return len(planned)


def days_taken(reader: Reader, lab_id: RecordId) -> frozenset[date]:
    """The days on which a lab has a meeting, held or planned."""
    found = reader.all(LabSession, _session.c.lab_id == lab_id, _session.c.status.in_((Status.PLANNED, Status.HELD)))
    return frozenset(each.starts_at.date() for each in found)


def rest_of_labs(day: date, town: str) -> ClosedDay | None:
    """Why the labs of a town rest on a day: national days, the patron saint, Christmas, and all of August."""
    closed = days_off(day, town)
    return ClosedDay(PAUSE) if closed is None and day.month == _AUGUST else closed


def days_off(day: date, town: str) -> ClosedDay | None:
    """Why nobody is expected on a day, in labs or elsewhere: ``rest_of_labs`` but for August."""
    return _lab_calendar().closed(day, town)


@cache
def _lab_calendar() -> HolidayCalendar:
    """The calendar of the schools without what is theirs alone: their terms, carnival and Easter."""
    whole = holiday_calendar()
    christmas = tuple(span for span in whole.spans if span.name == CHRISTMAS)
    return replace(whole, spans=christmas, terms=())
