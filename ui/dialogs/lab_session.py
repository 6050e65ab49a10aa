"""Opens the meeting of another day: yesterday evening's, typed this morning, or next week's, planned now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from op_desktop.domain.dates import parse_date
from op_desktop.domain.formats import format_clock, format_date
from op_desktop.domain.record import RecordId
from op_desktop.language import _
from op_desktop.register.labs import LabRow
from ui.dialogs.form import Choice, FormDialog, text_field
from ui.dialogs.lab import clock, length
from ui.theme import Theme


@dataclass(frozen=True, slots=True)
class SessionDraft:
    """What was answered."""

    lab_id: RecordId
    starts_at: datetime
    minutes: int


class LabSessionDialog(FormDialog):
    """Lab, day, hour and length; the lab's own hour and length are proposed."""

    def __init__(self, theme: Theme, offered: Sequence[LabRow], today: date, lab_id: RecordId | None = None) -> None:
        super().__init__(
            theme, _("Meeting of another day"), _("A meeting of that day which is there already is opened as it is."),
            confirm=_("Open the meeting"),
        )  # fmt: skip
        self.draft: SessionDraft | None = None
        self._today = today
        self._labs = {row.id: row for row in offered}
        self.lab = Choice(_("Lab"), [(row.id, f"{row.name} – {row.municipality}") for row in offered], lab_id)
        self.lab.currentIndexChanged.connect(lambda _number: self._propose())
        self.day = text_field(_("Day"), format_date(today), "24/11")
        self.day.selectAll()
        self.starts = text_field(_("Begins at"), placeholder="14:30")
        self.length = text_field(_("Lasts"), placeholder="2:30")
        self._propose()
        self.add_fields(
            [(_("Lab"), self.lab)],
            [(_("Day"), self.day), (_("Begins at"), self.starts), (_("Lasts"), self.length)],
        )
        self.first = self.day

    def read_fields(self) -> None:
        """Raises ``NoSuchDay``, ``DateUnclear``, ``TimeUnclear``, ``HoursUnclear`` or ``LengthUnfit``."""
        day = parse_date(self.day.text(), self._today)
        moment = datetime.combine(day, clock(self.starts.text()))
        self.draft = SessionDraft(RecordId(str(self.lab.key)), moment, length(self.length.text()))

    def _propose(self) -> None:
        lab = self._labs[RecordId(str(self.lab.key))]
        self.starts.setText(lab.starts or "15:00")
        self.length.setText(format_clock(lab.minutes))
