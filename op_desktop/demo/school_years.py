"""Years of classes: pupils, lessons, marks, and the same ten questions before and after."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from op_desktop.demo.crowd import at
from op_desktop.demo.dice import Dice
from op_desktop.demo.names import Names
from op_desktop.demo.recorder import Recorder
from op_desktop.demo.seasons import WEEK, meetings_after, working_day
from op_desktop.domain.attendance import LessonMark, Mark
from op_desktop.domain.quiz import Phase, Quiz, QuizAnswer, QuizItem, QuizSitting
from op_desktop.domain.record import Record, RecordId, joined_id
from op_desktop.domain.school import (
    GRADES,
    Enrolment,
    Leaving,
    Lesson,
    Level,
    Pupil,
    RosterMode,
    School,
    SchoolClass,
    Status,
)

PATH = ("Bisogni e desideri", "Il budget di casa", "Risparmiare per un progetto", "Il denaro degli altri")
QUESTIONS = 10
PRESENT, WITHDRAWN, BOTH_TESTS = 0.92, 1 / 40, 0.9
BEFORE, GAIN = 0.45, 0.18
_QUIZ = joined_id("demo", ["quiz"])
_AWAY = (Mark.ABSENT, Mark.LATE, Mark.EXCUSED, Mark.LEFT_EARLY)
_AWAY_WEIGHTS = (60, 22, 12, 6)


def quiz() -> Iterator[Record]:
    """Ten invented questions, with the same ids on every device."""
    yield Quiz(id=_QUIZ, code="ES-10", title="Prima e dopo", level=Level.LOWER_SECONDARY)
    for number in range(QUESTIONS):
        yield QuizItem(
            id=_item(number), quiz_id=_QUIZ, code=f"ES-10-{number + 1:02}", position=number,
            text=f"Domanda {number + 1}", choices="a\nb\nc\nd", key=number % 4,
        )  # fmt: skip


def _item(number: int) -> RecordId:
    return joined_id("demo", ["quiz", str(number)])


class SchoolYears:
    """Invents one class after the other."""

    def __init__(self, dice: Dice, recorders: Sequence[Recorder], schools: Sequence[School]) -> None:
        self._dice = dice
        self._recorders = recorders
        self._schools = schools
        self._names = Names()
        self._taken: set[tuple[str, int, int, str]] = set()
        self._turn = 0

    def teach(self, autumn: date, starts_on: date, mean_size: float) -> None:
        """One class of the school year beginning in ``autumn``, its first lesson in the week of ``starts_on``."""
        dice = self._dice
        school, grade, section = self._next_class(autumn.year)
        recorder = self._recorders[self._turn % len(self._recorders)]
        self._turn += 1
        size = dice.near(mean_size, 3, 12, 28)
        mode = dice.choices(tuple(RosterMode), (10, 55, 35))[0]
        made = at(starts_on, "08:00")
        school_class = SchoolClass(
            id=dice.id_at(made), school_id=school.id, school_year=autumn.year, grade=grade, section=section,
            roster_mode=mode, declared_pupils=size if mode is RosterMode.HEADCOUNT else None,
            path_title="Il denaro e noi", planned_meetings=len(PATH),
        )  # fmt: skip
        recorder.put(school_class)
        days = [working_day(starts_on + timedelta(days=dice.randrange(5)))]
        days += meetings_after(days[0], len(PATH) - 1, every=2)
        seats = list(self._seats(school_class, size, days)) if mode is not RosterMode.HEADCOUNT else []
        for pupil, enrolment in seats:
            recorder.put(pupil, enrolment)
        enrolments = [enrolment for _pupil, enrolment in seats]
        for meeting, day in enumerate(days, start=1):
            self._lesson(recorder, school_class, enrolments, meeting, day)
        if dice.happens(0.85) and enrolments:
            takers = [each for each in enrolments if dice.happens(BOTH_TESTS)]
            self._test(recorder, school_class, takers, Phase.PRE, days[0], BEFORE)
            self._test(recorder, school_class, takers, Phase.POST, days[-1], BEFORE + GAIN)

    def _next_class(self, year: int) -> tuple[School, int, str]:
        while True:
            school = self._dice.choice(self._schools)
            grade, section = self._dice.randrange(1, GRADES[school.level] + 1), self._dice.choice("ABCDE")
            key = (school.id, year, grade, section)
            if key not in self._taken:
                self._taken.add(key)
                return school, grade, section

    def _seats(self, school_class: SchoolClass, size: int, days: Sequence[date]) -> Iterator[tuple[Pupil, Enrolment]]:
        dice, made = self._dice, at(days[0], "08:00")
        names = [self._names.invent(dice) for _number in range(size)]
        named = school_class.roster_mode is RosterMode.NAMES
        for number, name in enumerate(sorted(names, key=lambda each: (each.family, each.given)), start=1):
            pupil = Pupil(id=dice.id_at(made))
            if named:
                pupil = replace(pupil, family_name=name.family, given_name=name.given)
            enrolment = Enrolment.of(class_id=school_class.id, pupil_id=pupil.id, number=number)
            if dice.happens(WITHDRAWN):
                enrolment = replace(enrolment, left_on=dice.choice(days), leaving=dice.choice(tuple(Leaving)))
            yield pupil, enrolment

    def _lesson(
        self, recorder: Recorder, school_class: SchoolClass, seats: Sequence[Enrolment], meeting: int, day: date
    ) -> None:
        dice = self._dice
        starts_at = at(day, dice.choice(("08:30", "10:15", "11:15")))
        lesson = Lesson(
            id=dice.id_at(starts_at), class_id=school_class.id, meeting=meeting, starts_at=starts_at, minutes=120,
            title=PATH[meeting - 1], status=Status.HELD,
        )  # fmt: skip
        if dice.happens(0.05):
            put_off = replace(lesson, id=dice.id_at(starts_at), starts_at=starts_at - WEEK, status=Status.REPLACED)
            lesson = replace(lesson, replaces_id=put_off.id)
            recorder.put(put_off)
        recorder.put(lesson)
        for seat in seats:
            if seat.left_on is None or day < seat.left_on:
                recorder.put(self._mark(lesson, seat))

    def _mark(self, lesson: Lesson, seat: Enrolment) -> LessonMark:
        if self._dice.happens(PRESENT):
            return LessonMark.of(lesson_id=lesson.id, enrolment_id=seat.id, mark=Mark.PRESENT)
        mark = self._dice.choices(_AWAY, _AWAY_WEIGHTS)[0]
        minutes = {Mark.LATE: 10, Mark.LEFT_EARLY: 60}.get(mark)
        return LessonMark.of(lesson_id=lesson.id, enrolment_id=seat.id, mark=mark, minutes=minutes)

    def _test(
        self,
        recorder: Recorder,
        school_class: SchoolClass,
        seats: Sequence[Enrolment],
        phase: Phase,
        day: date,
        mean: float,
    ) -> None:
        dice = self._dice
        moment: datetime = at(day, "12:00")
        sitting = QuizSitting(id=dice.id_at(moment), class_id=school_class.id, quiz_id=_QUIZ, phase=phase, held_on=day)
        recorder.put(sitting)
        for seat in seats:
            able = dice.betavariate(mean * 6, (1 - mean) * 6)
            for number in range(QUESTIONS):
                choice = number % 4 if dice.happens(able) else (number + dice.randrange(1, 4)) % 4
                recorder.put(
                    QuizAnswer.of(sitting_id=sitting.id, enrolment_id=seat.id, item_id=_item(number), choice=choice)
                )
