"""The register of a class: marks of pupils at lessons, closing and reopening."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from op_desktop.domain.attendance import ATTENDING, LessonMark, Mark
from op_desktop.domain.certificate import earns
from op_desktop.domain.formats import format_month
from op_desktop.domain.record import RecordId, joined_id
from op_desktop.domain.school import Enrolment, Lesson, RosterMode, SchoolClass, Status
from op_desktop.errors import UserError
from op_desktop.language import N_, _
from op_desktop.register.handovers import handed_over_at
from op_desktop.register.lessons import LessonRow, lesson_plan
from op_desktop.register.meetings import RegisterState, refuse_future, refuse_unless_open
from op_desktop.register.places import least_share
from op_desktop.register.rosters import PupilRow, roster
from op_desktop.register.schools import ClassRow, class_header
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF
from op_desktop.storage.unit_of_work import UnitOfWork

_mark, _lesson, _enrolment = TABLE_OF[LessonMark], TABLE_OF[Lesson], TABLE_OF[Enrolment]


class NotMarked(UserError):
    """A note goes with a mark, and there is none."""

    title = N_("This pupil has no mark yet.")
    advice = N_("Mark the pupil first: the note goes with the mark. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Cell:
    """One pupil at one lesson; without a mark nothing is recorded, which is not absent."""

    mark: Mark | None = None
    minutes: int | None = None
    note: str = ""
    expected: bool = True
    """Whether the pupil was in the class on that day."""


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A pupil's line; usable as a seat of the line “Who is missing?”."""

    enrolment_id: RecordId
    pupil_id: RecordId
    number: int
    family: str
    given: str
    cells: tuple[Cell, ...]
    """One for each lesson of the sheet, in its order."""
    attended: int
    """Lessons present, late or left early."""
    held: int
    """Lessons of the pupil's that were held, or in whose draft the pupil has a mark."""
    at_risk: bool
    """Whether even full attendance from now on would miss the share that a certificate needs."""
    active: bool
    """Whether the pupil is in the class today."""


@dataclass(frozen=True, slots=True)
class RegisterSheet:
    """The register of a class over all its lessons, without the cancelled ones."""

    school_class: ClassRow
    lessons: tuple[LessonRow, ...]
    rows: tuple[RegisterRow, ...]
    least_share: int
    """Percent of the meetings that a certificate needs."""

    def place_of(self, lesson_id: RecordId) -> int:
        """Where a lesson's cells stand in each row."""
        return next(place for place, lesson in enumerate(self.lessons) if lesson.id == lesson_id)

    def expected(self, lesson_id: RecordId) -> tuple[RegisterRow, ...]:
        """The pupils of the class on the day of a lesson, with those marked there anyway."""
        place = self.place_of(lesson_id)
        return tuple(row for row in self.rows if row.cells[place].expected or row.cells[place].mark)

    def differing(self, lesson_id: RecordId, chosen: Mark) -> tuple[RegisterRow, ...]:
        """Whose mark at this lesson stands otherwise: what marking everybody so would overwrite."""
        place = self.place_of(lesson_id)
        return tuple(row for row in self.expected(lesson_id) if row.cells[place].mark not in (None, chosen))


@dataclass(frozen=True, slots=True)
class Totals:
    """How many pupils have which mark at one lesson."""

    expected: int
    present: int = 0
    absent: int = 0
    late: int = 0
    excused: int = 0
    left_early: int = 0

    @property
    def unset(self) -> int:
        """Pupils without a mark."""
        return self.expected - self.present - self.absent - self.late - self.excused - self.left_early

    @property
    def attending(self) -> int:
        """Pupils who were there, however long."""
        return self.present + self.late + self.left_early

    @property
    def missing(self) -> int:
        """Pupils who were not there."""
        return self.absent + self.excused


def register_of(reader: Reader, class_id: RecordId) -> RegisterSheet:
    """The whole register of a class, in five queries whatever its size; raises ``RecordMissing``."""
    header = class_header(reader, class_id)
    lessons = tuple(each for each in lesson_plan(reader, class_id) if each.state is not RegisterState.CANCELLED)
    cells = _cells(reader, class_id)
    share = least_share(reader, reader.today)
    rows = [
        _row(pupil, lessons, cells, header.planned_meetings, share, reader.today) for pupil in roster(reader, class_id)
    ]
    return RegisterSheet(header, lessons, tuple(row for row in rows if row is not None), share)


