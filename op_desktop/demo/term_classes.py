"""The classes of the training workspace: one about to begin its third lesson, others ahead, behind and finished."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from op_desktop.demo.cast import CLASS_2B
from op_desktop.demo.crowd import at
from op_desktop.demo.dice import Dice
from op_desktop.demo.names import Names
from op_desktop.demo.seasons import WEEK, days_ahead, meetings_after, meetings_before, public_holiday
from op_desktop.demo.territory import schools
from op_desktop.domain.attendance import LessonMark, Mark
from op_desktop.domain.record import Record, RecordId, joined_id
from op_desktop.domain.school import Enrolment, Lesson, Pupil, RosterMode, SchoolClass, Status, school_year

PATH = (
    "Bisogni e desideri",
    "Da dove vengono i soldi",
    "Il budget di casa",
    "Risparmiare per un progetto",
    "Scegliere insieme",
)
_THURSDAY = 3
_AURORA, _MUNARI, _GIRONDO, _MONTESSORI = 0, 1, 3, 4


@dataclass(frozen=True, slots=True)
class Plan:
    """One class: how many lessons are behind it, and what is special about it."""

    school: int
    grade: int
    section: str
    mode: RosterMode
    pupils: int
    held: int
    clock: str
    shift: int
    """Days from today's weekday to the weekday of its lessons."""
    meetings: int = 4
    minutes: int = 60
    today: Status | None = None
    colleague: bool = False
    marks: Mapping[int, Mapping[int, Mark]] = field(default_factory=dict)
    """By meeting and register number; who is not named was present."""
    draft: Sequence[int] = ()
    """Register numbers left without a mark in a last lesson that was never closed."""


_A, _R, _G, _U = Mark.ABSENT, Mark.LATE, Mark.EXCUSED, Mark.LEFT_EARLY
PLANS = (
    Plan(_AURORA, 2, "B", RosterMode.NAMES, len(CLASS_2B), 2, "10:15", 0, meetings=5, today=Status.PLANNED,
         marks={1: {4: _A, 14: _G, 21: _R}, 2: {10: _R, 14: _A, 18: _A, 23: _G}}),
    Plan(_AURORA, 1, "C", RosterMode.NUMBERS, 24, 0, "08:30", 0, today=Status.HELD, marks={1: {6: _A, 17: _A}}),
    Plan(_AURORA, 3, "A", RosterMode.NAMES, 21, 1, "09:25", 0, marks={1: {3: _A}, 2: {8: _A, 12: _R}}, draft=(5, 19)),
    Plan(_MUNARI, 1, "A", RosterMode.NUMBERS, 20, 4, "11:10", 1,
         marks={1: {2: _A, 9: _A}, 2: {9: _A, 14: _U}, 3: {9: _G}, 4: {11: _A}}),
    Plan(_MUNARI, 2, "D", RosterMode.HEADCOUNT, 22, 2, "10:15", 2, colleague=True),
    Plan(_GIRONDO, 5, "A", RosterMode.NUMBERS, 18, 2, "14:00", 3, minutes=120, marks={1: {1: _A}, 2: {7: _R, 12: _A}}),
    Plan(_MONTESSORI, 4, "B", RosterMode.NAMES, 23, 1, "12:00", 2, minutes=120, marks={1: {13: _A, 20: _U}}),
    Plan(_MONTESSORI, 3, "C", RosterMode.NUMBERS, 19, 3, "09:00", 4, colleague=True, marks={2: {4: _A, 5: _A}}),
)  # fmt: skip


def class_id(plan: Plan, year: int) -> RecordId:
    """The id of a class of the training workspace."""
    return joined_id("demo", ["class", str(year), str(plan.school), str(plan.grade), plan.section])


def lesson_id(plan: Plan, year: int, meeting: int) -> RecordId:
    """The id of one of its lessons."""
    return joined_id("demo", ["lesson", class_id(plan, year), str(meeting)])


