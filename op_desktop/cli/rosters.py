"""The command that reads class lists: import-roster."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from op_desktop.cli.classes import find_class, new_class, require_class
from op_desktop.cli.opening import add_data, opened
from op_desktop.cli.terminal import table
from op_desktop.domain.record import RecordId
from op_desktop.errors import UserError
from op_desktop.exchange.class_import import import_roster
from op_desktop.exchange.plan import Status
from op_desktop.exchange.preview import Preview
from op_desktop.exchange.rejected import write_rejected
from op_desktop.exchange.remembered import recall
from op_desktop.exchange.sources import from_files
from op_desktop.exchange.table import Choices
from op_desktop.exchange.target import target_of
from op_desktop.language import N_, _
from op_desktop.workspace import Workspace

STATUS = {
    Status.NEW: N_("new"),
    Status.UPDATED: N_("changed"),
    Status.UNCHANGED: N_("unchanged"),
    Status.REJECTED: N_("rejected"),
}


class FileMissing(UserError):
    """The file to read is not there."""

    title = N_("“{file}” is not there.")
    advice = N_("Check the name. Nothing was imported.")


def add_commands(add: Callable[[str, str], ArgumentParser]) -> None:
    """The command of this file."""
    command = add("import-roster", _("read a class list (.csv, .xlsx, .zip of a school) into a class"))
    command.add_argument("file", type=Path, metavar=_("FILE"))
    command.add_argument("--class", dest="selector", required=True, metavar=_("CLASS"),
                         help=_("2B, 2026/2027/2B or 2026/2027/2B@SCHOOL"))  # fmt: skip
    command.add_argument("--new", action="store_true", help=_("make the class if it is not there"))
    command.add_argument("--preview", action="store_true", help=_("show what would change and write nothing"))
    command.add_argument("--rejected", type=Path, metavar=_("FILE"), help=_("write the rejected rows there"))
    sheet = _("the sheet of the workbook, or the class of the school’s set")
    command.add_argument("--sheet", metavar=_("NAME"), help=sheet)
    add_data(command)
    command.set_defaults(run=_import)


def _import(arguments: Namespace) -> None:
    if not arguments.file.is_file():
        raise FileMissing(file=arguments.file)
    with opened(arguments) as workspace:
        source = from_files([arguments.file], workspace.now.date())
        read = source.read(Choices(sheet=arguments.sheet))
        class_id, uses = _class(workspace, arguments), recall(workspace, read)
        with workspace.write(_("Import a class list")) as uow:
            shown = target_of(uow, class_id).preview(read, uses)
            done = None
            if not arguments.preview:
                done = import_roster(uow, class_id, shown, sha256=source.sha256)
    print(preview_table(shown))
    for sentence in shown.not_kept:
        print(sentence)
    print(", ".join(f"{shown.plan.count(status)} {_(text)}" for status, text in STATUS.items()))
    if done is None:
        print(_("Nothing was written."))
    if arguments.rejected and shown.plan.count(Status.REJECTED):
        write_rejected(arguments.rejected, shown.plan, shown.roster.kept)
        print(arguments.rejected)


def _class(workspace: Workspace, arguments: Namespace) -> RecordId:
    with workspace.read() as reader:
        found = find_class(reader, arguments.selector)
        if found is not None or not arguments.new or arguments.preview:
            return found.id if found is not None else require_class(reader, arguments.selector).id
    with workspace.write(_("New class")) as uow:
        return new_class(uow, arguments.selector)


def preview_table(shown: Preview) -> str:
    """Every row of the file with what becomes of it."""
    heads = [_("Row"), _("Number"), _("Surname"), _("Name"), "", ""]
    rows = [
        [str(row.line), str(row.number or ""), row.family_name, row.given_name, _(STATUS[row.status]),
         str(row.remark or "")]
        for row in shown.plan.rows
    ]  # fmt: skip
    return table([heads, *rows], ">><<<<", heads=1)
