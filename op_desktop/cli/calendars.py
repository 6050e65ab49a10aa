"""The command that writes lessons as a calendar file: calendar."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path

from op_desktop.cli.classes import require_class
from op_desktop.cli.opening import add_data, opened
from op_desktop.domain.names import fold
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import school_year
from op_desktop.durable import write_bytes
from op_desktop.errors import UserError
from op_desktop.exchange.calendar import write_calendar
from op_desktop.language import N_, _, ngettext
from op_desktop.register.accounts import accounts
from op_desktop.register.timetable import timetable
from op_desktop.storage.reader import Reader


class EducatorNotFound(UserError):
    """Nobody who works here has this name."""

    title = N_("Nobody here is called “{name}”.")
    advice = N_("There are: {names}. Nothing was written.")


def add_commands(add: Callable[[str, str], ArgumentParser]) -> None:
    """The command of this file."""
    command = add("calendar", _("write the lessons of this school year as a calendar file (.ics)"))
    command.add_argument("file", type=Path, metavar=_("FILE"))
    command.add_argument("--class", dest="selector", metavar=_("CLASS"), help=_("only this class: 2B"))
    command.add_argument("--educator", metavar=_("NAME"), help=_("only the lessons of this person"))
    add_data(command)
    command.set_defaults(run=_calendar)


def _calendar(arguments: Namespace) -> None:
    with opened(arguments) as workspace, workspace.read() as reader:
        group = require_class(reader, arguments.selector) if arguments.selector else None
        educator = _educator(reader, arguments.educator) if arguments.educator else None
        # A class is given whole, whatever its year.
        since = None if group else date(school_year(reader.today), 9, 1)
        entries = timetable(reader, class_id=group.id if group else None, educator_id=educator, since=since)
        content = write_calendar(entries, group.label if group else _("Lessons"), reader.now)
    write_bytes(arguments.file, content)
    print(arguments.file)
    print(ngettext("{n} lesson", "{n} lessons", len(entries)).format(n=len(entries)))


def _educator(reader: Reader, name: str) -> RecordId:
    found = {fold(row.name): row.id for row in accounts(reader)}
    if fold(name) not in found:
        raise EducatorNotFound(name=name, names=", ".join(row.name for row in accounts(reader)) or "–")
    return found[fold(name)]
