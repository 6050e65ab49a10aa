"""Who is in a class, from one day to another: places, names, withdrawals and transfers."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import func, or_, select

from op_desktop.domain.attendance import ATTENDING, LessonMark
from op_desktop.domain.exchange import Erasure
from op_desktop.domain.record import RecordId, new_id
from op_desktop.domain.school import Enrolment, Leaving, Lesson, Pupil, RosterMode, SchoolClass
from op_desktop.errors import UserError
from op_desktop.language import N_
from op_desktop.storage import erasures
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.unit_of_work import UnitOfWork

_enrolment, _pupil, _lesson, _mark = TABLE_OF[Enrolment], TABLE_OF[Pupil], TABLE_OF[Lesson], TABLE_OF[LessonMark]
_class = TABLE_OF[SchoolClass]
MOST_SEATS = 60
"""No class is larger; a typing slip is."""
NO_NAMES = "class keeps no names"
"""What the order to forget the names of a class says of itself."""


class NumberTaken(UserError):
    """Another pupil of the class bears this number."""

    title = N_("Number {number} is taken.")
    advice = N_("The next free number is {free}.")


class NumberUnfit(UserError):
    """A register number or a number of places outside what a class has."""

    title = N_("A class has 1 to {most} places.")
    advice = N_("Check the number.")


class NamesNotKept(UserError):
    """The class was set up to keep no names."""

    title = N_("This class keeps numbers only.")
    advice = N_("To keep names, change it first in the details of the class. Nothing was changed.")


class LeftBeforeComing(UserError):
    """A pupil would leave before the day of enrolment."""

    title = N_("The pupil came on a later day.")
    advice = N_("Check the day.")


class WasHereBefore(UserError):
    """A pupil would come back into a class whose earlier registers would then change."""

    title = N_("The pupil was in this class before.")
    advice = N_("Add the pupil again with a new number: the earlier registers stay as they are.")


@dataclass(frozen=True, slots=True)
class PupilRow:
    """A pupil in a class."""

    enrolment_id: RecordId
    pupil_id: RecordId
    number: int
    family: str
    given: str
    enrolled_on: date | None
    left_on: date | None
    leaving: Leaving | None

    def is_in(self, day: date) -> bool:
        """Whether the pupil belongs to the class on this day."""
        return (self.enrolled_on is None or self.enrolled_on <= day) and (self.left_on is None or day < self.left_on)


def roster(reader: Reader, class_id: RecordId, day: date | None = None) -> list[PupilRow]:
    """The pupils of a class by number: all that ever were in it, or those of one day.

    A class that keeps no names shows none, though one of its pupils has a name in another class.
    """
    mode = reader.value(select(_class.c.roster_mode).where(_class.c.id == class_id))
    query = (
        select(_enrolment.c.id, _enrolment.c.pupil_id, _enrolment.c.number, _pupil.c.family_name,
               _pupil.c.given_name, _enrolment.c.enrolled_on, _enrolment.c.left_on, _enrolment.c.leaving)
        .join(_pupil, _pupil.c.id == _enrolment.c.pupil_id)
        .where(_enrolment.c.class_id == class_id)
        .order_by(_enrolment.c.number, _enrolment.c.id)
    )  # fmt: skip
    named = mode == RosterMode.NAMES
    rows = [
        PupilRow(id, pupil, number, family if named else "", given if named else "", _day(since), _day(until),
                 Leaving(leaving) if leaving else None)
        for id, pupil, number, family, given, since, until, leaving in reader.rows(query)
    ]  # fmt: skip
    return rows if day is None else [row for row in rows if row.is_in(day)]


def add_seats(uow: UnitOfWork, class_id: RecordId, count: int, *, since: date | None = None) -> list[RecordId]:
    """Give the class the numbers 1 to ``count``, without names; those that are there stay. Returns the new ones."""
    if not 1 <= count <= MOST_SEATS:
        raise NumberUnfit(most=MOST_SEATS)
    uow.require(SchoolClass, class_id)
    taken = _taken(uow, class_id)
    return [_enrol(uow, class_id, number, Pupil(id=new_id()), since) for number in range(1, count + 1)
            if number not in taken]  # fmt: skip


def enrol(
    uow: UnitOfWork,
    class_id: RecordId,
    number: int | None = None,
    family: str = "",
    given: str = "",
    *,
    since: date | None = None,
) -> RecordId:
    """Add a pupil; without a number the next free one, without ``since`` from the first lesson on.

    Raises ``NumberTaken``, ``NumberUnfit``, or ``NamesNotKept`` for a name in a class of numbers.
    """
    school_class = uow.require(SchoolClass, class_id)
    if (family.strip() or given.strip()) and school_class.roster_mode is not RosterMode.NAMES:
        raise NamesNotKept
    wanted = _free_number(_taken(uow, class_id), number)
    pupil = Pupil(id=new_id(), family_name=family.strip(), given_name=given.strip())
    return _enrol(uow, class_id, wanted, pupil, since)


def name_pupil(uow: UnitOfWork, enrolment_id: RecordId, family: str, given: str) -> None:
    """Write or correct a pupil's name; raises ``NamesNotKept``."""
    enrolment = uow.require(Enrolment, enrolment_id)
    if uow.require(SchoolClass, enrolment.class_id).roster_mode is not RosterMode.NAMES:
        raise NamesNotKept
    pupil = nameable(uow, enrolment.pupil_id)
    uow.put(replace(pupil, family_name=family.strip(), given_name=given.strip()))


def renumber(uow: UnitOfWork, enrolment_id: RecordId, number: int) -> None:
    """Give a pupil another register number; raises ``NumberTaken``."""
    enrolment = uow.require(Enrolment, enrolment_id)
    taken = _taken(uow, enrolment.class_id) - {enrolment.number}
    uow.put(replace(enrolment, number=_free_number(taken, number)))


