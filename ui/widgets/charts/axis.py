"""The scale of a chart whose numbers may be anything: round steps, also below one and below zero."""

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

MOST_STEPS: Final = 5
_FACTORS: Final = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class Axis:
    """From ``low`` to ``high`` in round steps; 0 is always on it."""

    low: Decimal
    high: Decimal
    step: Decimal

    @classmethod
    def of(cls, values: list[Decimal]) -> "Axis":
        """The scale that holds these values."""
        least, most = min([*values, Decimal(0)]), max([*values, Decimal(0)])
        step = _step(most - least or Decimal(1))
        low = (least / step).to_integral_value(rounding="ROUND_FLOOR") * step
        high = (most / step).to_integral_value(rounding="ROUND_CEILING") * step
        return cls(low, high if high > low else low + step, step)

    @property
    def ticks(self) -> list[Decimal]:
        """The numbers that stand on the axis, from below."""
        return [self.low + self.step * number for number in range(int((self.high - self.low) / self.step) + 1)]

    @property
    def decimals(self) -> int:
        """How many decimals the ticks need."""
        exponent = self.step.normalize().as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0

    def share(self, value: Decimal | int) -> float:
        """Where a value lies, 0 at the foot and 1 at the top."""
        return float((Decimal(value) - self.low) / (self.high - self.low))


def _step(span: Decimal) -> Decimal:
    """The smallest of 1, 2, 5, 10 … times a power of ten that covers the span in few steps."""
    power = Decimal(1).scaleb(math.floor(math.log10(float(span) / MOST_STEPS)))
    return next(power * factor for factor in _FACTORS if power * factor * MOST_STEPS >= span)
