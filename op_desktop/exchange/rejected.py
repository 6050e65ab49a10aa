"""Rejected rows as a file to correct and import again."""

from collections.abc import Sequence
from pathlib import Path

from op_desktop.exchange.columns import USE_TITLES, Use
from op_desktop.exchange.plan import RosterPlan, Status
from op_desktop.exchange.values import ITALIAN, Column, Kind, Value
from op_desktop.exchange.writing import write_csv
from op_desktop.language import N_

_LINE = Column("line", N_("Row"), Kind.WHOLE)
_REASON = Column("reason", N_("Reason"))


def write_rejected(path: Path, plan: RosterPlan, kept: Sequence[Use]) -> int:
    """Write the rejected rows with their line and reason and return how many there are.

    ``kept`` are the columns of the roster (``Roster.kept``); no other column of the original file is in it.
    Raises what ``write_csv`` raises.
    """
    columns = [_LINE, _REASON, *(Column(use.value, USE_TITLES[use]) for use in kept)]
    rejected: list[Sequence[Value]] = [
        (row.line, str(row.remark), *row.written) for row in plan.rows if row.status is Status.REJECTED
    ]
    return write_csv(path, columns, rejected, ITALIAN)
