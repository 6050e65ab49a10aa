"""How much a class knows of its pupils, and the way from one mode to another: no past register changes on it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Function, Select, func, select

from op_desktop.domain.record import RecordId
from op_desktop.domain.school import Lesson, RosterMode, SchoolClass, Status
from op_desktop.register.rosters import MOST_SEATS, NumberUnfit, add_seats, named_pupils, roster, set_roster_mode
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.unit_of_work import UnitOfWork

_lesson = TABLE_OF[Lesson]


@dataclass(frozen=True, slots=True)
class ModeChange:
    """What a change of mode does to a class."""

    before: RosterMode
    after: RosterMode
    names: int
    """Pupils whose names would be erased, for ever and on every computer."""
    seats: int
    """Places without a name that would be made."""
    pupils: int
    """How many the class counts afterwards."""

    @property
    def erases(self) -> bool:
        """Whether it cannot be taken back."""
        return self.names > 0


def mode_change(reader: Reader, class_id: RecordId, mode: RosterMode, count: int | None = None) -> ModeChange:
    """What changing the mode would do; ``count`` is how many pupils there are, where somebody says so.

    Raises ``NumberUnfit`` for a count that no class has.
    """
    group = reader.require(SchoolClass, class_id)
    standing = roster(reader, class_id)
    said = count if count is not None else group.declared_pupils
    if said is not None and not 0 <= said <= MOST_SEATS:
        raise NumberUnfit(most=MOST_SEATS)
    names = len(named_pupils(reader, class_id)) if mode is not RosterMode.NAMES else 0
    counted = _counted(reader, class_id)
    if mode is RosterMode.HEADCOUNT:
        pupils = said if group.roster_mode is mode or count is not None else counted
        return ModeChange(group.roster_mode, mode, names, 0, pupils or 0)
    missing = set(range(1, (said or 0) + 1)) - {row.number for row in standing}
    makes = group.roster_mode is RosterMode.HEADCOUNT or count is not None
    seats = len(missing) if makes else 0
    return ModeChange(group.roster_mode, mode, names, seats, sum(row.is_in(reader.today) for row in standing) + seats)


def change_mode(uow: UnitOfWork, class_id: RecordId, mode: RosterMode, count: int | None = None) -> ModeChange:
    """Change the mode as ``mode_change`` foretold and return what was done.

    Places stay with their marks whatever the mode. Names that are no longer kept are erased everywhere and for ever:
    such a save cannot be undone. Places made in the middle of a path begin today, so that past registers stay.
    """
    planned = mode_change(uow, class_id, mode, count)
    group = uow.require(SchoolClass, class_id)
    if mode is RosterMode.HEADCOUNT:
        uow.put(replace(group, declared_pupils=planned.pupils))
    set_roster_mode(uow, class_id, mode)
    if planned.seats:
        said = count if count is not None else group.declared_pupils
        add_seats(uow, class_id, said or 0, since=_since(uow, class_id))
    return planned


def _counted(reader: Reader, class_id: RecordId) -> int:
    """The pupils as figures count them: without those who left before the first lesson that was held."""
    first = reader.value(_held(func.min(_lesson.c.starts_at), class_id))
    day = date.fromisoformat(first[:10]) if first else reader.today
    return sum(1 for row in roster(reader, class_id) if row.left_on is None or row.left_on > day)


def _since(reader: Reader, class_id: RecordId) -> date | None:
    """The first day of places made now: from the beginning, unless lessons were held without them."""
    return reader.today if reader.value(_held(func.count(), class_id)) else None


def _held(what: Function[Any], class_id: RecordId) -> Select[Any]:
    return select(what).where(_lesson.c.class_id == class_id, _lesson.c.status == Status.HELD)
