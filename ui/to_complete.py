"""What is left to complete for the person at work, and the very place in the window where it is done."""

from dataclasses import dataclass
from typing import Any, Final

from op_desktop.register.inbox import OF_CLASSES, InboxKind, InboxRow, to_complete
from op_desktop.security.permissions import Permission
from op_desktop.storage.reader import Reader
from ui.desk import Desk

_PAGES: Final = {
    **dict.fromkeys(OF_CLASSES, "classes"),
    InboxKind.MEETING_MISSING: "labs",
    InboxKind.MEETING_DRAFT: "labs",
    InboxKind.HOURS_UNCONFIRMED: "volunteering",
    InboxKind.EVENT_OPEN: "events",
    InboxKind.FOLLOW_UP_DUE: "counselling",
}
NEEDS: Final = {
    "classes": Permission.WRITE_CLASSES,
    "labs": Permission.WRITE_LABS,
    "volunteering": Permission.WRITE_VOLUNTEERING,
    "events": Permission.WRITE_EVENTS,
    "counselling": Permission.WRITE_COUNSELLING,
}
_NAMED: Final = {InboxKind.EVENT_OPEN: "event_id", InboxKind.FOLLOW_UP_DUE: "contact_id"}
"""The pages on which something is completed, and what one must be allowed to do there."""


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to complete and its page."""

    row: InboxRow
    page: str

    @property
    def where(self) -> dict[str, Any]:
        """What the page is to be opened at, as ``Page.visit`` takes it."""
        row = self.row
        if row.kind is InboxKind.HOURS_UNCONFIRMED:
            return {"unconfirmed": True}
        if row.kind not in OF_CLASSES:
            return {_NAMED.get(row.kind, "session_id"): row.id}
        place: dict[str, Any] = {"class_id": row.parent_id, "lesson_id": row.id}
        if row.kind is InboxKind.LESSON_UNTOLD:
            return {**place, "meetings": True}
        if row.kind is InboxKind.SHEET_WAITING:
            return {**place, "sheet": row.code}
        return {**place, "unmarked": True} if row.kind is InboxKind.PUPILS_UNMARKED else place


def todos(reader: Reader, desk: Desk) -> list[Todo]:
    """What this person can complete at the place chosen, oldest first."""
    rows = to_complete(reader, desk.place, desk.view)
    found = [Todo(row, _PAGES[row.kind]) for row in rows if row.kind in _PAGES]
    return [todo for todo in found if desk.may(NEEDS[todo.page])]
