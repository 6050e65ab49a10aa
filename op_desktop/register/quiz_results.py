"""What the two tests of a class say: its gain, and question by question what to look at again."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from op_desktop.domain.quiz import Phase, QuizItem, QuizMode
from op_desktop.domain.record import RecordId
from op_desktop.education.learning import LEAST_SHOWN, Learning, measure, paired
from op_desktop.education.learning_hands import HandsLearning, measure_hands
from op_desktop.education.learning_items import ItemAnalysis, ItemFlag, analyse, flags_of_share
from op_desktop.register.quiz_hands import MORE, Counted, HandsTest, read_hands
from op_desktop.register.quizzes import ClassTest, Sheet, read_test
from op_desktop.storage.reader import Reader

LOOK_AGAIN_BELOW = Fraction(1, 2)
"""A question that fewer than half answer well after the path is worth another look."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of those who were asked answered well."""

    right: int = 0
    asked: int = 0

    @property
    def part(self) -> Fraction | None:
        """The share; None under five pupils, for whom nothing is told."""
        return Fraction(self.right, self.asked) if self.asked >= LEAST_SHOWN else None

    def __add__(self, other: "Share") -> "Share":
        """Both together."""
        return Share(self.right + other.right, self.asked + other.asked)


@dataclass(frozen=True, slots=True)
class Shares:
    """The answers to something before and after the path."""

    before: Share
    after: Share

    @property
    def look_again(self) -> bool:
        """Whether fewer than half answered well after the path."""
        return self.after.part is not None and self.after.part < LOOK_AGAIN_BELOW


@dataclass(frozen=True, slots=True)
class Question:
    """A question over both forms and both tests."""

    code: str
    text: str
    area: str
    shares: Shares
    flags: tuple[ItemFlag, ...]


@dataclass(frozen=True, slots=True)
class Analysed:
    """The statistics of the questions of one form of one test; None of it under ten pupils."""

    phase: Phase
    forms: str
    codes: tuple[str, ...]
    analysis: ItemAnalysis | None


class Way(Enum):
    """How the two tests of a class were answered."""

    SHEETS = 1
    """Pupil by pupil, on paper or on a computer."""
    HANDS = 2
    DIFFERENT = 3
    """One so and the other so: not compared."""


@dataclass(frozen=True, slots=True)
class Means:
    """Right answers on average before and after, out of ``highest``."""

    before: float
    after: float
    highest: int


@dataclass(frozen=True, slots=True)
class ClassResult:
    """All that is told of a class: of the pupils with both tests, or of the questions with hands before and after."""

    learning: Learning | None
    only_before: int
    only_after: int
    questions: tuple[Question, ...]
    areas: dict[str, Shares]
    analyses: tuple[Analysed, ...]
    way: Way = Way.SHEETS
    hands: HandsLearning | None = None
    beyond: int = 0
    """Counts of these questions with more hands than pupils, before and after together."""

    @property
    def means(self) -> Means | None:
        """The means; None where they may not be told."""
        found = self.hands if self.way is Way.HANDS else self.learning
        if found is None or (isinstance(found, Learning) and not found.shown):
            return None
        return Means(float(found.before_mean), float(found.after_mean), found.highest)


def class_result(reader: Reader, class_id: RecordId) -> ClassResult:
    """The results of a class; without pupils who took both tests, or questions counted twice, they are empty."""
    first, second = (read_test(reader, class_id, phase) for phase in Phase)
    ways = {each.mode is QuizMode.HANDS for each in (first, second) if each is not None}
    if len(ways) > 1:
        return ClassResult(None, 0, 0, (), {}, (), Way.DIFFERENT)
    if True in ways:
        return _by_hands(*(read_hands(reader, class_id, phase) for phase in Phase))
    before, after = _taken(first), _taken(second)
    matched = paired(_scores(before), _scores(after))
    both = [id for id in before if id in after]
    kept = {Phase.PRE: [before[id] for id in both], Phase.POST: [after[id] for id in both]}
    highest = len(before[both[0]].signs) if both else 0
    analyses = tuple(each for phase, sheets in kept.items() for each in _analyses(phase, sheets))
    questions = tuple(_questions(kept, analyses)) if len(both) >= LEAST_SHOWN else ()
    return ClassResult(
        measure(matched.before, matched.after, highest), matched.only_before, matched.only_after,
        questions, _areas(questions), analyses,
    )  # fmt: skip


