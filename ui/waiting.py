"""How many things wait behind each entry of the navigation."""

from collections import Counter

from sqlalchemy import func, select

from op_desktop.register import handovers
from op_desktop.storage import journal
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import change
from op_desktop.workspace import SYSTEM
from ui.desk import Desk
from ui.to_complete import NEEDS, todos


def waiting(reader: Reader, desk: Desk) -> dict[str, int]:
    """By page: what is left to complete there, as *Today* lists it, and changes not handed over."""
    waits = Counter(todo.page for todo in todos(reader, desk))
    return {"export": _unsent(reader)} | {page: waits[page] for page in NEEDS}


def _unsent(reader: Reader) -> int:
    """What people changed here since the last hand-over; what every workspace starts with waits for nobody."""
    head = journal.head(reader.connection)
    last = head.seq - handovers.ready(reader).since_last
    by_people = change.c.author != SYSTEM.account_id
    return (
        reader.value(select(func.count()).where(change.c.replica == head.replica, change.c.seq > last, by_people)) or 0
    )
