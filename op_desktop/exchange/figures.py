"""Figures as files: one row a figure with its definition, or exactly the rows that one figure counts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Any

from sqlalchemy import Select, func, or_, select

from op_desktop.exchange.values import ITALIAN, MACHINE, Column, Kind, Value
from op_desktop.exchange.writing import write_csv, write_xlsx
from op_desktop.language import N_, _
from op_desktop.metrics.engine import Figure, Row, listing_query, row_of
from op_desktop.metrics.metric import Metric, Unit
from op_desktop.metrics.people import identify
from op_desktop.metrics.scope import Scope
from op_desktop.progress import SILENT, Progress
from op_desktop.storage.reader import Reader

UNNAMED_PARTS = ("unnamed", "counted", "estimated", "declared")
"""The parts of a figure that are people without a name."""


class Form(StrEnum):
    """How a file is written, and for whom."""

    ITALIAN = "csv_italian"
    MACHINE = "csv_machine"
    XLSX = "xlsx"

    @property
    def suffix(self) -> str:
        """The end of the file's name."""
        return ".xlsx" if self is Form.XLSX else ".csv"


class Source(StrEnum):
    """Where a figure comes from; the two are never added up."""

    COMPUTED = N_("computed")
    DECLARED = N_("declared")


FIGURES = (
    Column("metric", N_("Metric")),
    Column("version", N_("Version"), Kind.WHOLE),
    Column("name", N_("Name")),
    Column("basis", N_("Counting basis")),
    Column("unit", N_("Unit")),
    Column("source", N_("Source")),
    Column("stated_by", N_("Stated by")),
    Column("period", N_("Period")),
    Column("first_day", N_("First day"), Kind.DATE),
    Column("last_day", N_("Last day"), Kind.DATE),
    Column("months", N_("Months"), Kind.DECIMAL),
    Column("territory", N_("Territory")),
    Column("value", N_("Value"), Kind.WHOLE),
    Column("per_month", N_("Per month"), Kind.DECIMAL),
    Column("least", N_("Without estimates"), Kind.WHOLE),
    Column("unnamed", N_("Of them without a name"), Kind.WHOLE),
    Column("rows", N_("Rows counted"), Kind.WHOLE),
)
"""A file of figures; what a declared figure does not tell stays empty."""

CONTRIBUTIONS = (
    Column("metric", N_("Metric")),
    Column("version", N_("Version"), Kind.WHOLE),
    Column("basis", N_("Counting basis")),
    Column("first_day", N_("First day"), Kind.DATE),
    Column("last_day", N_("Last day"), Kind.DATE),
    Column("day", N_("Day"), Kind.DATE),
    Column("activity", N_("Activity")),
    Column("municipality", N_("Municipality")),
    Column("venue", N_("Venue")),
    Column("what", N_("Kind")),
    Column("person", N_("Person")),
    Column("weight", N_("Counts"), Kind.WHOLE),
    Column("base", N_("Out of"), Kind.WHOLE),
    Column("named", N_("By name"), Kind.WHOLE),
    Column("unnamed", N_("Without a name"), Kind.WHOLE),
    Column("entity", N_("Kind of record")),
    Column("row_id", N_("Record")),
)
"""A file of contributing rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure of one period, as it goes into a file."""

    metric: Metric
    source: Source
    period: str
    first_day: date
    end_day: date
    months: Fraction
    value: int
    territory: str = ""
    stated_by: str = ""
    least: int | None = None
    unnamed: int | None = None
    rows: int | None = None

    @classmethod
    def computed(cls, figure: Figure, period: str, territory: str = "") -> "Line":
        """A figure that was computed here."""
        scope = figure.scope
        return cls(
            metric=figure.metric, source=Source.COMPUTED, period=period, first_day=scope.first_day,
            end_day=scope.end_day, months=scope.months, value=figure.value, territory=territory, least=figure.least,
            unnamed=unnamed(figure), rows=figure.rows,
        )  # fmt: skip

    def cells(self, say: Callable[[str], str] = _) -> tuple[Value, ...]:
        """The values in the order of ``FIGURES``; ``say`` puts our own words into the reader's language."""
        metric = self.metric
        # A share does not grow with the months.
        per_month = None if metric.unit is Unit.PERCENT else _rounded(Fraction(self.value) / self.months)
        return (
            metric.id, metric.version, say(metric.name), say(metric.basis), say(metric.unit), say(self.source),
            self.stated_by, self.period, self.first_day.isoformat(), _last(self.end_day), _rounded(self.months),
            self.territory, self.value, per_month, self.least, self.unnamed, self.rows,
        )  # fmt: skip


