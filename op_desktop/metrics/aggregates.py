"""Numbers taken from the rows of a metric."""

from typing import Any

from sqlalchemy import ColumnElement, and_, case, distinct, func

from op_desktop.domain.attendance import CountMethod
from op_desktop.language import N_
from op_desktop.metrics.metric import NONE, ONE, Aggregate, Columns, Part


def row_count(_columns: Columns) -> ColumnElement[Any]:
    """How many rows."""
    return func.count()


def different_people(columns: Columns) -> ColumnElement[Any]:
    """How many different people on file."""
    return func.count(distinct(columns.person_id))


def different_keys(columns: Columns) -> ColumnElement[Any]:
    """How many different things."""
    return func.count(distinct(columns.key))


def different_keys_of(what: str) -> Aggregate:
    """How many different things of one kind."""
    return lambda columns: func.count(distinct(case((columns.what == what, columns.key))))


def total(name: str) -> Aggregate:
    """A column added up."""
    return lambda columns: func.sum(columns[name])


def total_of(name: str, *what: str) -> Aggregate:
    """A column added up over rows of these kinds."""
    return lambda columns: func.sum(case((columns.what.in_(what), columns[name]), else_=NONE))


def percent(columns: Columns) -> ColumnElement[Any]:
    """How many of a hundred: the weights of all rows out of their bases, half up."""
    base = func.sum(columns.base)
    return (200 * func.sum(columns.weight) + base) / (2 * func.nullif(base, NONE))


PEOPLE = Part(key="people", name=N_("different people"), of=different_people)
UNNAMED = Part(key="unnamed", name=N_("without a name"), of=total("unnamed"))
HELD_MEETINGS = Part(key="meetings", name=N_("meetings"), of=row_count)
NAMED = Part(key="named", name=N_("by name"), of=total("named"))
COUNTED = Part(
    key="counted", name=N_("counted"), of=total_of("unnamed", CountMethod.COUNTED.value, CountMethod.TICKETS.value)
)
ESTIMATED = Part(key="estimated", name=N_("estimated"), of=total_of("unnamed", CountMethod.ESTIMATE.value))
ESTIMATED_ROWS = Part(
    key="estimated_rows",
    name=N_("rows with an estimate"),
    of=lambda columns: func.sum(
        case((and_(columns.what == CountMethod.ESTIMATE.value, columns.unnamed > 0), ONE), else_=NONE)
    ),
)
UNRECORDED = Part(
    key="unrecorded",
    name=N_("not recorded"),
    of=lambda columns: func.sum(case((columns.weight.is_(None), ONE), else_=NONE)),
)
