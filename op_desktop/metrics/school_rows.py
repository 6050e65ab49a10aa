"""The rows of school figures: classes taught and their pupils."""

from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Text,
    and_,
    case,
    cast,
    exists,
    func,
    null,
    or_,
    select,
    union_all,
)

from op_desktop.domain.quiz import Module
from op_desktop.domain.school import Enrolment, Lesson, Pupil, RosterMode, School, SchoolClass, Status
from op_desktop.metrics.metric import NONE, ONE, Reference, Rows, contribution, day_of, fixed
from op_desktop.metrics.scope import Scope
from op_desktop.storage.tables import TABLE_OF

_class, _school, _lesson = TABLE_OF[SchoolClass], TABLE_OF[School], TABLE_OF[Lesson]
_enrolment, _pupil = TABLE_OF[Enrolment], TABLE_OF[Pupil]

CLASSES = (
    Reference(child=Lesson, field="class_id", parent=SchoolClass),
    Reference(child=SchoolClass, field="school_id", parent=School),
)
PUPILS = (
    *CLASSES,
    Reference(child=Enrolment, field="class_id", parent=SchoolClass),
    Reference(child=Enrolment, field="pupil_id", parent=Pupil),
)


def classes(scope: Scope) -> Rows:
    """Classes with a lesson held in the period; ``weight`` is their lessons, ``key`` the class-year."""
    taught = _taught(scope)
    return select(
        *contribution(
            row_id=taught.c.class_id, entity=fixed(SchoolClass.entity), weight=taught.c.lessons, **_of(taught)
        )
    )


def pupils(scope: Scope) -> Rows:
    """Pupils of the classes taught: one row for each pupil and class, one for each class known by its number only."""
    taught = _taught(scope)
    year = cast(taught.c.school_year, Text)
    listed = contribution(
        row_id=_enrolment.c.id,
        entity=fixed(Enrolment.entity),
        weight=ONE,
        named=ONE,
        **(_of(taught) | {"key": year + fixed("|") + _enrolment.c.pupil_id, "what": fixed("listed")}),
    )
    declared = contribution(
        row_id=taught.c.class_id,
        entity=fixed(SchoolClass.entity),
        weight=taught.c.declared,
        unnamed=func.coalesce(taught.c.declared, NONE),
        **(_of(taught) | {"key": cast(null(), Text), "what": fixed("declared")}),
    )
    return union_all(
        select(*listed)
        .select_from(taught)
        .join(_enrolment, _enrolment.c.class_id == taught.c.class_id)
        .join(_pupil, _pupil.c.id == _enrolment.c.pupil_id)
        .where(taught.c.listed == 1, _there(scope, taught)),
        select(*declared).select_from(taught).where(taught.c.listed == 0, _only_of_its_class(taught)),
    )


def lessons(scope: Scope) -> Rows:
    """Lessons held in the period; ``weight`` is their minutes, ``what`` the module taught, else the one planned."""
    module = TABLE_OF[Module]
    section = func.upper(func.trim(_class.c.section))
    grade = cast(_class.c.grade, Text) + section
    return (
        select(
            *contribution(
                row_id=_lesson.c.id,
                entity=fixed(Lesson.entity),
                day=day_of(_lesson.c.starts_at),
                key=_class.c.school_id + fixed("|") + cast(_class.c.school_year, Text) + fixed("|") + grade,
                activity_id=_class.c.id,
                activity=grade + fixed(" – ") + _school.c.name,
                municipality_id=_school.c.municipality_id,
                what=func.coalesce(module.c.code, fixed("")),
                weight=_lesson.c.minutes,
            )
        )
        .join_from(_lesson, _class, _class.c.id == _lesson.c.class_id)
        .join(_school, _school.c.id == _class.c.school_id)
        .outerjoin(module, module.c.id == func.coalesce(_lesson.c.taught_module_id, _lesson.c.module_id))
        .where(
            _lesson.c.status == Status.HELD.value,
            scope.dated(_lesson.c.starts_at),
            scope.taught(_school.c.municipality_id, cast(null(), Text), _class.c.educator_id),
        )
    )


def _taught(scope: Scope) -> CTE:
    """Classes with a lesson held in the period, and whether they are known by a list of their pupils."""
    lessons = (
        select(_lesson.c.class_id, func.min(_lesson.c.starts_at).label("first"), func.count().label("held"))
        .where(_lesson.c.status == Status.HELD.value, scope.dated(_lesson.c.starts_at))
        .group_by(_lesson.c.class_id)
        .subquery("lessons")
    )
    ever = (
        select(_lesson.c.class_id, func.min(_lesson.c.starts_at).label("first"))
        .where(_lesson.c.status == Status.HELD.value)
        .group_by(_lesson.c.class_id)
        .subquery("ever")
    )
    by_list = and_(
        _class.c.roster_mode != RosterMode.HEADCOUNT.value, exists().where(_enrolment.c.class_id == _class.c.id)
    )
    section = func.upper(func.trim(_class.c.section))
    grade = cast(_class.c.grade, Text) + section
    return (
        select(
            _class.c.id.label("class_id"),
            day_of(lessons.c.first).label("day"),
            day_of(ever.c.first).label("first_day"),
            lessons.c.held.label("lessons"),
            _class.c.school_year,
            (_class.c.school_id + fixed("|") + cast(_class.c.school_year, Text) + fixed("|") + grade).label("key"),
            (grade + fixed(" – ") + _school.c.name).label("activity"),
            _school.c.municipality_id,
            _class.c.declared_pupils.label("declared"),
            case((by_list, ONE), else_=NONE).label("listed"),
        )
        .join_from(lessons, _class, _class.c.id == lessons.c.class_id)
        .join(ever, ever.c.class_id == _class.c.id)
        .join(_school, _school.c.id == _class.c.school_id)
        .where(scope.taught(_school.c.municipality_id, cast(null(), Text), _class.c.educator_id))
        .cte("taught")
    )


def _of(taught: CTE) -> dict[str, ColumnElement[Any]]:
    return {
        "day": taught.c.day,
        "key": taught.c.key,
        "activity_id": taught.c.class_id,
        "activity": taught.c.activity,
        "municipality_id": taught.c.municipality_id,
    }


def _there(scope: Scope, taught: CTE) -> ColumnElement[bool]:
    """Whether a pupil was in the class after its first lesson began and before the period ended."""
    return and_(
        or_(_enrolment.c.left_on.is_(None), _enrolment.c.left_on > taught.c.first_day),
        or_(_enrolment.c.enrolled_on.is_(None), _enrolment.c.enrolled_on < scope.end_day.isoformat()),
    )


def _only_of_its_class(taught: CTE) -> ColumnElement[bool]:
    """Of several records of one class-year the one that says most: a list, else the largest number."""
    twin = taught.alias("twin")
    said, twins = func.coalesce(taught.c.declared, -1), func.coalesce(twin.c.declared, -1)
    better = or_(twin.c.listed == 1, twins > said, and_(twins == said, twin.c.class_id < taught.c.class_id))
    return ~exists().where(twin.c.key == taught.c.key, twin.c.class_id != taught.c.class_id, better).correlate(taught)
