"""What every record has in common, and the one canonical form of its values.

A record's fields are declared once, on its dataclass: type, merge rule, whether the value is
personal and which record it refers to. Tables, change log, bundles and exports follow from it.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, ClassVar, NewType, Self, TypeVar, Union, cast, get_args, get_origin, get_type_hints
from uuid import UUID, uuid5

from uuid_utils.compat import uuid7

RecordId = NewType("RecordId", str)
Value = str | int | None
"""A canonical value: text, whole number or nothing (booleans are 0/1, money is cents)."""

_JOINED = UUID("6f3a0a52-6a0e-5c53-9c7e-0b5f2f8d3a11")


class Merge(StrEnum):
    """How two values written without knowledge of each other become one (sync-and-safety 2.5)."""

    QUIET = "quiet"
    REVIEW = "review"
    PROTECTIVE = "protective"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Rule:
    """How a field merges, whether it is erasable, what it refers to and which values prevail."""

    merge: Merge = Merge.REVIEW
    personal: bool = False
    refers: str = ""
    prevails: tuple[str | int, ...] = ()


def fact(
    default: Any = MISSING,
    *,
    merge: Merge = Merge.REVIEW,
    personal: bool = False,
    refers: str = "",
    prevails: tuple[str | int, ...] = (),
) -> Any:
    """A record field that is not plain reviewable data.

    ``refers`` names the entity whose id the field holds; ``prevails`` lists, strongest first,
    the values that win for ``PROTECTIVE`` and ``STATUS`` fields.
    """
    metadata = {"rule": Rule(merge, personal, refers, prevails)}
    if default is MISSING:
        return field(metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Something kept: one row of one table, told apart by its id alone."""

    entity: ClassVar[str]
    id: RecordId


class Kind(StrEnum):
    """The canonical kinds of value."""

    TEXT = "text"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DATE = "date"
    MOMENT = "moment"
    MONEY = "money"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record as the stores see it."""

    name: str
    kind: Kind
    python: type
    optional: bool
    rule: Rule
    default: Value
    required: bool
    """Whether the record cannot be without this value: it has no default."""

    def accepts(self, value: object) -> bool:
        """Whether a value from elsewhere is of this field's kind; codes of a newer version are not."""
        if value is None:
            return self.optional or self.rule.personal
        if self.kind in _NUMBERS:
            return type(value) is int and abs(value) <= LARGEST
        if type(value) is not str:
            return False
        if self.kind is Kind.TEXT:
            return True
        try:
            self.natural(value)
        except ValueError:
            return False
        return True

    def canonical(self, value: object) -> Value:
        """The value as it is logged, stored and exported."""
        if value is None:
            return None
        if isinstance(value, datetime):
            return value.isoformat(timespec="minutes")
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, Decimal):
            return int(value.scaleb(2).to_integral_exact())
        if isinstance(value, bool):
            return int(value)
        return value if isinstance(value, int) else str(value)

    def natural(self, value: Value) -> Any:
        """The value as code handles it; raises ``ValueError`` where it is not of this field's kind."""
        if value is None:
            return None
        if self.kind in (Kind.TEXT, Kind.INTEGER):
            return value
        if self.kind is Kind.MONEY:
            return Decimal(value).scaleb(-2)
        if self.kind is Kind.BOOLEAN:
            return bool(value)
        if self.kind is Kind.DATE:
            return date.fromisoformat(str(value))
        if self.kind is Kind.MOMENT:
            return datetime.fromisoformat(str(value))
        return self.python(value)


LARGEST = 2**31 - 1
"""Numbers beyond this are refused: every database keeps those below alike."""
_NUMBERS = (Kind.INTEGER, Kind.BOOLEAN, Kind.MONEY)
_KINDS = {bool: Kind.BOOLEAN, int: Kind.INTEGER, datetime: Kind.MOMENT, date: Kind.DATE, Decimal: Kind.MONEY}


R = TypeVar("R", bound=Record)


def shape(record: type[Record]) -> tuple[Field, ...]:
    """The fields of a record type, in order, without its id."""
    return _shape(cast("Hashable", record))


@cache
def _shape(record: Any) -> tuple[Field, ...]:
    hints = get_type_hints(record)
    return tuple(
        _field(each.name, hints[each.name], each.metadata.get("rule", Rule()), each.default)
        for each in fields(record)
        if each.name != "id"
    )


def _field(name: str, hint: Any, rule: Rule, default: Any) -> Field:
    optional = get_origin(hint) in (Union, UnionType)
    python = next(arg for arg in get_args(hint) if arg is not type(None)) if optional else hint
    python = python if isinstance(python, type) else str
    kind = Kind.CHOICE if issubclass(python, StrEnum) else _KINDS.get(python, Kind.TEXT)
    bare = Field(name, kind, python, optional, rule, None, required=default is MISSING)
    return bare if default is MISSING else replace(bare, default=bare.canonical(default))


def values(record: Record) -> dict[str, Value]:
    """A record's fields in canonical form, without its id."""
    return {each.name: each.canonical(getattr(record, each.name)) for each in shape(type(record))}


def restore(record: type[R], id: RecordId, canonical: Mapping[str, Value]) -> R:
    """The record with these canonical values."""
    natural = {each.name: each.natural(canonical[each.name]) for each in shape(record)}
    return record(id=id, **natural)


def new_id() -> RecordId:
    """An id for something new: time-ordered, never derived from what it names."""
    return RecordId(str(uuid7()))


def joined_id(entity: str, parts: Iterable[str]) -> RecordId:
    """The id of a fact that joins records: two devices that note the same fact write one record."""
    return RecordId(str(uuid5(_JOINED, "|".join((entity, *parts)))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined(Record):
    """A fact whose id follows from the fields named in ``joins``."""

    joins: ClassVar[tuple[str, ...]]

    @classmethod
    def of(cls, **facts: Any) -> Self:
        """The fact with the id that its joined fields give."""
        return cls(id=joined_id(cls.entity, [str(facts[name]) for name in cls.joins]), **facts)
