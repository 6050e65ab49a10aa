"""How many things wait behind each entry of the navigation."""

from collections import Counter
from datetime import timedelta

from sqlalchemy import func, select

from op_desktop.register import handovers
from op_desktop.register.agenda import activities
from op_desktop.register.view import view_of
from op_desktop.security.permissions import Permission
from op_desktop.storage import journal
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import change
from op_desktop.workspace import SYSTEM
from ui.desk import Desk


def waiting(reader: Reader, desk: Desk) -> dict[str, int]:
    """By page: registers and meetings of days gone by that are not closed, changes not handed over."""
    view, yesterday = view_of(desk.workspace.actor), reader.today - timedelta(days=1)
    overdue = Counter(each.kind for each in activities(reader, None, yesterday, open_only=True, view=view))
    counts = {"export": _unsent(reader)}
    counts["classes"] = overdue["lesson"] if desk.may(Permission.WRITE_CLASSES) else 0
    counts["labs"] = overdue["session"] if desk.may(Permission.WRITE_LABS) else 0
    return counts


def _unsent(reader: Reader) -> int:
    """What people changed here since the last hand-over; what every workspace starts with waits for nobody."""
    head = journal.head(reader.connection)
    last = head.seq - handovers.ready(reader).since_last
    by_people = change.c.author != SYSTEM.account_id
    return (
        reader.value(select(func.count()).where(change.c.replica == head.replica, change.c.seq > last, by_people)) or 0
    )
