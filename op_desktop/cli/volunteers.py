"""The command that prints what there is of volunteers: volunteers."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

from op_desktop.cli.opening import add_data, named, opened
from op_desktop.cli.periods import PeriodUnknown, spans
from op_desktop.documents.hours_prints import (
    extract_file_name,
    render_extract,
    render_statement,
    statement_file_name,
)
from op_desktop.documents.issuing import make
from op_desktop.documents.print_words import PRINT_WORDS
from op_desktop.documents.volunteer_issuing import VolunteerOrder, task_words
from op_desktop.domain.formats import format_clock
from op_desktop.domain.person import Person
from op_desktop.domain.record import RecordId
from op_desktop.durable import write_atomically
from op_desktop.errors import UserError
from op_desktop.exchange.hours_files import write_extract, write_statement
from op_desktop.language import N_, _, language, ngettext
from op_desktop.register.duplicates import canonical_people
from op_desktop.register.people import full_name
from op_desktop.register.volunteer_register import enrolled
from op_desktop.register.volunteer_work import work_of
from op_desktop.register.volunteering import PersonHours, find_volunteers
from op_desktop.storage.reader import Reader
from op_desktop.workspace import Workspace

OUT = "prints"
STATEMENT, CERTIFICATE, EXTRACT = "statement", "certificate", "register"
_LISTED = 12


class PersonUnknown(UserError):
    """Nobody goes by these words."""

    title = N_("There is nobody called “{text}”.")
    advice = N_("Write the beginning of name and surname as they are on file.")


class SeveralPeople(UserError):
    """More than one person goes by these words."""

    title = N_("“{text}” may be more than one person.")
    advice = N_("Write more letters, or the code after the name. There are: {people}.")


class PersonNeeded(UserError):
    """A statement or certificate of nobody."""

    title = N_("Say whose hours: --person NAME")
    advice = N_("Only the extract for the register is of everybody.")


class FormUnfit(UserError):
    """A kind of file that this print is not made as."""

    title = N_("This print is not made as {form}.")
    advice = N_("A statement can be CSV or a workbook, the extract a workbook; a certificate is always a PDF.")


def add_commands(add: Callable[[str, str], ArgumentParser]) -> None:
    """The command of this file."""
    command = add("volunteers", _("print hours, certificate or register extract of volunteers"))
    kinds = [STATEMENT, CERTIFICATE, EXTRACT]
    command.add_argument("what", choices=kinds, metavar=_("WHAT"), help=", ".join(kinds))
    command.add_argument("--person", metavar=_("NAME"), help=_("beginning of name and surname, or the code"))
    command.add_argument("--period", metavar=_("PERIOD"), help=_("2026, 2026-11 or 2026-01-01..2026-06-30"))
    command.add_argument("--in", dest="words", choices=list(PRINT_WORDS), help=_("language of the print"))
    form = command.add_mutually_exclusive_group()
    form.add_argument("--csv", dest="suffix", action="store_const", const=".csv", help=_("the statement as CSV"))
    form.add_argument("--xlsx", dest="suffix", action="store_const", const=".xlsx", help=_("as a workbook"))
    command.add_argument("--out", type=Path, metavar=_("DIR"), help=_("where to write the file (else beside the data)"))
    add_data(command)
    command.set_defaults(run=_volunteers)


def _volunteers(arguments: Namespace) -> None:
    suffix, words = arguments.suffix or ".pdf", arguments.words or language()
    allowed = {STATEMENT: (".pdf", ".csv", ".xlsx"), CERTIFICATE: (".pdf",), EXTRACT: (".pdf", ".xlsx")}
    if suffix not in allowed[arguments.what]:
        raise FormUnfit(form=suffix.removeprefix(".").upper())
    folder = arguments.out or Path(named(arguments)).expanduser() / OUT
    with opened(arguments) as workspace:
        with workspace.read() as reader:
            days = _days(reader, arguments.period)
            person_id = None if arguments.what == EXTRACT else _person(reader, arguments.person)
        folder.mkdir(parents=True, exist_ok=True)
        if person_id is None:
            path = _extract(workspace, folder / extract_file_name(*days, suffix), days, words)
        elif arguments.what == CERTIFICATE:
            path = _certificate(workspace, person_id, folder, days, words)
        else:
            path = _statement(workspace, person_id, folder / statement_file_name(person_id, *days, suffix), days, words)
    print(path)


def _statement(workspace: Workspace, person_id: RecordId, path: Path, days: tuple[date, date], words: str) -> Path:
    with workspace.read() as reader:
        work = work_of(reader, person_id, *days)
    if path.suffix == ".pdf":
        _write(path, render_statement(work, workspace.now, words))
    else:
        write_statement(path, work, words)
    entries = ngettext("{n} entry", "{n} entries", len(work.entries)).format(n=len(work.entries))
    print(_("Total {hours} · {entries}").format(hours=format_clock(work.minutes), entries=entries))
    return path


def _certificate(workspace: Workspace, person_id: RecordId, folder: Path, days: tuple[date, date], words: str) -> Path:
    with workspace.read() as reader:
        work = work_of(reader, person_id, *days)
    order = VolunteerOrder(
        person_id=person_id, first_day=days[0], last_day=days[1], steady=work.steady, tasks=task_words(work, words),
        organisation=workspace.local("volunteer_body") or "", seat=workspace.local("volunteer_seat") or "",
        place=workspace.local("volunteer_place") or "", signatory=workspace.local("certificate_signatory") or "",
        role=workspace.local("volunteer_signs_as") or "", language=words,
    )  # fmt: skip
    return make(workspace, order, folder).path


def _extract(workspace: Workspace, path: Path, days: tuple[date, date], words: str) -> Path:
    with workspace.read() as reader:
        rows = enrolled(reader, *days)
    if path.suffix == ".pdf":
        _write(path, render_extract(rows, *days, workspace.now, words))
    else:
        write_extract(path, rows, words)
    return path


def _days(reader: Reader, text: str | None) -> tuple[date, date]:
    """The days of a period, up to today; without one this year's."""
    found = spans(reader, text or str(reader.today.year))
    if len(found) != 1:
        raise PeriodUnknown(text=text, names="2026, 2026-11")
    scope = found[0].scope
    return scope.first_day, min(scope.end_day - timedelta(days=1), max(reader.today, scope.first_day))


def _person(reader: Reader, text: str | None) -> RecordId:
    if not text:
        raise PersonNeeded
    coded = reader.get(Person, RecordId(text.strip()))
    if coded is not None:
        return coded.id
    found = _one_each(reader, find_volunteers(reader, text, _LISTED))
    exact = [row for row in found if full_name(row.family, row.given).casefold() == text.casefold().strip()]
    chosen = exact if len(exact) == 1 else found
    if not chosen:
        raise PersonUnknown(text=text)
    if len(chosen) > 1:
        people = ", ".join(f"{full_name(row.family, row.given)} ({row.person_id})" for row in chosen)
        raise SeveralPeople(text=text, people=people)
    return chosen[0].person_id


def _one_each(reader: Reader, found: Sequence[PersonHours]) -> list[PersonHours]:
    """The first row of each person: records confirmed to be the same person are one, whichever is printed."""
    stands_for = canonical_people(reader)
    first: dict[str, PersonHours] = {}
    for row in found:
        first.setdefault(stands_for.get(row.person_id, row.person_id), row)
    return list(first.values())


def _write(path: Path, content: bytes) -> None:
    with write_atomically(path) as file:
        file.write(content)
