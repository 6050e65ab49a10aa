"""The words that the vector files share: annotations, numbers, and how exactly a number is told."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from op_desktop.education.rounding import half_up

ANNOTATIONS = {"id", "case", "source", "note", "notes", "comment", "description", "title", "published", "version"}
"""Fields that tell people where a vector comes from."""


class UnknownVector(AssertionError):
    """A vector of a kind, or with a field, that no calculator answers."""


def only(vector: Mapping[str, Any], given: set[str] = frozenset()) -> dict[str, Any]:
    """The fields of a vector without its annotations and what is given."""
    return {name: value for name, value in vector.items() if name not in ANNOTATIONS | given}


def decimal(value: object) -> Decimal:
    """A number of a file, whether it stands there as a number or as a text."""
    return Decimal(str(value))


def expected(asked: Mapping[str, Any], results: Mapping[str, Any]) -> Iterator[tuple[object, object]]:
    """Pairs of result and expectation; a result is rounded to the decimals that the file tells."""
    for name, wanted in asked.items():
        if name not in results:
            raise UnknownVector(f"{name}: {wanted}")
        told = decimal(wanted)
        yield half_up(decimal(results[name]), places(told)), told


def places(told: Decimal) -> int:
    """How many decimals a number is told with."""
    exponent = told.as_tuple().exponent
    assert isinstance(exponent, int)
    return max(0, -exponent)
