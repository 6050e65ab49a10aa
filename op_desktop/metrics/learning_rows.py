"""The rows of what classes have learned: right answers in both tests, by class and subject, never of a single pupil."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import CTE, ColumnElement, Text, and_, case, cast, distinct, func, null, select, union_all

from op_desktop.domain.answer_signs import LETTERS
from op_desktop.domain.quiz import Phase, QuizAnswer, QuizHands, QuizItem, QuizMode, QuizSitting
from op_desktop.domain.school import School, SchoolClass
from op_desktop.education.learning import LEAST_SHOWN
from op_desktop.metrics.metric import NONE, ONE, Choice, Reference, Rows, contribution, fixed
from op_desktop.metrics.scope import Scope
from op_desktop.storage.tables import TABLE_OF

_sitting, _answer, _item = TABLE_OF[QuizSitting], TABLE_OF[QuizAnswer], TABLE_OF[QuizItem]
_class, _school, _hands = TABLE_OF[SchoolClass], TABLE_OF[School], TABLE_OF[QuizHands]

TESTS = (
    Reference(child=QuizSitting, field="class_id", parent=SchoolClass),
    Reference(child=QuizAnswer, field="sitting_id", parent=QuizSitting),
    Reference(child=QuizAnswer, field="item_id", parent=QuizItem),
    Reference(child=QuizHands, field="sitting_id", parent=QuizSitting),
    Reference(child=QuizHands, field="item_id", parent=QuizItem),
    Reference(child=SchoolClass, field="school_id", parent=School),
)


def learned(scope: Scope) -> Rows:
    """One row for each test, class and subject: ``weight`` right answers out of ``base``, of ``named`` pupils.

    Of pupils who took both tests, or, where the class answered both by hands, of the questions counted both times (and
    ``named`` the fewest who were asked one); in the period in which the second test was held. What was asked of fewer
    than five pupils of a class is left out. ``what`` is the subject, ``entity`` tells tests and the two ways apart.
    """
    held = _held(scope)
    counted = {phase: _counted(phase) for phase in Phase}
    hands = [_by_hands(scope, phase, held, counted) for phase in Phase]
    legs = union_all(_by_sheets(scope, held), *hands).subquery("learned")
    # One query, not two added up: a share of all is not the sum of two shares.
    return select(*legs.c)


def in_test(phase: Phase) -> Choice:
    """What was answered in one of the two tests."""
    entities = [f"{entity}{phase.value}" for entity in (_SHEETS, _HANDS)]
    return lambda columns: columns.entity.in_(entities)


_SHEETS, _HANDS = f"{QuizSitting.entity}_", f"{QuizHands.entity}_"


def _by_sheets(scope: Scope, held: CTE) -> Rows:
    kept = _kept(held)
    asked, right = _asked(kept), _right(kept)
    columns = _columns(
        fixed(_SHEETS) + asked.c.phase, held, asked.c.area,
        weight=func.coalesce(right.c.answered, NONE), named=asked.c.pupils, base=asked.c.asked,
    )  # fmt: skip
    query = (
        select(*columns)
        .join_from(asked, _class, _class.c.id == asked.c.class_id)
        .join(held, held.c.class_id == _class.c.id)
        .join(_school, _school.c.id == _class.c.school_id)
        .outerjoin(
            right,
            and_(right.c.class_id == asked.c.class_id, right.c.phase == asked.c.phase, right.c.area == asked.c.area),
        )
    )
    return query.where(_shown(scope), asked.c.pupils >= LEAST_SHOWN)


def _by_hands(scope: Scope, phase: Phase, held: CTE, counted: Mapping[Phase, CTE]) -> Rows:
    own, before, after = counted[phase], counted[Phase.PRE], counted[Phase.POST]
    columns = _columns(
        fixed(f"{_HANDS}{phase.value}"), held, _item.c.area,
        weight=func.sum(own.c.answered), named=func.min(own.c.asked), base=func.sum(own.c.asked),
    )  # fmt: skip
    query = (
        select(*columns)
        .join_from(before, after, and_(after.c.class_id == before.c.class_id, after.c.item_id == before.c.item_id))
        .join(_class, _class.c.id == before.c.class_id)
        .join(held, held.c.class_id == _class.c.id)
        .join(_school, _school.c.id == _class.c.school_id)
        .join(_item, _item.c.id == before.c.item_id)
    )
    return query.where(_shown(scope)).group_by(
        _class.c.id, held.c.day, _item.c.area, _school.c.name, _school.c.municipality_id
    )


def _columns(
    entity: ColumnElement[Any], held: CTE, area: ColumnElement[Any], **numbers: ColumnElement[Any]
) -> list[ColumnElement[Any]]:
    grade = cast(_class.c.grade, Text) + func.upper(func.trim(_class.c.section))
    return contribution(
        row_id=_class.c.id + fixed("|") + area, entity=entity, day=held.c.day, key=_class.c.id,
        activity_id=_class.c.id, activity=grade + fixed(" – ") + _school.c.name,
        municipality_id=_school.c.municipality_id, what=area, **numbers,
    )  # fmt: skip


def _shown(scope: Scope) -> ColumnElement[bool]:
    return scope.taught(_school.c.municipality_id, cast(null(), Text), _class.c.educator_id)


def _counted(phase: Phase) -> CTE:
    """The questions of classes that were counted by hands, with right answers and of how many pupils."""
    # A package may hold letters that the question does not offer, or a question of which every count was taken back.
    breaks = func.length(_item.c.choices) - func.length(func.replace(_item.c.choices, "\n", ""))
    answers = [case((breaks >= place, _hands.c[f"hands_{letter}"]), else_=None) for place, letter in enumerate(LETTERS)]
    begun = func.coalesce(*answers, _hands.c.hands_unknown).is_not(None)
    hands = [func.coalesce(each, NONE) for each in answers]
    raised = sum(hands, func.coalesce(_hands.c.hands_unknown, NONE))
    present = func.coalesce(_sitting.c.present, NONE)
    asked = case((present > raised, present), else_=raised)
    right = case(*[(_item.c.key == place, number) for place, number in enumerate(hands)], else_=NONE)
    return (
        select(_sitting.c.class_id, _hands.c.item_id, right.label("answered"), asked.label("asked"))
        .join_from(_hands, _sitting, _sitting.c.id == _hands.c.sitting_id)
        .join(_item, and_(_item.c.id == _hands.c.item_id, _item.c.quiz_id == _sitting.c.quiz_id))
        .where(_sitting.c.phase == phase.value, _sitting.c.mode == QuizMode.HANDS.value, begun, asked >= LEAST_SHOWN)
        .cte(f"hands_{phase.value}")
    )


def _marks(held: CTE) -> CTE:
    """Right answers of each sheet by subject, read in one go; a pupil sits the form on which anything stands."""
    sheet = (
        _sitting.c.class_id, _sitting.c.phase, _sitting.c.quiz_id, _answer.c.sitting_id, _answer.c.enrolment_id,
    )  # fmt: skip
    return (
        select(*sheet, _item.c.area, func.sum(case((_answer.c.choice == _item.c.key, ONE), else_=NONE)).label("right"))
        .join_from(held, _sitting, _sitting.c.class_id == held.c.class_id)
        .join(_answer, _answer.c.sitting_id == _sitting.c.id)
        .join(_item, and_(_item.c.id == _answer.c.item_id, _item.c.quiz_id == _sitting.c.quiz_id))
        .where(_sitting.c.mode != QuizMode.HANDS.value)
        .group_by(*sheet, _item.c.area)
        .cte("marks")
    )


def _kept(held: CTE) -> CTE:
    """The marks of the pupils who took both tests."""
    marks = _marks(held)
    both = (
        select(marks.c.class_id, marks.c.enrolment_id)
        .group_by(marks.c.class_id, marks.c.enrolment_id)
        .having(func.count(distinct(marks.c.phase)) == len(Phase))
        .cte("both_tests")
    )
    own = and_(marks.c.class_id == both.c.class_id, marks.c.enrolment_id == both.c.enrolment_id)
    return select(*marks.c).join_from(both, marks, own).cte("kept")


def _asked(kept: CTE) -> CTE:
    """How many answers were asked for, by test, class and subject: all questions of the form of each sheet."""
    sheet = (kept.c.class_id, kept.c.phase, kept.c.quiz_id, kept.c.sitting_id, kept.c.enrolment_id)
    sheets = select(*sheet).distinct().cte("sheets")
    items = (
        select(_item.c.quiz_id, _item.c.area, func.count().label("questions"))
        .group_by(_item.c.quiz_id, _item.c.area)
        .cte("items")
    )
    return (
        select(
            sheets.c.class_id, sheets.c.phase, items.c.area, func.sum(items.c.questions).label("asked"),
            func.count(distinct(sheets.c.enrolment_id)).label("pupils"),
        )
        .join_from(sheets, items, items.c.quiz_id == sheets.c.quiz_id)
        .group_by(sheets.c.class_id, sheets.c.phase, items.c.area)
        .cte("asked")
    )  # fmt: skip


def _right(kept: CTE) -> CTE:
    """How many answers were right, by test, class and subject."""
    right, each = func.sum(kept.c.right).label("answered"), (kept.c.class_id, kept.c.phase, kept.c.area)
    return select(*each, right).group_by(*each).cte("answered")


def _held(scope: Scope) -> CTE:
    """The day of the second test of each class, where it belongs to the period."""
    return (
        select(_sitting.c.class_id, func.max(_sitting.c.held_on).label("day"))
        .where(_sitting.c.phase == Phase.POST.value)
        .group_by(_sitting.c.class_id)
        .having(scope.dated(func.max(_sitting.c.held_on)))
        .cte("second_test")
    )
