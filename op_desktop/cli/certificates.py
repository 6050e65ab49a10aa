"""The command that issues certificates: certificates."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from op_desktop.cli.classes import require_class
from op_desktop.cli.opening import add_data, named, opened
from op_desktop.cli.terminal import TerminalProgress, table
from op_desktop.documents.issuing import Order, earned, make
from op_desktop.language import _, ngettext
from op_desktop.register.eligibility import EligibilityRow, eligibility

OUT = "certificates"


def add_commands(add: Callable[[str, str], ArgumentParser]) -> None:
    """The command of this file."""
    command = add("certificates", _("issue the certificates of a class as PDF"))
    command.add_argument("--class", dest="selector", required=True, metavar=_("CLASS"),
                         help=_("2B, 2026/2027/2B or 2026/2027/2B@SCHOOL"))  # fmt: skip
    command.add_argument("--list", action="store_true", help=_("show who earns one and write nothing"))
    command.add_argument("--out", type=Path, metavar=_("DIR"), help=_("where to write the PDF (else beside the data)"))
    add_data(command)
    command.set_defaults(run=_certificates)


def _certificates(arguments: Namespace) -> None:
    progress = TerminalProgress()
    with opened(arguments) as workspace:
        with workspace.read() as reader:
            group = require_class(reader, arguments.selector)
            rows, due = eligibility(reader, group.id), earned(reader, group.id)
        if arguments.list:
            print(_eligibility_table(rows))
            return
        if not due:
            print(_("Nobody in {label} earns a certificate that is not issued yet.").format(label=group.label))
            return
        folder = arguments.out or Path(named(arguments)).expanduser() / OUT
        made = make(workspace, Order(class_id=group.id, enrolment_ids=due), folder, progress)
    progress.clear()
    print(made.path)
    count = len(made.certificates)
    numbers = f"{made.certificates[0].number} – {made.certificates[-1].number}"
    print(ngettext("{n} certificate", "{n} certificates", count).format(n=count) + f" · {numbers}")


def _eligibility_table(rows: list[EligibilityRow]) -> str:
    heads = [_("Number"), _("Surname"), _("Name"), "", _("Certificate")]
    lines = [
        [str(row.number), row.family, row.given, row.reason, row.issued_number or (_("due") if row.earns else "–")]
        for row in rows
    ]
    return table([heads, *lines], ">", heads=1)
