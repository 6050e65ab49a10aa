"""The figures of a class game in words: what a choice costs, what a turn brought, how the groups stand."""

from collections.abc import Sequence
from decimal import Decimal

from op_desktop.domain.formats import format_number, format_percent
from op_desktop.education.explanation import Amount, Unit, euro
from op_desktop.education.game_match import Match
from op_desktop.education.game_play import NOTHING, Fate, Standing, a_turn, buys, put_in, reached, score
from op_desktop.education.games import GameHead, GameKind, Market, Option
from op_desktop.education.rounding import HUNDRED
from op_desktop.language import _, ngettext

Table = list[tuple[str, ...]]
"""Rows of cells."""


def turn_name(head: GameHead, turn: int) -> str:
    """Which turn this is, counted from 0: a week of a month or a year of a race."""
    words = _("Week {n} of {of}") if head.kind is GameKind.MONTH else _("Year {n} of {of}")
    return words.format(n=turn + 1, of=head.turns)


def group_name(group: int) -> str:
    """How a group is called, counted from 0; never by anybody's name."""
    return _("Group {n}").format(n=group + 1)


def smiles(count: int) -> str:
    """Smiles, counted."""
    return ngettext("{n} smile", "{n} smiles", count).format(n=count)


def option_words(head: GameHead, option: Option) -> str:
    """What a choice costs and brings."""
    if head.market is not None:
        return _rates(option, head.market)
    cost = euro(Decimal(option.cost)).say() if option.cost else _("costs nothing")
    return f"{cost} · {smiles(option.joy)}"


def facts(head: GameHead, fate: Fate) -> Table:
    """What a turn brought to everybody."""
    event = head.events[fate.event]
    change = signed(Decimal(event.gain - event.cost))
    if head.market is None:
        rows: Table = [(_("Each family"), change)]
        if any(event.code == option.covers for each in head.rounds for option in each.options):
            rows.append((_("Who had taken care of it"), signed(NOTHING)))
        return rows
    deposit = NOTHING if event.cost else head.market.deposit / HUNDRED
    return [
        (_("Each group"), change),
        (_("Prices"), _rate(fate.inflation)),
        (_("Fixed deposit"), _rate(deposit)),
        (_("Fund"), _rate(fate.fund)),
    ]


def budget(head: GameHead) -> Table:
    """What the groups begin with and what comes in, before they choose."""
    rows = [(_("At the start"), euro(Decimal(head.start)).say())]
    if head.kind is GameKind.RACE:
        return [*rows, (_("Added every year"), euro(Decimal(head.income)).say())]
    left = euro(Decimal(head.income - head.fixed)).say()
    told = [
        (_("Pay, every week"), signed(Decimal(head.income))),
        (_("Home, food and power, every week"), signed(Decimal(-head.fixed))),
        (_("Left to choose with"), left),
    ]
    trip = _("{price}: {bonus} more").format(price=euro(Decimal(head.goal)).say(), bonus=smiles(head.bonus))
    return [*rows, *told, (_("The trip at the end"), trip)]


def standing_words(head: GameHead, standing: Standing) -> tuple[str, str]:
    """Where a group stands: its money, and what goes with it."""
    money = euro(standing.own).say()
    if head.kind is GameKind.RACE:
        return money, _("buys like {amount}").format(amount=euro(standing.real).say())
    return money, smiles(standing.joy)


def ranking(match: Match) -> Table:
    """The groups, the best first, under their heads."""
    head = match.head
    if head.kind is GameKind.RACE:
        rows: Table = [(_("Group"), _("Euros in hand"), _("In euros of the start"))]
        return rows + [
            (group_name(group), euro(each.money, 2).say(), euro(each.real, 2).say()) for group, each in match.ranking()
        ]
    heads: Table = [(_("Group"), _("Money"), _("Trip"), _("Smiles"))]
    return heads + [
        (
            group_name(group),
            euro(each.own).say(),
            _("yes") if reached(head, each) else _("no"),
            _points(head, each),
        )
        for group, each in match.ranking()
    ]


def same_letter(match: Match) -> Table:
    """What always the same letter would have brought, under its heads."""
    head = match.head
    race = head.kind is GameKind.RACE
    rows: Table = [(_("Always"), _("Euros in hand"), _("In euros of the start")) if race
                   else (_("Always"), _("Money"), _("Smiles"))]  # fmt: skip
    for place, letter in enumerate("ABCD"):
        standing = match.always(place)
        if standing is None:
            continue
        if race:
            name = f"{letter} · {match.texts.rounds[0].options[place]}"
            rows.append((name, euro(standing.money, 2).say(), euro(standing.real, 2).say()))
        else:
            rows.append((letter, euro(standing.own).say(), _points(head, standing)))
    return rows


def lesson_of(match: Match) -> str:
    """The one sum worth taking home, with the figures of this game."""
    head, played = match.head, match.fates[: match.played]
    if head.kind is GameKind.MONTH:
        return _("For a trip of {goal} each week {amount} had to be put aside.").format(
            goal=euro(Decimal(head.goal)).say(), amount=euro(a_turn(head), 2).say()
        )
    total = put_in(head, played)
    return _("Without interest there would be {total}: after {n} they buy like {real} at the start.").format(
        total=euro(total, 2).say(), n=Amount(Decimal(len(played)), Unit.YEARS).say(),
        real=euro(buys(total, played), 2).say(),
    )  # fmt: skip


def signed(amount: Decimal) -> str:
    """Euro with their sign."""
    return f"{'+' if amount > 0 else ''}{euro(amount).say()}"


def pillars(match: Match) -> Sequence[tuple[str, Decimal]]:
    """What the groups are compared by, in their order."""
    return [
        (group_name(group), score(match.head, standing))
        for group in range(match.groups)
        if (standing := match.last(group)) is not None
    ]


def _points(head: GameHead, standing: Standing) -> str:
    return format_number(score(head, standing))


def _rates(option: Option, market: Market) -> str:
    parts = []
    if option.cash:
        parts.append(_("no interest, always ready"))
    if option.deposit:
        parts.append(_("{rate}, if nothing is needed").format(rate=_rate(market.deposit / HUNDRED)))
    if option.fund:
        low, high = _rate(-market.fund_loss / HUNDRED), _rate(market.fund_gain / HUNDRED)
        parts.append(_("from {low} to {high}").format(low=low, high=high))
    return " · ".join(parts)


def _rate(rate: Decimal) -> str:
    return format_percent(rate, signed=True)
