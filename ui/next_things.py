"""What a command without an object means: the class or meeting that is on now, next, or was last."""

from datetime import timedelta

from op_desktop.domain.record import RecordId
from op_desktop.domain.school import school_year
from op_desktop.register import schools, sessions
from op_desktop.register.meetings import RegisterState
from op_desktop.register.view import View
from op_desktop.storage.reader import Reader

LOOK_AROUND = timedelta(days=31)
"""How far before and after today a meeting is looked for."""


def next_class(reader: Reader, place: RecordId | None = None) -> RecordId | None:
    """The class with the next lesson; without one the class that was taught most, None where there is no class."""
    rows = schools.classes(reader, school_year(reader.today), place)
    coming = [row for row in rows if row.next_starts_at is not None]
    if coming:
        return min(coming, key=lambda row: (row.next_starts_at, row.id)).id
    return max(rows, key=lambda row: (row.held, row.id)).id if rows else None


def next_meeting(reader: Reader, place: RecordId | None, view: View) -> RecordId | None:
    """Of the meetings shown the one that is nearest to now and not over and done with; else the one held last."""
    first, last = reader.today - LOOK_AROUND, reader.today + LOOK_AROUND
    rows = [row for row in sessions.sessions_of(reader, first, last, place=place, view=view)
            if row.state is not RegisterState.CANCELLED]  # fmt: skip
    waiting = [row for row in rows if row.state is not RegisterState.CLOSED]
    nearest = min(waiting or rows, key=lambda row: (abs(row.starts_at - reader.now), row.id), default=None)
    return nearest.id if nearest is not None else None
