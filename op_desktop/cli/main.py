"""The command line: reads the arguments, runs one command, and turns what happens into sentences and exit codes."""

import logging
import os
import sys
from argparse import SUPPRESS, Action, ArgumentParser
from collections.abc import Sequence

from op_desktop import __version__, logs, paths, settings
from op_desktop.cli import (
    calculators,
    calendars,
    certificates,
    content,
    demo,
    figures,
    grants,
    packages,
    parser_words,
    prints,
    rosters,
    schools,
    tables,
    upkeep,
    volunteers,
)
from op_desktop.cli.opening import PassphraseInArguments
from op_desktop.errors import UserError
from op_desktop.language import LANGUAGES, _, speak
from op_desktop.progress import Cancelled

ROOMS = (
    demo, schools, rosters, calendars, packages, figures, certificates, prints, volunteers, grants, calculators,
    content, tables, upkeep,
)  # fmt: skip
"""The files with commands, in the order in which the help lists them."""
DONE, REFUSED, USAGE, DEFECT, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit codes: done; refused, and somebody can mend it; wrong words; a fault of the program; stopped by Ctrl+C."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; figures go to standard output, everything else to standard error."""
    words = list(sys.argv[1:] if argv is None else argv)
    speak(_language(words) or settings.load(paths.folders().settings_file).language)
    parser_words.speak_too()
    try:
        arguments = _parser().parse_args(words)
    except UserError as error:
        return _refused(error, USAGE)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else USAGE
    try:
        code = arguments.run(arguments)
        return code if isinstance(code, int) else DONE
    except UserError as error:
        return _refused(error, REFUSED)
    except (Cancelled, KeyboardInterrupt):
        print(_("Stopped. What was finished is kept."), file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has seen enough; without this Python complains once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception:  # noqa: BLE001 - the one place that turns a defect into an exit code
        return _defect()


def _language(words: Sequence[str]) -> str | None:
    """The language asked for, looked for before anything is read: the help is in it too."""
    for number, word in enumerate(words):
        if word == "--language":
            return next(iter(words[number + 1 :]), None)
        if word.startswith("--language="):
            return word.partition("=")[2]
    return None


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="op-desktop", allow_abbrev=False, description=_("Without a command the window opens."))
    parser.add_argument("--version", action="version", version=f"op-desktop {__version__}")
    common = ArgumentParser(add_help=False)
    common.add_argument("--language", choices=LANGUAGES, help=_("language of what is printed"))
    common.add_argument("--passphrase", nargs="?", action=_Refuse, help=SUPPRESS)
    commands = parser.add_subparsers(metavar=_("COMMAND"), required=True)

    def add(name: str, text: str) -> ArgumentParser:
        return commands.add_parser(name, help=text, description=text, parents=[common], allow_abbrev=False)

    for room in ROOMS:
        room.add_commands(add)
    return parser


class _Refuse(Action):
    """An argument that must never be used."""

    def __call__(self, *_parsed: object, **_named: object) -> None:
        """Refuse it with the reason."""
        raise PassphraseInArguments


def _refused(error: UserError, code: int) -> int:
    print(error.headline, file=sys.stderr)
    if error.remedy:
        print(error.remedy, file=sys.stderr)
    return code


def _defect() -> int:
    file = logs.start(paths.private_folder(paths.folders().logs))
    logging.getLogger("op_desktop.cli").exception("defect")
    logs.stop()
    print(_("Something did not work; it is written in the activity log."), file, sep="\n", file=sys.stderr)
    return DEFECT