def set_roster_mode(uow: UnitOfWork, class_id: RecordId, mode: RosterMode) -> None:
    """Keep names, numbers or only how many they are, and make no places (``roster_modes.change_mode`` does).

    Names that are no longer kept are erased here and on every other computer, for ever; marks and numbers stay.
    """
    if mode is not RosterMode.NAMES:
        uow.put_all(
            Erasure.of(what=Pupil.entity, row_id=pupil_id, reason=NO_NAMES, decided_on=uow.today)
            for pupil_id in named_pupils(uow, class_id)
        )
    uow.put(replace(uow.require(SchoolClass, class_id), roster_mode=mode))


def named_pupils(reader: Reader, class_id: RecordId) -> list[RecordId]:
    """The pupils of a class, gone ones too, whose names are kept for it alone: no other class of names has them."""
    other = _enrolment.alias()
    elsewhere = (
        select(other.c.id)
        .join(_class, _class.c.id == other.c.class_id)
        .where(other.c.pupil_id == _pupil.c.id, other.c.class_id != class_id, _class.c.roster_mode == RosterMode.NAMES)
    )
    query = (
        select(_pupil.c.id)
        .join(_enrolment, _enrolment.c.pupil_id == _pupil.c.id)
        .where(_enrolment.c.class_id == class_id, or_(_pupil.c.family_name != "", _pupil.c.given_name != ""))
        .where(~elsewhere.exists())
        .order_by(_pupil.c.id)
    )
    return [RecordId(id) for (id,) in reader.rows(query)]


def withdraw(uow: UnitOfWork, enrolment_id: RecordId, day: date) -> None:
    """The pupil is no longer in the class from this day on; earlier registers stay as they are.

    Marks that somebody made on a later day stay too: see ``last_seen``. Raises ``LeftBeforeComing``.
    """
    _leave(uow, enrolment_id, day, Leaving.WITHDRAWN)


def transfer(
    uow: UnitOfWork, enrolment_id: RecordId, class_id: RecordId, day: date, number: int | None = None
) -> RecordId:
    """Move a pupil to another class from this day on; returns the enrolment there.

    A class that keeps numbers only shows the number, not the name. Raises ``LeftBeforeComing``, ``WasHereBefore`` or
    ``NumberTaken``.
    """
    left = _leave(uow, enrolment_id, day, Leaving.TRANSFERRED)
    wanted = _free_number(_taken(uow, class_id), number)
    arrived = Enrolment.of(class_id=class_id, pupil_id=left.pupil_id, number=wanted, enrolled_on=day)
    if uow.get(Enrolment, arrived.id) is not None:
        raise WasHereBefore
    uow.put(arrived)
    return arrived.id


def last_seen(reader: Reader, enrolment_id: RecordId) -> date | None:
    """The day of the last lesson at which somebody marked the pupil as there; None if nobody ever did."""
    query = (
        select(func.max(_lesson.c.starts_at))
        .join(_mark, _mark.c.lesson_id == _lesson.c.id)
        .where(_mark.c.enrolment_id == enrolment_id, _mark.c.mark.in_(ATTENDING))
    )
    found = reader.value(query)
    return datetime.fromisoformat(found).date() if found else None


def _leave(uow: UnitOfWork, enrolment_id: RecordId, day: date, leaving: Leaving) -> Enrolment:
    enrolment = uow.require(Enrolment, enrolment_id)
    if enrolment.enrolled_on is not None and day < enrolment.enrolled_on:
        raise LeftBeforeComing
    uow.put(replace(enrolment, left_on=day, leaving=leaving))
    return enrolment


def _enrol(uow: UnitOfWork, class_id: RecordId, number: int, pupil: Pupil, since: date | None) -> RecordId:
    enrolment = Enrolment.of(class_id=class_id, pupil_id=pupil.id, number=number, enrolled_on=since)
    uow.put_all([pupil, enrolment])
    return enrolment.id


def nameable(uow: UnitOfWork, pupil_id: RecordId) -> Pupil:
    """The pupil; after an erasure a fresh one in all its classes, since what was erased takes no name again.

    The enrolments keep their ids, and with them every mark.
    """
    if not erasures.erased(uow.connection, {(Pupil.entity, pupil_id)}):
        return uow.require(Pupil, pupil_id)
    fresh = Pupil(id=new_id())
    own = uow.all(Enrolment, _enrolment.c.pupil_id == pupil_id)
    uow.put_all([fresh, *(replace(each, pupil_id=fresh.id) for each in own)])
    return fresh


def _taken(uow: UnitOfWork, class_id: RecordId) -> set[int]:
    """Every number the class ever gave: one who left keeps it, so that old registers stay unequivocal."""
    return {number for (number,) in uow.rows(select(_enrolment.c.number).where(_enrolment.c.class_id == class_id))}


def _free_number(taken: Iterable[int], wanted: int | None) -> int:
    """The number that is wished for, else the one after the highest; at the end of the range the lowest that is free.

    Raises ``NumberUnfit`` where the range has no number left.
    """
    numbers = set(taken)
    free = max(numbers, default=0) + 1
    if free > MOST_SEATS:
        free = next((number for number in range(1, MOST_SEATS + 1) if number not in numbers), 0)
    if wanted is None:
        if not free:
            raise NumberUnfit(most=MOST_SEATS)
        return free
    if not 1 <= wanted <= MOST_SEATS:
        raise NumberUnfit(most=MOST_SEATS)
    if wanted in numbers and not free:
        raise NumberUnfit(most=MOST_SEATS)
    if wanted in numbers:
        raise NumberTaken(number=wanted, free=free)
    return wanted


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
