"""Settings: what was done lately, by whom and on which device."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Final

from PySide6.QtWidgets import QWidget

from op_desktop.domain.formats import format_date, format_weekday
from op_desktop.language import N_, _
from op_desktop.register import activity
from op_desktop.register.activity import Act
from ui.pages.page import Page
from ui.pages.settings_section import Section
from ui.widgets.card import CardTitle
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.list_row import ListRow

SHOWN: Final = 60

SUBJECTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "municipality": N_("Municipalities"), "venue": N_("Venues"), "school": N_("Schools"),
        "school_class": N_("Classes"), "pupil": N_("Pupils"), "enrolment": N_("Class lists"),
        "lesson": N_("Lessons"), "lesson_mark": N_("Attendance in class"),
        "printed_sheet": N_("Sheets to sign"), "person": N_("People"),
        "person_role": N_("Parts of people"), "collaborator_profile": N_("Profiles of collaborators"),
        "same_as": N_("Decisions on duplicates"), "lab": N_("Labs"), "lab_status": N_("States of labs"),
        "lab_member": N_("Members of labs"), "lab_session": N_("Meetings of labs"),
        "attendance": N_("Attendance in labs"), "unnamed_entry": N_("Unnamed entries"),
        "volunteer_shift": N_("Volunteer hours"), "hour_rate": N_("Value of an hour"),
        "event": N_("Events"), "event_day": N_("Days of events"),
        "event_participant": N_("Participants of events"), "consultation": N_("Consultations"),
        "help_area": N_("Areas of help"), "grant_call": N_("Grant calls"),
        "grant_application": N_("Applications"), "application_member": N_("Members of applications"),
        "application_municipality": N_("Municipalities of applications"), "criterion": N_("Criteria"),
        "score": N_("Scores"), "instalment": N_("Instalments"), "certificate": N_("Certificates"),
        "module": N_("Modules"), "quiz": N_("Quizzes"), "quiz_item": N_("Questions"),
        "quiz_sitting": N_("Class tests"), "quiz_answer": N_("Answers"), "quiz_hands": N_("Hands counted"),
        "account": N_("Accounts"), "device": N_("Devices"), "period": N_("Periods"),
        "dated_setting": N_("Dated settings"), "declared_figure": N_("Declared figures"),
        "import_batch": N_("Imports"), "erasure": N_("Erasures"),
    }
)  # fmt: skip
"""What a kind of record is called in the activity log."""


class ActivitySection(Section):
    """The saves of the last month, newest first: kinds and numbers, never what they say."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.list = self.card()

    def refresh(self) -> None:
        """Read the latest saves."""
        with self.desk.workspace.read() as reader:
            acts = activity.latest(reader, SHOWN)
        self.refill(self.list, self._rows(acts))

    def _rows(self, acts: Sequence[Act]) -> Iterator[QWidget]:
        yield CardTitle(_("Activity log"), note=_("Of the last month, at most {n}").format(n=SHOWN))
        if not acts:
            yield EmptyState(self.theme, "history", _("Nothing was recorded in the last month."))
        for day, group in groupby(acts, key=lambda act: act.at.date()):
            caption = Label(f"{format_weekday(day)} {format_date(day)}", "caps", ink="text2")
            caption.setContentsMargins(15, 10, 15, 4)
            yield caption
            yield from map(self._row, group)

    def _row(self, act: Act) -> ListRow:
        time = Label(act.at.strftime("%H:%M"), "medium", ink="text2")
        words = _(SUBJECTS.get(act.entity, act.entity))
        title = f"{words} · {act.changes}"
        who = act.who or _("OP Desktop")
        return ListRow(title, f"{who}, {act.device}", leading=[time], inline=True, height=38)
