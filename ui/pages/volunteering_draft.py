"""An evening's hours while they are being put together: nothing is stored before it is confirmed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from op_desktop.domain.record import RecordId
from op_desktop.domain.volunteering import Activity
from op_desktop.register.evening import Evening, EveningRow, LastTime
from op_desktop.register.hours import Hours
from op_desktop.register.volunteering import change_hours, confirm, record_hours, remove_hours
from op_desktop.storage.unit_of_work import UnitOfWork
from ui.models.volunteering import SheetRow

Names = Mapping[RecordId, tuple[str, str]]


@dataclass(slots=True)
class EveningDraft:
    """What is on file about the evening, and what the person at the sheet changed."""

    evening: Evening
    last: LastTime | None = None
    names: dict[RecordId, tuple[str, str]] = field(default_factory=dict)
    """Surname and first name of people who are not on the evening's own list."""
    ticked: dict[RecordId, bool] = field(default_factory=dict)
    minutes: dict[RecordId, int] = field(default_factory=dict)
    same: bool = False
    """Whether last time's people are taken too; one more letter typed takes that back."""

    @property
    def rows(self) -> list[SheetRow]:
        """The sheet as it would be confirmed now: people added here first, then the evening's own."""
        known = {row.person_id for row in self.evening.rows}
        added = [self._added(id, *name) for id, name in self.names.items() if id not in known]
        return [*(row for row in added if row is not None), *(self._known(row) for row in self.evening.rows)]

    @property
    def total(self) -> int:
        """Minutes of the ticked rows."""
        return sum(row.minutes for row in self.rows if row.ticked)

    @property
    def changes_nothing(self) -> bool:
        """Whether nobody is ticked and nobody's hours would be removed."""
        return not any(row.ticked or row.shift_id is not None for row in self.rows)

    def renew(self, evening: Evening, last: LastTime | None) -> None:
        """The evening was read again; what was changed here stays."""
        self.evening, self.last = evening, last

    def toggle(self, person_id: RecordId) -> None:
        """Tick, or take the tick away."""
        now = next((row.ticked for row in self.rows if row.person_id == person_id), False)
        self.ticked[person_id] = not now

    def add(self, person_id: RecordId, family: str, given: str) -> None:
        """Tick somebody, on the list or not."""
        self.names[person_id] = (family, given)
        self.ticked[person_id] = True

    def give(self, person_id: RecordId, minutes: int) -> None:
        """The length for one person; whoever gave time was there."""
        self.minutes[person_id] = minutes
        self.ticked[person_id] = minutes > 0

    def store(self, uow: UnitOfWork) -> None:
        """Write the hours and vouch for them; who is no longer ticked gave none. Raises what ``record_hours`` does."""
        session = self.evening.session
        rows = self.rows
        for row in rows:
            if row.shift_id is not None and not row.ticked:
                remove_hours(uow, row.shift_id)
        standing = [(row, row.shift_id) for row in rows if row.ticked and row.shift_id is not None]
        for row, shift_id in standing:
            if self.minutes.get(row.person_id) is not None:
                change_hours(uow, shift_id, row.minutes)
        confirm(uow, [shift_id for _row, shift_id in standing])
        record_hours(uow, [
            Hours(person_id=row.person_id, starts_at=row.starts_at, minutes=row.minutes, activity=Activity.LAB,
                  lab_id=session.lab_id, session_id=session.id)
            for row in rows if row.ticked and row.shift_id is None
        ])  # fmt: skip

    def _taken(self, person_id: RecordId, otherwise: bool) -> bool:
        also = self.same and self.last is not None and person_id in self.last.minutes
        return self.ticked.get(person_id, otherwise or also)

    def _length(self, person_id: RecordId, otherwise: int) -> int:
        if self.same and self.last is not None:
            otherwise = self.last.minutes.get(person_id, otherwise)
        return self.minutes.get(person_id, otherwise)

    def _known(self, row: EveningRow) -> SheetRow:
        minutes = row.minutes if row.shift_id else self._length(row.person_id, row.minutes)
        return SheetRow(
            row.person_id, row.family, row.given, self._taken(row.person_id, row.ticked), row.starts_at,
            self.minutes.get(row.person_id, minutes), row.times, row.shift_id, row.confirmed,
        )  # fmt: skip

    def _added(self, person_id: RecordId, family: str, given: str) -> SheetRow | None:
        """Somebody from last time stands on the sheet only while last time's people are taken."""
        session = self.evening.session
        row = SheetRow(person_id, family, given, self._taken(person_id, False), session.starts_at, session.minutes)
        shown = row.ticked or person_id in self.ticked
        return replace(row, minutes=self._length(person_id, row.minutes)) if shown else None
