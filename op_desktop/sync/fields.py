"""JSON from outside, taken out field by field and checked as it comes."""

import re
from collections.abc import Iterator
from typing import Any

from op_desktop.language import _
from op_desktop.sync.refusals import BundleRefused

_LARGEST = 2**53 - 1


class Pattern:
    """A form that a whole text must have."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._compiled = re.compile(text, re.ASCII)

    def fits(self, value: str) -> bool:
        """Whether the value has this form from end to end."""
        return self._compiled.fullmatch(value) is not None


class Fields:
    """One JSON object of a package; what is missing or ill-formed raises ``BundleRefused`` naming the field."""

    def __init__(self, data: object, bundle: str, path: str = "") -> None:
        self._bundle = bundle
        self._path = path
        if not isinstance(data, dict):
            raise self.wrong("")
        self._data: dict[str, Any] = data
        self._taken: set[str] = set()

    def text(self, name: str, pattern: Pattern) -> str:
        """A text of this form."""
        value = self._take(name)
        if not isinstance(value, str) or not pattern.fits(value):
            raise self.wrong(name)
        return value

    def number(self, name: str) -> int:
        """A whole number, zero or more."""
        value = self._take(name)
        if not _is_number(value):
            raise self.wrong(name)
        return int(value)

    def flag(self, name: str) -> bool:
        """True or false."""
        value = self._take(name)
        if not isinstance(value, bool):
            raise self.wrong(name)
        return value

    def numbers(self, name: str, key: re.Pattern[str]) -> dict[str, int]:
        """An object of whole numbers, each under a name of this form."""
        value = self._take(name)
        if (
            not isinstance(value, dict)
            or not all(map(key.fullmatch, value))
            or not all(map(_is_number, value.values()))
        ):
            raise self.wrong(name)
        return value

    def inner(self, name: str) -> "Fields":
        """An object."""
        return Fields(self._take(name), self._bundle, f"{self._path}{name}.")

    def inners(self, name: str) -> "Iterator[Fields]":
        """A list of objects."""
        value = self._take(name)
        if not isinstance(value, list):
            raise self.wrong(name)
        for number, each in enumerate(value):
            yield Fields(each, self._bundle, f"{self._path}{name}[{number}].")

    def nothing_else(self) -> None:
        """Refuse fields that nobody took."""
        for name in sorted(self._data.keys() - self._taken):
            raise self.wrong(name)

    def wrong(self, name: str) -> BundleRefused:
        """The refusal for this field."""
        field = f"{self._path}{name}"[:80].rstrip(".")
        reason = _("its description is wrong at “{field}”").format(field=ascii(field)[1:-1])
        return BundleRefused(bundle=self._bundle, reason=reason)

    def _take(self, name: str) -> Any:
        if name not in self._data:
            raise self.wrong(name)
        self._taken.add(name)
        return self._data[name]


def _is_number(value: object) -> bool:
    return type(value) is int and 0 <= value <= _LARGEST
