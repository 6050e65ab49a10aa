"""The rows behind a figure as a table that asks for more of them only when they come into sight."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Signal

from op_desktop.domain.competence import SUB_AREA_NAMES
from op_desktop.domain.counselling import FAMILY, HOUSING, SAVINGS, WORK
from op_desktop.domain.formats import format_clock, format_date, format_number
from op_desktop.language import N_, _
from op_desktop.metrics.engine import Row
from op_desktop.metrics.metric import Basis, Metric, Unit
from op_desktop.metrics.school_results import is_by_hands
from ui.models.columns import RIGHT, Column
from ui.models.table import NOWHERE, TableModel

PAGE: Final = 400
"""How many rows are fetched at a time."""

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "consultation": N_("consultation"),
        "request": N_("request"),
        "counted": N_("counted"),
        "tickets": N_("tickets"),
        "estimate": N_("estimate"),
        "op_cafe": N_("#OP Café"),
        "grant_call": N_("grant call"),
        "lab": N_("lab"),
        "event": N_("event"),
        "school": N_("school"),
        "project": N_("project"),
        "other": N_("other"),
        "listed": N_("on a list"),
        "declared": N_("declared by number"),
    }
)
"""The words for the kinds of contributing rows."""

_SUBJECTS: Mapping[str, str] = MappingProxyType({area.value: name for area, name in SUB_AREA_NAMES.items()})
AREAS: Mapping[str, str] = MappingProxyType(
    {
        WORK: N_("help desk: work"),
        FAMILY: N_("help desk: families"),
        SAVINGS: N_("help desk: savings"),
        HOUSING: N_("help desk: housing"),
    }
)
"""The words for the areas of the help desks, whose rows have no other name."""


class MetricRowsModel(TableModel[Row]):
    """Shows what has come so far; ``more_wanted`` asks for the next page."""

    more_wanted = Signal(int)
    """How many rows are there already."""

    def __init__(self, metric: Metric, *, names: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._complete = True
        self._asked = False
        self.set_columns(_columns(metric, names=names))

    def key_of(self, row: Row) -> object:
        """The record and, for meetings with several people, the person."""
        return row.entity, row.row_id, row.person_id

    def start(self) -> None:
        """Forget all rows; the first page is on its way."""
        self.set_rows(())
        self._complete, self._asked = False, True

    def add_page(self, rows: Sequence[Row]) -> None:
        """Put the next page at the end; a page that is not full was the last."""
        self._complete, self._asked = len(rows) < PAGE, False
        if rows:
            at = len(self._rows)
            self.beginInsertRows(QModelIndex(), at, at + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def canFetchMore(self, parent: QModelIndex | QPersistentModelIndex = NOWHERE) -> bool:
        """Whether there are rows that nobody has looked at yet."""
        return not (parent.isValid() or self._complete or self._asked)

    def fetchMore(self, parent: QModelIndex | QPersistentModelIndex = NOWHERE) -> None:
        """Ask for the next page."""
        if self.canFetchMore(parent):
            self._asked = True
            self.more_wanted.emit(len(self._rows))


def _columns(metric: Metric, *, names: bool) -> tuple[Column[Row], ...]:
    minutes = metric.unit is Unit.MINUTES or any(part.key == "minutes" for part in metric.parts)
    weigh = _duration if minutes else _part if metric.unit is Unit.PERCENT else _weight
    columns: list[Column[Row]] = [
        Column(N_("Day"), lambda row: format_date(row.day)),
        Column(N_("Activity"), _activity),
        Column(N_("Place"), _place),
        Column(N_("Subject") if metric.basis is Basis.ANSWERS else N_("Kind"), _kind),
    ]
    if names and metric.basis is not Basis.ANSWERS:
        columns.append(Column(N_("Person"), lambda row: row.person or (_("unnamed") if row.unnamed else "")))
    columns.append(Column(N_("Duration") if minutes else N_("Counts"), weigh, align=RIGHT))
    return tuple(columns)


def _activity(row: Row) -> str:
    return _(AREAS.get(row.activity, row.activity)) if row.entity == "consultation" else row.activity


def _kind(row: Row) -> str:
    """What the row is of; a subject says how its questions were answered, where that was by hands."""
    what = row.what or ""
    words = _(KINDS.get(what) or _SUBJECTS.get(what, what))
    hands = _("by hands")
    return f"{words}, {hands}" if is_by_hands(row) else words


def _part(row: Row) -> str:
    return _("{n} of {all}").format(n=_weight(row), all=format_number(row.base))


def _place(row: Row) -> str:
    return row.venue or row.municipality


def _weight(row: Row) -> str:
    return _("not recorded") if row.weight is None else format_number(row.weight)


def _duration(row: Row) -> str:
    return "" if row.weight is None else format_clock(row.weight)
