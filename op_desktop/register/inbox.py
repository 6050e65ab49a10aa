"""What is left to complete, oldest first: each line leads to the place where it is done.

One list for all who ask: *Today*, the numbers in the navigation, the list of classes and the hand-over read it here.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import func, or_, select

from op_desktop.domain.attendance import LessonMark
from op_desktop.domain.lab import Lab
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import Enrolment, Lesson, RosterMode, School, SchoolClass, Status
from op_desktop.domain.section import ClassName
from op_desktop.domain.volunteering import VolunteerShift
from op_desktop.register.agenda import Activity, activities
from op_desktop.register.desk_lists import due_follow_ups
from op_desktop.register.help_areas import area_names
from op_desktop.register.labs import lab_in
from op_desktop.register.meetings import RegisterState
from op_desktop.register.printed_sheets import WaitingSheet, waiting_sheets
from op_desktop.register.schools import school_in
from op_desktop.register.view import EVERYTHING, View, of_people
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF, UNVOUCHED

_shift, _lab = TABLE_OF[VolunteerShift], TABLE_OF[Lab]
_lesson, _class, _school = TABLE_OF[Lesson], TABLE_OF[SchoolClass], TABLE_OF[School]
_enrolment, _mark = TABLE_OF[Enrolment], TABLE_OF[LessonMark]
BACK: Final = timedelta(days=365)
"""How far back closed registers are looked through."""


class InboxKind(StrEnum):
    """What is missing."""

    REGISTER_MISSING = "register_missing"
    """A lesson is over and nobody is marked."""
    REGISTER_DRAFT = "register_draft"
    """A lesson is over and its register is not closed."""
    LESSON_UNTOLD = "lesson_untold"
    """A lesson of a class without a list is over, and nobody said whether it took place."""
    PUPILS_UNMARKED = "pupils_unmarked"
    """A closed register has pupils without a mark."""
    SHEET_WAITING = "sheet_waiting"
    """A sheet was printed for a lesson that is over, and nobody typed it in: its register comes from it."""
    MEETING_MISSING = "meeting_missing"
    MEETING_DRAFT = "meeting_draft"
    EVENT_OPEN = "event_open"
    HOURS_UNCONFIRMED = "hours_unconfirmed"
    FOLLOW_UP_DUE = "follow_up_due"


OF_CLASSES: Final = frozenset(
    {InboxKind.REGISTER_MISSING, InboxKind.REGISTER_DRAFT, InboxKind.LESSON_UNTOLD, InboxKind.PUPILS_UNMARKED,
     InboxKind.SHEET_WAITING}
)  # fmt: skip
"""What is completed in a class; the ``parent_id`` of these rows is the class."""

OF_MEETINGS: Final = frozenset({InboxKind.MEETING_MISSING, InboxKind.MEETING_DRAFT})
"""Meetings of labs that are over: their paper sheets wait to be typed in."""


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One thing to complete."""

    kind: InboxKind
    id: RecordId
    """The lesson, meeting, event or contact; for hours the lab, or the oldest shift where there is none."""
    parent_id: RecordId
    title: str
    day: date
    count: int
    """Pupils without a mark, volunteers with unconfirmed hours; 0 where nothing is counted."""
    age: int
    """Days that it has been waiting for."""
    code: str = ""
    """The code of a printed sheet; empty elsewhere."""


@dataclass(frozen=True, slots=True)
class Whose:
    """For whom the list is made: a place (None: everywhere), and what this person is shown."""

    place: RecordId | None
    view: View


def to_complete(reader: Reader, place: RecordId | None = None, view: View = EVERYTHING) -> list[InboxRow]:
    """Everything left to complete at a place (None: everywhere), oldest first."""
    whose = Whose(place, view)
    rows = [row for source in _SOURCES for row in source(reader, whose)]
    return sorted(rows, key=lambda row: (row.day, row.kind, row.title, row.id))


def by_class(rows: Iterable[InboxRow]) -> Counter[RecordId]:
    """How much waits in each class."""
    return Counter(row.parent_id for row in rows if row.kind in OF_CLASSES)


def _over(reader: Reader, whose: Whose) -> Iterator[InboxRow]:
    """What is over and not closed; a lesson whose printed sheets wait is told once, by them."""
    found = activities(reader, None, reader.today, place=whose.place, open_only=True, view=whose.view)
    over = {each.id: each for each in found if each.ends_at <= reader.now}
    for sheet in _waiting(reader, whose):
        # A sheet of a lesson that is going on is on somebody's desk, not late.
        if over.pop(sheet.lesson_id, None) is not None:
            yield InboxRow(InboxKind.SHEET_WAITING, sheet.lesson_id, sheet.class_id, sheet.label,
                           sheet.starts_at.date(), 0, sheet.days, sheet.code)  # fmt: skip
    for activity in over.values():
        yield _open_row(activity, reader.today)


