"""The door for what happens here: one save, one transaction, logged change by change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Select, select

from op_desktop.domain.record import Record, RecordId, Value, restore, shape, values
from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.security.permissions import Actor, require
from op_desktop.security.subjects import needed_to_write
from op_desktop.storage import journal, projected_rows, tables
from op_desktop.storage.change_log import DELETED, split_personal
from op_desktop.storage.journal import Draft
from op_desktop.storage.projection import Entry, heads_of
from op_desktop.storage.reader import Reader, chunks
from op_desktop.storage.search_terms import SEARCHED
from op_desktop.storage.tables import RECORDS, TABLE_OF

R = TypeVar("R", bound=Record)
Row = dict[str, Value]


class StillReferred(UserError):
    """A record cannot be deleted because others refer to it."""

    title = N_("This {entity} is still used by a {other}.")
    advice = N_("Archive it instead, or remove what uses it first. Nothing was changed.")


class ReferenceMissing(UserError):
    """A record names another that is not here."""

    title = N_("The {field} of this {entity} is not on file.")
    advice = N_("Choose another one. Nothing was changed.")


class ChangedSince(UserError):
    """An undo would overwrite what somebody wrote afterwards."""

    title = N_("This was changed again afterwards.")
    advice = N_("Undo the later change first. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Step:
    """One record before and after a save; None where it did not or does not stand."""

    record: type[Record]
    id: RecordId
    before: Record | None
    after: Record | None


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What one save changed: it refreshes views, and it can be taken back."""

    label: str
    steps: tuple[Step, ...] = ()

    def touches(self, *records: type[Record]) -> bool:
        """Whether any record of these kinds changed."""
        return any(step.record in records for step in self.steps)


