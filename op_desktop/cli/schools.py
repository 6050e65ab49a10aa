"""The command that reads the ministry's registry of schools: import-schools."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from op_desktop.cli.opening import add_data, opened
from op_desktop.cli.rosters import FileMissing
from op_desktop.cli.terminal import table
from op_desktop.domain.formats import format_number
from op_desktop.exchange.school_import import (
    Decision,
    Decisions,
    ImportedSchools,
    SchoolPlan,
    Verdict,
    import_schools,
    preview_schools,
)
from op_desktop.language import N_, _

VERDICTS = {
    Verdict.NEW: N_("new"),
    Verdict.UPDATED: N_("changed"),
    Verdict.UNCHANGED: N_("unchanged"),
    Verdict.MAY_BE: N_("to decide"),
    Verdict.REJECTED: N_("rejected"),
}


def add_commands(add: Callable[[str, str], ArgumentParser]) -> None:
    """The command of this file."""
    command = add("import-schools", _("read the schools of the territory from the ministry’s registry (.csv)"))
    command.add_argument("file", type=Path, metavar=_("FILE"))
    command.add_argument("--dry-run", action="store_true", help=_("show what would change and write nothing"))
    command.add_argument("--json", action="store_true", help=_("print JSON"))
    command.add_argument(
        "--proposed", type=Decision, choices=tuple(Decision), default=Decision.LEAVE,
        help=_("schools that may be on file, typed by hand: leave them for later, join them, or add them as others"),
    )  # fmt: skip
    add_data(command, centre=True)
    command.set_defaults(run=_import)


def _import(arguments: Namespace) -> None:
    if not arguments.file.is_file():
        raise FileMissing(file=arguments.file)
    data = arguments.file.read_bytes()
    with opened(arguments) as workspace, workspace.write(_("Import schools")) as uow:
        plan = preview_schools(uow, data, arguments.file.name)
        done = None
        if not arguments.dry_run:
            decisions = Decisions(others=arguments.proposed)
            done = import_schools(uow, plan, decisions, sha256=sha256(data).hexdigest())
    if arguments.json:
        print(json.dumps(plain_plan(plan, done), ensure_ascii=False, indent=1))
        return
    print(plan_table(plan))
    print(", ".join(f"{plan.count(verdict)} {_(words)}" for verdict, words in VERDICTS.items()))
    print(_("Rows of other municipalities: {n}").format(n=format_number(plan.elsewhere)))
    if done is None or done.batch is None:
        print(_("Nothing was written."))


def plain_plan(plan: SchoolPlan, done: ImportedSchools | None) -> dict[str, Any]:
    """A preview, and what was written of it, as programs read them."""
    return {
        "file": plan.registry.name,
        "rows": plan.registry.rows,
        "counts": {verdict.value: plan.count(verdict) for verdict in Verdict},
        "outside": {why.value: number for why, number in sorted(plan.registry.outside.items())},
        "written": done.new + done.updated if done is not None else 0,
        "schools": [
            {"line": row.line, "verdict": row.verdict.value, "code": row.code, "name": row.name,
             "remark": str(row.remark or "")}
            for row in plan.rows
        ],
    }  # fmt: skip


def plan_table(plan: SchoolPlan) -> str:
    """Every row of the territory with what becomes of it."""
    heads = [_("Row"), _("Code"), _("School"), "", ""]
    rows = [[str(row.line), row.code, row.name, _(VERDICTS[row.verdict]), str(row.remark or "")] for row in plan.rows]
    return table([heads, *rows], ">", heads=1)
