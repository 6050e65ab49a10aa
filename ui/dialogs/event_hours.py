"""What somebody did at an event: for how long, from when, and which task."""

from collections.abc import Collection
from datetime import date, datetime

from op_desktop.domain.formats import format_clock, format_date, parse_minutes
from op_desktop.domain.volunteering import Task
from op_desktop.language import _
from op_desktop.register.event_people import EventPerson
from op_desktop.register.people import full_name
from ui.dialogs.form import Choice, FormDialog, text_field
from ui.dialogs.lab import clock
from ui.models.events import TASK_NAMES
from ui.theme import Theme


class EventHoursDialog(FormDialog):
    """``minutes``, ``starts_at`` and ``task`` hold the answer for one day; 0 minutes: the person only came."""

    def __init__(
        self, theme: Theme, person: EventPerson, starts_at: datetime, minutes: int, further: Collection[date] = ()
    ) -> None:
        super().__init__(
            theme, full_name(person.family, person.given),
            _("The hours go to Volunteers and hours. Write 0 for somebody who only came."),
            confirm=_("Keep the hours"), width=480,
        )  # fmt: skip
        self._person, self._usual = person, minutes
        self.starts_at, self.minutes, self.task = starts_at, minutes, person.task or Task.OTHER
        helped = {each.starts_at.date() for each in person.given_help}
        days = sorted({starts_at.date(), *further, *helped})
        self.day = Choice(_("Day"), [(day, format_date(day, "day")) for day in days], min(helped, default=days[0]))
        self.begins = text_field(_("Begins at"), f"{starts_at:%H:%M}")
        self.length = text_field(_("Hours"), "", "2:30")
        self.what = Choice(_("Task"), [(task, _(words)) for task, words in TASK_NAMES.items()], self.task)
        hours = [(_("Hours"), self.length), (_("Begins at"), self.begins), (_("Task"), self.what)]
        # Most events last one day: nobody is asked which.
        self.add_fields(*([[(_("Day"), self.day)], hours] if len(days) > 1 else [hours]))
        self.day.currentIndexChanged.connect(lambda _number: self._show_day())
        self._show_day()
        self.first = self.length

    def _show_day(self) -> None:
        """What is written of the chosen day, else what is usual."""
        given = [each for each in self._person.given_help if each.starts_at.date() == self.day.key]
        self.length.setText(format_clock(sum(each.minutes for each in given) or self._usual))
        self.length.selectAll()
        if given:
            self.begins.setText(f"{given[0].starts_at:%H:%M}")
            self.what.setCurrentIndex(self.what.keys.index(given[0].task))

    def read_fields(self) -> None:
        """Raises ``TimeUnclear`` or ``HoursUnclear``."""
        typed = self.length.text().strip()
        self.minutes = 0 if typed in ("", "0") else parse_minutes(typed)
        day = self.day.key
        assert isinstance(day, date)
        self.starts_at = datetime.combine(day, clock(self.begins.text()))
        self.task = Task(str(self.what.key))
