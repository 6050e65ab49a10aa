"""Which days the metrics page compares: a month, a year, two periods of the programme, or two free spans."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from op_desktop.domain.formats import format_date
from op_desktop.domain.period import Period, Series, add_months
from op_desktop.domain.record import RecordId
from op_desktop.language import _, language
from op_desktop.metrics.scope import Scope
from op_desktop.register.view import EVERYTHING, View

ALIKE = Fraction(1, 4)
"""Spans that differ by less than this part of a month count as equally long."""
SETTLED = 3
"""A new period of the programme is compared once it has run for so many months."""
CYCLE = 36
"""Months of the programme's periods, also of those that nobody has put on file yet."""


class Span(StrEnum):
    """What the person compares."""

    MONTH = "month"
    YEAR = "year"
    PROGRAMME = "programme"
    CUSTOM = "custom"


@dataclass(frozen=True, slots=True)
class Free:
    """Two spans of the person's own, last days included."""

    first_day: date
    last_day: date
    before_first: date
    before_last: date


@dataclass(frozen=True, slots=True)
class Choice:
    """Everything that decides which figures the page shows; ``back`` steps into the past."""

    span: Span = Span.PROGRAMME
    back: int = 0
    free: Free | None = None
    municipality_id: RecordId | None = None
    venue_id: RecordId | None = None
    view: View = EVERYTHING
    """What of it the person is shown."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An earlier and a later span, with how they are called over a column and in a legend."""

    earlier: Scope
    later: Scope
    short: tuple[str, str]
    long: tuple[str, str]
    periods: tuple[Period | None, Period | None] = (None, None)
    """The programme's own periods, where these are they."""

    @property
    def unequal(self) -> bool:
        """Whether only rates per month compare; a few days more in one month than in another do not count."""
        return abs(self.earlier.months - self.later.months) > ALIKE


@dataclass(frozen=True, slots=True)
class Pairs:
    """The spans of most figures, and those of schools, which the programme counts in periods of their own."""

    general: Pair
    school: Pair
    steps: int
    """How far back one can go."""


def pairs(choice: Choice, periods: Sequence[Period], today: date) -> Pairs:
    """The spans of a choice; a span that still runs ends today, and what it is compared with is cut as short."""
    if choice.span is Span.PROGRAMME:
        return _programme(choice, periods, today)
    pair = _free(choice, today) if choice.span is Span.CUSTOM and choice.free else _calendar(choice, today)
    return Pairs(pair, pair, 0 if choice.span is Span.CUSTOM else 120)


def cycles(periods: Sequence[Period], series: Series, today: date) -> list[tuple[date, date, Period | None]]:
    """The programme's periods from the first to the one that holds today; those not on file go on as before."""
    kept = sorted((each for each in periods if each.series is series), key=lambda each: each.starts_on)
    spans: list[tuple[date, date, Period | None]] = [(each.starts_on, each.ends_on, each) for each in kept]
    if not spans:
        start = date(today.year - today.year % 3, 1, 1)
        spans.append((add_months(start, -CYCLE), start, None))
    while add_months(spans[-1][1], SETTLED) <= today or len(spans) < 2:
        start = spans[-1][1]
        spans.append((start, add_months(start, CYCLE), None))
    return spans


def _programme(choice: Choice, periods: Sequence[Period], today: date) -> Pairs:
    general = cycles(periods, Series.GENERAL, today)
    steps = len(general) - 2
    place = len(general) - 1 - min(max(0, choice.back), steps)
    pair = _cycle_pair(choice, general[place - 1], general[place], today)
    school = cycles(periods, Series.SCHOOL, today)
    own = [(start, end, period) for start, end, period in school if period is not None]
    if place < len(own):
        return Pairs(pair, _cycle_pair(choice, own[place - 1], own[place], today), steps)
    return Pairs(pair, pair, steps)


def _cycle_pair(
    choice: Choice, earlier: tuple[date, date, Period | None], later: tuple[date, date, Period | None], today: date
) -> Pair:
    before, now = _scope(choice, *earlier[:2], today), _scope(choice, *later[:2], today)
    if now.end_day < later[1]:
        # A period that still runs is compared with the same stretch of the one before.
        before = replace(before, end_day=min(before.end_day, before.first_day + (now.end_day - now.first_day)))
    names = tuple(_period_name(*span) for span in (earlier, later))
    short = tuple(
        f"{'’'}{start:%y}–{'’'}{end - timedelta(days=1):%y}" if period is None else _short_name(period)
        for start, end, period in (earlier, later)
    )
    return Pair(before, now, (short[0], short[1]), (names[0], names[1]), (earlier[2], later[2]))


def _calendar(choice: Choice, today: date) -> Pair:
    monthly = choice.span is Span.MONTH
    if monthly:
        start = add_months(today.replace(day=1), -choice.back)
        before, end = add_months(start, -1), add_months(start, 1)
    else:
        start = date(today.year - choice.back, 1, 1)
        before, end = start.replace(year=start.year - 1), start.replace(year=start.year + 1)
    later = _scope(choice, start, end, today)
    until = start if later.end_day == end else _same_day(before, start, later.end_day, monthly=monthly)
    earlier = _scope(choice, before, until, today)
    long = (_month_name(before), _month_name(start)) if monthly else (str(before.year), str(start.year))
    return Pair(earlier, later, long, long)


def _same_day(before: date, start: date, end: date, *, monthly: bool) -> date:
    """As far into the earlier span as ``end`` lies in the later one."""
    reached = before + (end - start)
    return min(reached, start) if monthly or (end.month, end.day) == (2, 29) else end.replace(year=before.year)


def _free(choice: Choice, today: date) -> Pair:
    free = choice.free
    assert free is not None
    one_day = timedelta(days=1)
    seen = choice.view
    earlier = Scope(first_day=free.before_first, end_day=free.before_last + one_day, today=today, view=seen)
    later = Scope(first_day=free.first_day, end_day=free.last_day + one_day, today=today, view=seen)
    place = {"municipality_id": choice.municipality_id, "venue_id": choice.venue_id}
    long = (span_name(free.before_first, free.before_last), span_name(free.first_day, free.last_day))
    return Pair(earlier.at(**place), later.at(**place), (_("Before"), _("Then")), long)


def _scope(choice: Choice, first_day: date, end_day: date, today: date) -> Scope:
    end = min(end_day, max(today, first_day) + timedelta(days=1))
    scope = Scope(first_day=first_day, end_day=end, today=today, view=choice.view)
    return scope.at(municipality_id=choice.municipality_id, venue_id=choice.venue_id)


def span_name(first_day: date, last_day: date) -> str:
    """Both days, written out."""
    return f"{format_date(first_day)} – {format_date(last_day)}"


def _short_month(day: date) -> str:
    return f"{format_date(day, 'short').split(' ', 1)[1]} {day.year}"


def _month_name(day: date) -> str:
    return format_date(day, "date").split(" ", 1)[1]


def _period_name(first_day: date, end_day: date, period: Period | None) -> str:
    if period is None:
        last_day = end_day - timedelta(days=1)
        return f"{_short_month(first_day)} – {_short_month(last_day)}"
    return period.name_it if language() == "it" else period.name_en


def _short_name(period: Period) -> str:
    return _("First {n}").format(n=period.months) if period.position == 1 else _("Foll. {n}").format(n=period.months)
