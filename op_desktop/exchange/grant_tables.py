"""The ranking of an edition of the grant call as a file; groups are named, no person."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from op_desktop.domain.record import RecordId
from op_desktop.exchange.figures import Form
from op_desktop.exchange.values import ITALIAN, MACHINE, Column, Kind, Value
from op_desktop.exchange.writing import write_csv, write_xlsx
from op_desktop.language import N_, _
from op_desktop.progress import SILENT, Progress
from op_desktop.register.grant_scores import Judged

_BEFORE = (
    Column("place", N_("Place"), Kind.WHOLE),
    Column("title", N_("Project")),
    Column("group", N_("Group")),
    Column("area", N_("Area"), Kind.WHOLE),
    Column("aim_a", N_("Aim A"), Kind.TRUTH),
    Column("aim_b", N_("Aim B"), Kind.TRUTH),
    Column("municipalities", N_("Municipalities")),
    Column("intercommunal", N_("Intercommunal"), Kind.TRUTH),
    Column("people", N_("People"), Kind.WHOLE),
)
_AFTER = (
    Column("score", N_("Score"), Kind.DECIMAL),
    Column("requested", N_("Asks for"), Kind.MONEY),
    Column("awarded", N_("Awarded"), Kind.MONEY),
    Column("status", N_("State")),
)


def write_ranking(
    path: Path,
    judged: Iterable[Judged],
    reviewers: Mapping[RecordId, str],
    form: Form,
    progress: Progress = SILENT,
) -> int:
    """Write the ranking, one row a project with each reviewer's total, and return how many.

    Raises like ``write_csv`` and ``write_xlsx``.
    """
    order = sorted(reviewers, key=lambda id: reviewers[id])
    between = [Column(f"reviewer_{number}", reviewers[id], Kind.DECIMAL) for number, id in enumerate(order, start=1)]
    columns = [*_BEFORE, *between, *_AFTER]
    rows = (_cells(each, order) for each in judged)
    if form is Form.XLSX:
        return write_xlsx(path, columns, rows, _("Ranking"), progress)
    return write_csv(path, columns, rows, ITALIAN if form is Form.ITALIAN else MACHINE, progress)


def _cells(each: Judged, order: list[RecordId]) -> tuple[Value, ...]:
    row = each.row
    amounts = (None if amount is None else int(amount * 100) for amount in (row.requested, row.awarded))
    return (
        each.place, row.title, row.group_name, row.area, row.aim_ties, row.aim_savings, ", ".join(row.towns),
        row.intercommunal, row.members, *(each.totals.get(id) for id in order), each.score, *amounts, row.status.value,
    )  # fmt: skip
