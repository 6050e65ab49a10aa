"""How much a class has learned: gain, change, effect size and its confidence, from the pupils with both tests."""

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from op_desktop.education.student_t import t_quantile

LEAST_SHOWN = 5
"""Results leave a class only as aggregates of this many pupils or more."""
CONFIDENCE = 0.95
LOW_BELOW, HIGH_FROM = Fraction(3, 10), Fraction(7, 10)

Mean = TypeVar("Mean", float, Fraction)
"""As it was published, or exact."""


class GainBand(StrEnum):
    """How a class's gain is called (Hake 1998)."""

    LOSS = "loss"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Pairing:
    """Scores before and after, pupil by pupil, and who has only one of the two."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    only_before: int
    only_after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Learning:
    """What two tests of a class say; None is "not computable", never zero.

    Standard deviations are those of a sample. ``gain`` is the gain of the means (Hake), the one to print;
    ``gain_of_pupils`` the mean of the pupils' own gains, ``change`` the mean normalised change of Marx and Cummings.
    ``effect`` is the mean difference over the mean of the two deviations (d_av), ``effect_corrected`` that with
    Hedges' correction for few pupils, ``effect_of_change`` the one over the deviation of the differences (d_z).
    """

    pupils: int
    highest: int
    before_mean: float
    after_mean: float
    before_deviation: float | None
    after_deviation: float | None
    gain: float | None
    gain_of_pupils: float | None
    gain_pupils: int
    change: float | None
    change_pupils: int
    difference: float
    difference_deviation: float | None
    effect_of_change: float | None
    effect: float | None
    effect_corrected: float | None
    t: float | None
    freedom: int
    interval: tuple[float, float] | None
    """Where the true mean difference lies, with 95 per cent confidence."""

    @property
    def shown(self) -> bool:
        """Whether these figures may leave the class."""
        return self.pupils >= LEAST_SHOWN

    @property
    def band(self) -> GainBand | None:
        """How the gain is called; None where it is not computable."""
        return None if self.gain is None else band_of(Fraction(self.gain).limit_denominator(10**9))


def paired(before: Mapping[Hashable, int], after: Mapping[Hashable, int]) -> Pairing:
    """Scores matched by the pupil's number; those with one test only are counted, not used."""
    both = [pupil for pupil in before if pupil in after]
    return Pairing(
        tuple(before[pupil] for pupil in both),
        tuple(after[pupil] for pupil in both),
        len(before) - len(both),
        len(after) - len(both),
    )


def measure(before: Sequence[int], after: Sequence[int], highest: int) -> Learning | None:
    """What the scores of the same pupils, in the same order, say; None without any pupil.

    Raises ValueError where the lists differ in length or a score is not between 0 and ``highest``.
    """
    if len(before) != len(after) or any(not 0 <= score <= highest for score in (*before, *after)):
        raise ValueError("scores do not match")
    if not before:
        return None
    n = len(before)
    differences = [b - a for a, b in zip(before, after, strict=True)]
    start, end, difference = _mean(before), _mean(after), _mean(differences)
    spread_before, spread_after, spread = _deviation(before), _deviation(after), _deviation(differences)
    gains = [Fraction(b - a, highest - a) for a, b in zip(before, after, strict=True) if a < highest]
    changes = [each for each in map(_change, before, after, [highest] * n) if each is not None]
    between = (spread_before + spread_after) / 2 if spread_before is not None and spread_after is not None else 0.0
    effect = float(difference) / between if between else None
    error = spread / math.sqrt(n) if spread is not None else None
    gain = gain_of_means(start, end, Fraction(highest))
    return Learning(
        pupils=n, highest=highest, before_mean=float(start), after_mean=float(end),
        before_deviation=spread_before, after_deviation=spread_after,
        gain=float(gain) if gain is not None else None,
        gain_of_pupils=float(_mean(gains)) if gains else None, gain_pupils=len(gains),
        change=float(_mean(changes)) if changes else None, change_pupils=len(changes),
        difference=float(difference), difference_deviation=spread,
        effect_of_change=float(difference) / spread if spread else None,
        effect=effect, effect_corrected=effect * hedges_factor(n) if effect is not None and n > 2 else None,
        t=float(difference) / error if error else None, freedom=n - 1,
        interval=_interval(float(difference), error, n - 1),
    )  # fmt: skip


def hedges_factor(pupils: int) -> float:
    """By how much an effect of few pupils is lowered: 1 − 3 / (4 (n − 1) − 1)."""
    return 1 - 3 / (4 * (pupils - 1) - 1)


def gain_of_means(before_mean: Mean, after_mean: Mean, highest: Mean) -> Mean | None:
    """Hake's gain from means; None where the class already had everything right."""
    return None if before_mean == highest else (after_mean - before_mean) / (highest - before_mean)


def band_of(gain: Fraction) -> GainBand:
    """How a gain is called."""
    if gain < 0:
        return GainBand.LOSS
    return GainBand.LOW if gain < LOW_BELOW else GainBand.MEDIUM if gain < HIGH_FROM else GainBand.HIGH


def _change(before: int, after: int, highest: int) -> Fraction | None:
    """Normalised change: of what could be gained, or of what could be lost; None for 0 → 0 and all → all."""
    if before == after:
        return None if before in (0, highest) else Fraction(0)
    return Fraction(after - before, highest - before) if after > before else Fraction(after - before, before)


def _mean(values: Sequence[int] | Sequence[Fraction]) -> Fraction:
    return Fraction(sum(values)) / len(values)


def _deviation(values: Sequence[int]) -> float | None:
    """The standard deviation of a sample; None of one value."""
    if len(values) < 2:
        return None
    mean = _mean(values)
    return math.sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1))


def _interval(difference: float, error: float | None, freedom: int) -> tuple[float, float] | None:
    if error is None:
        return None
    reach = t_quantile((1 + CONFIDENCE) / 2, freedom) * error
    return difference - reach, difference + reach
