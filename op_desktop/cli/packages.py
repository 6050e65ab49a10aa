"""Commands that hand over and collect: bundle, consolidate."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from pathlib import Path

from op_desktop import paths
from op_desktop.cli.figure_tables import published_table
from op_desktop.cli.opening import add_data, add_passphrase, named, open_place, opened
from op_desktop.cli.terminal import Stopwatch, TerminalProgress, table
from op_desktop.domain.formats import format_number
from op_desktop.language import _, ngettext
from op_desktop.sync.consolidation import Consolidation, Outcome, consolidate
from op_desktop.sync.identity import become_centre
from op_desktop.sync.inspection import packages_in
from op_desktop.sync.outgoing import hand_over
from op_desktop.workspace import Workspace

OUT = "handovers"


def add_commands(add: Callable[[str, str], ArgumentParser]) -> None:
    """The commands of this file."""
    out = add("bundle", _("write a package with what changed since the centre last acknowledged"))
    out.add_argument("--out", type=Path, metavar=_("DIR"), help=_("where to write it (else beside the data)"))
    out.add_argument("--everything", action="store_true", help=_("start again from the first change"))
    out.add_argument("--json", action="store_true", help=_("print JSON"))
    add_data(out)
    out.set_defaults(run=_bundle)
    take = add("consolidate", _("take packages in at the centre and compute the figures"))
    take.add_argument("bundles", nargs="+", type=Path, metavar=_("PACKAGE"), help=_("packages, or folders of them"))
    take.add_argument("--centre", required=True, metavar=_("DIR-or-URL"), help=_("the centre: a folder or a database"))
    take.add_argument("--new", action="store_true", help=_("make the centre if it is not there"))
    take.add_argument("--training", action="store_true", help=_("with --new: the centre is for invented data"))
    take.add_argument("--accept-new-devices", action="store_true", help=_("enrol devices never seen before"))
    take.add_argument("--json", action="store_true", help=_("print JSON"))
    take.add_argument("--times", action="store_true", help=_("tell times and memory"))
    add_passphrase(take)
    take.set_defaults(run=_consolidate, data=None)


def _bundle(arguments: Namespace) -> None:
    progress = TerminalProgress()
    with opened(arguments) as workspace:
        folder = arguments.out or Path(named(arguments)).expanduser() / OUT
        written = hand_over(workspace, folder, everything=arguments.everything, progress=progress)
    progress.clear()
    if arguments.json:
        print(json.dumps({"file": str(written.path), "code": written.code, "changes": written.changes,
                          "rows": written.rows, "certificates": written.certificates, "sealed": written.sealed},
                         indent=1))  # fmt: skip
        return
    print(written.path)
    changes = ngettext("{n} change", "{n} changes", written.changes).format(n=format_number(written.changes))
    sealed = _("sealed for the centre") if written.sealed else _("not sealed")
    print(f"{changes} · {sealed} · " + _("code {code}").format(code=written.code))


def _consolidate(arguments: Namespace) -> int:
    progress, watch = TerminalProgress(), Stopwatch()
    with watch.lap(_("Opening")):
        workspace = _centre(arguments)
    try:
        with watch.lap(_("Backup, packages, figures")):
            packages = list(_packages(arguments.bundles))
            done = consolidate(workspace, packages, accept_new=arguments.accept_new_devices, progress=progress)
        progress.clear()
        if arguments.json:
            print(json.dumps(_plain(done), ensure_ascii=False, indent=1))
        else:
            _tell(done)
            if len(done.refused) < len(done.outcomes):
                with workspace.read() as reader:
                    print(published_table(reader, done.figures))
    finally:
        workspace.close()
    if arguments.times:
        print(watch.report(), file=sys.stderr)
    return 1 if done.refused else 0


def _centre(arguments: Namespace) -> Workspace:
    if not arguments.new:
        return open_place(arguments.centre, arguments.passphrase_file)
    place = arguments.centre if "://" in arguments.centre else Path(arguments.centre).expanduser()
    workspace = Workspace.open(place, label="centre", training=arguments.training, state=paths.folders().state)
    become_centre(workspace)
    return workspace


def _packages(named: list[Path]) -> Iterator[Path]:
    """The files themselves, and those in folders in the order of their names."""
    for path in named:
        if path.is_dir():
            yield from packages_in(path)
        else:
            yield path


def _tell(done: Consolidation) -> None:
    if done.backup is not None:
        print(_("Backup: {file}").format(file=done.backup.path))
    heads = [_("Package"), _("Device"), _("Code"), _("New changes"), _("Known changes"), _("Note")]
    print(table([heads, *[_row(each) for each in done.outcomes]], "<<<>><", heads=1), end="\n\n")
    for each in done.refused:
        print(each.refusal, file=sys.stderr)


def _row(outcome: Outcome) -> list[str]:
    received = outcome.received
    if received is None:
        return [outcome.path.name, "", "", "", "", _("refused")]
    union = received.union
    missing = sum(last - first + 1 for first, last in received.holes)
    notes = [
        ngettext("{n} value to decide", "{n} values to decide", received.review).format(n=received.review)
        if received.review else "",
        ngettext("{n} change missing", "{n} changes missing", missing).format(n=missing) if missing else "",
        _("exists in two copies") if union.forks else "",
    ]  # fmt: skip
    numbers = [format_number(union.new), format_number(union.known)]
    return [outcome.path.name, received.device, received.code, *numbers, ", ".join(note for note in notes if note)]


def _plain(done: Consolidation) -> dict[str, object]:
    return {
        "backup": str(done.backup.path) if done.backup else None,
        "new": done.new,
        "known": done.known,
        "packages": [_plain_outcome(each) for each in done.outcomes],
        "figures": {
            each.period.name_en: {id: figure.value for id, figure in each.figures.items()} for each in done.figures
        },
    }


def _plain_outcome(outcome: Outcome) -> dict[str, object]:
    if outcome.received is None:
        return {"file": str(outcome.path), "refused": str(outcome.refusal)}
    received = outcome.received
    return {"file": str(outcome.path), "device": received.device, "code": received.code, "new": received.union.new,
            "known": received.union.known, "holes": received.holes, "certificates": received.certificates}  # fmt: skip
