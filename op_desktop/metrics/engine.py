"""Computes figures: every number, list and chart of a metric is taken from the same rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, Subquery, func, literal_column, or_, select
from sqlalchemy.sql.functions import count
from sqlalchemy.sql.functions import sum as sum_
from sqlalchemy.sql.visitors import replacement_traverse

from op_desktop.domain.person import Person
from op_desktop.domain.place import Municipality, Venue
from op_desktop.metrics.definitions import METRICS
from op_desktop.metrics.metric import COLUMNS, Metric, Rows
from op_desktop.metrics.people import identify
from op_desktop.metrics.scope import Scope
from op_desktop.progress import SILENT, Progress
from op_desktop.storage import tables
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF


@dataclass(frozen=True, slots=True)
class Figure:
    """One computed number, the numbers told beside it, and how many rows made them."""

    metric: Metric
    scope: Scope
    value: int
    rows: int
    parts: Mapping[str, int] = field(default_factory=dict)
    """Second numbers by the keys of the metric's parts."""

    @property
    def least(self) -> int:
        """The value without what was only estimated; the same as the value where nothing was."""
        return self.value - self.parts.get("estimated", 0)

    @property
    def is_interval(self) -> bool:
        """Whether the value rests on estimates, so that it is printed from ``least`` to ``value``."""
        return self.parts.get("estimated", 0) > 0


@dataclass(frozen=True, slots=True)
class Row:
    """One contributing row, with the names a reader needs; ``weight`` is None where nobody counted."""

    row_id: str
    entity: str
    day: date
    person_id: str | None
    person: str
    key: str | None
    activity_id: str | None
    activity: str
    municipality_id: str | None
    municipality: str
    venue_id: str | None
    venue: str
    what: str | None
    weight: int | None
    named: int
    unnamed: int
    base: int
    """What ``weight`` is a part of, where the figure is a share."""


class By(StrEnum):
    """What a chart divides a figure by."""

    MONTH = "month"
    MUNICIPALITY = "municipality_id"
    VENUE = "venue_id"
    WHAT = "what"
    ACTIVITY = "activity_id"


def compute(reader: Reader, metric: Metric, scope: Scope) -> Figure:
    """One figure."""
    identify(reader, *metric.sources)
    return _compute(reader, [metric], scope)[0]


def compute_all(
    reader: Reader, scopes: Sequence[Scope], progress: Progress = SILENT, metrics: Sequence[Metric] = METRICS
) -> list[dict[str, Figure]]:
    """For each scope its figures by the metrics' ids; raises ``Cancelled`` where ``progress`` does."""
    identify(reader, *[record for metric in metrics for record in metric.sources])
    groups = _alike(metrics)
    total = len(scopes) * len(groups)
    found: list[dict[str, Figure]] = []
    for number, scope in enumerate(scopes):
        figures: dict[str, Figure] = {}
        for position, group in enumerate(groups):
            progress.step(number * len(groups) + position, total)
            figures |= {each.metric.id: each for each in _compute(reader, group, scope)}
        found.append({metric.id: figures[metric.id] for metric in metrics})
    progress.step(total, total)
    return found


def divided(reader: Reader, metric: Metric, scope: Scope, by: By) -> dict[str | None, int]:
    """The figure of each month (``YYYY-MM``), municipality, venue, kind or activity that contributes to it.

    None stands for rows that belong to none. People and classes met in several parts count once in each, so
    that the parts may add up to more than the whole (rule R6).
    """
    identify(reader, *metric.sources)
    rows = _rows(metric, scope)
    part = func.substr(rows.c.day, literal_column("1"), literal_column("7")) if by is By.MONTH else rows.c[by.value]
    query = select(part.label("part"), func.coalesce(metric.value(rows.c), 0)).group_by(part).order_by(part)
    return {name: int(value) for name, value in reader.rows(query)}


def listing(reader: Reader, metric: Metric, scope: Scope, *, limit: int | None = None, offset: int = 0) -> list[Row]:
    """The rows that make the figure, by day; a page of them where asked."""
    identify(reader, *metric.sources)
    query = listing_query(metric, scope).limit(limit).offset(offset or None)
    return [row_of(found) for found in reader.rows(query)]


def listing_query(metric: Metric, scope: Scope) -> Select[Any]:
    """What ``listing`` runs, for exports that stream; ``identify`` must have been called on the connection."""
    rows = _rows(metric, scope)
    person, municipality, venue = TABLE_OF[Person], TABLE_OF[Municipality], TABLE_OF[Venue]
    names = (
        person.c.family_name,
        person.c.given_name,
        municipality.c.name.label("municipality"),
        venue.c.name.label("venue"),
    )
    return (
        select(*[rows.c[name] for name in COLUMNS], *names)
        .outerjoin(person, person.c.id == rows.c.person_id)
        .outerjoin(municipality, municipality.c.id == rows.c.municipality_id)
        .outerjoin(venue, venue.c.id == rows.c.venue_id)
        .order_by(rows.c.day, rows.c.activity_id, rows.c.row_id)
    )


