"""Content packs in a data folder."""

import os
import secrets
import shutil
from pathlib import Path

from op_desktop.education.catalogue import ADDED, Catalogue, open_catalogue
from op_desktop.education.content_fields import Spot
from op_desktop.education.pack_files import take_in
from op_desktop.education.packs import Pack, check_pack, open_pack, read_bank, read_game
from op_desktop.errors import UserError
from op_desktop.language import N_, _
from op_desktop.paths import private_folder
from op_desktop.security.permissions import Actor, Permission, require


class PackMissing(UserError):
    """Nothing lies where the pack should be."""

    title = N_("“{file}” is not there.")
    advice = N_("Choose the pack’s zip file or its folder. Nothing was changed.")


class PackAlreadyHere(UserError):
    """The same version of the pack was added before, or ships with the program."""

    title = N_("The content pack {name} is already here.")
    advice = N_("Nothing changes. A pack with other content needs a new version number in pack.toml.")


def add_pack(actor: Actor, data: Path, source: Path) -> Pack:
    """Check a pack, a zip or a folder, and keep it beside its earlier versions in the data folder.

    Raises ``OnlyAdministration``, ``PackMissing``, ``PackRefused`` or ``PackAlreadyHere``; nothing is left then.
    """
    require(actor, Permission.WRITE_TEMPLATES)
    if not source.exists():
        raise PackMissing(file=source)
    shelf = private_folder(data / ADDED)
    # A name with a point in front is passed over by the catalogue, should the power go now.
    draft = shelf / f".{secrets.token_hex(4)}" / source.stem
    try:
        take_in(source, draft)
        pack = open_pack(draft)
        check_pack(pack)
        known = open_catalogue(data)
        _refuse_changed(pack, known)
        if any(each.name == pack.name for each in known.packs):
            raise PackAlreadyHere(name=pack.name)
        os.replace(draft, shelf / pack.name)
    finally:
        shutil.rmtree(draft.parent, ignore_errors=True)
    return open_pack(shelf / pack.name)


def _refuse_changed(pack: Pack, known: Catalogue) -> None:
    """A lesson or question that was changed needs a new version: what was taught and asked must stay readable."""
    for other in known.packs:
        for head in pack.lessons:
            standing = other.lesson(head.code)
            if standing and standing.version == head.version and other.digest(head.code) != pack.digest(head.code):
                Spot(pack.folder.name, f"lessons/{head.code}/lesson.toml", "version").refuse(
                    _("{name} differs from the lesson of the same version in {pack}").format(
                        name=f"{head.code}@{head.version}", pack=other.name),
                    _("Give the changed lesson the version {n}, or another code.").format(n=head.version + 1),
                )  # fmt: skip
        for code in set(pack.games) & set(other.games):
            game, known_game = read_game(pack, code), read_game(other, code)
            if game.head.version == known_game.head.version and game != known_game:
                Spot(pack.folder.name, f"games/{code}/game.toml", "version").refuse(
                    _("{name} differs from the game of the same version in {pack}").format(
                        name=f"{code}@{game.head.version}", pack=other.name),
                    _("Give the changed game the version {n}, or another code.").format(n=game.head.version + 1),
                )  # fmt: skip
        items, asked = read_bank(pack).items, read_bank(other).items
        for name in items.keys() & asked.keys():
            if items[name] != asked[name]:
                Spot(pack.folder.name, "items.toml", name).refuse(
                    _("it differs from the question of the same version in {pack}").format(pack=other.name),
                    _("Give the changed question a new version, or another code."),
                )
