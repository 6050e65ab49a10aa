"""Programmes: one entry makes an event for each of its dates."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from op_desktop.domain.record import RecordId
from op_desktop.domain.series import Closed, Slot, weekly
from op_desktop.register.events import EventDraft, plan_event
from op_desktop.storage.unit_of_work import UnitOfWork


def dates_of(first: datetime, times: int, closed: Closed, *, every: int = 1) -> list[Slot]:
    """The dates of a programme that comes back every so many weeks, with the days off passed by on the way."""
    return weekly(first, times, closed, every=every, kept=(first.date(),))


def plan_programme(uow: UnitOfWork, draft: EventDraft, starts: Sequence[datetime]) -> list[RecordId]:
    """One event for each date, told together by the name of their programme (else by their own name)."""
    length = draft.ends_at - draft.starts_at if draft.ends_at else None
    more = draft.last_day - draft.starts_at.date() if draft.last_day else None
    return [
        plan_event(uow, replace(
            draft, starts_at=moment, ends_at=moment + length if length is not None else None,
            last_day=moment.date() + more if more is not None else None,
            programme=draft.programme.strip() or draft.name,
        ))
        for moment in starts
    ]  # fmt: skip