def row_of(found: Any) -> Row:
    """A result of ``listing_query`` as a row."""
    given = dict(zip(COLUMNS, found, strict=False))
    family_name, given_name, municipality, venue = found[len(COLUMNS) :]
    return Row(
        **given | {"day": date.fromisoformat(given["day"]), "activity": given["activity"] or ""},
        person=" ".join(name for name in (family_name, given_name) if name),
        municipality=municipality or "",
        venue=venue or "",
    )


def review_count(reader: Reader, metric: Metric, scope: Scope) -> int:
    """How many contributing rows have a field that waits for a decision, their own or their activity's."""
    if reader.value(select(tables.review.c.row_id).limit(1)) is None:
        return 0
    identify(reader, *metric.sources)
    rows = _rows(metric, scope)
    undecided = select(tables.review.c.row_id)
    waiting = or_(rows.c.row_id.in_(undecided), rows.c.activity_id.in_(undecided), rows.c.key.in_(undecided))
    return int(reader.value(select(func.count()).select_from(rows).where(waiting)))


def waiting_count(reader: Reader, metric: Metric) -> int:
    """How many records of this metric's kinds do not count yet because what they belong to has not arrived.

    Of the whole workspace: a record whose activity is missing has no period or place.
    """
    children = dict.fromkeys(reference.child for reference in metric.references)
    return sum(_orphans(reader, metric, child) for child in children)


def _orphans(reader: Reader, metric: Metric, child: Any) -> int:
    table = TABLE_OF[child]
    source: Any = table
    missing = []
    for reference in metric.references:
        if reference.child is child:
            field_, parent = table.c[reference.field], TABLE_OF[reference.parent].alias()
            source = source.outerjoin(parent, parent.c.id == field_)
            missing.append(field_.is_not(None) & parent.c.id.is_(None))
    return int(reader.value(select(func.count()).select_from(source).where(or_(*missing))))


def _alike(metrics: Sequence[Metric]) -> list[list[Metric]]:
    """The metrics, those of the same rows together."""
    groups: dict[Any, list[Metric]] = {}
    for metric in metrics:
        groups.setdefault(metric.rows, []).append(metric)
    return list(groups.values())


def _compute(reader: Reader, group: Sequence[Metric], scope: Scope) -> list[Figure]:
    query = _chosen(group[0], scope) if len(group) == 1 else group[0].rows(scope)
    legs: Sequence[Any] = query.selects if isinstance(query, CompoundSelect) else (query,)
    # The legs of a union are added up apart: SQLite would otherwise copy each of their rows once more.
    sums = [sum(numbers) for numbers in zip(*[_numbers(reader, group, leg) for leg in legs], strict=True)]
    left = iter(sums)
    return [
        Figure(metric, scope, rows=next(left), value=next(left), parts={part.key: next(left) for part in metric.parts})
        for metric in group
    ]


def _numbers(reader: Reader, group: Sequence[Metric], leg: Select[Any]) -> list[int]:
    choices = {metric.id: metric.only for metric in group if metric.only is not None and len(group) > 1}
    marked = leg.add_columns(*[only(leg.selected_columns).label(f"of_{id}") for id, only in choices.items()])
    rows = marked.subquery("contributing")
    numbers: list[ColumnElement[Any]] = []
    for metric in group:
        own = [func.count(), metric.value(rows.c), *[part.of(rows.c) for part in metric.parts]]
        numbers += [_among(number, rows.c[f"of_{metric.id}"]) for number in own] if metric.id in choices else own
    # Without rows a sum is nothing rather than 0.
    return [int(number or 0) for number in reader.rows(select(*numbers).select_from(rows))[0]]


def _among(number: ColumnElement[Any], chosen: ColumnElement[bool]) -> ColumnElement[Any]:
    """A number taken from the chosen rows alone."""

    def narrowed(element: Any, **_kwargs: Any) -> Any:
        return element.filter(chosen) if isinstance(element, count | sum_) else None

    of_chosen: ColumnElement[Any] = replacement_traverse(number, {}, narrowed)
    return of_chosen


def _chosen(metric: Metric, scope: Scope) -> Rows:
    """The rows that make a figure."""
    rows = metric.rows(scope)
    if metric.only is None:
        return rows
    assert not isinstance(rows, CompoundSelect), "of a union all rows count"
    return rows.where(metric.only(rows.selected_columns))


def _rows(metric: Metric, scope: Scope) -> Subquery:
    return _chosen(metric, scope).subquery("contributing")
