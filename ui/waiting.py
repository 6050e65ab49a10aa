"""How many things wait behind each entry of the navigation."""

from sqlalchemy import func, select

from op_desktop.domain.lab import LabSession
from op_desktop.domain.school import Lesson, Status
from op_desktop.register import handovers
from op_desktop.security.permissions import Permission
from op_desktop.storage import journal
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF, change
from op_desktop.workspace import SYSTEM
from ui.desk import Desk


def waiting(reader: Reader, desk: Desk) -> dict[str, int]:
    """By page: registers and meetings of days gone by that are not closed, changes not handed over."""
    counts = {"export": _unsent(reader)}
    for page, record, permission in (
        ("classes", Lesson, Permission.WRITE_CLASSES),
        ("labs", LabSession, Permission.WRITE_LABS),
    ):
        table = TABLE_OF[record]
        overdue = (table.c.status == Status.PLANNED) & (table.c.starts_at < reader.today.isoformat())
        counts[page] = reader.value(select(func.count()).where(overdue)) if desk.may(permission) else 0
    return counts


def _unsent(reader: Reader) -> int:
    """What people changed here since the last hand-over; what every workspace starts with waits for nobody."""
    head = journal.head(reader.connection)
    last = head.seq - handovers.ready(reader).since_last
    by_people = change.c.author != SYSTEM.account_id
    return (
        reader.value(select(func.count()).where(change.c.replica == head.replica, change.c.seq > last, by_people)) or 0
    )
