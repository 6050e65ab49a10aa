"""The pupils of a class as a table: number, name, and from when to when they are in it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from op_desktop.domain.formats import format_date
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import Leaving
from op_desktop.language import N_, _
from op_desktop.register.rosters import PupilRow
from ui.delegates.chip import ChipLook
from ui.models.columns import RIGHT, Column
from ui.models.table import TableModel

NUMBER: Final = 0
NAME: Final = 1
STAY: Final = 2


@dataclass(frozen=True, slots=True)
class RosterLine:
    """A pupil who is or was in the class; named as a person is, so that the same delegate paints it."""

    row: PupilRow
    today: date

    @property
    def id(self) -> RecordId:
        """The enrolment."""
        return self.row.enrolment_id

    @property
    def family_name(self) -> str:
        """The surname, or ``Place 7``."""
        return self.row.family or (_("Place {n}").format(n=self.row.number) if not self.row.given else "")

    @property
    def given_name(self) -> str:
        """The given name."""
        return self.row.given

    @property
    def note_icons(self) -> tuple[str, ...]:
        """Nothing."""
        return ()

    @property
    def name(self) -> str:
        """Surname and name, or the place."""
        return f"{self.family_name} {self.given_name}".strip()

    @property
    def chip(self) -> ChipLook:
        """Since when, or until when; nothing for who is there from the beginning."""
        row = self.row
        if row.left_on is not None:
            moved = row.leaving is Leaving.TRANSFERRED
            words = _("Moved on {day}") if moved else _("Left on {day}")
            return ChipLook(words.format(day=format_date(row.left_on)), "neutral", "log-out")
        if row.enrolled_on is not None:
            return ChipLook(_("Since {day}").format(day=format_date(row.enrolled_on)), "info", "user-plus")
        return ChipLook("")


class RosterModel(TableModel[RosterLine]):
    """One pupil a row."""

    columns = (
        Column(N_("No."), lambda line: line.row.number, RIGHT),
        Column(N_("Pupil"), lambda line: line.name),
        Column(N_("In the class"), lambda line: line.chip.words),
    )
