"""What a metric is: a definition in words and the rows that make it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, Text, cast, func, literal_column, null
from sqlalchemy.sql.selectable import CompoundSelect

from op_desktop.domain.record import Record
from op_desktop.language import N_
from op_desktop.metrics.scope import Scope

Rows = Select[Any] | CompoundSelect[Any]
Columns = Any
"""The columns of a rows query, by the names in ``COLUMNS``."""
Aggregate = Callable[[Columns], ColumnElement[Any]]
Choice = Callable[[Columns], ColumnElement[bool]]

NONE: ColumnElement[int] = literal_column("0", Integer)
ONE: ColumnElement[int] = literal_column("1", Integer)

TEXTS = (
    "row_id",
    "entity",
    "day",
    "person_id",
    "key",
    "activity_id",
    "activity",
    "municipality_id",
    "venue_id",
    "what",
)
NUMBERS = ("weight", "named", "unnamed", "base")
COLUMNS = TEXTS + NUMBERS
"""Every metric's rows have these columns.

``key`` tells apart what is counted where that is not a person, ``activity`` is what the row belongs to,
``what`` its kind; ``weight`` is what it adds (nothing where nobody counted), ``named`` and ``unnamed`` its people,
``base`` what ``weight`` is a part of where a figure is a share.
"""


def contribution(**given: ColumnElement[Any]) -> list[ColumnElement[Any]]:
    """The columns of a rows query in order; those not given are empty, numbers 0."""
    texts = [given.get(name, cast(null(), Text)).label(name) for name in TEXTS]
    numbers = [given.get(name, NONE).label(name) for name in NUMBERS]
    return [*texts, *numbers]


def fixed(text: str) -> ColumnElement[str]:
    """A text of ours as a column."""
    return literal_column(f"'{text}'", Text)


def day_of(starts_at: ColumnElement[Any]) -> ColumnElement[str]:
    """The day of a moment: canonical moments start with it."""
    return func.substr(starts_at, literal_column("1"), literal_column("10"))


class Unit(StrEnum):
    """What one of the number is."""

    PEOPLE = N_("people")
    CONTACTS = N_("contacts")
    EVENTS = N_("events")
    PARTICIPATIONS = N_("participations")
    MEETINGS = N_("meetings")
    LABS = N_("labs")
    MINUTES = N_("minutes")
    CLASSES = N_("classes")
    PUPILS = N_("pupils")
    PERCENT = N_("in a hundred")


class Basis(StrEnum):
    """Whether a human being counts once or each time."""

    PERSONS = N_("different people")
    ACCESSES = N_("accesses")
    PRESENCES = N_("presences")
    ACTIVITIES = N_("activities")
    TIME = N_("time")
    ANSWERS = N_("answers")


class Section(StrEnum):
    """Where a metric stands in the table."""

    PEOPLE = N_("People and consultations")
    COMMUNITY = N_("Community")
    SCHOOLS = N_("Financial education")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A second number told beside a metric's first, from the same rows."""

    key: str
    name: str
    of: Aggregate


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A field of contributing records by which they wait for another record to arrive."""

    child: type[Record]
    field: str
    parent: type[Record]


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """One figure of the programme; changing what it counts makes a new version."""

    id: str
    version: int = 1
    name: str
    """Its name in full, told apart from that of every other metric."""
    short: str
    label: str = ""
    """What the programme's published table calls it, where that is not its own name."""
    published: str = ""
    """The row of that table which it continues."""
    section: Section
    unit: Unit
    basis: Basis
    counts: str
    """What is counted, in words."""
    rules: tuple[str, ...]
    """The common rules applied, keys of ``RULES``."""
    rows: Callable[[Scope], Rows]
    """The rows; where they are a union, no person and no key stands in two of its parts."""
    only: Choice | None = None
    """Which of these rows make the figure, if not all: figures of the same rows are counted in one go."""
    value: Aggregate
    parts: tuple[Part, ...] = ()
    sources: tuple[type[Record], ...]
    """The kinds of record that can change the figure, besides people confirmed to be the same."""
    references: tuple[Reference, ...] = ()
    """How these may wait for one another."""
