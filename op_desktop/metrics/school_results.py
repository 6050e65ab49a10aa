"""What financial education has brought in a period, module by module, each number from the rows of its metric."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from op_desktop.domain.quiz import Module, QuizHands
from op_desktop.domain.school import Level
from op_desktop.metrics.definitions import METRIC_OF
from op_desktop.metrics.engine import Figure, Row, compute_all, listing
from op_desktop.metrics.scope import Scope
from op_desktop.storage.reader import Reader

CLASSES, PUPILS, HOURS, BEFORE, AFTER = (METRIC_OF[id] for id in ("M11", "M12", "F01", "F02", "F03"))


@dataclass(frozen=True, slots=True)
class Answers:
    """Right answers out of those asked, of groups of five pupils or more."""

    right: int
    asked: int

    @property
    def share(self) -> Fraction | None:
        """The part that was right; None where nothing may be told."""
        return Fraction(self.right, self.asked) if self.asked else None

    @classmethod
    def of(cls, rows: Iterable[Row]) -> "Answers":
        """The answers of these rows together."""
        found = list(rows)
        return cls(sum(row.weight or 0 for row in found), sum(row.base for row in found))


@dataclass(frozen=True, slots=True)
class Learned:
    """The same questions before and after."""

    before: Answers
    after: Answers

    @property
    def gain(self) -> Fraction | None:
        """Of what was still to learn, the part that was learned (Hake); None where it cannot be computed."""
        before, after = self.before.share, self.after.share
        return None if before is None or after is None or before == 1 else (after - before) / (1 - before)


@dataclass(frozen=True, slots=True)
class ModuleResult:
    """A module: in how many classes it was taught, how long, and what these classes learned of its subjects."""

    code: str
    title: str
    classes: int
    lessons: int
    minutes: int
    learned: Learned


@dataclass(frozen=True, slots=True)
class SchoolResults:
    """A period: the whole, and each module that was taught in it."""

    scope: Scope
    figures: dict[str, Figure]
    modules: tuple[ModuleResult, ...]
    learned: Learned
    tested_classes: int
    lessons: tuple[Row, ...]
    before: tuple[Row, ...]
    after: tuple[Row, ...]


def school_results(reader: Reader, scope: Scope) -> SchoolResults:
    """Everything that is told of a period."""
    (figures,) = compute_all(reader, [scope], metrics=(CLASSES, PUPILS, HOURS, BEFORE, AFTER))
    lessons, before, after = (tuple(listing(reader, metric, scope)) for metric in (HOURS, BEFORE, AFTER))
    learned = Learned(Answers.of(before), Answers.of(after))
    tested = {row.key for row in before} & {row.key for row in after}
    modules = tuple(_module(module, lessons, before, after) for module in _taught(reader, lessons))
    return SchoolResults(scope, figures, modules, learned, len(tested), lessons, before, after)


def is_by_hands(row: Row) -> bool:
    """Whether a row was counted by show of hands."""
    return row.entity.startswith(QuizHands.entity)


def _taught(reader: Reader, lessons: Sequence[Row]) -> list[Module]:
    """The modules of these lessons in the order of the paths, of each the newest version."""
    codes, order = {row.what for row in lessons}, tuple(Level)
    newest = {each.code: each for each in sorted(reader.all(Module), key=lambda each: each.version)}
    found = [each for code, each in newest.items() if code in codes]
    return sorted(found, key=lambda each: (order.index(each.level), each.code))


def _module(module: Module, lessons: Sequence[Row], before: Sequence[Row], after: Sequence[Row]) -> ModuleResult:
    own = [row for row in lessons if row.what == module.code]
    classes, areas = {row.activity_id for row in own}, set(module.area.split(","))

    def asked(rows: Sequence[Row]) -> Answers:
        return Answers.of(row for row in rows if row.activity_id in classes and row.what in areas)

    minutes = sum(row.weight or 0 for row in own)
    learned = Learned(asked(before), asked(after))
    return ModuleResult(module.code, module.title, len({row.key for row in own}), len(own), minutes, learned)
