"""Commands that print figures: metrics, rows."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from op_desktop.cli.figure_tables import published_table, shown, span_table
from op_desktop.cli.opening import add_data, opened
from op_desktop.cli.periods import Span, spans
from op_desktop.cli.terminal import Stopwatch, TerminalProgress, table
from op_desktop.domain.formats import format_date, format_number
from op_desktop.errors import UserError
from op_desktop.exchange.figures import Form, Line, write_contributions, write_figures
from op_desktop.language import N_, _, ngettext
from op_desktop.metrics.baseline import declared_figures
from op_desktop.metrics.definitions import METRIC_OF, METRICS
from op_desktop.metrics.engine import Figure, Row, compute, compute_all, listing
from op_desktop.metrics.metric import Metric, Unit
from op_desktop.metrics.scope import Scope
from op_desktop.storage.reader import Reader
from op_desktop.sync.consolidation import PeriodFigures

MOST_ROWS = 50


class MetricUnknown(UserError):
    """There is no figure with this id."""

    title = N_("There is no metric “{id}”.")
    advice = N_("Choose one of: {ids}.")


def add_commands(add: Callable[[str, str], ArgumentParser]) -> None:
    """The commands of this file."""
    text = _("period by name or number, 2026, 2026-11, 2026/2027 or FIRST..LAST (else every period)")
    figures = add("metrics", _("print the figures of a period, with those declared in the past"))
    rows = add("rows", _("print the rows that make a figure"))
    rows.add_argument("metric", metavar=_("METRIC"), help=_("its id, for instance M01b"))
    for command in (figures, rows):
        command.add_argument("--period", metavar=_("PERIOD"), help=text)
        form = command.add_mutually_exclusive_group()
        form.add_argument("--json", action="store_true", help=_("print JSON"))
        form.add_argument("--csv", action="store_true", help=_("print CSV"))
        add_data(command, centre=True)
    figures.add_argument("--times", action="store_true", help=_("tell times and memory"))
    rows.add_argument("--limit", type=int, default=MOST_ROWS, metavar="N", help=_("rows shown (0: all)"))
    rows.add_argument("--names", action="store_true", help=_("show people’s names"))
    figures.set_defaults(run=_metrics)
    rows.set_defaults(run=_rows)


def _metrics(arguments: Namespace) -> None:
    progress, watch = TerminalProgress(), Stopwatch()
    with opened(arguments) as workspace, workspace.read() as reader:
        chosen = spans(reader, arguments.period)
        with watch.lap(_("Figures")):
            computed = compute_all(reader, [span.scope for span in chosen], progress)
        progress.clear()
        if arguments.json:
            print(json.dumps(plain_figures(reader, chosen, computed), ensure_ascii=False, indent=1))
        elif arguments.csv:
            _print_csv(lambda path: write_figures(path, _lines(chosen, computed), Form.MACHINE))
        else:
            print(_tables(reader, chosen, computed))
            if not any(figure.rows for figures in computed for figure in figures.values()):
                print(_no_figures(reader), file=sys.stderr)
    if arguments.times:
        print(watch.report(), file=sys.stderr)


def plain_figures(
    reader: Reader, chosen: Sequence[Span], computed: Sequence[Mapping[str, Figure]]
) -> dict[str, object]:
    """Figures as they go into JSON."""
    declared = {(each.period.id, each.metric.id): each.value for each in declared_figures(reader)}
    return {
        "periods": [
            {
                "name": span.name,
                "first_day": span.scope.first_day.isoformat(),
                "end_day": span.scope.end_day.isoformat(),
                "figures": [
                    {
                        "id": id, "version": figure.metric.version, "name": _(figure.metric.name),
                        "unit": figure.metric.unit.name.lower(), "basis": figure.metric.basis.name.lower(),
                        "value": figure.value, "least": figure.least, "rows": figure.rows,
                        "parts": dict(figure.parts),
                        "declared": declared.get((span.period.id, id)) if span.period else None,
                    }
                    for id, figure in figures.items()
                ],
            }
            for span, figures in zip(chosen, computed, strict=True)
        ]
    }  # fmt: skip


def _tables(reader: Reader, chosen: Sequence[Span], computed: Sequence[dict[str, Figure]]) -> str:
    periods = [
        PeriodFigures(span.period, figures) for span, figures in zip(chosen, computed, strict=True) if span.period
    ]
    if len(periods) == len(chosen) > 1:
        return published_table(reader, periods)
    return "\n\n".join(span_table(reader, span.name, figures) for span, figures in zip(chosen, computed, strict=True))


def _lines(chosen: Sequence[Span], computed: Sequence[Mapping[str, Figure]]) -> list[Line]:
    return [
        Line.computed(figure, span.name)
        for span, figures in zip(chosen, computed, strict=True)
        for figure in figures.values()
    ]


def _rows(arguments: Namespace) -> None:
    metric = METRIC_OF.get(arguments.metric)
    if metric is None:
        raise MetricUnknown(id=arguments.metric, ids=", ".join(METRIC_OF))
    with opened(arguments) as workspace, workspace.read() as reader:
        told = [_rows_of(reader, metric, span, arguments) for span in spans(reader, arguments.period)]
        if not any(told):
            print(_no_rows(reader, metric), file=sys.stderr)


def _no_figures(reader: Reader) -> str:
    """That nothing is on file for these periods, and for which days something is."""
    ever = Scope(first_day=date.min, end_day=date.max, today=reader.today)
    days = [row.day for metric in METRICS for row in listing(reader, metric, ever, limit=1)]
    text = _("Nothing is on file for this.")
    there = _("There is something in --period {span}.")
    return f"{text} {there.format(span=f'{min(days)}..{reader.today}')}" if days else text


def _no_rows(reader: Reader, metric: Metric) -> str:
    """That no period of the programme has any, and where there are some."""
    ever = Scope(first_day=date.min, end_day=date.max, today=reader.today)
    days = [row.day for row in listing(reader, metric, ever)]
    text = _("No period of the programme has rows of “{metric}”.").format(metric=_(metric.name))
    there = _("There are some in --period {span}.")
    return f"{text} {there.format(span=f'{min(days)}..{max(days)}')}" if days else text


def _rows_of(reader: Reader, metric: Metric, span: Span, arguments: Namespace) -> bool:
    """Print the rows of one period; of every period, those without rows are passed over. Whether it printed."""
    if arguments.csv:
        _print_csv(
            lambda path: write_contributions(path, reader, metric, span.scope, Form.MACHINE, names=arguments.names)
        )
        return True
    figure = compute(reader, metric, span.scope)
    found = listing(reader, metric, span.scope, limit=arguments.limit or None)
    if arguments.json:
        plain = [_plain_row(row, names=arguments.names) for row in found]
        print(json.dumps({"period": span.name, "value": figure.value, "rows": plain}, ensure_ascii=False))
        return True
    if not found and arguments.period is None:
        return False
    value = "–" if metric.unit is Unit.PERCENT and not figure.rows else shown(metric, figure.value)
    print(f"{_(metric.name)} · {span.name}: {value}")
    print(_row_table(found, names=arguments.names))
    print(_how_many(len(found), figure.rows), end="\n\n")
    return True


def _plain_row(row: Row, *, names: bool) -> dict[str, object]:
    plain = asdict(row) | {"day": row.day.isoformat()}
    return plain if names else {name: value for name, value in plain.items() if name != "person"}


def _row_table(found: Sequence[Row], *, names: bool) -> str:
    heads = [_("Day"), _("Activity"), _("Municipality"), _("Kind"), _("Counts"), *([_("Person")] if names else [])]
    rows = [
        [format_date(row.day), row.activity, row.municipality, row.what or "",
         "" if row.weight is None else format_number(row.weight), *([row.person] if names else [])]
        for row in found
    ]  # fmt: skip
    return table([heads, *rows], "<<<<><", heads=1)


def _how_many(told: int, rows: int) -> str:
    text = ngettext("{n} row", "{n} rows", rows).format(n=format_number(rows))
    return text if told == rows else _("{rows}, {told} of them shown").format(rows=text, told=format_number(told))


def _print_csv(write: Callable[[Path], int]) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "figures.csv"
        write(file)
        sys.stdout.write(file.read_text(encoding="utf-8"))
