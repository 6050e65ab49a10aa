"""Everybody as rows of a table: the names are there at once, the rest of a row when it comes into view."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QObject, Qt

from op_desktop.domain.formats import format_date, format_hours
from op_desktop.domain.person import Framework, Part, ProfileKind
from op_desktop.domain.record import RecordId
from op_desktop.language import N_, _
from op_desktop.register.people_list import PersonDetail, PersonName
from ui.delegates.cell import RowRole
from ui.delegates.chip import ChipLook
from ui.models.check_in import near_day
from ui.models.columns import RIGHT, Column
from ui.models.table import AnyIndex, TableModel

WINDOW: Final = 60
"""So many rows are filled at once: a screen and a half."""
PART_NAMES: Final = {Part.USER: N_("User"), Part.COLLABORATOR: N_("Collaborator")}
PROFILE_NAMES: Final = {
    ProfileKind.FOLLOWED: N_("Followed by the services"),
    ProfileKind.ENGAGED: N_("Engaged before"),
    ProfileKind.NEW: N_("Not engaged before"),
    ProfileKind.UNSAID: N_("not said"),
}
FRAMEWORK_NAMES: Final = {
    Framework.CITIZEN: N_("Active citizen"),
    Framework.REGULAR_VOLUNTEER: N_("Regular volunteer of a body"),
    Framework.OCCASIONAL_VOLUNTEER: N_("Occasional volunteer of a body"),
    Framework.OTHER: N_("Other"),
}
Fetch = Callable[[Sequence[RecordId]], Mapping[RecordId, PersonDetail]]


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person; ``detail`` is nothing until the row comes into view."""

    name: PersonName
    today: date
    detail: PersonDetail | None = None

    @property
    def id(self) -> RecordId:
        """The person's."""
        return self.name.id

    @property
    def family_name(self) -> str:
        """Written in bold; a single name stands here too."""
        return self.name.family or self.name.given

    @property
    def given_name(self) -> str:
        """Written plain."""
        return self.name.given if self.name.family else ""

    @property
    def note_icons(self) -> tuple[str, ...]:
        """Nothing."""
        return ()

    @property
    def chip(self) -> ChipLook:
        """Whether the person collaborates."""
        collaborates = self.detail is not None and self.detail.collaborates
        return ChipLook(_("Collaborates"), "accent", "hand-heart") if collaborates else ChipLook("")


def _town(line: PersonLine) -> str:
    return line.detail.municipality if line.detail else ""


def _visits(line: PersonLine) -> int | None:
    return line.detail.visits or None if line.detail else None


def _last(line: PersonLine) -> str:
    return near_day(line.detail.last_day, line.today) if line.detail and line.detail.last_day else ""


def _last_whole(line: PersonLine) -> str:
    return format_date(line.detail.last_day, "date") if line.detail and line.detail.last_day else ""


def _hours(line: PersonLine) -> str:
    return format_hours(line.detail.minutes) if line.detail and line.detail.minutes else ""


class PeopleModel(TableModel[PersonName]):
    """The table of people; a row is made of its name and what is known of it when it is looked at."""

    columns: tuple[Column[PersonLine], ...] = (
        Column(N_("Name"), lambda line: f"{line.family_name} {line.given_name}".strip()),
        Column(N_("Municipality"), _town),
        Column(N_("Meetings"), _visits, RIGHT),
        Column(N_("Last time"), _last, spoken=_last_whole),
        Column(N_("Hours"), _hours, RIGHT),
        Column(N_("Role"), lambda line: line.chip.words),
    )

    def __init__(self, fetch: Fetch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._details: dict[RecordId, PersonDetail] = {}
        self._today = date.min

    def show_people(self, names: Sequence[PersonName], today: date) -> None:
        """Show these people; what was known of their rows is read again when it is looked at."""
        self._details.clear()
        self._today = today
        self.set_rows(names)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """As every table's; a cell that tells more than the name fills the rows around it first."""
        if not index.isValid():
            return None
        column, line = self.columns[index.column()], self._line(index.row(), whole=index.column() > 0)
        if role == RowRole:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return column.text(line)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return column.spoken(line) if column.spoken is not None else str(column.text(line) or "")
        return column.align if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _line(self, number: int, *, whole: bool) -> PersonLine:
        name = self._rows[number]
        if whole and name.id not in self._details:
            first = number // WINDOW * WINDOW
            self._details |= self._fetch([each.id for each in self._rows[first : first + WINDOW]])
        return PersonLine(name, self._today, self._details.get(name.id))
