"""What the programme declared in the past: shown beside computed figures, never added to them."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

import resources
from op_desktop.domain.period import DeclaredFigure, Period
from op_desktop.domain.record import RecordId
from op_desktop.domain.volunteering import VolunteerShift
from op_desktop.metrics.definitions import METRIC_OF, PUBLISHED
from op_desktop.metrics.metric import Metric
from op_desktop.storage.reader import Reader
from op_desktop.storage.tables import TABLE_OF

_DECLARED = TABLE_OF[DeclaredFigure]


@dataclass(frozen=True, slots=True)
class Declared:
    """A figure as it was published; ``metric`` is the one that continues it."""

    metric: Metric
    period: Period
    value: int
    source: str


def declared_figures(reader: Reader, period_id: RecordId | None = None) -> list[Declared]:
    """Every declared figure, of one period where asked; those of metrics unknown here are left out."""
    periods = {period.id: period for period in reader.all(Period)}
    conditions = [] if period_id is None else [_DECLARED.c.period_id == period_id]
    return [
        Declared(metric, periods[found.period_id], found.value, found.source)
        for found in reader.all(DeclaredFigure, *conditions)
        if found.period_id in periods and (metric := PUBLISHED.get(found.metric) or METRIC_OF.get(found.metric))
    ]


@dataclass(frozen=True, slots=True)
class DeclaredPoint:
    """A published point of the curve of participation."""

    months: int
    label: str
    people: int


def declared_curve() -> tuple[DeclaredPoint, ...]:
    """The published points of the curve, in months since the programme's start."""
    points = _programme()["people_raising"]["points"]
    return tuple(DeclaredPoint(point["months"], point["label_it"], point["value"]) for point in points)


def declared_profile() -> dict[str, int]:
    """The published profile of collaborators in per cent, by ``ProfileKind`` code."""
    followed, engaged, new = _programme()["collaborator_profile"]["shares_percent"].values()
    return {"followed": followed, "engaged": engaged, "new": new}


def programme_start(reader: Reader) -> date | None:
    """The first day of the earliest period on file, else that of the first shift; nothing in an empty workspace."""
    starts = [period.starts_on for period in reader.all(Period)]
    if starts:
        return min(starts)
    first = reader.value(_first_shift())
    return date.fromisoformat(first[:10]) if first else None


def _first_shift() -> Any:
    shift = TABLE_OF[VolunteerShift]
    return shift.select().with_only_columns(shift.c.starts_at).order_by(shift.c.starts_at).limit(1)


def _programme() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(resources.path("reference/programme.json").read_text(encoding="utf-8"))
    return found
