"""Reads the tables of a content pack into dataclasses, strictly: what is unknown, missing or wrong is named."""

import re
from collections.abc import Hashable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass, replace
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, NoReturn, TypeVar, cast, get_args, get_origin, get_type_hints

from op_desktop.errors import UserError
from op_desktop.language import N_, _

T = TypeVar("T")
LONGEST_TEXT = 4_000
"""Characters in one text; longer ones belong into several steps."""
_UNIT = re.compile(r"(?<=\d) (?=[€%])")


class PackRefused(UserError):
    """A content pack that is not as it must be; facts: ``pack``, ``file``, ``place``, ``reason``, ``mend``."""

    title = N_("The content pack “{pack}” is refused: {file}{place}: {reason}.")
    advice = N_("{mend} Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in a pack something stands."""

    pack: str
    file: str = ""
    place: str = ""

    def inside(self, name: str) -> "Spot":
        """A field of what stands here."""
        return replace(self, place=f"{self.place}.{name}" if self.place else name)

    def nth(self, number: int) -> "Spot":
        """One of the entries that stand here, counted from 0 and shown from 1."""
        return replace(self, place=f"{self.place} {number + 1}")

    @property
    def in_table(self) -> bool:
        """Whether this is the cell of a table."""
        return re.search(r"\.table \d+ \d+$", self.place) is not None

    def refuse(self, reason: str, mend: str) -> NoReturn:
        """Refuse the pack for what stands here; the reason is part of a sentence, ``mend`` is one."""
        place = f" ({self.place})" if self.place else ""
        file = self.file or self.pack
        raise PackRefused(pack=self.pack, file=file, place=place, reason=reason, mend=mend) from None


def read(kind: type[T], data: object, spot: Spot) -> T:
    """The dataclass ``kind`` filled from a table; raises ``PackRefused`` for what does not fit its fields.

    Fields are texts, whole numbers, choices, tuples of these, other dataclasses and tuples of them.
    """
    if not isinstance(data, Mapping):
        spot.refuse(_("this is no table"), _("Write one field a line: name = value."))
    known, hints = _shape(cast("Hashable", kind))
    if unknown := sorted(set(data) - set(known)):
        spot.inside(unknown[0]).refuse(
            _("this field is unknown"),
            _("Take it out or correct its name. Known are: {names}.").format(names=", ".join(known)),
        )
    found = {}
    for name, each in known.items():
        if name in data:
            found[name] = _value(hints[name], data[name], spot.inside(name))
        elif each.default is MISSING:
            spot.inside(name).refuse(_("this field is missing"), _("Add it."))
    return kind(**found)


@cache
def _shape(kind: Any) -> tuple[dict[str, Field[Any]], dict[str, Any]]:
    """The fields of a dataclass and their types; looking them up anew for each question would cost most of the time."""
    return {each.name: each for each in fields(kind)}, get_type_hints(kind)


def _value(hint: Any, value: object, spot: Spot) -> Any:
    if get_origin(hint) is tuple:
        if not isinstance(value, list):
            spot.refuse(_("this is no list"), _("Write it between [ and ], parted by commas."))
        return tuple(_value(get_args(hint)[0], each, spot.nth(number)) for number, each in enumerate(value))
    if isinstance(hint, UnionType):
        hint = get_args(hint)[0]
    if isinstance(hint, type) and is_dataclass(hint):
        return read(hint, value, spot)
    if issubclass(hint, StrEnum):
        return _choice(hint, value, spot)
    if hint is int:
        if type(value) is not int or not 0 <= value < 10_000:
            spot.refuse(_("this is no whole number"), _("Write a number from 0 to 9999, without quotes."))
        return value
    return _text(value, spot)


def _choice(hint: type[StrEnum], value: object, spot: Spot) -> StrEnum:
    codes = [each.value for each in hint]
    if value not in codes:
        spot.refuse(_("“{value}” is unknown").format(value=str(value)[:40]),
                    _("Write one of: {names}.").format(names=", ".join(codes)))  # fmt: skip
    return hint(value)


def _text(value: object, spot: Spot) -> str:
    # An empty cell of a table is room to write, or a corner; everywhere else a text says something.
    if isinstance(value, str) and not value.strip() and spot.in_table:
        return ""
    if not isinstance(value, str) or not value.strip():
        spot.refuse(_("there is no text"), _("Write it between quotes, or take the field out."))
    if len(value) > LONGEST_TEXT:
        spot.refuse(_("the text is longer than {n} characters").format(n=LONGEST_TEXT), _("Divide it."))
    return _UNIT.sub("\u00a0", value.strip())
