"""What somebody did at an event: for how long, from when, and which task."""

from datetime import datetime

from op_desktop.domain.formats import format_clock, parse_minutes
from op_desktop.domain.volunteering import Task
from op_desktop.language import _
from op_desktop.register.event_people import EventPerson
from op_desktop.register.people import full_name
from ui.dialogs.form import Choice, FormDialog, text_field
from ui.dialogs.lab import clock
from ui.models.events import TASK_NAMES
from ui.theme import Theme


class EventHoursDialog(FormDialog):
    """``minutes``, ``starts_at`` and ``task`` hold the answer; 0 minutes: the person only came."""

    def __init__(self, theme: Theme, person: EventPerson, starts_at: datetime, minutes: int) -> None:
        super().__init__(
            theme, full_name(person.family, person.given),
            _("The hours go to Volunteers and hours. Write 0 for somebody who only came."),
            confirm=_("Keep the hours"), width=480,
        )  # fmt: skip
        self.starts_at, self.minutes, self.task = starts_at, minutes, person.task or Task.OTHER
        self.begins = text_field(_("Begins at"), f"{starts_at:%H:%M}")
        self.length = text_field(_("Hours"), format_clock(person.minutes or minutes), "2:30")
        self.length.selectAll()
        self.what = Choice(_("Task"), [(task, _(words)) for task, words in TASK_NAMES.items()], self.task)
        self.add_fields([(_("Hours"), self.length), (_("Begins at"), self.begins), (_("Task"), self.what)])
        self.first = self.length

    def read_fields(self) -> None:
        """Raises ``TimeUnclear`` or ``HoursUnclear``."""
        typed = self.length.text().strip()
        self.minutes = 0 if typed in ("", "0") else parse_minutes(typed)
        self.starts_at = datetime.combine(self.starts_at.date(), clock(self.begins.text()))
        self.task = Task(str(self.what.key))
