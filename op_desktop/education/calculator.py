"""What a calculator is: its questions, its inputs with their limits, and the function that answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from op_desktop.education.explanation import Amount, Outcome, Unit
from op_desktop.errors import UserError
from op_desktop.language import N_, _

Numbers = Mapping[str, Decimal]


class InputOutOfRange(UserError):
    """A number beyond what the calculator is made for."""

    title = N_("{name}: write a number from {low} to {high}.")
    advice = N_("{value} is outside.")


class InputNotWhole(UserError):
    """Half a month."""

    title = N_("{name}: write a whole number.")
    advice = N_("{value} has decimals.")


class InputMissing(UserError):
    """A number without which nothing can be computed."""

    title = N_("{name} is missing.")
    advice = N_("Write a number from {low} to {high}.")


@dataclass(frozen=True, slots=True)
class Input:
    """One number that a calculator asks for.

    ``low`` and ``high`` are what is accepted, ``slide`` how far and in which steps the slider moves; ``absent`` is
    what a missing number means where it may be missing.
    """

    key: str
    name: str
    unit: Unit
    start: Decimal
    low: Decimal
    high: Decimal
    slide: tuple[Decimal, Decimal, Decimal]
    absent: Decimal | None = None

    @property
    def whole(self) -> bool:
        """Months, times and calendar years have no decimals."""
        return self.unit in (Unit.MONTHS, Unit.YEARS, Unit.TIMES, Unit.COUNT, Unit.CALENDAR_YEAR)

    def check(self, value: Decimal) -> Decimal:
        """The value, if this input takes it; raises InputOutOfRange or InputNotWhole."""
        if not self.low <= value <= self.high:
            raise InputOutOfRange(
                name=_(self.name), low=self.say(self.low), high=self.say(self.high), value=self.say(value)
            )
        if self.whole and value != value.to_integral_value():
            raise InputNotWhole(name=_(self.name), value=Amount(value).say())
        return value

    def say(self, value: Decimal) -> str:
        """A value of this input in words."""
        return Amount(value, self.unit).say()


@dataclass(frozen=True, slots=True)
class Case:
    """One question of a calculator; ``compute`` takes a number for each of at most five inputs."""

    key: str
    name: str
    inputs: tuple[Input, ...]
    compute: Callable[[Numbers], Outcome]

    @property
    def start(self) -> dict[str, Decimal]:
        """The numbers that stand there at first."""
        return {each.key: each.start for each in self.inputs}

    def answer(self, numbers: Numbers) -> Outcome:
        """Check the numbers and compute; raises a UserError that names the input to mend."""
        checked = {}
        for each in self.inputs:
            value = numbers.get(each.key, each.absent)
            if value is None:
                raise InputMissing(name=_(each.name), low=each.say(each.low), high=each.say(each.high))
            checked[each.key] = each.check(value)
        return self.compute(checked)


@dataclass(frozen=True, slots=True)
class Calculator:
    """A calculator with one question, or a few that belong together."""

    key: str
    title: str
    purpose: str
    """What it is good for, one sentence."""
    icon: str
    cases: tuple[Case, ...]

    def case(self, key: str) -> Case:
        """The question of this key; one that is not there is a defect (KeyError)."""
        return {each.key: each for each in self.cases}[key]


def money_input(
    key: str,
    name: str,
    start: int,
    high: int,
    slide: tuple[int, int, int],
    *,
    low: str = "0",
    absent: int | None = None,
) -> Input:
    """An input in euro."""
    return _input(key, name, Unit.EURO, start, Decimal(low), high, slide, absent)


def rate_input(
    key: str,
    name: str,
    start: str,
    high: int,
    slide: tuple[str, str, str],
    *,
    low: str = "0",
    absent: int | None = None,
) -> Input:
    """An input in per cent."""
    return _input(key, name, Unit.PERCENT, start, Decimal(low), high, slide, absent)


def whole_input(
    key: str, name: str, unit: Unit, start: int, high: int, slide: tuple[int, int, int], *, low: int = 1,
    absent: int | None = None,
) -> Input:  # fmt: skip
    """An input that counts."""
    return _input(key, name, unit, start, Decimal(low), high, slide, absent)


def _input(
    key: str, name: str, unit: Unit, start: int | str, low: Decimal, high: int,
    slide: tuple[int | str, int | str, int | str], absent: int | None,
) -> Input:  # fmt: skip
    first, last, step = (Decimal(part) for part in slide)
    missing = None if absent is None else Decimal(absent)
    return Input(key, name, unit, Decimal(start), low, Decimal(high), (first, last, step), missing)
