"""Dates as people type them: whole, in words, or only the part that matters."""

import re
from datetime import date, timedelta

from op_desktop.domain.date_words import DAYS, MONTHS
from op_desktop.domain.formats import known
from op_desktop.errors import UserError
from op_desktop.language import N_

_EARLIEST, _LATEST = 1900, 2199


class NoSuchDay(UserError):
    """A day that no calendar has."""

    title = N_("{day} does not exist.")
    advice = N_("Check the day and the month.")


class DateUnclear(UserError):
    """A text that is not a date."""

    title = N_("“{text}” is not a date.")
    advice = N_("Write the day, the month and the year: 24/11/2026.")


def parse_date(text: str, today: date, language: str | None = None) -> date:
    """The day in a text, day before month always; ``today`` completes what is missing.

    Read are ``24/11/2026``, ``24.11.26``, ``2026-11-24``, ``24 novembre 2026`` (with its weekday),
    ``oggi``, ``ieri``, ``domani`` and their English; ``24/11`` is that day nearest to today, ``24`` that
    day of this month. Raises ``NoSuchDay`` for 31 February and ``DateUnclear`` for anything else.
    """
    bare = " ".join(re.sub(r"[\u00a0,]", " ", text).casefold().split())
    if bare in _RELATIVE:
        return today + timedelta(days=_RELATIVE[bare])
    parts = _parts(_without_weekday(bare))
    if parts is None:
        raise DateUnclear(text=text.strip()[:40])
    year, month, day = parts
    if month is None:
        return _day(today.year, today.month, day, known(language))
    if year is None:
        return _nearest(today, month, day, known(language))
    if year < 100:
        # A school hands over days of this and the last century; twenty years ahead is far enough for plans.
        year += 2000 if year <= today.year % 100 + 20 else 1900
    return _day(year, month, day, known(language))


_RELATIVE = {"oggi": 0, "today": 0, "ieri": -1, "yesterday": -1, "domani": 1, "tomorrow": 1}
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DIGITS = re.compile(r"([0-9]{1,2})(?:[/.\- ]([0-9]{1,2})(?:[/.\- ]([12][0-9]{3}|[0-9]{2}))?)?")
_WORDS = re.compile(r"([0-9]{1,2})[º°]?(?:st|nd|rd|th)?[ \-]([a-z]{3,})\.?(?:[ \-]([12][0-9]{3}|[0-9]{2}))?")


def _without_weekday(bare: str) -> str:
    first, _blank, rest = bare.partition(" ")
    weekday = first.rstrip(".").replace("i'", "ì")
    names = [name.casefold() for names in DAYS.values() for name in names]
    is_weekday = len(weekday) >= 3 and any(name.startswith(weekday.replace("i`", "ì")) for name in names)
    return rest if rest and is_weekday else bare


def _parts(bare: str) -> tuple[int | None, int | None, int] | None:
    """Year, month and day as far as they are written."""
    if found := _ISO.fullmatch(bare):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _DIGITS.fullmatch(bare):
        return (int(found[3]) if found[3] else None), (int(found[2]) if found[2] else None), int(found[1])
    if (found := _WORDS.fullmatch(bare)) and (month := _month(found[2])):
        return (int(found[3]) if found[3] else None), month, int(found[1])
    return None


def _month(word: str) -> int | None:
    matches = {
        number for names in MONTHS.values() for number, name in enumerate(names, 1) if name.casefold().startswith(word)
    }
    return matches.pop() if len(matches) == 1 else None


def _nearest(today: date, month: int, day: int, spoken: str) -> date:
    if (month, day) == (2, 29):
        years = [year for year in range(today.year - 4, today.year + 5) if _is_leap(year)]
    else:
        years = [today.year - 1, today.year, today.year + 1]
    return min((_day(year, month, day, spoken) for year in years), key=lambda found: abs(found - today))


def _day(year: int, month: int, day: int, spoken: str) -> date:
    if not _EARLIEST <= year <= _LATEST:
        raise DateUnclear(text=f"{day}/{month}/{year}")
    try:
        return date(year, month, day)
    except ValueError:
        raise NoSuchDay(day=_spelt(year, month, day, spoken)) from None


def _spelt(year: int, month: int, day: int, spoken: str) -> str:
    if not 1 <= month <= 12:
        return f"{day}/{month}/{year}"
    name = f"{day} {MONTHS[spoken][month - 1]}"
    if (month, day) == (2, 29):
        name = f"{name} {year}"
    if spoken == "it":
        return f"L'{name}" if day in (8, 11) or 80 <= day <= 89 else f"Il {name}"
    return name


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
