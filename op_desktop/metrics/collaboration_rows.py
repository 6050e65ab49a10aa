"""The rows of collaboration figures: shifts that citizens gave."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal_column, or_, select

from op_desktop.domain.event import CommunityEvent
from op_desktop.domain.lab import Lab, LabSession
from op_desktop.domain.period import add_months
from op_desktop.domain.person import Person
from op_desktop.domain.place import Venue
from op_desktop.domain.volunteering import Activity, VolunteerShift
from op_desktop.metrics.metric import ONE, Columns, Reference, Rows, contribution, day_of, fixed
from op_desktop.metrics.people import counted_as, known, looked_up
from op_desktop.metrics.scope import Scope
from op_desktop.storage.tables import TABLE_OF

_shift, _lab, _session = TABLE_OF[VolunteerShift], TABLE_OF[Lab], TABLE_OF[LabSession]
_event, _venue = TABLE_OF[CommunityEvent], TABLE_OF[Venue]

STEADY_MONTHS, STEADY_YEAR = 6, 12
"""A steady collaborator was active in so many of the latest so many months."""

SHIFTS = (
    Reference(child=VolunteerShift, field="person_id", parent=Person),
    Reference(child=VolunteerShift, field="lab_id", parent=Lab),
    Reference(child=VolunteerShift, field="event_id", parent=CommunityEvent),
)


def in_labs(columns: Columns) -> ColumnElement[bool]:
    """Whether a shift was given to a lab."""
    found: ColumnElement[bool] = columns.what == Activity.LAB.value
    return found


def whose_event_is_here(_columns: Columns) -> ColumnElement[bool]:
    """Whether the event of a shift is on file, if it was given to one."""
    return or_(_shift.c.event_id.is_(None), _event.c.id.is_not(None))


def all_shifts(scope: Scope) -> Select[Any]:
    """Shifts given to any activity that is on file."""
    rows = shifts(scope)
    return rows.where(whose_event_is_here(rows.selected_columns))


def lab_shifts(scope: Scope) -> Select[Any]:
    """Shifts given to labs."""
    rows = shifts(scope)
    return rows.where(in_labs(rows.selected_columns))


def first_days(scope: Scope) -> Select[Any]:
    """The day of the first shift in any activity of each person who ever gave one; nothing where none counts."""
    giver = select(_shift.c.person_id).distinct().subquery("giver")
    # For each of them the index is entered where the first shift stands; to group all shifts would mean to sort them.
    first = (
        all_shifts(scope)
        .with_only_columns(day_of(func.min(_shift.c.starts_at)))
        .where(_shift.c.person_id == giver.c.person_id)
        .correlate(giver)
        .scalar_subquery()
    )
    begun = select(giver.c.person_id, first.label("day")).subquery("begun")
    query = select(func.min(begun.c.day)).select_from(looked_up(begun, begun.c.person_id))
    return query.group_by(counted_as(begun.c.person_id))


def shifts(scope: Scope) -> Select[Any]:
    """Shifts of more than no minutes; ``weight`` is their minutes."""
    municipality = func.coalesce(_lab.c.municipality_id, _event.c.municipality_id, _venue.c.municipality_id)
    # A subquery is run only where a venue is asked for; a join would look up each shift's meeting for nothing.
    meeting = select(_session.c.venue_id).where(_session.c.id == _shift.c.session_id).scalar_subquery()
    venue_id = func.coalesce(meeting, _lab.c.venue_id, _event.c.venue_id)
    columns = contribution(
        row_id=_shift.c.id,
        entity=fixed(VolunteerShift.entity),
        day=day_of(_shift.c.starts_at),
        person_id=counted_as(_shift.c.person_id),
        key=_shift.c.lab_id,
        activity_id=func.coalesce(_shift.c.lab_id, _shift.c.event_id),
        activity=func.coalesce(_lab.c.name, _event.c.name),
        municipality_id=municipality,
        venue_id=venue_id,
        what=_shift.c.activity,
        weight=_shift.c.minutes,
        named=ONE,
    )
    return (
        select(*columns)
        .select_from(looked_up(_shift, _shift.c.person_id))
        .outerjoin(_lab, _lab.c.id == _shift.c.lab_id)
        .outerjoin(_event, _event.c.id == _shift.c.event_id)
        .outerjoin(_venue, _venue.c.id == _event.c.venue_id)
        .where(scope.dated(_shift.c.starts_at), _shift.c.minutes > 0, known)
        .where(_shift.c.duplicate_of.is_(None), or_(_shift.c.lab_id.is_(None), _lab.c.id.is_not(None)))
        .where(scope.placed(municipality, venue_id))
    )


def steady_shifts(scope: Scope) -> Rows:
    """The latest twelve months' lab shifts of those who were active in at least six of them."""
    year = latest_year(scope)
    given = lab_shifts(year).subquery("given")
    month = func.substr(given.c.day, ONE, literal_column("7"))
    # First without repetition, then grouped: to sort every shift takes several times as long.
    active = select(given.c.person_id, month.label("month")).distinct().subquery("active")
    steady = select(active.c.person_id).group_by(active.c.person_id).having(func.count() >= STEADY_MONTHS)
    return lab_shifts(year).where(counted_as(_shift.c.person_id).in_(steady))


def latest_year(scope: Scope) -> Scope:
    """The calendar month of the scope's last day and the eleven before it, up to that day."""
    this_month = scope.last_day.replace(day=1)
    end = date.fromordinal(scope.last_day.toordinal() + 1)
    return scope.during(add_months(this_month, 1 - STEADY_YEAR), end)
