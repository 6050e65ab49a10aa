"""Figures of financial education at school."""

from typing import Any

from sqlalchemy import ColumnElement, func

from op_desktop.domain.school import Enrolment, Lesson, Pupil, School, SchoolClass
from op_desktop.language import N_
from op_desktop.metrics.aggregates import UNRECORDED, different_keys, total
from op_desktop.metrics.metric import NONE, Basis, Columns, Metric, Part, Section, Unit
from op_desktop.metrics.school_rows import CLASSES as CLASS_REFERENCES
from op_desktop.metrics.school_rows import PUPILS as PUPIL_REFERENCES
from op_desktop.metrics.school_rows import classes, pupils


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