def totals(sheet: RegisterSheet, lesson_id: RecordId) -> Totals:
    """The totals of one lesson of a sheet."""
    place = sheet.place_of(lesson_id)
    expected = sheet.expected(lesson_id)
    counts = Counter(row.cells[place].mark for row in expected)
    return Totals(len(expected), *(counts[mark] for mark in _ORDER))


_ORDER = (Mark.PRESENT, Mark.ABSENT, Mark.LATE, Mark.EXCUSED, Mark.LEFT_EARLY)


def lesson_totals(reader: Reader, lesson_id: RecordId) -> Totals:
    """The totals of one lesson, without its sheet."""
    lesson = reader.require(Lesson, lesson_id)
    query = select(_mark.c.enrolment_id, _mark.c.mark).where(_mark.c.lesson_id == lesson_id)
    marks: dict[RecordId, str] = dict(tuple(row) for row in reader.rows(query))
    here = {row.enrolment_id for row in roster(reader, lesson.class_id, lesson.starts_at.date())}
    counts = Counter(Mark(mark) for mark in marks.values())
    return Totals(len(here | marks.keys()), *(counts[mark] for mark in _ORDER))


def mark(
    uow: UnitOfWork,
    lesson_id: RecordId,
    enrolment_id: RecordId,
    mark: Mark | None,
    minutes: int | None = None,
    note: str | None = None,
) -> None:
    """Store one mark, or take it back with None; marking again replaces it, a note of None stays.

    Raises ``RegisterClosed`` or ``MeetingCancelled``.
    """
    refuse_unless_open(uow.require(Lesson, lesson_id).status)
    id = joined_id(LessonMark.entity, (lesson_id, enrolment_id))
    standing = uow.get(LessonMark, id)
    if mark is None:
        if standing is not None:
            uow.delete(LessonMark, id)
        return
    kept = standing.note if standing is not None and note is None else note or ""
    uow.put(LessonMark(id=id, lesson_id=lesson_id, enrolment_id=enrolment_id, mark=mark, minutes=minutes, note=kept))


def write_note(uow: UnitOfWork, lesson_id: RecordId, enrolment_id: RecordId, note: str) -> None:
    """Change the note that goes with a mark; the mark stays as it is.

    Raises ``RegisterClosed``, ``MeetingCancelled`` or ``NotMarked``: a note says nothing of who was there.
    """
    refuse_unless_open(uow.require(Lesson, lesson_id).status)
    standing = uow.get(LessonMark, joined_id(LessonMark.entity, (lesson_id, enrolment_id)))
    if standing is None:
        raise NotMarked
    uow.put(replace(standing, note=note.strip()))


def mark_many(uow: UnitOfWork, lesson_id: RecordId, enrolment_ids: Iterable[RecordId], chosen: Mark | None) -> None:
    """Store the same mark for several pupils, over those they have."""
    for enrolment_id in enrolment_ids:
        mark(uow, lesson_id, enrolment_id, chosen)


def mark_exceptions(
    uow: UnitOfWork, lesson_id: RecordId, exceptions: Mapping[RecordId, tuple[Mark, int | None]]
) -> None:
    """Store what the line “Who is missing?” says (``roll_call.exceptions``)."""
    for enrolment_id, (chosen, minutes) in exceptions.items():
        mark(uow, lesson_id, enrolment_id, chosen, minutes)


def set_rest(uow: UnitOfWork, lesson_id: RecordId, chosen: Mark = Mark.PRESENT) -> int:
    """Mark every pupil of that day who has no mark yet, and nobody else; returns how many."""
    lesson = uow.require(Lesson, lesson_id)
    refuse_unless_open(lesson.status)
    if uow.require(SchoolClass, lesson.class_id).roster_mode is RosterMode.HEADCOUNT:
        # Places kept from earlier are not who is in the class now.
        return 0
    marked = {id for (id,) in uow.rows(select(_mark.c.enrolment_id).where(_mark.c.lesson_id == lesson_id))}
    rest = [
        LessonMark.of(lesson_id=lesson_id, enrolment_id=pupil.enrolment_id, mark=chosen)
        for pupil in roster(uow, lesson.class_id, lesson.starts_at.date())
        if pupil.enrolment_id not in marked
    ]
    uow.put_all(rest)
    return len(rest)


