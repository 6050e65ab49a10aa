"""Figures as tables for a terminal: the published table with what was declared beside what is on file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from op_desktop.cli.terminal import table
from op_desktop.domain.formats import format_hours, format_number, format_percent
from op_desktop.domain.period import Period, Series
from op_desktop.language import _, language
from op_desktop.metrics.baseline import Declared, declared_figures
from op_desktop.metrics.comparison import Amount, Comparison
from op_desktop.metrics.definitions import METRICS
from op_desktop.metrics.engine import Figure
from op_desktop.metrics.metric import Metric, Section, Unit
from op_desktop.storage.reader import Reader
from op_desktop.sync.consolidation import PeriodFigures


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """One column of figures: two lines of title, texts by the metrics' ids."""

    title: str
    kind: str
    texts: Mapping[str, str]


def published_table(reader: Reader, computed: Sequence[PeriodFigures]) -> str:
    """The programme's table: each period's figures on file, what it declared, and how the second compares."""
    declared = declared_figures(reader)
    general = [each for each in computed if each.period.series is Series.GENERAL]
    schools = [each for each in computed if each.period.series is Series.SCHOOL]
    columns: list[FigureColumn] = []
    for place, each in enumerate(general):
        pair = [each, *schools[place : place + 1]]
        columns.append(FigureColumn(period_name(each.period), _("on file"), _texts(_by_section(pair))))
        periods = {found.period.id for found in pair}
        columns.append(declared_column("", [each for each in declared if each.period.id in periods]))
    if len(general) > 1:
        columns.append(_change(_by_section([*general[:1], *schools[:1]]), _by_section([*general[1:2], *schools[1:2]])))
    return figure_table(columns)


def span_table(reader: Reader, title: str, figures: Mapping[str, Figure]) -> str:
    """Figures of any span of days, with those that the programme declared for its periods beside them."""
    declared = declared_figures(reader)
    columns = [FigureColumn(title, _("on file"), _texts(figures))]
    periods = sorted({each.period for each in declared}, key=lambda period: period.starts_on)
    for start in sorted({period.starts_on for period in periods}):
        same = [each for each in declared if each.period.starts_on == start]
        general = next((each.period for each in same if each.period.series is Series.GENERAL), same[0].period)
        columns.append(declared_column(period_name(general), same))
    return figure_table(columns)


def figure_table(columns: Sequence[FigureColumn]) -> str:
    """Every metric in the order of the published table, a blank line before each section."""
    rows = [["", *[column.title for column in columns]], ["", *[column.kind for column in columns]]]
    section: Section | None = None
    for metric in METRICS:
        if metric.section is not section:
            section = metric.section
            rows.append([_(section.value).upper(), *[""] * len(columns)])
        rows.append([f"  {metric.id:5}{_(metric.name)}", *[column.texts.get(metric.id, "") for column in columns]])
    return table(rows, "<" + ">" * len(columns), heads=2)


def declared_column(title: str, declared: Sequence[Declared]) -> FigureColumn:
    """What was declared, by metric."""
    return FigureColumn(title, _("declared"), {each.metric.id: format_number(each.value) for each in declared})


def period_name(period: Period) -> str:
    """A period's name in the reader's language."""
    return period.name_it if language() == "it" else period.name_en


def shown(metric: Metric, value: int) -> str:
    """A figure as people read it: minutes as hours."""
    if metric.unit is Unit.PERCENT:
        return format_percent(value)
    return _("{n} h").format(n=format_hours(value)) if metric.unit is Unit.MINUTES else format_number(value)


def _texts(figures: Mapping[str, Figure]) -> dict[str, str]:
    return {id: shown(figure.metric, figure.value) for id, figure in figures.items()}


def _by_section(pair: Sequence[PeriodFigures]) -> dict[str, Figure]:
    """A general period's figures, those of schools from the school period beside it."""
    figures = dict(pair[0].figures)
    for each in pair[1:]:
        figures |= {id: found for id, found in each.figures.items() if found.metric.section is Section.SCHOOLS}
    return figures


def _change(before: Mapping[str, Figure], after: Mapping[str, Figure]) -> FigureColumn:
    texts = {
        id: Comparison(figure.metric, Amount.of(before[id]), Amount.of(figure)).variation_text
        for id, figure in after.items()
    }
    return FigureColumn("", _("change"), texts)
