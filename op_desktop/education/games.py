"""A class game as the files of a pack describe it: its rules in numbers, its words apart from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from op_desktop.domain.competence import SubArea
from op_desktop.domain.school import Level
from op_desktop.education.plans import Step, Title

LEAST_GROUPS, MOST_GROUPS = 2, 5
MOST_SEEDS = 9999


class GameKind(StrEnum):
    """How a game is played."""

    MONTH = "month"
    """A family's money from week to week: what is chosen costs money and brings smiles."""
    RACE = "race"
    """Savings from year to year: what is chosen is where they are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """What a group may choose: in a month its cost, its smiles and the event it wards off, in a race its shares."""

    cost: int = 0
    joy: int = 0
    covers: str = ""
    cash: int = 0
    """Per cent, as the two that follow."""
    deposit: int = 0
    fund: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A question put to the groups."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What may happen to everybody, from the turn ``since`` on, in whole euro."""

    code: str
    cost: int = 0
    gain: int = 0
    since: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """The rates of a race in hundredths of a per cent a year; inflation and fund are drawn in these steps."""

    deposit: int
    inflation_low: int
    inflation_high: int
    fund_loss: int
    """How far the fund may fall."""
    fund_gain: int
    step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GameHead:
    """The rules of a game: ``game.toml``. Money in whole euro, ``turns`` are weeks of a month or years of a race.

    A month has a round for each turn, a race one round that is put anew every year. ``goal`` is what a family needs
    at the end for ``bonus`` more smiles.
    """

    code: str
    version: int
    kind: GameKind
    levels: tuple[Level, ...]
    minutes: int
    areas: tuple[SubArea, ...]
    title: Title
    turns: int
    start: int
    income: int
    fixed: int = 0
    goal: int = 0
    bonus: int = 0
    market: Market | None = None
    rounds: tuple[Round, ...]
    events: tuple[Event, ...]

    def round_of(self, turn: int) -> int:
        """Which round is put in a turn, both from 0."""
        return turn if self.kind is GameKind.MONTH else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundTexts:
    """A question and its answers, in words."""

    title: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GameTexts:
    """Everything that is said and shown of a game in one language; figures stand in the rules alone."""

    question: str
    story: tuple[str, ...]
    rules: tuple[str, ...]
    materials: tuple[str, ...]
    steps: tuple[Step, ...]
    rounds: tuple[RoundTexts, ...]
    events: tuple[str, ...]
    """One for each event of the rules, in their order."""
    debrief: tuple[str, ...]
    """Questions for the talk afterwards."""
    remember: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Game:
    """A game with its texts by language; Italian is always there."""

    head: GameHead
    texts: Mapping[str, GameTexts]

    def read_in(self, language: str) -> GameTexts:
        """The texts for a reader of this language, Italian where it is not translated."""
        return self.texts.get(language, self.texts["it"])
