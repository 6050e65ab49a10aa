"""When the programme works: not in August, not over Christmas; lessons from October to April."""

from collections.abc import Iterator
from datetime import date, timedelta

WEEK = timedelta(days=7)


def paused(day: date) -> bool:
    """Whether nothing meets on this day: August, and 23 December to 6 January."""
    christmas = (day.month == 12 and day.day >= 23) or (day.month == 1 and day.day <= 6)
    return day.month == 8 or christmas


def working_weeks(first: date, end: date) -> Iterator[date]:
    """The Mondays of the weeks that start from one day up to, not including, another and have work in them."""
    monday = first + timedelta(days=-first.weekday() % 7)
    while monday < end:
        if not paused(monday) and not paused(monday + timedelta(days=5)):
            yield monday
        monday += WEEK


def meetings_before(day: date, count: int, every: int = 1) -> list[date]:
    """The last days of the same weekday, so many weeks apart, on which something met before; earliest first."""
    found: list[date] = []
    while len(found) < count:
        day -= WEEK * every
        if not paused(day):
            found.append(day)
    return found[::-1]


def meetings_after(day: date, count: int, every: int = 1) -> list[date]:
    """The next days of the same weekday, so many weeks apart, on which something can meet after this day."""
    found: list[date] = []
    while len(found) < count:
        day += WEEK * every
        if not paused(day):
            found.append(day)
    return found


def days_ahead(day: date, days: int) -> date:
    """So many days later, on the Monday where that is a Sunday."""
    found = day + timedelta(days=days)
    return found + timedelta(days=1) if days and found.weekday() == 6 else found
