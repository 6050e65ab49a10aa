"""The command that prints an edition of the grant call: grant-call."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from op_desktop.cli.opening import add_data, named, opened
from op_desktop.documents.grant_prints import Round, render_letters, render_round_sheet, round_of
from op_desktop.documents.print_words import PRINT_WORDS
from op_desktop.durable import write_atomically
from op_desktop.errors import UserError
from op_desktop.exchange.figures import Form
from op_desktop.exchange.grant_tables import write_ranking
from op_desktop.language import N_, _, language
from op_desktop.register.grant_lists import calls

OUT = "prints"
RANKING, SHEET, LETTERS = "ranking", "sheet", "letters"
_FILES = {RANKING: "graduatoria", SHEET: "valutazione", LETTERS: "esiti"}


class NoSuchEdition(UserError):
    """The call has no edition of this number."""

    title = N_("There is no edition {edition} of the grant call.")
    advice = N_("There is: {editions}.")


def add_commands(add: Callable[[str, str], ArgumentParser]) -> None:
    """The command of this file."""
    command = add("grant-call", _("write the ranking, round sheet or decision letters of the grant call"))
    command.add_argument("what", choices=list(_FILES), metavar=_("WHAT"), help=", ".join(_FILES))
    command.add_argument("--edition", type=int, metavar="N", help=_("number of the edition (else the newest)"))
    command.add_argument("--in", dest="words", choices=list(PRINT_WORDS), help=_("language of the print"))
    command.add_argument("--xlsx", action="store_true", help=_("the ranking as a workbook instead"))
    command.add_argument("--out", type=Path, metavar=_("DIR"), help=_("where to write the file (else beside the data)"))
    add_data(command)
    command.set_defaults(run=_write)


def _write(arguments: Namespace) -> None:
    with opened(arguments) as workspace:
        with workspace.read() as reader:
            found = {call.edition: call.id for call in reversed(calls(reader))}
            edition = arguments.edition if arguments.edition is not None else max(found, default=0)
            if edition not in found:
                raise NoSuchEdition(edition=edition, editions=", ".join(map(str, sorted(found))) or "–")
            of_call = round_of(reader, found[edition])
        now = workspace.now
    folder = arguments.out or Path(named(arguments)).expanduser() / OUT
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{_FILES[arguments.what]}_{edition}"
    if arguments.what == RANKING:
        print(_table(path, of_call, Form.XLSX if arguments.xlsx else Form.ITALIAN))
        return
    render = render_letters if arguments.what == LETTERS else render_round_sheet
    content = render(of_call, now, arguments.words or language())
    path = path.with_suffix(".pdf")
    with write_atomically(path) as file:
        file.write(content)
    print(path)


def _table(path: Path, of_call: Round, form: Form) -> Path:
    target = path.with_suffix(form.suffix)
    write_ranking(target, of_call.judged, of_call.reviewers, form)
    return target
