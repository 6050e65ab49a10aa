"""A number or a range as it is typed for pupils: ``7``, ``3-5``, ``-4``, ``12r10``."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from op_desktop.domain.record import RecordId

_TYPED = re.compile(r"(-?)([0-9]{1,3})(?:-([0-9]{1,3}))?(?:([a-z])([0-9]{1,3})?)?")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


@dataclass(frozen=True, slots=True)
class TypedNumbers:
    """What stands in one piece; ``first`` and ``last`` are alike for a single number."""

    first: int
    last: int
    minus: bool = False
    """Whether a minus stands before it: on a signed sheet, who was not there."""
    letter: str = ""
    minutes: int | None = None

    def bearers(self, numbers: Mapping[int, Sequence[RecordId]]) -> list[RecordId] | None:
        """Who bears these numbers; nobody where an end of the range is missing, None where two share a number.

        A number inside the range that nobody bears is passed over: somebody left the class.
        """
        if self.first > self.last or not (numbers.get(self.first) and numbers.get(self.last)):
            return []
        found = [numbers.get(number, ()) for number in range(self.first, self.last + 1)]
        return None if any(len(each) > 1 for each in found) else [id for each in found for id in each]

    def absent_from(self, numbers: Mapping[int, object] | Sequence[int]) -> int | None:
        """The end that does not exist, the later one first; None where both do."""
        return next((number for number in (self.last, self.first) if number not in numbers), None)


def typed_numbers(piece: str) -> TypedNumbers | None:
    """The numbers of a typed piece without blanks; None where it is something else."""
    read = _TYPED.fullmatch(piece.casefold().translate(_DASHES))
    if read is None:
        return None
    minus, first, last, letter, minutes = read.groups()
    return TypedNumbers(
        int(first), int(last or first), bool(minus), letter or "", None if minutes is None else int(minutes)
    )
