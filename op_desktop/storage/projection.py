"""What a record is, given all changes known of it: the one meaning of the log (sync-and-safety 2.5)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from op_desktop.domain.record import Field, Kind, Merge, Record, Rule, Value, shape
from op_desktop.storage.change_log import DELETED


@dataclass(frozen=True, slots=True)
class Entry:
    """One change as the projection needs it; ``writer`` is the replica's text form."""

    id: bytes
    writer: str
    hlc: int
    bases: tuple[bytes, ...]
    stated: dict[str, Value]
    suspect: bool = False

    @property
    def rank(self) -> tuple[bool, int, str, bytes]:
        """Which of two values written side by side is shown: sound clock, then later, then by writer."""
        return (not self.suspect, self.hlc, self.writer, self.id)


@dataclass(frozen=True, slots=True)
class Projected:
    """A record's values as shown, the fields in review, and whether it stands."""

    values: dict[str, Value]
    deleted: bool
    review: tuple[str, ...] = ()
    parallel: tuple[str, ...] = ()
    """Quiet fields with several values: told in the history only."""
    heads: dict[str, list[Entry]] = field(default_factory=dict)


_DELETION = Field(DELETED, Kind.BOOLEAN, bool, False, Rule(Merge.REVIEW), 0, required=False)


def project(record: type[Record], entries: Sequence[Entry]) -> Projected:
    """The record that these changes make; their order does not matter."""
    columns = {each.name: each for each in shape(record)}
    known = {entry.id for entry in entries}
    values: dict[str, Value] = {}
    review: list[str] = []
    parallel: list[str] = []
    by_field = heads_of(entries)
    for name, heads in by_field.items():
        column = _DELETION if name == DELETED else columns.get(name)
        fitting = [head for head in heads if fits(column, head.stated[name])] if column is not None else []
        if column is None or not fitting:
            continue
        rule = column.rule
        shown = _CHOICE[rule.merge](rule, name, fitting)
        values[name] = shown.stated[name]
        if len({head.stated[name] for head in heads}) < 2:
            continue
        if rule.merge is Merge.QUIET:
            parallel.append(name)
        elif all(base in known for head in heads for base in head.bases):
            review.append(name)
    deleted = bool(values.pop(DELETED, 0))
    return Projected(values, deleted, tuple(sorted(review)), tuple(sorted(parallel)), by_field)


def fits(column: Field, value: Value) -> bool:
    """Whether a value from the log can stand in a table: of the field's kind, in its one canonical form."""
    kind = column.kind
    if value is None:
        return column.accepts(value)
    if kind is Kind.TEXT:
        return type(value) is str
    if kind is Kind.MOMENT or kind is Kind.DATE:
        return type(value) is str and _is_canonical(kind is Kind.MOMENT, value)
    if kind is Kind.BOOLEAN:
        return type(value) is int and value in (0, 1)
    return column.accepts(value)


@lru_cache(maxsize=8192)
def _is_canonical(moment: bool, value: str) -> bool:
    # Python reads more spellings than the canonical one. Remembered, since one day stands in a great many records.
    try:
        read = datetime.fromisoformat(value) if moment else date.fromisoformat(value)
    except ValueError:
        return False
    return (read.isoformat(timespec="minutes") if isinstance(read, datetime) else read.isoformat()) == value


def heads_of(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    """For each field the changes that no other known change of that field had before its eyes."""
    if len(entries) == 1:
        return {name: [entries[0]] for name in entries[0].stated}
    by_field: dict[str, list[Entry]] = {}
    for entry in entries:
        for name in entry.stated:
            by_field.setdefault(name, []).append(entry)
    return {name: _heads(setters) for name, setters in by_field.items()}


def _heads(setters: list[Entry]) -> list[Entry]:
    superseded = {base for entry in setters for base in entry.bases}
    return [entry for entry in setters if entry.id not in superseded]


def _latest(_rule: Rule, _name: str, heads: list[Entry]) -> Entry:
    return max(heads, key=lambda head: head.rank)


def _prevailing(rule: Rule, name: str, heads: list[Entry]) -> Entry:
    strength = {value: -place for place, value in enumerate(rule.prevails)}
    weakest = -len(rule.prevails)
    return max(heads, key=lambda head: (strength.get(head.stated[name] or 0, weakest), head.rank))


_CHOICE: dict[Merge, Callable[[Rule, str, list[Entry]], Entry]] = {
    Merge.QUIET: _latest,
    Merge.REVIEW: _latest,
    Merge.PROTECTIVE: _prevailing,
    Merge.STATUS: _prevailing,
}


def complete(record: type[Record], stated: Mapping[str, Value]) -> dict[str, Value] | None:
    """All columns of the record's row, or None while a needed value has not arrived.

    A field that an older version did not know takes its default; an erased personal value shows as empty.
    """
    row: dict[str, Value] = {}
    for each in shape(record):
        if each.name not in stated:
            if each.required:
                return None
            row[each.name] = each.default
        elif stated[each.name] is None and not each.optional:
            row[each.name] = ""
        else:
            row[each.name] = stated[each.name]
    return row