def unnamed(figure: Figure) -> int | None:
    """How many of a figure's people have no name; None where the metric does not count people."""
    told = [figure.parts[key] for key in UNNAMED_PARTS if key in figure.parts]
    return sum(told) if told else None


def write_figures(path: Path, lines: Iterable[Line], form: Form, progress: Progress = SILENT) -> int:
    """Write figures into a file and return how many; raises like ``write_csv`` and ``write_xlsx``."""
    say = _words(form)
    return _write(path, FIGURES, (line.cells(say) for line in lines), form, _("Metrics"), progress)


def write_contributions(
    path: Path,
    reader: Reader,
    metric: Metric,
    scope: Scope,
    form: Form,
    *,
    text: str = "",
    names: bool = False,
    progress: Progress = SILENT,
) -> int:
    """Write exactly the rows that make a figure and return how many; they stream, whatever their number.

    ``text`` keeps the rows in which each of its words occurs; without ``names`` nobody is named.
    """
    identify(reader, *metric.sources)
    query = matching(listing_query(metric, scope), text, names=names)
    found = reader.connection.execute(query, execution_options={"yield_per": 1000})
    head = (metric.id, metric.version, _words(form)(metric.basis), scope.first_day.isoformat(), _last(scope.end_day))
    rows = ((*head, *_contribution(row_of(row), names=names)) for row in found)
    return _write(path, CONTRIBUTIONS, rows, form, metric.id, progress)


def contributions(
    reader: Reader, metric: Metric, scope: Scope, *, text: str = "", names: bool = False, limit: int, offset: int = 0
) -> list[Row]:
    """A page of the rows that ``write_contributions`` would write."""
    identify(reader, *metric.sources)
    query = matching(listing_query(metric, scope), text, names=names)
    return [row_of(found) for found in reader.rows(query.limit(limit).offset(offset))]


def contribution_count(reader: Reader, metric: Metric, scope: Scope, *, text: str = "", names: bool = False) -> int:
    """How many rows ``write_contributions`` would write."""
    identify(reader, *metric.sources)
    query = matching(listing_query(metric, scope).order_by(None), text, names=names)
    return int(reader.value(select(func.count()).select_from(query.subquery("matching"))))


def matching(query: Select[Any], text: str, *, names: bool) -> Select[Any]:
    """A listing's rows in which each word of ``text`` occurs; in names only where the reader may see them."""
    columns = query.selected_columns
    searched = ["day", "activity", "municipality", "venue", *(("family_name", "given_name") if names else ())]
    fields = [func.lower(columns[name]) for name in searched]
    for word in text.casefold().split():
        query = query.where(or_(*[field.contains(word, autoescape=True) for field in fields]))
    return query


def _contribution(row: Row, *, names: bool) -> tuple[Value, ...]:
    return (
        row.day.isoformat(), row.activity, row.municipality, row.venue, row.what or "", row.person if names else "",
        row.weight, row.base or None, row.named, row.unnamed, row.entity, row.row_id,
    )  # fmt: skip


def _words(form: Form) -> Callable[[str], str]:
    """Files for machines keep one language whoever writes them."""
    return str if form is Form.MACHINE else _


def _last(end_day: date) -> str:
    return (end_day - timedelta(days=1)).isoformat()


def _write(
    path: Path,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    form: Form,
    sheet: str,
    progress: Progress,
) -> int:
    if form is Form.XLSX:
        return write_xlsx(path, columns, rows, sheet, progress)
    return write_csv(path, columns, rows, ITALIAN if form is Form.ITALIAN else MACHINE, progress)


def _rounded(number: Fraction) -> Decimal:
    """Two decimals; a period is rarely a round number of months."""
    return (Decimal(number.numerator) / Decimal(number.denominator)).quantize(Decimal("0.01"))
