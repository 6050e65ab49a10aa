"""The month that is being worked on: its name, and the day by which it is handed over."""

from datetime import date, timedelta

from op_desktop.domain.date_words import MONTHS
from op_desktop.domain.formats import format_weekday
from op_desktop.language import _, language


def due(today: date) -> date:
    """The day by which the month is handed over: its last one."""
    return (today.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def due_words(today: date) -> str:
    """``By Monday 30``."""
    last = due(today)
    return _("By {weekday} {day}").format(weekday=format_weekday(last), day=last.day)


def month_words(day: date) -> str:
    """The name of the month: ``November``."""
    return MONTHS[language()][day.month - 1]
