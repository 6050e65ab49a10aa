"""The command that prints what there is of a class: print."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from op_desktop.cli.classes import require_class
from op_desktop.cli.opening import add_data, named, opened
from op_desktop.documents.class_prints import Print, offered, print_file_name, render_print
from op_desktop.documents.print_words import PRINT_WORDS
from op_desktop.durable import write_bytes
from op_desktop.errors import UserError
from op_desktop.exchange.school_summary import write_school_summary
from op_desktop.language import N_, _, language
from op_desktop.register.class_report import class_report

OUT = "prints"


class NothingToPrint(UserError):
    """The class has nothing of this kind yet."""

    title = N_("{label} has nothing of this kind to print yet.")
    advice = N_("There is: {kinds}.")


class PdfOnly(UserError):
    """Only the summary is made as a workbook."""

    title = N_("Only the summary is made as a workbook.")
    advice = N_("Leave out --xlsx, or write: print summary --xlsx")


def add_commands(add: Callable[[str, str], ArgumentParser]) -> None:
    """The command of this file."""
    command = add("print", _("print the register, list, log or summary of a class as PDF"))
    command.add_argument("what", choices=[kind.value for kind in Print], metavar=_("WHAT"), help=", ".join(Print))
    command.add_argument("--class", dest="selector", required=True, metavar=_("CLASS"),
                         help=_("2B, 2026/2027/2B or 2026/2027/2B@SCHOOL"))  # fmt: skip
    command.add_argument("--in", dest="words", choices=list(PRINT_WORDS), help=_("language of the print"))
    command.add_argument("--xlsx", action="store_true", help=_("the summary as a workbook instead"))
    command.add_argument("--out", type=Path, metavar=_("DIR"), help=_("where to write the file (else beside the data)"))
    add_data(command)
    command.set_defaults(run=_print)


def _print(arguments: Namespace) -> None:
    kind = Print(arguments.what)
    if arguments.xlsx and kind is not Print.SUMMARY:
        raise PdfOnly
    with opened(arguments) as workspace:
        with workspace.read() as reader:
            report = class_report(reader, require_class(reader, arguments.selector).id)
        printed_at = workspace.now
    kinds = offered(report)
    if kind not in kinds:
        raise NothingToPrint(label=report.school_class.label, kinds=", ".join(kinds) or "–")
    folder = arguments.out or Path(named(arguments)).expanduser() / OUT
    folder.mkdir(parents=True, exist_ok=True)
    if arguments.xlsx:
        path = folder / print_file_name(kind, report.school_class, ".xlsx")
        write_school_summary(path, report, arguments.words or language())
    else:
        path = folder / print_file_name(kind, report.school_class)
        content = render_print(report, kind, printed_at, arguments.words or language())
        write_bytes(path, content)
    print(path)