def close(uow: UnitOfWork, lesson_id: RecordId) -> Totals:
    """Close the register: who has no mark was present, and the lesson counts as held.

    Raises ``MeetingInFuture``, ``RegisterClosed`` or ``MeetingCancelled``.
    """
    lesson = uow.require(Lesson, lesson_id)
    refuse_unless_open(lesson.status)
    refuse_future(lesson.starts_at, uow.now)
    set_rest(uow, lesson_id)
    uow.put(replace(lesson, status=Status.HELD))
    return lesson_totals(uow, lesson_id)


def reopen(uow: UnitOfWork, lesson_id: RecordId, reason: str = "") -> None:
    """Make a closed register a draft again; its marks stay, a reason is added to the lesson's note.

    After a hand-over that took its closing along, the reason is found here where none is given.
    """
    lesson = uow.require(Lesson, lesson_id)
    if lesson.status is not Status.HELD:
        return
    told = reason.strip() or correction(uow, lesson_id)
    known_lines = lesson.note.splitlines()
    note = "\n".join([*known_lines, told]) if told and told not in known_lines else lesson.note
    uow.put(replace(lesson, status=Status.PLANNED, note=note))


def correction(reader: Reader, lesson_id: RecordId) -> str:
    """Why a closed register is reopened: ``Corrected after the hand-over of November.``; nothing before one."""
    left = handed_over_at(reader, lesson_id)
    if left is None:
        return ""
    return _("Corrected after the hand-over of {month}.").format(month=format_month(left.date()))


def _cells(reader: Reader, class_id: RecordId) -> dict[tuple[str, str], Cell]:
    query = (
        select(_mark.c.lesson_id, _mark.c.enrolment_id, _mark.c.mark, _mark.c.minutes, _mark.c.note)
        .join(_lesson, _lesson.c.id == _mark.c.lesson_id)
        .where(_lesson.c.class_id == class_id)
    )
    return {
        (lesson, pupil): Cell(Mark(mark), minutes, note) for lesson, pupil, mark, minutes, note in reader.rows(query)
    }


def _row(
    pupil: PupilRow,
    lessons: tuple[LessonRow, ...],
    cells: Mapping[tuple[str, str], Cell],
    planned_meetings: int,
    share: int,
    today: date,
) -> RegisterRow | None:
    """A pupil's line; None for one who was never there on a day of the sheet and is not today."""
    own = tuple(_cell(pupil, lesson, cells) for lesson in lessons)
    active = pupil.is_in(today) or (pupil.left_on is None and not lessons)
    if not active and not any(cell.expected or cell.mark for cell in own):
        return None
    closed = [lesson.state is RegisterState.CLOSED for lesson in lessons]
    held = sum(1 for cell, is_closed in zip(own, closed, strict=True) if cell.mark or (is_closed and cell.expected))
    attended = sum(1 for cell in own if cell.mark in ATTENDING)
    open_ahead = sum(1 for cell, is_closed in zip(own, closed, strict=True) if not is_closed and not cell.mark)
    ahead = max(open_ahead, planned_meetings - len(lessons) + open_ahead) if pupil.left_on is None else 0
    at_risk = held > 0 and not earns(attended + ahead, held + ahead, share)
    return RegisterRow(pupil.enrolment_id, pupil.pupil_id, pupil.number, pupil.family, pupil.given, own, attended,
                       held, at_risk, active)  # fmt: skip


def _cell(pupil: PupilRow, lesson: LessonRow, cells: Mapping[tuple[str, str], Cell]) -> Cell:
    expected = pupil.is_in(lesson.starts_at.date())
    found = cells.get((lesson.id, pupil.enrolment_id))
    return Cell(expected=expected) if found is None else replace(found, expected=expected)
