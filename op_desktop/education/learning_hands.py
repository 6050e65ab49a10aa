"""How much a class has learned where only hands were counted: the gain of the means, nothing of single pupils."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from op_desktop.education.learning import LEAST_SHOWN, GainBand, band_of, gain_of_means

Count = tuple[int, int]
"""Right answers, and of how many pupils."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandsLearning:
    """What the hands before and after say of a class.

    A mean is the sum of the shares right, question by question: exactly the mean score of a class of which everybody
    answered everything. Who raised which hand nobody knows, so that spread, effect, normalised change and reliability
    cannot be computed.
    """

    pupils_before: int
    """The fewest who were asked any of the questions: never more than there were."""
    pupils_after: int
    highest: int
    """The questions counted both times."""
    before_mean: Fraction
    after_mean: Fraction

    @property
    def gain(self) -> Fraction | None:
        """Hake's gain of the means; None where the class had everything right before."""
        return gain_of_means(self.before_mean, self.after_mean, Fraction(self.highest))

    @property
    def band(self) -> GainBand | None:
        """How the gain is called; None where it is not computable."""
        return None if self.gain is None else band_of(self.gain)


def measure_hands(before: Sequence[Count], after: Sequence[Count]) -> HandsLearning | None:
    """What the counts of the same questions, in the same order, say; None without any question.

    Raises ValueError where the lists differ in length, or a question was asked of too few to be told.
    """
    if len(before) != len(after) or any(asked < LEAST_SHOWN for _right, asked in (*before, *after)):
        raise ValueError("counts do not match, or tell of fewer pupils than may be told")
    if not before:
        return None
    return HandsLearning(
        pupils_before=min(asked for _right, asked in before), pupils_after=min(asked for _right, asked in after),
        highest=len(before), before_mean=_mean(before), after_mean=_mean(after),
    )  # fmt: skip


def _mean(counts: Sequence[Count]) -> Fraction:
    return sum((Fraction(right, asked) for right, asked in counts), Fraction(0))
