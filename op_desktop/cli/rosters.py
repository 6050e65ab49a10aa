"""The commands about class lists: import-roster, imports."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from op_desktop.cli.classes import find_class, new_class, require_class
from op_desktop.cli.opening import add_data, opened
from op_desktop.cli.terminal import table
from op_desktop.domain.formats import format_date
from op_desktop.domain.record import RecordId
from op_desktop.errors import UserError
from op_desktop.exchange.class_import import import_roster
from op_desktop.exchange.past_imports import WHY_TEXTS, PastImport, past_imports, take_back
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


class NoList(UserError):
    """A file in which nobody is listed."""

    title = N_("There is no class list in {file}.")
    advice = N_("It needs a row for each pupil, with a surname or a number. Nothing was changed.")


class NoSuchImport(UserError):
    """The list of imports has no such row."""

    title = N_("There is no import {number}.")
    advice = N_("Leave out --take-back to see the list. Nothing was changed.")


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
    command = add("imports", _("list the imports of a class, and take one back"))
    command.add_argument("--class", dest="selector", required=True, metavar=_("CLASS"),
                         help=_("2B, 2026/2027/2B or 2026/2027/2B@SCHOOL"))  # fmt: skip
    command.add_argument(
        "--take-back", type=int, metavar=_("ROW"), help=_("take back the import in this row of the list")
    )
    add_data(command)
    command.set_defaults(run=_imports)


def _import(arguments: Namespace) -> None:
    if not arguments.file.is_file():
        raise FileMissing(file=arguments.file)
    with opened(arguments) as workspace:
        source = from_files([arguments.file], workspace.now.date())
        read = source.read(Choices(sheet=arguments.sheet))
        class_id, uses = _class(workspace, arguments), recall(workspace, read)
        with workspace.write(_("Import a class list")) as uow:
            shown = target_of(uow, class_id).preview(read, uses)
            if not shown.plan.rows:
                raise NoList(file=arguments.file)
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


def _imports(arguments: Namespace) -> None:
    with opened(arguments) as workspace:
        with workspace.read() as reader:
            found = past_imports(reader, require_class(reader, arguments.selector).id)
        if arguments.take_back is None:
            print(imports_table(found) if found else _("No list was imported into this class yet."))
            return
        if not 1 <= arguments.take_back <= len(found):
            raise NoSuchImport(number=arguments.take_back)
        with workspace.write(_("Take the import back")) as uow:
            done = take_back(uow, found[arguments.take_back - 1].id)
    print(_("Removed: {removed}. With their former names or numbers again: {restored}.").format(
        removed=len(done.removed), restored=done.pupils_restored))  # fmt: skip
    for each in done.staying:
        print(f"{each.number} {each.name}: {_(WHY_TEXTS[each.why])}")


def imports_table(found: Sequence[PastImport]) -> str:
    """The imports of a class, the latest first."""
    heads = ["", _("File"), _("Day"), _("new"), _("changed"), _("rejected"), ""]
    rows = [
        [str(number), each.source, format_date(each.imported_at.date()), str(each.created), str(each.updated),
         str(each.rejected), _("Taken back") if each.undone else ""]
        for number, each in enumerate(found, start=1)
    ]  # fmt: skip
    return table([heads, *rows], "><<>>>", heads=1)


def preview_table(shown: Preview) -> str:
    """Every row of the file with what becomes of it."""
    heads = [_("Row"), _("Number"), _("Surname"), _("Name"), "", ""]
    rows = [
        [str(row.line), str(row.number or ""), row.family_name, row.given_name, _(STATUS[row.status]),
         str(row.remark or "")]
        for row in shown.plan.rows
    ]  # fmt: skip
    return table([heads, *rows], ">><<<<", heads=1)