def _waiting(reader: Reader, whose: Whose) -> list[WaitingSheet]:
    """The sheets that this person types in, of each lesson the last one printed first."""
    if not whose.view.classes:
        return []
    sheets = waiting_sheets(reader, whose.place, educator_id=RecordId(whose.view.educator_id) or None)
    return sorted(sheets, key=lambda sheet: (sheet.printed_at, sheet.id), reverse=True)


def _open_row(activity: Activity, today: date) -> InboxRow:
    draft = activity.state is RegisterState.DRAFT
    untold = InboxKind.REGISTER_MISSING if activity.expected else InboxKind.LESSON_UNTOLD
    kind = {
        "lesson": InboxKind.REGISTER_DRAFT if draft else untold,
        "session": InboxKind.MEETING_DRAFT if draft else InboxKind.MEETING_MISSING,
        "event": InboxKind.EVENT_OPEN,
    }[activity.kind]
    day = activity.starts_at.date()
    age = (today - day).days
    return InboxRow(kind, activity.id, activity.parent_id, activity.title, day, activity.unmarked, age)


def _unmarked(reader: Reader, whose: Whose) -> Iterator[InboxRow]:
    """Closed registers of classes with a list in which pupils of that day have no mark."""
    day = func.substr(_lesson.c.starts_at, 1, 10)
    marked = (_mark.c.lesson_id == _lesson.c.id) & (_mark.c.enrolment_id == _enrolment.c.id)
    without = (
        select(func.count())
        .select_from(_enrolment)
        .where(
            _enrolment.c.class_id == _lesson.c.class_id,
            or_(_enrolment.c.enrolled_on.is_(None), _enrolment.c.enrolled_on <= day),
            or_(_enrolment.c.left_on.is_(None), _enrolment.c.left_on > day),
            ~select(_mark.c.id).where(marked).correlate(_lesson, _enrolment).exists(),
        )
        .correlate(_lesson)
        .scalar_subquery()
    )
    # A class that was only counted on that day and has a list now owes no marks of then.
    kept = select(_mark.c.id).where(_mark.c.lesson_id == _lesson.c.id).correlate(_lesson).exists()
    query = (
        select(_lesson.c.id, _class.c.id, _class.c.grade, _class.c.section, day, without)
        .join(_class, _class.c.id == _lesson.c.class_id)
        .join(_school, _school.c.id == _class.c.school_id)
        .where(
            _lesson.c.status == Status.HELD, _lesson.c.starts_at >= (reader.today - BACK).isoformat(),
            _class.c.roster_mode != RosterMode.HEADCOUNT, kept, without > 0,
            _class.c.archived == 0, whose.view.of_class(_class.c.educator_id),
        )
    )  # fmt: skip
    if whose.place is not None:
        query = query.where(school_in(whose.place))
    for id, class_id, grade, section, on, count in reader.rows(query):
        held, title = date.fromisoformat(on), str(ClassName(grade, section))
        yield InboxRow(InboxKind.PUPILS_UNMARKED, id, class_id, title, held, count, (reader.today - held).days)


def _unconfirmed(reader: Reader, whose: Whose) -> Iterator[InboxRow]:
    """Hours that nobody has confirmed and this person is shown, by lab."""
    query = (
        select(_shift.c.lab_id, func.coalesce(_lab.c.name, ""), func.min(_shift.c.starts_at),
               func.count(), func.min(_shift.c.id))
        .outerjoin(_lab, _lab.c.id == _shift.c.lab_id)
        .where(UNVOUCHED, _shift.c.duplicate_of.is_(None),
               _shift.c.starts_at < reader.now.isoformat(),
               of_people(whose.view, VolunteerShift))
        .group_by(_shift.c.lab_id, _lab.c.name)
    )  # fmt: skip
    for lab_id, name, since, count, first in reader.rows(
        query if whose.place is None else query.where(lab_in(whose.place))
    ):
        of, day = lab_id or first, date.fromisoformat(since[:10])
        yield InboxRow(InboxKind.HOURS_UNCONFIRMED, of, of, name, day, count, (reader.today - day).days)


def _follow_ups(reader: Reader, whose: Whose) -> Iterator[InboxRow]:
    """Contacts that somebody promised to take up again."""
    due = due_follow_ups(reader, None, whose.place, whose.view)
    names = area_names(reader) if due else {}
    for row in due:
        if row.follow_up_on is not None:
            age = (reader.today - row.follow_up_on).days
            of, title = row.person_id or row.id, names.get(row.area, row.area)
            yield InboxRow(InboxKind.FOLLOW_UP_DUE, row.id, of, title, row.follow_up_on, 0, age)


_SOURCES: tuple[Callable[[Reader, Whose], Iterator[InboxRow]], ...] = (_over, _unmarked, _unconfirmed, _follow_ups)
"""Everything that may be left to complete; a new kind of thing is one more of these."""
