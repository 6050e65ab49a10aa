"""The command that writes tables and figures into files: export."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from op_desktop.cli.opening import add_data, opened
from op_desktop.cli.periods import spans
from op_desktop.cli.terminal import TerminalProgress, table
from op_desktop.domain.formats import format_number
from op_desktop.exchange.figures import Form, Line, write_figures
from op_desktop.exchange.record_tables import filled_tables, write_table
from op_desktop.language import _
from op_desktop.metrics.engine import compute_all
from op_desktop.storage.reader import Reader

FORMS = {"csv": Form.MACHINE, "csv-it": Form.ITALIAN, "xlsx": Form.XLSX}
METRICS = "metrics"


def add_commands(add: Callable[[str, str], ArgumentParser]) -> None:
    """The command of this file."""
    command = add("export", _("write every table and the figures into files"))
    command.add_argument("--out", type=Path, required=True, metavar=_("DIR"))
    command.add_argument("--form", choices=tuple(FORMS), default="csv", help=_("csv: ISO; csv-it and xlsx: for people"))
    command.add_argument("--table", action="append", metavar=_("NAME"), help=_("only this table (may be repeated)"))
    add_data(command, centre=True)
    command.set_defaults(run=_export)


def _export(arguments: Namespace) -> None:
    progress, form = TerminalProgress(), FORMS[arguments.form]
    arguments.out.mkdir(parents=True, exist_ok=True)
    written: list[tuple[Path, int]] = []
    with opened(arguments) as workspace, workspace.read() as reader:
        for record in filled_tables(reader):
            if not arguments.table or record.entity in arguments.table:
                path = arguments.out / f"{record.entity}{form.suffix}"
                written.append((path, write_table(path, reader, record, form, progress)))
        if not arguments.table or METRICS in arguments.table:
            path = arguments.out / f"{METRICS}{form.suffix}"
            written.append((path, write_all_figures(path, reader, form)))
    progress.clear()
    print(table([[str(path), format_number(rows)] for path, rows in written] or [["", "0"]], "<>"))


def write_all_figures(path: Path, reader: Reader, form: Form, period: str | None = None) -> int:
    """Write the figures of the programme's periods, or of the period named, into a file."""
    chosen = spans(reader, period)
    computed = compute_all(reader, [span.scope for span in chosen])
    lines = [
        Line.computed(figure, span.name)
        for span, figures in zip(chosen, computed, strict=True)
        for figure in figures.values()
    ]
    return write_figures(path, lines, form)
