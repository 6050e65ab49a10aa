"""When the programme works: not in August, not over Christmas, never on a public holiday."""

from collections.abc import Iterator
from datetime import date, timedelta

from op_desktop.register.holidays import holiday_calendar

WEEK = timedelta(days=7)


# The reference file begins in 2024; these days were free before it, too.
_EVERY_YEAR = {(1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26)}


def public_holiday(day: date) -> bool:
    """Whether everybody is off on this day."""
    return (day.month, day.day) in _EVERY_YEAR or day in holiday_calendar().days


def paused(day: date) -> bool:
    """Whether nothing meets around this day: August, and 23 December to 6 January."""
    christmas = (day.month == 12 and day.day >= 23) or (day.month == 1 and day.day <= 6)
    return day.month == 8 or christmas


def day_off(day: date) -> bool:
    """Whether nothing meets on this day: a pause, or a public holiday."""
    return paused(day) or public_holiday(day)


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
        if not day_off(day):
            found.append(day)
    return found[::-1]


def meetings_after(day: date, count: int, every: int = 1) -> list[date]:
    """The next days of the same weekday, so many weeks apart, on which something can meet after this day."""
    found: list[date] = []
    while len(found) < count:
        day += WEEK * every
        if not day_off(day):
            found.append(day)
    return found


def days_ahead(day: date, days: int) -> date:
    """So many days later, or on the next working day after that; today is today, whatever it is."""
    return working_day(day + timedelta(days=days)) if days else day


def working_day(day: date) -> date:
    """This day, or the next one that is neither a Sunday nor a public holiday."""
    while day.weekday() == 6 or public_holiday(day):
        day += timedelta(days=1)
    return day