def class_records(dice: Dice, today: date, educator: RecordId, colleague: RecordId) -> Iterator[Record]:
    """Schools, classes, pupils, lessons and marks of the term around a day."""
    yield from schools()
    names = Names()
    for plan in PLANS:
        yield from _class(plan, dice, names, today, colleague if plan.colleague else educator)


def _class(plan: Plan, dice: Dice, names: Names, today: date, educator: RecordId) -> Iterator[Record]:
    year = school_year(today)
    group = SchoolClass(
        id=class_id(plan, year), school_id=schools()[plan.school].id, school_year=year, grade=plan.grade,
        section=plan.section, roster_mode=plan.mode, planned_meetings=plan.meetings, lesson_minutes=plan.minutes,
        declared_pupils=plan.pupils if plan.mode is RosterMode.HEADCOUNT else None,
        path_title="Il denaro e noi", educator_id=educator,
    )  # fmt: skip
    yield group
    seats: list[Enrolment] = []
    for pupil, seat in _roster(plan, group, dice, names):
        seats.append(seat)
        yield pupil
        yield seat
    for meeting, (day, status) in enumerate(_days(plan, today), start=1):
        lesson = Lesson(
            id=lesson_id(plan, year, meeting), class_id=group.id, meeting=meeting, starts_at=at(day, plan.clock),
            minutes=plan.minutes, title=PATH[meeting - 1], status=status,
            place="aula 12" if plan.section == "B" else "",
        )  # fmt: skip
        yield lesson
        draft = meeting == plan.held + 1 and bool(plan.draft)
        if status is Status.HELD or draft:
            yield from _marks(lesson, seats, plan.marks.get(meeting, {}), plan.draft if draft else ())


def _roster(plan: Plan, group: SchoolClass, dice: Dice, names: Names) -> Iterator[tuple[Pupil, Enrolment]]:
    if plan.mode is RosterMode.HEADCOUNT:
        return
    known: Sequence[tuple[str, str]] = [("", "")] * plan.pupils
    if plan.mode is RosterMode.NAMES:
        invented = [names.invent(dice) for _number in range(plan.pupils)]
        known = sorted((each.family, each.given) for each in invented) if plan.pupils != len(CLASS_2B) else CLASS_2B
    for number, (family, given) in enumerate(known, start=1):
        pupil = Pupil(id=joined_id("demo", ["pupil", group.id, str(number)]), family_name=family, given_name=given)
        yield pupil, Enrolment.of(class_id=group.id, pupil_id=pupil.id, number=number)


def _days(plan: Plan, today: date) -> list[tuple[date, Status]]:
    """The days of a class's lessons with what became of them."""
    if plan.draft:
        thursday = today - timedelta(days=(today.weekday() - _THURSDAY - 1) % 7 + 1)
        while public_holiday(thursday):
            thursday -= WEEK
        held = [*meetings_before(thursday, plan.held, every=2), thursday]
        statuses = [*[Status.HELD] * plan.held, Status.PLANNED]
        ahead = meetings_after(thursday, plan.meetings - len(held), every=2)
        return [*zip(held, statuses, strict=True), *[(day, Status.PLANNED) for day in ahead]]
    anchor = today if plan.today else days_ahead(today, plan.shift)
    before = meetings_before(anchor, plan.held, every=3 if plan.meetings == len(PATH) else 2)
    now = [(anchor, plan.today)] if plan.today else []
    left = plan.meetings - plan.held - len(now)
    ahead = meetings_after(anchor, left, every=3 if plan.meetings == len(PATH) else 2)
    return [*[(day, Status.HELD) for day in before], *now, *[(day, Status.PLANNED) for day in ahead]]


def _marks(
    lesson: Lesson, seats: Sequence[Enrolment], told: Mapping[int, Mark], unset: Sequence[int]
) -> Iterator[LessonMark]:
    for seat in seats:
        if seat.number in unset:
            continue
        mark = told.get(seat.number, Mark.PRESENT)
        minutes = {Mark.LATE: 10, Mark.LEFT_EARLY: 40}.get(mark)
        yield LessonMark.of(lesson_id=lesson.id, enrolment_id=seat.id, mark=mark, minutes=minutes)
