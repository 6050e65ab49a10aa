"""Figures of financial education at school."""

from typing import Any

from sqlalchemy import ColumnElement, func

from op_desktop.domain.quiz import Module, Phase, QuizAnswer, QuizHands, QuizItem, QuizSitting
from op_desktop.domain.school import Enrolment, Lesson, Pupil, School, SchoolClass
from op_desktop.language import N_
from op_desktop.metrics.aggregates import UNRECORDED, different_keys, percent, row_count, total
from op_desktop.metrics.learning_rows import TESTS, in_test, learned
from op_desktop.metrics.metric import NONE, Basis, Columns, Metric, Part, Section, Unit
from op_desktop.metrics.school_rows import CLASSES as CLASS_REFERENCES
from op_desktop.metrics.school_rows import PUPILS as PUPIL_REFERENCES
from op_desktop.metrics.school_rows import classes, lessons, pupils


def _pupils(columns: Columns) -> ColumnElement[Any]:
    return different_keys(columns) + func.coalesce(func.sum(columns.unnamed), NONE)


def _moves(columns: Columns) -> ColumnElement[Any]:
    return func.count(columns.key) - different_keys(columns)


CLASSES = Metric(
    id="M11",
    name=N_("Classes with financial education"),
    short=N_("Classes"),
    published="M11",
    section=Section.SCHOOLS,
    unit=Unit.CLASSES,
    basis=Basis.ACTIVITIES,
    counts=N_("Different classes (school, school year, grade, section) with at least one lesson held in the period. "
              "The same children are a new class the year after; two paths in one year are one class."),
    rules=("R1", "R2", "R8"),
    rows=classes,
    value=different_keys,
    parts=(Part(key="lessons", name=N_("lessons"), of=total("weight")),),
    sources=(SchoolClass, School, Lesson),
    references=CLASS_REFERENCES,
)  # fmt: skip

PUPILS = Metric(
    id="M12",
    name=N_("Pupils in all"),
    short=N_("Pupils"),
    published="M12",
    section=Section.SCHOOLS,
    unit=Unit.PUPILS,
    basis=Basis.PERSONS,
    counts=N_("Pupils of the classes counted: those on the list, without those who left before the class's first "
              "lesson, or the number declared. Who moved between two classes of a school year counts once in all and "
              "once in each class; school years are added up."),
    rules=("R1", "R2", "R5", "R9"),
    rows=pupils,
    value=_pupils,
    parts=(
        Part(key="listed", name=N_("on a list"), of=different_keys),
        Part(key="declared", name=N_("declared by number"), of=total("unnamed")),
        Part(key="moved", name=N_("moved between classes"), of=_moves),
        UNRECORDED,
    ),
    sources=(SchoolClass, School, Lesson, Enrolment, Pupil),
    references=PUPIL_REFERENCES,
)  # fmt: skip

HOURS = Metric(
    id="F01",
    name=N_("Hours of financial education"),
    short=N_("Hours in class"),
    section=Section.SCHOOLS,
    unit=Unit.MINUTES,
    basis=Basis.TIME,
    counts=N_("Minutes of the lessons held in the period, by the module taught, else the one planned."),
    rules=("R1", "R2", "R7", "R8"),
    rows=lessons,
    value=total("weight"),
    parts=(
        Part(key="lessons", name=N_("lessons"), of=row_count),
        Part(key="classes", name=N_("classes"), of=different_keys),
    ),
    sources=(Lesson, SchoolClass, School, Module),
    references=CLASS_REFERENCES,
)  # fmt: skip

_LEARNING = N_(
    "Of the pupils with both tests, how many answers in a hundred were right; the day is that of the second test. "
    "Where a class answered both tests by show of hands: of the questions counted both times, right hands in a hundred "
    "pupils. What was asked of fewer than five pupils of a class is left out, and nobody’s own result is told."
)
_PARTS = (
    Part(key="classes", name=N_("classes"), of=different_keys),
    Part(key="right", name=N_("right answers"), of=total("weight")),
    Part(key="asked", name=N_("answers asked for"), of=total("base")),
)

BEFORE = Metric(
    id="F02",
    version=2,
    name=N_("Right answers before the path"),
    short=N_("Right before"),
    section=Section.SCHOOLS,
    unit=Unit.PERCENT,
    basis=Basis.ANSWERS,
    counts=_LEARNING,
    rules=("R1", "R9"),
    rows=learned,
    only=in_test(Phase.PRE),
    value=percent,
    parts=_PARTS,
    sources=(QuizAnswer, QuizHands, QuizItem, QuizSitting, SchoolClass, School),
    references=TESTS,
)  # fmt: skip

AFTER = Metric(
    id="F03",
    version=2,
    name=N_("Right answers after the path"),
    short=N_("Right after"),
    section=Section.SCHOOLS,
    unit=Unit.PERCENT,
    basis=Basis.ANSWERS,
    counts=_LEARNING,
    rules=("R1", "R9"),
    rows=learned,
    only=in_test(Phase.POST),
    value=percent,
    parts=_PARTS,
    sources=(QuizAnswer, QuizHands, QuizItem, QuizSitting, SchoolClass, School),
    references=TESTS,
)  # fmt: skip
