"""What a calculator answers: figures, the formula in words, the steps and a series, sayable in any language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from op_desktop.domain.formats import format_money, format_number, format_percent, known
from op_desktop.education.rounding import half_up
from op_desktop.language import N_, said

MOST_DECIMALS = 6
_COUNTED = {
    "months": (N_("{n} month"), N_("{n} months")),
    "years": (N_("{n} year"), N_("{n} years")),
    "times": (N_("{n} time"), N_("{n} times")),
}


class Unit(StrEnum):
    """What a number counts."""

    EURO = "euro"
    PERCENT = "percent"
    MONTHS = "months"
    YEARS = "years"
    TIMES = "times"
    NUMBER = "number"
    COUNT = "count"
    """A whole number of things that the text around it names."""
    CALENDAR_YEAR = "calendar_year"
    """Written without a point: 2026."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit; ``decimals`` are as many as it needs (at most six) unless given."""

    value: Decimal
    unit: Unit = Unit.NUMBER
    decimals: int | None = None

    def say(self, language: str | None = None) -> str:
        """The number as people write it: ``1.234,50 €``, ``9,38 %``, ``24 mesi``."""
        if self.unit is Unit.CALENDAR_YEAR:
            return str(int(self.value))
        decimals = self._shown_decimals()
        if self.unit is Unit.EURO and decimals <= 2:
            return format_money(int(half_up(self.value, 2) * 100), language, cents_shown=self.decimals == 2 or None)
        if self.unit is Unit.EURO:
            return f"{format_number(self.value, language, decimals=decimals)} €".replace(" ", "\u00a0")
        if self.unit is Unit.PERCENT:
            return format_percent(self.value, language, decimals=decimals)
        number = format_number(self.value, language, decimals=decimals)
        if self.unit in (Unit.NUMBER, Unit.COUNT):
            return number
        one, many = _COUNTED[self.unit.value]
        return said(one if self.value == 1 else many, known(language)).format(n=number)

    def _shown_decimals(self) -> int:
        if self.decimals is not None:
            return self.decimals
        exponent = half_up(self.value, MOST_DECIMALS).normalize().as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0


def euro(value: Decimal, decimals: int | None = None) -> Amount:
    """An amount of money."""
    return Amount(value, Unit.EURO, decimals)


def percent(value: Decimal, decimals: int | None = None) -> Amount:
    """A rate or share, already in per cent."""
    return Amount(value, Unit.PERCENT, decimals)


def months(value: int) -> Amount:
    """A number of months."""
    return Amount(Decimal(value), Unit.MONTHS)


def years(value: Decimal, decimals: int | None = None) -> Amount:
    """A number of years."""
    return Amount(value, Unit.YEARS, decimals)


def number(value: Decimal | int, decimals: int | None = None) -> Amount:
    """A bare number."""
    return Amount(Decimal(value), Unit.NUMBER, decimals)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text marked with ``N_`` and the amounts it names."""

    text: str
    facts: Mapping[str, Amount] = field(default_factory=dict)

    def say(self, language: str | None = None) -> str:
        """The sentence in this language (None: the reader's), filled in."""
        return said(self.text, language).format(**{name: fact.say(language) for name, fact in self.facts.items()})


def tell(text: str, **facts: Amount) -> Sentence:
    """A sentence with its amounts."""
    return Sentence(text, facts)


@dataclass(frozen=True, slots=True)
class Figure:
    """One result: a stable key for files, its name (marked with ``N_``), its amount."""

    key: str
    name: str
    amount: Amount


@dataclass(frozen=True, slots=True)
class Line:
    """One series over the x values of its chart."""

    name: str
    values: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class LineChart:
    """How amounts grow or shrink over time; ``unit`` of the y values, ``x_unit`` of the x values."""

    xs: tuple[int, ...]
    x_unit: Unit
    lines: tuple[Line, ...]
    unit: Unit = Unit.EURO


@dataclass(frozen=True, slots=True)
class ColumnChart:
    """A few amounts side by side, with limits drawn across where there are any."""

    columns: tuple[Figure, ...]
    limits: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of amounts, such as a repayment schedule; ``columns`` are stable keys, ``heads`` marked with ``N_``."""

    key: str
    columns: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[Amount, ...], ...]


class Verdict(StrEnum):
    """How to read the main figure, where there is a rule for it."""

    FINE = "fine"
    CARE = "care"
    HEAVY = "heavy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Everything a calculator says about one set of inputs."""

    main: Figure
    others: tuple[Figure, ...] = ()
    formula: Sentence
    """The rule in words."""
    steps: tuple[Sentence, ...]
    """The rule with these numbers, one step a sentence."""
    notes: tuple[Sentence, ...] = ()
    chart: LineChart | ColumnChart
    table: Table | None = None
    verdict: Verdict | None = None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All results, the main one first."""
        return self.main, *self.others
