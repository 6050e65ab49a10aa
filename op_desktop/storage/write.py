"""One record as a save writes it: what it was, what it becomes, and the change that says so."""

from collections.abc import Sequence
from dataclasses import dataclass

from op_desktop.domain.record import Record, RecordId, Value, restore, shape, values
from op_desktop.storage.change_log import DELETED, keepable, split_personal
from op_desktop.storage.journal import Draft
from op_desktop.storage.projection import Entry, heads_of

Row = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Step:
    """One record before and after a save; None where it did not or does not stand."""

    record: type[Record]
    id: RecordId
    before: Record | None
    after: Record | None

    def fields(self) -> set[str]:
        """The fields that differ; with a record that came or went, all of them and whether it stands."""
        if self.before is None or self.after is None:
            return {DELETED, *(each.name for each in shape(self.record))}
        return {each.name for each in shape(self.record) if self._differs(each.name)}

    def _differs(self, name: str) -> bool:
        return bool(getattr(self.before, name) != getattr(self.after, name))


class Write:
    """One record to be written: what it was, what it becomes, and the fields that differ."""

    def __init__(self, kind: type[Record], id: RecordId, before: Row | None, after: Record | None) -> None:
        self.kind, self.id, self.before, self.after = kind, id, before, after
        self.row = values(after) if after is not None else None
        self.stated = self._difference()

    def _difference(self) -> Row:
        if self.row is None:
            return {DELETED: 1} if self.before is not None else {}
        if self.before is None:
            defaults = {each.name: each.default for each in shape(self.kind) if not each.required}
            told = {name: value for name, value in self.row.items() if name not in defaults or value != defaults[name]}
            # A record that is all defaults still has to come into being.
            return told or {DELETED: 0}
        return {name: value for name, value in self.row.items() if value != self.before[name]}

    def draft(self, entries: Sequence[Entry]) -> Draft:
        """The change to be logged, on top of the values that stand."""
        stated = self.stated
        if entries and self.before is None and self.row is not None:
            # Coming back after a deletion: say every value, so that nothing of before shines through.
            stated = {**self.row, DELETED: 0}
        heads = heads_of(entries)
        bases = {head.id: head for name in stated for head in heads.get(name, ())}
        fields, personal = split_personal(self.kind, stated)
        return Draft(self.kind.entity, self.id, tuple(sorted(bases)), fields, personal)

    def tells(self) -> bool:
        """Whether it sets a personal value to something."""
        return any(each.rule.personal and self.stated.get(each.name) for each in shape(self.kind))

    def unkeepable(self) -> str:
        """The field whose text no file could hold, if there is one."""
        texts = ((name, value) for name, value in self.stated.items() if isinstance(value, str))
        return next((name for name, value in texts if not keepable(value)), "")

    def step(self) -> Step:
        """This write as a step that can be taken back."""
        before = restore(self.kind, self.id, self.before) if self.before is not None else None
        return Step(self.kind, self.id, before, self.after)
