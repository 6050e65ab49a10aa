"""A game that is being played: who has chosen what, and which scene the class sees; nothing of it is stored."""

from dataclasses import dataclass
from enum import StrEnum

from op_desktop.education.game_play import Standing, fates, path, score
from op_desktop.education.games import LEAST_GROUPS, MOST_GROUPS, Game, GameTexts


class SceneKind(StrEnum):
    """What the class sees."""

    COVER = "cover"
    RULES = "rules"
    CHOOSE = "choose"
    EVENT = "event"
    END = "end"
    SAME = "same"
    """What the same letter in every turn would have brought."""
    TALK = "talk"
    REMEMBER = "remember"


@dataclass(frozen=True, slots=True)
class Scene:
    """One scene; ``number`` is the turn or the question, from 0."""

    kind: SceneKind
    number: int = 0


class Match:
    """Groups that play; the scenes follow each other, and a turn waits until every group has chosen."""

    def __init__(self, game: Game, texts: GameTexts, seed: int, groups: int) -> None:
        """Raises ValueError for a number of groups that a game does not have."""
        if not LEAST_GROUPS <= groups <= MOST_GROUPS:
            raise ValueError(f"{groups} groups")
        self.game, self.head, self.texts, self.seed, self.groups = game, game.head, texts, seed, groups
        self.fates = fates(self.head, seed)
        self.choices: list[list[int | None]] = [[None] * self.head.turns for _group in range(groups)]
        turns = [Scene(kind, turn) for turn in range(self.head.turns) for kind in (SceneKind.CHOOSE, SceneKind.EVENT)]
        talk = [Scene(SceneKind.TALK, number) for number in range(len(texts.debrief))]
        self.scenes = (
            Scene(SceneKind.COVER), Scene(SceneKind.RULES), *turns, Scene(SceneKind.END), Scene(SceneKind.SAME), *talk,
            Scene(SceneKind.REMEMBER),
        )  # fmt: skip
        self.place = 0

    @property
    def scene(self) -> Scene:
        """What is in front."""
        return self.scenes[self.place]

    @property
    def missing(self) -> list[int]:
        """The groups that have not chosen in the turn in front."""
        if self.scene.kind is not SceneKind.CHOOSE:
            return []
        return [group for group in range(self.groups) if self.choices[group][self.scene.number] is None]

    @property
    def played(self) -> int:
        """How many turns are over."""
        return sum(scene.kind is SceneKind.EVENT for scene in self.scenes[: self.place + 1])

    @property
    def over(self) -> bool:
        """Whether every turn was played, whatever is in front."""
        return all(choice is not None for choices in self.choices for choice in choices)

    def forth(self) -> bool:
        """To the next scene; False where a group has not chosen, or at the end."""
        if self.missing or self.place + 1 == len(self.scenes):
            return False
        self.place += 1
        return True

    def back(self) -> None:
        """To the scene before."""
        self.place = max(0, self.place - 1)

    def choose(self, group: int, option: int | None) -> bool:
        """Note a group's choice in the turn in front, or take it back; False for an answer that is not there."""
        scene = self.scene
        options = self.head.rounds[self.head.round_of(scene.number)].options
        if scene.kind is not SceneKind.CHOOSE or (option is not None and not 0 <= option < len(options)):
            return False
        self.choices[group][scene.number] = option
        return True

    def path(self, group: int) -> tuple[Standing, ...]:
        """How a group has fared in the turns that are over."""
        chosen = [choice for choice in self.choices[group][: self.played] if choice is not None]
        return path(self.head, self.fates[: self.played], chosen)

    def last(self, group: int) -> Standing | None:
        """Where a group stands; None before the first turn is over."""
        told = self.path(group)
        return told[-1] if told else None

    def ranking(self) -> list[tuple[int, Standing]]:
        """The groups, the best first; equal ones by their number."""
        found = [(group, standing) for group in range(self.groups) if (standing := self.last(group)) is not None]
        return sorted(found, key=lambda each: (-score(self.head, each[1]), each[0]))

    def always(self, option: int) -> Standing | None:
        """Where a group would stand that had chosen the same letter in every turn that is over."""
        rounds = [self.head.rounds[self.head.round_of(turn)] for turn in range(self.played)]
        if not rounds or any(option >= len(each.options) for each in rounds):
            return None
        return path(self.head, self.fates[: self.played], [option] * self.played)[-1]
