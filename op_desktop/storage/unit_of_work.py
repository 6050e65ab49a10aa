"""The door for what happens here: one save, one transaction, logged change by change."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Executable, Select, select

from op_desktop.domain.exchange import Erasure
from op_desktop.domain.record import Record, RecordId, shape
from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.security.permissions import Actor, require
from op_desktop.security.subjects import needed_to_write
from op_desktop.storage import dependants, erasures, journal, projected_rows, tables
from op_desktop.storage.journal import Draft
from op_desktop.storage.own_work import refuse_elsewhere
from op_desktop.storage.projected_rows import Key
from op_desktop.storage.reader import Reader, chunks
from op_desktop.storage.search_terms import SEARCHED
from op_desktop.storage.tables import RECORDS, TABLE_OF
from op_desktop.storage.write import Row, Step, Write

R = TypeVar("R", bound=Record)


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


class WasErased(UserError):
    """Somebody's values were erased on request; under the same id they would be erased again everywhere."""

    title = N_("What is personal in this {entity} was erased on request.")
    advice = N_("Enter a new one instead. Nothing was changed.")


class ErasureStands(UserError):
    """An erasure is for ever: what it erased is gone on other computers too."""

    title = N_("An erasure cannot be taken back.")
    advice = N_("Enter again what may be kept. Nothing was changed.")


