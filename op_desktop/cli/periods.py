"""The period that somebody types: a programme period by name or number, a year, a month, a school year, two days."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from op_desktop.cli.figure_tables import period_name
from op_desktop.domain.dates import parse_date
from op_desktop.domain.period import Period, add_months
from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.metrics.scope import Scope
from op_desktop.storage.reader import Reader

_YEAR, _MONTH = re.compile(r"[0-9]{4}"), re.compile(r"([0-9]{4})-([0-9]{2})")
_SCHOOL_YEAR = re.compile(r"([0-9]{4})/([0-9]{2}|[0-9]{4})")


class PeriodUnknown(UserError):
    """A text that names no period."""

    title = N_("There is no period “{text}”.")
    advice = N_("Write 2026, 2026-11, 2026/2027, 2026-09-01..2026-12-31, or one of: {names}.")


@dataclass(frozen=True, slots=True)
class Span:
    """A named scope; ``period`` where it is one of the programme's."""

    name: str
    scope: Scope
    period: Period | None = None


def spans(reader: Reader, text: str | None) -> list[Span]:
    """What a text names; without one every period of the programme. Raises ``PeriodUnknown``."""
    periods = sorted(reader.all(Period), key=lambda period: (period.series, period.starts_on, period.id))
    if not text:
        return [_of(period, reader.today) for period in periods]
    if (days := _days(text, reader.today)) is not None:
        return [Span(text, Scope(first_day=days[0], end_day=days[1], today=reader.today))]
    for number, period in enumerate(periods, start=1):
        if text.casefold() in (str(number), period.name_it.casefold(), period.name_en.casefold()):
            return [_of(period, reader.today)]
    raise PeriodUnknown(text=text, names=", ".join(f"{n} = {period_name(each)}" for n, each in enumerate(periods, 1)))


def _of(period: Period, today: date) -> Span:
    return Span(period_name(period), Scope.of(period, today=today), period)


def _days(text: str, today: date) -> tuple[date, date] | None:
    """The first day, and the day after the last."""
    if _YEAR.fullmatch(text):
        return date(int(text), 1, 1), date(int(text) + 1, 1, 1)
    if (found := _MONTH.fullmatch(text)) and 1 <= int(found[2]) <= 12:
        first = date(int(found[1]), int(found[2]), 1)
        return first, add_months(first, 1)
    if found := _SCHOOL_YEAR.fullmatch(text):
        return date(int(found[1]), 9, 1), date(int(found[1]) + 1, 9, 1)
    if ".." in text:
        first_day, _dots, last_day = text.partition("..")
        return parse_date(first_day, today), parse_date(last_day, today) + timedelta(days=1)
    return None
