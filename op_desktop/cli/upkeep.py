"""Commands that look after the data: backup, restore, check."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from op_desktop.cli.opening import NoDataHere, add_data, key_of, named, open_folder, opened, usual_folder
from op_desktop.cli.terminal import TerminalProgress
from op_desktop.domain.formats import format_date, format_number, format_time
from op_desktop.errors import UserError
from op_desktop.language import N_, _, ngettext
from op_desktop.storage import verification
from op_desktop.storage.backup import back_up, backups, restore
from op_desktop.storage.clock import local_time, system_wall
from op_desktop.storage.database import WRITING
from op_desktop.workspace import DATABASE


class NoFolder(UserError):
    """A central server has no folder for copies."""

    title = N_("A central server keeps its own backups.")
    advice = N_("Use the server’s tools, for instance pg_dump.")


class NoBackups(UserError):
    """There is nothing to go back to."""

    title = N_("There is no backup in “{folder}”.")
    advice = N_("Name the backup’s file.")


def add_commands(add: Callable[[str, str], ArgumentParser]) -> None:
    """The commands of this file."""
    make = add("backup", _("make a verified copy of the data file"))
    make.add_argument("--list", action="store_true", help=_("show the copies there are"))
    add_data(make)
    make.set_defaults(run=_backup)
    back = add("restore", _("put a backup in the place of the data file, which is kept aside"))
    back.add_argument("backup", nargs="?", type=Path, metavar=_("FILE"), help=_("else the latest one"))
    add_data(back)
    back.set_defaults(run=_restore)
    own = add("adopt", _("go on with a data file that was put in the place of another on purpose"))
    add_data(own)
    own.set_defaults(run=_adopt)
    look = add("check", _("prove that the data is whole and that the tables say what the log says"))
    look.add_argument("--rebuild", action="store_true", help=_("make the tables anew from the log first"))
    look.add_argument("--json", action="store_true", help=_("print JSON"))
    add_data(look, centre=True)
    look.set_defaults(run=_check)


def _backup(arguments: Namespace) -> None:
    folder = _folder(arguments)
    if not arguments.list:
        with opened(arguments) as workspace:
            print(back_up(workspace.engine, folder, workspace.now).path)
        return
    for each in backups(folder):
        print(format_date(each.made_at.date()), format_time(each.made_at), each.path, sep="  ")


def _restore(arguments: Namespace) -> None:
    folder = _folder(arguments)
    listed = backups(folder)
    if arguments.backup is None and not listed:
        raise NoBackups(folder=folder)
    chosen = arguments.backup or listed[0].path
    key = key_of(folder, arguments.passphrase_file)
    kept = restore(folder, chosen, DATABASE, local_time(system_wall()), key)
    print(_("Restored: {file}").format(file=chosen))
    if kept is not None:
        print(_("What was there before: {file}").format(file=kept))
    # Opened at once: what was erased after the backup must not stand there until somebody happens to look.
    open_folder(folder, key).close()


def _adopt(arguments: Namespace) -> None:
    folder = _folder(arguments)
    if not (folder / DATABASE).is_file():
        raise NoDataHere(folder=folder)
    open_folder(folder, key_of(folder, arguments.passphrase_file), on_purpose=True).close()
    print(
        _("The data in {folder} goes on from here. The next hand-over starts from the beginning.").format(folder=folder)
    )


def _folder(arguments: Namespace) -> Path:
    folder = Path(arguments.data or usual_folder()).expanduser()
    if "://" in str(arguments.data):
        raise NoFolder
    if not folder.is_dir():
        raise NoDataHere(folder=folder)
    return folder


def _check(arguments: Namespace) -> int:
    progress = TerminalProgress()
    with opened(arguments) as workspace, workspace.engine.connect().execution_options(**WRITING) as connection:
        if arguments.rebuild:
            with connection.begin():
                verification.rebuild(connection, progress)
        with connection.begin():
            found = verification.check(connection, progress)
    progress.clear()
    if arguments.json:
        print(json.dumps({"changes": found.changes, "records": found.records, "holes": found.holes,
                          "faults": found.faults, "sound": found.sound}, indent=1))  # fmt: skip
    else:
        _tell(arguments, found)
    return 0 if found.sound else 1


def _tell(arguments: Namespace, found: verification.Findings) -> None:
    facts = {"changes": format_number(found.changes), "records": format_number(found.records)}
    print(_("{changes} changes, {records} records in {place}").format(**facts, place=named(arguments)))
    for writer, holes in found.holes.items():
        spans = ", ".join(f"{first}–{last}" for first, last in holes)
        print(_("Not received yet from {writer}: {spans}").format(writer=writer, spans=spans))
    for fault in found.faults:
        print(fault, file=sys.stderr)
    if found.sound:
        print(_("Everything is in order."))
    else:
        count = len(found.faults)
        print(ngettext("{n} fault found.", "{n} faults found.", count).format(n=count), file=sys.stderr)