class TextUnkeepable(UserError):
    """A text holds a sign that is no sign: some files and databases could not hold it."""

    title = N_("The {field} of this {entity} holds a sign that cannot be kept.")
    advice = N_("Type it again instead of pasting it. Nothing was changed.")


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
        self._save: int | None = None
        self._failure: Exception | None = None

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

        Raises ``StillReferred``, when flushed, where another record names it; ``ErasureStands`` for an erasure.
        """
        standing = self.get(record, id)
        require(self.actor, needed_to_write(standing or record))
        if record is Erasure:
            raise ErasureStands
        self._pending[record, id] = None

    def rows(self, query: Executable, values: Mapping[str, Any] | None = None) -> Sequence[Any]:
        """As ``Reader.rows``, seeing what was put in this save."""
        self.flush()
        return super().rows(query, values)

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
        """Write the values from before that save; raises ``ChangedSince`` where a later save touched them.

        A value that was written elsewhere at the same time and awaits a decision counts as touched.
        """
        undecided = self._undecided(step.id for step in changes.steps)
        for step in reversed(changes.steps):
            if self.get(step.record, step.id) != step.after or step.fields() & undecided[step.record.entity, step.id]:
                raise ChangedSince(label=changes.label)
            if step.before is None:
                self.delete(step.record, step.id)
            else:
                self.put(step.before)

    def flush(self) -> None:
        """Write what is pending: changes to the log, rows to their tables.

        After a refusal the save is lost, even where a caller went on: every further flush repeats it.
        """
        if self._failure is not None:
            raise self._failure
        if not self._pending:
            return
        pending, self._pending = self._pending, {}
        grouped: dict[type[Record], dict[RecordId, Record | None]] = {}
        for (kind, id), record in pending.items():
            grouped.setdefault(kind, {})[id] = record
        try:
            self._write(grouped)
        except Exception as failure:
            self._failure = failure
            raise

    def _write(self, grouped: Mapping[type[Record], Mapping[RecordId, Record | None]]) -> None:
        writes: list[Write] = []
        for kind in (each for each in RECORDS if each in grouped):
            writes.extend(self._compare(kind, grouped[kind]))
        if not writes:
            return
        refuse_elsewhere(self.connection, self.actor, writes)
        self._check_texts(writes)
        self._check_references(writes)
        self._append(writes)
        for kind in grouped:
            self._apply(kind, [write for write in writes if write.kind is kind])
        self._refuse_orphans(writes)
        self._steps.extend(write.step() for write in writes)
        self._forget(writes)

    def _forget(self, writes: Sequence[Write]) -> None:
        """Let the erasures of this save take effect, and tell that the records they name look different now."""
        named: set[Key] = {(w.after.what, w.after.row_id) for w in writes if isinstance(w.after, Erasure)}
        named |= dependants.of_people(self.connection, named)
        named |= dependants.implied(self.connection, {(w.kind.entity, w.id) for w in writes if dependants.names(w)})
        erasures.forget(self.connection, named)
        for entity, id in sorted(named):
            kind = tables.RECORD_OF.get(entity)
            if kind is not None and (blank := super().get(kind, RecordId(id))) is not None:
                self._steps.append(Step(kind, blank.id, blank, blank))

    def _undecided(self, ids: Iterable[RecordId]) -> dict[Key, set[str]]:
        marks: dict[Key, set[str]] = defaultdict(set)
        for chunk in chunks(ids):
            for entity, row_id, name in self.connection.execute(select(_review).where(_review.c.row_id.in_(chunk))):
                marks[entity, row_id].add(name)
        return marks

    def _compare(self, kind: type[Record], wanted: Mapping[RecordId, Record | None]) -> list[Write]:
        table = TABLE_OF[kind]
        standing: dict[str, Row] = {}
        for chunk in chunks(wanted):
            for row in self.connection.execute(select(table).where(table.c.id.in_(chunk))).mappings():
                standing[row["id"]] = {each.name: row[each.name] for each in shape(kind)}
        writes = [Write(kind, id, standing.get(id), record) for id, record in wanted.items()]
        return [write for write in writes if write.stated]

    def _check_references(self, writes: Sequence[Write]) -> None:
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

    def _check_texts(self, writes: Sequence[Write]) -> None:
        for write in writes:
            if name := write.unkeepable():
                raise TextUnkeepable(entity=write.kind.entity, field=name)
            if isinstance(write.after, Erasure):
                expected = erasures.order_for((write.after.what, write.after.row_id))
                if write.id != expected:
                    raise ValueError("an erasure's id follows from what it erases: make it with Erasure.of")

    def _refuse_orphans(self, writes: Sequence[Write]) -> None:
        gone: dict[str, list[str]] = defaultdict(list)
        for write in writes:
            if write.after is None:
                gone[write.kind.entity].append(write.id)
        for entity, ids in gone.items():
            for column, other in _REFERRING.get(entity, ()):
                for chunk in chunks(ids):
                    if self.connection.execute(select(column).where(column.in_(chunk)).limit(1)).first():
                        raise StillReferred(entity=entity, other=other)

    def _append(self, writes: Sequence[Write]) -> None:
        known = projected_rows.entries(self.connection, [write.id for write in writes])
        drafts: list[Draft] = []
        settled: list[tuple[str, str, str]] = []
        for write in writes:
            entries = known.get((write.kind.entity, write.id), [])
            drafts.append(write.draft(entries))
            if entries:
                settled.extend((write.kind.entity, write.id, name) for name in drafts[-1].names())
        drafts = self._without_erased(writes, drafts)
        written = journal.append(self.connection, drafts, self.actor.account_id, self._wall_ms, self._save)
        self._save = self._save or written[0].save
        projected_rows.settle(self.connection, settled)

    def _without_erased(self, writes: Sequence[Write], drafts: list[Draft]) -> list[Draft]:
        told = {(each.entity, each.row_id) for each in drafts if each.personal is not None}
        gone = erasures.erased(self.connection, told) | dependants.implied(self.connection, told, drafts)
        for write in writes:
            if (write.kind.entity, write.id) in gone and write.tells():
                raise WasErased(entity=write.kind.entity)
        return [replace(each, personal=None) if (each.entity, each.row_id) in gone else each for each in drafts]

    def _apply(self, kind: type[Record], writes: Sequence[Write]) -> None:
        rows = [{"id": write.id, **write.row} for write in writes if write.row is not None]
        projected_rows.upsert(self.connection, TABLE_OF[kind], rows)
        projected_rows.remove(self.connection, kind, [write.id for write in writes if write.row is None])
        if kind.entity in SEARCHED:
            projected_rows.index_for_search(self.connection, {kind.entity: rows})


_review = tables.review
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
