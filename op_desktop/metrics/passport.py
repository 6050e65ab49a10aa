"""A figure's papers: what it counts, over what, from how many rows, and what it leaves out."""

from dataclasses import dataclass
from datetime import timedelta

from op_desktop.domain.formats import format_date, format_number
from op_desktop.domain.place import Municipality, Venue
from op_desktop.language import _, ngettext
from op_desktop.metrics.definitions import RULES
from op_desktop.metrics.engine import Figure, compute, review_count, waiting_count
from op_desktop.metrics.metric import Metric
from op_desktop.metrics.scope import Scope
from op_desktop.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class Passport:
    """Everything that must be printed with a number, in the reader's language."""

    metric_id: str
    version: int
    name: str
    value: int
    least: int
    """The value without estimates; equal to ``value`` where there are none."""
    unit: str
    basis: str
    counts: str
    rules: tuple[str, ...]
    period: str
    territory: str
    rows: int
    unnamed: int
    parts: tuple[tuple[str, int], ...]
    in_review: int
    waiting: int
    notes: tuple[str, ...]


def passport(reader: Reader, metric: Metric, scope: Scope, figure: Figure | None = None) -> Passport:
    """The papers of a figure, computed here unless it is handed over."""
    found = figure or compute(reader, metric, scope)
    in_review, waiting = review_count(reader, metric, scope), waiting_count(reader, metric)
    return Passport(
        metric_id=metric.id,
        version=metric.version,
        name=_(metric.name),
        value=found.value,
        least=found.least,
        unit=_(metric.unit.value),
        basis=_(metric.basis.value),
        counts=_(metric.counts),
        rules=tuple(_(RULES[rule]) for rule in metric.rules),
        period=period_text(scope),
        territory=territory_text(reader, scope),
        rows=found.rows,
        unnamed=found.parts.get("unnamed", found.parts.get("declared", 0)),
        parts=tuple((_(part.name), found.parts[part.key]) for part in metric.parts),
        in_review=in_review,
        waiting=waiting,
        notes=tuple(_notes(found, in_review, waiting)),
    )


def period_text(scope: Scope) -> str:
    """``01/05/2018 – 30/04/2021``: the first and the last day that count."""
    last = scope.end_day - timedelta(days=1)
    return f"{format_date(scope.first_day)} – {format_date(last)}"


def territory_text(reader: Reader, scope: Scope) -> str:
    """The place that the figure is about."""
    municipality = reader.get(Municipality, scope.municipality_id) if scope.municipality_id else None
    venue = reader.get(Venue, scope.venue_id) if scope.venue_id else None
    named = [place.name for place in (venue, municipality) if place is not None]
    return ", ".join(named) or _("All municipalities")


def _notes(figure: Figure, in_review: int, waiting: int) -> list[str]:
    notes = []
    if figure.is_interval:
        notes.append(
            _("Between {least} and {most}: part of it was estimated.").format(
                least=format_number(figure.least), most=format_number(figure.value)
            )
        )
    if left_out := figure.parts.get("estimated_rows", 0):
        notes.append(
            ngettext("The lower number leaves out the estimate of {n} event.",
                     "The lower number leaves out the estimates of {n} events.", left_out).format(n=left_out)
        )  # fmt: skip
    placed = figure.scope.municipality_id or figure.scope.venue_id
    if "R6" in figure.metric.rules and not placed:
        notes.append(_(RULES["R6"]))
    if unrecorded := figure.parts.get("unrecorded", 0):
        notes.append(
            ngettext("{n} row without a number: not recorded, not zero.",
                     "{n} rows without a number: not recorded, not zero.", unrecorded).format(n=unrecorded)
        )  # fmt: skip
    if in_review:
        notes.append(
            ngettext("{n} row has a value that waits for a decision.",
                     "{n} rows have a value that waits for a decision.", in_review).format(n=in_review)
        )  # fmt: skip
    if waiting:
        notes.append(
            ngettext("{n} record does not count yet: what it belongs to has not arrived.",
                     "{n} records do not count yet: what they belong to has not arrived.", waiting).format(n=waiting)
        )  # fmt: skip
    return notes
