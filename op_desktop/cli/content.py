"""The command for content packs: packs list, add, seal, print."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from op_desktop.cli.opening import NoDataHere, add_data, named, opened
from op_desktop.cli.terminal import table
from op_desktop.documents.lesson_pdf import render_lesson, sheet_name, sheets_of
from op_desktop.domain.competence import SUB_AREA_NAMES
from op_desktop.domain.formats import format_number
from op_desktop.domain.school import Level
from op_desktop.durable import write_bytes
from op_desktop.education.catalogue import Catalogue, open_catalogue
from op_desktop.education.content_checks import texts_of
from op_desktop.education.packs import read_bank, read_plan, seal
from op_desktop.education.readability import gulpease
from op_desktop.language import N_, _, language, ngettext
from op_desktop.register.content import PackMissing, add_pack
from op_desktop.storage.clock import local_time, system_wall

LEVELS = {
    Level.PRIMARY: N_("Primary"),
    Level.LOWER_SECONDARY: N_("Lower secondary"),
    Level.UPPER_SECONDARY: N_("Upper secondary"),
    Level.ADULT: N_("Adults"),
}


def add_commands(add: Callable[[str, str], ArgumentParser]) -> None:
    """The command of this file."""
    command = add("packs", _("list, add, check and print the lessons of content packs"))
    does = command.add_subparsers(metavar=_("ACTION"), required=True)
    listed = does.add_parser("list", help=_("the packs, lessons and forms at hand"))
    listed.set_defaults(run=_list)
    added = does.add_parser("add", help=_("check a pack (zip or folder) and add it to the data"))
    added.add_argument("file", type=Path, metavar=_("FILE"))
    added.set_defaults(run=_add)
    sealed = does.add_parser("seal", help=_("check a pack’s folder, write its SHA256SUMS and show how it reads"))
    sealed.add_argument("file", type=Path, metavar=_("DIR"))
    sealed.set_defaults(run=_seal)
    printed = does.add_parser("print", help=_("plan, handouts, worksheet and key of a lesson as PDF"))
    printed.add_argument("code", metavar=_("CODE"), help=_("for instance PRI-1, or PRI-1@1 for a version"))
    printed.add_argument("--out", type=Path, default=Path(), metavar=_("DIR"), help=_("where to write"))
    printed.set_defaults(run=_print)
    for each in (listed, added, printed):
        add_data(each)
    for each in (listed, added, sealed, printed):
        each.add_argument("--language", choices=("it", "en"), help=_("language of what is printed"))


def _list(arguments: Namespace) -> None:
    found = _catalogue(arguments)
    for pack in found.packs:
        print(f"{pack.name} · {pack.head.title.read_in(language())} · {pack.head.licence}")
    heads = ["", _("Lesson"), _("Version"), _("Level"), _("Minutes"), _("Areas")]
    rows = [
        [head.code, head.title.read_in(language()), str(head.version), _(LEVELS[head.level]), str(head.minutes),
         ", ".join(_(SUB_AREA_NAMES[area]) for area in head.areas)]
        for head in (entry.head for entry in found.lessons())
    ]  # fmt: skip
    print(table([heads, *rows], "<<><>", heads=1))
    bank = found.bank()
    for form in bank.forms:
        print(f"{form.code} · {form.title.read_in(language())} · {' '.join(form.items)}")
    for error in found.refused:
        print(error)


def _catalogue(arguments: Namespace) -> Catalogue:
    folder = Path(named(arguments)).expanduser()
    return open_catalogue(folder if folder.is_dir() else None)


def _add(arguments: Namespace) -> None:
    with opened(arguments) as workspace:
        if workspace.folder is None:
            raise NoDataHere(folder=named(arguments))
        pack = add_pack(workspace.actor, workspace.folder, arguments.file)
    count = len(pack.lessons)
    print(ngettext("Added: {name}, {n} lesson.", "Added: {name}, {n} lessons.", count).format(name=pack.name, n=count))


def _seal(arguments: Namespace) -> None:
    folder: Path = arguments.file
    if not folder.is_dir():
        raise PackMissing(file=folder)
    pack = seal(folder)
    texts = [(head.code, "\n".join(texts_of(read_plan(pack, head.code).texts["it"]))) for head in pack.lessons]
    texts += [(name, "\n".join(texts_of(item.it))) for name, item in read_bank(pack).items.items()]
    rows = [[name, format_number(gulpease(text))] for name, text in texts]
    print(table([[pack.name, "Gulpease"], *rows], "<>", heads=1))


def _print(arguments: Namespace) -> None:
    code, _at, version = arguments.code.partition("@")
    number = int(version) if version.isdecimal() else 0
    plan = _catalogue(arguments).plan(code, number if version else None)
    today = local_time(system_wall()).date()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for sheet in sheets_of(plan):
        path = arguments.out / sheet_name(plan, sheet, language())
        write_bytes(path, render_lesson(plan, sheet, language(), today))
        print(path)
