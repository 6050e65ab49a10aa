"""What is left to complete, oldest first: each line leads to the place where it is done."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import func, or_, select

from op_desktop.domain.lab import Lab
from op_desktop.domain.record import RecordId
from op_desktop.domain.volunteering import VolunteerShift
from op_desktop.register.agenda import Activity, activities
from op_desktop.register.counselling import due_follow_ups
from op_desktop.register.labs import lab_in
from op_desktop.register.meetings import RegisterState
from op_desktop.register.view import EVERYTHING, View
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF

_shift, _lab = TABLE_OF[VolunteerShift], TABLE_OF[Lab]


class InboxKind(StrEnum):
    """What is missing."""

    REGISTER_MISSING = "register_missing"
    REGISTER_DRAFT = "register_draft"
    MEETING_MISSING = "meeting_missing"
    MEETING_DRAFT = "meeting_draft"
    EVENT_OPEN = "event_open"
    HOURS_UNCONFIRMED = "hours_unconfirmed"
    FOLLOW_UP_DUE = "follow_up_due"


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One thing to complete."""

    kind: InboxKind
    id: RecordId
    """The lesson, meeting, event or contact; for hours the lab, or the oldest shift where there is none."""
    parent_id: RecordId
    title: str
    day: date
    count: int
    """Pupils without a mark, volunteers with unconfirmed hours; 0 where nothing is counted."""


def to_complete(reader: Reader, place: RecordId | None = None, view: View = EVERYTHING) -> list[InboxRow]:
    """Everything left to complete at a place (None: everywhere), oldest first."""
    over = [
        each
        for each in activities(reader, None, reader.today, place=place, open_only=True, view=view)
        if each.ends_at <= reader.now
    ]
    due = due_follow_ups(reader) if place is None else []
    follow_ups = [
        InboxRow(InboxKind.FOLLOW_UP_DUE, row.id, row.person_id or row.id, row.area, row.follow_up_on, 0)
        for row in due
        if row.follow_up_on is not None
    ]
    rows = [*map(_open_row, over), *_unconfirmed(reader, place, view), *follow_ups]
    return sorted(rows, key=lambda row: (row.day, row.kind, row.title, row.id))


def _open_row(activity: Activity) -> InboxRow:
    draft = activity.state is RegisterState.DRAFT
    kind = {
        "lesson": InboxKind.REGISTER_DRAFT if draft else InboxKind.REGISTER_MISSING,
        "session": InboxKind.MEETING_DRAFT if draft else InboxKind.MEETING_MISSING,
        "event": InboxKind.EVENT_OPEN,
    }[activity.kind]
    return InboxRow(kind, activity.id, activity.parent_id, activity.title, activity.starts_at.date(), activity.unmarked)


def _unconfirmed(reader: Reader, place: RecordId | None, view: View) -> list[InboxRow]:
    query = (
        select(_shift.c.lab_id, func.coalesce(_lab.c.name, ""), func.min(_shift.c.starts_at),
               func.count(), func.min(_shift.c.id))
        .outerjoin(_lab, _lab.c.id == _shift.c.lab_id)
        .where(_shift.c.confirmed_by.is_(None), _shift.c.duplicate_of.is_(None),
               _shift.c.starts_at < reader.now.isoformat(),
               or_(_shift.c.lab_id.is_(None), view.at(_lab.c.municipality_id, _lab.c.venue_id)))
        .group_by(_shift.c.lab_id, _lab.c.name)
    )  # fmt: skip
    return [
        InboxRow(
            InboxKind.HOURS_UNCONFIRMED, lab_id or first, lab_id or first, name, date.fromisoformat(since[:10]), count
        )
        for lab_id, name, since, count, first in reader.rows(query if place is None else query.where(lab_in(place)))
    ]
