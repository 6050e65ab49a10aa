"""What must be true of a game beyond its fields: words without figures, turns that can be played to their end."""

import re

from op_desktop.education.content_checks import CODE, texts_of
from op_desktop.education.content_fields import Spot
from op_desktop.education.games import Game, GameHead, GameKind, GameTexts
from op_desktop.language import _

MINUTES = range(5, 61)
MOST_TURNS = 12
OPTIONS = (3, 4)
LONGEST_LINE, LONGEST_OPTION = 72, 34
"""Of what is projected: letters that are read from the last row."""
_FIGURE = re.compile(r"\d")


def check_game(game: Game, folder: str, spot: Spot) -> None:
    """Refuse a game whose rules contradict themselves or whose texts do not belong to them."""
    head, place = game.head, Spot(spot.pack, f"{spot.file}/game.toml")
    if head.code != folder or not CODE.fullmatch(head.code):
        place.inside("code").refuse(_("the code is not the folder’s name"), _("Write “{name}”.").format(name=folder))
    if head.minutes not in MINUTES or not 1 <= head.turns <= MOST_TURNS or not head.areas or not head.levels:
        place.refuse(
            _("it needs levels, areas, 5 to 60 minutes and 1 to 12 turns"), _("Correct the numbers of the game.")
        )
    _check_rounds(head, place)
    _check_events(head, place)
    for language, texts in game.texts.items():
        _check_texts(head, texts, Spot(spot.pack, f"{spot.file}/{language}.toml"))


def _check_rounds(head: GameHead, spot: Spot) -> None:
    month = head.kind is GameKind.MONTH
    wanted = head.turns if month else 1
    if len(head.rounds) != wanted or any(len(each.options) not in OPTIONS for each in head.rounds):
        spot.inside("rounds").refuse(
            _("there must be {n} rounds with 3 or 4 options").format(n=wanted), _("Correct the rounds.")
        )
    codes = {"", *(event.code for event in head.events)}
    for option in (option for each in head.rounds for option in each.options):
        if option.covers not in codes:
            spot.inside("rounds").refuse(
                _("there is no event “{value}”").format(value=option.covers), _("Correct its code.")
            )
        if not month and option.cash + option.deposit + option.fund != 100:
            spot.inside("rounds").refuse(_("the shares of an option do not make 100"), _("Correct the shares."))


def _check_events(head: GameHead, spot: Spot) -> None:
    for turn in range(1, head.turns + 1):
        if sum(event.since <= turn for event in head.events) < turn:
            spot.inside("events").refuse(
                _("there are too few events for turn {n}").format(n=turn), _("Add events, or let them come earlier.")
            )
    if (head.market is None) is (head.kind is GameKind.RACE) or (head.market and not head.market.step):
        spot.inside("market").refuse(_("a race needs a market, a month has none"), _("Add it, or take it out."))
    if head.market is not None and _worst(head, head.market.fund_loss) < 0:
        spot.inside("events").refuse(
            _("with bad luck a group ends below zero"), _("Make the events cheaper or the income larger.")
        )


def _worst(head: GameHead, loss: int) -> float:
    """What is left in the worst year of a group that always has the dearest event and the deepest fall."""
    dearest, money, least = max(event.cost for event in head.events), float(head.start), float(head.start)
    for _turn in range(head.turns):
        money = (money + head.income) * (1 - loss / 10_000) - dearest
        least = min(least, money)
    return least


def _check_texts(head: GameHead, texts: GameTexts, spot: Spot) -> None:
    options = [len(each.options) for each in head.rounds]
    if [len(each.options) for each in texts.rounds] != options or len(texts.events) != len(head.events):
        spot.refuse(_("it has other rounds or events than game.toml"), _("Give both the same parts."))
    if sum(step.minutes for step in texts.steps) != head.minutes:
        spot.inside("steps").refuse(
            _("the steps do not make {n} minutes").format(n=head.minutes), _("Correct the minutes of the steps.")
        )
    if not (texts.story and texts.rules and texts.debrief and texts.remember):
        spot.refuse(_("there is no text"), _("Write story, rules, debrief and remember."))
    for text in texts_of(texts):
        if _FIGURE.search(text):
            spot.refuse(
                _("“{value}” holds a figure").format(value=text[:40]),
                _("Figures stand in game.toml alone: take it out."),
            )
    shown = (texts.question, *texts.story, *texts.rules, *texts.events, *texts.debrief, *texts.remember,
             *(each.title for each in texts.rounds))  # fmt: skip
    answers = [option for each in texts.rounds for option in each.options]
    if max(map(len, shown)) > LONGEST_LINE or max(map(len, answers)) > LONGEST_OPTION:
        spot.refuse(
            _("a line is too long to be read from the last row"),
            _("At most {n} letters, and {m} in an answer.").format(n=LONGEST_LINE, m=LONGEST_OPTION),
        )
