"""A series of meetings: one a week, past the days off; and what moves along when one of them moves."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from op_desktop.domain.holidays import ClosedDay

WEEK: Final = timedelta(weeks=1)
FARTHEST: Final = 104
"""Weeks after which a series that found no open day gives up."""
Closed = Callable[[date], ClosedDay | None]


@dataclass(frozen=True, slots=True)
class Slot:
    """A moment of a series: taken for a meeting, or passed by."""

    starts_at: datetime
    taken: bool
    closed: ClosedDay | None = None
    """The day off that it falls on, taken or not."""


def weekly(
    first: datetime,
    count: int,
    closed: Closed,
    *,
    every: int = 1,
    kept: Collection[date] = (),
    left_out: Collection[date] = (),
) -> list[Slot]:
    """So many meetings from a moment on, ``every`` so many weeks, with the slots passed by on the way.

    Days off are passed by unless they are ``kept``; a day ``left_out`` is passed by, whatever it is.
    """
    found: list[Slot] = []
    taken = 0
    for number in range(count + FARTHEST):
        if taken == count:
            break
        moment = first + WEEK * every * number
        day = moment.date()
        holiday = closed(day)
        take = day not in left_out and (holiday is None or day in kept)
        taken += take
        found.append(Slot(moment, take, holiday))
    return found


def shifted(starts: Sequence[datetime], first: datetime, closed: Closed) -> list[datetime]:
    """Where meetings come to lie when the first of them moves to ``first`` and the rest keep their distance.

    ``starts`` are in order. One that would fall on a day off goes on to the next open week, and those after it too.
    """
    moved: list[datetime] = []
    late = timedelta()
    for number, start in enumerate(starts):
        moment = first + (start - starts[0]) + late
        for _week in range(FARTHEST):
            # The first day was chosen by a person: a day off is told there, and kept.
            if number == 0 or closed(moment.date()) is None:
                break
            moment += WEEK
            late += WEEK
        moved.append(moment)
    return moved
