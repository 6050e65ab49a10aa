"""The rows of what classes have learned: right answers in both tests, by class and subject, never of a single pupil."""

from functools import partial

from sqlalchemy import CTE, Text, and_, case, cast, distinct, func, null, select

from op_desktop.domain.quiz import Phase, QuizAnswer, QuizItem, QuizSitting
from op_desktop.domain.school import School, SchoolClass
from op_desktop.education.learning import LEAST_SHOWN
from op_desktop.metrics.metric import NONE, ONE, Reference, Rows, contribution, fixed
from op_desktop.metrics.scope import Scope
from op_desktop.storage.tables import TABLE_OF

_sitting, _answer, _item = TABLE_OF[QuizSitting], TABLE_OF[QuizAnswer], TABLE_OF[QuizItem]
_class, _school = TABLE_OF[SchoolClass], TABLE_OF[School]

TESTS = (
    Reference(child=QuizSitting, field="class_id", parent=SchoolClass),
    Reference(child=QuizAnswer, field="sitting_id", parent=QuizSitting),
    Reference(child=QuizAnswer, field="item_id", parent=QuizItem),
    Reference(child=SchoolClass, field="school_id", parent=School),
)


def answers(scope: Scope, phase: Phase) -> Rows:
    """One row for each class and subject: ``weight`` right answers out of ``base``, of ``named`` pupils.

    Of pupils who took both tests, in the period in which the second one was held. What was asked of fewer than five
    pupils of a class is left out. ``what`` is the subject.
    """
    sat, both, held = _sat(), _both(), _held(scope)
    grade = cast(_class.c.grade, Text) + func.upper(func.trim(_class.c.section))
    pupils = func.count(distinct(sat.c.enrolment_id))
    own = and_(_answer.c.sitting_id == sat.c.sitting_id, _answer.c.enrolment_id == sat.c.enrolment_id)
    columns = contribution(
        row_id=_class.c.id + fixed("|") + _item.c.area,
        entity=fixed(f"{QuizSitting.entity}_{phase.value}"),
        day=held.c.day,
        key=_class.c.id,
        activity_id=_class.c.id,
        activity=grade + fixed(" – ") + _school.c.name,
        municipality_id=_school.c.municipality_id,
        what=_item.c.area,
        weight=func.sum(case((_answer.c.choice == _item.c.key, ONE), else_=NONE)),
        named=pupils,
        base=func.count(),
    )
    return (
        select(*columns)
        .join_from(sat, _sitting, and_(_sitting.c.id == sat.c.sitting_id, _sitting.c.phase == phase.value))
        .join(both, both.c.enrolment_id == sat.c.enrolment_id)
        .join(_class, and_(_class.c.id == _sitting.c.class_id, _class.c.id == both.c.class_id))
        .join(held, held.c.class_id == _class.c.id)
        .join(_school, _school.c.id == _class.c.school_id)
        .join(_item, _item.c.quiz_id == _sitting.c.quiz_id)
        .outerjoin(_answer, and_(own, _answer.c.item_id == _item.c.id))
        .where(scope.taught(_school.c.municipality_id, cast(null(), Text), _class.c.educator_id))
        .group_by(_class.c.id, held.c.day, _item.c.area, _school.c.name, _school.c.municipality_id)
        .having(pupils >= LEAST_SHOWN)
    )


answers_before = partial(answers, phase=Phase.PRE)
answers_after = partial(answers, phase=Phase.POST)


def _sat() -> CTE:
    """Whose sheet was taken in: a pupil sits the form on which anything stands."""
    return select(_answer.c.sitting_id, _answer.c.enrolment_id).distinct().cte("sat")


def _both() -> CTE:
    """The pupils of a class who took both tests."""
    return (
        select(_sitting.c.class_id, _answer.c.enrolment_id)
        .join_from(_answer, _sitting, _sitting.c.id == _answer.c.sitting_id)
        .group_by(_sitting.c.class_id, _answer.c.enrolment_id)
        .having(func.count(distinct(_sitting.c.phase)) == len(Phase))
        .cte("both_tests")
    )


def _held(scope: Scope) -> CTE:
    """The day of the second test of each class, where it belongs to the period."""
    return (
        select(_sitting.c.class_id, func.max(_sitting.c.held_on).label("day"))
        .where(_sitting.c.phase == Phase.POST.value)
        .group_by(_sitting.c.class_id)
        .having(scope.dated(func.max(_sitting.c.held_on)))
        .cte("second_test")
    )
