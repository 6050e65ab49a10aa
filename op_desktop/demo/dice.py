"""Chance that can be repeated: the same seed invents the same people, numbers and ids."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TypeVar
from uuid import UUID

from op_desktop.domain.record import RecordId

T = TypeVar("T")


class Dice(random.Random):
    """Random draws as the demo data needs them."""

    def id_at(self, moment: datetime) -> RecordId:
        """An id such as a device would have made at this moment (UUID version 7)."""
        milliseconds = int(moment.replace(tzinfo=UTC).timestamp() * 1000)
        chance = self.getrandbits(74)
        value = milliseconds << 80 | 0x7 << 76 | (chance >> 62) << 64 | 0b10 << 62 | chance & (1 << 62) - 1
        return RecordId(str(UUID(int=value)))

    def happens(self, share: float) -> bool:
        """Whether something happens that happens so often (0 to 1)."""
        return self.random() < share

    def near(self, mean: float, spread: float, least: int, most: int) -> int:
        """A whole number near the mean, within bounds."""
        return min(most, max(least, round(self.gauss(mean, spread))))

    def times(self, mean: float) -> int:
        """How often something happens whose mean is given: its whole part, and one more as often as the rest says."""
        whole = int(mean)
        return whole + self.happens(mean - whole)

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """So many of the items, or all where there are fewer."""
        return self.sample(items, min(count, len(items)))
