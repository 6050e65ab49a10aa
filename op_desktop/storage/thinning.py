"""Which of many backups are kept: the older, the fewer."""

from collections.abc import Callable, Sequence
from datetime import datetime

DAILY, WEEKLY, MONTHLY = 7, 5, 12


def surplus(made: Sequence[datetime]) -> set[datetime]:
    """Which of these moments need no backup any more.

    Kept are all of the newest day, the last of each of 7 days, 5 weeks and 12 months that have one.
    """
    ordered = sorted(made, reverse=True)
    kept = {each for each in ordered if each.date() == ordered[0].date()}
    for unit, most in _UNITS:
        newest: dict[object, datetime] = {}
        for each in ordered:
            newest.setdefault(unit(each), each)
        kept |= set(list(newest.values())[:most])
    return set(ordered) - kept


_UNITS: tuple[tuple[Callable[[datetime], object], int], ...] = (
    (lambda moment: moment.date(), DAILY),
    (lambda moment: moment.isocalendar()[:2], WEEKLY),
    (lambda moment: (moment.year, moment.month), MONTHLY),
)