class UnitOfWork(Reader):
    """Gathers what a save writes; reading through it sees what was put before."""

    def __init__(self, connection: Connection, actor: Actor, now: datetime, wall_ms: int, label: str) -> None:
        super().__init__(connection, now)
        self.actor = actor
        self.label = label
        self._wall_ms = wall_ms
        self._pending: dict[tuple[type[Record], RecordId], Record | None] = {}
        self._steps: list[Step] = []

    @property
    def changes(self) -> ChangeSet:
        """What was written so far."""
        return ChangeSet(self.label, tuple(self._steps))

    def put(self, record: Record) -> None:
        """Store a record, new or changed."""
        require(self.actor, needed_to_write(record))
        self._pending[type(record), record.id] = record

    def put_all(self, records: Iterable[Record]) -> None:
        """Store many records in this one save."""
        for record in records:
            self.put(record)

    def delete(self, record: type[Record], id: RecordId) -> None:
        """Take a record out of its table; the log keeps that it was there.

        Raises ``StillReferred``, when flushed, where another record names it.
        """
        standing = self.get(record, id)
        require(self.actor, needed_to_write(standing or record))
        self._pending[record, id] = None

    def rows(self, query: Select[Any]) -> Sequence[Any]:
        """As ``Reader.rows``, seeing what was put in this save."""
        self.flush()
        return super().rows(query)

    def value(self, query: Select[Any]) -> Any:
        """As ``Reader.value``, seeing what was put in this save."""
        self.flush()
        return super().value(query)

    def get(self, record: type[R], id: RecordId) -> R | None:
        """As ``Reader.get``, seeing what was put in this save."""
        if (record, id) in self._pending:
            return cast("R | None", self._pending[record, id])
        return super().get(record, id)

    def all(self, record: type[R], *conditions: Any) -> list[R]:
        """As ``Reader.all``, seeing what was put in this save."""
        self.flush()
        return super().all(record, *conditions)

    def revert(self, changes: ChangeSet) -> None:
        """Write the values from before that save; raises ``ChangedSince`` where a later save touched them."""
        for step in reversed(changes.steps):
            if self.get(step.record, step.id) != step.after:
                raise ChangedSince(label=changes.label)
            if step.before is None:
                self.delete(step.record, step.id)
            else:
                self.put(step.before)

    def flush(self) -> None:
        """Write what is pending: changes to the log, rows to their tables."""
        if not self._pending:
            return
        pending, self._pending = self._pending, {}
        grouped: dict[type[Record], dict[RecordId, Record | None]] = {}
        for (kind, id), record in pending.items():
            grouped.setdefault(kind, {})[id] = record
        writes: list[_Write] = []
        for kind in (each for each in RECORDS if each in grouped):
            writes.extend(self._compare(kind, grouped[kind]))
        if not writes:
            return
        self._check_references(writes)
        self._append(writes)
        for kind in grouped:
            self._apply(kind, [write for write in writes if write.kind is kind])
        self._refuse_orphans(writes)
        self._steps.extend(write.step() for write in writes)

    def _compare(self, kind: type[Record], wanted: Mapping[RecordId, Record | None]) -> list["_Write"]:
        table = TABLE_OF[kind]
        standing: dict[str, Row] = {}
        for chunk in chunks(wanted):
            for row in self.connection.execute(select(table).where(table.c.id.in_(chunk))).mappings():
                standing[row["id"]] = {each.name: row[each.name] for each in shape(kind)}
        writes = [_Write(kind, id, standing.get(id), record) for id, record in wanted.items()]
        return [write for write in writes if write.stated]

    def _check_references(self, writes: Sequence["_Write"]) -> None:
        named: dict[str, dict[str, tuple[str, str]]] = {}
        for write in writes:
            for each in shape(write.kind):
                target = write.stated.get(each.name) if each.rule.refers else None
                if target is not None:
                    named.setdefault(each.rule.refers, {})[str(target)] = (write.kind.entity, each.name)
        new = {(write.kind.entity, write.id) for write in writes if write.after is not None}
        for entity, targets in named.items():
            table = TABLE_OF[tables.RECORD_OF[entity]]
            missing = {target for target in targets if (entity, target) not in new}
            for chunk in chunks(sorted(missing)):
                missing -= set(self.connection.execute(select(table.c.id).where(table.c.id.in_(chunk))).scalars())
            for target in missing:
                source, field = targets[target]
                raise ReferenceMissing(entity=source, field=field)

    def _refuse_orphans(self, writes: Sequence["_Write"]) -> None:
        for write in writes:
            if write.after is not None:
                continue
            for column, entity in _REFERRING.get(write.kind.entity, ()):
                if self.connection.execute(select(column).where(column == write.id).limit(1)).first():
                    raise StillReferred(entity=write.kind.entity, other=entity)

    def _append(self, writes: Sequence["_Write"]) -> None:
        known = projected_rows.entries(self.connection, [write.id for write in writes])
        drafts: list[Draft] = []
        settled: list[tuple[str, str, str]] = []
        for write in writes:
            entries = known.get((write.kind.entity, write.id), [])
            drafts.append(write.draft(entries))
            if entries:
                settled.extend((write.kind.entity, write.id, name) for name in write.stated)
        journal.append(self.connection, drafts, self.actor.account_id, self._wall_ms)
        projected_rows.settle(self.connection, settled)

    def _apply(self, kind: type[Record], writes: Sequence["_Write"]) -> None:
        rows = [{"id": write.id, **write.row} for write in writes if write.row is not None]
        projected_rows.upsert(self.connection, TABLE_OF[kind], rows)
        projected_rows.remove(self.connection, kind, [write.id for write in writes if write.row is None])
        if kind.entity in SEARCHED:
            projected_rows.index_for_search(self.connection, {kind.entity: rows})


_REFERRING = {
    record.entity: tuple(
        (TABLE_OF[other].c[each.name], other.entity)
        for other in RECORDS
        for each in shape(other)
        if each.rule.refers == record.entity
    )
    for record in RECORDS
}
"""For each entity the columns that may name one of its records."""


class _Write:
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

    def step(self) -> Step:
        """This write as a step that can be taken back."""
        before = restore(self.kind, self.id, self.before) if self.before is not None else None
        return Step(self.kind, self.id, before, self.after)
