"""Days on which schools are closed: they warn and a series passes them by; they never forbid."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from op_desktop.domain.date_words import MONTHS
from op_desktop.language import N_, _

_ORDINALS = {"prima": 0, "seconda": 1, "terza": 2, "quarta": 3}
_SUNDAY = 6
_FIXED = re.compile(r"([0-9]{1,2})º? ([a-z]+)")
_COUNTED = re.compile(r"([a-z]+) domenica di ([a-z]+)")

PATRON = N_("patron saint of {town}")
CHRISTMAS, CARNIVAL, EASTER = N_("Christmas holidays"), N_("Carnival holidays"), N_("Easter holidays")
OUT_OF_TERM = N_("no school: lessons go from {first} to {last}")
NATIONAL: Mapping[str, str] = {
    "Capodanno": N_("New Year’s Day"),
    "Epifania": N_("Epiphany"),
    "Pasqua": N_("Easter"),
    "Lunedì dell’Angelo": N_("Easter Monday"),
    "Anniversario della Liberazione": N_("Liberation Day"),
    "Festa del Lavoro": N_("Labour Day"),
    "Festa della Repubblica": N_("Republic Day"),
    "Assunzione (Ferragosto)": N_("Assumption (Ferragosto)"),
    "San Francesco d’Assisi (L. 151/2025)": N_("Saint Francis"),
    "Ognissanti": N_("All Saints’ Day"),
    "Immacolata Concezione": N_("Immaculate Conception"),
    "Natale": N_("Christmas"),
    "Santo Stefano": N_("Saint Stephen’s Day"),
}
"""The national days off by their name in the reference file."""


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """Why schools are closed on a day."""

    name: str
    """Marked with ``N_``; may have fields."""
    facts: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return _(self.name).format(**dict(self.facts))


@dataclass(frozen=True, slots=True)
class ClosedSpan:
    """Days on which schools are closed, both ends included."""

    first: date
    last: date
    name: str


@dataclass(frozen=True, slots=True)
class PatronFeast:
    """The day of a town's patron saint, as people say it: ``8 maggio``, ``prima domenica di settembre``."""

    town: str
    words: str

    def on(self, year: int) -> date | None:
        """Its day in a year; None where the words say none."""
        return feast(self.words, year)


@dataclass(frozen=True, slots=True)
class HolidayCalendar:
    """The days off that are known: national days, the breaks of the schools, the patron saints of the towns.

    A year that it does not know has no days off: nothing is said rather than guessed.
    """

    days: Mapping[date, str] = field(default_factory=dict)
    """National days off by their name."""
    spans: tuple[ClosedSpan, ...] = ()
    terms: tuple[tuple[date, date, date, date], ...] = ()
    """Of each school year: its first and last day, and the first and last day of lessons."""
    patrons: Mapping[str, PatronFeast] = field(default_factory=dict)
    """By the ISTAT code of the town."""

    def public(self, day: date) -> ClosedDay | None:
        """Why nobody works on a day, schools or not; None where nothing says so."""
        return ClosedDay(self.days[day]) if day in self.days else None

    def closed(self, day: date, town: str = "") -> ClosedDay | None:
        """Why schools of a town (its ISTAT code) are closed on a day; None where nothing says so."""
        if day in self.days:
            return ClosedDay(self.days[day])
        patron = self.patrons.get(town)
        if patron is not None and patron.on(day.year) == day:
            return ClosedDay(PATRON, (("town", patron.town),))
        for span in self.spans:
            if span.first <= day <= span.last:
                return ClosedDay(span.name)
        for first, last, starts, ends in self.terms:
            if first <= day <= last and not starts <= day <= ends:
                facts = (("first", f"{starts.day}/{starts.month}"), ("last", f"{ends.day}/{ends.month}"))
                return ClosedDay(OUT_OF_TERM, facts)
        return None


NO_HOLIDAYS = HolidayCalendar()


def feast(words: str, year: int) -> date | None:
    """The day that ``29 giugno`` or ``seconda domenica di settembre`` is in a year; None for other words."""
    if found := _FIXED.fullmatch(words):
        month = _month(found[2])
        return date(year, month, int(found[1])) if month else None
    found = _COUNTED.fullmatch(words)
    if found is None or found[1] not in _ORDINALS or not (month := _month(found[2])):
        return None
    first = date(year, month, 1)
    return first + timedelta(days=(_SUNDAY - first.weekday()) % 7 + 7 * _ORDINALS[found[1]])


def national_days(rows: Iterable[Mapping[str, str]]) -> dict[date, str]:
    """The days off of the reference file (``date``, ``name_it``); a name that is not known stays as it is written."""
    return {date.fromisoformat(row["date"]): NATIONAL.get(row["name_it"], row["name_it"]) for row in rows}


def _month(word: str) -> int:
    names = MONTHS["it"]
    return names.index(word) + 1 if word in names else 0
