"""What happens in a class game: drawn from its number, worked out by the calculators, the same for all groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from op_desktop.education.compound import growth
from op_desktop.education.games import Event, GameHead, GameKind, Market, Option
from op_desktop.education.inflation import real_value
from op_desktop.education.rounding import HUNDRED, to_cent
from op_desktop.education.savings import monthly_for

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Fate:
    """What a turn brings to everybody; ``event`` is the place of the event, rates are in per cent."""

    event: int
    inflation: Decimal = NOTHING
    fund: Decimal = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A group after a turn, in euro.

    ``paid`` is what the choice cost, ``hit`` what the event brought (below 0: took), ``spared`` that an earlier choice
    had warded it off, ``debt`` what has to be given back next week, ``real`` what the money buys in euro of the start.
    """

    money: Decimal
    paid: Decimal = NOTHING
    hit: Decimal = NOTHING
    spared: bool = False
    debt: Decimal = NOTHING
    joy: int = 0
    interest: Decimal = NOTHING
    real: Decimal = NOTHING

    @property
    def own(self) -> Decimal:
        """What belongs to the group."""
        return self.money - self.debt


def fates(head: GameHead, seed: int) -> tuple[Fate, ...]:
    """What each turn brings; the same game and number give the same on every computer, in any language."""
    # Numbers drawn by the bits of a generator of our own seed stay the same in every version of Python.
    dice = Random(f"{head.code}-{head.version}-{seed}")
    left = list(range(len(head.events)))
    found = []
    for turn in range(1, head.turns + 1):
        open_ones = [place for place in left if head.events[place].since <= turn]
        event = open_ones[int(dice.random() * len(open_ones))]
        left.remove(event)
        found.append(_fate(event, head.market, dice))
    return tuple(found)


def path(head: GameHead, drawn: Sequence[Fate], choices: Sequence[int]) -> tuple[Standing, ...]:
    """How a group fares with these choices, turn by turn; what is not chosen yet has not happened."""
    turns = zip(drawn, choices, strict=False)
    return _month(head, turns) if head.kind is GameKind.MONTH else _race(head, turns)


def score(head: GameHead, standing: Standing) -> Decimal:
    """What the groups are compared by: smiles, with the bonus for the goal, or what the savings buy."""
    if head.kind is GameKind.RACE:
        return standing.real
    return Decimal(standing.joy + (head.bonus if reached(head, standing) else 0))


def reached(head: GameHead, standing: Standing) -> bool:
    """Whether a family has what the goal costs."""
    return standing.own >= head.goal


def a_turn(head: GameHead) -> Decimal:
    """What had to be put aside each turn to reach the goal from nothing."""
    return monthly_for(Decimal(head.goal), head.turns, NOTHING)


def put_in(head: GameHead, drawn: Sequence[Fate]) -> Decimal:
    """What a race took from its savers until the end, events included: what lies there without any interest."""
    events = sum(head.events[fate.event].gain - head.events[fate.event].cost for fate in drawn)
    return Decimal(head.start + head.income * len(drawn) + events)


def buys(amount: Decimal, drawn: Sequence[Fate]) -> Decimal:
    """What an amount buys after these turns, in euro of the start, to the cent."""
    for fate in drawn:
        amount = real_value(amount, fate.inflation, 1)
    return to_cent(amount)


def _fate(event: int, market: Market | None, dice: Random) -> Fate:
    if market is None:
        return Fate(event)
    return Fate(
        event,
        _drawn(dice, market.inflation_low, market.inflation_high, market.step),
        _drawn(dice, -market.fund_loss, market.fund_gain, market.step),
    )


def _drawn(dice: Random, low: int, high: int, step: int) -> Decimal:
    return (low + step * int(dice.random() * ((high - low) // step + 1))) / HUNDRED


def _month(head: GameHead, turns: "zip[tuple[Fate, int]]") -> tuple[Standing, ...]:
    money, debt, joy, covered = Decimal(head.start), NOTHING, 0, set[str]()
    told = []
    for turn, (fate, choice) in enumerate(turns):
        option, event = head.rounds[turn].options[choice], head.events[fate.event]
        covered |= {option.covers}
        spared = event.code in covered
        hit = NOTHING if spared else Decimal(event.gain - event.cost)
        money += head.income - head.fixed - debt - option.cost + hit
        debt = max(NOTHING, -money)
        money += debt
        joy = max(0, joy + option.joy - (debt > 0))
        told.append(
            Standing(money=money, paid=Decimal(option.cost), hit=hit, spared=spared, debt=debt, joy=joy, real=money)
        )
    return tuple(told)


def _race(head: GameHead, turns: "zip[tuple[Fate, int]]") -> tuple[Standing, ...]:
    assert head.market is not None
    money, told, passed = Decimal(head.start), list[Standing](), list[Fate]()
    for fate, choice in turns:
        option, event = head.rounds[0].options[choice], head.events[fate.event]
        passed.append(fate)
        capital = money + head.income
        interest = _interest(capital, option, event, fate, head.market)
        hit = Decimal(event.gain - event.cost)
        money = capital + interest + hit
        told.append(Standing(money=money, hit=hit, interest=interest, real=buys(money, passed)))
    return tuple(told)


def _interest(capital: Decimal, option: Option, event: Event, fate: Fate, market: Market) -> Decimal:
    """Of a year, to the cent: who needs money at once takes it out of the deposit, which gives no interest then."""
    deposit = NOTHING if event.cost else market.deposit / HUNDRED
    earned = NOTHING
    for share, rate in ((option.deposit, deposit), (option.fund, fate.fund)):
        part = to_cent(capital * share / HUNDRED)
        if part:
            earned += growth(part, rate, 1).compound - part
    return earned
