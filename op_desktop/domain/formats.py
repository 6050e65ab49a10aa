"""How numbers, money, hours and dates are written and read in Italian and English."""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from op_desktop.domain.date_words import DAYS, MONTHS, SHORT_DAYS, SHORT_MONTHS
from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.language import language as reader_language

DateStyle = Literal["list", "date", "long", "day", "short"]

NO_BREAK = "\u00a0"
MINUS = "\u2212"
_GROUP = {"it": ".", "en": ","}
_POINT = {"it": ",", "en": "."}
_SIGNS = str.maketrans({MINUS: "-", NO_BREAK: " ", "\u202f": " "})


class NumberUnclear(UserError):
    """A number that could mean two things, or none."""

    title = N_("“{text}” is not a clear number.")
    advice = N_("Write it as {example}.")


class HoursUnclear(UserError):
    """Hours that could mean two things, or none."""

    title = N_("Write hours as {decimal} or 2:30.")
    advice = N_("“{text}” could be read in two ways, or in none.")


def known(language: str | None) -> str:
    """The language asked for, or else the reader's: ``it`` or ``en``."""
    return language if language in _POINT else reader_language()


def parse_number(text: str, language: str | None = None) -> Decimal:
    """The number in a text, sign and groups allowed, euro and per cent signs ignored.

    Italian: the comma parts decimals, a point only groups three digits (``25.054`` is 25,054);
    English the other way round. Raises ``NumberUnclear`` for ``1.5`` (Italian) or ``1,5`` (English).
    """
    spoken = known(language)
    bare = text.translate(_SIGNS).strip().strip("€%").strip()
    group, point = re.escape(_GROUP[spoken]), re.escape(_POINT[spoken])
    found = re.fullmatch(rf"([+-]?)([0-9]{{1,3}}(?:{group}[0-9]{{3}})+|[0-9]{{1,20}})(?:{point}([0-9]{{1,10}}))?", bare)
    if not found or len(bare) > 40:
        raise NumberUnclear(text=text.strip()[:40], example=f"1{_GROUP[spoken]}234{_POINT[spoken]}50")
    sign, whole, part = found.groups()
    return Decimal(f"{sign}{whole.replace(_GROUP[spoken], '')}.{part or '0'}").normalize() + 0


def parse_minutes(text: str, language: str | None = None) -> int:
    """Whole minutes from ``2:30``, ``2,5``, ``2 h 30``, ``2 ore`` or ``90 min``; parts of a minute are rounded.

    Raises ``HoursUnclear`` for anything else, ``2.5`` in Italian included.
    """
    spoken = known(language)
    bare = text.translate(_SIGNS).strip().casefold()
    for pattern in _CLOCKS:
        if found := pattern.fullmatch(bare):
            hours, minutes = found.groupdict().get("h"), found.groupdict().get("m")
            return int(hours or 0) * 60 + int(minutes or 0)
    try:
        hours_only = parse_number(re.sub(r"\s*(h|ore|ora|hours?)$", "", bare), spoken)
    except NumberUnclear:
        hours_only = Decimal(-1)
    if not 0 <= hours_only < 100_000:
        raise HoursUnclear(text=text.strip()[:40], decimal="2,5" if spoken == "it" else "2.5")
    return int((hours_only * 60).quantize(Decimal(1), ROUND_HALF_UP))


_CLOCKS = (
    re.compile(r"(?P<h>[0-9]{1,5}):(?P<m>[0-5][0-9])"),
    re.compile(
        r"(?P<h>[0-9]{1,5})\s*(?:h|ore|ora|hours?)\s*(?:e|and)?\s*(?P<m>[0-5]?[0-9])\s*(?:m|min|minut[oi]|minutes?|['′])?"
    ),
    re.compile(r"(?P<m>[0-9]{1,6})\s*(?:m|min|minut[oi]|minutes?|['′])"),
)


def format_number(
    value: int | float | Decimal, language: str | None = None, *, decimals: int = 0, signed: bool = False
) -> str:
    """``2.794.500`` or ``2,794,500``; the minus is U+2212, a plus only when ``signed``."""
    spoken = known(language)
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    digits = f"{abs(rounded):,f}"
    if spoken == "it":
        digits = digits.translate(str.maketrans(",.", ".,"))
    sign = MINUS if rounded < 0 else "+" if signed and rounded > 0 else ""
    return sign + digits


def format_money(cents: int, language: str | None = None, *, cents_shown: bool | None = None) -> str:
    """Euro from whole cents: ``2.794.500 €``, ``1.234,50 €``; cents are shown when there are any, or as asked."""
    spoken = known(language)
    shown = cents % 100 != 0 if cents_shown is None else cents_shown
    number = format_number(abs(Decimal(cents)) / 100, spoken, decimals=2 if shown else 0)
    sign = MINUS if cents < 0 and number.strip("0.,") else ""
    return f"{sign}{number}{NO_BREAK}€" if spoken == "it" else f"{sign}€{number}"


def format_percent(
    value: int | float | Decimal, language: str | None = None, *, decimals: int | None = None, signed: bool = False
) -> str:
    """``12,5 %`` for 12.5 (the value is already in per cent); one decimal where it is not whole, or as asked."""
    spoken = known(language)
    if decimals is None:
        decimals = 0 if Decimal(str(value)).quantize(Decimal("0.1"), ROUND_HALF_UP) % 1 == 0 else 1
    number = format_number(value, spoken, decimals=decimals, signed=signed)
    return f"{number}{NO_BREAK}%" if spoken == "it" else f"{number}%"


def format_clock(minutes: int) -> str:
    """A duration as ``2:30`` in both languages."""
    sign = MINUS if minutes < 0 else ""
    return f"{sign}{abs(minutes) // 60}:{abs(minutes) % 60:02}"


def format_hours(minutes: int, language: str | None = None) -> str:
    """A duration in hours with up to two decimals and without unit: ``2,5`` for 150 minutes."""
    hours = (Decimal(minutes) / 60).quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
    exponent = hours.as_tuple().exponent
    return format_number(hours, language, decimals=max(0, -exponent) if isinstance(exponent, int) else 0)


def format_date(day: date, style: DateStyle = "list", language: str | None = None) -> str:
    """A day as ``24/11/2026`` (list), ``24 novembre 2026`` (date), ``martedì 24 novembre 2026`` (long),
    ``martedì 24 novembre`` (day) or ``24 nov`` (short)."""
    spoken = known(language)
    if style == "list":
        return f"{day.day:02}/{day.month:02}/{day.year:04}"
    if style == "short":
        return f"{day.day} {SHORT_MONTHS[spoken][day.month - 1]}"
    number = "1º" if spoken == "it" and day.day == 1 else str(day.day)
    name = f"{number} {MONTHS[spoken][day.month - 1]}"
    if style == "date":
        return f"{name} {day.year}"
    weekday = f"{DAYS[spoken][day.weekday()]} {name}"
    return weekday if style == "day" else f"{weekday} {day.year}"


def format_month(day: date, language: str | None = None) -> str:
    """The name of the month: ``novembre``."""
    return MONTHS[known(language)][day.month - 1]


def format_weekday(day: date, language: str | None = None, *, short: bool = False) -> str:
    """The name of the weekday: ``martedì`` or ``mar``."""
    return (SHORT_DAYS if short else DAYS)[known(language)][day.weekday()]


def format_time(moment: datetime) -> str:
    """The time of day on a 24-hour clock: ``09:30``."""
    return f"{moment:%H:%M}"
