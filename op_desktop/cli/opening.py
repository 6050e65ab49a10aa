"""Opens the data that a command works on: a folder, perhaps encrypted, or a central database."""

import os
import stat
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from getpass import getpass
from pathlib import Path

from sqlalchemy import make_url

from op_desktop import paths, settings, vault
from op_desktop.errors import UserError
from op_desktop.language import N_, _, ngettext
from op_desktop.security.keys import WrongPassphrase
from op_desktop.storage.backup import backups
from op_desktop.storage.database import DataOlder
from op_desktop.storage.resuming import Resumed
from op_desktop.storage.witness import Sight
from op_desktop.workspace import DATABASE, Workspace


class NoDataHere(UserError):
    """The folder holds no data file."""

    title = N_("There is no data in “{folder}”.")
    advice = N_("Check the folder, or make one with invented data: op-desktop demo DIR")


class PassphraseInArguments(UserError):
    """Somebody typed a passphrase where every user of the computer can read it."""

    title = N_("A passphrase does not belong on the command line: others on this computer could read it there.")
    advice = N_("Type it when asked, or put it into a file that only you can read: --passphrase-file FILE")


class PasswordInAddress(PassphraseInArguments):
    """A database address with a password in it."""

    advice = N_("Put it into the file .pgpass of your home folder and leave it out of the address.")


class PassphraseFileOpen(UserError):
    """Others can read the file with the passphrase."""

    title = N_("Others on this computer can read “{file}”.")
    advice = N_("Close it to them first: chmod 600 {file}")


class PassphraseNeeded(UserError):
    """Nobody is there to type the passphrase."""

    title = N_("This data is encrypted and there is no terminal to ask for the passphrase.")
    advice = N_("Give it in a file that only you can read: --passphrase-file FILE")


def add_data(parser: ArgumentParser, *, centre: bool = False) -> None:
    """Arguments that name the data: ``--data``, with ``centre`` also ``--centre``, and the passphrase file."""
    parser.add_argument("--data", metavar=_("DIR"), help=_("data folder (else the one that the window opened last)"))
    if centre:
        parser.add_argument("--centre", metavar=_("DIR-or-URL"), help=_("the centre: a folder or a database"))
    add_passphrase(parser)


def add_passphrase(parser: ArgumentParser) -> None:
    """The one way to hand over a passphrase without typing it."""
    parser.add_argument("--passphrase-file", type=Path, metavar=_("FILE"), help=_("file that only you can read"))


def named(arguments: Namespace) -> str:
    """The folder or address that the arguments name."""
    return str(getattr(arguments, "centre", None) or arguments.data or usual_folder())


def usual_folder() -> Path:
    """The folder that the window opened last, else the program's own data folder."""
    folders = paths.folders()
    last = settings.load(folders.settings_file).last_workspace
    return Path(last) if last else folders.data


@contextmanager
def opened(arguments: Namespace) -> Iterator[Workspace]:
    """The workspace that the arguments name; raises ``NoDataHere`` rather than making one."""
    workspace = open_place(named(arguments), arguments.passphrase_file)
    try:
        yield workspace
    finally:
        workspace.close()


def open_place(place: str, passphrase_file: Path | None = None) -> Workspace:
    """Open a folder that holds data, or a database by its address."""
    if "://" in place:
        if make_url(place).password is not None:
            raise PasswordInAddress
        return Workspace.open(place, label="centre")
    folder = Path(place).expanduser()
    if not (folder / DATABASE).is_file():
        raise NoDataHere(folder=folder)
    return open_folder(folder, key_of(folder, passphrase_file))


def open_folder(folder: Path, key: bytes | None, *, on_purpose: bool = False) -> Workspace:
    """Open a folder's data and say on standard error what was done to it on the way.

    Raises ``DataRewound`` or ``DataExchanged`` where somebody has to decide first, unless it is ``on_purpose``.
    """
    opening = partial(Workspace.open, folder, key=key, state=paths.folders().state, on_purpose=on_purpose)
    try:
        workspace = opening(upgrade=False)
    except DataOlder:
        workspace = opening()
        kept = backups(folder)[0].path
        print(_("Brought up to date from an older version. The backup of before: {file}").format(file=kept),
              file=sys.stderr)  # fmt: skip
    for sentence in _told(workspace.resumed):
        print(sentence, file=sys.stderr)
    return workspace


def _told(resumed: Resumed | None) -> Iterator[str]:
    if resumed is None:
        return
    if resumed.finding.sight is Sight.COPIED:
        yield _("This data comes from another computer and goes on here as a new device.")
        yield _("The centre has to enrol it; what the other computer did not hand over yet is handed over from there.")
    if resumed.erased:
        again = ngettext("{n} erasure applied again.", "{n} erasures applied again.", resumed.erased)
        yield again.format(n=resumed.erased)


def key_of(folder: Path, passphrase_file: Path | None = None) -> bytes | None:
    """The key of a folder's data, None where it is not encrypted: from a file, the keyring, or asked for."""
    if not vault.is_sealed(folder):
        return None
    if passphrase_file is not None:
        return vault.unlock(folder, read_passphrase(passphrase_file))
    remembered = vault.recall(folder)
    return remembered if remembered is not None else _asked(folder)


def read_passphrase(file: Path) -> str:
    """The first line of a file that nobody else can read; raises ``PassphraseFileOpen``."""
    if os.name != "nt" and stat.S_IMODE(file.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO):
        raise PassphraseFileOpen(file=file)
    return file.read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")


def _asked(folder: Path) -> bytes:
    if not sys.stdin.isatty():
        raise PassphraseNeeded
    for left in (2, 1, 0):
        try:
            return vault.unlock(folder, getpass(_("Passphrase for {folder}: ").format(folder=folder.name)))
        except WrongPassphrase as error:
            if not left:
                raise
            print(error.headline, file=sys.stderr)
    raise AssertionError