def _by_hands(before: HandsTest | None, after: HandsTest | None) -> ClassResult:
    """Only questions counted both times, of as many pupils as may be told."""
    told = [{each.item.id: each for each in test.questions if each.asked >= LEAST_SHOWN} if test is not None else {}
            for test in (before, after)]  # fmt: skip
    pairs = [(each, told[1][id]) for id, each in told[0].items() if id in told[1]]
    learning = measure_hands(
        [(each.right, each.asked) for each, _after in pairs], [(each.right, each.asked) for _before, each in pairs]
    )
    questions = tuple(_question(*pair) for pair in pairs)
    kept = [(test, pair[place]) for pair in pairs for place, test in enumerate((before, after)) if test is not None]
    beyond = sum(test.remark(each) in MORE for test, each in kept)
    return ClassResult(None, 0, 0, questions, _areas(questions), (), Way.HANDS, learning, beyond)


def _question(before: Counted, after: Counted) -> Question:
    """As with sheets, too easy is told by the first test and too hard by the second."""
    easy = ItemFlag.TOO_EASY in flags_of_share(before.right, before.asked)
    hard = ItemFlag.TOO_HARD in flags_of_share(after.right, after.asked)
    flags = (*[ItemFlag.TOO_HARD] * hard, *[ItemFlag.TOO_EASY] * easy)
    shares = Shares(Share(before.right, before.asked), Share(after.right, after.asked))
    item = before.item
    return Question(item.code, item.text, item.area, shares, flags)


def _taken(test: ClassTest | None) -> dict[RecordId, Sheet]:
    return {sheet.enrolment_id: sheet for sheet in test.sheets if sheet.taken} if test is not None else {}


def _scores(taken: Mapping[RecordId, Sheet]) -> dict[Hashable, int]:
    return {id: sheet.right for id, sheet in taken.items()}


def _analyses(phase: Phase, sheets: list[Sheet]) -> Iterable[Analysed]:
    """Forms that ask the same questions are one test."""
    groups: dict[tuple[str, ...], list[Sheet]] = {}
    for sheet in sheets:
        groups.setdefault(tuple(sorted(item.code for item in sheet.asked.items)), []).append(sheet)
    for group in sorted(groups.values(), key=lambda each: min(sheet.asked.form for sheet in each)):
        codes = tuple(item.code for item in group[0].asked.items)
        forms = "".join(sorted({sheet.asked.form for sheet in group}))
        rows = [[dict(_marked(sheet))[code] for code in codes] for sheet in group]
        yield Analysed(phase, forms, codes, analyse(rows))


def _marked(sheet: Sheet) -> Iterable[tuple[str, int]]:
    return ((item.code, mark) for item, mark in zip(sheet.asked.items, sheet.marks, strict=True))


def _questions(kept: dict[Phase, list[Sheet]], analyses: tuple[Analysed, ...]) -> Iterable[Question]:
    items: dict[str, QuizItem] = {}
    counts: dict[tuple[str, Phase], Share] = {}
    for phase, sheets in kept.items():
        for sheet in sorted(sheets, key=lambda each: each.asked.form):
            items.update({item.code: item for item in sheet.asked.items if item.code not in items})
            for code, mark in _marked(sheet):
                counts[code, phase] = counts.get((code, phase), Share()) + Share(mark, 1)
    for code, item in items.items():
        shares = Shares(counts.get((code, Phase.PRE), Share()), counts.get((code, Phase.POST), Share()))
        yield Question(code, item.text, item.area, shares, _flags(code, analyses))


def _flags(code: str, analyses: tuple[Analysed, ...]) -> tuple[ItemFlag, ...]:
    """What to say of a question: too easy is told by the first test, all else by the second.

    After a good path everybody is right, and then a question can no longer tell strong from weak pupils.
    """
    found: set[ItemFlag] = set()
    for each in analyses:
        if each.analysis is None or code not in each.codes:
            continue
        flags = set(each.analysis.items[each.codes.index(code)].flags)
        if each.phase is Phase.PRE:
            found |= flags & {ItemFlag.TOO_EASY}
        elif ItemFlag.TOO_EASY not in flags:
            found |= flags
    if ItemFlag.CHECK_KEY in found:
        found.discard(ItemFlag.WEAK)
    return tuple(flag for flag in ItemFlag if flag in found)


def _areas(questions: tuple[Question, ...]) -> dict[str, Shares]:
    found: dict[str, Shares] = {}
    for each in questions:
        sum_ = found.get(each.area, Shares(Share(), Share()))
        found[each.area] = Shares(sum_.before + each.shares.before, sum_.after + each.shares.after)
    return found
