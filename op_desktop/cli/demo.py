"""Commands with invented data: demo, the programme at its real size, and walk, the main job from end to end."""

import shlex
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from op_desktop.cli.figure_tables import span_table
from op_desktop.cli.tables import write_all_figures
from op_desktop.cli.terminal import Stopwatch, TerminalProgress, table
from op_desktop.demo.network import CENTRE
from op_desktop.demo.walk import PACKAGES, Walk, walk
from op_desktop.demo.years import MOST_DEVICES, Years, invent_years
from op_desktop.domain.formats import format_hours, format_number
from op_desktop.exchange.figures import Form
from op_desktop.language import _, ngettext
from op_desktop.metrics.passport import period_text
from op_desktop.storage.clock import local_day, system_wall
from op_desktop.sync.outgoing import hand_over
from op_desktop.vault import FolderInUse
from op_desktop.workspace import DATABASE

EXPORT = "export"

_TO_SATURDAY = {6: 1, 0: 2, 1: 3, 2: 4}
"""Days back to a Saturday, from Sunday to Wednesday."""


def add_commands(add: Callable[[str, str], ArgumentParser]) -> None:
    """The commands of this file."""
    command = add("demo", _("make a centre and devices with years of invented work, and their packages"))
    command.add_argument("folder", type=Path, metavar=_("DIR"))
    command.add_argument("--years", type=int, default=6, choices=range(1, 21), metavar="N")
    command.add_argument("--devices", type=int, default=4, choices=range(1, MOST_DEVICES + 1), metavar="N")
    command.add_argument("--seed", type=int, default=2015, metavar="N", help=_("another number, other people"))
    command.set_defaults(run=_demo)
    road = add("walk", _("record a term on two devices, consolidate it and print the figures"))
    road.add_argument("folder", type=Path, metavar=_("DIR"))
    road.set_defaults(run=_walk)
    for each in (command, road):
        each.add_argument("--times", action="store_true", help=_("tell times and memory"))


def _empty(folder: Path) -> Path:
    if folder.exists() and any(folder.iterdir()):
        raise FolderInUse(folder=folder)
    return folder


def _demo(arguments: Namespace) -> None:
    folder, progress, watch = _empty(arguments.folder), TerminalProgress(), Stopwatch()
    with watch.lap(_("Inventing")):
        years = invent_years(folder, arguments.years, arguments.devices, arguments.seed, progress)
    rows = []
    try:
        with watch.lap(_("Packages")):
            for station in years.network.devices:
                written = hand_over(station.workspace, folder / PACKAGES, progress=progress)
                rows.append([station.label, format_number(written.changes), str(written.path)])
    finally:
        years.network.close()
    progress.clear()
    print(table([[_("Device"), _("Changes"), _("Package")], *rows], "<><", heads=1))
    print(_in_all(years))
    print(f"\n    op-desktop consolidate {_quoted(folder / PACKAGES)} --centre {_quoted(folder / CENTRE)} --times")
    if arguments.times:
        print(watch.report(), file=sys.stderr)


def _quoted(path: Path) -> str:
    return shlex.quote(str(path))


def _in_all(years: Years) -> str:
    span = (years.end_day - years.first_day).days / 365.25
    facts = {"records": format_number(years.records), "year": format_number(years.records / span)}
    return _("{records} records, {year} a year").format(**facts)


def _walk(arguments: Namespace) -> None:
    folder, progress, watch = _empty(arguments.folder), TerminalProgress(), Stopwatch()
    with watch.lap(_("In all")):
        done = walk(folder, _working_day(local_day(system_wall())), progress=progress)
        try:
            files = _export(done, folder / EXPORT)
            progress.clear()
            print(_story(done), end="\n\n")
            with done.network.centre.workspace.read() as reader:
                print(span_table(reader, _("this term"), done.figures), end="\n\n")
        finally:
            done.network.close()
    print(_places(done, folder, files))
    if arguments.times:
        print(watch.report(), file=sys.stderr)


def _working_day(today: date) -> date:
    """The latest Thursday to Saturday: classes meet on its weekday and labs on the three before, none on a Sunday."""
    return today - timedelta(days=_TO_SATURDAY.get(today.weekday(), 0))


def _export(done: Walk, folder: Path) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    files = [(folder / f"metrics{ending}{form.suffix}", form)
             for ending, form in (("", Form.MACHINE), ("-it", Form.ITALIAN), ("", Form.XLSX))]  # fmt: skip
    with done.network.centre.workspace.read() as reader:
        for path, form in files:
            write_all_figures(path, reader, form, _term(done))
    return [path for path, _form in files]


def _term(done: Walk) -> str:
    return f"{done.scope.first_day.isoformat()}..{done.scope.last_day.isoformat()}"


def _story(done: Walk) -> str:
    """What was recorded, a line for each kind of thing."""
    lines = [_("A term of invented work, {span}").format(span=period_text(done.scope))]
    for each in done.taught.classes:
        lines.append(
            _("{file} → {label}: {pupils}, {lessons}, {certificates}").format(
                file=each.plan.file, label=each.plan.name,
                pupils=ngettext("{n} pupil", "{n} pupils", each.imported.new).format(n=each.imported.new),
                lessons=ngettext("{n} lesson", "{n} lessons", each.lessons).format(n=each.lessons),
                certificates=ngettext("{n} certificate", "{n} certificates", each.certificates).format(
                    n=each.certificates),
            )
        )  # fmt: skip
    hosted = done.hosted
    lines.append(
        _("Labs: {meetings} meetings, {presences} presences, {unnamed} without a name, {hours} hours given").format(
            meetings=hosted.meetings, presences=hosted.presences, unnamed=hosted.unnamed,
            hours=format_hours(hosted.minutes),
        )
    )  # fmt: skip
    lines.append(_("Events: {events} · help desk: {contacts}").format(events=hosted.events, contacts=hosted.contacts))
    for handed in done.packages:
        changes = ngettext("{n} change", "{n} changes", handed.changes).format(n=format_number(handed.changes))
        lines.append(_("Package {code}: {changes}, sealed for the centre").format(code=handed.code, changes=changes))
    return "\n".join(lines)


def _places(done: Walk, folder: Path, files: list[Path]) -> str:
    rows = [[_("Centre"), str(done.network.centre.folder / DATABASE)]]
    rows += [[_("Device"), str(station.folder / DATABASE)] for station in done.network.devices]
    rows += [[_("Package"), str(each.path)] for each in done.packages]
    rows += [[_("Certificates"), str(each.pdf)] for each in done.taught.classes if each.pdf]
    rows += [[_("Figures"), str(path)] for path in files]
    command = f"op-desktop metrics --centre {_quoted(done.network.centre.folder)} --period {_term(done)}"
    rows.append([_("Look further"), command])
    return table(rows)
